"""A year is decided on the points that the page showed; a reviewer judges what was seen."""

from decimal import Decimal

import pytest
import time_machine

from assessments import actions
from assessments.models import Evaluation, Score
from people.middleware import OWES_SECOND_FACTOR
from tests.assessments.test_cycle import AFTER, NOW, client_of, published, url, world  # noqa: F401
from tests.meetings.test_seen import form_of
from tests.pressing import carrying_what_stands_in_the_form


@pytest.fixture(autouse=True)
def _as_posted():
    with carrying_what_stands_in_the_form():
        yield


def test_the_district_decides_on_the_points_it_saw(world):  # noqa: F811
    evaluation = published(world)
    address, until = url(evaluation, "decide"), AFTER.replace(day=28)
    with time_machine.travel(until, tick=False):
        officer = client_of(world["officer"])
        session = officer.session
        del session[OWES_SECOND_FACTOR]  # it is there
        session.save()
        seen = form_of(officer.get(f"/assessments/evaluations/{evaluation.pk}/"), address)
        line = Score.objects.filter(evaluation=evaluation, item__source="judgement").first()
        Score.objects.filter(pk=line.pk).update(points=Decimal("0.5"))
        answer = officer.post(address, seen)
        assert answer.status_code == 409 and f"{line.item}：0.50" in answer.text
        assert Evaluation.objects.get().state == "published"
        assert officer.post(address, form_of(answer, address)).status_code == 302
    assert Evaluation.objects.get().state == "decided"


def test_the_second_reviewer_sees_what_the_first_gave(world):  # noqa: F811
    line = Score.objects.filter(evaluation=world["evaluation"], item__source="judgement").first()
    clerk, address = client_of(world["clerk"]), f"/assessments/scores/{line.pk}/judge/"
    seen = form_of(clerk.get(f"/assessments/scores/{line.pk}/"), address)
    line.evaluation = world["evaluation"]
    actions.judge(by=world["officer"], score=line, points=Decimal(2), reason="第一人", now=NOW)
    answer = clerk.post(address, seen | {"points": "3", "reason": "第二人"})
    assert answer.status_code == 409 and "第一人" in answer.text
    assert Score.objects.get(pk=line.pk).points == 2
    assert clerk.post(address, form_of(answer, address)).status_code == 302
    assert Score.objects.get(pk=line.pk).points == 3
