from datetime import UTC, date, datetime
from typing import Any

from assessments import drafting, indicators
from assessments.models import Evaluation, Fact, Indicator, Objection, Scheme, Score
from organizations.models import Organization
from tests.matrix import Place, Row, World


def evaluation(world: World, place: Place) -> Evaluation:
    district = Organization.objects.get(pk=place.community.ancestor_ids[0])
    scheme = Scheme.objects.filter(district=district, year=world.date.year).first()
    if scheme is None:
        indicators.load()
        scheme = drafting.adopt_scheme(by="test", district=district, year=world.date.year, on=world.date)
    return Evaluation.objects.create(
        organization=place.community, scheme=scheme, self_report=f"{place.word}自评", unknown=1, unknown_weight=4
    )


def score(world: World, place: Place) -> Any:
    """A judgement not entered yet: the line that can be judged or declared inapplicable."""
    found = world.get("assessments.Evaluation", place)
    item = found.scheme.items.get(source="judgement")
    made = Score.objects.create(evaluation=found, item=item, reason=place.word)
    made.organization = place.community  # type: ignore[attr-defined]  # where the matrix looks for it
    return made


def objection(world: World, place: Place) -> Objection:
    found = world.get("assessments.Evaluation", place)
    return Objection.objects.create(
        organization=place.community,
        evaluation=found,
        text=f"{place.word}有异议",
        raised_by=world.account_of(place),
        raised_at=datetime(2026, 1, 5, tzinfo=UTC),
    )


def fact(world: World, place: Place) -> Fact:
    indicators.load()
    return Fact.objects.create(
        organization=place.community,
        district_id=place.community.ancestor_ids[0],
        month=date(world.date.year, 1, 1),
        indicator=Indicator.objects.get(pk="joint_conference"),
        numerator=1,
        value=1,
    )


def scheme(world: World, place: Place) -> Scheme:
    """A draft of the district's next year."""
    district = Organization.objects.get(pk=place.community.ancestor_ids[0])
    year = world.date.year + 1
    found = Scheme.objects.filter(district=district, year=year, state=Scheme.State.DRAFT).first()
    if found is None:
        indicators.load()
        found = drafting.draft_scheme(
            by="test", district=district, year=year, today=world.date, name=f"{place.word}方案"
        )
    return found


VIEW = "organizations.view_evaluation"
OBJECTS = {
    "assessments.Scheme": scheme,
    "assessments.Evaluation": evaluation,
    "assessments.Score": score,
    "assessments.Objection": objection,
    "assessments.Fact": fact,
}
ROWS = {
    "assessments:records": Row(
        "assessments.Fact", kwargs=lambda fact: {"pk": fact.organization_id, "code": "joint_conference"}, see=VIEW
    ),
    "assessments:card": Row("members.Membership", see="organizations.view_member"),
    "assessments:scheme": Row("assessments.Scheme", see=VIEW),
    "assessments:item": Row("assessments.Scheme", see=VIEW),
    "assessments:announce": Row("assessments.Scheme", see=VIEW),
    "assessments:discard": Row("assessments.Scheme", see=VIEW),
    "assessments:tried": Row("assessments.Scheme", see=VIEW),
    "assessments:evaluation": Row("assessments.Evaluation", see=VIEW),
    "assessments:ballots": Row("assessments.Evaluation", see=VIEW),
    "assessments:objection": Row("assessments.Evaluation", see=VIEW),
    "assessments:step": Row(
        "assessments.Evaluation",
        kwargs=lambda evaluation: {"pk": evaluation.pk, "step": "self_report"},
        see=VIEW,
        need=("organizations.report_evaluation",),
    ),
    "assessments:score": Row("assessments.Score", see=VIEW),
    "assessments:judge": Row("assessments.Score", see=VIEW),
    "assessments:inapplicable": Row(
        "assessments.Score", see=VIEW, need=("organizations.review_evaluation", "organizations.decide_evaluation")
    ),
    "assessments:take_back_inapplicable": Row(
        "assessments.Score", see=VIEW, need=("organizations.review_evaluation", "organizations.decide_evaluation")
    ),
    "assessments:answer": Row("assessments.Objection", see=VIEW),
}
