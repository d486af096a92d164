"""Several schemes judge one year on one engine: four promotions beside five good, and the district's own (ASM-14)."""

from datetime import date

import pytest

from assessments import actions, drafting, home, jobs, queries
from assessments.models import Evaluation, Scheme, Score
from core.records.errors import RuleViolation
from organizations import actions as organizations
from organizations.models import Month, Organization
from people.models import Person, User
from tests.assessments.planting import at

TODAY = date(2026, 12, 31)
NOW = at(TODAY)
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ASM-14")]


@pytest.fixture
def district(db: None) -> Organization:
    def make(kind: str, code: str, parent: Organization | None) -> Organization:
        return organizations.create_organization(
            by="t", kind=kind, code=code, name=code, parent=parent, since=date(2020, 1, 1)
        )

    root = make("district_department", "DX", None)
    street = make("street_working_committee", "DX-A", root)
    for number in (1, 2):
        place = make("community", f"A{number}", street)
        make("community_general_branch", f"A{number}Z", place)
    Month.objects.bulk_create(
        Month(district=root, month=date(2026, month, 1), computed_at=NOW) for month in range(1, 13)
    )
    return root


def account(name: str, code: str, position: str) -> User:
    """Before the nights close months."""
    person = Person.objects.create(name=name)
    user = User.objects.create_user(name, "x", person=person)
    place = Organization.objects.get(code=code)
    organizations.appoint(by="t", person=person, organization=place, position=position, since=date(2020, 1, 1))
    return user


def adopt(district: Organization, series: str) -> Scheme:
    return drafting.adopt_scheme(by="t", district=district, year=2026, on=date(2026, 1, 1), series=series)


def test_the_four_promotions_are_a_scheme_of_their_own_dimensions(district):
    scheme = adopt(district, "four_promotions")
    assert [label for _, label in scheme.parts] == ["促发展", "促服务", "促稳定", "促文明"]
    weights = [sum(item.weight for item in scheme.items.filter(dimension=key)) for key, _ in scheme.parts]
    assert weights == [25, 25, 25, 25]
    assert all(item.clause.startswith("S3 ") for item in scheme.items.all())


def test_both_are_in_force_at_once_and_each_has_its_own_result(district):
    both = [adopt(district, series) for series in ("five_good", "four_promotions")]
    assert [scheme.state for scheme in both] == ["in_force", "in_force"]
    officer = account("officer", "DX", "officer")
    jobs.nightly(now=NOW)
    assert Evaluation.objects.count() == 4
    assert queries.kinds_of(officer, year=2026) == {"five_good": "五个好评价", "four_promotions": "一抓四促评价"}
    for scheme in both:
        rows = queries.evaluations(officer, year=2026, series=scheme.series)
        assert {row.scheme_id for row in rows} == {scheme.pk}
    assert actions.scheme_of(district, 2026) == both[0]
    assert actions.scheme_of(district, 2026, "four_promotions") == both[1]


def test_one_ballot_is_counted_by_every_scheme_that_asks_it(district):
    for series in ("five_good", "four_promotions"):
        adopt(district, series)
    clerk = account("clerk", "DX-A", "officer")
    jobs.nightly(now=NOW)
    counts = {"issued": 50, "returned": 40, "satisfied": 38, "fairly": 0, "unsatisfied": 2, "invalid": 0}
    place = Organization.objects.get(code="A1")
    actions.record_ballots(by=clerk, community=place, year=2026, voters="residents", now=NOW, **counts)
    found = Score.objects.filter(item__voters="residents", evaluation__organization=place)
    assert sorted(found.values_list("points", flat=True)) == [5, 8]


def test_the_figures_of_the_dashboard_are_those_of_five_good_alone(district):
    schemes = [adopt(district, series) for series in ("four_promotions", "five_good")]
    jobs.nightly(now=NOW)
    Evaluation.objects.filter(scheme=schemes[0]).update(unknown=0, total=10)
    Evaluation.objects.filter(scheme=schemes[1]).update(unknown=0, total=90)
    assert queries.mean_scores([district.pk], year=2026)[district.pk].value == 90


def test_a_correction_of_one_leaves_the_other_alone(district):
    first, other = [adopt(district, series) for series in ("four_promotions", "five_good")]
    jobs.nightly(now=NOW)
    Evaluation.objects.filter(scheme=other).update(state="self_reported")
    second = drafting.draft_scheme(by="t", district=district, year=2026, today=TODAY, source=first)
    assert (second.series, second.edition) == ("four_promotions", 2)
    with pytest.raises(RuleViolation, match="已有一份草案"):
        drafting.draft_scheme(by="t", district=district, year=2026, today=TODAY, series="four_promotions")
    drafting.announce(by="t", scheme=second, document="更正", on=TODAY, now=NOW)
    states = dict(Scheme.objects.values_list("pk", "state"))
    assert (states[first.pk], states[second.pk], states[other.pk]) == ("replaced", "in_force", "in_force")


def test_the_secretarys_home_names_every_scheme_of_the_year(district):
    for series in ("four_promotions", "five_good"):
        adopt(district, series)
    secretary = account("secretary", "A1Z", "secretary")
    jobs.nightly(now=NOW)
    panel = home.five_good(secretary, TODAY)
    assert panel is not None
    assert panel.context["row"].scheme.series == "five_good"
    assert [each.scheme.series for each in panel.context["others"]] == ["four_promotions"]
