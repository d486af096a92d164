"""``RECOMMENDED``: officers of grid branches and building groups are recommended by the members of their area and
appointed by the big committee (S2 二(四); ORG-09)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from core.records.errors import RuleViolation
from core.web.home import lists
from organizations import queries
from organizations.actions.posts import appoint
from organizations.cases.kinds import CaseKind, Draft, File, Gate, StepKind, Stop
from organizations.kinds import Kind
from organizations.models import SINGLE_SEATS, Case, CaseOutcome, Organization, Position, Post
from organizations.rules import positions_in
from organizations.selections.exits import RIGHT, VIEW

KIND = "recommended"


KINDS = (Kind.GRID_BRANCH, Kind.BUILDING_GROUP)


def _seats(_organization: Organization, _on: date) -> Sequence[str]:
    """Of both kinds: the form offers them before the organisation is chosen."""
    return [str(position.label) for kind in KINDS for position in positions_in(kind)]


def position_of(case: Case) -> Position | None:
    """The seat that the case is about; None where the organisation has none of that name."""
    return next((each for each in positions_in(case.organization.kind) if each.label == case.category), None)


def _holders(case: Case, on: date) -> list[Post]:
    """Who stands in the way on the day: the person in the same seat, or anybody in a seat for one."""
    position = position_of(case)
    rows = Post.objects.filter(organization=case.organization_id, position=position).in_force(on)
    rows = rows.select_related("person").order_by("pk")
    return [post for post in rows if position in SINGLE_SEATS or post.person_id == case.person_id]


def _check_member(case: Case, _by: Any, today: date) -> None:
    """Of a Party member, into a seat."""
    if case.person is None:
        raise RuleViolation("no-person", "请填写推荐人选", field="person_name")
    if not case.category:
        raise RuleViolation("no-seat", "请选择推荐职务", field="category")
    if position_of(case) is None:
        seats = "、".join(str(each.label) for each in positions_in(case.organization.kind))
        message = f"{case.organization.name}没有{case.category}，可以推荐{seats}"
        raise RuleViolation("no-such-seat", message, field="category")
    if not lists().party_members([case.person.pk], today):
        raise RuleViolation("not-member", f"{case.person.name}不是登记在册的党员，不能推荐", field="person_name")


def _vacant(file: File, on: date) -> Iterable[Gate]:
    taken = _holders(file.case, on)
    names = "、".join(post.person.name for post in taken)
    yield Gate(
        "职务空缺",
        not taken,
        f"{names}当天还担任{file.case.organization.name}{file.case.category}",
        "先办理离任",
        reverse("organizations:detail", args=[file.case.organization_id]),
    )


def _appoint(draft: Draft) -> None:
    case = draft.file.case
    position = position_of(case)
    assert case.person is not None and position is not None
    Organization.objects.select_for_update(no_key=True).get(pk=case.organization_id)
    appoint(
        by=draft.by,
        person=case.person,
        organization=case.organization,
        position=position,
        since=draft.on,
        today=draft.today,
        basis=Post.Basis.APPOINTMENT,
        full_time=False,
    )


def _flags(file: File) -> Iterable[str]:
    case = file.case
    position = position_of(case)
    if not case.is_open or case.person is None or position is None:
        return []
    found: list[str] = queries.appointment_warnings(
        organization=case.organization, person_id=case.person.pk, position=position, on=case.begun_on
    )
    return found


RECOMMENDED = CaseKind(
    key=KIND,
    label="网格任职推荐",
    noun="推荐",
    about="网格大党支部书记、委员和楼栋党小组组长由本区域党员推荐，社区大党委委任",
    kinds=KINDS,
    view=VIEW,
    right=RIGHT,
    begun="推荐日期",
    person="推荐人选",
    categories=_seats,
    category="推荐职务",
    steps=(
        StepKind("recommend", "本区域党员会议推荐", proof="meeting.recommendation"),
        StepKind(
            "decide",
            "社区大党委研究委任",
            proof="meeting.plenary",
            gates=_vacant,
            then=_appoint,
            fixed=True,
        ),
    ),
    stops=(Stop("withdraw", "终止推荐", CaseOutcome.CANCELLED, until="decide", help_text="本人不愿担任等，写明原因"),),
    check=_check_member,
    flags=_flags,
)
