"""A roster takes nobody over whom another tree holds, and is no way to ask whose number exists."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.models import AuditEvent
from core.records.protection import blind_index
from members.models import DualRegistration, Membership, TransferRequest
from organizations import actions as tree
from organizations.accounts import accounts_managed_by, open_account
from organizations.models import RosterBatch
from people.actions import create_person
from people.models import Person
from tests.clock import TODAY
from tests.members.conftest import SINCE, make_user
from tests.members.rosters import number, roster, row

pytestmark = pytest.mark.requirement("MEM-02", "MEM-11")
NUMBER = number("19650305")


def upload(client: Client, organization, *rows):
    file = SimpleUploadedFile("花名册.xlsx", roster(*rows))
    return client.post(
        reverse("organizations:roster_members"), {"organization": organization.pk, "file": file}, follow=True
    )


@pytest.fixture
def secretary(client, district):
    client.force_login(district.secretary)
    return client


def post_there(district, person):
    tree.appoint(by="tests", person=person, organization=district.other_street, position="officer", since=SINCE)


def post_later(district, person):
    since = TODAY + timedelta(days=20)
    tree.appoint(by="tests", person=person, organization=district.other_community, position="worker", since=since)


def account_there(district, person):
    open_account(by="tests", person=person, office=district.other_street)


def registered_there(district, person):
    DualRegistration.objects.create(person=person, organization=district.other_community, side="home")


def officer_above(district, person):
    tree.appoint(by="tests", person=person, organization=district.street, position="officer", since=SINCE)
    make_user("above", person)


@pytest.mark.parametrize("tie", [post_there, post_later, account_there, registered_there, officer_above])
def test_who_is_held_elsewhere_is_asked_for_and_not_taken(district, secretary, tie, django_capture_on_commit_callbacks):
    person = create_person(by="tests", name="崔明", resident_number=NUMBER, phone="13900000009")
    tie(district, person)
    page = upload(secretary, district.community, row())
    assert "由导入范围以外的组织管理" in page.text and "乙" not in page.text
    assert not TransferRequest.objects.exists(), "nobody is asked before the import"
    batch = RosterBatch.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        secretary.post(reverse("organizations:roster_commit", args=[batch.reference]), {"skip": "1"})
    assert not Membership.objects.filter(person=person).exists()
    person.refresh_from_db()
    assert person.phone == "13900000009", "nothing of the person is written over"
    asked = TransferRequest.objects.get()
    assert (asked.person, asked.organization, asked.state) == (person, district.branch, "asked")
    assert asked.held_by is not None and not asked.held_by.path.startswith(district.community.path)


def test_the_office_that_holds_answers_and_the_account_stays_beyond_reach(district, street_officer, secretary):
    """The whole of the attack: a roster of one line that names an officer of another street."""
    person = create_person(by="tests", name="崔明", resident_number=NUMBER)
    post_there(district, person)
    victim = make_user("victim", person)
    upload(secretary, district.community, row())
    secretary.post(reverse("organizations:roster_commit", args=[RosterBatch.objects.get().reference]), {"skip": "1"})
    assert not accounts_managed_by(street_officer).filter(pk=victim.pk).exists()
    asked = TransferRequest.objects.get()
    page = reverse("members:transfer", args=[asked.pk])
    assert {*secretary.get(page).context["can"]} == {"withdraw"}
    holder = Client()
    holder.force_login(make_officer(district))
    assert "崔明" in holder.get(reverse("members:transfers")).content.decode()
    assert {*holder.get(page).context["can"]} == {"accept", "refuse"}
    answer = {"version": asked.version, "on": TODAY.isoformat(), "confirm": "on"}
    told = holder.post(reverse("members:transfer_decide", args=[asked.pk, "accept"]), answer)
    assert told.status_code == 302
    spell = Membership.objects.get(person=person)
    assert (spell.organization, spell.during.lower) == (district.branch, TODAY)
    assert not accounts_managed_by(street_officer).filter(pk=victim.pk).exists(), "a member here, an officer there"


def make_officer(district):
    person = create_person(by="tests", name="乙街干部")
    user = make_user("otherofficer", person)
    tree.appoint(by="tests", person=person, organization=district.other_street, position="officer", since=SINCE)
    return user


def test_the_preview_says_the_same_of_an_unknown_number_and_of_one_held_elsewhere(district, secretary):
    held = create_person(by="tests", name="韦建华", resident_number=NUMBER)
    Membership.objects.create(person=held, organization=district.other_branch, during=(SINCE, None))
    rows = [row(姓名="猜测", 公民身份号码=number("19650305", sequence)) for sequence in (1, 3, 5)]
    told = [upload(secretary, district.community, guess).text for guess in rows[:2]]
    first, second = RosterBatch.objects.order_by("pk")
    for name in ("rows", "valid", "created", "updated", "faulty", "doubtful", "problems", "sample"):
        assert getattr(first, name) == getattr(second, name), name
    plain = [text.replace(first.reference, "").replace(second.reference, "") for text in told]
    assert (
        "belongs-elsewhere" not in plain[0] and "全部 1 行都可以导入" in plain[0] and "全部 1 行都可以导入" in plain[1]
    )
    assert AuditEvent.objects.get(code="members.lookup_elsewhere").data == {"people": 0, "unmatched": 1}
    answer = secretary.post(reverse("organizations:roster_commit", args=[first.reference]), follow=True)
    assert "与系统登记的信息不一致，没有导入" in answer.text
    assert "韦建华" not in answer.text and "乙" not in answer.text
    assert Person.objects.filter(resident_number_index=blind_index(NUMBER)).get() == held
    assert Membership.objects.count() == 1 and not TransferRequest.objects.exists()


def test_of_the_own_people_nothing_is_asked(district, secretary):
    """A worker of the community, whose account its street keeps above: the street is beyond, the community is not."""
    person = create_person(by="tests", name="崔明", resident_number=NUMBER)
    tree.appoint(by="tests", person=person, organization=district.community, position="worker", since=SINCE)
    page = upload(secretary, district.community, row())
    assert "全部 1 行都可以导入" in page.text
    secretary.post(reverse("organizations:roster_commit", args=[RosterBatch.objects.get().reference]))
    assert Membership.objects.get(person=person).organization == district.branch


def test_a_district_that_keeps_no_members_answers_for_its_officers(district, secretary):
    root = tree.create_organization(
        by="tests", kind="district_department", code="FX", name="邻区委组织部", parent=None, since=SINCE
    )
    person = create_person(by="tests", name="崔明", resident_number=NUMBER)
    tree.appoint(by="tests", person=person, organization=root, position="officer", since=SINCE)
    upload(secretary, district.community, row())
    secretary.post(reverse("organizations:roster_commit", args=[RosterBatch.objects.get().reference]), {"skip": "1"})
    asked = TransferRequest.objects.get()
    assert asked.held_by == root
    colleague = create_person(by="tests", name="邻区干部")
    user = make_user("neighbour", colleague)
    tree.appoint(by="tests", person=colleague, organization=root, position="officer", since=SINCE)
    holder = Client()
    holder.force_login(user)
    assert {*holder.get(reverse("members:transfer", args=[asked.pk])).context["can"]} == {"accept", "refuse"}
    answer = {"refuse-version": asked.version, "refuse-reason": "在本部工作，组织关系另有安排"}
    told = holder.post(reverse("members:transfer_decide", args=[asked.pk, "refuse"]), answer)
    assert told.status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.answered_for) == ("refused", root)
    assert not Membership.objects.filter(person=person).exists()
