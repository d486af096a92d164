"""Writes of a scheme: drafted from the usual lines or another scheme, edited, tried, announced, in force (ASM-01)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assessments import grading, rules
from assessments.models import FIVE_GOOD, Scheme, SchemeItem
from assessments.rules import SCHEME
from assessments.schemes import PATTERNS, Line
from core.chinese.dates import add_months
from core.records import audit
from core.records.errors import RuleViolation
from core.records.versions import save_versioned
from organizations import standards
from organizations.models import Organization
from organizations.rules import raise_field_errors
from organizations.tree.effective import check_not_ahead

_COPIED = (
    "role",
    "dimension",
    "title",
    "source",
    "indicator_id",
    "voters",
    "ballots_min",
    "weight",
    "zero_at",
    "full_at",
    "steps",
    "half_year_min",
    "pro_rata",
    "clause",
    "advice",
    "order",
)


def usual_items(district: Organization, *, on: date, lines: Sequence[Line]) -> list[SchemeItem]:
    """The usual lines as items that belong to no scheme yet, full at what the standards ask for on the day."""
    names = sorted({line.standard for line in lines if line.standard})
    numbers = standards.several(names, organization=district, as_of=on) if names else {}
    return [
        SchemeItem(
            dimension=line.dimension,
            title=line.title,
            source=line.source,
            indicator_id=line.indicator or None,
            voters=line.voters,
            ballots_min=line.ballots_min,
            weight=line.weight,
            zero_at=line.zero_at,
            full_at=numbers[line.standard] * line.times if line.standard else line.full_at,
            clause=line.clause,
            advice=line.advice,
            order=order,
        )
        for order, line in enumerate(lines)
    ]


@transaction.atomic
def draft_scheme(
    *,
    by: Any,
    district: Organization,
    year: int,
    today: date,
    source: Scheme | None = None,
    series: str = FIVE_GOOD,
    name: str = "",
    lines: Sequence[Line] | None = None,
) -> Scheme:
    """A draft for the year: a copy of ``source``, the usual lines of a known ``series``, or without one an empty table
    of the district's own under ``name``. One draft of a series and year at a time.
    """
    Organization.objects.select_for_update(no_key=True).get(pk=district.pk)
    rules.check_year(year, today)
    pattern = PATTERNS.get(series)
    if source is None and pattern is None:
        series = rules.own_series(district, year=year, name=name)
    rows = Scheme.objects.filter(district=district, year=year, series=source.series if source else series)
    if rows.filter(state=Scheme.State.DRAFT).exists():
        raise RuleViolation("draft-exists", f"{year}年已有一份草案，请在草案上修改", field="year")
    scheme = Scheme(
        district=district,
        year=year,
        series=source.series if source else series,
        edition=(rows.aggregate(last=Max("edition"))["last"] or 0) + 1,
        name=name.strip() or (source.name if source else pattern.name if pattern else ""),
        groups=dict(source.groups) if source else {},
        grades=list(source.grades) if source else [],
    )
    if source:
        scheme.dimensions = list(source.dimensions)
    else:
        scheme.dimensions = [{"key": key, "label": label} for key, label in (pattern.dimensions if pattern else ())]
    raise_field_errors(scheme)
    scheme.save()
    if source is not None:
        copied = source.items.values(*_COPIED).order_by("order", "pk")
        items = [SchemeItem(**each) for each in copied]
    else:
        begun = (pattern.lines if pattern else ()) if lines is None else lines
        items = usual_items(district, on=date(year, 1, 1) if year > today.year else today, lines=begun)
    for order, item in enumerate(items):
        item.scheme, item.order = scheme, order
    SchemeItem.objects.bulk_create(items)
    audit.record(
        "assessments.scheme_drafted",
        by=by,
        target=scheme,
        organization_id=district.pk,
        year=year,
        edition=scheme.edition,
        source=None if source is None else source.pk,
    )
    return scheme


def _draft(scheme: Scheme, version: int, *, by: Any, now: datetime, **changes: Any) -> Scheme:
    """The scheme locked, when its draft may be edited and nobody did since the page was read."""
    current = Scheme.objects.select_for_update(of=("self",)).select_related("district").get(pk=scheme.pk)
    SCHEME.check("edit", current, by=by, at=now)
    for name, value in changes.items():
        setattr(current, name, value)
    raise_field_errors(current)
    save_versioned(current, version, list(changes))
    return current


class ItemChange(NamedTuple):
    """What the table of a draft says of one item. ``steps``: as typed, ``60:3，80:6``."""

    title: str
    weight: Any
    zero_at: Any
    full_at: Any
    ballots_min: int | None
    advice: str
    steps: str = ""
    half_year_min: Any = None
    pro_rata: bool = True


class Frame(NamedTuple):
    """What a draft says beside its items: how its dimensions are called (by key; empty: taken out), one more, the
    group of each type of community, the grades from the best down."""

    labels: Mapping[str, str]
    more: str = ""
    groups: Mapping[str, str] = {}
    grades: Sequence[grading.Said] = ()


@transaction.atomic
def save_draft(
    *,
    by: Any,
    scheme: Scheme,
    version: int,
    name: str,
    frame: Frame,
    items: Mapping[int, ItemChange | None],
    now: datetime,
) -> Scheme:
    """The whole table at once: name, frame, each item by its key (None: taken out)."""
    current = _draft(
        scheme,
        version,
        by=by,
        now=now,
        name=name.strip(),
        dimensions=rules.dimensions_said(scheme, frame.labels, frame.more),
        groups=rules.groups_said(frame.groups),
        grades=grading.grades_said(frame.grades),
    )
    rows = {row.pk: row for row in current.items.select_related("indicator")}
    if rows.keys() != items.keys():
        raise RuleViolation("items-changed", "这份草案的项目刚被别人增减，请看最新内容后再改")
    rules.check_dimensions_used(current, [row for pk, row in rows.items() if items[pk] is not None])
    for pk, row in rows.items():
        change = items[pk]
        if change is None:
            row.delete()
            continue
        said = change._asdict()
        row.steps = rules.steps_said(said.pop("steps"), field=f"{pk}-steps")
        for field, value in said.items():
            setattr(row, field, value)
        raise_item_errors(row, current, prefix=f"{pk}-")
        row.save()
    audit.record("assessments.scheme_edited", by=by, target=current, organization_id=current.district_id)
    return current


@transaction.atomic
def add_item(*, by: Any, scheme: Scheme, version: int, item: SchemeItem, now: datetime) -> SchemeItem:
    """One item more at the end of its dimension."""
    current = _draft(scheme, version, by=by, now=now)
    item.scheme = current
    item.order = (current.items.aggregate(last=Max("order"))["last"] or 0) + 1
    raise_item_errors(item, current)
    if item.indicator_id and current.items.filter(indicator_id=item.indicator_id, role=item.role).exists():
        raise RuleViolation("indicator-twice", "这个指标已在方案里", field="indicator")
    if item.voters and current.items.filter(voters=item.voters, role=item.role).exists():
        raise RuleViolation("ballot-twice", "这类满意度票已在方案里", field="voters")
    item.save()
    audit.record("assessments.scheme_edited", by=by, target=current, organization_id=current.district_id)
    return item


def raise_item_errors(item: SchemeItem, scheme: Scheme, prefix: str = "") -> None:
    """What the rules, columns and constraints refuse, at the field of the table."""
    try:
        rules.settle_item(item, scheme)
        raise_field_errors(item, exclude=["scheme"])
    except RuleViolation as violation:
        raise RuleViolation(violation.code, violation.message, field=f"{prefix}{violation.field or 'weight'}") from None


@transaction.atomic
def discard_draft(*, by: Any, scheme: Scheme, now: datetime) -> None:
    """A draft nobody wants any more: gone, with what it was in the log."""
    current = Scheme.objects.select_for_update(of=("self",)).select_related("district").get(pk=scheme.pk)
    SCHEME.check("discard", current, by=by, at=now)
    audit.record(
        "assessments.scheme_discarded",
        by=by,
        target=current,
        organization_id=current.district_id,
        year=current.year,
        edition=current.edition,
    )
    current.items.all().delete()
    current.delete()


@transaction.atomic
def announce(*, by: Any, scheme: Scheme, document: str, on: date, now: datetime) -> Scheme:
    """From here on the scheme is fixed; it counts from 1 January of its year, or at once in the year itself.

    An edition that was announced before is replaced, while no community has handed in its own report under it.
    """
    current = Scheme.objects.select_for_update(of=("self",)).select_related("district").get(pk=scheme.pk)
    today = timezone.localdate(now)
    SCHEME.check("announce", current, by=by, at=now)
    if not document.strip():
        raise RuleViolation("document-missing", "请填写公布方案的文件名称和文号", field="document")
    check_not_ahead(on, today=today, label="公布日期")
    if on < add_months(date(current.year, 1, 1), -12):
        raise RuleViolation("announced-too-early", f"{current.year}年的方案不会在{on:%Y-%m-%d}公布", field="on")
    _replace(current, by=by, now=now)
    current.document, current.announced_on = document.strip(), on
    current.begins_on = max(on, date(current.year, 1, 1))
    current.version += 1
    fields = ["document", "announced_on", "begins_on", "version"]
    raise_field_errors(current)
    SCHEME.advance(
        "announce",
        current,
        by=by,
        at=now,
        fields=fields,
        year=current.year,
        edition=current.edition,
        document=current.document,
    )
    if current.begins_on <= today:
        begin(current, now=now)
    return current


def _replace(current: Scheme, *, by: Any, now: datetime) -> None:
    """The edition before goes; its judgements are taken over with the next scores (``scoring.take_over``)."""
    before = (
        Scheme.objects.select_for_update(of=("self",))
        .filter(district=current.district_id, year=current.year, series=current.series)
        .exclude(pk=current.pk)
        .exclude(state__in=(Scheme.State.DRAFT, Scheme.State.REPLACED))
        .first()
    )
    if before is None:
        return
    before.version += 1
    SCHEME.advance("replace", before, by=by, at=now, fields=["version"], edition=before.edition, new=current.edition)


def begin(scheme: Scheme, *, now: datetime) -> None:
    """Announced and its day has come: the year is judged by it."""
    scheme.version += 1
    SCHEME.advance("begin", scheme, by="scoring", at=now, fields=["version"], year=scheme.year)


def close(scheme: Scheme, *, now: datetime) -> None:
    """Every result of its year is frozen: nothing of it moves any more, it is shown as it stands."""
    scheme.version += 1
    SCHEME.advance("close", scheme, by="scoring", at=now, fields=["version"], year=scheme.year)


@transaction.atomic
def adopt_scheme(
    *,
    by: Any,
    district: Organization,
    year: int,
    on: date,
    series: str = FIVE_GOOD,
    lines: Sequence[Line] | None = None,
    name: str = "",
    document: str = "区委组织部通知",
) -> Scheme:
    """Draft and announce on one day, in force at once: how a district begins, before anybody has opened a page."""
    scheme = draft_scheme(by=by, district=district, year=year, today=on, series=series, name=name, lines=lines)
    noon = timezone.make_aware(datetime.combine(on, time(12)))
    return announce(by=by, scheme=scheme, document=document, on=on, now=noon)
