"""Whom the convener names stays with the plan until the roster is made, for every kind that is convened (MTG-01)."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from core.records.errors import RuleViolation
from meetings import actions, plans, queries
from meetings.models import Meeting, MeetingKind
from organizations.actions import register_unit
from organizations.models import Organization, Unit, UnitPresence
from tests.meetings.conftest import SINCE, World, at, client_of, make_person
from tests.meetings.test_pages import fields_of
from tests.meetings.test_path import planned

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MTG-01", "MTG-02")]


def convened_kinds(world: World) -> list[tuple[MeetingKind, Organization]]:
    """Each kind whose participants the convener names, with a host of it in the world."""
    hosts = [world.big_committee, world.community, world.general, *world.branches]
    found = []
    for kind in MeetingKind.objects.all():
        host = next((each for each in hosts if each.kind in kind.hosts and plans.convened(kind, each)), None)
        if host is not None:
            found.append((kind, host))
    assert {kind.pk for kind, _ in found} >= {"symposium", "visit", "delegate_conference", "joint_conference"}
    return found


def address(kind: MeetingKind, host: Organization) -> str:
    return f"{reverse('meetings:plan')}?kind={kind.pk}&organization={host.pk}"


def saved(world: World, kind: MeetingKind, host: Organization, names: list[Any]) -> Meeting:
    client = client_of(world.secretary)
    data: dict[str, Any] = fields_of(client.get(address(kind, host)))
    data |= {"organization": host.pk, "topic": f"{kind.label}一次", "invited": [each.pk for each in names]}
    answer = client.post(address(kind, host), data | {"save": "1"})
    assert answer.status_code == 302, (kind.pk, answer.context["form"].errors)
    return Meeting.objects.get(topic=f"{kind.label}一次")


def called(meeting: Meeting) -> set[Any]:
    return {row.person for row in meeting.attendances.roster().select_related("person")}


@time_machine.travel(at(3), tick=False)
def test_a_saved_plan_of_every_convened_kind_is_notified_with_whom_it_named(world: World) -> None:
    names = world.members[:2]
    for kind, host in convened_kinds(world):
        meeting = saved(world, kind, host, names)
        client = client_of(world.secretary)
        page = client.get(reverse("meetings:detail", args=[meeting.pk]))
        assert names[0].name in page.text and names[1].name in page.text
        told = actions.notify(by=world.secretary, meeting=meeting, now=at(3, 10))
        assert called(meeting) >= set(names) and told >= 2, kind.pk


@time_machine.travel(at(3), tick=False)
def test_whom_the_plan_named_is_changed_in_it(world: World) -> None:
    meeting = saved(world, MeetingKind.objects.get(pk="symposium"), world.big_committee, world.members[:2])
    client, edit = client_of(world.secretary), reverse("meetings:edit", args=[meeting.pk])
    page = client.get(edit)
    assert sorted(page.context["form"]["invited"].value()) == sorted(each.pk for each in world.members[:2])
    data: dict[str, Any] = fields_of(page) | {"invited": [world.members[2].pk]}
    assert client.post(edit, data).status_code == 302
    assert list(meeting.invited.all()) == [world.members[2]]
    assert (
        client.post(edit, data | {"invited": [make_person("别处的人").pk]}).status_code == 422
    )  # nor is another's kept
    actions.notify(by=world.secretary, meeting=meeting, now=at(3, 10))
    assert called(meeting) == {world.members[2]}
    assert "invited" not in client.get(edit).context["form"].fields


@time_machine.travel(at(3), tick=False)
def test_a_notice_with_nobody_named_says_where_to_name_them(world: World) -> None:
    meeting = planned(world, kind="symposium", form="", education="")
    with pytest.raises(RuleViolation, match="修改计划"):
        actions.notify(by=world.secretary, meeting=meeting, now=at(3))


def test_a_meeting_that_was_never_notified_is_recorded_with_whom_the_plan_named(world: World) -> None:
    with time_machine.travel(at(3), tick=False):
        kept = saved(world, MeetingKind.objects.get(pk="symposium"), world.big_committee, world.members[:2])
        late = saved(world, MeetingKind.objects.get(pk="visit"), world.big_committee, [])
    with time_machine.travel(at(30), tick=False):
        actions.record(by=world.secretary, meeting=kept, version=kept.version, content="座谈", now=at(30))
        assert called(kept) == set(world.members[:2])
        client, page = client_of(world.secretary), reverse("meetings:record", args=[late.pk])
        data: dict[str, Any] = fields_of(client.get(page)) | {"content": "走访", "invited": [world.members[5].pk]}
        assert client.post(page, data).status_code == 302
        assert called(late) == {world.members[5]}
        assert "invited" not in client.get(page).context["form"].fields  # the roster stands


def test_the_contact_of_a_unit_is_named_where_the_convener_names(world: World) -> None:
    contact = make_person("单位联系人")
    unit = register_unit(by="test", organization=world.street, name="供电公司", kind=Unit.UnitKind.ENTERPRISE)
    UnitPresence.objects.create(unit=unit, organization=world.community, contact=contact, during=(SINCE, None))
    on = date(2026, 11, 3)
    assert contact in queries.people_of(world.big_committee, on=on, members=True)
    assert contact not in queries.people_of(world.big_committee, on=on)
