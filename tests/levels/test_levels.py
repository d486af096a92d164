"""Every number that a district or a street may set: who sets it sees it the same day in the relation that pages, lists
and reminders read, in facts and scores; a sibling, and another district, do not.

One world of two districts; all numbers are changed at once at one level (nation by a release, district, street), and
each reader is asked at three communities: the one below the change, one of another street, one of another district.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from assessments import indicators
from assessments.drafting import adopt_scheme
from assessments.facts import compute_month
from assessments.facts.context import Span
from assessments.models import Evaluation, Fact
from core.models import Notification, PeriodicRun
from core.records.duties import parameters, union
from core.records.measures import rows as measure_rows
from core.web.home import lists
from organizations import actions, standards
from organizations.desks import queries as desks
from organizations.desks import reminders, standing
from organizations.models import Month, OpenDuty, Threshold
from organizations.relations import with_relations
from organizations.scoping import range_of
from organizations.standards.readers import readers
from organizations.standards.table import definitions
from tests.assessments import planting
from tests.clock import NOW, TODAY
from tests.levels.numbers import ASKED, ELSEWHERE, MEASURED, OWED, STATES, number
from tests.levels.places import Place, day, plant, undone

LEVELS = ("nation", "district", "street")
CHANGED_ON = date(2026, 11, 1)


@dataclass
class Everything:
    mine: Place
    sibling: Place
    other: Place
    before: dict[str, dict[str, Any]]

    @property
    def places(self) -> tuple[Place, Place, Place]:
        return self.mine, self.sibling, self.other


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[Everything]:
    with django_db_blocker.unblock(), undone():
        indicators.load()
        one, two = planting.plant_tree(), planting.plant_tree("DY")
        made = [plant(one, one.communities[0]), plant(one, one.communities[2]), plant(two, two.communities[0])]
        for district in (one, two):
            scheme = adopt_scheme(by="tests", district=district.root, year=2026, on=day(1, 5))
            for place in made:
                if place.district == district.root:
                    Evaluation.objects.create(organization=place.community, scheme=scheme)
            Month.objects.create(district=district.root, month=day(10, 1))
        found = Everything(*made, {})
        found.before = {place.sees: seen(place) for place in made}
        yield found


def owed(place: Place, key: str = "") -> list[tuple[Any, ...]]:
    """Rows of the relation that concern the place, of all duties or of the source of one."""
    low, high = range_of(place.district.path)
    values = parameters(NOW) | {"root": place.district.pk, "lo": low, "hi": high, "person": None}
    sources = [each for each in lists().sources if not key or key in {duty.key for duty in each.duties}]
    select = f"SELECT r.key, r.label, r.opens_on, r.due_on, r.remind, r.detail, r.scope FROM ({union(sources)}) r"
    with connection.cursor() as cursor:
        cursor.execute(with_relations(f"{select} ORDER BY r.due_on, r.record", sources), values)
        return [row for row in cursor.fetchall() if row[-1].startswith(place.community.path) or row[-1] in above(place)]


def above(place: Place) -> tuple[str, str]:
    return place.district.path, place.street.path


_COLUMNS = {"opens_on": 2, "due_on": 3, "remind": 4, "detail": 5}


def of_duties(place: Place) -> dict[str, Any]:
    """Every row that OWED names; evaluations in each of their states, one after the other."""
    rows = owed(place)
    for key, fields in STATES.items():
        with undone():
            written = dict(fields)
            if until := written.pop("until", None):
                planting.publicity(Evaluation.objects.get(organization=place.community), until)
            Evaluation.objects.filter(organization=place.community).update(**written)
            wanted = key.replace("late", "decide")
            rows = [row for row in rows if row[0] != key] + [
                (key, *row[1:]) for row in owed(place, wanted) if row[0] == wanted
            ]
    found = {}
    for name, cases in OWED.items():
        for case in cases:
            labels = case.label.split("|")
            fitting = [row for row in rows if row[0] == case.key and any(label in row[1] for label in labels)]
            assert fitting, (name, case)
            found[f"{name} {case.key}.{case.column}"] = fitting[0][_COLUMNS[case.column]]
    return found


def of_measures(place: Place) -> dict[str, Any]:
    values = Span(place.district, day(11, 1), NOW).parameters
    found = {}
    for name, cases in MEASURED.items():
        for code, column, _, _ in cases:
            source = next(source for source in indicators.SOURCES if code in source.codes)
            select = f"""SELECT m.{column} FROM ({measure_rows(source, [code])}) m
                WHERE m.organization_id = %(here)s"""
            with connection.cursor() as cursor:
                cursor.execute(with_relations(select, [source]), values | {"here": place.community.pk})
                found[f"{name} {code}.{column}"] = {row[0] for row in cursor.fetchall()}
    return found


def seen(place: Place) -> dict[str, Any]:
    asked = {name: reader(place) for name, (_, reader, _, _) in ASKED.items()}
    also = {f"{name} itself": number(name)(place) for name in ELSEWHERE}
    return of_duties(place) | of_measures(place) | asked | also


VALUES = {name: cases[0].value for name, cases in OWED.items()} | {name: case[0] for name, case in ASKED.items()}
VALUES |= {name: "7" for name in ELSEWHERE if name not in VALUES} | {
    "asm.late_coefficient": "0.7",
    "org.upgrade.deadline": "2027-06-30",
    "mtg.democratic_appraisal.probationer_graded": "true",
}


def settable(name: str, level: str) -> bool:
    return level in ("nation", "district") or definitions()[name].scope_level == "street"


def change(world: Everything, level: str) -> None:
    """Every number at once, as an office does; the nation's by a release."""
    national = {row.name: row for row in Threshold.objects.filter(organization=None).order_by("effective_from")}
    for name, value in VALUES.items():
        row = national[name]
        if level == "nation":
            row.pk, row.value, row.effective_from = None, value, CHANGED_ON
            row.save()
        elif settable(name, level):
            actions.set_threshold(
                by="tests",
                threshold=row,
                organization=getattr(world.mine, level),
                value=value,
                effective_from=CHANGED_ON,
                document="文件",
            )


def wanted(name: str, key: str) -> Any:
    """What the reader shows once the number is changed."""
    for case in OWED.get(name, ()):
        if key == f"{name} {case.key}.{case.column}":
            return case.after
    if key == name:
        return ASKED[name][3]
    return standards.convert_value(VALUES[name], definitions()[name].unit)


def test_each_number_that_may_be_set_has_its_reader_here() -> None:
    known = {name for name, known in definitions().items() if known.scope_level in ("district", "street")}
    assert known & set(readers()) == OWED.keys() | ASKED.keys() | ELSEWHERE.keys()
    for place in ELSEWHERE.values():
        path, start = place.split("::")
        with open(path, encoding="utf-8") as file:
            assert f"def {start}" in file.read()


def test_duties_of_persons_say_where_their_numbers_are_asked() -> None:
    for source in lists().sources:
        if source.standards and any(not duty.right for duty in source.duties):
            assert source.places, source.name


@pytest.mark.django_db
def test_before_any_change_all_places_show_the_nations_numbers(world: Everything) -> None:
    wrong = []
    for place in world.places:
        shown = world.before[place.sees]
        pairs = [(f"{name} {case.key}.{case.column}", case.before) for name, cases in OWED.items() for case in cases]
        pairs += [(name, before) for name, (_, _, before, _) in ASKED.items() if before is not None]
        wrong += [(place.sees, key, shown[key], before) for key, before in pairs if shown[key] != before]
        for name, measured in MEASURED.items():
            for code, column, before, after in measured:
                found = shown[f"{name} {code}.{column}"]
                wrong += [] if before in found and after not in found else [(place.sees, code, found, before)]
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.django_db
@pytest.mark.parametrize("level", LEVELS)
def test_a_number_set_at_a_level_is_shown_below_it_and_nowhere_else(world: Everything, level: str) -> None:
    wrong = []
    with undone():
        change(world, level)
        below = {"nation": world.places, "district": world.places[:2], "street": world.places[:1]}[level]
        for place in world.places:
            before = world.before[place.sees]
            for key, value in seen(place).items():
                name = key.split(" ")[0]
                if place not in below or not settable(name, level):
                    right = value == before[key]
                elif isinstance(value, set):
                    [(was, now)] = [case[2:] for case in MEASURED[name] if key.endswith(f"{case[0]}.{case[1]}")]
                    right = now in value and was not in value
                else:
                    right = value == wanted(name, key)
                if not right:
                    wrong.append((place.sees, key, before[key], value))
        if level == "street":
            agree(world.mine)
    assert not wrong, "\n".join(map(str, wrong))


def agree(place: Place) -> None:
    """Own list, reminder and the district's list show what the relation says."""
    rows = [row for row in owed(place) if row[2] <= TODAY and row[6] in (place.community.path, place.big.path)]
    held = {line.key: line for line in desks.lines(place.user, now=NOW) if line.own}
    reminders.remind(now=NOW)
    standing.fill_district(place.district, now=NOW)
    for key in ("registration.confirm", "minutes.confirm", "hours.confirm", "theme_day.record", "meeting.record"):
        mine = [row for row in rows if row[0] == key]
        assert held[key].due_on == min(row[3] for row in mine), key
        message = lists().duty[key].message
        assert message is not None
        days = {row[3] - timedelta(days=each) for row in mine for each in row[4]}
        sent = Notification.objects.filter(kind=message.kind, recipient=place.user).values_list("due_on", flat=True)
        passed = {each for each in days if each <= TODAY}
        assert {*sent} & days == ({max(passed)} if message.together and passed else passed), key
        if not lists().duty[key].behind:
            continue
        table = OpenDuty.objects.filter(key=key, scope__startswith=place.community.path).values_list(
            "due_on", flat=True
        )
        assert {row[3] for row in mine} <= {*table}, key


@pytest.mark.django_db
@pytest.mark.parametrize("level", ["district", "street"])
def test_lists_facts_and_scores_follow_a_new_number_after_its_commit(
    world: Everything, level: str, django_capture_on_commit_callbacks: Any
) -> None:
    with undone():
        standing.fill(now=NOW)
        PeriodicRun.objects.get_or_create(job=standing.JOB, period="x")
        compute_month(district=world.mine.district, month=day(11, 1), now=NOW)
        fact = Fact.objects.filter(organization=world.mine.community, indicator="theme_day_prompt", month=day(11, 1))
        duty = OpenDuty.objects.filter(scope=world.mine.big.path, key="theme_day.record")
        assert (fact.get().numerator, duty.get().due_on) == (0, day(11, 23))
        with django_capture_on_commit_callbacks(execute=True):
            actions.set_threshold(
                by="tests",
                threshold=Threshold.objects.get(name="mtg.theme_day.record_days", organization=None),
                organization=getattr(world.mine, level),
                value="9",
                effective_from=CHANGED_ON,
                document="文件",
            )
        assert (fact.get().numerator, duty.get().due_on) == (1, day(11, 29))
        assert Evaluation.objects.get(organization=world.mine.community).scores.exists()
