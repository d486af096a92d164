"""What a month counts of items: withdrawn progress no more, called-off items not at all, what fell due before does."""

from datetime import date

import pytest

from assessments.models import Fact
from services.models import Agreement, AgreementItem
from tests.assessments import planting
from tests.assessments.planting import MARCH, District, at
from tests.assessments.test_measures import compute, pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(db: None) -> District:
    return planting.plant_tree()


def item(district: District, *, due: date, done: date | None = None) -> AgreementItem:
    presence = planting.unit(district.communities[0])
    return planting.item(planting.agreement(presence, signed=date(2026, 1, 20)), due=due, done=done)


def facts(district: District) -> tuple[object, object]:
    Fact.objects.filter(month=MARCH).delete()
    compute(district)
    return pair(district.communities[0], "agreement_items")


@pytest.mark.requirement("SVC-01")
def test_progress_that_was_withdrawn_counts_no_more(district: District) -> None:
    row = item(district, due=date(2026, 3, 20), done=date(2026, 3, 18))
    assert facts(district) == (1, 1)
    row.progress.update(withdrawn_at=at(date(2026, 3, 25)), withdrawn_reason="记错")
    assert facts(district) == (0, 1)


@pytest.mark.requirement("SVC-01")
def test_what_was_withdrawn_after_the_month_was_settled_does_not_move_it(district: District) -> None:
    row = item(district, due=date(2026, 3, 20), done=date(2026, 3, 18))
    row.progress.update(withdrawn_at=at(date(2026, 6, 1)), withdrawn_reason="记错")
    assert facts(district) == (1, 1)


@pytest.mark.requirement("SVC-19")
def test_an_item_that_both_sides_called_off_is_not_owed(district: District) -> None:
    row = item(district, due=date(2026, 3, 20))
    assert facts(district) == (0, 1)
    AgreementItem.objects.filter(pk=row.pk).update(state=AgreementItem.State.DROPPED)
    assert facts(district) == (None, None)


@pytest.mark.requirement("SVC-19")
def test_an_end_before_time_leaves_what_fell_due_before_it(district: District) -> None:
    row = item(district, due=date(2026, 3, 20))
    ended = Agreement.objects.filter(pk=row.agreement_id)
    ended.update(state=Agreement.State.ENDED, ended_on=date(2026, 3, 21))
    assert facts(district) == (0, 1)
    ended.update(ended_on=date(2026, 3, 20))
    assert facts(district) == (None, None)
