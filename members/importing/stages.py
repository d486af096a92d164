"""Run the stages over one file: preview (nothing written) or write (all or nothing)."""

import contextlib
import hashlib
from collections import Counter
from collections.abc import Callable, Generator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from core.office.spreadsheets import UnreadableSpreadsheet, stream_in_child
from members.importing import staging, vocabulary
from members.importing.changes import (
    PERSON_FIELDS,
    before,
    old_person,
    old_spell,
    person_changes,
    spell_changes,
    spell_values,
)
from members.importing.claims import NO_NUMBER, Unnumbered
from members.importing.kept import KeptChunks, NotKept, basis
from members.importing.likeness import IN_REGISTER, MOST_NUMBERS, OTHER_NUMBER, Likeness
from members.importing.masked import NumbersMasked, numbers_meant
from members.importing.reading import ERROR, QUESTION, WARNING, Chunk, Finding, Rules, checked_chunks
from members.importing.reading.findings import SHEET_KEYS
from members.importing.staging import Known
from members.models import ImportChange, Membership, TransferRequest
from organizations import standards, ties
from organizations.kinds import HOLDS_RELATIONSHIPS
from organizations.models import Organization, RosterBatch
from organizations.rosters import outcome as rosters
from organizations.rosters.outcome import NotClean
from organizations.tree.effective import not_standing

MAX_FINDINGS = 20_000
_FOLLOWS_FROM_NUMBER = {"number-contradicts-sex", "number-contradicts-birth", "joined-under-age"}
_LOCK = 0x6D656D62  # one import at a time writes: two rosters with the same new person would block each other


@dataclass
class Outcome(rosters.Outcome):
    notices: list[Finding] = field(default_factory=list)
    """What is said of the file as a whole, until it stands before the findings: hidden sheets, unread columns."""
    elsewhere: int = 0
    """People of other places whom the file names."""
    unmatched: set[tuple[str, int]] = field(default_factory=set)
    """Rows with the number of somebody of another place under another name: previewed as if nobody had it."""
    writing: bool = False
    cells: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    titles: dict[str, list[str]] = field(default_factory=dict)

    def close(self) -> None:
        """The shape that batches and pages read."""
        self.findings[:0] = self.notices
        by_sheet: dict[str, list[dict[str, Any]]] = {}
        for (sheet, row), cells in sorted(self.cells.items()):
            by_sheet.setdefault(sheet, []).append({"row": row, "cells": cells})
        self.sample = [
            {"sheet": sheet, "titles": self.titles.get(sheet, []), "rows": rows} for sheet, rows in by_sheet.items()
        ]
        created = self.created + len(self.unmatched)
        told = (self.rows, created, self.updated, self.unchanged, sorted(self.faulty), sorted(self.doubtful))
        self.created = self.created if self.writing else created
        self.signature = hashlib.sha256(repr(told).encode()).hexdigest()


def rules_for(organization: Organization, *, as_of: date, today: date) -> Rules:
    """Branches and numbers that the check needs: one query for the tree below, one for the thresholds."""
    found = list(
        Organization.objects.under(organization)
        .in_force(today)
        .only("id", "name", "short_name", "code", "kind", "path", "established_on", "dissolved_on")
    )
    above = {o.pk: o.name for o in Organization.objects.filter(pk__in=organization.ancestor_ids).only("id", "name")}
    above |= {o.pk: o.name for o in found}
    branches: dict[str, int | None] = {}
    weak: dict[str, int | None] = {}
    names: dict[str, str] = {}
    others: set[str] = set()
    for row in found:
        keys = {vocabulary.branch_key(text) for text in (row.name, row.short_name, row.code) if text}
        if row.kind not in HOLDS_RELATIONSHIPS:
            others |= keys
            continue
        for key in keys:
            branches[key] = row.pk if branches.get(key, row.pk) == row.pk else None
            names[key] = row.name
        for shorter in _without_superiors(row, above):
            weak[shorter] = row.pk if weak.get(shorter, row.pk) == row.pk else None
    holding = [row for row in found if row.kind in HOLDS_RELATIONSHIPS]
    ages = standards.history("mem.applicant.age_min", organization=organization, as_of=as_of)
    asked = [age for age in ages if age.value is not None]
    return Rules(
        today=today,
        as_of=as_of,
        age_min=asked[-1].value,
        age_asked_from=asked[0].effective_from,
        probation=tuple(standards.at("mem.probation.history", organization=organization, as_of=as_of)),
        branches={**{key: pk for key, pk in weak.items() if key not in others}, **branches},
        names=names,
        others=frozenset(others - set(branches)),
        default_branch=organization.pk if organization.kind in HOLDS_RELATIONSHIPS else None,
        closed=not_standing(holding, as_of, label="名册日期"),
        paths={row.pk: row.path for row in holding},
        first_person=staging.reserve_persons(),
    )


def _without_superiors(row: Organization, names: dict[int, str]) -> set[str]:
    """清洋街道第01村党支部 → 第01村党支部: a roster of the street does not repeat the street."""
    found = set()
    for above in row.ancestor_ids[:-1]:
        stem = names.get(above, "")
        for suffix in ("党工委", "党委", "党总支", "总支", "委组织部"):
            stem = stem.removesuffix(suffix)
        if stem and row.name.startswith(stem) and len(row.name) - len(stem) >= 4:
            found.add(vocabulary.branch_key(row.name.removeprefix(stem)))
    return found


def preview(
    source: Any,
    *,
    organization: Organization,
    as_of: date,
    today: date,
    filename: str = "",
    progress: Callable[[int], None] | None = None,
    keep_as: str = "",
) -> Outcome:
    """Read and check everything; the database stays as it is. Raises `UnreadableSpreadsheet`.

    What was checked is kept under the reference `keep_as`, for the `write` that follows.
    """

    def once(numbers: dict[str, list[str]] | None = None) -> Outcome:
        with transaction.atomic():
            run = _Run(organization, as_of=as_of, today=today, batch=None, skip_invalid=True, progress=progress)
            run.rules = replace(run.rules, numbers=numbers)
            chunks = run.read(source, filename)
            if keep_as:
                chunks = KeptChunks(keep_as, basis(source, run.rules)).write(chunks)
            outcome = run.over(chunks)
            transaction.set_rollback(True)
        return outcome

    try:
        return once()
    except NumbersMasked as masked:
        return once(numbers_meant(masked.asked, organization))


def write(
    source: Any,
    *,
    organization: Organization,
    as_of: date,
    today: date,
    batch: RosterBatch,
    at: datetime,
    skip_invalid: bool,
    filename: str = "",
    progress: Callable[[int], None] | None = None,
) -> Outcome:
    """Check and write in one transaction. Raises `NotClean` (nothing written) and `UnreadableSpreadsheet`.

    What the preview of this batch checked is written as it is, if file, rules and keys are still the same.
    """
    given = (organization, as_of, today, batch, at, skip_invalid, filename, progress)
    with contextlib.suppress(NotKept, NumbersMasked):
        return _write(source, True, None, *given)
    try:
        return _write(source, False, None, *given)
    except NumbersMasked as masked:
        return _write(source, False, numbers_meant(masked.asked, organization), *given)


@transaction.atomic
def _write(
    source: Any,
    from_kept: bool,
    numbers: dict[str, list[str]] | None,
    organization: Organization,
    as_of: date,
    today: date,
    batch: RosterBatch,
    at: datetime,
    skip_invalid: bool,
    filename: str,
    progress: Callable[[int], None] | None,
) -> Outcome:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    _hold_tree(organization)
    run = _Run(organization, as_of=as_of, today=today, batch=batch, at=at, skip_invalid=skip_invalid, progress=progress)
    run.rules = replace(run.rules, numbers=numbers)
    if from_kept:
        outcome = run.over(KeptChunks(batch.reference, basis(source, run.rules)).read())
    else:
        outcome = run.over(run.read(source, filename))
    if not outcome.clean and not skip_invalid:
        raise NotClean(outcome)
    outcome.committed = True
    return outcome


def _hold_tree(organization: Organization) -> None:
    """Nothing below moves or goes while its members are written: their scope is copied from the path read now."""
    rows = Organization.objects.select_for_update(no_key=True).order_by("pk")
    organization.path = rows.values_list("path", flat=True).get(pk=organization.pk)
    list(rows.under(organization).values_list("pk", flat=True))


class _Run:
    def __init__(
        self,
        organization: Organization,
        *,
        as_of: date,
        today: date,
        batch: RosterBatch | None,
        skip_invalid: bool,
        at: datetime | None = None,
        progress: Callable[[int], None] | None,
    ) -> None:
        self.organization, self.as_of, self.batch, self.skip_invalid = organization, as_of, batch, skip_invalid
        self.rules = rules_for(organization, as_of=as_of, today=today)
        self.progress = progress
        self.now = at or timezone.now()
        self.today, self.tree = today, ties.tree_of(organization)
        self.outcome = Outcome(writing=batch is not None)
        self.seen: dict[str, int] = {}
        """Resident number → where it stood first: sheet × SHEET_KEYS + row, one number each of a hundred thousand."""
        self.sheets: dict[int, str] = {}
        self.likeness = Likeness()
        self.namesakes: Counter[int] = Counter()
        self.may_be_alike = Membership.objects.current().under(organization).exists()
        self.staging = staging.Staging()
        self.unnumbered = Unnumbered(organization, self.tree, today)

    def read(self, source: Any, filename: str) -> Generator[Chunk, None, None]:
        """Read and check in a child, chunk by chunk: PostgreSQL writes meanwhile, and takes longer. A second child
        would wait for it, too, and cost 150 MB.
        """
        return stream_in_child(source, checked_chunks(self.rules), filename=filename)

    def over(self, chunks: Generator[Chunk, None, None]) -> Outcome:
        asked: set[tuple[str, str]] = set()
        with contextlib.closing(chunks):
            for chunk in chunks:
                asked.update(chunk.masked)
                if asked:
                    continue
                self._take(chunk)
                if self.progress:
                    self.progress(self.outcome.rows)
        if asked:
            raise NumbersMasked(asked)
        if not self.outcome.rows:
            raise UnreadableSpreadsheet("no-rows")
        self.outcome.close()
        return self.outcome

    @property
    def _writing(self) -> bool:
        return self.batch is not None and (self.skip_invalid or self.outcome.clean)

    def _take(self, chunk: Chunk) -> None:
        duplicates = self._duplicates(chunk)
        duplicates |= self.likeness.look(chunk, besides=duplicates)
        outcome, lines = self.outcome, chunk.lines
        outcome.rows += chunk.rows
        outcome.notices += chunk.notices
        outcome.unused += chunk.unused
        outcome.titles.setdefault(chunk.sheet_name, chunk.titles)
        for finding in chunk.findings:
            if finding.kind == ERROR:
                outcome.faulty.add((finding.sheet, finding.row))
            elif finding.kind == QUESTION:
                outcome.doubtful.add((finding.sheet, finding.row))
        left_out = {i for i, row in enumerate(lines.order) if row in duplicates} if duplicates else set()
        present = self.staging.present(lines) - left_out if lines.order else set()
        present |= self._claimed(chunk, set(range(len(lines.order))) - left_out - present)
        known = self.staging.known(chunk.sheet, lines, present, as_of=self.as_of)
        doubtful = self._known(chunk, known)
        left_out |= present
        left_out |= self._ask_about(chunk, set(range(len(lines.order))) - left_out)
        created = len(lines.order) - len(left_out)
        outcome.created += created
        outcome.doubtful |= {(chunk.sheet_name, row) for row in doubtful}
        if len(outcome.findings) < MAX_FINDINGS:
            outcome.findings += sorted(chunk.findings, key=lambda finding: finding.row)
        for row, cells in chunk.cells.items():
            if len(outcome.cells) < 200:
                outcome.cells[chunk.sheet_name, row] = cells
        if self._writing and self.batch is not None and created:
            self.staging.insert_new(lines, left_out, batch=self.batch.pk, now=self.now)

    def _claimed(self, chunk: Chunk, positions: set[int]) -> set[int]:
        """Rows of people whom an office knew by name and phone: told, and from here on known by the number."""
        claimed = self.unnumbered.claim(chunk.lines, positions)
        for row in sorted(chunk.lines.order[position] for position in claimed):
            message = "导入范围内已登记同名、同电话的人员（没有公民身份号码），按同一人导入并补登号码"
            finding = Finding(chunk.sheet_name, row, chunk.number_title, "person-known", message, WARNING)
            chunk.findings.append(finding)
        return claimed

    def _duplicates(self, chunk: Chunk) -> set[int]:
        """Rows whose number an earlier row has; what else is said about them because of it is taken back."""
        found: set[int] = set()
        self.sheets[chunk.sheet] = chunk.sheet_name
        start = chunk.sheet * SHEET_KEYS
        for row, number in chunk.numbers:
            first = self.seen.setdefault(number, start + row)
            if first == start + row:
                continue
            found.add(row)
            sheet, line = divmod(first, SHEET_KEYS)
            name = self.sheets[sheet]
            where = f"第{line}行" if name == chunk.sheet_name else f"工作表“{name}”第{line}行"
            chunk.findings.append(
                Finding(chunk.sheet_name, row, chunk.number_title, "duplicate-in-file", f"公民身份号码与{where}相同")
            )
        if found:
            chunk.findings[:] = [f for f in chunk.findings if f.row not in found or f.code not in _FOLLOWS_FROM_NUMBER]
        return found

    def _ask_about(self, chunk: Chunk, positions: set[int]) -> set[int]:
        """New numbers of people who seem to be registered under another one; they wait for an answer."""
        if not self.may_be_alike or not positions:
            return set()
        alike = self.staging.alike(chunk.sheet, chunk.lines, positions, root=self.organization.path)
        for row in sorted(alike):
            finding = Finding(chunk.sheet_name, row, chunk.number_title, OTHER_NUMBER, IN_REGISTER, QUESTION)
            chunk.findings.append(finding)
            self.outcome.doubtful.add((chunk.sheet_name, row))
        return {position for position in positions if chunk.lines.order[position] in alike}

    # --- People whom the portal knows -----------------------------------------------------------

    def _known(self, chunk: Chunk, rows: list[Known]) -> set[int]:
        """Sort the known into questions, changes and unchanged; write the changes. Returns the doubtful rows."""
        doubtful: set[int] = set()
        changes: list[tuple[Known, dict[str, Any], dict[str, Any]]] = []
        elsewhere: list[Known] = []
        spelled = {row.person_id for row in rows if row.membership_id is not None}
        holders = ties.holders_outside({row.person_id for row in rows} - spelled, self.tree, self.today)
        crowd = self._crowd(chunk)
        for row in rows:
            outside = row.person_id in holders or self._is_member_elsewhere(row)
            if outside and (row.old_name != row.name or row.row in crowd):
                self._leave_out(chunk, row.row)
                continue
            question = self._question(row, outside)
            if question is not None:
                doubtful.add(row.row)
                column, code, message = question
                chunk.findings.append(
                    Finding(chunk.sheet_name, row.row, column or chunk.number_title, code, message, QUESTION)
                )
                if code == "belongs-elsewhere":
                    elsewhere.append(row)
                continue
            person, spell = person_changes(row, chunk.lines.first + row.row), spell_changes(row)
            if row.membership_id is None:
                self.outcome.created += 1
            elif person or spell:
                self.outcome.updated += 1
            else:
                self.outcome.unchanged += 1
                continue
            changes.append((row, person, spell))
        self.outcome.elsewhere += len(elsewhere)
        if self._writing:
            self._write_changes(changes)
            self._ask_for(elsewhere, holders)
        return doubtful

    def _crowd(self, chunk: Chunk) -> set[int]:
        """Rows of one name and birth under so many numbers that they are guesses at one: nothing is said of them."""
        self.namesakes.update(person for _, person, _, _ in chunk.likeness)
        return {row for row, person, _, _ in chunk.likeness if self.namesakes[person] > MOST_NUMBERS}

    def _is_member_elsewhere(self, row: Known) -> bool:
        return row.scope is not None and not row.scope.startswith(self.organization.path)

    def _leave_out(self, chunk: Chunk, row: int) -> None:
        """Somebody of another place under another name: the preview counts the row as one of the unknown, and only
        the import, which nobody can repeat unseen, says that it was not taken."""
        self.outcome.unmatched.add((chunk.sheet_name, row))
        if self.batch is not None:
            message = "这一行的公民身份号码与系统登记的信息不一致，没有导入；请向本人核对后联系上级党组织"
            chunk.findings.append(
                Finding(chunk.sheet_name, row, chunk.number_title, "number-unmatched", message, WARNING)
            )

    def _question(self, row: Known, outside: bool) -> tuple[str, str, str] | None:
        """(column, code, message), or `None`. What is said of somebody elsewhere tells neither where nor what."""
        if outside:
            return (
                "",
                "belongs-elsewhere",
                "此人由导入范围以外的组织管理；没有改动对方的记录，导入时将提出转接申请，等待对方确认",
            )
        if row.old_name != row.name:
            return "", "name-differs", f"这个公民身份号码在本系统登记的姓名与名册上的“{row.name}”不同，请核对"
        if row.membership_id is not None and row.organization_id != row.branch_id:
            return "", "branch-changed", "此人现在属于导入范围内的另一个党支部；调动请先办理组织关系接转"
        return None

    def _write_changes(self, changes: list[tuple[Known, dict[str, Any], dict[str, Any]]]) -> None:
        assert self.batch is not None
        persons, closing, in_place, opening, kept = [], [], [], [], []
        for row, person, spell in changes:
            new = {**old_person(row), **person}
            if person:
                persons.append((row.person_id, *(new[name] for name in PERSON_FIELDS)))
            after = {**old_spell(row), **spell}
            opens = (
                row.membership_id is None
                or bool(spell.keys() & {"status", "member_class"})
                and (row.since is not None and row.since < self.as_of and row.until is None)
            )
            if row.membership_id is None:
                # Known from the roster's day on: joining the Party is an attribute, not the beginning of the spell.
                since = max(day for day in (self.as_of, row.last_ended, row.joined_on) if day is not None)
                opening.append((row.person_id, row.branch_id, *spell_values(after), since))
            elif opens:
                closing.append((row.membership_id, str(Membership.End.CHANGE)))
                opening.append((row.person_id, row.branch_id, *spell_values(after), self.as_of))
            elif spell:
                in_place.append((row.membership_id, row.branch_id, *spell_values(after)))
            kept.append((row, person, spell, opens))
        staging.update_persons(persons)
        staging.close_spells(closing, on=self.as_of)
        staging.update_spells(in_place)
        opened = staging.open_spells(opening, batch=self.batch.pk)
        ImportChange.objects.bulk_create(
            [
                ImportChange(
                    batch=self.batch,
                    person_id=row.person_id,
                    person_version=self._version_after(row, person),
                    membership_id=row.membership_id if spell and row.membership_id else None,
                    membership_version=(row.membership_version or 0) + 1 if spell and row.membership_id else None,
                    opened_id=opened.get(row.person_id) if opens else None,
                    before=before(row, person, spell) | (NO_NUMBER if row.person_id in self.unnumbered.given else {}),
                )
                for row, person, spell, opens in kept
            ]
        )

    def _version_after(self, row: Known, person: dict[str, Any]) -> int | None:
        """Of the person, where the batch changed anything of it; a number that was given is counted already."""
        if person:
            return row.person_version + 1
        return row.person_version if row.person_id in self.unnumbered.given else None

    def _ask_for(self, rows: list[Known], holders: dict[int, str]) -> None:
        """Transfer requests for people whom others hold; one open request a branch."""
        assert self.batch is not None
        asked = dict(Organization.objects.filter(path__in=set(holders.values())).values_list("path", "pk"))
        TransferRequest.objects.bulk_create(
            [
                TransferRequest(
                    organization_id=row.branch_id,
                    person_id=row.person_id,
                    held_by_id=asked.get(holders.get(row.person_id, "")),
                    batch=self.batch,
                    asked_at=self.now,
                    asked_by=self.batch.uploaded_by,
                )
                for row in rows
            ],
            ignore_conflicts=True,
        )
