"""The register of units of the area: what it says, who may correct it, who has reported in (ORG-02, ORG-13, ORG-28)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.models import AuditEvent
from core.records.errors import RuleViolation
from members.models import Membership
from organizations import actions, queries, undo
from organizations.kinds import Kind
from organizations.models import Organization, Position, Unit, UnitPresence
from people.models import User
from tests.organizations.conftest import SINCE, TODAY, Tree

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def stands(tree: Tree, name: str = "供电公司", *communities: Organization, **facts: Any) -> UnitPresence:
    unit = actions.register_unit(by="test", organization=tree.street, name=name, kind=Unit.UnitKind.ORGAN, **facts)
    for community in communities or (tree.community,):
        presence = actions.record_presence(by="test", unit=unit, community=community, since=SINCE, today=TODAY)
    return presence


def correction(client: Client, presence: UnitPresence, **typed: Any) -> Any:
    unit = Unit.objects.get(pk=presence.unit_id)
    facts = {"name": unit.name, "kind": unit.kind, "version": unit.version}
    return client.post(reverse("organizations:correct_unit", args=[presence.pk]), facts | typed)


@pytest.fixture
def secretary(tree: Tree, sign_in: SignIn) -> Client:
    return sign_in(tree.holder(tree.general_branch, Position.SECRETARY, name="赵书记"))


@pytest.mark.requirement("ORG-13")
def test_the_register_says_kind_sector_superior_code_party_organisation_instructor_and_report(
    tree: Tree, secretary: Client
) -> None:
    guide = tree.person("孟庆云")
    actions.appoint(by="test", person=guide, organization=tree.branch, position="secretary", since=SINCE, until=None)
    presence = stands(tree)
    typed = {
        "sector": "电力",
        "superior_unit": "省公司",
        "credit_code": "91350100M000100Y43",
        "instructor_name": "孟庆云",
    }
    assert correction(secretary, presence, district_organ="on", **typed).status_code == 302
    page = reverse("organizations:unit", args=[presence.pk])
    text = secretary.get(page).text
    for word in ("机关（区直机关）", "电力", "省公司", "91350100M000100Y43", "没有", "孟庆云", "还没有报到"):
        assert word in text, word
    assert correction(secretary, presence, party_name="供电公司党委").status_code == 302
    presence.refresh_from_db()
    assert presence.instructor is None, "a name that was emptied ends what stood there"
    assert "供电公司党委" in secretary.get(page).text
    refused = correction(secretary, presence, credit_code="123")
    assert refused.status_code == 422 and "统一社会信用代码应为18位" in refused.text


def test_who_corrects_what_somebody_else_corrected_reads_both(tree: Tree, secretary: Client) -> None:
    presence = stands(tree)
    assert correction(secretary, presence, sector="电力").status_code == 302
    assert correction(secretary, presence, sector="能源", version=0).status_code == 409
    assert Unit.objects.get().sector == "电力"


def test_a_unit_of_two_communities_is_corrected_by_its_street_its_contact_by_each(
    tree: Tree, secretary: Client, sign_in: SignIn
) -> None:
    neighbour = stands(tree, "供电公司", tree.community, tree.neighbour)
    presence = UnitPresence.objects.get(organization=tree.community)
    answer = secretary.get(reverse("organizations:correct_unit", args=[presence.pk]))
    assert "单位资料由街道更正" in answer.text and 'name="name"' not in answer.text
    typed = {"person_name": "石大勇", "register_new": "on", "phone": "13900000008"}
    assert correction(secretary, presence, name="别名", **typed).status_code == 302
    presence.refresh_from_db()
    neighbour.refresh_from_db()
    assert presence.contact is not None and presence.contact.name == "石大勇"
    assert neighbour.contact is None and Unit.objects.get().name == "供电公司"
    clerk = sign_in(tree.holder(tree.street, name="街道干部"))
    assert correction(clerk, presence, name="供电分公司", person_name="石大勇").status_code == 302
    presence.refresh_from_db()
    assert Unit.objects.get().name == "供电分公司" and presence.contact is not None


def test_a_unit_moves_away_and_nothing_of_it_is_lost(tree: Tree, secretary: Client) -> None:
    presence = stands(tree)
    actions.report_in(by="test", presence=presence, on=date(2026, 10, 5), today=TODAY)
    address = reverse("organizations:end_presence", args=[presence.pk])
    refused = secretary.post(address, {"on": "2026-10-04"})
    assert refused.status_code == 422 and "不能早于报到日期" in refused.text
    assert secretary.post(address, {"on": TODAY, "reason": "搬迁"}).status_code == 302
    presence.refresh_from_db()
    assert presence.during.upper == TODAY and presence.reported_in_on == date(2026, 10, 5)
    assert not queries.units_of(tree.community, TODAY).exists()
    assert queries.units_of(tree.community, date(2026, 11, 1)).exists()


def test_only_who_manages_accounts_opens_one_for_the_contact(tree: Tree, secretary: Client, sign_in: SignIn) -> None:
    presence = stands(tree)
    contact = tree.person("石大勇")
    UnitPresence.objects.filter(pk=presence.pk).update(contact=contact)
    address = reverse("organizations:open_account", args=[presence.pk])
    assert secretary.post(address).status_code == 403
    clerk = sign_in(tree.holder(tree.street, name="街道干部"))
    assert clerk.post(address).status_code == 302
    account = User.objects.get(person=contact)
    slip = clerk.post(reverse("organizations:print_slip", args=[presence.pk]))
    assert slip.content.startswith(b"%PDF")
    account.refresh_from_db()
    assert account.has_usable_password() and account.one_use_until is not None
    again = clerk.post(reverse("organizations:print_slip", args=[presence.pk]), follow=True)
    assert "没有可以打印的开通单" in again.text


@pytest.mark.requirement("ORG-28")
def test_the_districts_own_organs_stand_first_among_who_has_not_reported_in(tree: Tree, secretary: Client) -> None:
    stands(tree, "一般单位")
    organ = stands(tree, "区税务局", district_organ=True)
    done = stands(tree, "已报到单位", district_organ=True)
    actions.report_in(by="test", presence=done, on=TODAY, today=TODAY)
    text = secretary.get(reverse("organizations:units"), {"waiting": "on"}).text
    assert text.index("区税务局") < text.index("一般单位") and "已报到单位" not in text
    actions.report_in(by="test", presence=organ, on=TODAY, today=TODAY)
    assert "区税务局" not in secretary.get(reverse("organizations:units"), {"waiting": "on"}).text.split("</nav>")[-1]


@pytest.mark.requirement("ORG-02")
def test_joining_and_leaving_move_no_relationship_and_no_superior(tree: Tree) -> None:
    party = tree.make(Kind.UNIT_ORGANIZATION, "U", tree.district, "供电公司党委")
    branch = tree.make(Kind.BRANCH, "U-1", party, "供电公司第一党支部")
    member = tree.person("钱学文")
    Membership.objects.create(person=member, organization=branch, during=(SINCE, None), name_key="m")
    before = list(Membership.objects.order_by("pk").values())
    committee = tree.make(Kind.BIG_COMMITTEE, "D", tree.community)
    unit = stands(tree, party_organization=party).unit
    part = actions.join_big_committee(by="test", big_committee=committee, unit=unit, since=SINCE, today=TODAY)
    assert [each.unit for each in queries.participations(committee, TODAY)] == [unit]
    assert not Membership.objects.filter(organization__in=Organization.objects.under(committee)).exists()
    actions.leave_big_committee(by="test", participation=part, on=TODAY, today=TODAY)
    with pytest.raises(RuleViolation, match="必须晚于参加日期"):
        actions.leave_big_committee(by="test", participation=part, on=SINCE, today=TODAY)
    assert list(Membership.objects.order_by("pk").values()) == before
    party.refresh_from_db()
    branch.refresh_from_db()
    assert party.ancestor_ids[:-1] == [tree.district.pk] and branch.ancestor_ids[:-1] == [tree.district.pk, party.pk]


CODE = "91350100M000100Y43"


def entry(client: Client, community: Organization, **typed: Any) -> Any:
    facts = {"name": "供电公司", "kind": "enterprise", "community": community.pk, "since": TODAY}
    return client.post(reverse("organizations:new_unit"), facts | typed)


@pytest.mark.requirement("ORG-13")
def test_a_known_unit_is_completed_by_what_is_typed_and_contradicted_by_nothing(tree: Tree, sign_in: SignIn) -> None:
    clerk = sign_in(tree.holder(tree.street, name="街道干部"))
    stands(tree, "供电公司", tree.neighbour)
    assert entry(clerk, tree.community, kind="organ", credit_code=CODE, full_members="9").status_code == 302
    unit = Unit.objects.get()
    assert (unit.credit_code, unit.full_members, unit.presences.count()) == (CODE, 9, 2)
    other = tree.make(Kind.COMMUNITY, "ZZ-1", tree.street, "另一社区")
    for field, value, word in (
        ("kind", "enterprise", "单位类型是“机关”"),
        ("full_members", "8", "正式党员数是“9”"),
        ("name", "自来水公司", "登记的单位名称不同"),
        ("credit_code", "911100006000073861", "统一社会信用代码不同"),
    ):
        typed = {"kind": "organ", "credit_code": CODE} | {field: value}
        refused = entry(clerk, other, **typed)
        assert refused.status_code == 422 and word in refused.text, (field, refused.text[:3000])
    assert Unit.objects.get().presences.count() == 2


@pytest.mark.requirement("ORG-13")
def test_a_unit_that_moves_to_another_street_is_handed_over_with_its_record(tree: Tree, sign_in: SignIn) -> None:
    street = tree.other_street
    far = tree.make(Kind.COMMUNITY, "ZZ-2", street, "远社区")
    officer = sign_in(tree.holder(street, name="那边干部"))
    presence = stands(tree, credit_code=CODE)
    both = entry(officer, far, kind="organ", credit_code=CODE)
    assert both.status_code == 302, both.text[:3000]
    assert Unit.objects.get().organization == tree.street, "it stands in both: the first street keeps it"
    UnitPresence.objects.filter(organization=far).delete()
    actions.end_presence(by="test", presence=presence, on=TODAY, today=TODAY)
    assert entry(officer, far, kind="organ", credit_code=CODE).status_code == 302
    unit = Unit.objects.get()
    assert unit.organization == street and unit.scope == street.path
    assert UnitPresence.objects.get(organization=tree.community).unit == unit


@pytest.mark.requirement("ORG-02", "ORG-13")
def test_a_unit_that_leaves_ends_its_part_in_committee_and_bodies_and_gets_it_back_when_undone(
    tree: Tree, sign_in: SignIn
) -> None:
    clerk = sign_in(user := tree.holder(tree.street, name="街道干部"))
    committee = tree.make(Kind.BIG_COMMITTEE, "ZZ-D", tree.community, "大党委")
    presence = stands(tree)
    part = actions.join_big_committee(by=user, big_committee=committee, unit=presence.unit, since=SINCE, today=TODAY)
    address = reverse("organizations:end_presence", args=[presence.pk])
    assert "同一天退出大党委" in clerk.get(address).text
    assert clerk.post(address, {"on": TODAY, "reason": "搬迁"}).status_code == 302
    part.refresh_from_db()
    assert part.during.upper == TODAY
    event = AuditEvent.objects.get(code="organizations.unit_gone")
    undo.undo(by=user, event=event)
    part.refresh_from_db()
    presence.refresh_from_db()
    assert part.during.upper is None and presence.during.upper is None
