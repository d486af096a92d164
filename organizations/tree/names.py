"""The name of an organisation on a day (ORG-21)."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

_NAMES = """
SELECT o.id, COALESCE(
    (SELECT r.name FROM organizations_renaming r WHERE r.organization_id = o.id AND r.on <= %(day)s
     ORDER BY r.on DESC LIMIT 1),
    (SELECT r.old_name FROM organizations_renaming r WHERE r.organization_id = o.id AND r.on > %(day)s
     ORDER BY r.on LIMIT 1),
    o.name)
FROM organizations_organization o WHERE o.id = ANY(%(organizations)s)
"""


def names_on(organizations: Iterable[int], *, on: date) -> dict[int, str]:
    """Id → name on the day; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, {"organizations": list(organizations), "day": on})
        return dict(cursor.fetchall())
