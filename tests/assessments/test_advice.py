"""Advice says only what can still be done; what is done and waits for the close is called that (ASM-03)."""

from datetime import UTC, date, datetime

import pytest

from assessments.advice import advise
from assessments.models import Evaluation, Fact, Indicator, Scheme, SchemeItem
from assessments.scoring import score
from organizations import actions
from organizations.models import Month
from tests.assessments.planting import put_in_force

pytestmark = pytest.mark.requirement("ASM-03")
AS_OF, NOW = date(2026, 11, 25), datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.fixture
def evaluation(db):
    """Four meetings of the big committee a year, three of them by October."""

    def make(kind, code, name, parent):
        return actions.create_organization(
            by="t", kind=kind, code=code, name=name, parent=parent, since=date(2020, 1, 1)
        )

    root = make("district_department", "DX", "示范区委组织部", None)
    street = make("street_working_committee", "DX-A", "甲街道党工委", root)
    community = make("community", "DX-A-1", "甲一社区", street)
    scheme = Scheme.objects.create(district=root, year=2026, name="五好")
    SchemeItem.objects.create(
        scheme=scheme,
        dimension="leading_body",
        title="大党委会议",
        source="indicator",
        indicator_id="big_committee_meeting",
        weight=100,
        full_at=4,
        advice="每季度召开一次大党委会议并当季记录",
    )
    put_in_force(scheme)
    for month in (2, 5, 8):
        held(community, month)
    return community, scheme


def held(community, month: int) -> None:
    day = date(2026, month, 1)
    Month.objects.get_or_create(district_id=community.ancestor_ids[0], month=day, defaults={"computed_at": NOW})
    Fact.objects.create(
        organization=community,
        district_id=community.ancestor_ids[0],
        month=day,
        indicator=Indicator.objects.get(pk="big_committee_meeting"),
        numerator=1,
        value=1,
    )


def advice(evaluation) -> list:
    _, scheme = evaluation
    score(scheme=scheme, as_of=AS_OF, now=NOW)
    row = Evaluation.objects.select_related("scheme", "organization").get()
    return advise(row, row.scores.select_related("item__indicator"), today=AS_OF)


def test_what_was_done_in_the_running_month_waits_for_the_close(evaluation):
    held(evaluation[0], 11)
    (found,) = advice(evaluation)
    assert (found.words, found.met, found.gap) == ("已满足，待封账后计入", True, 25)


def test_who_keeps_step_is_not_told_to_do_what_is_done(evaluation):
    (found,) = advice(evaluation)
    assert found.words == "目前应达 3，已达 3，全年应达 4" and not found.met


def test_who_is_behind_hears_what_to_do(evaluation):
    Fact.objects.filter(month=date(2026, 8, 1)).delete()
    (found,) = advice(evaluation)
    assert found.words.startswith("目前应达 3，已达 2") and found.words.endswith("每季度召开一次大党委会议并当季记录")


@pytest.mark.parametrize("state", ["published", "decided", "frozen"])
def test_a_result_that_stands_gets_no_advice(evaluation, state):
    advice(evaluation)
    Evaluation.objects.update(state=state)
    assert advice(evaluation) == []
