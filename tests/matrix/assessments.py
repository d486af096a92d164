from datetime import UTC, date, datetime, timedelta
from typing import Any

from assessments import drafting, indicators
from assessments.chases.register import CHASES
from assessments.models import (
    Award,
    Chase,
    Circular,
    Evaluation,
    Fact,
    Indicator,
    PressItem,
    ReviewCount,
    ReviewRequirement,
    SatisfactionCount,
    Scheme,
    Score,
    Screen,
    Showcase,
    StreetAppraisal,
    StreetOpinion,
    TwoWayReview,
    UnitAwardOpinion,
    UnitScore,
)
from assessments.partners.registers import PARTNERS
from assessments.reviews.register import REVIEWS
from assessments.screens import SCREENS
from assessments.showcases import REGISTERS
from organizations.models import Month, Organization
from tests.matrix import Place, Row, World, register_rows


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


def satisfaction(world: World, place: Place) -> SatisfactionCount:
    """The counts of residents, under the evaluation whose page corrects them."""
    made = SatisfactionCount.objects.create(
        organization=place.community,
        year=world.date.year,
        voters="residents",
        issued=40,
        returned=40,
        satisfied=40,
        corrected_because=f"{place.word}少计",
    )
    made.evaluation = world.get("assessments.Evaluation", place).pk  # type: ignore[attr-defined]
    return made


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


def circular(world: World, place: Place) -> Circular | None:
    """One of each district: everybody below reads it, wherever in the district."""
    if place.key not in ("own", "foreign"):
        return None
    found = world.get("assessments.Scheme", place)
    made = Circular.objects.create(
        scheme=found,
        quarter=1,
        number="1号",
        issued_on=world.date,
        issued_at=datetime(2026, 1, 5, tzinfo=UTC),
        issued_by=world.account_of(place),
    )
    made.organization = place.community  # type: ignore[attr-defined]  # where the matrix looks for it
    return made


def award(world: World, place: Place) -> Award:
    return Award.objects.create(
        organization=place.community,
        kind="civility",
        level="文明家庭",
        year=world.date.year,
        holder="named",
        name=f"{place.word}家",
        grounds="邻里互助",
        nominated_by=world.account_of(place),
        nominated_at=datetime(2026, 1, 5, tzinfo=UTC),
    )


def decided_award(world: World, place: Place) -> Award:
    return Award.objects.create(
        organization=place.community,
        kind="civility",
        level="文明小区",
        year=world.date.year,
        holder="named",
        name=f"{place.word}邻家",
        grounds="邻里互助",
        nominated_by=world.account_of(place),
        nominated_at=datetime(2026, 1, 5, tzinfo=UTC),
        state="granted",
        decided_on=world.date,
        document="文件",
    )


def showcase(world: World, place: Place) -> Showcase:
    return Showcase.objects.create(
        organization=place.community,
        kind="brand",
        title=f"{place.word}品牌",
        spirit=place.word,
        content=place.word,
        began_on=world.date,
    )


def published_showcase(world: World, place: Place) -> Showcase:
    """For everybody."""
    return Showcase.objects.create(
        organization=place.community,
        kind="case",
        title="老邻居议事",
        spirit="有事好商量",
        content="楼院议事",
        began_on=world.date - timedelta(days=90),
        publicised_on=world.date - timedelta(days=60),
        published_on=world.date - timedelta(days=30),
    )


def screen(world: World, place: Place) -> Screen:
    return Screen.objects.create(
        organization=place.street, title=f"{place.word}大厅", until=world.date + timedelta(days=30)
    )


def unit_score(world: World, place: Place) -> UnitScore:
    return UnitScore.objects.create(
        organization=place.community, unit=place.unit, year=world.date.year, comment=f"{place.word}主动"
    )


def unit_opinion(world: World, place: Place) -> UnitAwardOpinion:
    return UnitAwardOpinion.objects.create(
        organization=place.community,
        unit=place.unit,
        title="先进单位",
        asked_by=f"{place.word}局",
        asked_on=world.date,
        given_on=world.date,
        agrees=True,
        opinion="履约好",
    )


def appraisal(world: World, place: Place) -> StreetAppraisal:
    """Two places share a street: one year each."""
    years = {"own": 0, "sibling": 1, "cousin": 0, "foreign": 0}
    return StreetAppraisal.objects.create(
        organization=place.street,
        year=world.date.year - years[place.key],
        asked_on=world.date,
        until=world.date + timedelta(days=9),
    )


def street_opinion(world: World, place: Place) -> StreetOpinion:
    """Answered by the unit's contact, who is the member here."""
    return StreetOpinion.objects.create(
        appraisal=world.get("assessments.StreetAppraisal", place),
        organization=place.street,
        unit=world.get("services.Agreement", place).unit,
    )


def two_way_review(world: World, place: Place) -> TwoWayReview:
    return TwoWayReview.objects.create(
        organization=place.community, person=place.secretary, year=world.date.year, content=f"{place.word}述职"
    )


def review_requirement(world: World, place: Place) -> ReviewRequirement:
    review = world.get("assessments.TwoWayReview", place)
    return ReviewRequirement.objects.create(organization=place.community, review=review, label="有内容可述")


def review_count(world: World, place: Place) -> ReviewCount:
    return ReviewCount.objects.create(
        organization=place.community,
        review=world.get("assessments.TwoWayReview", place),
        side="members",
        held_on=world.date,
        place=f"{place.word}会议室",
        issued=1,
        returned=1,
        grades=["好"],
        counts=[1],
    )


def chase(world: World, place: Place) -> Chase:
    """Asked by the street of the community."""
    return Chase.objects.create(
        organization=place.community,
        asker=place.street,
        text=f"{place.word}请补齐记录",
        asked_on=world.date,
        due_on=world.date + timedelta(days=7),
    )


def answered_chase(world: World, place: Place) -> Chase:
    """Of the street by whom it was asked."""
    made = chase(world, place)
    made.answer, made.answered_on = f"{place.word}已补", world.date
    made.save()
    return made


def chase_of_street(world: World, place: Place) -> Chase:
    """Asked by the district, to be answered by the street or passed on."""
    return Chase.objects.create(
        organization=place.street,
        asker_id=place.street.ancestor_ids[0],
        text=f"{place.word}街道请补齐",
        asked_on=world.date,
        due_on=world.date + timedelta(days=7),
    )


def press_item(world: World, place: Place) -> PressItem:
    return PressItem.objects.create(
        organization=place.community,
        title=f"{place.word}报道",
        medium="paper",
        outlet=f"{place.word}日报",
        issued_on=world.date,
    )


def month(world: World, place: Place) -> Month | None:
    """One of each district, as its circulars."""
    if place.key not in ("own", "foreign"):
        return None
    made, _ = Month.objects.get_or_create(
        district_id=place.community.ancestor_ids[0], month=date(world.date.year - 3, 1, 1)
    )
    made.organization = place.community  # type: ignore[attr-defined]  # where the matrix looks for it
    return made


VIEW = "organizations.view_evaluation"
OBJECTS = {
    "assessments.Scheme": scheme,
    "assessments.Award": award,
    "assessments.Award decided": decided_award,
    "assessments.Circular": circular,
    "assessments.Evaluation": evaluation,
    "assessments.Score": score,
    "assessments.SatisfactionCount": satisfaction,
    "assessments.Fact": fact,
    "organizations.Month": month,
    "assessments.Showcase": showcase,
    "assessments.Showcase published": published_showcase,
    "assessments.PressItem": press_item,
    "assessments.Screen": screen,
    "assessments.TwoWayReview": two_way_review,
    "assessments.ReviewRequirement": review_requirement,
    "assessments.ReviewCount": review_count,
    "assessments.Chase": chase,
    "assessments.Chase answered": answered_chase,
    "assessments.Chase to the street": chase_of_street,
    "assessments.UnitScore": unit_score,
    "assessments.UnitAwardOpinion": unit_opinion,
    "assessments.StreetAppraisal": appraisal,
    "assessments.StreetOpinion": street_opinion,
}
ROWS = {
    "assessments:unit_score_letter": Row("assessments.UnitScore"),
    "assessments:own_opinion": Row("assessments.StreetOpinion"),
    **register_rows((*REGISTERS, SCREENS, *PARTNERS, REVIEWS, CHASES)),
    # Whoever has the address reads it.
    "assessments:screen": Row("assessments.Screen", kwargs=lambda screen: {"token": screen.token}, public_choice=True),
    # What a community has published is for everybody.
    "assessments:showcase_public": Row("assessments.Showcase published", public_choice=True),
    "assessments:records": Row(
        "assessments.Fact", kwargs=lambda fact: {"pk": fact.organization_id, "code": "joint_conference"}, see=VIEW
    ),
    "assessments:card": Row("members.Membership", see="organizations.view_member"),
    "assessments:scheme": Row("assessments.Scheme", see=VIEW),
    "assessments:item": Row("assessments.Scheme", see=VIEW),
    "assessments:announce": Row("assessments.Scheme", see=VIEW),
    "assessments:discard": Row("assessments.Scheme", see=VIEW),
    "assessments:tried": Row("assessments.Scheme", see=VIEW),
    "assessments:award": Row("assessments.Award", see=VIEW),
    "assessments:award_paper": Row("assessments.Award decided", see=VIEW),
    "assessments:award_objection": Row("assessments.Award", see=VIEW),
    "assessments:award_step": Row(
        "assessments.Award",
        kwargs=lambda award: {"pk": award.pk, "step": "review"},
        see=VIEW,
        need=("organizations.review_evaluation",),
    ),
    "assessments:circular_draft": Row("assessments.Scheme", see=VIEW),
    "assessments:result_paper": Row("assessments.Scheme", see=VIEW, need=("organizations.decide_evaluation",)),
    "assessments:circular": Row("assessments.Circular", see=VIEW),
    "assessments:circular_paper": Row("assessments.Circular", see=VIEW),
    "assessments:withdraw_circular": Row("assessments.Circular", see=VIEW),
    "assessments:month": Row("organizations.Month", see=VIEW),
    "assessments:protocol_paper": Row("organizations.Month", see=VIEW),
    "assessments:reopen_month": Row("organizations.Month", see=VIEW),
    "assessments:community_years": Row("assessments.Evaluation", see=VIEW),
    "assessments:notice_paper": Row("assessments.Evaluation", see=VIEW),
    "assessments:evaluation": Row("assessments.Evaluation", see=VIEW),
    "assessments:ballots": Row("assessments.Evaluation", see=VIEW),
    "assessments:ballot": Row(
        "assessments.SatisfactionCount",
        kwargs=lambda counts: {"pk": counts.evaluation, "ballot": counts.pk},
        see=VIEW,
    ),
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
}
