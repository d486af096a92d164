"""Classes of members with consequences: what is owed to each, and who is without (MEM-04)."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from core.zone import ZONE
from members.models import (
    ContactExchange,
    DualRegistration,
    FloatingContact,
    FloatingMember,
    GroupMembership,
    Membership,
    ResidenceContact,
)
from organizations import actions as tree
from services.member_classes.queries import CLASSES, sheets, without
from services.models import Activity, Claim
from tests.members.conftest import District, add_member, district, make_person  # noqa: F401

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def lacking(district: District) -> dict[str, list[str]]:  # noqa: F811
    """Item → names of who is without; the numbers of the page are asserted to be those lists' lengths."""
    numbers = {
        (sheet.of.key, line.item.key): line.without
        for sheet in sheets(district.secretary, today=TODAY)
        for line in sheet.lines
    }
    found: dict[str, list[str]] = {}
    for each in CLASSES:
        for item in each.items:
            listed = without(district.secretary, each.key, item.key, today=TODAY)
            assert listed is not None and len(listed[2]) == numbers[each.key, item.key]
            found[f"{each.key}.{item.key}"] = [row.person.name for row in listed[2]]
    return found


def registration(district: District, name: str, unit: str) -> DualRegistration:  # noqa: F811
    return DualRegistration.objects.create(
        organization=district.community,
        person=make_person(name),
        side="home",
        unit_name=unit,
        state="confirmed",
        proof="document",
        decided_at=datetime(2026, 1, 5, 9, tzinfo=ZONE),
        during=(date(2026, 1, 5), None),
        slip_number=f"HZ-{name}",
    )


@pytest.mark.requirement("MEM-04")
def test_in_service_members_are_known_contacted_serve_and_are_fed_back(district: District) -> None:  # noqa: F811
    first, _ = registration(district, "甲在职", "税务局"), registration(district, "乙在职", "财政局")
    found = lacking(district)
    assert sorted(found["in_service.known"]) == sorted(["甲在职", "乙在职"])
    assert found["in_service.contact"] == [], "first they have to know each other"
    contact = ResidenceContact.objects.create(
        organization=district.branch, unit_name="税务局", unit_contact="王", branch_contact="杜",
        during=(date(2026, 1, 5), None),
    )  # fmt: skip
    found = lacking(district)
    assert (found["in_service.known"], found["in_service.contact"]) == (["乙在职"], ["甲在职"])
    ContactExchange.objects.create(
        organization=district.branch, contact=contact, happened_on=date(2026, 7, 1), content="参加清扫"
    )
    activity = Activity.objects.create(
        organization=district.community, title="清扫", starts_at=datetime(2026, 8, 1, 9, tzinfo=ZONE),
        ends_at=datetime(2026, 8, 1, 11, tzinfo=ZONE), places=5,
    )  # fmt: skip
    Claim.objects.create(
        organization=district.community, activity=activity, person=first.person, state="attended",
        signed_in_at=datetime(2026, 8, 1, 9, tzinfo=ZONE),
    )  # fmt: skip
    found = lacking(district)
    assert (found["in_service.contact"], found["in_service.service"]) == ([], ["乙在职"])


@pytest.mark.requirement("MEM-04")
def test_floating_members_have_both_branches_and_retired_ones_their_group_and_grid(district: District) -> None:  # noqa: F811
    out = FloatingMember.objects.create(
        organization=district.branch, person=add_member(district.branch, "吴外出").person, direction="out",
        place="外省", reason="work", known_on=date(2026, 3, 1), during=(date(2026, 3, 1), None),
    )  # fmt: skip
    FloatingMember.objects.create(
        organization=district.branch, person=make_person("钱流入"), direction="in", other="外地支部",
        place="外省", reason="work", known_on=date(2026, 10, 1), during=(date(2026, 10, 1), None),
    )  # fmt: skip
    retired = add_member(district.branch, "孙退休", member_class=Membership.MemberClass.RETIRED)
    add_member(district.branch, "李在岗", member_class=Membership.MemberClass.IN_SERVICE)
    found = lacking(district)
    assert {key: names for key, names in found.items() if not key.startswith("in_service")} == {
        "floating.partner": ["吴外出"],
        "floating.taken": ["钱流入"],
        "floating.gathered": ["钱流入"],
        "floating.contact": ["吴外出"],
        "direct.group": [],
        "direct.grid": ["孙退休"],
        "direct.meeting": ["孙退休"],
    }
    group = tree.create_organization(
        by="test", kind="party_group", code="G1", name="第一党小组", parent=district.branch, since=date(2026, 1, 1)
    )
    assert lacking(district)["direct.group"] == ["孙退休"]
    GroupMembership.objects.create(organization=group, person=retired.person, during=(date(2026, 1, 5), None))
    FloatingContact.objects.create(
        organization=district.branch, floating=out, happened_on=date(2026, 11, 1), content="通了电话"
    )
    found = lacking(district)
    assert found["direct.group"] == found["floating.contact"] == []


def test_only_the_own_scope_and_known_keys_answer(district: District) -> None:  # noqa: F811
    registration(district, "甲在职", "税务局")
    client = Client()
    client.force_login(district.other_secretary)
    assert "甲在职" not in client.get("/services/member-classes/?class=in_service&item=known").content.decode()
    assert client.get("/services/member-classes/?class=in_service&item=nothing").status_code == 404
    client.force_login(district.secretary)
    assert "甲在职" in client.get("/services/member-classes/?class=in_service&item=known").content.decode()


def test_queries_do_not_grow_with_members(district: District, django_assert_max_num_queries: Any) -> None:  # noqa: F811
    for number in range(3):
        registration(district, f"在职{number}", "税务局")
        add_member(district.branch, f"退休{number}", member_class=Membership.MemberClass.RETIRED)
    with django_assert_max_num_queries(len(CLASSES) + sum(len(each.items) for each in CLASSES) + 3):
        sheets(district.secretary, today=TODAY)
