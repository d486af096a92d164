"""Facts from records, rolled up, frozen at the close; what comes late stays apart (ASM-02, ASM-12, ASM-13)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from assessments import facts, scoring
from assessments.models import Evaluation, Fact, LateFact, Scheme, SchemeItem, Score
from core.records.errors import RuleViolation
from meetings.models import Attendance, Meeting
from members.models import Membership
from organizations import actions
from organizations.scoping import step
from people.models import Person
from tests.assessments.planting import put_in_force

MARCH = date(2026, 3, 1)
NOW = datetime(2026, 4, 2, 2, 0, tzinfo=UTC)
SINCE = date(2020, 1, 1)


@pytest.fixture
def tree(db):
    def make(kind, code, name, parent):
        return actions.create_organization(by="tests", kind=kind, code=code, name=name, parent=parent, since=SINCE)

    root = make("district_department", "DX", "示范区委组织部", None)
    tree = {"root": root}
    for letter in "AB":
        street = make("street_working_committee", f"DX-{letter}", f"{letter}街道党工委", root)
        tree[letter] = street
        for number in (1, 2):
            community = make("community", f"DX-{letter}-{number}", f"{letter}{number}社区", street)
            tree[f"{letter}{number}"] = community
            tree[f"{letter}{number}b"] = make("branch", f"DX-{letter}-{number}-1", f"{letter}{number}支部", community)
    return tree


def hold(
    organization, day: date, *, recorded: datetime, people: int = 0, present: int = 0, kind="theme_day"
) -> Meeting:
    held = datetime(day.year, day.month, day.day, 6, 0, tzinfo=UTC)
    meeting = Meeting.objects.create(
        organization=organization,
        kind_id=kind,
        topic="学习",
        form="党课教育",
        education="理想教育",
        starts_at=held,
        held_at=held,
        recorded_at=recorded,
        place="活动室",
        state="recorded",
    )
    for number in range(people):
        person = Person.objects.create(name=f"党员{number}")
        signed = {"state": "present", "way": "hand", "signed_at": held} if number < present else {}
        Attendance.objects.create(meeting=meeting, organization=organization, person=person, **signed)
    return meeting


def value(organization, indicator: str, month: date = MARCH) -> Decimal | None:
    """The stored number; None where it is unknown, and where there was nothing to measure."""
    row = Fact.objects.filter(organization=organization, indicator_id=indicator, month=month).first()
    return row.value if row else None


def test_theme_days_roll_up_from_communities_to_the_district(tree):
    recorded = datetime(2026, 3, 12, tzinfo=UTC)
    hold(tree["A1"], date(2026, 3, 10), recorded=recorded, people=4, present=3)
    hold(tree["A2"], date(2026, 3, 10), recorded=recorded + timedelta(days=10))
    hold(tree["B1"], date(2026, 3, 10), recorded=recorded, people=6, present=6)
    facts.compute_month(district=tree["root"], month=MARCH, now=NOW)
    assert value(tree["A1"], "theme_day_held") == 100
    assert value(tree["A"], "theme_day_held") == 100
    assert value(tree["B"], "theme_day_held") == 50
    assert value(tree["root"], "theme_day_held") == 75
    assert value(tree["A"], "theme_day_prompt") == 50
    assert value(tree["root"], "theme_day_attendance") == 90
    assert value(tree["B2"], "theme_day_attendance") is None


def test_members_count_up_and_unknown_is_not_zero(tree):
    for number in range(3):
        person = Person.objects.create(name=f"党员{number}", education="college" if number else "")
        Membership.objects.create(person=person, organization=tree["A1b"], during=(SINCE, None))
    facts.compute_month(district=tree["root"], month=MARCH, now=NOW)
    assert [value(tree[name], "members") for name in ("A1b", "A1", "A", "root")] == [3, 3, 3, 3]
    assert value(tree["A1"], "members_college") == 100
    assert value(tree["A1"], "secretary_age") is None
    assert value(tree["A1"], "registration_rate") is None


def test_second_run_changes_nothing(tree):
    hold(tree["A1"], date(2026, 3, 10), recorded=datetime(2026, 3, 12, tzinfo=UTC))
    assert facts.compute_month(district=tree["root"], month=MARCH, now=NOW).changed > 0
    assert facts.compute_month(district=tree["root"], month=MARCH, now=NOW).changed == 0


def test_cancelled_record_disappears_from_an_open_month(tree):
    meeting = hold(tree["A1"], date(2026, 3, 10), recorded=datetime(2026, 3, 12, tzinfo=UTC))
    facts.compute_month(district=tree["root"], month=MARCH, now=NOW)
    meeting.delete()
    facts.compute_month(district=tree["root"], month=MARCH, now=NOW)
    assert value(tree["A1"], "theme_day_held") == 0


@pytest.mark.requirement("ASM-12")
def test_closed_month_is_frozen_and_late_records_stand_apart(tree):
    hold(tree["A1"], date(2026, 3, 10), recorded=datetime(2026, 3, 12, tzinfo=UTC))
    facts.close_month(by="tests", district=tree["root"], month=MARCH, now=NOW)
    hold(tree["A2"], date(2026, 3, 20), recorded=NOW + timedelta(days=10))
    after = facts.compute_month(district=tree["root"], month=MARCH, now=NOW + timedelta(days=20))
    assert after.late
    assert value(tree["A2"], "theme_day_held") == 0
    late = LateFact.objects.get(organization=tree["A2"], indicator_id="theme_day_held")
    assert (late.numerator, late.denominator) == (1, 0)
    assert LateFact.objects.get(organization=tree["root"], indicator_id="theme_day_held").numerator == 1
    with pytest.raises(RuleViolation, match="已经封账"):
        facts.close_month(by="tests", district=tree["root"], month=MARCH, now=NOW)


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE assessments_fact SET value = 99",
        "DELETE FROM assessments_fact",
        "UPDATE organizations_month SET closed_at = NULL",
        "INSERT INTO assessments_fact (organization_id, scope, district_id, month, indicator_id, computed_at)"
        " SELECT organization_id, scope, district_id, month, 'members', computed_at FROM assessments_fact"
        " WHERE indicator_id = 'theme_day_held' AND scope <> ''",
    ],
)
def test_the_database_refuses_to_change_a_closed_month(tree, attempt):
    facts.close_month(by="tests", district=tree["root"], month=MARCH, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attempt)


def test_month_that_is_not_over_cannot_be_closed(tree):
    with pytest.raises(RuleViolation, match="还没有结束"):
        facts.close_month(by="tests", district=tree["root"], month=date(2026, 4, 1), now=NOW)


def test_moved_organization_takes_its_frozen_facts_along(tree):
    facts.close_month(by="tests", district=tree["root"], month=MARCH, now=NOW)
    actions.move_organization(
        by="tests", organization=tree["A1"], parent=tree["B"], on=date(2026, 4, 1), today=date(2026, 4, 2)
    )
    fact = Fact.objects.get(organization=tree["A1"], indicator_id="theme_day_held")
    assert fact.scope == tree["A1"].path == tree["B"].path + step(tree["A1"].pk)


def make_scheme(root, *lines) -> Scheme:
    scheme = Scheme.objects.create(district=root, year=2026, name="五好")
    for order, (dimension, source, indicator, weight, full_at) in enumerate(lines):
        SchemeItem.objects.create(
            scheme=scheme,
            dimension=dimension,
            title=indicator or source,
            source=source,
            indicator_id=indicator,
            weight=weight,
            full_at=full_at,
            voters="residents" if source == "ballot" else "",
            order=order,
        )
    return put_in_force(scheme)


LINES = (
    ("mechanisms", "indicator", "theme_day_held", 50, 100),
    ("results", "indicator", "joint_conference", 30, 2),
    ("response", "ballot", None, 20, 100),
)


@pytest.mark.requirement("ASM-02", "ASM-13")
def test_score_is_arithmetic_over_facts_and_unknown_is_counted(tree):
    scheme = make_scheme(tree["root"], *LINES)
    recorded = datetime(2026, 3, 12, tzinfo=UTC)
    hold(tree["A1"], date(2026, 3, 10), recorded=recorded)
    hold(tree["A1"], date(2026, 3, 11), recorded=recorded, kind="joint_conference")
    facts.compute_month(district=tree["root"], month=MARCH, now=NOW)
    scoring.score(scheme=scheme, as_of=date(2026, 3, 31), now=NOW)
    evaluation = Evaluation.objects.get(organization=tree["A1"])
    points = dict(evaluation.scores.values_list("item__title", "points"))
    assert points == {"theme_day_held": 50, "joint_conference": 15, "ballot": None}
    assert (evaluation.total, evaluation.unknown, evaluation.unknown_weight) == (None, 1, 20)
    assert (evaluation.known_points, evaluation.known_weight) == (65, 80)
    assert Evaluation.objects.count() == 4


def test_scoring_twice_writes_nothing_the_second_time(tree):
    scheme = make_scheme(tree["root"], *LINES)
    facts.compute_month(district=tree["root"], month=MARCH, now=NOW)
    scoring.score(scheme=scheme, as_of=date(2026, 3, 31), now=NOW)
    assert set(scoring.score(scheme=scheme, as_of=date(2026, 3, 31), now=NOW).values()) == {0}


def test_late_record_gives_half_its_points_on_its_own_line(tree):
    scheme = make_scheme(tree["root"], *LINES)
    facts.close_month(by="tests", district=tree["root"], month=MARCH, now=NOW)
    hold(tree["A1"], date(2026, 3, 10), recorded=NOW + timedelta(days=5))
    facts.compute_month(district=tree["root"], month=MARCH, now=NOW + timedelta(days=6))
    scoring.score(scheme=scheme, as_of=date(2026, 4, 8), now=NOW + timedelta(days=6))
    line = Score.objects.get(evaluation__organization=tree["A1"], item__title="theme_day_held")
    assert (line.points, line.late_points) == (0, 25)
    assert (line.evaluation.known_points, line.evaluation.late_points) == (25, 25)


def test_inapplicable_weight_is_shared_out(tree):
    scheme = make_scheme(tree["root"], *LINES)
    hold(tree["A1"], date(2026, 3, 10), recorded=datetime(2026, 3, 12, tzinfo=UTC))
    facts.compute_month(district=tree["root"], month=MARCH, now=NOW)
    scoring.score(scheme=scheme, as_of=date(2026, 3, 31), now=NOW)
    Score.objects.filter(evaluation__organization=tree["A1"], item__source="ballot").update(
        inapplicable=True, reason="新建社区,未发放测评票"
    )
    scoring.score(scheme=scheme, as_of=date(2026, 3, 31), now=NOW)
    evaluation = Evaluation.objects.get(organization=tree["A1"])
    assert (evaluation.total, evaluation.unknown) == (Decimal("62.50"), 0)


def test_weights_of_a_scheme_in_force_sum_to_100(transactional_db):
    root = actions.create_organization(
        by="tests", kind="district_department", code="DX", name="示范区委组织部", parent=None, since=SINCE
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        make_scheme(root, ("results", "indicator", "joint_conference", 99, 2))


def test_frozen_result_never_changes(tree):
    scheme = make_scheme(tree["root"], ("results", "indicator", "joint_conference", 100, 2))
    facts.compute_month(district=tree["root"], month=MARCH, now=NOW)
    scoring.score(scheme=scheme, as_of=date(2026, 3, 31), now=NOW)
    Evaluation.objects.filter(organization=tree["A1"]).update(state="frozen")
    hold(tree["A1"], date(2026, 3, 10), recorded=datetime(2026, 3, 12, tzinfo=UTC), kind="joint_conference")
    facts.compute_month(district=tree["root"], month=MARCH, now=NOW)
    scoring.score(scheme=scheme, as_of=date(2026, 3, 31), now=NOW)
    assert Evaluation.objects.get(organization=tree["A1"]).total == 0
    for statement in ("UPDATE assessments_evaluation SET total = 100", "UPDATE assessments_score SET points = 100"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_statements_do_not_grow_with_organizations(tree):
    scheme = make_scheme(tree["root"], *LINES)

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            facts.compute_month(district=tree["root"], month=MARCH, now=NOW)
            scoring.score(scheme=scheme, as_of=date(2026, 3, 31), now=NOW)
        return len(captured)

    facts.compute_month(district=tree["root"], month=MARCH, now=NOW)
    few = count()
    for number in range(10, 30):
        actions.create_organization(
            by="tests", kind="community", code=f"DX-A-{number}", name=f"{number}社区", parent=tree["A"], since=SINCE
        )
    assert count() == few
