"""Slips by which accounts of a roster are handed over: sealed, one a person.

A slip that was lost or has ended is printed anew while nobody has used the account; the one before is void then.
"""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet
from django.utils import timezone

from core.chinese.dates import chinese_date
from core.office import documents
from core.records.errors import RuleViolation
from core.web.home import lists
from organizations.accounts import accounts_managed_by, one_use_until
from organizations.models import Organization
from people import actions as people
from people.models import User

NONE_LEFT = "这批账号都已启用、另有密码、已停用或不再由您管理，没有可以打印的开通单"


def waiting(*, by: User, accounts: Iterable[int], printed_at: datetime | None) -> QuerySet[User]:
    """Those of the accounts that ``by`` manages, that nobody has used, and whose password there is none, or is that of
    the slip printed at the moment: what another officer has set since stands."""
    password = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    if printed_at is not None:
        password |= Q(one_use_until=one_use_until(printed_at))
    return accounts_managed_by(by).filter(password, pk__in=accounts, last_seen_at=None, is_active=True)


def print_slips(
    *,
    by: User,
    accounts: Iterable[int],
    office: Organization,
    address: str,
    now: datetime,
    printed_at: datetime | None = None,
) -> bytes:
    """The slips of the accounts as a PDF. ``address``: of the sign-in page. ``printed_at``: when they were printed
    before. Raises RuleViolation ``no-slips``."""
    slips = draw_up(by=by, accounts=accounts, now=now, printed_at=printed_at)
    until = one_use_until(now)
    ends = timezone.localtime(until)
    said = f"{chinese_date(timezone.localdate(until))} {ends:%H:%M}"
    return documents.slips_pdf(slips, address=address, office=office.name, until=said)


def draw_up(
    *, by: User, accounts: Iterable[int], now: datetime, printed_at: datetime | None = None
) -> list[documents.Slip]:
    """A slip for each of the accounts that wait; each gets a password for one use, which stands on the slip and nowhere
    else. In the order of the tree.

    Raises RuleViolation ``no-slips``.
    """
    rows = waiting(by=by, accounts=accounts, printed_at=printed_at)
    users = list(rows.select_for_update(of=("self",)).select_related("person").order_by("pk"))
    if not users:
        raise RuleViolation("no-slips", NONE_LEFT)
    places = _places([user.person_id for user in users if user.person_id])
    users.sort(key=lambda user: (places.get(user.person_id or 0, ("", ""))[0], user.username))
    passwords = people.give_one_use_passwords(by=by, users=users, until=one_use_until(now))
    return [
        documents.Slip(str(user), places.get(user.person_id or 0, ("", ""))[1], user.username, password)
        for user, password in zip(users, passwords, strict=True)
    ]


def _places(persons: list[int]) -> dict[int, tuple[str, str]]:
    """Where each belongs: path and name of the organisation that a tie binds them to; a query for each kind of tie."""
    today = timezone.localdate()
    paths: dict[int, str] = {}
    for tie in lists().ties:
        rows = tie.rows(today).filter(**{f"{tie.person}__in": persons}).order_by("pk")
        for person, path in rows.values_list(tie.person, tie.path):
            paths.setdefault(person, path)
    names = dict(Organization.objects.filter(path__in=set(paths.values())).values_list("path", "name"))
    return {person: (path, names.get(path, "")) for person, path in paths.items()}
