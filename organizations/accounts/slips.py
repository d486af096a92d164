"""Slips by which accounts of a roster are handed over: sealed, one a person, printed once."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.utils import timezone

from core.chinese.dates import chinese_date
from core.office import documents
from core.records.errors import RuleViolation
from core.web.home import lists
from organizations.accounts import accounts_managed_by, one_use_until
from organizations.models import Organization
from people import actions as people
from people.models import User

NONE_LEFT = "这批账号都已有密码、已停用或不再由您管理，没有可以打印的开通单"


def print_slips(*, by: User, accounts: Iterable[int], office: Organization, address: str) -> bytes:
    """The slips of the accounts as a PDF. ``address``: of the sign-in page. Raises RuleViolation ``no-slips``."""
    slips, until = draw_up(by=by, accounts=accounts)
    ends = timezone.localtime(until)
    said = f"{chinese_date(timezone.localdate(until))} {ends:%H:%M}"
    return documents.slips_pdf(slips, address=address, office=office.name, until=said)


def draw_up(*, by: User, accounts: Iterable[int]) -> tuple[list[documents.Slip], datetime]:
    """A slip for each of the accounts that nobody has used, that has no password yet and that ``by`` manages; each gets
    one for one use until the moment, which stands on the slip and nowhere else. In the order of the tree.

    Raises RuleViolation ``no-slips``.
    """
    rows = accounts_managed_by(by).filter(
        pk__in=accounts, password__startswith=UNUSABLE_PASSWORD_PREFIX, last_seen_at=None, is_active=True
    )
    users = list(rows.select_for_update(of=("self",)).select_related("person").order_by("pk"))
    if not users:
        raise RuleViolation("no-slips", NONE_LEFT)
    places = _places([user.person_id for user in users if user.person_id])
    users.sort(key=lambda user: (places.get(user.person_id or 0, ("", ""))[0], user.username))
    until = one_use_until()
    passwords = people.give_one_use_passwords(by=by, users=users, until=until)
    slips = [
        documents.Slip(str(user), places.get(user.person_id or 0, ("", ""))[1], user.username, password)
        for user, password in zip(users, passwords, strict=True)
    ]
    return slips, until


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
