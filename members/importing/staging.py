"""The stages that run inside PostgreSQL: staging, matching by blind index, set-based writes; no decisions."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection
from psycopg2.extras import execute_values

from core.records import bulk
from members.importing.reading import Lines

_PERSON = (
    "name, pinyin, initials, sex, birth_date, ethnicity, education, specialty, occupation, resident_number,"
    " resident_number_index, phone, phone_index, address"
)
"""Columns of `Lines.people`."""
_SPELL = (
    "organization_id, scope, status, member_class, joined_on, full_on, during, end_reason, remark, name_key, initials"
)
"""Columns of `Lines.spells`."""
_CREATE = """
CREATE TEMP TABLE import_row (
    sheet int, row int, name text, pinyin text, initials text, sex text, birth_date date, ethnicity text,
    education text, specialty text, occupation text, number bytea, number_index bytea, phone bytea, phone_index bytea,
    address bytea, branch_id bigint, path text, status text, member_class text, joined_on date, full_on date,
    since daterange, end_reason text, remark text, name_key text, spell_initials text
) ON COMMIT DROP
"""
_PRESENT = """
SELECT i FROM generate_series(0, %(last)s) i
JOIN people_person p ON p.resident_number_index = substring(%(indexes)s FROM i * 32 + 1 FOR 32)
"""
_MATCH = """
SELECT DISTINCT ON (s.sheet, s.row)
    s.sheet, s.row, s.name, s.pinyin, s.initials, s.sex, s.birth_date, s.ethnicity, s.education, s.occupation,
    s.phone, s.phone_index, s.address, s.branch_id, s.status, s.member_class, s.joined_on, s.full_on, s.remark,
    p.id, p.name, p.sex, p.birth_date, p.ethnicity, p.education, p.occupation, p.phone, p.phone_index, p.address,
    p.version,
    m.id, m.organization_id, m.scope, m.status, m.member_class, m.joined_on, m.full_on, m.remark,
    lower(m.during), upper(m.during), m.version,
    (SELECT max(upper(e.during)) FROM members_membership e WHERE e.person_id = p.id)
FROM import_row s
JOIN people_person p ON p.resident_number_index = s.number_index
LEFT JOIN members_membership m
    ON m.person_id = p.id AND (upper(m.during) IS NULL OR upper(m.during) > %(as_of)s)
ORDER BY s.sheet, s.row, upper(m.during) DESC NULLS FIRST
"""


_ALIKE = """
SELECT s.row FROM import_row s
WHERE EXISTS (
    SELECT 1 FROM members_membership m JOIN people_person p ON p.id = m.person_id
    WHERE m.name_key = s.name_key AND upper(m.during) IS NULL
      AND m.scope >= %(root)s AND m.scope < %(after)s
      AND p.name = s.name AND p.birth_date = s.birth_date AND p.resident_number_index <> s.number_index
      AND (p.phone_index = s.phone_index OR m.joined_on = s.joined_on)
)
"""


class Known(NamedTuple):
    """A row of the file whose number is known already: what it says, the person, the person's open spell if any."""

    sheet: int
    row: int
    name: str
    pinyin: str
    initials: str
    sex: str
    birth_date: date | None
    ethnicity: str
    education: str
    occupation: str
    phone: bytes
    phone_index: bytes | None
    address: bytes
    branch_id: int
    status: str
    member_class: str
    joined_on: date | None
    full_on: date | None
    remark: str
    person_id: int
    old_name: str
    old_sex: str
    old_birth_date: date | None
    old_ethnicity: str
    old_education: str
    old_occupation: str
    old_phone: bytes
    old_phone_index: bytes | None
    old_address: bytes
    person_version: int
    membership_id: int | None
    organization_id: int | None
    scope: str | None
    old_status: str | None
    old_member_class: str | None
    old_joined_on: date | None
    old_full_on: date | None
    old_remark: str | None
    since: date | None
    until: date | None
    membership_version: int | None
    last_ended: date | None


def reserve_persons() -> int:
    """The first of a block of keys that no other import and no other entry gets."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('people_person_block')")
        return int(cursor.fetchone()[0])


class Staging:
    """Writes the lines of one transaction, chunk by chunk: who is known is compared, who is new is copied."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS import_row")
            cursor.execute(_CREATE)
            # The index of names is brought up to date by the next vacuum rather than within the transaction.
            cursor.execute("SET LOCAL gin_pending_list_limit = '512MB'")
            # A chunk looks its few thousand numbers up by index; without statistics of the staging table the planner
            # would read the whole table of persons for every chunk.
            cursor.execute("SET LOCAL enable_hashjoin = off")
            cursor.execute("SET LOCAL enable_mergejoin = off")
            self.may_skip_triggers = bulk.may_skip_triggers(cursor, "members_load_spells")
            if self.may_skip_triggers:
                cursor.execute("SELECT members_begin_load()")
            else:
                # Foreign keys are checked while the children work, not at the commit when nobody else does anything.
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def present(self, lines: Lines) -> set[int]:
        """Positions of the lines whose resident number a person has already."""
        with connection.cursor() as cursor:
            cursor.execute(_PRESENT, {"last": len(lines.order) - 1, "indexes": lines.indexes})
            return {position for (position,) in cursor.fetchall()}

    def known(self, sheet: int, lines: Lines, positions: Iterable[int], *, as_of: date) -> list[Known]:
        """What these lines say beside the person who is known and the relationship of the day; one query."""
        found = self._over(sheet, lines, positions, _MATCH, {"as_of": as_of})
        return [Known._make(row) for row in found]

    def alike(self, sheet: int, lines: Lines, positions: Iterable[int], *, root: str) -> set[int]:
        """Numbers of the rows with a new resident number whose name, birth and phone or day of joining a member below
        the path `root` has under another one.
        """
        scope = {"root": root, "after": root[:-1] + chr(ord(root[-1]) + 1)}
        return {row for (row,) in self._over(sheet, lines, positions, _ALIKE, scope)}

    def _over(
        self, sheet: int, lines: Lines, positions: Iterable[int], query: str, values: dict[str, Any]
    ) -> list[tuple[Any, ...]]:
        """What the query finds with only these lines in the staging table."""
        people, spells = lines.people.split(b"\n"), lines.spells.split(b"\n")
        text = [b"%d\t%d\t%b\t%b\n" % (sheet, lines.order[i], people[i], spells[i]) for i in sorted(positions)]
        if not text:
            return []
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE import_row")
            cursor.copy_expert("COPY import_row FROM STDIN", io.BytesIO(b"".join(text)))
            cursor.execute(query, values)
            return list(cursor.fetchall())

    def insert_new(self, lines: Lines, left_out: set[int], *, batch: int, now: datetime) -> int:
        """Persons and spells of the lines but those at the positions left out; returns how many.

        The spells skip triggers and foreign keys (0019): the persons are of this transaction, the batch is its own
        row, the branches are locked (``stages.write``), scope and name are in the line as the triggers would fill them;
        ``members_load_spells`` looks at persons, organisations and scopes once more, as a set.
        """
        people, spells = lines.people.split(b"\n"), lines.spells.split(b"\n")
        ids = [b"%d" % (lines.first + row) for row in lines.order]
        if left_out:
            ids = [key for i, key in enumerate(ids) if i not in left_out]
            people = [line for i, line in enumerate(people) if i not in left_out]
            spells = [line for i, line in enumerate(spells) if i not in left_out]
        head = b"\t%b\t1\t" % now.isoformat().encode()
        with connection.cursor() as cursor:
            cursor.copy_expert(
                f"COPY people_person (id, created_at, version, {_PERSON}) FROM STDIN",
                io.BytesIO(b"\n".join([number + head + line for number, line in zip(ids, people, strict=True)])),
            )
            skip = self.may_skip_triggers
            table, first = ("load_spell", "") if skip else ("members_membership", "batch_id, version, ")
            own = b"\t" if skip else b"\t%d\t1\t" % batch
            cursor.copy_expert(
                f"COPY {table} (person_id, {first}{_SPELL}) FROM STDIN",
                io.BytesIO(b"\n".join([number + own + line for number, line in zip(ids, spells, strict=True)])),
            )
            if skip:
                cursor.execute("SELECT members_load_spells(%s)", [batch])
        return len(people)


def update_persons(rows: Sequence[tuple[Any, ...]]) -> None:
    """(id, name, pinyin, initials, sex, birth, ethnicity, education, occupation, phone, phone index, address)."""
    if not rows:
        return
    with connection.cursor() as cursor:
        execute_values(
            cursor,
            "UPDATE people_person p SET name = v.name, pinyin = v.pinyin, initials = v.initials, sex = v.sex,"
            " birth_date = v.birth_date, ethnicity = v.ethnicity, education = v.education, occupation = v.occupation,"
            " phone = v.phone, phone_index = v.phone_index, address = v.address, version = p.version + 1"
            " FROM (VALUES %s) AS v (id, name, pinyin, initials, sex, birth_date, ethnicity, education, occupation,"
            " phone, phone_index, address) WHERE p.id = v.id",
            rows,
            template="(%s, %s, %s, %s, %s, %s::date, %s, %s, %s, %s::bytea, %s::bytea, %s::bytea)",
            page_size=2_000,
        )


def close_spells(rows: Sequence[tuple[int, str]], *, on: date) -> None:
    """End the spells (id, reason) on the day."""
    if not rows:
        return
    with connection.cursor() as cursor:
        execute_values(
            cursor,
            f"UPDATE members_membership m SET during = daterange(lower(m.during), '{on.isoformat()}'),"
            " end_reason = v.reason, version = m.version + 1 FROM (VALUES %s) AS v (id, reason) WHERE m.id = v.id",
            rows,
            page_size=5_000,
        )


def update_spells(rows: Sequence[tuple[Any, ...]]) -> None:
    """(id, branch, status, class, joined, full, remark), in place."""
    if not rows:
        return
    with connection.cursor() as cursor:
        execute_values(
            cursor,
            "UPDATE members_membership m SET organization_id = v.organization_id, status = v.status,"
            " member_class = v.member_class, joined_on = v.joined_on, full_on = v.full_on, remark = v.remark,"
            " version = m.version + 1"
            " FROM (VALUES %s) AS v (id, organization_id, status, member_class, joined_on, full_on, remark)"
            " WHERE m.id = v.id",
            rows,
            template="(%s, %s, %s, %s, %s::date, %s::date, %s)",
            page_size=5_000,
        )


def open_spells(rows: Sequence[tuple[Any, ...]], *, batch: int) -> dict[int, int]:
    """(person, branch, status, class, joined, full, remark, since) → person id to id of the new spell."""
    if not rows:
        return {}
    with connection.cursor() as cursor:
        found = execute_values(
            cursor,
            "INSERT INTO members_membership (person_id, organization_id, scope, status, member_class, joined_on,"
            " full_on, during, end_reason, remark, batch_id, name_key, initials, version)"
            " SELECT v.person_id, v.branch_id, '', v.status, v.member_class, v.joined_on, v.full_on,"
            f" daterange(v.since, NULL), '', v.remark, {int(batch)}, '', '', 1"
            " FROM (VALUES %s) AS v (person_id, branch_id, status, member_class, joined_on, full_on, remark, since)"
            " RETURNING person_id, id",
            rows,
            template="(%s, %s, %s, %s, %s::date, %s::date, %s, %s::date)",
            page_size=5_000,
            fetch=True,
        )
    return dict(found)
