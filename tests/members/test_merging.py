"""One person entered twice: found at entry, merged with every dated record kept, taken apart again (MEM-13)."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core.models import AuditEvent
from core.records.errors import RuleViolation
from core.zone import ZONE
from members.entering import namesakes
from members.merging import actions, queries
from members.models import DualRegistration, Membership, PersonMerge
from members.statistics import member_statistics
from organizations import actions as tree
from organizations.models import Post
from people.actions import create_person
from people.models import Person, User
from services.models import Activity, Claim
from tests.clock import NOW, TODAY
from tests.members.conftest import SINCE, District, make_user
from tests.members.rosters import number

pytestmark = pytest.mark.requirement("MEM-13")
BORN, PHONE = "19700304", "13900000021"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def office(district) -> Client:
    return client_of(district.secretary)


@pytest.fixture
def member(district) -> Person:
    """In the register, with number."""
    person = create_person(by="tests", name="孙学敏", resident_number=number(BORN, 2), specialty="书法")
    Membership.objects.create(person=person, organization=district.branch, during=(SINCE, None))
    return person


@pytest.fixture
def newcomer(district) -> Person:
    """The same human being, appointed as a newcomer by name and phone, with what followed from it."""
    person = create_person(by="tests", name="孙学敏", phone=PHONE, birth_date=date(1970, 3, 4), occupation="教师")
    tree.appoint(by="tests", person=person, organization=district.branch, position="committee_member", since=SINCE)
    DualRegistration.objects.create(
        organization=district.community,
        person=person,
        side="home",
        state="confirmed",
        decided_at=NOW,
        during=(TODAY, None),
        slip_number="HZ-7",
    )
    activity = Activity.objects.create(
        organization=district.community,
        title="清扫",
        mode="常态化服务",
        direction="便民利民服务",
        place="广场",
        starts_at=datetime(2026, 11, 20, 9, tzinfo=ZONE),
        ends_at=datetime(2026, 11, 20, 11, tzinfo=ZONE),
    )
    Claim.objects.create(organization=district.community, activity=activity, person=person)
    return person


def merge(client: Client, kept: Person, gone: Person, **data):
    first, second = sorted((kept, gone), key=lambda each: each.pk)
    values = {
        "kept": kept.pk,
        "reason": "已与本人核对",
        "confirm": "on",
        "first_version": Person.objects.get(pk=first.pk).version,
        "second_version": Person.objects.get(pk=second.pk).version,
    }
    return client.post(reverse("members:merge", args=[first.pk, second.pk]), values | data)


def typed(district: District, **other):
    return {
        "name": "孙学敏",
        "resident_number": number(BORN, 4),
        "phone": "",
        "branch": district.branch.pk,
        "status": "full",
        "since": TODAY,
    } | other


def test_an_entry_with_another_number_and_the_same_day_of_birth_or_phone_is_asked_about(district, office, member):
    asked = office.post("/members/new/", typed(district))
    assert asked.status_code == 422 and "已登记过同名人员" in asked.text
    same = office.post("/members/new/", typed(district, same_name=member.pk))
    assert same.status_code == 422 and "登记的号码与这里填的不同" in same.text
    assert Person.objects.get(pk=member.pk).resident_number == number(BORN, 2), "not overwritten"
    assert office.post("/members/new/", typed(district, same_name="new")).status_code == 302, "namesakes exist"
    born_elsewhen = number("19800101", 4)
    assert namesakes(district.secretary, "孙学敏", number=born_elsewhen) == []
    other = create_person(by="tests", name="孙学敏", resident_number=number("19811231", 2), phone=PHONE)
    Membership.objects.create(person=other, organization=district.branch, during=(SINCE, None))
    assert namesakes(district.secretary, "孙学敏", number=born_elsewhen, phone=PHONE) == [other]
    assert namesakes(district.other_secretary, "孙学敏", number=born_elsewhen, phone=PHONE) == [], "out of sight"


def test_two_records_are_listed_and_become_one_with_every_dated_record(district, office, member, newcomer):
    [pair] = office.get(reverse("members:duplicates")).context["pairs"]
    assert {pair.first, pair.second} == {member, newcomer} and pair.same == "出生日期"
    page = office.get(reverse("members:merge", args=[pair.first.pk, pair.second.pk])).text
    for words in ("任职", "双报到", "服务认领", "1 条"):
        assert words in page
    assert number(BORN, 2) not in page and PHONE not in page
    assert merge(office, member, newcomer).status_code == 302
    for model in (Post, DualRegistration, Claim):
        assert model.objects.get(person__name="孙学敏").person == member, model
    kept = Person.objects.get(pk=member.pk)
    assert (kept.resident_number, kept.phone, kept.occupation, kept.specialty) == (
        number(BORN, 2),
        PHONE,
        "教师",
        "书法",
    )
    row = PersonMerge.objects.get()
    assert (row.kept, row.gone, row.reason, row.organization) == (member, newcomer, "已与本人核对", district.branch)
    assert AuditEvent.objects.filter(code="members.persons_merged").count() == 1
    assert office.get(reverse("members:duplicates")).context["pairs"] == []
    spell = Membership.objects.get()
    assert "已与本人核对" in office.get(reverse("members:member", args=[spell.pk])).text


def test_two_apart_again_as_they_were(district, office, member, newcomer):
    merge(office, member, newcomer)
    assert office.post(reverse("members:take_apart", args=[PersonMerge.objects.get().pk])).status_code == 302
    for model in (Post, DualRegistration, Claim):
        assert model.objects.get(person__name="孙学敏").person == newcomer, model
    kept, gone = Person.objects.get(pk=member.pk), Person.objects.get(pk=newcomer.pk)
    assert (kept.phone, kept.occupation) == ("", "")
    assert gone.phone == PHONE and gone.phone_index is not None
    again = office.post(reverse("members:take_apart", args=[PersonMerge.objects.get().pk]), follow=True)
    assert "已经拆分过" in again.text
    assert merge(office, newcomer, member).status_code == 302, "and merged the other way"
    assert Membership.objects.get().person == newcomer
    assert Person.objects.get(pk=newcomer.pk).resident_number == number(BORN, 2)


@pytest.fixture
def double(district, member) -> Person:
    """A second record of the same relationship, with a mistyped number."""
    person = create_person(by="tests", name="孙学敏", resident_number=number(BORN, 4))
    Membership.objects.create(person=person, organization=district.branch, during=(SINCE, None))
    return person


def test_two_relationships_of_one_time_become_one_from_today_and_no_past_day_changes(district, office, member, double):
    yesterday = TODAY - timedelta(days=1)
    before = member_statistics(district.community, as_of=yesterday).total
    assert merge(office, member, double).status_code == 302
    assert member_statistics(district.community, as_of=yesterday).total == before == 2
    assert member_statistics(district.community, as_of=TODAY).total == 1
    left = Membership.objects.get(person=double)
    assert (left.during.upper, left.end_reason) == (TODAY, "correction"), "kept where it was"
    assert Person.objects.get(pk=double.pk).resident_number_index is None
    assert len(office.get(reverse("members:index")).context["page"].rows) == 1
    office.post(reverse("members:take_apart", args=[PersonMerge.objects.get().pk]))
    left.refresh_from_db()
    assert (left.during.upper, left.end_reason) == (None, "")
    assert Person.objects.get(pk=double.pk).resident_number_index is not None


def test_a_second_record_of_the_same_day_leaves_nothing_in_the_register(district, office, member):
    double = create_person(by="tests", name="孙学敏", resident_number=number(BORN, 4))
    Membership.objects.create(person=double, organization=district.branch, during=(TODAY, None), status="probationary")
    assert merge(office, member, double).status_code == 302
    assert Membership.objects.get().person == member
    office.post(reverse("members:take_apart", args=[PersonMerge.objects.get().pk]))
    assert Membership.objects.get(person=double).status == "probationary"


def test_what_cannot_stand_twice_stays_with_the_record_that_is_left(district, office, member, newcomer):
    activity = Activity.objects.get()
    mine = Claim.objects.create(organization=district.community, activity=activity, person=member)
    assert merge(office, member, newcomer).status_code == 302
    assert set(Claim.objects.values_list("person", flat=True)) == {member.pk, newcomer.pk}
    mine.refresh_from_db()
    assert mine.person == member and Post.objects.get(person__name="孙学敏").person == member


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("name", "姓名不同"),
        ("twice", "已经合并过"),
        ("accounts", "都有账号"),
        ("stale", "刚被别人修改过"),
        ("reason", "请写明确认是同一人的依据"),
        ("confirm", "勾选确认"),
    ],
)
def test_what_cannot_be_one_person_is_refused_and_nothing_moves(district, office, member, newcomer, case, said):
    data = {}
    if case == "name":
        Person.objects.filter(pk=newcomer.pk).update(name="孙学明")
    elif case == "twice":
        PersonMerge.objects.create(
            organization=district.branch, kept=member, gone=newcomer, merged_at=NOW, reason="核对"
        )
    elif case == "accounts":
        make_user("one", member)
        make_user("two", newcomer)
    elif case == "stale":
        data = {"first_version": 99}
    else:
        data = {case: ""}
    answer = merge(office, member, newcomer, **data)
    assert answer.status_code == 422 and said in answer.text
    assert Post.objects.get(person__name__startswith="孙学").person == newcomer


def test_nobody_merges_with_somebody_of_another_office(district, office, member):
    other = create_person(by="tests", name="孙学敏", birth_date=date(1970, 3, 4))
    Membership.objects.create(person=other, organization=district.other_branch, during=(SINCE, None))
    assert merge(office, member, other).status_code == 404
    assert queries.pairs(district.community) == []
    tree.appoint(by="tests", person=other, organization=district.branch, position="committee_member", since=SINCE)
    assert merge(office, member, other).status_code in (404, 422)
    with pytest.raises(RuleViolation, match="别的党组织管理"):
        actions.check_can_merge(by=district.secretary, kept=member, gone=other, today=TODAY)
    with pytest.raises(RuleViolation, match="不同的记录"):
        actions.check_can_merge(by=district.secretary, kept=member, gone=member, today=TODAY)
    assert not PersonMerge.objects.exists()


def test_the_only_account_goes_along(district, office, member, newcomer):
    user = make_user("one", newcomer)
    assert merge(office, member, newcomer).status_code == 302
    user.refresh_from_db()
    assert user.person == member
