"""Reminders are readers of the duties: who owes, what is open, on which day a message falls.

One INSERT … SELECT a duty into the outbox, so exactly once by (kind, subject, recipient, day): running it twice, or on
a later day, says nothing twice. ``still_due`` asks the same relation again before anything is sent.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from core.records import outbox
from core.records.duties import Duty, Message, Source, owed, parameters, union
from core.records.measures import Verdict, values_of
from core.web.home import Kind as MessageKind
from core.web.home import lists
from organizations.kinds import STREETS, Kind
from organizations.models import Organization
from organizations.relations import make_relations, with_relations
from organizations.scoping import line_sql, range_of

_STAGE = """
SELECT r.*, stage.on_day FROM ({union}) r
CROSS JOIN LATERAL (
    SELECT max(r.due_on - days) AS on_day FROM unnest(r.remind) days WHERE r.due_on - days <= %(today)s
) stage
WHERE r.key = %(key)s AND {owed} AND stage.on_day IS NOT NULL
"""
"""Rows of a duty that a message is written about, with its day: the latest that has come."""

_HOLDERS = f"""
JOIN organizations_grant g ON g.content_object_id = ANY({line_sql("r.scope")})
    AND g.during @> %(today)s::date
JOIN auth_permission permission ON permission.id = g.permission_id AND permission.codename = %(codename)s
JOIN organizations_organization place ON place.id = g.content_object_id
    AND (place.path = r.scope OR %(keeper)s OR (
        place.kind NOT IN {values_of((*STREETS, Kind.DISTRICT_DEPARTMENT))}
        AND NOT (%(inside)s AND place.kind = '{Kind.COMMUNITY}')))
JOIN people_user u ON u.id = g.user_id AND u.is_active AND u.id IS DISTINCT FROM r.barred_id
"""
"""Accounts at whose desk a row stands as their own: the same that ``own_or_behind`` shows it to."""

_PERSON = "JOIN people_user u ON u.person_id = r.person_id AND u.is_active"


def _put(template: str) -> str:
    """SQL of a format of a message; the template itself is the parameter ``template``."""
    made = f"%({template})s::text"
    for name, value in (
        ("label", "label"),
        ("detail", "detail"),
        ("count", "amount::text"),
        ("due_on", "due_on::text"),
    ):
        made = f"replace({made}, '{{{name}}}', COALESCE({value}, ''))"
    return made


def _select(message: Message, rows: str, recipients: str) -> str:
    subject = "organization_id" if message.together else "record"
    target = "organization_id" if message.by_organization or message.together else "record"
    first = "r.on_day DESC, r.due_on, r.record, r.organization_id, r.label"
    grouped = f"""
        SELECT r.{subject} AS subject_id, r.user_id, max(r.on_day) AS on_day, sum(r.amount) AS amount,
               (array_agg(r.{target} ORDER BY {first}))[1] AS target,
               (array_agg(r.label ORDER BY {first}))[1] AS label,
               (array_agg(r.detail ORDER BY {first}))[1] AS detail,
               (array_agg(r.due_on ORDER BY {first}))[1] AS due_on
        FROM (SELECT DISTINCT r.*, u.id AS user_id FROM ({rows}) r {recipients}) r GROUP BY 1, 2"""
    return f"""SELECT subject_id, user_id, on_day, {_put("title")}, {_put("text")},
        replace(%(url)s, '/0/', '/' || target || '/') FROM ({grouped}) m"""


def _values(duty: Duty, message: Message) -> dict[str, Any]:
    return {
        "key": duty.key,
        "codename": duty.right.rsplit(".", 1)[-1],
        "keeper": duty.keeper,
        "inside": duty.inside,
        "title": message.title,
        "text": message.text,
        "url": message.url(),
    }


def _remind(duty: Duty, source: Source, values: dict[str, Any]) -> int:
    message = duty.message
    assert message is not None
    rows = _STAGE.format(union=union([source]), owed=owed())
    select = _select(message, rows, _HOLDERS if duty.right else _PERSON)
    return outbox.insert_from_select(
        message.kind, message.subject, _with(select, [source]), values | _values(duty, message)
    )


_CHASE = f"""
SELECT street_id, user_id, on_day, {_put("title")}, {_put("text")}, %(url)s FROM (
    SELECT t.street_id, u.id AS user_id, max(r.due_on) + 1 AS on_day, count(DISTINCT r.organization_id) AS amount,
           (array_agg(r.label ORDER BY r.due_on DESC))[1] AS label, '' AS detail, max(r.due_on) AS due_on
    FROM (<rows>) r
    JOIN tree t ON t.organization_id = r.organization_id
    JOIN organizations_grant g ON g.content_object_id = t.street_id AND g.during @> %(today)s::date
    JOIN auth_permission permission ON permission.id = g.permission_id AND permission.codename = %(codename)s
    JOIN people_user u ON u.id = g.user_id AND u.is_active
    WHERE r.key = %(key)s AND r.verdict = '{Verdict.MISSING}' AND <owed>
    GROUP BY t.street_id, u.id
) m
"""
"""One message to each officer of a street in which somebody is behind."""


def _chase(duty: Duty, source: Source, values: dict[str, Any]) -> int:
    message = duty.chase
    assert message is not None
    select = _CHASE.replace("<rows>", union([source])).replace("<owed>", owed())
    return outbox.insert_from_select(
        message.kind, message.subject, _with(select, [source]), values | _values(duty, message)
    )


def _with(select: str, chosen: list[Source]) -> str:
    return f"SELECT * FROM ({with_relations(select, chosen, made=True)}) found"


def _each() -> Iterator[tuple[Duty, Source]]:
    for source in lists().sources:
        for duty in source.duties:
            yield duty, source


@transaction.atomic
def remind(*, now: datetime, only: str = "") -> dict[str, int]:
    """Every message that is due, for every district, or those of one duty; how many are new by the key of the duty."""
    made: dict[str, int] = {}
    districts = Organization.objects.filter(kind=Kind.DISTRICT_DEPARTMENT, dissolved_on=None)
    for district in districts:
        low, high = range_of(district.path)
        values = parameters(now) | {"root": district.pk, "lo": low, "hi": high}
        make_relations(lists().sources, values)
        for duty, source in _each():
            if only not in ("", duty.key):
                continue
            if duty.message is not None:
                made[duty.key] = made.get(duty.key, 0) + _remind(duty, source, values)
            if duty.chase is not None:
                made[duty.chase.kind] = made.get(duty.chase.kind, 0) + _chase(duty, source, values)
    return {key: number for key, number in made.items() if number}


def still_due(kind: str, subjects: Iterable[int]) -> set[int]:
    """Of the subjects of a kind of message those whose duty is still open, by the same relation."""
    ids, now = list(subjects), timezone.now()
    found: set[int] = set()
    chosen: dict[str, tuple[Source, list[str], str]] = {}
    for duty, source in _each():
        for message in (duty.message, duty.chase):
            if message is not None and message.kind == kind:
                column = "street_id" if message is duty.chase else "organization_id" if message.together else "record"
                chosen.setdefault(source.name, (source, [], column))[1].append(duty.key)
    for district in Organization.objects.filter(kind=Kind.DISTRICT_DEPARTMENT, dissolved_on=None):
        low, high = range_of(district.path)
        values = parameters(now) | {"root": district.pk, "lo": low, "hi": high, "ids": ids}
        for source, keys, column in chosen.values():
            rows = f"({union([source])}) r"
            if column == "street_id":
                rows += " JOIN tree t ON t.organization_id = r.organization_id"
                condition = f"t.street_id = ANY(%(ids)s) AND r.verdict = '{Verdict.MISSING}'"
            else:
                condition = f"r.{column} = ANY(%(ids)s)"
            statement = f"""
                SELECT DISTINCT {"t" if column == "street_id" else "r"}.{column} FROM {rows}
                WHERE r.key = ANY(%(keys)s) AND {owed()} AND {condition}"""
            with connection.cursor() as cursor:
                cursor.execute(with_relations(statement, [source]), values | {"keys": keys})
                found |= {pk for (pk,) in cursor.fetchall()}
    return found


def kinds_of(sources: Iterable[Source]) -> Iterator[MessageKind]:
    """The kinds of messages that duties send."""
    made: dict[str, MessageKind] = {}
    for source in sources:
        for duty in source.duties:
            for message in (duty.message, duty.chase):
                if message is not None and message.kind not in made:
                    made[message.kind] = MessageKind(
                        message.kind, message.label, message.channels, partial(still_due, message.kind)
                    )
    yield from made.values()
