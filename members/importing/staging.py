"""The stages that run inside PostgreSQL: staging, matching by blind index, set-based writes; no decisions."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from psycopg2.extras import execute_values

_COLUMNS = (
    "sheet, row, name, pinyin, initials, sex, birth_date, ethnicity, education, occupation, number, number_index,"
    " phone, phone_index, address, branch_id, status, member_class, joined_on, full_on, remark"
)
_CREATE = """
CREATE TEMP TABLE import_row (
    sheet int, row int, name text, pinyin text, initials text, sex text, birth_date date, ethnicity text,
    education text, occupation text, number bytea, number_index bytea, phone bytea, phone_index bytea, address bytea,
    branch_id bigint, status text, member_class text, joined_on date, full_on date, remark text,
    person_id bigint {identity}, known boolean NOT NULL DEFAULT false
) ON COMMIT DROP
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
_INSERT_PERSONS = """
INSERT INTO people_person (id, name, pinyin, initials, sex, birth_date, ethnicity, education, specialty, occupation,
    resident_number, resident_number_index, phone, phone_index, address, created_at, version)
SELECT person_id, name, pinyin, initials, sex, birth_date, ethnicity, education, '', occupation,
    number, number_index, phone, phone_index, address, %(now)s, 1
FROM import_row WHERE NOT known
"""
_INSERT_MEMBERSHIPS = """
INSERT INTO members_membership (person_id, organization_id, scope, status, member_class, joined_on, full_on, during,
    end_reason, remark, batch_id, name_key, version)
SELECT s.person_id, s.branch_id, o.path, s.status, s.member_class, s.joined_on, s.full_on,
    daterange(coalesce(s.joined_on, s.full_on, %(as_of)s), NULL), '', s.remark, %(batch)s,
    left(s.pinyin || ' ' || s.name, 160), 1
FROM import_row s JOIN organizations_organization o ON o.id = s.branch_id
WHERE NOT s.known
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


class Staging:
    """The staging table of one transaction, filled and emptied chunk by chunk."""

    def __init__(self, *, write: bool) -> None:
        self.write = write
        identity = "DEFAULT nextval(pg_get_serial_sequence('people_person', 'id'))" if write else ""
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS import_row")
            cursor.execute(_CREATE.format(identity=identity))
            # The index of names is brought up to date by the next vacuum rather than within the transaction.
            cursor.execute("SET LOCAL gin_pending_list_limit = '512MB'")
            # A chunk looks its few thousand numbers up by index; without statistics of the staging table the planner
            # would read the whole table of persons for every chunk.
            cursor.execute("SET LOCAL enable_hashjoin = off")
            cursor.execute("SET LOCAL enable_mergejoin = off")

    def load(self, lines: bytes) -> None:
        """Replace the content by the lines of one chunk."""
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE import_row")
            cursor.copy_expert(f"COPY import_row ({_COLUMNS}) FROM STDIN", io.BytesIO(lines))

    def drop(self, keys: Iterable[tuple[int, int]]) -> None:
        """Take (sheet, row) out."""
        with connection.cursor() as cursor:
            execute_values(
                cursor,
                "DELETE FROM import_row s USING (VALUES %s) AS k (sheet, row)"
                " WHERE s.sheet = k.sheet AND s.row = k.row",
                list(keys),
                page_size=10_000,
            )

    def known(self, *, as_of: date) -> list[Known]:
        """Rows whose resident number a person has already, with that person's relationship on the day; one query."""
        with connection.cursor() as cursor:
            cursor.execute(_MATCH, {"as_of": as_of})
            rows = [Known._make(row) for row in cursor.fetchall()]
            if rows and self.write:
                execute_values(
                    cursor,
                    "UPDATE import_row s SET known = true, person_id = k.person_id"
                    " FROM (VALUES %s) AS k (sheet, row, person_id) WHERE s.sheet = k.sheet AND s.row = k.row",
                    [(row.sheet, row.row, row.person_id) for row in rows],
                    page_size=10_000,
                )
        return rows

    def insert_new(self, *, batch: int, now: Any, as_of: date) -> int:
        """Persons and memberships of the rows that are not known; returns how many."""
        with connection.cursor() as cursor:
            cursor.execute(_INSERT_PERSONS, {"now": now})
            inserted = cursor.rowcount
            cursor.execute(_INSERT_MEMBERSHIPS, {"batch": batch, "as_of": as_of})
        return inserted


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
            " full_on, during, end_reason, remark, batch_id, name_key, version)"
            " SELECT v.person_id, v.branch_id, '', v.status, v.member_class, v.joined_on, v.full_on,"
            f" daterange(v.since, NULL), '', v.remark, {int(batch)}, '', 1"
            " FROM (VALUES %s) AS v (person_id, branch_id, status, member_class, joined_on, full_on, remark, since)"
            " RETURNING person_id, id",
            rows,
            template="(%s, %s, %s, %s, %s::date, %s::date, %s, %s::date)",
            page_size=5_000,
            fetch=True,
        )
    return dict(found)
