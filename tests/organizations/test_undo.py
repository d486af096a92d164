"""An end that was entered by mistake is taken back within ten minutes by whoever entered it (ux.md 5; ORG-21)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core.models import AuditEvent
from core.web.home import lists
from grids.actions.entries import enter
from grids.models import Area, AreaPerson, Grid, GridEntry, ResponsiblePerson
from members.models import Membership
from organizations import actions
from organizations.models import Month, Participation, Position, Post, Unit, UnitPresence
from people.models import User
from tests.clock import NOW, TODAY
from tests.organizations.conftest import SINCE, Tree

SignIn = Callable[[User], Client]


class End:
    """Something that has an end, ended through its page (or its action where there is none yet)."""

    def __init__(self, tree: Tree, sign_in: SignIn, kind: str) -> None:
        self.tree, self.kind = tree, kind
        self.user = tree.holder(tree.street, name="街道干部")
        tree.holder(tree.general_branch, Position.SECRETARY, name="社区书记")
        self.client = sign_in(self.user)
        self.row = getattr(self, f"make_{kind}")()

    def make_post(self) -> Any:
        return actions.appoint(
            by="test",
            person=self.tree.person("老主任"),
            organization=self.tree.community,
            position=Position.DIRECTOR,
            since=SINCE,
        )

    def make_membership(self) -> Any:
        return Membership.objects.create(
            person=self.tree.person("赵长岭"), organization=self.tree.branch, during=(SINCE, None)
        )

    def make_participation(self) -> Any:
        committee = self.tree.make("big_committee", "T-A-1-D", self.tree.community)
        unit = actions.register_unit(
            by="test", organization=self.tree.street, name="供电公司", kind=Unit.UnitKind.ENTERPRISE
        )
        return actions.join_big_committee(
            by="test", big_committee=committee, unit=unit, since=date(2026, 1, 1), today=TODAY
        )

    def make_presence(self) -> Any:
        unit = actions.register_unit(by="test", organization=self.tree.street, name="供电公司", kind="enterprise")
        return actions.record_presence(
            by="test", unit=unit, community=self.tree.community, since=date(2026, 1, 1), today=TODAY
        )

    def make_responsible(self) -> Any:
        grid = Grid.objects.create(organization=self.tree.community, code="01", name="第一网格")
        return ResponsiblePerson.objects.create(
            organization=self.tree.community,
            grid=grid,
            person=self.tree.person("网格长"),
            role=ResponsiblePerson._meta.get_field("role").choices[0][0],
            during=(SINCE, None),
        )

    def make_area_person(self) -> Any:
        grid = Grid.objects.create(organization=self.tree.community, code="01", name="第一网格")
        words = {"organization": self.tree.community, "during": (SINCE, None)}
        area = Area.objects.create(grid=grid, kind=Area.Kind.SERVICE, name="便民片", **words)
        person = self.tree.person("热心人")
        return AreaPerson.objects.create(area=area, person=person, role=AreaPerson.Role.ACTIVIST, **words)

    def make_entry(self) -> Any:
        grid = Grid.objects.create(organization=self.tree.community, code="01", name="第一网格")
        return enter(by="test", grid=grid, thing=self.make_presence(), since=date(2026, 1, 1), today=TODAY)

    def enter(self, on: date = TODAY) -> Any:
        """End it; returns the page that follows."""
        if self.kind == "post":
            return self.client.post(
                reverse("organizations:end_post", args=[self.row.pk]), {"on": on.isoformat()}, follow=True
            )
        if self.kind == "membership":
            data = {"end-on": on.isoformat(), "end-reason": "transfer", "end-version": 1, "end-confirm": "on"}
            return self.client.post(reverse("members:member_end", args=[self.row.pk]), data, follow=True)
        if self.kind == "presence":
            address = reverse("organizations:end_presence", args=[self.row.pk])
            return self.client.post(address, {"on": on.isoformat()}, follow=True)
        if self.kind in ("responsible", "area_person", "entry"):
            address = reverse(f"grids:{self.kind}_end", args=[self.row.pk])
            return self.client.post(address, {"on": on.isoformat()}, follow=True)
        actions.leave_big_committee(by=self.user, participation=self.row, on=on, today=TODAY)
        return self.client.get(reverse("organizations:detail", args=[self.row.organization_id]))

    def event(self) -> AuditEvent:
        codes = [each.event for each in lists().undoings]
        return AuditEvent.objects.filter(actor_id=self.user.pk, code__in=codes).latest("pk")

    def take_back(self, client: Client | None = None) -> Any:
        return (client or self.client).post(reverse("organizations:undo", args=[self.event().pk]), follow=True)

    def ends(self) -> date | None:
        return type(self.row).objects.get(pk=self.row.pk).during.upper


KINDS = ("post", "membership", "participation", "presence", "responsible", "area_person", "entry")


@pytest.fixture(params=KINDS)
def end(request: pytest.FixtureRequest, tree: Tree, sign_in: SignIn) -> End:
    return End(tree, sign_in, request.param)


def test_every_kind_of_end_is_tried_here() -> None:
    models = {Post, Membership, Participation, UnitPresence, ResponsiblePerson, AreaPerson, GridEntry}
    assert {each.model for each in lists().undoings} == models
    assert all({each.event, each.undone} <= lists().label.keys() for each in lists().undoings)


def test_the_page_after_an_end_offers_to_take_it_back_and_it_stands_as_before(end: End) -> None:
    page = end.enter()
    assert end.ends() == TODAY
    assert reverse("organizations:undo", args=[end.event().pk]) in page.content.decode()
    after = end.take_back()
    assert end.ends() is None
    assert "已撤销，恢复为办理之前的状态" in after.content.decode()
    assert "刚办理的事项" not in after.content.decode()
    undone = AuditEvent.objects.latest("pk")
    assert (undone.actor_id, undone.target_id) == (end.user.pk, str(end.row.pk))
    end.client.post(reverse("organizations:undo", args=[undone.data["undoes"]]))
    assert end.ends() is None, "once"


def test_not_after_ten_minutes_and_not_by_somebody_else(end: End, sign_in: SignIn) -> None:
    end.enter()
    colleague = sign_in(end.tree.holder(end.tree.street, name="同事"))
    assert end.take_back(colleague).status_code == 404
    with time_machine.travel(NOW + timedelta(minutes=12), tick=True):
        assert "已超过可以撤销的时间" in end.take_back().content.decode()
    assert end.ends() == TODAY


def test_not_once_the_right_has_gone(end: End) -> None:
    end.enter()
    Post.objects.filter(person=end.user.person).update(during=(SINCE, TODAY))
    assert end.take_back().status_code == 403
    assert end.ends() == TODAY


def test_not_when_the_month_was_closed_meanwhile(end: End) -> None:
    end.enter(TODAY - timedelta(days=3))
    Month.objects.create(district=end.tree.district, month=date(2026, 11, 1), computed_at=NOW, closed_at=NOW)
    assert "2026年11月及以前已经封账" in end.take_back().content.decode()
    assert end.ends() == TODAY - timedelta(days=3)


def test_not_when_somebody_took_the_place(tree: Tree, sign_in: SignIn) -> None:
    post = End(tree, sign_in, "post")
    post.enter()
    actions.appoint(
        by="test", person=tree.person("新主任"), organization=tree.community, position=Position.DIRECTOR, since=TODAY
    )
    assert "不能撤销：同一时间这个职务只能由一人担任" in post.take_back().content.decode()
    assert post.ends() == TODAY


def test_not_when_the_member_joined_another_branch_meanwhile(tree: Tree, sign_in: SignIn) -> None:
    spell = End(tree, sign_in, "membership")
    spell.enter()
    Membership.objects.create(person=spell.row.person, organization=tree.branch, during=(TODAY, None))
    assert "不能撤销：此人在这段时间已有组织关系" in spell.take_back().content.decode()
    assert spell.ends() == TODAY


def test_rights_come_back_with_the_post(tree: Tree, sign_in: SignIn) -> None:
    holder = tree.holder(tree.branch, Position.SECRETARY, name="支部书记")
    officer = sign_in(tree.holder(tree.street, name="街道干部"))
    post = Post.objects.get(person=holder.person)
    officer.post(reverse("organizations:end_post", args=[post.pk]), {"on": TODAY.isoformat(), "reason": "调离"})
    assert not holder.grant_set.filter(during__contains=TODAY).exists()
    officer.post(reverse("organizations:undo", args=[AuditEvent.objects.latest("pk").pk]))
    assert holder.grant_set.filter(during__contains=TODAY).exists()
    post.refresh_from_db()
    assert (post.during.upper, post.ended_because) == (None, "")
