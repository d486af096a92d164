"""The ledger of opinions 社情民意台账: one row for each, with the way it took and what each level did when (GRD-12)."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from core.office.spreadsheets import Column, SheetSpec
from core.zone import midnight
from grids.models import Opinion, OpinionStep
from grids.models.opinions import ARRIVALS, LEAVINGS, OpinionQuerySet


def matching(rows: OpinionQuerySet, data: dict[str, Any]) -> OpinionQuerySet:
    """Opinions that a filter asks for: ``q``, ``since`` and ``until`` (days of receipt), ``channel``, ``category``."""
    if text := data.get("q"):
        rows = rows.filter(Q(content__contains=text) | Q(place__contains=text) | Q(hotline_number__contains=text))
    if data.get("since"):
        rows = rows.filter(received_at__gte=midnight(data["since"]))
    if data.get("until"):
        rows = rows.filter(received_at__lt=midnight(data["until"] + timedelta(days=1)))
    return rows.filter(**{name: data[name] for name in ("channel", "category") if data.get(name)})


def _day(moment: Any) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def levels(steps: Sequence[OpinionStep]) -> str:
    """What each level did with an opinion: when it came, was signed for and left, and whether within its time."""
    found, open_at = [], None
    signed = ""
    for step in steps:
        if step.kind == OpinionStep.Kind.SIGNED:
            signed = f"，{_day(step.happened_at)}签收"
        if step.kind not in LEAVINGS:
            continue
        if open_at is not None:
            late = open_at.due_on is not None and timezone.localdate(step.happened_at) > open_at.due_on
            done = f"{_day(step.happened_at)}{step.get_kind_display()}{'（逾期）' if late else ''}"
            found.append(f"{open_at.get_level_display()}：{_day(open_at.happened_at)}到{signed}，{done}")
            signed = ""
        open_at = step if step.kind in ARRIVALS else None
    if open_at is not None:
        found.append(
            f"{open_at.get_level_display()}：{_day(open_at.happened_at)}到{signed or '，未签收'}，期限{open_at.due_on}"
        )
    return "\n".join(found)


def _passed(steps: Iterable[OpinionStep]) -> str:
    kinds = (OpinionStep.Kind.PASSED, OpinionStep.Kind.RETURNED)
    told = (f"{_day(step.happened_at)}{step.get_kind_display()}：{step.note}" for step in steps if step.kind in kinds)
    return "\n".join(told)


_COLUMNS = (
    Column("编号"),
    Column("社区"),
    Column("网格"),
    Column("受理时间", "datetime"),
    Column("渠道"),
    Column("热线工单号"),
    Column("来源"),
    Column("类别"),
    Column("地点"),
    Column("反映内容", width=44),
    Column("反映人称呼"),
    Column("联系电话"),
    Column("照片"),
    Column("首问责任人"),
    Column("办理层级"),
    Column("办理期限", "date"),
    Column("状态"),
    Column("并入"),
    Column("各级办理", width=44),
    Column("转办部门", width=30),
    Column("答复", width=44),
    Column("答复时间", "datetime"),
    Column("答复人"),
    Column("告知"),
    Column("满意度"),
)


def _cells(row: Opinion) -> list[Any]:
    steps = list(row.steps.all())
    return [
        row.number,
        row.organization.name,
        row.grid.name if row.grid else "",
        row.received_at,
        row.get_channel_display(),
        row.hotline_number,
        row.get_source_display(),
        row.get_category_display(),
        row.place,
        row.content,
        row.caller_masked,
        row.phone_masked,
        "有" if row.photo else "",
        row.first_receiver.name if row.first_receiver else "",
        row.get_level_display(),
        row.due_on,
        row.get_state_display(),
        row.joined_to.number if row.joined_to else "",
        levels(steps),
        _passed(steps),
        row.answer,
        row.answered_at,
        str(row.answered_by.person or row.answered_by) if row.answered_by else "",
        f"{_day(row.told_at)} {row.get_told_by_display()}" if row.told_at else "",
        row.get_satisfaction_display(),
    ]


def ledger(rows: QuerySet[Opinion]) -> SheetSpec:
    """The sheet of ``rows`` in the order in which they came in; telephones and names of callers stay masked."""
    steps = OpinionStep.objects.order_by("happened_at", "id")
    found = (
        rows.select_related("organization", "grid", "first_receiver", "joined_to", "answered_by__person")
        .prefetch_related(Prefetch("steps", steps))
        .order_by("received_at", "pk")
    )
    return SheetSpec("社情民意台账", list(_COLUMNS), [_cells(row) for row in found])
