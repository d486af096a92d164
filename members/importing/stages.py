"""Run the stages over one file: preview (nothing written) or write (all or nothing)."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from core.errors import RuleViolation
from core.protection import decrypt
from core.spreadsheets import UnreadableSpreadsheet, stream_in_child
from members.importing import staging, vocabulary
from members.importing.reading import ERROR, QUESTION, Chunk, Finding, Rules, checked_chunks
from members.importing.staging import Known
from members.models import ImportBatch, ImportChange, Membership, TransferRequest
from organizations import thresholds
from organizations.kinds import HOLDS_RELATIONSHIPS
from organizations.models import Organization

MAX_FINDINGS = 20_000
PARALLEL_BYTES = 300_000
"""Below this size (about 3 000 rows) a second process costs more than it brings."""
_FOLLOWS_FROM_NUMBER = {"number-contradicts-sex", "number-contradicts-birth", "joined-under-age"}
_LOCK = 0x6D656D62  # one import at a time writes: two rosters with the same new person would block each other


@dataclass
class Outcome:
    """What a file would do, or did. A row counts once: valid rows are created, updated or unchanged."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    findings: list[Finding] = field(default_factory=list)
    faulty: set[tuple[str, int]] = field(default_factory=set)
    doubtful: set[tuple[str, int]] = field(default_factory=set)
    cells: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    titles: dict[str, list[str]] = field(default_factory=dict)
    elsewhere: int = 0
    committed: bool = False

    @property
    def valid(self) -> int:
        return self.created + self.updated + self.unchanged

    @property
    def clean(self) -> bool:
        return not self.faulty and not self.doubtful

    def of_kind(self, kind: str) -> list[Finding]:
        return [finding for finding in self.findings if finding.kind == kind]


class NotClean(Exception):
    """Faulty or doubtful rows, and they were not to be skipped: the transaction goes back. Carries the outcome."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__("not clean")
        self.outcome = outcome


def rules_for(organization: Organization, *, as_of: date, today: date) -> Rules:
    """Branches and numbers that the check needs: one query for the tree below, one for the thresholds."""
    found = list(
        Organization.objects.under(organization)
        .in_force(today)
        .only("id", "name", "short_name", "code", "kind", "path")
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
    values = thresholds.several(
        ["mem.applicant.age_min", "mem.probation.months"], organization=organization, as_of=as_of
    )
    return Rules(
        today=today,
        as_of=as_of,
        age_min=values["mem.applicant.age_min"],
        probation_months=values["mem.probation.months"],
        branches={**{key: pk for key, pk in weak.items() if key not in others}, **branches},
        names=names,
        others=frozenset(others - set(branches)),
        default_branch=organization.pk if organization.kind in HOLDS_RELATIONSHIPS else None,
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
) -> Outcome:
    """Read and check everything; the database stays as it is. Raises `UnreadableSpreadsheet`."""
    with transaction.atomic():
        run = _Run(organization, as_of=as_of, today=today, batch=None, skip_invalid=True, progress=progress)
        outcome = run.over(source, filename)
        transaction.set_rollback(True)
    return outcome


@transaction.atomic
def write(
    source: Any,
    *,
    organization: Organization,
    as_of: date,
    today: date,
    batch: ImportBatch,
    skip_invalid: bool,
    filename: str = "",
    progress: Callable[[int], None] | None = None,
) -> Outcome:
    """Check and write in one transaction. Raises `NotClean` (nothing written) and `UnreadableSpreadsheet`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    run = _Run(organization, as_of=as_of, today=today, batch=batch, skip_invalid=skip_invalid, progress=progress)
    outcome = run.over(source, filename)
    if not outcome.clean and not skip_invalid:
        raise NotClean(outcome)
    outcome.committed = True
    return outcome


class _Run:
    def __init__(
        self,
        organization: Organization,
        *,
        as_of: date,
        today: date,
        batch: ImportBatch | None,
        skip_invalid: bool,
        progress: Callable[[int], None] | None,
    ) -> None:
        self.organization, self.as_of, self.batch, self.skip_invalid = organization, as_of, batch, skip_invalid
        self.rules = rules_for(organization, as_of=as_of, today=today)
        self.progress = progress
        self.now = (batch and batch.committed_at) or timezone.now()
        self.outcome = Outcome()
        self.seen: dict[str, tuple[str, int]] = {}
        self.staging = staging.Staging(write=batch is not None)

    def over(self, source: Any, filename: str) -> Outcome:
        size = len(source) if isinstance(source, bytes) else os.stat(source).st_size
        workers = max(1, min(os.cpu_count() or 1, 4)) if size > PARALLEL_BYTES else 1
        for chunk in stream_in_child(source, checked_chunks(self.rules), filename=filename, workers=workers):
            self._take(chunk)
            if self.progress:
                self.progress(self.outcome.rows)
        if not self.outcome.rows:
            raise UnreadableSpreadsheet("no-rows")
        return self.outcome

    @property
    def _writing(self) -> bool:
        return self.batch is not None and (self.skip_invalid or self.outcome.clean)

    def _take(self, chunk: Chunk) -> None:
        duplicates = self._duplicates(chunk)
        outcome = self.outcome
        outcome.rows += chunk.rows
        outcome.titles.setdefault(chunk.sheet_name, chunk.titles)
        for finding in chunk.findings:
            if finding.kind == ERROR:
                outcome.faulty.add((finding.sheet, finding.row))
        self.staging.load(chunk.lines)
        valid = set(chunk.valid)
        dropped = duplicates & valid
        if dropped:
            self.staging.drop((chunk.sheet, row) for row in dropped)
            valid -= dropped
        known = self.staging.known(as_of=self.as_of) if valid else []
        doubtful = self._known(chunk, known)
        outcome.created += len(valid) - len(known)
        outcome.doubtful |= {(chunk.sheet_name, row) for row in doubtful}
        if len(outcome.findings) < MAX_FINDINGS:
            outcome.findings += sorted(chunk.findings, key=lambda finding: finding.row)
        for row, cells in chunk.cells.items():
            if len(outcome.cells) < 200:
                outcome.cells[chunk.sheet_name, row] = cells
        if self._writing and self.batch is not None and len(valid) > len(known):
            self.staging.insert_new(batch=self.batch.pk, now=self.now, as_of=self.as_of)

    def _duplicates(self, chunk: Chunk) -> set[int]:
        """Rows whose number an earlier row has; what else is said about them because of it is taken back."""
        found: set[int] = set()
        for row, number in chunk.numbers:
            first = self.seen.setdefault(number, (chunk.sheet_name, row))
            if first == (chunk.sheet_name, row):
                continue
            found.add(row)
            where = f"第{first[1]}行" if first[0] == chunk.sheet_name else f"工作表“{first[0]}”第{first[1]}行"
            chunk.findings.append(
                Finding(chunk.sheet_name, row, chunk.number_title, "duplicate-in-file", f"公民身份号码与{where}相同")
            )
        if found:
            chunk.findings[:] = [f for f in chunk.findings if f.row not in found or f.code not in _FOLLOWS_FROM_NUMBER]
        return found

    # --- People whom the portal knows -----------------------------------------------------------

    def _known(self, chunk: Chunk, rows: list[Known]) -> set[int]:
        """Sort the known into questions, changes and unchanged; write the changes. Returns the doubtful rows."""
        doubtful: set[int] = set()
        changes: list[tuple[Known, dict[str, Any], dict[str, Any]]] = []
        elsewhere: list[Known] = []
        for row in rows:
            question = self._question(row)
            if question is not None:
                doubtful.add(row.row)
                column, code, message = question
                chunk.findings.append(
                    Finding(chunk.sheet_name, row.row, column or chunk.number_title, code, message, QUESTION)
                )
                if code == "belongs-elsewhere":
                    elsewhere.append(row)
                continue
            person, spell = _person_changes(row), _spell_changes(row)
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
            self._ask_for(elsewhere)
        return doubtful

    def _question(self, row: Known) -> tuple[str, str, str] | None:
        """(column, code, message), or `None`. What is said of somebody elsewhere tells neither where nor what."""
        if row.scope is not None and not row.scope.startswith(self.organization.path):
            return (
                "",
                "belongs-elsewhere",
                "此人的组织关系不在导入范围内；没有改动对方的记录，导入时将提出转接申请，等待对方确认",
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
            new = {**_old_person(row), **person}
            if person:
                persons.append((row.person_id, *(new[name] for name in _PERSON_FIELDS)))
            after = {**_old_spell(row), **spell}
            opens = (
                row.membership_id is None
                or bool(spell.keys() & {"status", "member_class"})
                and (row.since is not None and row.since < self.as_of and row.until is None)
            )
            if row.membership_id is None:
                since = (
                    max(self.as_of, row.last_ended) if row.last_ended else (row.joined_on or row.full_on or self.as_of)
                )
                opening.append((row.person_id, row.branch_id, *_spell_values(after), since))
            elif opens:
                closing.append((row.membership_id, str(Membership.End.CHANGE)))
                opening.append((row.person_id, row.branch_id, *_spell_values(after), self.as_of))
            elif spell:
                in_place.append((row.membership_id, row.branch_id, *_spell_values(after)))
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
                    person_version=row.person_version + 1 if person else None,
                    membership_id=row.membership_id if spell and row.membership_id else None,
                    membership_version=(row.membership_version or 0) + 1 if spell and row.membership_id else None,
                    opened_id=opened.get(row.person_id) if opens else None,
                    before=_before(row, person, spell),
                )
                for row, person, spell, opens in kept
            ]
        )

    def _ask_for(self, rows: list[Known]) -> None:
        """Transfer requests for people whose relationship is elsewhere; one open request a branch."""
        assert self.batch is not None
        TransferRequest.objects.bulk_create(
            [
                TransferRequest(
                    organization_id=row.branch_id,
                    person_id=row.person_id,
                    batch=self.batch,
                    asked_at=self.now,
                    asked_by=self.batch.uploaded_by,
                )
                for row in rows
            ],
            ignore_conflicts=True,
        )


_PERSON_FIELDS = (
    "name", "pinyin", "initials", "sex", "birth_date", "ethnicity", "education", "occupation", "phone", "phone_index",
    "address",
)  # fmt: skip


def _person_changes(row: Known) -> dict[str, Any]:
    """What the roster says differently about the person. An empty cell changes nothing."""
    found = {
        name: getattr(row, name)
        for name in ("sex", "birth_date", "ethnicity", "education", "occupation")
        if getattr(row, name) and getattr(row, name) != getattr(row, f"old_{name}")
    }
    if row.phone_index is not None and _bytes(row.phone_index) != _bytes(row.old_phone_index):
        found |= {"phone": row.phone, "phone_index": row.phone_index}
    if row.address and decrypt(row.address) != decrypt(row.old_address):
        found["address"] = row.address
    return found


def _spell_changes(row: Known) -> dict[str, Any]:
    return {
        name: getattr(row, name)
        for name in ("status", "member_class", "joined_on", "full_on", "remark")
        if getattr(row, name)
        and getattr(row, name) != getattr(row, f"old_{name}")
        and not _is_coarser(getattr(row, name), getattr(row, f"old_{name}"))
    }


def _is_coarser(new: Any, old: Any) -> bool:
    """1990.07 says no more than the 1990-07-15 that is stored."""
    return isinstance(new, date) and isinstance(old, date) and new == old.replace(day=1)


def _old_person(row: Known) -> dict[str, Any]:
    return {name: getattr(row, name if name in ("pinyin", "initials") else f"old_{name}") for name in _PERSON_FIELDS}


def _old_spell(row: Known) -> dict[str, Any]:
    names = ("status", "member_class", "joined_on", "full_on", "remark")
    if row.membership_id is None:
        return {name: getattr(row, name) for name in names}
    return {name: getattr(row, f"old_{name}") for name in names}


def _spell_values(spell: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(spell[name] for name in ("status", "member_class", "joined_on", "full_on", "remark"))


def _before(row: Known, person: dict[str, Any], spell: dict[str, Any]) -> dict[str, Any]:
    """The old values of what changes, ready for JSON."""
    old = {name: getattr(row, f"old_{name}") for name in (*person, *(spell if row.membership_id else ()))}
    return {
        name: value.isoformat()
        if isinstance(value, date)
        else _bytes(value).hex()
        if isinstance(value, bytes | memoryview)
        else value
        for name, value in old.items()
    }


def _bytes(value: bytes | memoryview | None) -> bytes:
    return bytes(value) if value is not None else b""


def expect(outcome: Outcome, batch: ImportBatch) -> None:
    """The preview still holds: the file is the same, but other people may have worked meanwhile."""
    found = (outcome.rows, outcome.valid, outcome.created, outcome.updated)
    if found != (batch.rows, batch.valid, batch.created, batch.updated):
        raise RuleViolation(
            "changed-since-preview",
            "预览之后，系统里的人员有了变化，结果与预览不同，没有导入；请重新上传预览",
        )
