"""Mergers, divisions and upgrades: everything arrives where it should, on its day, once (ORG-21, ORG-05)."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core.models import Notification
from core.records.errors import RuleViolation
from core.zone import midnight
from members.groups.models import GroupMembership
from members.models import Membership, ScheduledChange
from organizations import actions
from organizations.kinds import Kind
from organizations.models import Grant, Month, Organization, Placement, Position, Post, Reorganization
from organizations.queries import tree
from organizations.reorganizing import actions as reorganizing
from organizations.tasks import follow_the_calendar
from organizations.tree.names import names_on
from people.models import Person
from tests.organizations.conftest import SINCE, TODAY, Tree

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ORG-21")]
LATER = date(2026, 12, 10)
Kinds = Reorganization.Kind


class Branches:
    """Two branches of a general branch: three members here, two of them in a group; one there."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.clerk = tree.holder(tree.street, name="街道干部")
        self.old, self.general = tree.branch, tree.general_branch
        self.new = tree.make(Kind.BRANCH, "T-A-1-C", tree.general_branch, "幸福里第二党支部")
        self.group = tree.make(Kind.PARTY_GROUP, "T-A-1-B-1", self.old, "一组")
        self.members = [self.member(name, self.old) for name in ("冯一", "陈二", "褚三")]
        for person in self.members[:2]:
            GroupMembership.objects.create(person=person, organization=self.group, during=(SINCE, None))
        self.there = self.member("卫四", self.new)

    def member(self, name: str, branch: Organization) -> Person:
        person = Person.objects.create(name=name, pinyin=name, initials="m")
        Membership.objects.create(person=person, organization=branch, during=(SINCE, None), name_key=name)
        return person

    def row(self, kind: str, **asked: Any) -> Reorganization:
        return Reorganization(
            **{"organization": self.old, "kind": kind, "on": TODAY, "document": "甲街委〔2026〕9号"} | asked
        )

    def do(self, kind: str, *, today: date = TODAY, **asked: Any) -> Reorganization:
        return reorganizing.reorganize(self.row(kind, **asked), by=self.clerk, today=today)

    def at(self, branch: Organization, on: date) -> set[str]:
        return set(Membership.objects.as_of(on).filter(organization=branch).values_list("person__name", flat=True))


@pytest.fixture
def branches(tree: Tree) -> Branches:
    return Branches(tree)


def test_a_branch_goes_into_another_with_members_and_groups_and_ends(branches):
    secretary = branches.tree.holder(branches.old, Position.SECRETARY, name="支部书记")
    done = branches.do(Kinds.MERGE, target=branches.new)
    assert (done.state, done.made) == (Reorganization.State.DONE, None)
    assert branches.at(branches.new, TODAY) == {"冯一", "陈二", "褚三", "卫四"}
    assert not branches.at(branches.old, TODAY)
    assert branches.at(branches.old, date(2026, 11, 21)) == {"冯一", "陈二", "褚三"}
    branches.group.refresh_from_db()
    assert branches.group.ancestor_ids[-2] == branches.new.pk
    assert GroupMembership.objects.current().filter(organization=branches.group).count() == 2
    branches.old.refresh_from_db()
    assert branches.old.dissolved_on == TODAY
    post = Post.objects.get(person=secretary.person)
    assert (post.during.upper, post.ended_because) == (TODAY, "组织撤销")
    assert not Grant.objects.filter(user=secretary, during__contains=TODAY).exists()


def test_the_tree_of_a_day_before_a_merger_is_as_it_was(branches):
    branches.do(Kinds.MERGE, target=branches.new)
    before = Placement.objects.get(organization=branches.group, during__contains=date(2026, 11, 21))
    assert before.parent_id == branches.old.pk
    assert [each.organization.name for each in tree([branches.general], on=TODAY, levels=1)[0].children] == [
        "幸福里第二党支部"
    ]


def test_part_of_a_branch_becomes_a_branch_of_its_own(branches):
    third = branches.members[2]
    done = branches.do(
        Kinds.SPLIT, name="幸福里第三党支部", code="T-A-1-D", parts=[branches.group.pk], persons=[third.pk]
    )
    made = done.made
    assert (made.kind, made.established_on, made.ancestor_ids[-2]) == (Kind.BRANCH, TODAY, branches.general.pk)
    branches.group.refresh_from_db()
    assert branches.group.ancestor_ids[-2] == made.pk
    assert branches.at(made, TODAY) == {"冯一", "陈二", "褚三"}, "members go with their group"
    assert branches.at(branches.old, TODAY) == set()
    assert GroupMembership.objects.current().filter(organization=branches.group).count() == 2


def test_who_goes_without_the_group_leaves_it(branches):
    first = branches.members[0]
    made = branches.do(Kinds.SPLIT, name="幸福里第三党支部", code="T-A-1-D", persons=[first.pk]).made
    assert branches.at(made, TODAY) == {"冯一"}
    assert branches.at(branches.old, TODAY) == {"陈二", "褚三"}
    names = GroupMembership.objects.as_of(TODAY).values_list("person__name", flat=True)
    assert list(names) == ["陈二"]


def test_a_branch_below_its_community_gets_a_general_branch_above_it(branches, tree):
    lone = tree.make(Kind.BRANCH, "T-A-2-B", tree.neighbour, "文庙社区党支部")
    done = branches.do(
        Kinds.UPGRADE, organization=lone, name="文庙社区党总支", code="T-A-2-G", own_name="文庙第一党支部"
    )
    lone.refresh_from_db()
    assert done.made.kind == Kind.COMMUNITY_GENERAL_BRANCH
    assert (done.made.ancestor_ids[-2], lone.ancestor_ids[-2]) == (tree.neighbour.pk, done.made.pk)
    assert (lone.name, names_on([lone.pk], on=date(2026, 11, 21))[lone.pk]) == ("文庙第一党支部", "文庙社区党支部")


def test_a_general_branch_becomes_a_committee_with_all_that_stands_there(branches, tree):
    secretary = tree.holder(branches.general, Position.SECRETARY, name="总支书记")
    branches.do(Kinds.UPGRADE, organization=branches.general, name="幸福里社区党委")
    branches.general.refresh_from_db()
    assert (branches.general.kind, branches.general.name) == (Kind.COMMUNITY_COMMITTEE, "幸福里社区党委")
    assert set(Placement.objects.filter(parent=branches.general).values_list("parent_kind", flat=True)) == {
        Kind.COMMUNITY_COMMITTEE
    }
    assert Grant.objects.filter(user=secretary, during__contains=TODAY).exists()


def test_what_lies_ahead_waits_for_its_night_and_can_be_taken_back(branches):
    waiting = branches.do(Kinds.MERGE, target=branches.new, on=LATER)
    assert waiting.state == Reorganization.State.WAITING
    assert branches.at(branches.old, TODAY) == branches.at(branches.old, LATER) == {"冯一", "陈二", "褚三"}
    assert not ScheduledChange.objects.exists()
    with pytest.raises(RuleViolation, match="已有一项待生效"):
        branches.do(Kinds.SPLIT, name="幸福里第三党支部", code="T-A-1-D", persons=[branches.members[0].pk])
    assert not Organization.objects.filter(code="T-A-1-D").exists()
    reorganizing.withdraw(waiting, by=branches.clerk)
    again = branches.do(Kinds.MERGE, target=branches.new, on=LATER)
    with time_machine.travel(midnight(LATER)):
        follow_the_calendar()
    again.refresh_from_db()
    assert again.state == Reorganization.State.DONE
    assert branches.at(branches.new, LATER) == {"冯一", "陈二", "褚三", "卫四"}
    assert branches.at(branches.old, date(2026, 12, 9)) == {"冯一", "陈二", "褚三"}


def test_what_no_longer_holds_on_its_day_falls_with_its_reason(branches):
    waiting = branches.do(Kinds.MERGE, target=branches.new, on=LATER)
    actions.dissolve_organization(  # as the other branch did meanwhile
        by="test", organization=emptied(branches), on=LATER, today=LATER
    )
    assert reorganizing.take_due(on=LATER) == 0
    waiting.refresh_from_db()
    assert (waiting.state, "撤销" in waiting.note) == (Reorganization.State.REFUSED, True)
    told = Notification.objects.get(kind="change.not_taken", recipient=branches.clerk)
    assert (told.title, told.text) == (f"{branches.old.name}合并没有生效", waiting.note)
    assert branches.at(branches.old, LATER) == {"冯一", "陈二", "褚三"}


def emptied(branches: Branches) -> Organization:
    Membership.objects.filter(person=branches.there).delete()
    return branches.new


def refused(branches: Branches, kind: str, **asked: Any) -> str:
    before = (Membership.objects.count(), Organization.objects.count(), Placement.objects.count())
    with pytest.raises(RuleViolation) as told:
        branches.do(kind, **asked)
    assert (Membership.objects.count(), Organization.objects.count(), Placement.objects.count()) == before
    assert not Reorganization.objects.exists()
    return told.value.message


def test_each_thing_that_cannot_be_is_refused_and_nothing_is_half_done(branches, tree):
    assert "自己" in refused(branches, Kinds.MERGE, target=branches.old)
    assert "不能并入" in refused(branches, Kinds.MERGE, target=branches.general)
    assert "请选择" in refused(branches, Kinds.SPLIT, name="三支部", code="T-A-1-D")
    assert "不在本支部" in refused(branches, Kinds.SPLIT, name="三支部", code="T-A-1-D", persons=[branches.there.pk])
    elsewhere = tree.make(Kind.PARTY_GROUP, "T-A-1-C-1", branches.new, "二组")
    assert "不在这里" in refused(branches, Kinds.SPLIT, name="三支部", code="T-A-1-D", parts=[elsewhere.pk])
    assert "已有“幸福里第二党支部”" in refused(
        branches, Kinds.SPLIT, name="幸福里第二党支部", code="T-A-1-D", persons=[branches.members[0].pk]
    )
    assert "编码已经存在" in refused(
        branches, Kinds.SPLIT, name="三支部", code="T-A-1-C", persons=[branches.members[0].pk]
    )
    assert "拆分" in refused(branches, Kinds.UPGRADE, name="总支", code="T-A-1-E")
    lone = tree.make(Kind.BRANCH, "T-A-1-L", tree.community, "幸福里直属党支部")
    assert "改隶到它下面" in refused(branches, Kinds.UPGRADE, organization=lone, name="总支", code="T-A-1-E")
    assert "不能升格" in refused(branches, Kinds.UPGRADE, organization=tree.community, name="总支", code="T-A-1-E")


def test_days_that_cannot_be_are_refused(branches, tree):
    assert "成立" in refused(branches, Kinds.MERGE, target=branches.new, on=date(2024, 12, 31))
    assert "不能晚于" in refused(branches, Kinds.MERGE, target=branches.new, on=date(2028, 1, 1))
    Month.objects.create(district=tree.district, month=date(2026, 10, 1), closed_at=midnight(TODAY))
    assert "2026年10月及以前已经封账" in refused(branches, Kinds.MERGE, target=branches.new, on=date(2026, 10, 31))
    branches.do(Kinds.MERGE, target=branches.new, on=date(2026, 11, 1))


def test_a_member_with_a_change_under_way_or_who_came_later_stands_in_the_way(branches):
    third = branches.members[2]
    waiting = ScheduledChange.objects.create(
        organization=branches.old, person=third, on=LATER, end_reason=Membership.End.TRANSFER
    )
    assert "褚三有待生效的变动" in refused(branches, Kinds.MERGE, target=branches.new)
    waiting.delete()
    Membership.objects.filter(person=third).update(during=(date(2026, 11, 20), None))
    assert "褚三" in refused(branches, Kinds.MERGE, target=branches.new, on=date(2026, 11, 20))


def pressed(client: Client, address: str, **data: Any) -> Any:
    page = client.get(address, data)
    return client.post(address, data | {"seen": page.context["preview"].numbers})


def test_the_pages_show_what_is_touched_and_refuse_what_was_not_seen(client, branches):
    client.force_login(branches.clerk)
    address = reverse("organizations:merge", args=[branches.old.pk])
    asked = {"target": branches.new.pk, "on": "2026-11-22", "document": "甲街委〔2026〕9号"}
    page = client.get(address, asked)
    assert "当日起在并入的组织" in page.content.decode()
    seen = page.context["preview"].numbers
    assert client.post(address, asked).status_code == 422
    branches.member("蒋五", branches.old)
    late = client.post(address, asked | {"seen": seen})
    assert (late.status_code, "由3变为4" in late.content.decode()) == (409, True)
    assert pressed(client, address, **asked).status_code == 302
    assert "已生效" in client.get(reverse("organizations:detail", args=[branches.new.pk])).content.decode()
    assert client.get(address).status_code == 404, "a branch that has ended goes nowhere"


def test_who_keeps_the_branch_alone_founds_nothing_beside_it(client, branches, tree):
    address = reverse("organizations:split", args=[branches.old.pk])
    own = tree.holder(branches.old, Position.SECRETARY, name="支部书记")
    client.force_login(own)
    assert client.get(address).status_code == 403
    other = tree.holder(tree.other_street, name="乙街道干部")
    client.force_login(other)
    assert client.get(address).status_code == 404
