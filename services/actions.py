"""Every write to agreements, activities and claims: atomic, audited; actor and times are passed in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from core import audit, outbox, tasks
from core.errors import RuleViolation
from core.versions import save_versioned
from grids.models import Grid
from organizations import thresholds
from organizations.models import Organization, Unit, UnitPresence
from organizations.rules import raise_field_errors
from people.models import Person, User
from services import rules
from services.models import Activity, Agreement, AgreementItem, AgreementProgress, Claim
from services.rules import AgreementStep, ClaimStep, ItemDraft

WAITING_FOR_UNIT = "services.agreement_waiting_for_unit"
HOURS_FOR_MEMBER = "services.hours_for_member"
ACTIVITY_CANCELLED = "services.activity_cancelled"


def _user(by: Any) -> User | None:
    return by if isinstance(by, User) else None


# -- agreements ------------------------------------------------------------------------------------


@transaction.atomic
def draft_agreements(
    *, by: Any, community: Organization, units: Sequence[Unit], year: int, at: datetime
) -> list[Agreement]:
    """Draft the year's agreement with each unit: aims and items of last year's, else what rules propose.

    Units that have one for the year or are not in the community on the day are refused.
    """
    day = timezone.localdate(at)
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
    kinds = thresholds.at("svc.co_building.kinds", organization=community, as_of=day)
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
            drafted_at=at,
        )
        for unit in units
    ]
    Agreement.objects.bulk_create(agreements)
    AgreementItem.objects.bulk_create(
        item for agreement in agreements for item in _items_to_begin_with(agreement, last.get(agreement.unit_id), kinds)
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


def _items_to_begin_with(agreement: Agreement, last: Agreement | None, kinds: Sequence[str]) -> list[AgreementItem]:
    drafts = rules.proposed_items(agreement.year, kinds)
    if last is not None and last.items.all():
        drafts = [
            ItemDraft(item.kind, item.title, rules.same_day(item.due_on, agreement.year), item.target, item.nature)
            for item in last.items.all()
        ]
    return [_item(agreement, draft, order) for order, draft in enumerate(drafts, start=1)]


def _item(agreement: Agreement, draft: ItemDraft, order: int) -> AgreementItem:
    return AgreementItem(
        organization_id=agreement.organization_id,
        agreement=agreement,
        kind=draft.kind,
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
        replace_items(by=by, agreement=agreement, items=items)
    return agreement


@transaction.atomic
def replace_items(*, by: Any, agreement: Agreement, items: Sequence[ItemDraft]) -> None:
    """Put other items into a draft."""
    rules.check_can_edit(agreement)
    kinds = thresholds.at(
        "svc.co_building.kinds", organization=agreement.organization, as_of=date(agreement.year, 1, 1)
    )
    for draft in items:
        rules.check_label(draft.kind, kinds, what="类别", field="kind")
        rules.check_due(agreement, draft.due_on)
    agreement.items.all().delete()
    AgreementItem.objects.bulk_create(_item(agreement, draft, order) for order, draft in enumerate(items, start=1))
    audit.record("services.agreement_items_replaced", by=by, target=agreement, items=len(items))


@transaction.atomic
def update_agreement(*, by: Any, agreement: Agreement, version: int, aims: str) -> Agreement:
    """Change a draft's aims; raises core.versions.Conflict when somebody was faster."""
    rules.check_can_edit(agreement)
    agreement.aims = aims.strip()
    raise_field_errors(agreement, exclude=["scope"])
    save_versioned(agreement, version, ["aims"])
    audit.record("services.agreement_updated", by=by, target=agreement)
    return agreement


@transaction.atomic
def add_item(*, by: Any, agreement: Agreement, draft: ItemDraft) -> AgreementItem:
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    rules.check_can_edit(agreement)
    kinds = thresholds.at(
        "svc.co_building.kinds", organization=agreement.organization, as_of=date(agreement.year, 1, 1)
    )
    rules.check_label(draft.kind, kinds, what="类别", field="kind")
    rules.check_due(agreement, draft.due_on)
    item = _item(agreement, draft, agreement.items.count() + 1)
    raise_field_errors(item, exclude=["scope"])
    item.save()
    audit.record("services.agreement_item_added", by=by, target=item, agreement=agreement.pk)
    return item


@transaction.atomic
def remove_item(*, by: Any, item: AgreementItem) -> None:
    """Take an item out of a draft."""
    agreement = Agreement.objects.select_for_update().get(pk=item.agreement_id)
    rules.check_can_edit(agreement)
    audit.record("services.agreement_item_removed", by=by, target=item, agreement=agreement.pk)
    item.delete()


def _agreement_step(
    agreement: Agreement, step: AgreementStep, *, by: Any, fields: Sequence[str], **data: Any
) -> Agreement:
    """Write state and fields only if nobody changed the agreement since it was read."""
    save_versioned(agreement, agreement.version, ["state", *fields])
    audit.record(rules.AGREEMENT_AUDIT[step], by=by, target=agreement, year=agreement.year, **data)
    return agreement


@transaction.atomic
def confirm_by_community(*, by: User, agreement: Agreement, at: datetime) -> Agreement:
    """The community's side agrees; the unit's contact is asked to confirm (SVC-01)."""
    state = rules.agreement_after(agreement, AgreementStep.CONFIRM_BY_COMMUNITY)
    rules.check_complete(agreement, agreement.items.all())
    agreement.state = state
    agreement.confirmed_by_community_at = at
    agreement.confirmed_by_community_by = by
    agreement.returned_reason = ""
    _agreement_step(
        agreement,
        AgreementStep.CONFIRM_BY_COMMUNITY,
        by=by,
        fields=["confirmed_by_community_at", "confirmed_by_community_by", "returned_reason"],
    )
    outbox.insert_from_select(
        WAITING_FOR_UNIT,
        "services.agreement",
        """
        SELECT %(agreement)s::bigint, u.id, %(day)s::date, %(title)s, '', %(url)s
        FROM organizations_unitpresence p JOIN people_user u ON u.person_id = p.contact_id AND u.is_active
        WHERE p.unit_id = %(unit)s AND p.organization_id = %(community)s AND p.during @> %(day)s::date
        """,
        {
            "agreement": agreement.pk,
            "unit": agreement.unit_id,
            "community": agreement.organization_id,
            "day": timezone.localdate(at),
            "title": f"请确认{agreement.year}年共建协议",
            "url": reverse("services:my_agreement", args=[agreement.pk]),
        },
    )
    tasks.send_soon()
    return agreement


@transaction.atomic
def confirm_by_unit(*, by: User, agreement: Agreement, at: datetime) -> Agreement:
    """The unit's side agrees, by another person than the community's (also a constraint)."""
    state = rules.agreement_after(agreement, AgreementStep.CONFIRM_BY_UNIT)
    rules.check_two_people(agreement.confirmed_by_community_by_id, by.pk, "社区和单位须由不同的人确认")
    agreement.state = state
    agreement.confirmed_by_unit_at = at
    agreement.confirmed_by_unit_by = by
    _agreement_step(
        agreement,
        AgreementStep.CONFIRM_BY_UNIT,
        by=by,
        fields=["confirmed_by_unit_at", "confirmed_by_unit_by"],
    )
    outbox.withdraw(WAITING_FOR_UNIT, [agreement.pk], at=at)
    return agreement


@transaction.atomic
def return_agreement(*, by: User, agreement: Agreement, at: datetime, reason: str) -> Agreement:
    """The unit sends the agreement back with its wish; it is a draft again."""
    state = rules.agreement_after(agreement, AgreementStep.RETURN)
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明要修改的内容", field="reason")
    agreement.state = state
    agreement.confirmed_by_community_at = agreement.confirmed_by_community_by = None
    agreement.returned_reason = reason.strip()[:200]
    _agreement_step(
        agreement,
        AgreementStep.RETURN,
        by=by,
        fields=["confirmed_by_community_at", "confirmed_by_community_by", "returned_reason"],
    )
    outbox.withdraw(WAITING_FOR_UNIT, [agreement.pk], at=at)
    return agreement


@transaction.atomic
def publish_agreement(*, by: Any, agreement: Agreement, at: datetime) -> Agreement:
    agreement.state = rules.agreement_after(agreement, AgreementStep.PUBLISH)
    agreement.published_at = at
    return _agreement_step(agreement, AgreementStep.PUBLISH, by=by, fields=["published_at"])


@transaction.atomic
def close_agreement(*, by: Any, agreement: Agreement, at: datetime, result: str = "") -> Agreement:
    """End of the year: the agreement's result is written, nothing more is recorded."""
    agreement.state = rules.agreement_after(agreement, AgreementStep.CLOSE)
    agreement.closed_at = at
    agreement.result = result.strip()
    return _agreement_step(agreement, AgreementStep.CLOSE, by=by, fields=["closed_at", "result"])


@transaction.atomic
def record_progress(
    *,
    by: Any,
    item: AgreementItem,
    happened_on: date,
    note: str,
    at: datetime,
    amount: int = 1,
    photo: "ContentFile[bytes] | None" = None,
) -> AgreementProgress:
    """Record what was done for an item; the item is done when its target is reached (SVC-01).

    ``at`` is when it was recorded; ``photo`` comes from core.images.photograph.
    """
    item = AgreementItem.objects.select_for_update(of=["self"]).select_related("agreement").get(pk=item.pk)
    rules.check_progress(item, happened_on=happened_on, amount=amount, today=timezone.localdate(at))
    progress = AgreementProgress(
        organization_id=item.organization_id,
        item=item,
        happened_on=happened_on,
        note=note.strip(),
        amount=amount,
        recorded_at=at,
        recorded_by=_user(by),
    )
    raise_field_errors(progress, exclude=["scope", "photo", "recorded_by"])
    if photo is not None:
        progress.photo = photo
    progress.save()
    item.done += amount
    if item.done >= item.target and item.state == AgreementItem.State.OPEN:
        item.state, item.done_on = AgreementItem.State.DONE, happened_on
    item.save(update_fields=["done", "state", "done_on"])
    audit.record(
        "services.progress_recorded",
        by=by,
        target=item,
        happened_on=happened_on.isoformat(),
        amount=amount,
        done=item.done,
    )
    return progress


# -- activities and claims -------------------------------------------------------------------------


@transaction.atomic
def publish_activity(
    *,
    by: Any,
    community: Organization,
    title: str,
    mode: str,
    direction: str,
    place: str,
    starts_at: datetime,
    ends_at: datetime,
    places: int,
    at: datetime,
    grid: Grid | None = None,
    agreement_item: AgreementItem | None = None,
    beneficiary: str = Activity.Beneficiary.EVERYBODY,
) -> Activity:
    """Publish a volunteer activity; ``mode`` and ``direction`` are labels in force on its day (SVC-06)."""
    labels = thresholds.several(
        ["svc.service_modes", "svc.service_directions"],
        organization=community,
        as_of=timezone.localdate(starts_at),
    )
    rules.check_label(mode, labels["svc.service_modes"], what="服务模式", field="mode")
    rules.check_label(direction, labels["svc.service_directions"], what="服务方向", field="direction")
    for other in (grid, agreement_item):
        if other is not None and other.organization_id != community.pk:
            raise RuleViolation("other-community", "只能选本社区的网格和共建事项")
    activity = Activity(
        organization=community,
        title=title,
        mode=mode,
        direction=direction,
        place=place,
        starts_at=starts_at,
        ends_at=ends_at,
        places=places,
        grid=grid,
        agreement_item=agreement_item,
        beneficiary=beneficiary,
        published_at=at,
    )
    raise_field_errors(activity, exclude=["scope"])
    activity.save()
    audit.record("services.activity_published", by=by, target=activity, places=places)
    return activity


def _activity_to(activity: Activity, state: Activity.State, *, by: Any, **fields: Any) -> Activity:
    """Move a published activity on, by one conditional UPDATE; a second click is told so."""
    code = rules.ACTIVITY_TRANSITIONS.get((Activity.State(activity.state), state))
    changed = code and Activity.objects.filter(pk=activity.pk, state=activity.state).update(
        state=state, version=F("version") + 1, **fields
    )
    if not code or not changed:
        raise RuleViolation("activity-state", f"活动{activity.get_state_display()},不能再改")
    activity.refresh_from_db()
    audit.record(code, by=by, target=activity)
    return activity


@transaction.atomic
def cancel_activity(*, by: Any, activity: Activity, at: datetime, reason: str) -> Activity:
    """Call an activity off; everybody who had claimed it is told."""
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明取消原因", field="reason")
    activity = _activity_to(activity, Activity.State.CANCELLED, by=by)
    outbox.insert_from_select(
        ACTIVITY_CANCELLED,
        "services.activity",
        """
        SELECT %(activity)s::bigint, u.id, %(day)s::date, %(title)s, %(reason)s, %(url)s
        FROM services_claim c JOIN people_user u ON u.person_id = c.person_id AND u.is_active
        WHERE c.activity_id = %(activity)s AND c.state = 'claimed'
        """,
        {
            "activity": activity.pk,
            "day": timezone.localdate(activity.starts_at),
            "title": f"活动取消:{activity.title}",
            "reason": reason.strip(),
            "url": reverse("services:mine"),
        },
    )
    tasks.send_soon()
    return activity


@transaction.atomic
def hold_activity(*, by: Any, activity: Activity, at: datetime) -> Activity:
    """The activity took place; who claimed it and did not sign in is absent (can be added later)."""
    if at < activity.starts_at:
        raise RuleViolation("activity-not-begun", "活动还没有开始")
    activity = _activity_to(activity, Activity.State.HELD, by=by, held_at=at)
    Claim.objects.filter(activity=activity, state=Claim.State.CLAIMED).update(state=Claim.State.ABSENT)
    return activity


@transaction.atomic
def claim_activity(
    *,
    by: Any,
    activity: Activity,
    person: Person,
    at: datetime,
    choice: str = Claim.Choice.SELF_CHOSEN,
    service: str = Claim.Service.SINGLE,
) -> Claim:
    """Take one place for ``person``: one conditional UPDATE, so the last place is never taken twice (SVC-04).

    Raises RuleViolation: ``activity-state``, ``activity-begun``, ``full``, ``claimed-already``.
    """
    taken = Activity.objects.filter(
        pk=activity.pk, state=Activity.State.PUBLISHED, starts_at__gt=at, taken__lt=F("places")
    ).update(taken=F("taken") + 1)
    if not taken:
        activity.refresh_from_db()
        rules.check_can_claim(activity, at=at)
        raise RuleViolation("full", "名额已满,请看看其他活动")
    claim = Claim(
        organization_id=activity.organization_id,
        activity=activity,
        person=person,
        choice=choice,
        service=service,
        claimed_at=at,
    )
    try:
        with transaction.atomic():
            claim.save()
    except IntegrityError as error:
        raise RuleViolation("claimed-already", "您已认领这项服务") from error
    audit.record("services.claimed", by=by, target=claim, activity=activity.pk)
    return claim


def _give_place_back(claim: Claim, *, at: datetime) -> None:
    changed = Claim.objects.filter(pk=claim.pk, state=Claim.State.CLAIMED).update(
        state=Claim.State.WITHDRAWN, withdrawn_at=at
    )
    if not changed:
        claim.refresh_from_db()
        rules.claim_after(claim, ClaimStep.WITHDRAW)
        raise RuleViolation("claim-state", "认领状态已变化,请刷新后再试")
    Activity.objects.filter(pk=claim.activity_id).update(taken=F("taken") - 1)
    claim.state, claim.withdrawn_at = Claim.State.WITHDRAWN, at


@transaction.atomic
def undo_claim(*, by: Any, claim: Claim, at: datetime) -> Claim:
    """The member takes a claim back within ``core.undo_minutes``; the place is free again (SVC-11)."""
    minutes = thresholds.at("core.undo_minutes", organization=claim.organization, as_of=timezone.localdate(at))
    rules.check_can_undo(claim, at=at, minutes=minutes)
    _give_place_back(claim, at=at)
    audit.record("services.claim_undone", by=by, target=claim, activity=claim.activity_id)
    return claim


@transaction.atomic
def release_claim(*, by: Any, claim: Claim, at: datetime, reason: str) -> Claim:
    """The community lets a member out of a claim after the time for undoing, with the reason."""
    rules.claim_after(claim, ClaimStep.WITHDRAW)
    _give_place_back(claim, at=at)
    audit.record("services.claim_released", by=by, target=claim, activity=claim.activity_id, reason=reason.strip())
    return claim


@transaction.atomic
def sign_in(*, by: Any, claim: Claim, at: datetime) -> Claim:
    """The member signs in on the spot, within the time for it; a second sign-in changes nothing."""
    claim = Claim.objects.select_for_update(of=["self"]).select_related("activity", "person").get(pk=claim.pk)
    if claim.state in (Claim.State.ATTENDED, Claim.State.CONFIRMED):
        return claim
    claim.state = rules.check_can_sign_in(claim, at=at)
    claim.signed_in_at = at
    claim.save(update_fields=["state", "signed_in_at"])
    audit.record("services.signed_in", by=by, target=claim, activity=claim.activity_id)
    return claim


@transaction.atomic
def register_attendance(
    *, by: Any, activity: Activity, claims: Iterable[int], at: datetime, signed_in_at: datetime | None = None
) -> int:
    """The community notes by hand who was there (``signed_in_at``, else the start). Returns how many."""
    if at < activity.starts_at or activity.state == Activity.State.CANCELLED:
        raise RuleViolation("activity-not-begun", "活动没有开展,不能登记到场")
    signed = Claim.objects.filter(
        activity=activity, pk__in=list(claims), state__in=[Claim.State.CLAIMED, Claim.State.ABSENT]
    ).update(state=Claim.State.ATTENDED, signed_in_at=signed_in_at or activity.starts_at)
    audit.record("services.attendance_registered", by=by, target=activity, persons=signed)
    return signed


@transaction.atomic
def confirm_hours(*, by: User, activity: Activity, hours: Mapping[int, Decimal], at: datetime) -> int:
    """The community confirms hours of several at once (claim id → hours); the members are asked to confirm.

    With hours the activity has taken place: when it is over it is noted as held by the same click.
    Raises RuleViolation for the actor's own claim and for one that is not signed in. Returns how many.
    """
    if activity.state == Activity.State.PUBLISHED and at >= activity.ends_at:
        hold_activity(by=by, activity=activity, at=at)
    claims = list(
        Claim.objects.select_for_update(of=["self"])
        .hours_waiting_for_community()
        .filter(activity=activity, pk__in=hours)
    )
    for claim in claims:
        rules.check_hours(hours[claim.pk])
        rules.check_not_own(claim, person_id=by.person_id)
        claim.hours = hours[claim.pk]
        claim.confirmed_by_community_at = at
        claim.confirmed_by_community_by = by
    Claim.objects.bulk_update(
        claims, ["hours", "confirmed_by_community_at", "confirmed_by_community_by"], batch_size=1000
    )
    audit.record(
        "services.hours_confirmed_by_community",
        by=by,
        target=activity,
        hours={str(claim.pk): str(claim.hours) for claim in claims},
    )
    outbox.insert_from_select(
        HOURS_FOR_MEMBER,
        "services.claim",
        """
        SELECT c.id, u.id, %(day)s::date, %(title)s, '', %(url)s
        FROM services_claim c JOIN people_user u ON u.person_id = c.person_id AND u.is_active
        WHERE c.id = ANY(%(claims)s)
        """,
        {
            "claims": [claim.pk for claim in claims],
            "day": timezone.localdate(at),
            "title": f"请确认服务时长:{activity.title}",
            "url": reverse("services:mine"),
        },
    )
    tasks.send_soon()
    return len(claims)


@transaction.atomic
def confirm_own_hours(*, by: User, claim: Claim, at: datetime) -> Claim:
    """The member confirms the hours that the community entered; both sides have confirmed then (SVC-04)."""
    claim = Claim.objects.select_for_update(of=["self"]).select_related("activity").get(pk=claim.pk)
    if claim.state == Claim.State.CONFIRMED:
        return claim
    after = rules.claim_after(claim, ClaimStep.CONFIRM)
    if claim.confirmed_by_community_at is None:
        raise RuleViolation("hours-missing", "社区还没有填写服务时长")
    rules.check_two_people(claim.confirmed_by_community_by_id, by.pk, "服务时长须由社区和本人分别确认")
    claim.state = after
    claim.confirmed_by_member_at = at
    claim.confirmed_by_member_by = by
    claim.save(update_fields=["state", "confirmed_by_member_at", "confirmed_by_member_by"])
    audit.record("services.hours_confirmed_by_member", by=by, target=claim, hours=str(claim.hours), own=True)
    outbox.withdraw(HOURS_FOR_MEMBER, [claim.pk], at=at)
    return claim
