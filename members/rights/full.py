"""The register with full numbers, phones and addresses: for who may export and unmask, with a reason, so many a day.

Whoever takes it is written into the file; the office above hears of it, and every member sees who took it and why.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.office import documents
from core.office.spreadsheets import Column, SheetSpec, write
from core.records import audit, tries
from core.records.errors import RuleViolation
from core.web.home import lists
from members.models import Membership
from members.resources import member_cells
from members.rights.queries import EXPORTED
from members.rosters import MEMBERS
from organizations.rosters.sending import cells_of, columns_of
from people.models import User

EXPORT, REVEAL = "organizations.export_data", "organizations.reveal_personal"
TAKEN = "members.exported_full"
DAY = timedelta(days=1)


def takeable(by: User, records: QuerySet[Membership]) -> QuerySet[Membership]:
    """Of the records those whose full values ``by`` may take out."""
    both = Membership.objects.visible_to(by, EXPORT) & Membership.objects.visible_to(by, REVEAL)
    return records.filter(pk__in=both.order_by().values("pk")).select_related("person", "organization")


def full_cells(spells: Sequence[Membership]) -> Iterator[dict[str, Any]]:
    """The cells of the register's columns, nothing masked."""
    for spell, cells in zip(spells, member_cells(spells), strict=True):
        person = spell.person
        yield {**cells, "number": person.resident_number, "phone": person.phone, "address": person.address}


@transaction.atomic
def export_full(*, by: User, records: QuerySet[Membership], reason: str, now: datetime | None = None) -> bytes:
    """The workbook, with its watermark. Raises RuleViolation beyond the day's number, or without a reason."""
    at, reason, most = now or timezone.now(), reason.strip(), settings.FULL_ROWS_PER_DAY
    if len(reason) < 2:
        raise RuleViolation("reason-missing", "请写明导出原因（至少两个字）", field="reason")
    spells = list(takeable(by, records)[: most + 1])
    if not spells:
        raise RuleViolation("nothing", "没有可以导出完整信息的党员，请改筛选条件")
    if len(spells) > most:
        raise RuleViolation("full-limit", f"一天内最多导出{most}人的完整信息，请先筛选，或导出遮盖的名册")
    tried = tries.count(f"export-full:{by.pk}", now=at, within=DAY, amount=len(spells))
    if tried.number > most:
        left = most - (tried.number - len(spells))
        raise RuleViolation("full-limit", f"一天内最多导出{most}人的完整信息，今天还能导出{left}人")
    number = token_hex(4).upper()
    event = audit.record(
        TAKEN, by=by, label=f"{MEMBERS.label} {number}", rows=len(spells), reason=reason[:200], number=number
    )
    seen = {"field": "export", "reason": f"{reason[:180]}（导出编号 {number}）"}
    audit.record_many(
        EXPORTED, by=by, targets=[(spell.person, seen) for spell in spells], label=lambda person: f"人员 {person.pk}"
    )
    lists().alarm(by, event, f"{by}导出了{len(spells)}名党员的完整信息，导出编号{number}，原因：{reason[:100]}")
    return _workbook(spells, words=f"{by} {timezone.localtime(at):%Y-%m-%d %H:%M}导出 编号{number}", reason=reason)


def _workbook(spells: list[Membership], *, words: str, reason: str) -> bytes:
    columns: list[Column] = columns_of(MEMBERS)
    mark = (words, documents.watermark([words, "含完整个人信息 不得外传"]))
    note = f"{words}。用途：{reason}。含完整个人信息，用后删除，不得外传"
    return write([SheetSpec(MEMBERS.label, columns, cells_of(MEMBERS, full_cells(spells)), note=note, watermark=mark)])
