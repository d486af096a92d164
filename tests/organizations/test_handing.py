"""Who leaves hands over what is open to the successor, both sign; who acts for an officer on leave has the rights of
the post for these days and never its seat (ORG-34)."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent, Notification
from core.records.errors import RuleViolation
from core.records.versions import Conflict
from grids.models import Opinion
from meetings.models import Meeting, MeetingKind, Resolution
from organizations import actions, undo
from organizations.handing import actions as handing
from organizations.handing import queries
from organizations.handing.kinds import BY_POST, KEPT, PASSED
from organizations.handing.models import Acting, Handover
from organizations.models import Case, ContactPoint, Grant, Position, Post, UnitPresence
from organizations.scoping import forget_grants, permissions_of
from organizations.seats import of as seats_of
from people.models import User
from tests.clock import TODAY
from tests.organizations.conftest import Tree

SignIn = Callable[[User], Client]
DAY = timedelta(days=1)


@pytest.fixture
def office(tree: Tree) -> SimpleNamespace:
    """A director who left today with a task, a meeting to host and a contact point; the successor is there."""
    clerk = tree.holder(tree.street, name="街道干部", staff=True)
    leaver = tree.holder(tree.community, Position.DIRECTOR, name="赵主任")
    follower = tree.holder(tree.community, Position.WORKER, name="钱干事")
    meeting = Meeting.objects.create(
        organization=tree.community,
        kind=MeetingKind.objects.get(code="theme_day"),
        topic="十二月主题党日",
        starts_at=timezone.now() + 3 * DAY,
        host_person=leaver.person,
        recorder=leaver.person,
        created_by=leaver,
    )
    task = Resolution.objects.create(
        organization=tree.community, meeting=meeting, text="修好路灯", owner=leaver.person, due_on=TODAY + 9 * DAY
    )
    post = Post.objects.get(person=leaver.person)
    actions.end_post(by=clerk, post=post, on=TODAY, today=TODAY, reason="调离")
    post.refresh_from_db()
    return SimpleNamespace(
        tree=tree, clerk=clerk, leaver=leaver, follower=follower, post=post, meeting=meeting, task=task
    )


def pass_all(office: SimpleNamespace, *, without: str = "") -> Handover:
    found = queries.groups(queries.leaving_of(office.post, TODAY))
    seen = queries.fingerprint(found)
    chosen = [key for key in seen.split() if not without or not key.startswith(without)]
    given = {"by": office.clerk, "post": office.post, "successor": office.follower.person}
    return handing.hand_over(**given, chosen=chosen, seen=seen, today=TODAY)


@pytest.mark.requirement("ORG-34")
def test_what_is_open_passes_to_the_successor_and_is_listed_to_sign_for(office: SimpleNamespace) -> None:
    point = ContactPoint.objects.create(
        organization=office.tree.community,
        leader=office.leaver.person,
        duty="联系领导",
        during=(date(2026, 1, 1), None),
    )
    unit = actions.register_unit(by="test", organization=office.tree.street, name="市第三中学", kind="institution")
    presence = UnitPresence.objects.create(
        organization=office.tree.community,
        unit=unit,
        during=(date(2026, 1, 1), None),
        instructor=office.leaver.person,
    )
    opinion = Opinion.objects.create(
        organization=office.tree.community,
        content="1号楼漏水",
        received_at=timezone.now(),
        due_on=TODAY + 5 * DAY,
        level="community",
        first_receiver=office.leaver.person,
    )
    Case.objects.create(
        organization=office.tree.branch, kind="development", title="发展卫四", begun_on=TODAY, next_step="talk"
    )
    made = pass_all(office)
    for row in (office.meeting, office.task, point, presence, opinion):
        row.refresh_from_db()
    person = office.follower.person
    assert office.task.owner == person
    assert office.meeting.host_person == person and office.meeting.recorder == person
    assert presence.instructor == person and opinion.first_receiver == person
    assert any(text.endswith("发展卫四（幸福里第一党支部）") for _kind, text, how in made.lines if how == BY_POST)
    assert point.during.upper == TODAY and point.leader == office.leaver.person, "visits stay with who made them"
    assert ContactPoint.objects.get(leader=person).during.lower == TODAY
    lines = {(kind, how): text for kind, text, how in made.lines}
    assert "修好路灯" in lines["负责的决议事项", PASSED]
    assert "十二月主题党日" in lines["主持或记录的会议", PASSED]
    assert any(kind == "草拟中的会议和待确认的记录" for kind, _how in lines)
    assert any(kind == "待办事项" for kind, _how in lines), "duties of the office are listed, too"
    assert made.waits_for == "赵主任、钱干事"
    told = set(Notification.objects.filter(kind=handing.TO_SIGN).values_list("recipient", flat=True))
    assert told == {office.leaver.pk, office.follower.pk}
    Resolution.objects.filter(pk=office.task.pk).update(text="另一件事")
    made.refresh_from_db()
    assert "修好路灯" in str(made.lines), "the list stands as it was signed for"


@pytest.mark.requirement("ORG-34")
def test_both_sign_and_another_only_for_who_has_no_account(office: SimpleNamespace) -> None:
    made, now = pass_all(office), timezone.now()
    event = AuditEvent.objects.filter(code="organizations.post_ended").latest("pk")
    with pytest.raises(RuleViolation, match="已办理工作交接"):
        undo.undo(by=office.clerk, event=event)
    with pytest.raises(RuleViolation) as refused:
        handing.sign(by=office.clerk, handover=made, version=made.version, now=now, reason="人已离开")
    assert refused.value.code == "not-yours"
    handing.sign(by=office.follower, handover=made, version=made.version, now=now)
    with pytest.raises(Conflict):
        handing.sign(by=office.leaver, handover=made, version=made.version, now=now)
    User.objects.filter(pk=office.leaver.pk).update(is_active=False)
    with pytest.raises(RuleViolation) as refused:
        handing.sign(by=office.clerk, handover=made, version=2, now=now)
    assert refused.value.code == "reason-missing"
    signed = handing.sign(by=office.clerk, handover=made, version=2, now=now, reason="已调往外地")
    assert signed.is_signed and signed.signed_for_because == "已调往外地"


@pytest.mark.requirement("ORG-34")
def test_unticked_stays_and_a_second_clerk_is_told(office: SimpleNamespace, sign_in: SignIn) -> None:
    page = reverse("organizations:hand_over", args=[office.post.pk])
    client = sign_in(office.clerk)
    shown = client.get(page).content.decode()
    assert "修好路灯" in shown and "十二月主题党日" in shown
    seen = queries.fingerprint(queries.groups(queries.leaving_of(office.post, TODAY)))
    made = pass_all(office, without="tasks")
    office.task.refresh_from_db()
    assert office.task.owner == office.leaver.person and [row[2] for row in made.lines if "修好" in row[1]] == [KEPT]
    data = {"successor": office.follower.person_id, "seen": seen, "things": seen.split()}
    assert client.post(page, data).status_code == 409
    assert Handover.objects.count() == 1
    going_on = Post.objects.get(person=office.follower.person)
    assert client.get(reverse("organizations:hand_over", args=[going_on.pk])).status_code == 302
    missing = client.post(page, {"successor": office.leaver.person_id, "seen": seen})
    assert missing.status_code == 422 and Handover.objects.count() == 1
    paper = client.get(reverse("organizations:handover_paper", args=[made.pk]))
    assert paper.content.startswith(b"%PDF")


@pytest.mark.requirement("ORG-34")
def test_who_acts_has_the_rights_for_these_days_and_never_the_seat(tree: Tree) -> None:
    clerk = tree.holder(tree.street, name="街道干部", staff=True)
    holder = tree.holder(tree.general_branch, Position.SECRETARY, name="孙书记")
    deputy = tree.holder(tree.branch, Position.COMMITTEE_MEMBER, name="李委员")
    post = Post.objects.get(person=holder.person)
    right = "organizations.manage_meeting"
    before = [(row.label, row.held) for row in seats_of(tree.general_branch, today=TODAY)]
    given = {"by": clerk, "post": post, "person": deputy.person, "today": TODAY}
    for since, until, code in (
        (TODAY, TODAY - DAY, "date-order"),
        (post.during.lower - DAY, TODAY, "before-start"),
    ):
        with pytest.raises(RuleViolation) as refused:
            handing.act_for(**given, since=since, until=until)
        assert refused.value.code == code
    with pytest.raises(RuleViolation):
        handing.act_for(**given | {"person": holder.person}, since=TODAY, until=TODAY + DAY)
    acting = handing.act_for(**given, since=TODAY, until=TODAY + 9 * DAY)
    with pytest.raises(RuleViolation, match="已有人代理"):
        handing.act_for(**given, since=TODAY + DAY, until=TODAY + 2 * DAY)
    forget_grants(deputy)
    assert right in permissions_of(deputy)
    assert {each.during.upper for each in Grant.objects.filter(acting=acting)} == {TODAY + 10 * DAY}
    assert [(row.label, row.held) for row in seats_of(tree.general_branch, today=TODAY)] == before
    assert Post.objects.in_force(TODAY).filter(person=deputy.person).count() == 1
    assert actions.sweep_grants(on=TODAY) == (0, 0)
    # with the post end the rights of who acts for its holder
    actions.end_post(by=clerk, post=post, on=TODAY, today=TODAY)
    forget_grants(deputy)
    assert right not in permissions_of(deputy) and not Acting.objects.in_force(TODAY).exists()
    event = AuditEvent.objects.filter(code="organizations.post_ended").latest("pk")
    undo.undo(by=clerk, event=event)
    forget_grants(deputy)
    assert right in permissions_of(deputy), "taken back, the post goes on, and so does acting for its holder"


def test_the_holder_is_back_earlier(tree: Tree) -> None:
    clerk = tree.holder(tree.street, name="街道干部", staff=True)
    holder = tree.holder(tree.general_branch, Position.SECRETARY, name="孙书记")
    deputy = tree.holder(tree.branch, Position.COMMITTEE_MEMBER, name="李委员")
    post = Post.objects.get(person=holder.person)
    given = {"by": clerk, "post": post, "person": deputy.person, "today": TODAY}
    acting = handing.act_for(**given, since=TODAY - 2 * DAY, until=TODAY + 9 * DAY)
    with pytest.raises(Conflict):
        handing.end_acting(by=clerk, acting=acting, version=7, on=TODAY)
    assert handing.end_acting(by=clerk, acting=acting, version=1, on=TODAY) is not None
    forget_grants(deputy)
    assert "organizations.manage_meeting" not in permissions_of(deputy)
    again = handing.act_for(**given, since=TODAY, until=TODAY + DAY)
    assert handing.end_acting(by=clerk, acting=again, version=1, on=TODAY) is None
    assert not Grant.objects.filter(acting__isnull=False, during__contains=TODAY).exists()
