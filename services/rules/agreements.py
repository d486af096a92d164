"""Agreements: which step is possible (``AGREEMENT``) and what is judged besides; no writes."""

from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef
from django.utils import timezone

from core.chinese.dates import add_years, chinese_date
from core.records.errors import RuleViolation, refusal
from core.records.workflow import ITSELF, VERSION, Role, Stage, Step, Workflow
from organizations import standards
from organizations.models import UnitPresence
from organizations.scoping import may
from services import faces
from services.models import Agreement, AgreementItem, AgreementProgress, Claim, LetterItem, Pledge
from services.rules.classes import Classes, check_classified, classes_of

A = Agreement.State
MANAGE = "organizations.manage_service"

WAITING_FOR_UNIT = "services.agreement_waiting_for_unit"
OVERDUE_REPORTED = "services.agreement_overdue_reported"
CHANGE_PROPOSED = "services.change_proposed"
SUMMARY_HANDED = "services.summary_handed"
REPORT_AFTER = "svc.agreement.report_overdue_days"


def _complete(agreement: Agreement, by: Any, at: datetime) -> None:
    check_complete(agreement, list(agreement.items.all()), today=timezone.localdate(at))
    check_classified(classes_of(agreement.organization, agreement.year), agreement.items.all())


def _year_over(agreement: Agreement, by: Any, at: datetime) -> None:
    """What is still owed is not closed away."""
    today = timezone.localdate(at)
    month_day = standards.at("svc.agreement.close_from", organization=agreement.organization, as_of=today)
    closes = date(agreement.year, *month_day)
    if today < closes and agreement.items.owed().exists():
        raise RuleViolation("items-open", f"还有没有完成的事项，{chinese_date(closes)}起才能办结")


def _two_sides(agreement: Agreement, by: Any, at: datetime) -> None:
    check_two_people(agreement.confirmed_by_community_by_id, getattr(by, "pk", None), "社区和单位须由不同的人确认")


def is_contact(user: Any, record: Agreement | Claim) -> bool:
    """Whether the user is the contact of the record's unit today; asked once for a user and a record at hand."""
    if user.person_id is None:
        return False
    key = (user.person_id, timezone.localdate())
    known: dict[tuple[int, date], bool] = record.__dict__.setdefault("_contacts", {})
    if key not in known:
        known[key] = UnitPresence.objects.filter(
            organization=record.organization_id, unit=record.unit_id, contact=key[0], during__contains=key[1]
        ).exists()
    return known[key]


def moved_on(agreement: Agreement, *, today: date) -> date | None:
    """The day on which its unit left the community, with which the agreement ended; None while the unit is there.

    Asked once for an agreement at hand: a page and its steps ask the same.
    """
    known: dict[date, date | None] = agreement.__dict__.setdefault("_moved_on", {})
    if today not in known:
        rows = UnitPresence.objects.filter(organization=agreement.organization_id, unit=agreement.unit_id)
        spells = list(rows.values_list("during", flat=True))
        left = [each.upper for each in spells if each.upper is not None and each.upper <= today]
        known[today] = None if any(today in each for each in spells) else max(left, default=None)
    return known[today]


def _unit_here(agreement: Agreement, by: Any, at: datetime) -> None:
    left = moved_on(agreement, today=timezone.localdate(at))
    if left is not None:
        raise RuleViolation("unit-moved", f"{agreement.unit.name}{chinese_date(left)}已迁出，协议随之终止，不能再变更")


def _unless_moved(sentence: str) -> Callable[[Agreement, Any, datetime], str]:
    def following(agreement: Agreement, user: Any, at: datetime) -> str:
        left = moved_on(agreement, today=timezone.localdate(at))
        return sentence if left is None else "社区：单位已迁出，年终办结并送达年度总结"

    return following


def _summary_next(agreement: Agreement, user: Any, at: datetime) -> str:
    return "社区：送达年度总结" if agreement.summary_handed_on is None else ""


def _paper_unused(agreement: Agreement, by: Any, at: datetime) -> None:
    """What was registered by mistake is struck while nothing builds on it."""
    if agreement.confirmed_by_unit_by_id is not None:
        raise RuleViolation("not-on-paper", "这份协议由双方在线确认，不能撤销")
    if agreement.changes.exists() or AgreementProgress.objects.filter(item__agreement=agreement).exists():
        raise RuleViolation("in-use", "协议已有进展或变更，不能撤销，可以提出变更或提前终止")


def _summary_not_handed(agreement: Agreement, by: Any, at: datetime) -> None:
    if agreement.summary_handed_on is not None:
        raise RuleViolation("summary-handed", "年度总结已经送达，请先撤回送达")


def _summary_handed(agreement: Agreement, by: Any, at: datetime) -> None:
    if agreement.summary_handed_on is None:
        raise RuleViolation("summary-not-handed", "年度总结还没有送达")


def overdue_to_report(agreement: Agreement, *, today: date) -> list[AgreementItem]:
    """Open items past their day by more than ``svc.agreement.report_overdue_days`` that no letter names (S2 四(五))."""
    days = standards.at(REPORT_AFTER, organization=agreement.organization, as_of=today)
    named = LetterItem.objects.filter(item=OuterRef("pk"), standing=True)
    rows = agreement.items.owed().filter(~Exists(named), due_on__lt=today - timedelta(days=days))
    return list(rows.order_by("due_on", "pk"))


def _long_overdue(agreement: Agreement, by: Any, at: datetime) -> None:
    today = timezone.localdate(at)
    if not overdue_to_report(agreement, today=today):
        days = standards.at(REPORT_AFTER, organization=agreement.organization, as_of=today)
        raise RuleViolation("nothing-overdue", f"没有逾期超过{days}天、还没有通报的事项")


_CONTACT = Role("单位联系人", is_contact)


def _first_agreed(label: str) -> dict[str, str]:
    """What a draft is told: a paper is the shorter way, not the only one."""
    return {A.DRAFT: f"协议现在是“草拟”，请先由社区和单位确认，或登记纸质协议，才能{label}"}


AGREEMENT = Workflow(
    model=Agreement,
    noun="协议",
    face=faces.AGREEMENT,
    start=A.DRAFT,
    stages={
        A.DRAFT: Stage("社区", "写好目标和事项，社区确认"),
        A.COMMUNITY_CONFIRMED: Stage("单位联系人", "确认，或写明意见退回"),
        A.BOTH_CONFIRMED: Stage("社区", "公开协议", next=_unless_moved("社区：公开协议")),
        A.PUBLISHED: Stage("社区", "按期办好各项，年终办结", next=_unless_moved("社区：按期办好各项，年终办结")),
        A.CLOSED: Stage(),
        A.ENDED: Stage("社区", "送达年度总结；终止有误的恢复执行", next=_summary_next),
    },
    steps=(
        Step("edit", "修改协议", (A.DRAFT,), right=MANAGE, event="services.agreement_updated", carries=VERSION),
        Step("edit_items", "修改事项", (A.DRAFT,), right=MANAGE, event="services.agreement_items_replaced"),
        Step(
            "confirm_by_community",
            "社区确认",
            (A.DRAFT,),
            A.COMMUNITY_CONFIRMED,
            right=MANAGE,
            event="services.agreement_confirmed_by_community",
            message=WAITING_FOR_UNIT,
            checks=(_complete,),
        ),
        Step(
            "confirm_by_unit",
            "单位确认",
            (A.COMMUNITY_CONFIRMED,),
            A.BOTH_CONFIRMED,
            right=_CONTACT,
            event="services.agreement_confirmed_by_unit",
            checks=(_two_sides, _complete),
        ),
        Step(
            "return",
            "退回协议",
            (A.COMMUNITY_CONFIRMED,),
            A.DRAFT,
            right=_CONTACT,
            event="services.agreement_returned",
        ),
        Step(
            "confirm_on_paper",
            "登记纸质协议",
            (A.DRAFT, A.COMMUNITY_CONFIRMED),
            A.BOTH_CONFIRMED,
            right=MANAGE,
            event="services.agreement_confirmed_on_paper",
            checks=(_complete,),
        ),
        Step(
            "void_paper",
            "撤销纸质登记",
            (A.BOTH_CONFIRMED,),
            A.DRAFT,
            right=MANAGE,
            event="services.agreement_paper_voided",
            checks=(_paper_unused,),
            carries=ITSELF,
        ),
        Step(
            "propose_change",
            "提出变更",
            Agreement.RUNNING,
            right=MANAGE,
            event="services.change_proposed",
            message=CHANGE_PROPOSED,
            checks=(_unit_here,),
            refusals=_first_agreed("提出变更"),
        ),
        Step("end", "终止", Agreement.RUNNING, A.ENDED, event="services.agreement_ended"),
        Step(
            "resume",
            "恢复执行",
            (A.ENDED,),
            A.BOTH_CONFIRMED,
            right=MANAGE,
            event="services.agreement_resumed",
            checks=(_summary_not_handed, _unit_here),
            carries=ITSELF,
        ),
        Step(
            "hand_summary",
            "送达年度总结",
            (A.CLOSED, A.ENDED),
            right=MANAGE,
            event="services.summary_handed",
            message=SUMMARY_HANDED,
            checks=(_summary_not_handed,),
        ),
        Step(
            "withdraw_summary",
            "撤回送达",
            (A.CLOSED, A.ENDED),
            right=MANAGE,
            event="services.summary_withdrawn",
            checks=(_summary_handed,),
            carries=ITSELF,
        ),
        Step(
            "take_back",
            "收回修改",
            (A.COMMUNITY_CONFIRMED,),
            A.DRAFT,
            right=MANAGE,
            event="services.agreement_taken_back",
            carries=ITSELF,
        ),
        Step(
            "publish",
            "公开协议",
            (A.BOTH_CONFIRMED,),
            A.PUBLISHED,
            right=MANAGE,
            event="services.agreement_published",
            refusals=_first_agreed("公开协议"),
        ),
        Step(
            "unpublish",
            "撤回公开",
            (A.PUBLISHED,),
            A.BOTH_CONFIRMED,
            right=MANAGE,
            event="services.agreement_unpublished",
            carries=ITSELF,
        ),
        Step(
            "close",
            "年终办结",
            (A.PUBLISHED,),
            A.CLOSED,
            right=MANAGE,
            event="services.agreement_closed",
            checks=(_year_over,),
        ),
        Step(
            "record_progress",
            "登记进展",
            (*Agreement.RUNNING, A.ENDED),
            right=Role(f"`{MANAGE}`，单位联系人", lambda user, agreement: _works_on(user, agreement)),
            event="services.progress_recorded",
            carries=ITSELF,
            refusals=_first_agreed("登记进展"),
        ),
        Step(
            "withdraw_progress",
            "撤回进展",
            (*Agreement.RUNNING, A.ENDED),
            right=Role(f"`{MANAGE}`，单位联系人", lambda user, agreement: _works_on(user, agreement)),
            event="services.progress_withdrawn",
            carries=ITSELF,
        ),
        Step(
            "report_overdue",
            "通报主管单位",
            (*Agreement.RUNNING, A.ENDED),
            right=MANAGE,
            event="services.overdue_reported",
            message=OVERDUE_REPORTED,
            checks=(_long_overdue,),
        ),
        Step(
            "withdraw_letter",
            "撤回通报",
            (*Agreement.RUNNING, A.ENDED),
            right=MANAGE,
            event="services.overdue_letter_withdrawn",
            carries=ITSELF,
        ),
    ),
)
"""Both sides confirm before an agreement is published and worked off (SVC-01)."""


def _works_on(user: Any, agreement: Agreement) -> bool:
    return may(user, MANAGE, agreement.organization) or is_contact(user, agreement)


def check_year(year: int, *, today: date) -> None:
    """An agreement is drafted for the running year or the next one."""
    if year not in (today.year, today.year + 1):
        raise RuleViolation("agreement-year", f"只能起草{today.year}年或{today.year + 1}年的共建协议", field="year")


def check_complete(agreement: Agreement, items: Collection[AgreementItem], *, today: date) -> None:
    """An agreement says its aims and at least one item (S2 五(二)), and none whose deadline is over before it binds."""
    if not agreement.aims.strip():
        raise RuleViolation("aims-missing", "请填写共建目标", field="aims")
    if not items:
        raise RuleViolation("items-missing", "请至少列一项任务或项目")
    for item in items:
        check_due(agreement, item.due_on, today=today, title=item.title)


def check_due(agreement: Agreement, due_on: date, *, today: date, title: str = "") -> None:
    """A deadline lies in the agreement's year and is not over on the day when it is agreed."""
    if due_on.year != agreement.year:
        raise RuleViolation("due-year", f"完成期限须在{agreement.year}年内", field="due_on")
    if due_on < today:
        which = f"“{title}”的完成期限" if title else "完成期限"
        raise RuleViolation(
            "due-over", f"{which}（{chinese_date(due_on)}）已经过去，请改为今天或以后的一天", field="due_on"
        )


def check_label(value: str, allowed: Collection[str], *, what: str, field: str) -> None:
    """A classification is one of the labels in force (a threshold's list)."""
    if value not in allowed:
        raise RuleViolation("label-unknown", f"{what}须从列表中选择", field=field)


def check_two_people(first: Any, second: Any, message: str) -> None:
    """Maker ≠ checker: the two sides are confirmed by two people."""
    if first is not None and second is not None and first == second:
        raise RuleViolation("same-person", message)


def check_happened(agreement: Agreement, on: date, *, today: date | None, label: str, field: str) -> None:
    """What is done for an agreement is done within it: once both sides confirmed, in its year, while the unit is there.

    ``today`` None: the day may lie ahead.
    """
    if today is not None and on > today:
        raise RuleViolation("happened-in-future", f"{label}不能晚于今天", field=field)
    if on.year != agreement.year:
        raise RuleViolation("happened-year", f"{label}须在{agreement.year}年内", field=field)
    begins = agreement.in_force_on
    if begins is not None and on < begins:
        raise RuleViolation(
            "before-agreement", f"协议{chinese_date(begins)}双方确认，{label}不能早于这一天", field=field
        )
    if not UnitPresence.objects.filter(
        organization=agreement.organization_id, unit=agreement.unit_id, during__contains=on
    ).exists():
        raise RuleViolation("unit-elsewhere", f"{agreement.unit.name}{chinese_date(on)}不在本社区", field=field)


def check_signed_on(agreement: Agreement, on: date, *, today: date) -> None:
    """A paper is signed by today, for its year or ahead of it, while the unit is there."""
    if on > today:
        raise RuleViolation("signed-in-future", "签订日期不能晚于今天", field="signed_on")
    if on.year not in (agreement.year - 1, agreement.year):
        raise RuleViolation("signed-year", f"签订日期须在{agreement.year}年或上一年", field="signed_on")
    there = UnitPresence.objects.filter(
        organization=agreement.organization_id, unit=agreement.unit_id, during__contains=on
    )
    if not there.exists():
        raise RuleViolation("unit-elsewhere", f"{agreement.unit.name}{chinese_date(on)}不在本社区", field="signed_on")


def check_binds(item: AgreementItem) -> None:
    """What both sides called off, or what falls due after the end, is not worked off any more (SVC-19)."""
    if item.state == AgreementItem.State.DROPPED:
        raise RuleViolation("item-dropped", "这个事项双方已同意取消")
    ended = item.agreement.ended_on
    if ended is not None and item.due_on >= ended:
        raise RuleViolation("agreement-ended", f"协议从{chinese_date(ended)}起终止，这个事项不再执行")


def binds(item: AgreementItem) -> bool:
    """Whether the item is still, or was to the end, worked off."""
    return not refusal(partial(check_binds, item))


def check_progress(item: AgreementItem, *, happened_on: date, amount: int, today: date) -> None:
    check_binds(item)
    check_happened(item.agreement, happened_on, today=today, label="开展日期", field="happened_on")
    if amount < 1:
        raise RuleViolation("amount", "次数至少为1", field="amount")


def sign_by(year: int, month_day: tuple[int, int]) -> date:
    """The day by which agreements of the year are signed (threshold svc.agreement.sign_by)."""
    return date(year, *month_day)


class ItemDraft(NamedTuple):
    """An item to be: kind is a label of svc.co_building.kinds; an empty ``kind_s0`` or ``kind_s3`` follows from it."""

    kind: str
    title: str
    due_on: date
    target: int = 1
    nature: str = AgreementItem.Nature.TASK
    kind_s0: str = ""
    kind_s3: str = ""
    pledge: str = ""


_ALSO = {
    "组织联建": ("区务共议", "机制共创"),
    "党员联管": ("责任共担", "社区思想共育"),
    "活动联搞": ("活动共办", "活动共办"),
    "资源联用": ("资源共享", "资源共享"),
    "服务联做": ("责任共担", "责任共担"),
    "条块联动": ("区务共议", "环境共建"),
}
"""What the classes of S2 are in S0 and S3, where nobody chooses otherwise."""


def classified(draft: ItemDraft, classes: Classes) -> ItemDraft:
    """The draft with the labels that follow from its kind, where it says none and they are in force."""
    four, six = _ALSO.get(draft.kind, ("", ""))
    return draft._replace(
        kind_s0=draft.kind_s0 or (four if four in classes.kind_s0 else ""),
        kind_s3=draft.kind_s3 or (six if six in classes.kind_s3 else ""),
    )


_PROPOSED = (
    ("组织联建", "联合召开共建联席会议", 6, 30, 2),
    ("党员联管", "单位在职党员到社区报到并参加服务", 9, 30, 1),
    ("活动联搞", "联合开展主题党日或节日活动", 7, 31, 2),
    ("资源联用", "向居民开放单位场地或设施", 10, 31, 1),
    ("服务联做", "联合开展便民志愿服务", 11, 30, 2),
    ("条块联动", "协调解决居民反映的实际问题", 12, 15, 1),
)
_PLEDGES = {"资源联用": Pledge.VENUE, "服务联做": Pledge.SERVICE}
"""What a first agreement proposes as promises, so that it is two-way from the start (S2 三(二))."""
PROPOSED_AIMS = "组织共建、资源共享、服务共做，共同办好社区和单位的事情。"


def proposed_items(year: int, kinds: Collection[str], *, today: date) -> list[ItemDraft]:
    """What a first agreement starts from: one item of each class in force (S2 四(四))."""
    known = {kind: (title, month, day, target) for kind, title, month, day, target in _PROPOSED}
    return [
        ItemDraft(
            kind,
            known[kind][0],
            due_ahead(date(year, *known[kind][1:3]), today=today),
            known[kind][3],
            pledge=_PLEDGES.get(kind, ""),
        )
        for kind in kinds
        if kind in known
    ]


def same_day(day: date, year: int) -> date:
    """The day a year's deadline moves to in another year (29 February becomes the 28th)."""
    return add_years(day, year - day.year)


def due_ahead(day: date, *, today: date) -> date:
    """A proposed deadline, at the year's end when its day is over already: nothing is born overdue."""
    return day if day >= today else date(day.year, 12, 31)
