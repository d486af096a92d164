"""How far a request sees behind the second wall: where the grants of its account are, as ``visible_to`` reads them.

One reach for all permissions: the second wall knows places, the first one (organizations.scoping) rights and places.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from core.records import reach
from core.records.reach import Reach
from core.web.home import lists
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.scoping import grants_of, line_sql, roots

_HOMES = "_portal_homes"

_TREE = "a tie of persons to places: the reach itself is found out by it"
_SHARED = "a part that has moved away is shown in the months in which it stood here: its facts lie beyond the reach"
LEFT_OUT = {
    "organizations.Post": _TREE,
    "organizations.Acting": _TREE,
    "organizations.UnitPresence": _TREE,
    "organizations.AccountOffice": _TREE,
    "organizations.Unit": "one unit works with communities of several trees",
    "members.Membership": "the register of a million is read from indexes alone, from which a policy keeps it",
    "assessments.Fact": _SHARED,
    "assessments.LateFact": _SHARED,
}
"""Scoped models without a wall of the database, with the reason (``visible_to`` alone keeps them)."""


def reach_of(user: Any, *, home: bool) -> Reach:
    """Every place where the user holds a right today; with ``home`` also the communities that the person belongs to."""
    if not user.is_authenticated:
        return reach.CLOSED
    paths = {path for held in grants_of(user).values() for path in held}
    person: int | None = getattr(user, "person_id", None)
    if home and person is not None:
        paths.update(_homes_of(user, person))
    return Reach(tuple(roots(paths)), person)


def _homes_of(user: Any, person: int) -> list[str]:
    """Paths of the communities where a tie holds the person today; one statement for a request."""
    today = timezone.localdate()
    known: tuple[date, list[str]] | None = getattr(user, _HOMES, None)
    if known is not None and known[0] == today:
        return known[1]
    first, *more = (
        tie.rows(today).filter(**{tie.person: person}).values_list(tie.path).order_by() for tie in lists().ties
    )
    held, parameters = first.union(*more, all=True).query.sql_with_params()
    above = RawSQL(f"SELECT unnest({line_sql('held.path')}) FROM ({held}) held(path)", parameters)
    found = list(Organization.objects.filter(kind=Kind.COMMUNITY, pk__in=above).values_list("path", flat=True))
    setattr(user, _HOMES, (today, found))
    return found


def walled(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: rows answer the request inside the reach of its account; nobody's, until it has been asked who it is.

    To ask here would ask twice: the session and the account are themselves found by statements.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        def provider() -> Reach:
            user = getattr(request, "_cached_user", None)
            return reach.CLOSED if user is None else reach_of(user, home=reach.is_at_home())

        with reach.within(provider):
            return get_response(request)

    return middleware
