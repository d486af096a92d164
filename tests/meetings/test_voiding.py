"""A record that was entered in error is voided with a reason, kept, and counts nowhere (MTG-02)."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.models import AuditEvent, Notification
from core.records.errors import RuleViolation
from core.records.shown import token
from meetings import actions, annual, documents, ledger, queries, topics
from meetings.models import Meeting, Poll, Resolution
from meetings.progress import debtors
from meetings.rules import MEETING
from organizations.models import Case, CaseStep
from tests.meetings.conftest import World, at, client_of
from tests.meetings.test_path import general_meeting, held, planned

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MTG-02", "MTG-09")]

WHY = "登错了组织"
STATES = ["recorded", "confirmed", "closed"]


def recorded(world: World, state: str = "recorded", meeting: Meeting | None = None) -> Meeting:
    made = actions.record(by=world.secretary, meeting=meeting or held(world), version=1, content="走访", now=at(21, 10))
    if state != "recorded":
        made = actions.confirm(by=world.deputy, meeting=made, now=at(21, 11))
    return actions.close(by=world.deputy, meeting=made, now=at(22)) if state == "closed" else made


def voided(world: World, meeting: Meeting) -> Meeting:
    return actions.void(by=world.deputy, meeting=meeting, reason=WHY, now=at(23))


def stage(world: World) -> str:
    rows = debtors(world.street_officer, "organizations.view_meeting", date(2026, 11, 1), now=at(25))
    return next(row.stage for row in rows if row.organization == world.community.pk)


@pytest.mark.parametrize("state", STATES)
@time_machine.travel(at(25), tick=False)
def test_a_voided_record_counts_nowhere_and_stays_to_be_read(world: World, state: str) -> None:
    meeting = recorded(world, state)
    year = ledger.of_year(world.secretary, "organizations.view_meeting", world.big_committee, 2026, now=at(25))
    assert stage(world) == "done" and len(year.entries) == 1
    voided(world, meeting)
    assert stage(world) == "unplanned"  # the month owes its theme day again
    year = ledger.of_year(world.secretary, "organizations.view_meeting", world.big_committee, 2026, now=at(25))
    assert not year.entries
    form = annual.of_year(world.secretary, "organizations.view_meeting", [world.big_committee], 2026)
    assert form.lines[0].total == 0 and form.lines[0].entitled == 0
    page = client_of(world.secretary).get(reverse("meetings:detail", args=[meeting.pk])).text
    assert "记录已作废" in page and WHY in page and "走访" in page and "钱副书记" in page
    assert "作废" in documents.make("minutes", Meeting.objects.get(pk=meeting.pk)).title
    assert Notification.objects.filter(kind="meeting.voided").count() == 6
    event = AuditEvent.objects.get(code="meetings.voided")
    assert event.target_id == str(meeting.pk) and event.data["reason"] == WHY
    again = planned(world)  # the same hour is free for the right record
    assert again.state == "planned"


def test_a_voided_record_is_read_only_for_the_database_too(world: World) -> None:
    meeting = voided(world, recorded(world, "closed"))
    for change in ({"content": "偷偷改"}, {"voided_because": "别的"}, {"state": "closed"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.filter(pk=meeting.pk).update(**change)
    assert not MEETING.leaving("void")
    with pytest.raises(RuleViolation, match="不能再作废"):
        voided(world, meeting)


def test_a_closed_record_is_changed_by_nothing_but_its_voiding(world: World) -> None:
    meeting = recorded(world, "closed")
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(
            state="void", voided_at=at(23), voided_because=WHY, content="偷偷改"
        )


@pytest.mark.parametrize("reason", ["", "  ", "长" * 201])
def test_a_record_is_voided_with_a_reason(world: World, reason: str) -> None:
    meeting = recorded(world)
    with pytest.raises(RuleViolation, match="作废原因"):
        actions.void(by=world.secretary, meeting=meeting, reason=reason, now=at(23))
    assert Meeting.objects.get(pk=meeting.pk).state == "recorded"


def test_what_is_not_recorded_yet_is_cancelled(world: World) -> None:
    with pytest.raises(RuleViolation, match="请先录入记录"):
        actions.void(by=world.secretary, meeting=planned(world), reason=WHY, now=at(23))


def test_open_tasks_end_with_the_record_and_cover_no_topic(world: World) -> None:
    meeting = recorded(world, meeting=general_meeting(world, present=5))
    vote = actions.put_to_vote(by=world.secretary, meeting=meeting, text="甲", votes_for=5, now=at(21))
    names = {"owner": world.members[0], "due_on": date(2026, 11, 30), "decision": vote}
    open_, done = (
        actions.resolve(by=world.secretary, meeting=meeting, text=text, **names) for text in ("整修", "已办")
    )
    actions.finish_resolution(by=world.secretary, resolution=done, version=1, result="办完", now=at(22))
    voided(world, meeting)
    open_.refresh_from_db()
    assert open_.state == Resolution.State.DROPPED and WHY in open_.result
    assert not queries.resolutions_open(Resolution.objects.all())
    assert not Resolution.objects.filter(topics.of_year(2026)).exists()


def test_papers_that_were_counted_keep_their_meeting(world: World) -> None:
    meeting = recorded(world)
    poll = Poll.objects.create(
        organization=meeting.organization, meeting=meeting, matter="appraisal", grades=["优秀", "合格"], entitled=2,
        present=2, teller=world.members[0], scrutineer=world.members[1], opened_at=at(20),
    )  # fmt: skip
    with pytest.raises(RuleViolation, match="民主评议.*不能作废"):
        voided(world, meeting)
    assert poll.meeting.state == "recorded"


def test_a_case_that_rests_on_the_meeting_keeps_it(world: World) -> None:
    meeting = recorded(world)
    case = Case.objects.create(
        organization=world.other, kind="selection", title="别处的推选", begun_on=date(2026, 11, 1), next_step="nominate"
    )
    step = CaseStep.objects.create(
        organization=world.other, case=case, key="announce", done_on=date(2026, 11, 21), proof="meeting.announced",
        record=meeting.pk,
    )  # fmt: skip
    with pytest.raises(RuleViolation, match="别处的推选"):
        voided(world, meeting)
    CaseStep.objects.filter(pk=step.pk).update(voided_on=date(2026, 11, 22), voided_because="退回")
    assert voided(world, meeting).state == "void"


@time_machine.travel(at(25), tick=False)
def test_the_page_voids_what_it_showed_and_only_for_who_manages(world: World) -> None:
    meeting = recorded(world, "closed")
    address = reverse("meetings:void", args=[meeting.pk])
    data: dict[str, Any] = {"reason": WHY, "shown": token(MEETING.face, Meeting.objects.get(pk=meeting.pk))}
    assert client_of(world.accounts[0]).post(address, data).status_code in (403, 404)
    assert client_of(world.other_secretary).post(address, data).status_code == 404
    client = client_of(world.secretary)
    assert client.post(address, data | {"reason": ""}, follow=True).text.count("请写明作废原因") == 1
    client.post(address, data)
    assert Meeting.objects.get(pk=meeting.pk).state == "void"
    assert "作废记录" not in client.get(reverse("meetings:detail", args=[meeting.pk])).text
