"""Decisions about grids; what can be done with an opinion (``OPINION``); no writes."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils import timezone

from core.chinese.dates import add_months, chinese_date
from core.records.duties import is_past
from core.records.errors import RuleViolation
from core.records.shown import Face
from core.records.workflow import VERSION, Role, Stage, Step, Workflow
from grids.models import Building, Grid, Household, Level, Opinion, ResponsiblePerson, ServiceNeed
from grids.queries import has_a_hand, may_answer_opinion, may_manage_opinion
from organizations.models import Organization
from organizations.tree.effective import check_effective, check_stands
from people.rules import clean_phone

State = Opinion.State

NEXT_LEVEL: dict[Level, Level | None] = {
    Level.GRID: Level.COMMUNITY,
    Level.COMMUNITY: Level.STREET,
    Level.STREET: Level.DISTRICT,
    Level.DISTRICT: None,
}
"""An opinion goes up one level at a time 小事不出院落、大事不出社区 (S2 三(四))."""

TIME_LIMITS: dict[Level, str] = {
    Level.GRID: "grd.opinion.grid_working_days",
    Level.COMMUNITY: "grd.opinion.community_working_days",
    Level.STREET: "grd.opinion.street_working_days",
    Level.DISTRICT: "grd.opinion.district_working_days",
}
"""Thresholds: working days from arrival at the level, the last day included."""

DOORS_MAXIMUM = 40


def _level_above(opinion: Opinion, by: Any, at: datetime) -> None:
    if NEXT_LEVEL[Level(opinion.level)] is None:
        raise RuleViolation("opinion-top", "已经是区级办理，没有更上一级")


def _unsigned(opinion: Opinion, by: Any, at: datetime) -> None:
    if opinion.signed_at is not None:
        raise RuleViolation("signed", f"{opinion.get_level_display()}已经签收")


def _not_passed_on(opinion: Opinion, by: Any, at: datetime) -> None:
    if opinion.department:
        raise RuleViolation("with-department", f"已转{opinion.department}办理，请先登记部门回复")


def _passed_on(opinion: Opinion, by: Any, at: datetime) -> None:
    if not opinion.department:
        raise RuleViolation("without-department", "没有转给部门办理，不用登记回复")


def _nothing_joined(opinion: Opinion, by: Any, at: datetime) -> None:
    if opinion.joined.filter(state=State.JOINED).exists():
        raise RuleViolation("has-joined", "已有别的民意并到这一件，请把另一件并到这一件，或者先拆开")


def _to_tell(opinion: Opinion, by: Any, at: datetime) -> None:
    if not opinion.to_tell:
        raise RuleViolation("nobody-to-tell", "反映人没有留电话，或者已经告知")


def _holder(opinion: Opinion, user: Any, at: datetime) -> str:
    return f"{opinion.get_level_display()}责任人：{opinion.due_on:%Y-%m-%d}前答复，解决不了的上报"


def _judged_by_others(opinion: Opinion, by: Any, at: datetime) -> None:
    if has_a_hand(by, opinion):
        raise RuleViolation("own-answer", "您受理或者经办这条民意，不能评价，请反映人自己评价")


_HANDLES = Role("`organizations.manage_grid`，在办理层级或其上级；网格层级的首问责任人", may_answer_opinion)
_KEEPS = Role("`organizations.manage_grid`，在社区、网格或其上级", may_manage_opinion)
_ASKER = Role("持查询网址的反映人，受理和经办的人除外", lambda user, opinion: not has_a_hand(user, opinion))

OPINION = Workflow(
    model=Opinion,
    noun="这条民意",
    face=Face(("content", "level", "answer", "department")),
    start=State.RECEIVED,
    stages={
        State.RECEIVED: Stage("所在层级的责任人", "按时限答复，解决不了的上报", next=_holder),
        State.JOINED: Stage("所在层级的责任人", "答复并入的那一件，这一件随之答复；并错了拆开"),
        State.ANSWERED: Stage("反映人", "评价答复"),
        State.CLOSED: Stage(),
    },
    steps=(
        Step(
            "raise",
            "上报",
            (State.RECEIVED,),
            right=_HANDLES,
            event="grids.opinion_raised",
            checks=(_level_above, _not_passed_on),
            looks=("content", "level"),
        ),
        Step(
            "acknowledge",
            "签收",
            (State.RECEIVED,),
            right=_HANDLES,
            event="grids.opinion_signed",
            checks=(_unsigned,),
            looks=("content", "level"),
        ),
        Step(
            "pass_on",
            "转办部门",
            (State.RECEIVED,),
            right=_HANDLES,
            event="grids.opinion_passed_on",
            checks=(_not_passed_on,),
            looks=("content", "level"),
        ),
        Step(
            "returned",
            "登记部门回复",
            (State.RECEIVED,),
            right=_HANDLES,
            event="grids.opinion_returned",
            checks=(_passed_on,),
            looks=("content", "level", "department"),
        ),
        Step(
            "join",
            "并办",
            (State.RECEIVED,),
            State.JOINED,
            right=_HANDLES,
            event="grids.opinion_joined",
            checks=(_not_passed_on, _nothing_joined),
            looks=("content", "level"),
        ),
        Step(
            "separate",
            "拆开",
            (State.JOINED,),
            State.RECEIVED,
            right=_HANDLES,
            event="grids.opinion_separated",
            looks=("content", "level"),
        ),
        Step("answer_with", "随并入的一件答复", (State.JOINED,), State.ANSWERED, event="grids.opinion_answered"),
        Step(
            "correct",
            "更正登记",
            (State.RECEIVED, State.JOINED),
            right=_KEEPS,
            event="grids.opinion_corrected",
            carries=VERSION,
        ),
        Step(
            "tell",
            "登记告知",
            (State.ANSWERED, State.CLOSED),
            right=_KEEPS,
            event="grids.opinion_told",
            checks=(_to_tell,),
            looks=("answer",),
        ),
        Step(
            "answer",
            "答复",
            (State.RECEIVED,),
            State.ANSWERED,
            right=_HANDLES,
            event="grids.opinion_answered",
            checks=(_not_passed_on,),
            carries=VERSION,
        ),
        Step(
            "rate",
            "评价",
            (State.ANSWERED,),
            State.CLOSED,
            right=_ASKER,
            event="grids.opinion_rated",
            checks=(_judged_by_others,),
        ),
        Step(
            "reopen",
            "退回重办",
            (State.ANSWERED,),
            State.RECEIVED,
            right=_ASKER,
            event="grids.opinion_reopened",
            checks=(_judged_by_others,),
        ),
    ),
)
"""An opinion is answered at a level or raised; a dissatisfied asker sends it back, one level up (GRD-06)."""


def check_grid_there(grid: Grid, *, on: date) -> None:
    """Nothing is raised in a grid that is only scheduled."""
    if grid.until is not None and on >= grid.until:
        raise RuleViolation("place-ended", f"{grid.name}已于{chinese_date(grid.until)}撤销", field="grid")
    if grid.since is not None and on < grid.since:
        raise RuleViolation("grid-not-begun", f"{grid.name}自{chinese_date(grid.since)}起设立", field="grid")


def check_received(community: Organization, grid: Grid | None, *, at: datetime, now: datetime) -> None:
    """The moment at which an opinion came in: not ahead, and not before community and grid were there."""
    day = timezone.localdate(at)
    if at > now:
        raise RuleViolation("in-the-future", "受理时间不能晚于现在", field="received_at")
    check_stands(community, day, label="受理时间", field="received_at")
    if grid is not None:
        check_grid_there(grid, on=day)


def check_channel(*, channel: str, hotline_number: str) -> None:
    """What the hotline passed on has the hotline's number, and nothing else has one."""
    if channel == Opinion.Channel.HOTLINE and not hotline_number:
        raise RuleViolation("no-hotline-number", "热线转办的，请填写热线工单号", field="hotline_number")
    if channel != Opinion.Channel.HOTLINE and hotline_number:
        raise RuleViolation("not-hotline", "有热线工单号的，渠道请选“热线转办”", field="channel")


def check_handing(*, before: bool, reason: str) -> None:
    """The code that rates goes to the asker once; once more only for a reason, which the levels above read."""
    if before and len(reason.strip()) < 2:
        raise RuleViolation("handed", "查询码已经交给反映人，再打一份请写明原因", field="reason")


def check_join(opinion: Opinion, main: Opinion) -> None:
    """The later of two of a community is joined to the earlier, which still waits for its answer."""
    if main.pk == opinion.pk or main.organization_id != opinion.organization_id:
        raise RuleViolation("elsewhere", "只能并到本社区的另一件民意", field="main")
    if main.state != State.RECEIVED:
        raise RuleViolation("not-waiting", f"那一件现在是“{main.get_state_display()}”，不能再并入", field="main")
    if main.received_at > opinion.received_at:
        raise RuleViolation("later", "请把后收到的并到先收到的，期限按先收到的算", field="main")


def check_pass(opinion: Opinion, *, department: str, due_on: date, today: date) -> None:
    """A department is named and replies in time for the level to answer; the level stays responsible."""
    if not department:
        raise RuleViolation("no-department", "请填写转给哪个部门", field="department")
    if is_past(due_on, today):
        raise RuleViolation("past", "回复期限不能早于今天", field="due_on")
    limit = max(opinion.due_on, today)
    if due_on > limit:
        raise RuleViolation(
            "after-limit", f"回复期限不能晚于本级的办理期限{chinese_date(limit)}，解决不了的请上报", field="due_on"
        )


def check_answer(opinion: Opinion, *, answer: str, at: datetime) -> None:
    """An answer says something and cannot come before the opinion."""
    if not answer.strip():
        raise RuleViolation("answer-missing", "请填写答复内容", field="answer")
    if at < opinion.received_at:
        raise RuleViolation("answer-before-received", "答复时间不能早于反映时间", field="answer")


def check_doors(*, entrances: int, floors: int, doors: int) -> None:
    """Sizes of a building whose households are made in one go."""
    if not 1 <= entrances <= 30:
        raise RuleViolation("entrances", "单元数须在1至30之间", field="entrances")
    if not 1 <= floors <= 120:
        raise RuleViolation("floors", "层数须在1至120之间", field="floors")
    if not 1 <= doors <= DOORS_MAXIMUM:
        raise RuleViolation("doors", f"每层户数须在1至{DOORS_MAXIMUM}之间", field="doors")


def door_label(entrance: int, floor: int, door: int, *, entrances: int) -> str:
    """``2单元302``; without the entrance in a building that has one (``302``)."""
    number = f"{floor}{door:02d}" if floor > 0 else f"B{-floor}{door:02d}"
    return f"{entrance}单元{number}" if entrances > 1 else number


def check_estate_of(building: Building) -> None:
    """A building stands in an estate of its own community, one that was not withdrawn."""
    estate = building.estate
    if estate is not None and (estate.organization_id != building.organization_id or estate.withdrawn_on is not None):
        raise RuleViolation("estate-elsewhere", "请选择本社区的小区", field="estate")


def check_has_branch(building: Building) -> None:
    """Groups of buildings and member households stand under the grid's branch."""
    if building.building_group_id is None and building.grid.grid_branch_id is None:
        raise RuleViolation("no-grid-branch", "网格还没有大党支部，请先在网格资料里设立")


def check_day(
    place: Grid | Building,
    on: date,
    *,
    today: date | None,
    label: str,
    field: str = "since",
    lasting: bool = True,
    past: bool = False,
) -> None:
    """Raise RuleViolation unless a change in a grid may take effect on ``on``: the guard of its community decides
    (closed months, existence, a year ahead at most), and nothing is there before the grid and the building are.

    ``today`` None is for loads of a history. ``lasting``: what begins has no end. ``past``: what has been done, so
    that its day cannot lie ahead.
    """
    check_effective(place.organization, on, today=today, label=label, field=field, future=not past, lasting=lasting)
    check_begun(place, on, label=label, field=field)
    if lasting and place.until is not None:
        raise RuleViolation("place-ended", f"{place.name}已于{chinese_date(place.until)}撤销", field=field)


def check_begun(place: Grid | Building, on: date, *, label: str, field: str) -> None:
    """Raise RuleViolation for a day before the grid or the building was there, or after it was ended."""
    if place.until is not None and on >= place.until:
        raise RuleViolation("place-ended", f"{place.name}已于{chinese_date(place.until)}撤销", field=field)
    if place.since is not None and on < place.since:
        raise RuleViolation(
            "before-founding", f"{label}不能早于{place.name}设立的日期（{chinese_date(place.since)}）", field=field
        )


def check_door(household: Household | None) -> None:
    """Nothing new is recorded at a door that was ended."""
    if household is not None and household.until is not None:
        raise RuleViolation("door-ended", f"{household.label}已于{chinese_date(household.until)}撤销", field="since")


def check_nothing_left(place: str, left: Iterable[tuple[str, bool]]) -> None:
    """A place ends when nobody lives there any more and nothing there goes on."""
    words = [label for label, there in left if there]
    if words:
        raise RuleViolation("still-in-use", f"{place}还有{'、'.join(words)}，请先结束或迁出", field="on")


class Ahead(StrEnum):
    """What of a spell is only scheduled."""

    BEGIN = "begin"
    END = "end"


def ahead(during: Any, *, today: date) -> Ahead | None:
    """Whether the beginning of a spell lies after ``today``, or else its end; None when neither does."""
    if during.lower > today:
        return Ahead.BEGIN
    return Ahead.END if during.upper is not None and during.upper > today else None


def check_ahead(during: Any, *, today: date, only: Ahead | None = None) -> Ahead:
    """What of a spell can be taken back; RuleViolation once it has taken force (``only``: no other kind)."""
    found = ahead(during, today=today)
    if found is None or only not in (None, found):
        raise RuleViolation("in-force", "已经生效，不能撤回；不再有效的请登记结束日期")
    return found


def check_not_begun(place: Grid | Building, *, today: date) -> None:
    """What is there already cannot be taken back."""
    if place.since is None or place.since <= today:
        raise RuleViolation("in-force", f"{place.name}已经设立，不能撤回")


def check_seat(
    *, role: str, since: date, until: date | None, others: Sequence[ResponsiblePerson], same_person: bool = False
) -> date | None:
    """The end that a new spell from ``since`` can have beside ``others`` of its seat, in order of their days.

    One that is scheduled for later blocks nothing of today: the new one ends where it begins. Raises RuleViolation
    when somebody is in the seat on ``since``.
    """
    for other in others:
        begins: date = other.during.lower
        ends: date | None = other.during.upper
        if begins <= since and (ends is None or ends > since):
            holder = "此人" if same_person else other.person.name
            rule = "" if same_person else f"同一时间一个网格只能有一名{ResponsiblePerson.Role(role).label}，"
            raise RuleViolation(
                "seat-taken",
                f"{rule}{holder}自{chinese_date(begins)}起担任，请先登记其结束日期，再从那一天起登记",
                field="since",
            )
        if begins > since and (until is None or until > begins):
            return begins
    return until


def check_phone(text: str) -> None:
    """A number that stands on a wall can be dialled: telephone, or a service number as 110; kept as it is written."""
    if not text.strip().isdecimal() or not 3 <= len(text.strip()) <= 5:
        try:
            clean_phone(text)
        except RuleViolation as violation:
            raise RuleViolation(violation.code, violation.message, field="office_phone") from violation


def check_delivery(grid: Grid, *, on: date, today: date, printed: date | None) -> None:
    """Cards are handed over after they were printed, where the grid is there, and not ahead of today."""
    check_stands(grid.organization, on, label="发放日期", field="on")
    check_begun(grid, on, label="发放日期", field="on")
    if on > today:
        raise RuleViolation("in-the-future", "发放日期不能晚于今天", field="on")
    if printed is not None and on < printed:
        raise RuleViolation("before-printing", f"联系卡{chinese_date(printed)}打印，发放日期不能早于这一天", field="on")


_DIAGNOSES = re.compile(
    "病|症|癌|瘤|炎|中风|卒中|瘫|骨折|透析|化疗|放疗|高血压|抑郁|精神|智障|失能|残疾|艾滋|梗死|梗塞|痴呆|流产|怀孕|孕期"
)
"""What says something of a person's health; the service itself never needs it."""


def check_purpose(purpose: str, *, offered: Sequence[str]) -> None:
    """The purpose of a service is one of the list, so that it tells neither a name nor a state of health (PIPL 28;
    GRD-07)."""
    check_no_diagnosis(purpose, field="purpose", instead="：请改成“送餐”“陪诊”“代办”这样的服务内容", only="只写服务")
    if purpose not in offered:
        raise RuleViolation("purpose", f"服务内容请从列表里选：{'、'.join(offered)}", field="purpose")


def check_prolonging(need: ServiceNeed, *, consent_on: date, until: date, today: date) -> None:
    """A service that goes on may go on longer; one that is over is entered anew, with a new consent."""
    if consent_on > today:
        raise RuleViolation("in-the-future", "同意日期不能晚于今天", field="consent_on")
    if need.during.upper <= today:
        raise RuleViolation("over", "服务已经结束，请重新登记", field="until")
    if until <= need.during.upper:
        raise RuleViolation(
            "not-longer", f"新的结束日期要晚于{chinese_date(need.during.upper)}；提前结束的请点“结束”", field="until"
        )


def check_no_diagnosis(text: str, *, field: str, instead: str = "，请删去", only: str = "只写事情") -> None:
    """Nothing of a person's health stands in a text that has no need of it (PIPL 28)."""
    found = _DIAGNOSES.search(text)
    if found is not None:
        raise RuleViolation("diagnosis", f"{only}，不写病情或身体状况（“{found.group()}”）{instead}", field=field)


def check_consent(
    *,
    consent_on: date,
    since: date,
    until: date,
    today: date | None,
    months: int,
    child: bool,
    child_age: int,
    by_guardian: bool,
) -> None:
    """A recipient's consent is there before the service, and lasts ``months`` at most; of a ``child`` (under
    ``child_age``, in every category of need) it is the guardian's (PIPL 28–31)."""
    if today is not None and consent_on > today:
        raise RuleViolation("in-the-future", "同意日期不能晚于今天", field="consent_on")
    if consent_on > since:
        raise RuleViolation("consent-missing", "须先取得本人或监护人同意", field="consent_on")
    if child and not by_guardian:
        raise RuleViolation("guardian-missing", f"未满{child_age}周岁的，须由监护人同意", field="by_guardian")
    limit = add_months(consent_on, months)
    if until > limit:
        raise RuleViolation(
            "consent-too-long",
            f"同意的有效期最长{months}个月，请把结束日期改到{chinese_date(limit)}或以前",
            field="until",
        )
