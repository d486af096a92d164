"""What is owed to each class of members, and who is without it (MEM-04; S4B 二(三), S0 三(三)2).

In-service members: both sides know, contact, serve and feed back. Floating ones: managed together with the other
branch. Retired and laid-off ones: managed by the branch itself, once their relationship is here. Each rests on the
records that other pages keep; nothing is entered here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, F, Func, Min, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from core.chinese.dates import add_months
from core.web.guards import opens
from core.zone import midnight
from grids.models import Residence
from meetings.models import Attendance
from members.floating.duties import CONTACT_MONTHS
from members.models import (
    ContactExchange,
    DualRegistration,
    FloatingContact,
    FloatingMember,
    GroupMembership,
    Membership,
    ResidenceContact,
    TransferLetter,
)
from organizations import standards
from organizations.kinds import Kind
from organizations.models import Organization, Placement
from services.feedback.models import FeedbackLine
from services.models import Claim

VIEW = "organizations.view_member"
MOST = 500
MEETING_MONTHS = 3
"""A member who is managed directly takes part in organised life at least once a quarter (S1 二)."""
Rows = QuerySet[Any]
Without = Callable[[Rows, date], Rows]


@dataclass(frozen=True)
class Item:
    """One thing owed to members of a class: by whom, who is without it, and the page where it is done."""

    key: str
    label: str
    owed_by: str
    without: Without
    page: str


@dataclass(frozen=True)
class Class:
    """A class of members: ``population`` gives rows with ``person`` and ``organization`` in the user's sight."""

    key: str
    label: str
    manner: str
    population: Callable[[Any, date], Rows]
    items: tuple[Item, ...]


# -- in-service ------------------------------------------------------------------------------------


def _registered(user: Any, today: date) -> Rows:
    rows: Rows = DualRegistration.objects.visible_to(user, VIEW).confirmed().filter(during__contains=today)
    return rows


def _inside() -> Func:
    """The row lies where the outer one does, or below."""
    columns = F("scope"), OuterRef("scope")
    return Func(*columns, template="(%(expressions)s)", arg_joiner=" ^@ ", output_field=BooleanField())


def _in_touch(today: date) -> Any:
    return ResidenceContact.objects.standing().filter(
        _inside(), unit_name=OuterRef("unit_name"), during__contains=today
    )


def _unknown_to_unit(rows: Rows, today: date) -> Rows:
    return rows.filter(side=DualRegistration.Side.HOME).exclude(Exists(_in_touch(today)))


def _half(today: date) -> date:
    return date(today.year, 1 if today.month <= 6 else 7, 1)


def _not_contacted(rows: Rows, today: date) -> Rows:
    told = ContactExchange.objects.filter(
        _inside(),
        contact__unit_name=OuterRef("unit_name"),
        contact__withdrawn_on=None,
        happened_on__gte=_half(today),
    )
    return rows.filter(Exists(_in_touch(today))).exclude(Exists(told))


def _idle(rows: Rows, today: date) -> Rows:
    year = midnight(date(today.year, 1, 1))
    served = Claim.objects.filter(person=OuterRef("person"), state__in=Claim.CAME, activity__starts_at__gte=year)
    return rows.exclude(Exists(served))


def _not_fed_back(rows: Rows, today: date) -> Rows:
    year = date(today.year, 1, 1)
    cards = FeedbackLine.objects.filter(
        person=OuterRef("person"), card__organization=OuterRef("organization"), card__round__ends_on__gte=year
    )
    return rows.filter(during__startswith__lt=add_months(today, -3)).exclude(Exists(cards))


# -- floating --------------------------------------------------------------------------------------


def _floating(user: Any, today: date) -> Rows:
    rows: Rows = FloatingMember.objects.standing().visible_to(user, VIEW).filter(during__contains=today)
    return rows


def _not_taken(rows: Rows, _today: date) -> Rows:
    return rows.filter(direction="in", taken_on=None)


def _ungathered(rows: Rows, _today: date) -> Rows:
    return rows.filter(direction="in", temporary=None)


def _no_partner(rows: Rows, _today: date) -> Rows:
    return rows.filter(other="")


def _silent(rows: Rows, today: date) -> Rows:
    months = int(standards.at(CONTACT_MONTHS, as_of=today))
    since = add_months(today, -months)
    spoke = FloatingContact.objects.filter(floating=OuterRef("pk"), happened_on__gt=since)
    return rows.filter(during__startswith__lte=since).exclude(Exists(spoke))


# -- retired and laid-off --------------------------------------------------------------------------


def _direct(user: Any, today: date) -> Rows:
    rows: Rows = Membership.objects.visible_to(user, VIEW).as_of(today)
    return rows.filter(member_class__in=(Membership.MemberClass.RETIRED, Membership.MemberClass.UNEMPLOYED))


def _ungrouped(rows: Rows, today: date) -> Rows:
    """In a branch that has Party groups."""
    groups = Placement.objects.filter(
        organization__kind=Kind.PARTY_GROUP, parent=OuterRef("organization"), during__contains=today
    )
    mine = GroupMembership.objects.filter(person=OuterRef("person"), during__contains=today)
    return rows.filter(Exists(groups)).exclude(Exists(mine))


def _unplaced(rows: Rows, today: date) -> Rows:
    return rows.exclude(Exists(Residence.objects.as_of(today).filter(person=OuterRef("person"))))


def _absent(rows: Rows, today: date) -> Rows:
    since = midnight(add_months(today, -MEETING_MONTHS))
    came = Attendance.objects.attended().filter(person=OuterRef("person"), meeting__starts_at__gte=since)
    return rows.filter(during__startswith__lte=timezone.localdate(since)).exclude(Exists(came))


def waiting_letters(user: Any) -> int:
    """Letters on their way here: whoever comes is managed directly once the letter is taken in."""
    places = Organization.objects.visible_to(user, VIEW).values("pk")
    return TransferLetter.objects.under_way().filter(to__in=places).count()


CLASSES = (
    Class(
        "in_service",
        "在职党员",
        "双向知情、双向联系、双向服务、双向反馈",
        _registered,
        (
            Item(
                "known", "双向知情：单位和居住地支部建立联系", "居住地支部、单位党组织", _unknown_to_unit,
                "members:residence_contacts",
            ),
            Item(
                "contact", "双向联系：这半年互相告诉过", "居住地支部、单位党组织", _not_contacted,
                "members:residence_contacts",
            ),
            Item("service", "双向服务：今年参加过社区服务", "党员本人、社区", _idle, "services:activities"),
            Item("feedback", "双向反馈：今年送过反馈卡", "社区", _not_fed_back, "services:feedback"),
        ),
    ),
    Class(
        "floating",
        "流动党员",
        "流出地、流入地共同管理",
        _floating,
        (
            Item("partner", "知道对方党组织", "流出地、流入地支部", _no_partner, "members:floating"),
            Item("taken", "流入地接收", "流入地支部", _not_taken, "members:floating"),
            Item("gathered", "编入流动党员组织", "流入地社区", _ungathered, "members:floating_directory"),
            Item("contact", "每半年联系一次", "双方支部", _silent, "members:floating"),
        ),
    ),
    Class(
        "direct",
        "离退休、下岗失业党员",
        "组织关系转来以后由支部直接管理",
        _direct,
        (
            Item("group", "编入党小组", "党支部", _ungrouped, "members:groups"),
            Item("grid", "落到居住网格", "党支部、网格", _unplaced, "grids:index"),
            Item("meeting", "这三个月参加过组织生活", "党支部", _absent, "meetings:index"),
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """``url``: where it is dealt with; empty for who may not."""

    item: Item
    without: int
    url: str


@dataclass(frozen=True)
class Sheet:
    of: Class
    people: int
    lines: list[Line]


def _persons(rows: Rows) -> int:
    return int(rows.order_by().values("person").distinct().count())


def sheets(user: Any, *, today: date) -> list[Sheet]:
    """Each class with how many it has and how many are without each thing owed; two queries and one for each item."""
    found = []
    for each in CLASSES:
        rows = each.population(user, today)
        lines = [
            Line(item, _persons(item.without(rows, today)), reverse(item.page) if opens(user, item.page) else "")
            for item in each.items
        ]
        found.append(Sheet(each, _persons(rows), lines))
    return found


def without(user: Any, kind: str, key: str, *, today: date) -> tuple[Class, Item, list[Any]] | None:
    """Who of the class is without the item, one row a person, by name; the first MOST. None for unknown keys."""
    for each in CLASSES:
        for item in each.items:
            if (each.key, item.key) == (kind, key):
                rows = item.without(each.population(user, today), today)
                first = rows.order_by().values("person").annotate(first=Min("pk")).values("first")
                listed = rows.model._default_manager.filter(pk__in=first).select_related("person", "organization")
                return each, item, list(listed.order_by("person__pinyin", "pk")[:MOST])
    return None
