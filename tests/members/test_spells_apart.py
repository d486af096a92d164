"""One relationship at a time: the constraints and triggers answer as one exclusion constraint did, also in races."""

import random
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta

import psycopg2
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, connection, transaction

from members.models import Membership
from people.models import Person
from tests.members.conftest import SINCE, add_member

pytestmark = [pytest.mark.requirement("MEM-01")]
SCHEDULES, STATEMENTS, PEOPLE, DAYS = 600, 6, 3, 12


# --- The same answers as the constraint it stands for --------------------------------------------


def _day(offset: int | None) -> str:
    return "NULL" if offset is None else f"date '2020-01-01' + {offset}"


def _during(chance: random.Random) -> str:
    lower = None if chance.random() < 0.05 else chance.randrange(DAYS)
    upper = None if chance.random() < 0.35 else (lower or 0) + chance.randrange(1, 6)
    return f"daterange({_day(lower)}, {_day(upper)})"


def _schedule(chance: random.Random) -> Iterator[str]:
    """Statements on table T of people 1 … PEOPLE: inserts of several rows, updates of dates and person, deletes."""
    last = 0
    for _ in range(STATEMENTS):
        kind = chance.random()
        one = chance.randrange(1, max(2, last + 1))
        if kind < 0.55:
            rows = []
            for _ in range(chance.choice((1, 1, 2, 3))):
                last += 1
                rows.append(f"({last}, {chance.randrange(PEOPLE)}, {_during(chance)})")
            yield f"INSERT INTO T VALUES {', '.join(rows)}"
        elif kind < 0.85:
            other = f", who = {chance.randrange(PEOPLE)}" if chance.random() < 0.3 else ""
            yield f"UPDATE T SET during = {_during(chance)}{other} WHERE id = {one}"
        elif kind < 0.9:
            yield "UPDATE T SET during = daterange(lower(during), lower(during) + 3) WHERE upper(during) IS NULL"
        else:
            yield f"DELETE FROM T WHERE id = {one}"


_TRY = """
CREATE FUNCTION pg_temp.attempt(statement text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN EXECUTE statement; RETURN true;
EXCEPTION WHEN exclusion_violation OR unique_violation THEN RETURN false; END $$;
CREATE TEMP TABLE old_rule (id bigint PRIMARY KEY, who int, during daterange CHECK (NOT isempty(during)),
    EXCLUDE USING gist (who WITH =, during WITH &&));
CREATE TEMP TABLE person_of (who int PRIMARY KEY, person_id bigint);
CREATE TEMP VIEW new_rule AS
    SELECT m.id, p.who, m.during FROM members_membership m JOIN person_of p USING (person_id);
"""


def _real(statement: str, people: list[Person], branch: int) -> str:
    """The statement for members_membership itself, ids above a million."""
    ids = "ARRAY[" + ", ".join(str(person.pk) for person in people) + "]::bigint[]"
    if statement.startswith("INSERT"):
        values = statement.partition("VALUES ")[2]
        return (
            "INSERT INTO members_membership (id, person_id, organization_id, scope, status, member_class, during,"
            " end_reason, remark, name_key, initials, version)"
            f" SELECT 1000000 + v.id, ({ids})[v.who + 1], {branch}, '', 'full', '', v.during, '', '', '', '', 1"
            f" FROM (VALUES {values}) AS v (id, who, during)"
        )
    found = statement.replace(" T ", " members_membership ").replace("WHERE id = ", "WHERE id = 1000000 + ")
    who = found.partition("who = ")[2]
    return found.replace(f"who = {who[:1]}", f"person_id = ({ids})[{who[:1]} + 1]") if who else found


@pytest.mark.django_db
def test_random_schedules_are_answered_as_by_one_exclusion_constraint(district):
    people = [Person.objects.create(name=f"甲{n}", pinyin="jia", initials="j") for n in range(PEOPLE)]
    chance = random.Random(20261125)
    refused = different = 0
    with connection.cursor() as cursor:
        cursor.execute(_TRY)
        cursor.executemany("INSERT INTO person_of VALUES (%s, %s)", [(n, p.pk) for n, p in enumerate(people)])
        for _ in range(SCHEDULES):
            with transaction.atomic():
                for statement in _schedule(chance):
                    old = statement.replace(" T ", " old_rule ")
                    cursor.execute(
                        "SELECT pg_temp.attempt(%s), pg_temp.attempt(%s)",
                        [old, _real(statement, people, district.branch.pk)],
                    )
                    before, after = cursor.fetchone()
                    refused += not before
                    different += before is not after
                cursor.execute(
                    "SELECT count(*) FROM (SELECT id + 1000000, who, during FROM old_rule"
                    " EXCEPT SELECT id, who, during FROM new_rule) x"
                )
                different += cursor.fetchone()[0]
                transaction.set_rollback(True)
    assert different == 0
    assert refused > SCHEDULES, "the schedules provoke too little"


@pytest.mark.django_db
def test_an_open_spell_may_begin_where_the_closed_one_ended_and_not_before(district):
    spell = add_member(district.branch, "仇明")
    spell.during = (SINCE, date(2024, 1, 1))
    spell.save()
    early = Membership(person=spell.person, organization=district.branch, during=(date(2023, 12, 31), None))
    with pytest.raises(ValidationError, match="已有组织关系"):
        early.full_clean(exclude=["scope", "name_key", "initials"])
    with pytest.raises(IntegrityError, match="overlap"), transaction.atomic():
        early.save()
    Membership.objects.create(person=spell.person, organization=district.branch, during=(date(2024, 1, 1), None))


@pytest.mark.django_db(transaction=True)
def test_an_older_snapshot_may_not_write(district):
    person = Person.objects.create(name="仇明", pinyin="chouming", initials="cm")
    spell = Membership(person=person, organization=district.branch, during=(SINCE, None))

    @transaction.atomic
    def write() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        spell.save()

    with pytest.raises(InternalError, match="READ COMMITTED"):
        write()


# --- Races ---------------------------------------------------------------------------------------

_ROW = (
    "INSERT INTO members_membership (person_id, organization_id, scope, status, member_class, during, end_reason,"
    " remark, name_key, initials, version) VALUES ({person}, {branch}, '', 'full', '', {during}, '', '', '', '', 1)"
)
_OPEN = _ROW.replace("{during}", "daterange('2020-01-01', NULL)")
_CLOSED = _ROW.replace("{during}", "daterange('2019-06-01', '2020-06-01')")
_MOVE = "UPDATE members_membership SET during = {during} WHERE person_id = {person} AND lower(during) >= '2021-01-01'"
_EARLIER = _MOVE.replace("{during}", "daterange('2020-03-01', NULL)")
_SHUT_EARLY = _MOVE.replace("{during}", "daterange('2020-03-01', '2021-03-01')")
PAIRS = (
    ((_OPEN, _CLOSED), False),
    ((_CLOSED, _OPEN), False),
    ((_CLOSED, _CLOSED), False),
    ((_OPEN, _OPEN), False),
    # An open spell that is there already, whose beginning moves without a look at the foreign key.
    ((_EARLIER, _CLOSED), True),
    ((_CLOSED, _SHUT_EARLY), True),
)


def _session() -> "psycopg2.extensions.connection":
    wanted = ("dbname", "database", "user", "password", "host", "port")
    given = connection.get_connection_params()
    return psycopg2.connect(**{key: value for key, value in given.items() if key in wanted})


@pytest.mark.django_db(transaction=True)
def test_of_two_sessions_exactly_one_writes_what_overlaps(district):
    rounds = 10 * len(PAIRS)
    people = [Person.objects.create(name=f"甲{n}", pinyin="jia", initials="j") for n in range(rounds)]
    chance = random.Random(7)
    sessions = (_session(), _session())
    barrier = threading.Barrier(2)
    won: list[bool] = [False, False]

    def attempt(number: int, statement: str, waits: tuple[float, float]) -> None:
        session = sessions[number]
        barrier.wait()
        time.sleep(waits[0])
        try:
            with session.cursor() as cursor:
                cursor.execute(statement)
                time.sleep(waits[1])
                session.commit()
            won[number] = True
        except psycopg2.errors.IntegrityError:
            session.rollback()
            won[number] = False

    try:
        for number, person in enumerate(people):
            pair, has_spell = PAIRS[number % len(PAIRS)]
            if has_spell:
                Membership.objects.create(person=person, organization=district.branch, during=("2021-01-01", None))
            threads = [
                threading.Thread(
                    target=attempt,
                    args=(
                        n,
                        statement.format(person=person.pk, branch=district.branch.pk),
                        (chance.random() / 200, chance.random() / 200),
                    ),
                )
                for n, statement in enumerate(pair)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert sum(won) == 1, pair
    finally:
        for session in sessions:
            session.close()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM members_membership a JOIN members_membership b USING (person_id)"
            " WHERE a.id < b.id AND a.during && b.during"
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
def test_two_sessions_that_close_spells_of_one_person_wait_and_do_not_deadlock(district):
    person = Person.objects.create(name="仇明", pinyin="chouming", initials="cm")
    first, second = _session(), _session()
    given = {"person": person.pk, "branch": district.branch.pk}
    start = SINCE - timedelta(days=4000)
    texts = [f"daterange('{start + timedelta(days=n)}', '{start + timedelta(days=n + 1)}')" for n in range(2)]
    done: list[str] = []

    def close_second() -> None:
        with second.cursor() as cursor:
            cursor.execute(_ROW.format(during=texts[1], **given))
            done.append("second")
        second.commit()

    try:
        with first.cursor() as cursor:
            cursor.execute(_ROW.format(during=texts[0], **given))
            other = threading.Thread(target=close_second)
            other.start()
            other.join(0.3)
            assert not done, "it did not wait"
        first.commit()
        other.join(10)
        assert done == ["second"] and Membership.objects.filter(person=person).count() == 2
    finally:
        first.close()
        second.close()
