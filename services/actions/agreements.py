"""Co-building agreements: drafted, confirmed by both sides, worked off (SVC-01)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import tasks
from core.records import audit, outbox
from core.records.errors import RuleViolation
from core.records.versions import save_versioned
from organizations.models import Organization, Publication, Unit, UnitPresence
from organizations.publications import actions as publications
from organizations.rules import raise_field_errors
from people.models import User
from services import rules
from services.actions.telling import tell_contact
from services.models import Agreement, AgreementItem, Pledge
from services.rules import AGREEMENT, WAITING_FOR_UNIT, ItemDraft


@transaction.atomic
def draft_agreements(
    *, by: Any, community: Organization, units: Sequence[Unit], year: int, at: datetime
) -> list[Agreement]:
    """Draft the year's agreement with each unit: aims and items of last year's, else what rules propose.

    The year is the running or the next one; deadlines that are over move to its end. Units that have one for the year
    or are not in the community on the day are refused.
    """
    day = timezone.localdate(at)
    rules.check_year(year, today=day)
    here = set(
        UnitPresence.objects.filter(organization=community, unit__in=units, during__contains=day).values_list(
            "unit_id", flat=True
        )
    )
    for unit in units:
        if unit.pk not in here:
            raise RuleViolation("unit-elsewhere", f"{unit.name}没有在本社区登记", field="unit")
    there = Agreement.objects.filter(organization=community, unit__in=units, year=year).select_related("unit")
    for agreement in there:
        raise RuleViolation("agreement-exists", f"{agreement.unit.name}{year}年已有共建协议", field="unit")
    classes = rules.classes_of(community, year)
    last = {
        agreement.unit_id: agreement
        for agreement in Agreement.objects.filter(
            organization=community, unit__in=units, year=year - 1
        ).prefetch_related("items")
    }
    agreements = [
        Agreement(
            organization=community,
            unit=unit,
            year=year,
            aims=last[unit.pk].aims if unit.pk in last else rules.PROPOSED_AIMS,
            partner=last[unit.pk].partner if unit.pk in last else rules.partner_of(unit, classes),
            drafted_at=at,
        )
        for unit in units
    ]
    Agreement.objects.bulk_create(agreements)
    AgreementItem.objects.bulk_create(
        item
        for agreement in agreements
        for item in _items_to_begin_with(agreement, last.get(agreement.unit_id), classes, today=day)
    )
    audit.record(
        "services.agreements_drafted",
        by=by,
        target=community,
        organization_id=community.pk,
        year=year,
        units=[unit.pk for unit in units],
    )
    return agreements


def _items_to_begin_with(
    agreement: Agreement, last: Agreement | None, classes: rules.Classes, *, today: date
) -> list[AgreementItem]:
    drafts = rules.proposed_items(agreement.year, classes.kind, today=today)
    if last is not None and last.items.all():
        drafts = [_again(item, agreement, classes, today=today) for item in last.items.all()]
    return [_item(agreement, rules.classified(draft, classes), order) for order, draft in enumerate(drafts, start=1)]


def _again(item: AgreementItem, agreement: Agreement, classes: rules.Classes, *, today: date) -> ItemDraft:
    """Last year's item for this year; a class that is not in force any more follows from its kind anew."""
    return ItemDraft(
        item.kind,
        item.title,
        rules.due_ahead(rules.same_day(item.due_on, agreement.year), today=today),
        item.target,
        item.nature,
        item.kind_s0 if item.kind_s0 in classes.kind_s0 else "",
        item.kind_s3 if item.kind_s3 in classes.kind_s3 else "",
        item.pledge,
    )


def _item(agreement: Agreement, draft: ItemDraft, order: int) -> AgreementItem:
    return AgreementItem(
        organization_id=agreement.organization_id,
        agreement=agreement,
        kind=draft.kind,
        kind_s0=draft.kind_s0,
        kind_s3=draft.kind_s3,
        pledge=draft.pledge,
        title=draft.title,
        due_on=draft.due_on,
        target=draft.target,
        nature=draft.nature,
        order=order,
    )


@transaction.atomic
def draft_agreement(
    *,
    by: Any,
    community: Organization,
    unit: Unit,
    year: int,
    at: datetime,
    aims: str = "",
    items: Sequence[ItemDraft] | None = None,
) -> Agreement:
    """Draft one agreement; ``aims`` and ``items`` replace what last year's or the rules propose."""
    agreement = draft_agreements(by=by, community=community, units=[unit], year=year, at=at)[0]
    if aims:
        agreement.aims = aims
        agreement.save(update_fields=["aims"])
    if items is not None:
        replace_items(by=by, agreement=agreement, items=items, at=at)
    return agreement


@transaction.atomic
def replace_items(*, by: Any, agreement: Agreement, items: Sequence[ItemDraft], at: datetime) -> None:
    """Put other items into a draft."""
    AGREEMENT.check("edit_items", agreement, by=by, at=at)
    items = checked_drafts(agreement, items, at=at)
    agreement.items.all().delete()
    AgreementItem.objects.bulk_create(_item(agreement, draft, order) for order, draft in enumerate(items, start=1))
    audit.record("services.agreement_items_replaced", by=by, target=agreement, items=len(items))


def checked_drafts(agreement: Agreement, drafts: Sequence[ItemDraft], *, at: datetime) -> list[ItemDraft]:
    """The drafts with the labels that follow from their kind; every label is one in force."""
    classes = rules.classes_of(agreement.organization, agreement.year)
    found = [rules.classified(draft, classes) for draft in drafts]
    for draft in found:
        for field, what in rules.LISTS.items():
            if field == "kind" or getattr(draft, field):
                rules.check_label(getattr(draft, field), getattr(classes, field), what=what, field=field)
        rules.check_label(draft.pledge, ["", *Pledge.values], what="双向承诺", field="pledge")
        rules.check_due(agreement, draft.due_on, today=timezone.localdate(at))
    return found


@transaction.atomic
def update_agreement(
    *, by: Any, agreement: Agreement, version: int, aims: str, partner: str | None = None
) -> Agreement:
    """Change a draft's aims and kind of partner (None: as it is); raises core.records.versions.Conflict when somebody
    was faster."""
    AGREEMENT.check("edit", agreement, by=by, at=timezone.now())
    agreement.aims = aims.strip()
    if partner is not None:
        partners = rules.classes_of(agreement.organization, agreement.year).partner
        rules.check_label(partner, ["", *partners], what="共建类型", field="partner")
        agreement.partner = partner
    raise_field_errors(agreement, exclude=["scope"])
    save_versioned(agreement, version, ["aims", "partner"])
    audit.record(AGREEMENT["edit"].event, by=by, target=agreement)
    return agreement


@transaction.atomic
def add_item(*, by: Any, agreement: Agreement, draft: ItemDraft, at: datetime) -> AgreementItem:
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    AGREEMENT.check("edit_items", agreement, by=by, at=at)
    [draft] = checked_drafts(agreement, [draft], at=at)
    item = _item(agreement, draft, agreement.items.count() + 1)
    raise_field_errors(item, exclude=["scope"])
    item.save()
    audit.record("services.agreement_item_added", by=by, target=item, agreement=agreement.pk)
    return item


@transaction.atomic
def update_item(*, by: Any, item: AgreementItem, draft: ItemDraft, at: datetime) -> AgreementItem:
    """Change an item of a draft: class, text, deadline, target."""
    agreement = Agreement.objects.select_for_update().get(pk=item.agreement_id)
    AGREEMENT.check("edit_items", agreement, by=by, at=at)
    [draft] = checked_drafts(agreement, [draft], at=at)
    for name, value in draft._asdict().items():
        setattr(item, name, value)
    raise_field_errors(item, exclude=["scope"])
    item.save(update_fields=list(draft._fields))
    audit.record("services.agreement_item_updated", by=by, target=item, agreement=agreement.pk)
    return item


@transaction.atomic
def remove_item(*, by: Any, item: AgreementItem) -> None:
    """Take an item out of a draft."""
    agreement = Agreement.objects.select_for_update().get(pk=item.agreement_id)
    AGREEMENT.check("edit_items", agreement, by=by, at=timezone.now())
    audit.record("services.agreement_item_removed", by=by, target=item, agreement=agreement.pk)
    item.delete()


@transaction.atomic
def confirm_by_community(*, by: User, agreement: Agreement, at: datetime) -> Agreement:
    """The community's side agrees; the unit's contact is asked to confirm (SVC-01)."""
    agreement.confirmed_by_community_at = at
    agreement.confirmed_by_community_by = by
    agreement.returned_reason = ""
    step = AGREEMENT.advance(
        "confirm_by_community",
        agreement,
        by=by,
        at=at,
        version=agreement.version,
        fields=["confirmed_by_community_at", "confirmed_by_community_by", "returned_reason"],
        year=agreement.year,
    )
    tell_contact(
        step.message,
        agreement,
        title=f"请确认{agreement.year}年共建协议",
        text="",
        url=reverse("services:my_agreement", args=[agreement.pk]),
        day=timezone.localdate(at),
    )
    tasks.send_soon()
    return agreement


@transaction.atomic
def confirm_by_unit(*, by: User, agreement: Agreement, at: datetime) -> Agreement:
    """The unit's side agrees, by another person than the community's (also a constraint)."""
    agreement.confirmed_by_unit_at = at
    agreement.confirmed_by_unit_by = by
    AGREEMENT.advance(
        "confirm_by_unit",
        agreement,
        by=by,
        at=at,
        version=agreement.version,
        fields=["confirmed_by_unit_at", "confirmed_by_unit_by"],
        year=agreement.year,
    )
    outbox.withdraw(WAITING_FOR_UNIT, [agreement.pk], at=at)
    return agreement


@transaction.atomic
def return_agreement(*, by: User, agreement: Agreement, at: datetime, reason: str) -> Agreement:
    """The unit sends the agreement back with its wish; it is a draft again."""
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明要修改的内容", field="reason")
    agreement.confirmed_by_community_at = agreement.confirmed_by_community_by = None
    agreement.returned_reason = reason.strip()[:200]
    AGREEMENT.advance(
        "return",
        agreement,
        by=by,
        at=at,
        version=agreement.version,
        fields=["confirmed_by_community_at", "confirmed_by_community_by", "returned_reason"],
        year=agreement.year,
    )
    outbox.withdraw(WAITING_FOR_UNIT, [agreement.pk], at=at)
    return agreement


@transaction.atomic
def take_back(*, by: Any, agreement: Agreement, at: datetime) -> Agreement:
    """The community takes back what the unit has not confirmed yet; it is a draft again."""
    agreement.confirmed_by_community_at = agreement.confirmed_by_community_by = None
    AGREEMENT.advance(
        "take_back",
        agreement,
        by=by,
        at=at,
        version=agreement.version,
        fields=["confirmed_by_community_at", "confirmed_by_community_by"],
        year=agreement.year,
    )
    outbox.withdraw(WAITING_FOR_UNIT, [agreement.pk], at=at)
    return agreement


@transaction.atomic
def unpublish_agreement(*, by: Any, agreement: Agreement, at: datetime, reason: str) -> Agreement:
    """Take a published agreement off the public page, with the reason; it stays in force."""
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明撤回公开的原因", field="reason")
    agreement.published_at = None
    AGREEMENT.advance(
        "unpublish",
        agreement,
        by=by,
        at=at,
        version=agreement.version,
        fields=["published_at"],
        year=agreement.year,
        reason=reason.strip(),
    )
    publications.withdraw_for(agreement, by=by, today=timezone.localdate(at), reason=reason.strip())
    return agreement


@transaction.atomic
def publish_agreement(*, by: Any, agreement: Agreement, at: datetime) -> Agreement:
    agreement.published_at = at
    AGREEMENT.advance(
        "publish",
        agreement,
        by=by,
        at=at,
        version=agreement.version,
        fields=["published_at"],
        year=agreement.year,
    )
    publications.publish_for(
        agreement,
        by=by,
        organization=agreement.organization,
        handler=None,
        kind=Publication.Kind.AGREEMENT,
        title=f"与{agreement.unit.name}的{agreement.year}年共建协议",
        content=f"{agreement.aims}\n各项任务、期限和进度见社区的共建公开页。",
        today=timezone.localdate(at),
    )
    return agreement


@transaction.atomic
def close_agreement(*, by: Any, agreement: Agreement, at: datetime, result: str = "") -> Agreement:
    """End of the year: the agreement's result is written, nothing more is recorded."""
    agreement.closed_at = at
    agreement.result = result.strip()
    AGREEMENT.advance(
        "close",
        agreement,
        by=by,
        at=at,
        version=agreement.version,
        fields=["closed_at", "result"],
        year=agreement.year,
    )
    return agreement
