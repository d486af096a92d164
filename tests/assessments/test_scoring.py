"""What a score may never do: pay for what is unknown, for nothing, or for bad evidence (ASM-02, ASM-12)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments import queries, scoring
from assessments.models import Evaluation, Fact, Indicator, LateFact, Scheme, SchemeItem, Score
from core.chinese.numbers import ratio
from organizations import actions
from organizations.models import Month, Organization
from tests.assessments.planting import put_in_force

pytestmark = pytest.mark.requirement("ASM-02")
MARCH = date(2026, 3, 1)
NOW = datetime(2026, 4, 10, 2, 0, tzinfo=UTC)
AS_OF = date(2026, 4, 10)
COUNTED = 3  # of an item: months January to March
SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
RATE, TIMES, AGE = "theme_day_prompt", "joint_conference", "secretary_age"


def make(kind, code, name, parent, since=date(2020, 1, 1)):
    return actions.create_organization(by="t", kind=kind, code=code, name=name, parent=parent, since=since)


@pytest.fixture
def district(db):
    root = make("district_department", "DX", "示范区委组织部", None)
    street = make("street_working_committee", "DX-A", "甲街道党工委", root)
    for number in (1, 2):
        make("community", f"DX-A-{number}", f"甲{number}社区", street)
    scheme = Scheme.objects.create(district=root, year=2026, name="五好")
    for order, (indicator, weight, zero_at, full_at) in enumerate(((RATE, 60, 20, 100), (TIMES, 40, 0, 12))):
        SchemeItem.objects.create(
            scheme=scheme,
            dimension="mechanisms",
            title=indicator,
            source="indicator",
            indicator_id=indicator,
            weight=weight,
            zero_at=zero_at,
            full_at=full_at,
            order=order,
        )
    Month.objects.create(district=root, month=MARCH, computed_at=NOW)
    return put_in_force(scheme)


def community(scheme: Scheme, number: int = 1):
    return scheme.district.__class__.objects.get(code=f"DX-A-{number}")


def put(scheme, indicator, numerator, denominator=None, *, unknown=0, number=1, late=None) -> None:
    """The fact of March (none where nothing is to be measured) and, ``late``, what came after it was closed."""
    organization = community(scheme, number)
    key = {"organization": organization, "month": MARCH, "indicator_id": indicator}
    Fact.objects.filter(**key).delete()
    LateFact.objects.filter(**key).delete()
    unit = Indicator.objects.get(pk=indicator).unit
    if numerator is not None or unknown:
        value = ratio(numerator, denominator, places=2) if unit == "percent" else numerator
        Fact.objects.create(
            **key,
            district_id=scheme.district_id,
            numerator=numerator,
            denominator=denominator or None,
            value=value,
            unknown=unknown,
        )
    if late is not None:
        more, of, timely, known = late
        LateFact.objects.create(
            **key, district_id=scheme.district_id, numerator=more, denominator=of, timely=timely, unknown=-known
        )


def result(scheme, number: int = 1) -> Evaluation:
    scoring.score(scheme=scheme, as_of=AS_OF, now=NOW)
    return Evaluation.objects.get(scheme=scheme, organization=community(scheme, number))


def status(evaluation, indicator) -> str:
    return Score.objects.get(evaluation=evaluation, item__indicator=indicator).status


@SETTINGS
@given(st.integers(0, 12), st.integers(0, 6), st.integers(0, 20))
def test_good_evidence_never_lowers_and_bad_never_raises(district, kept, missed, times):
    due = kept + missed
    put(district, TIMES, times)
    put(district, RATE, kept, due) if due else put(district, RATE, None)
    before = result(district).total
    put(district, RATE, kept + 1, due + 1)
    better = result(district).total
    put(district, RATE, kept, due + 1)
    worse = result(district).total
    put(district, RATE, kept, due) if due else put(district, RATE, None)
    put(district, TIMES, times + 1)
    more = result(district).total
    assert worse <= better and more >= before
    assert not due or worse <= before <= better


@SETTINGS
@given(
    st.integers(1, 12),
    st.integers(0, 6),
    st.lists(st.sampled_from(["good", "timely", "cured", "failed"]), max_size=5),
    st.sampled_from(["good", "timely", "cured", "failed"]),
)
def test_late_evidence_follows_the_same_rule(district, kept, missed, before, added):
    def late(kinds):
        cured = min(kinds.count("cured"), missed)
        more = kinds.count("good") + kinds.count("timely") + cured
        return more, len([each for each in kinds if each != "cured"]), kinds.count("timely"), 0

    put(district, TIMES, 3)
    put(district, RATE, kept, kept + missed, late=late(before))
    first = result(district)
    put(district, RATE, kept, kept + missed, late=late([*before, added]))
    second = result(district)
    if added == "failed":
        assert second.total <= first.total
    else:
        assert second.total >= first.total
    put(district, RATE, kept, kept + missed)
    assert result(district).late_points == 0


@SETTINGS
@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 20), st.integers(1, 3))
def test_unknown_has_no_total_and_never_stands_before_a_known_zero(district, kept, missed, times, unknown):
    put(district, TIMES, times)
    put(district, RATE, kept or None, (kept + missed) or None, unknown=unknown)
    put(district, TIMES, 0, number=2)
    put(district, RATE, 0, 1, number=2)
    uncertain, zero = result(district), result(district, 2)
    assert (status(uncertain, RATE), uncertain.total, uncertain.unknown_weight) == ("unknown", None, 60)
    assert uncertain.known_weight == 40 and zero.total == 0
    assert Evaluation.objects.filter(scheme=district).order_by(*queries.BEST_FIRST).first() == zero
    street = community(district).ancestor_ids[1]
    mean = queries.mean_scores([street], year=2026)[street]
    assert (mean.value, mean.undecided) == (Decimal("0.0"), 1)


@SETTINGS
@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 20))
def test_the_total_is_the_sum_of_the_points_by_the_one_rule(district, kept, missed, times):
    put(district, TIMES, times)
    put(district, RATE, kept, kept + missed) if kept + missed else put(district, RATE, None)
    evaluation = result(district)
    known = [score for score in evaluation.scores.select_related("item") if score.status == Score.Status.KNOWN]
    earned, weight = sum(score.earned for score in known), sum(score.item.weight for score in known)
    assert (evaluation.known_points, evaluation.known_weight) == (earned, weight)
    assert evaluation.total == ratio(earned, weight, places=2)
    assert weight < 100 or evaluation.total == earned
    for score in known:
        if score.item.indicator_id == RATE:
            assert score.points == scoring.points(
                score.item.weight,
                100 * score.numerator,
                score.denominator,
                zero_at=score.item.zero_at,
                full_at=score.item.full_at,
            )


def test_nothing_to_measure_is_found_by_the_engine_and_its_weight_is_shared_out(district):
    put(district, TIMES, 6)
    evaluation = result(district)
    assert status(evaluation, RATE) == "nothing"
    assert (evaluation.total, evaluation.unknown, evaluation.known_weight) == (50, 0, 40)


def test_what_is_known_only_late_gives_points_and_is_not_unknown(district):
    put(district, TIMES, 12)
    put(district, RATE, None, None, unknown=1, late=(4, 4, 0, 1))
    evaluation = result(district)
    score = Score.objects.get(evaluation=evaluation, item__indicator=RATE)
    assert (score.status, score.points, score.late_points) == ("known", 0, Decimal("22.50"))  # 50 % of full, from 20
    assert evaluation.total == Decimal("62.50")


def test_a_late_part_that_leaves_another_unknown_stays_unknown(district):
    put(district, TIMES, 12)
    put(district, RATE, 3, 3, unknown=2, late=(1, 1, 0, 1))
    evaluation = result(district)
    assert (status(evaluation, RATE), evaluation.total) == ("unknown", None)


@pytest.mark.parametrize(
    ("since", "line", "due", "full"),
    [
        (date(2020, 1, 1), 12, COUNTED, 12),
        (date(2026, 3, 1), 10, 1, 10),
        (date(2026, 3, 2), 9, 0, 9),
        (date(2026, 10, 15), 2, 0, 2),
    ],
)
def test_a_yearly_line_is_pro_rata_for_the_whole_months_it_stood(district, since, line, due, full):
    street = community(district).ancestor_ids[1]
    parent = district.district.__class__.objects.get(pk=street)
    young = make("community", "DX-A-3", "甲3社区", parent, since=since)
    Fact.objects.create(
        organization=young,
        month=MARCH,
        indicator_id=TIMES,
        district_id=district.district_id,
        numerator=full,
        value=full,
    )
    score = Score.objects.get(evaluation=result(district, 3), item__indicator=TIMES)
    assert (score.line, score.due, score.points) == (line, due, 40)


def test_founded_in_december_owes_no_meeting_of_the_year(district):
    parent = district.district.__class__.objects.get(pk=community(district).ancestor_ids[1])
    young = make("community", "DX-A-3", "甲3社区", parent, since=date(2026, 12, 5))
    Fact.objects.create(
        organization=young, month=MARCH, indicator_id=TIMES, district_id=district.district_id, numerator=0, value=0
    )
    assert status(result(district, 3), TIMES) == "nothing"


def test_december_counts_and_the_cut_is_said(district):
    scoring.score(scheme=district, as_of=date(2026, 12, 20), now=NOW)
    assert Evaluation.objects.filter(counted_to=date(2026, 11, 1)).count() == 2
    put(district, TIMES, 1)
    Fact.objects.filter(indicator_id=TIMES).update(month=date(2026, 12, 1))
    scoring.score(scheme=district, as_of=date(2027, 1, 6), now=NOW)
    evaluation = Evaluation.objects.get(organization=community(district))
    assert (evaluation.counted_to, evaluation.known_points) == (date(2026, 12, 1), Decimal("3.33"))


def test_a_dissolved_community_ends_and_leaves_list_mean_and_rank(district):
    put(district, TIMES, 12)
    put(district, TIMES, 0, number=2)
    put(district, RATE, 0, 1, number=2)
    result(district)
    gone = community(district, 2)
    actions.dissolve_organization(by="t", organization=gone, on=date(2026, 4, 5), today=AS_OF)
    ended = result(district, 2)
    assert (ended.ended_on, ended.total, ended.state_words) == (date(2026, 4, 5), None, "已终止")
    street = gone.ancestor_ids[1]
    assert queries.mean_scores([street], year=2026)[street] == queries.Mean(Decimal("100.0"), 0)


def test_equal_totals_share_a_place_and_the_unknown_has_none(district):
    make("community", "DX-A-3", "甲3社区", Organization.objects.get(code="DX-A"))
    for number in (1, 2):
        put(district, TIMES, 12, number=number)
    put(district, RATE, None, number=3, unknown=1)
    result(district)
    rows = queries.placed(Evaluation.objects.filter(scheme=district)).order_by("organization__code")
    assert [(row.total, row.place) for row in rows] == [(Decimal(100), 1), (Decimal(100), 1), (None, None)]
    assert queries.summary(rows, high=90, low=Decimal(60))["count"] == 3


def test_only_the_judged_evaluation_is_scored_again(district):
    put(district, TIMES, 3)
    first = result(district)
    other = Evaluation.objects.get(organization=community(district, 2))
    put(district, TIMES, 6)
    put(district, TIMES, 6, number=2)
    scoring.score_one(first, as_of=AS_OF, now=NOW)
    first.refresh_from_db()
    before = other.total
    other.refresh_from_db()
    assert first.total == 50 and other.total == before


def test_the_database_keeps_the_three_values_apart(district):
    put(district, TIMES, 3)
    result(district)
    for statement in (
        "UPDATE assessments_score SET points = NULL WHERE status = 'known'",
        "UPDATE assessments_score SET inapplicable = true, reason = '无' WHERE status = 'nothing'",
        "UPDATE assessments_evaluation SET unknown = 1 WHERE total IS NOT NULL",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_behind_is_judged_by_what_was_due_by_now(district):
    put(district, TIMES, 3)  # 3 of 12, in March
    put(district, RATE, 9, 10)
    put(district, TIMES, 0, number=2)
    put(district, RATE, 1, 10, number=2)
    spring, low = result(district), result(district, 2)
    assert spring.total < 70 and spring.due_points == 70
    assert list(Evaluation.objects.filter(queries.behind(Decimal(60)))) == [low]


@pytest.mark.parametrize(("today", "year"), [(date(2027, 1, 5), 2026), (date(2027, 2, 1), 2027)])
def test_in_january_last_years_result_is_shown(today, year):
    assert queries.result_year(today) == year
