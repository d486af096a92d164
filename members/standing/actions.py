"""A member's standing: suspended and restored, out of contact, abroad, a sanction's document (MEM-22)."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from core.chinese.dates import chinese_date
from core.records import audit, walls
from core.records.errors import RuleViolation
from core.records.versions import save_versioned
from members.actions import end_membership
from members.models import Membership
from members.standing import rules
from members.standing.models import StandingSpell
from members.standing.queries import GOES_ALONG
from organizations import standards
from organizations.rules import raise_field_errors
from organizations.tree.effective import check_not_ahead
from people.models import User

Kind, End = StandingSpell.Kind, StandingSpell.End
ENDS: dict[str, tuple[str, ...]] = {
    Kind.LOST: (End.FOUND, End.CORRECTION),
    Kind.ABROAD: (End.BACK, End.CORRECTION),
    Kind.SUSPENDED: (End.RESTORED, End.REMOVED, End.CORRECTION),
    Kind.SANCTION: (End.CORRECTION,),
}
"""How each kind ends; ``suspended`` is reached by the suspension itself."""
NEED_DOCUMENT = (Kind.SUSPENDED, Kind.SANCTION)


@transaction.atomic
@walls.beyond(GOES_ALONG)
def begin(
    *, by: Any, membership: Membership, kind: str, since: date, today: date, document: str = "", note: str = ""
) -> StandingSpell:
    """Record that something begins for a member of the branch; a suspension ends what it follows from.

    Raises RuleViolation: no relationship any more, a day ahead or before joining, no document, too early.
    """
    spell = Membership.objects.select_for_update(of=("self",)).select_related("organization").get(pk=membership.pk)
    if spell.during.upper is not None:
        raise RuleViolation("spell-closed", "这条组织关系已经结束，不能再登记党籍变动")
    check_not_ahead(since, today=today, label="起始日期", field="since")
    if spell.joined_on is not None and since < spell.joined_on:
        message = f"起始日期不能早于入党时间（{chinese_date(spell.joined_on)}）"
        raise RuleViolation("before-joining", message, field="since")
    if kind in NEED_DOCUMENT and not document.strip():
        raise RuleViolation("document-missing", "请填写文件字号", field="document")
    running = {row.kind: row for row in StandingSpell.objects.open().filter(person_id=spell.person_id)}
    if kind != Kind.SANCTION and Kind.SUSPENDED in running:
        raise RuleViolation("suspended-already", "停止党籍期间不能再登记，请先恢复党籍或除名", field="kind")
    if kind == Kind.SUSPENDED:
        _end_what_went_before(spell, running.get(Kind.LOST) or running.get(Kind.ABROAD), since)
    row = StandingSpell(
        organization_id=spell.organization_id,
        person_id=spell.person_id,
        kind=kind,
        during=(since, since + timedelta(days=1) if kind == Kind.SANCTION else None),
        document=document.strip(),
        note=note.strip(),
        contacted_on=since if kind == Kind.ABROAD else None,
        entered_by=by if isinstance(by, User) else None,
    )
    raise_field_errors(row, exclude=["scope"])
    row.save()
    audit.record("members.standing_begun", by=by, target=row, kind=kind, since=since.isoformat())
    return row


def _end_what_went_before(spell: Membership, before: StandingSpell | None, on: date) -> None:
    branch = spell.organization
    rules.check_can_suspend(
        before,
        on,
        lost_months=standards.at("mem.lost_contact.months", organization=branch, as_of=on),
        abroad_years=standards.at("mem.abroad.suspend_years", organization=branch, as_of=on),
    )
    assert before is not None
    before.during, before.end = (before.during.lower, on), End.SUSPENDED
    save_versioned(before, before.version, ["during", "end"])


@transaction.atomic
def finish(
    *,
    by: Any,
    standing: StandingSpell,
    end: str,
    on: date,
    version: int,
    today: date,
    document: str = "",
) -> StandingSpell:
    """It ends: in contact again, back, restored, removed from the Party, or it was entered by mistake.

    Restored and removed need their document; who is removed leaves the Party on the day. Raises RuleViolation,
    Conflict.
    """
    row = StandingSpell.objects.select_for_update(of=("self",)).select_related("organization").get(pk=standing.pk)
    if end not in ENDS[row.kind] or row.end == End.CORRECTION or (row.end and end != End.CORRECTION):
        raise RuleViolation("end", "这项记录已经结束，或不能这样结束", field="end")
    if end == End.CORRECTION:
        lower, upper = row.during.lower, row.during.upper
        row.during = (lower, upper or max(today, lower + timedelta(days=1)))
    else:
        check_not_ahead(on, today=today, label="日期", field="on")
        if on <= row.during.lower:
            raise RuleViolation("before-start", "结束日期必须晚于起始日期", field="on")
        if end in (End.RESTORED, End.REMOVED) and not document.strip():
            raise RuleViolation("document-missing", "请填写文件字号", field="document")
        if end == End.REMOVED:
            _remove(by, row, on, today=today)
        row.during = (row.during.lower, on)
    row.end, row.end_document = end, document.strip()
    save_versioned(row, version, ["during", "end", "end_document"])
    audit.record("members.standing_ended", by=by, target=row, kind=row.kind, end=end, on=on.isoformat())
    return row


def _remove(by: Any, row: StandingSpell, on: date, *, today: date) -> None:
    years = standards.at("mem.lost_contact.removal_years", organization=row.organization, as_of=on)
    rules.check_can_remove(row, on, years=years)
    spell = Membership.objects.current().filter(person_id=row.person_id).first()
    if spell is None:
        raise RuleViolation("spell-closed", "组织关系已经结束，不能再除名")
    end_membership(by=by, membership=spell, on=on, version=spell.version, today=today, reason=Membership.End.WITHDRAWAL)


@transaction.atomic
def contacted(*, by: Any, standing: StandingSpell, on: date, version: int, today: date) -> StandingSpell:
    """The branch was in touch with a member abroad. Raises RuleViolation, Conflict."""
    row = StandingSpell.objects.select_for_update(of=("self",)).get(pk=standing.pk)
    if row.kind != Kind.ABROAD or row.end:
        raise RuleViolation("not-abroad", "只有出国（境）期间登记联系")
    check_not_ahead(on, today=today, label="联系日期")
    if on < row.during.lower:
        raise RuleViolation("before-start", "联系日期不能早于出国（境）日期", field="on")
    row.contacted_on = max(on, row.contacted_on or on)
    save_versioned(row, version, ["contacted_on"])
    audit.record("members.standing_contacted", by=by, target=row, on=on.isoformat())
    return row
