"""A corrected or dated number reaches a portal that is in use, and what its offices set stays."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from organizations import standards
from organizations.models import Threshold
from organizations.standards import loading
from organizations.standards.table import definitions
from tests.organizations.conftest import TODAY, Tree

OLD_BEGINNING = date(2000, 1, 1)
EDITION = loading.EDITION


def national(name: str) -> list[tuple[date, str, str]]:
    rows = Threshold.objects.filter(name=name, organization=None).order_by("effective_from")
    return [(row.effective_from, row.value, row.op) for row in rows]


@pytest.fixture
def installed_before(tree: Tree) -> Tree:
    """A portal with the first edition of the table: 183 names, all from 2000-01-01."""
    Threshold.objects.all().delete()
    with (Path(__file__).parent / "thresholds_before.csv").open(encoding="utf-8", newline="") as file:
        Threshold.objects.bulk_create(
            Threshold(
                name=row["name"],
                value=row["default"],
                unit=row["unit"],
                op=row["op"],
                clause=row["clause"],
                origin=row["origin"],
                check_state=row["check"],
                scope_level=row["scope_level"],
                rows=row["rows"],
                label=row["label_zh"],
                effective_from=OLD_BEGINNING,
            )
            for row in csv.DictReader(file)
        )
    assert Threshold.objects.count() == 183
    return tree


def held(place: object, name: str, value: str, **columns: object) -> Threshold:
    base = Threshold.objects.filter(name=name, organization=None).latest("effective_from")
    return Threshold.objects.create(
        name=name,
        value=value,
        unit=base.unit,
        op=base.op,
        label=base.label,
        scope_level=base.scope_level,
        organization=place,
        effective_from=date(2026, 3, 1),
        document="文件",
    )


def everything() -> list[tuple]:
    return sorted(
        Threshold.objects.values_list("name", "organization", "effective_from", "value", "op", "label"), key=str
    )


def test_loading_twice_changes_nothing(db: None) -> None:
    before = everything()
    assert loading.load() == 0
    assert everything() == before


def test_a_new_portal_has_every_name_from_the_beginning_and_every_value_converts(db: None) -> None:
    rows = Threshold.objects.filter(organization=None)
    assert set(rows.values_list("name", flat=True)) == set(definitions())
    assert set(rows.filter(effective_from=loading.BEGINNING).values_list("name", flat=True)) == set(definitions())
    for row in rows:
        standards.convert_value(row.value, row.unit)


def test_a_portal_in_use_gets_every_correction(installed_before: Tree) -> None:
    loading.load()
    names = Threshold.objects.filter(organization=None).values_list("name", flat=True)
    assert set(names) == set(definitions())
    for name, known in definitions().items():
        found = standards.row(name, as_of=max(EDITION, TODAY) + timedelta(days=1))
        assert (found.text, found.op, found.unit) == (known.default, known.op, known.unit), name
        assert (found.label, found.clause) == (known.label_zh, known.clause), name
    assert loading.load() == 0


def test_an_undated_correction_holds_from_its_edition_and_what_was_judged_stays(installed_before: Tree) -> None:
    loading.load()
    assert national("org.selection.majority_base") == [
        (loading.BEGINNING, "entitled", "="),
        (EDITION, "present", "="),
    ]
    name = "org.general_branch.members_min"
    assert standards.row(name, as_of=EDITION - timedelta(days=1)).allows(50)
    assert not standards.row(name, as_of=EDITION).allows(50)
    assert standards.row(name, as_of=EDITION).allows(51)


@pytest.mark.parametrize("new", [True, False])
@pytest.mark.parametrize(
    ("name", "day", "value", "op"),
    [
        ("org.term.community_years", date(2018, 7, 11), 3, "="),
        ("org.term.community_years", date(2018, 7, 12), 5, "="),
        ("mtg.theme_day.branch_per_month", date(2018, 10, 27), None, ">="),
        ("mtg.theme_day.branch_per_month", date(2018, 10, 28), 1, ">="),
        ("mem.target.superior_step", date(2026, 5, 17), "filing", "="),
        ("mem.target.superior_step", date(2026, 5, 18), "consent", "="),
        ("mtg.election.quorum_share", date(2020, 7, 12), 80, ">"),
        ("mtg.election.quorum_share", date(2020, 7, 13), 80, ">="),
    ],
)
def test_a_dated_number_is_read_by_its_day(
    request: pytest.FixtureRequest, db: None, new: bool, name: str, day: date, value: object, op: str
) -> None:
    if not new:
        request.getfixturevalue("installed_before")
        loading.load()
    found = standards.row(name, as_of=day)
    assert (found.value, found.op) == (value, op)


def test_a_corrected_date_replaces_the_old_one(db: None) -> None:
    name = "mem.oath.months"
    listed = national(name)
    Threshold.objects.filter(name=name, value="1").update(effective_from=date(2026, 4, 1))
    assert standards.at(name, as_of=date(2026, 4, 2)) == 1
    loading.load()
    assert national(name) == listed
    assert standards.at(name, as_of=date(2026, 4, 2)) is None


def test_rows_of_districts_and_streets_are_untouched(installed_before: Tree) -> None:
    held(installed_before.district, "org.selection.majority_base", "valid")
    held(installed_before.street, "mtg.theme_day.record_days", "10")
    mine = list(Threshold.objects.exclude(organization=None).values().order_by("pk"))
    loading.load()
    assert list(Threshold.objects.exclude(organization=None).values().order_by("pk")) == mine
    at = standards.at("org.selection.majority_base", organization=installed_before.community, as_of=EDITION)
    assert at == "valid"


def test_a_renamed_number_takes_its_rows_along_when_its_days_are_whole_months(installed_before: Tree) -> None:
    held(installed_before.district, "mem.transfer.letter_days", "60")
    odd = held(installed_before.district, "mem.transfer.receipt_days", "45")
    loading.load()
    found = standards.row("mem.transfer.letter_months", organization=installed_before.community, as_of=TODAY)
    assert (found.value, found.unit, found.organization_id) == (2, "month", installed_before.district.pk)
    assert standards.at("mem.transfer.receipt_months", organization=installed_before.community, as_of=TODAY) == 1
    odd.refresh_from_db()
    assert (odd.name, odd.value) == ("mem.transfer.receipt_days", "45")
    assert loading.load() == 0


def test_only_the_district_and_streets_can_hold_a_row(tree: Tree) -> None:
    with pytest.raises(IntegrityError, match="district and streets only"), transaction.atomic():
        held(tree.community, "mtg.theme_day.record_days", "9")
