"""The engine of tables: read the whole file, check it as a subject says, write what holds with a journal."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import connection, models

from core.office import spreadsheets
from core.office.rosters import ERROR, Table, read_table, tables_of
from core.office.rosters.reading import shown, titles
from core.records.errors import RuleViolation
from organizations.models import RosterBatch, RosterChange
from organizations.rosters import undo
from organizations.rosters.marks import marks_of
from organizations.rosters.outcome import Engine, NotClean, Outcome, Undone
from organizations.rosters.subject import CREATED, UNCHANGED, UPDATED, Context, Journal, Plan, Subject

SHOWN_ROWS, SHOWN_LINES = 200, 200
MEANWHILE = "预览之后，系统里的内容有了变化，结果与预览不同，什么也没有导入；请重新上传预览"


class Tables:
    """See ``outcome.Engine``."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject

    def preview(
        self,
        source: Any,
        *,
        context: Context,
        filename: str = "",
        reference: str = "",
        progress: Callable[[int], None] | None = None,
    ) -> Outcome:
        return outcome_of(self._planned(read_table(source, self.subject.columns, filename), context))

    def _planned(self, table: Table, context: Context) -> Plan:
        plan = Plan(table)
        table.check_years(context.today)
        plan.lines = [line for line in self.subject.check(table, context) if not line.row.faulty]
        plan.table.findings = table.in_order()
        return plan

    def write(
        self,
        source: Any,
        *,
        context: Context,
        batch: RosterBatch | None,
        at: datetime,
        filename: str = "",
        skip_invalid: bool = False,
        signature: str = "",
        progress: Callable[[int], None] | None = None,
    ) -> Outcome:
        """Other imports of the subject wait meanwhile."""
        subject = self.subject
        table = read_table(source, subject.columns, filename)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"roster {subject.key}"])
            if subject.lock:
                cursor.execute(f"LOCK TABLE {subject.lock} IN SHARE ROW EXCLUSIVE MODE")
        plan = self._planned(table, context)
        if signature and plan.signature != signature:
            raise RuleViolation("changed-since-preview", MEANWHILE)
        outcome = outcome_of(plan)
        if not outcome.clean and not (skip_invalid and subject.divisible):
            raise NotClean(outcome)
        journal = Journal()
        subject.write([line for line in plan.lines if line.what != UNCHANGED], context, journal)
        if batch is not None:
            keep(journal, batch)
        outcome.committed = True
        return outcome

    def first_day(self, batch: RosterBatch) -> date | None:
        return undo.first_day(batch)

    def take_back(self, batch: RosterBatch, *, at: datetime) -> Undone:
        return undo.take_back(self.subject, batch)

    def tables(self, content: bytes, filename: str) -> list[spreadsheets.Table]:
        return tables_of(spreadsheets.read(content, filename), self.subject.columns)[0]


def engine_of(subject: Subject) -> Engine:
    return subject.engine or Tables(subject)


def keep(journal: Journal, batch: RosterBatch) -> None:
    """The journal as rows, each with its mark: two queries a model."""
    by_model: dict[type[models.Model], set[int]] = {}
    for what, instance, _, _ in journal.entries:
        if what != "removed":
            by_model.setdefault(type(instance), set()).add(int(instance.pk))
    marks = {(model, pk): mark for model, ids in by_model.items() for pk, mark in marks_of(model, ids).items()}
    RosterChange.objects.bulk_create(
        [
            RosterChange(
                batch=batch,
                what=what,
                model=instance._meta.label,
                record=instance.pk,
                group=group,
                mark=marks.get((type(instance), int(instance.pk)), ""),
                before=before,
            )
            for what, instance, before, group in journal.entries
        ],
        batch_size=2000,
    )


def outcome_of(plan: Plan) -> Outcome:
    """A plan in the shape that everything else reads."""
    wrong = {(found.sheet, found.row) for found in plan.table.findings if found.kind == ERROR}
    left_out = {(row.sheet, row.number) for row in plan.table.rows if row.faulty}
    sample, left = [], SHOWN_ROWS
    for part in plan.table.parts:
        numbers = sorted(number for sheet, number in left_out if sheet == part.sheet.name)[:left]
        left -= len(numbers)
        if numbers:
            rows = [{"row": number, "cells": shown(plan.table, part, number)} for number in numbers]
            sample.append({"sheet": part.sheet.name, "titles": titles(part), "rows": rows})
    told = [line for line in plan.lines if line.what != UNCHANGED]
    return Outcome(
        rows=len(plan.table.rows),
        created=plan.count(CREATED),
        updated=plan.count(UPDATED),
        unchanged=plan.count(UNCHANGED),
        findings=plan.table.findings,
        faulty=left_out & wrong,
        doubtful=left_out - wrong,
        unused=plan.table.unused,
        sample=sample,
        preview=[
            {
                "sheet": line.row.sheet,
                "row": line.row.number,
                "what": line.what,
                "label": line.label,
                "detail": line.detail,
            }
            for line in told[:SHOWN_LINES]
        ],
        signature=plan.signature,
    )
