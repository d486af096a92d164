"""A member entered and corrected by hand: known people are met, others asked for, protected values stay (MEM-01)."""

from datetime import date

import pytest
from django.urls import reverse

from core.records.errors import RuleViolation
from members.entering import enter_member
from members.models import Membership, TransferRequest
from organizations import actions
from people.models import Person
from tests.grids.conftest import Place, make_person, place  # noqa: F401
from tests.members.rosters import number

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MEM-01")]
TODAY, SINCE = date(2026, 11, 25), date(2026, 11, 20)
NEW = "/members/new/"


def typed(place: Place, **other: object) -> dict[str, object]:  # noqa: F811
    return {
        "name": "孙学敏",
        "resident_number": number("19700304", 2),
        "education": "bachelor",
        "occupation": "第三中学教师",
        "specialty": "书法",
        "phone": "13900000021",
        "branch": place.branch.pk,
        "status": "full",
        "member_class": "in_service",
        "since": SINCE,
        "joined_on": "1995-07-01",
        "full_on": "1996-07-01",
    } | other


def test_a_member_stands_in_the_register_with_all_that_was_typed(client, place):  # noqa: F811
    client.force_login(place.secretary)
    answer = client.post(NEW, typed(place))
    spell = Membership.objects.get(person__name="孙学敏")
    assert answer.url == reverse("members:member", args=[spell.pk])
    page = client.get(answer.url).text
    for word in ("孙学敏", "女", "1970-03-04", "第三中学教师", "书法", "1995-07-01", "在职"):
        assert word in page, word
    assert "13900000021" not in page and number("19700304", 2) not in page
    again = client.post(NEW, typed(place))
    assert again.status_code == 422 and "已是甲1社区第一党支部的党员" in again.text


def test_who_was_known_without_a_number_is_asked_about_and_met(client, place):  # noqa: F811
    known = make_person("孙学敏", occupation="书记")
    actions.appoint(by="t", person=known, organization=place.branch, position="secretary", since=SINCE, today=TODAY)
    client.force_login(place.secretary)
    asked = client.post(NEW, typed(place))
    assert asked.status_code == 422 and "已登记过同名人员" in asked.text
    assert client.post(NEW, typed(place, same_name=known.pk)).status_code == 302
    assert Person.objects.filter(name="孙学敏").count() == 1
    known.refresh_from_db()
    assert known.specialty == "书法" and known.resident_number == number("19700304", 2)


def test_who_belongs_elsewhere_is_asked_for_and_a_number_of_another_name_says_nothing(client, place):  # noqa: F811
    client.force_login(place.other_secretary)
    assert client.post(NEW, typed(place, branch=place.other_branch.pk)).status_code == 302
    client.force_login(place.secretary)
    refused = client.post(NEW, typed(place, name="李四海"))
    assert refused.status_code == 422 and "公民身份号码与姓名对不上" in refused.text and "孙学敏" not in refused.text
    answer = client.post(NEW, typed(place), follow=True)
    request = TransferRequest.objects.get()
    assert "已向其所在组织提出转接申请" in answer.text and "甲2社区" not in answer.text.split("<main")[1]
    assert (request.organization, request.state) == (place.branch, "asked")
    assert Membership.objects.get(person__name="孙学敏").organization == place.other_branch


def test_numbers_of_others_are_tried_ten_times_a_day(client, place, settings):  # noqa: F811
    client.force_login(place.other_secretary)
    client.post(NEW, typed(place, branch=place.other_branch.pk))
    client.force_login(place.secretary)
    for _ in range(settings.UNMATCHED_PER_DAY):
        assert "对不上" in client.post(NEW, typed(place, name="李四海")).text
    assert "已达到上限" in client.post(NEW, typed(place, name="王五岳", resident_number=number("19800101", 8))).text


def test_a_correction_keeps_what_is_protected_and_left_empty(client, place):  # noqa: F811
    client.force_login(place.secretary)
    client.post(NEW, typed(place))
    spell = Membership.objects.get(person__name="孙学敏")
    address = reverse("members:member_correct", args=[spell.pk])
    shown = client.get(address).text
    assert "13900000021" not in shown and "现在是" in shown
    facts = typed(place, phone="", resident_number="", specialty="书法、摄影", joined_on="1995-06-30")
    facts |= {"version": spell.version, "person_version": spell.person.version}
    assert client.post(address, facts).status_code == 302
    spell.refresh_from_db()
    assert (spell.person.specialty, spell.person.phone) == ("书法、摄影", "13900000021")
    assert spell.joined_on == date(1995, 6, 30)
    assert client.post(address, facts | {"specialty": "别的"}).status_code in (409, 422)
    late = facts | {"version": spell.version, "person_version": spell.person.version, "full_on": "1990-01-01"}
    assert "转正时间不能早于入党时间" in client.post(address, late).text


def test_a_relationship_is_one_at_a_time_and_begins_where_the_branch_stands(place):  # noqa: F811
    facts = {"name": "孙学敏", "resident_number": number("19700304", 2)}
    with pytest.raises(RuleViolation):
        enter_member(
            by=place.secretary, branch=place.branch, since=date(2019, 12, 31), today=TODAY, facts=facts, status="full"
        )
