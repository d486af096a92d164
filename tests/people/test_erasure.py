"""Legal hold, the dry run, two officers, and what stays when who somebody was is gone (MEM-15)."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.chinese.dates import add_months
from core.models import AuditEvent
from core.zone import midnight
from grids.models import Opinion
from members.erasure import actions, queries
from members.erasure.models import Erasure, LegalHold
from members.models import DualRegistration, Hardship, Membership
from members.tasks import delete_outdated
from organizations.models import Organization, Post
from people import clearing
from people.actions import create_person
from people.models import CorrectionRequest, Person, User
from tests.clock import NOW, TODAY
from tests.people.conftest import District, account

OLD = add_months(TODAY, -40)
OTHER_PHONE = "13900005678"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def register(community: Organization, person: Person, **fields: Any) -> DualRegistration:
    values = {
        "side": "home",
        "state": DualRegistration.State.ENDED,
        "proof": "unit",
        "submitted_at": midnight(OLD),
        "decided_at": midnight(OLD),
        "during": (OLD, OLD + timedelta(days=30)),
        "slip_number": f"HZ-{person.pk}",
        "pledge": "周末值守",
    }
    return DualRegistration.objects.create(organization=community, person=person, **values | fields)


def gone(community: Organization, name: str = "冯远", **fields: Any) -> Person:
    """Somebody who registered long ago, and nothing since."""
    person = create_person(by="tests", name=name, **{"phone": OTHER_PHONE, "occupation": "某税务所"} | fields)
    Person.objects.filter(pk=person.pk).update(created_at=midnight(OLD))
    register(community, person)
    return person


@pytest.fixture
def office(district: District) -> User:
    """The street's officer: the second one."""
    return account(create_person(by="tests", name="严守正"), district.street)


def opinion(district: District, **fields: Any) -> Opinion:
    values = {
        "content": "路灯不亮",
        "received_at": midnight(OLD),
        "due_on": OLD,
        "state": Opinion.State.CLOSED,
        "answer": "已修好",
        "answered_at": midnight(OLD),
        "told_at": midnight(OLD),
        "told_by": "phone",
    } | fields
    row = Opinion(organization=district.here.community, **values)
    row.phone, row.caller = OTHER_PHONE, "葛大妈"
    row.save()
    return row


def page(user: User, name: str, *args: Any) -> str:
    return signed_in(user).get(reverse(name, args=args)).content.decode()


def shown(content: str, name: str = "shown") -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', content)
    assert found is not None
    return found.group(1)


def propose(user: User, reason: str = "每年一次的到期清理") -> Any:
    client = signed_in(user)
    address = reverse("members:erasures")
    return client.post(address, {"reason": reason, "shown": shown(client.get(address).content.decode())})


def confirm(user: User, erasure: Erasure, token: str = "") -> Any:
    client = signed_in(user)
    token = token or shown(client.get(reverse("members:erasure", args=[erasure.pk])).content.decode())
    return client.post(reverse("members:erasure_decide", args=[erasure.pk, "confirm"]), {"shown": token})


def place(by: User, organization: Organization, person: Person | None = None, kind: str = "") -> LegalHold:
    return actions.place_hold(
        by=by,
        organization=organization,
        person=person,
        kind=kind,
        reason="信访复查",
        document="区信访局函〔2026〕3号",
        since=TODAY,
        until=None,
        now=NOW,
    )


@pytest.mark.requirement("MEM-15")
def test_two_officers_clear_what_the_dry_run_showed_and_every_number_stays(district: District, office: User) -> None:
    here = district.here
    person, asked = gone(here.community), opinion(district)
    left = create_person(by="tests", name="贺长河", phone="13900004321", address="南湖里三号楼")
    Membership.objects.create(person=left, organization=here.branch, during=(date(2020, 1, 1), OLD), end_reason="death")
    member = Person.objects.get(pk=here.member.pk)
    content = page(here.secretary, "members:erasures")
    assert content.count("1 条") == 3 and Person.objects.get(pk=person.pk).name == "冯远"
    rows = page(here.secretary, "members:erasure_rows", here.community.pk, "persons")
    assert "冯远" in rows and "139****5678" in rows and OTHER_PHONE not in rows
    assert propose(here.secretary).status_code == 302
    erasure = Erasure.objects.get()
    assert erasure.numbers == {"persons": 1, "former": 1, "opinions": 1}
    assert confirm(here.secretary, erasure, token="x").status_code == 403
    assert confirm(office, erasure).status_code == 302
    person.refresh_from_db(), asked.refresh_from_db(), left.refresh_from_db()
    assert person.name == clearing.CLEARED and not person.phone and person.phone_index is None and not person.occupation
    assert (left.name, left.phone, left.address) == ("贺长河", "", "") and left.phone_index is None
    assert (asked.phone, asked.caller, asked.content, asked.answer) == ("", "", "路灯不亮", "已修好")
    stays = DualRegistration.objects.get(person=person)
    assert stays.state == "ended" and stays.pledge == ""
    assert Person.objects.get(pk=member.pk).name == member.name
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_personevent WHERE pgh_obj_id = %s", [person.pk])
        assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT count(*) FROM people_personevent WHERE pgh_obj_id = %s", [left.pk])
        assert cursor.fetchone()[0] > 0
    event = AuditEvent.objects.get(code="members.erased")
    assert event.data == {"numbers": {"persons": 1, "former": 1, "opinions": 1}}
    assert "冯远" not in str(event.data) + event.target_label
    erasure.refresh_from_db()
    assert erasure.state == "done" and erasure.decided_by == office and "冯远" not in str(erasure.rows)
    assert "没有到期的内容" in page(here.secretary, "members:erasure_rows", here.community.pk, "persons")


@pytest.mark.requirement("MEM-15")
def test_what_is_under_hold_stays_with_its_reason_until_another_lifts_it(district: District, office: User) -> None:
    here = district.here
    person, other, asked = gone(here.community), gone(here.community, "郝静"), opinion(district)
    place(here.secretary, here.community, person)
    hold = place(here.secretary, here.community, kind="opinions")
    rows = page(here.secretary, "members:erasure_rows", here.community.pk, "persons")
    assert "保留：区信访局函〔2026〕3号，信访复查" in rows and "到期，可清除" in rows
    propose(here.secretary)
    erasure = Erasure.objects.get()
    assert erasure.rows == {"persons": [other.pk]}
    confirm(office, erasure)
    person.refresh_from_db(), asked.refresh_from_db()
    assert person.name == "冯远" and asked.phone == OTHER_PHONE
    address = reverse("members:hold_release", args=[hold.pk])
    own = signed_in(here.secretary).post(address, {"reason": "复查结束", "version": 1})
    assert own.status_code == 422 and "由登记人以外的人解除" in own.content.decode()
    assert signed_in(office).post(address, {"reason": "复查结束", "version": 1}).status_code == 302
    propose(here.secretary)
    assert Erasure.objects.filter(state="proposed").get().rows == {"opinions": [asked.pk]}


@pytest.mark.requirement("MEM-15")
def test_a_hold_placed_after_the_page_was_seen_is_told_and_nothing_is_cleared(district: District, office: User) -> None:
    here = district.here
    person, other = gone(here.community), gone(here.community, "郝静")
    propose(here.secretary)
    erasure = Erasure.objects.get()
    seen = shown(page(office, "members:erasure", erasure.pk))
    place(here.secretary, here.community, person)
    answer = confirm(office, erasure, seen)
    assert answer.status_code == 409 and "因保全保留" in answer.content.decode()
    assert Person.objects.filter(name=clearing.CLEARED).count() == 0
    assert confirm(office, erasure).status_code == 302
    person.refresh_from_db(), other.refresh_from_db()
    assert (person.name, other.name) == ("冯远", clearing.CLEARED)


@pytest.mark.requirement("MEM-15")
def test_the_night_leaves_what_is_under_hold(district: District) -> None:
    for field, place_ in (("name", district.here), ("sex", district.there)):
        CorrectionRequest.objects.create(
            person=place_.member,
            field=field,
            state="applied",
            decided_at=midnight(OLD),
            decided_by=place_.secretary,
        )
    place(district.here.secretary, district.here.community, kind="corrections")
    assert "0 条" in page(district.here.secretary, "members:retention")
    delete_outdated()
    assert set(CorrectionRequest.objects.values_list("field", flat=True)) == {"name"}


@pytest.mark.requirement("MEM-15")
def test_a_list_that_changed_is_not_proposed_and_a_second_one_waits(district: District, office: User) -> None:
    here = district.here
    gone(here.community)
    client, address = signed_in(here.secretary), reverse("members:erasures")
    token = shown(client.get(address).content.decode())
    gone(here.community, "郝静")
    answer = client.post(address, {"reason": "清理", "shown": token})
    assert answer.status_code == 422 and "清单刚有变化" in answer.content.decode()
    assert propose(here.secretary).status_code == 302
    assert "等另一位人员确认" in page(here.secretary, "members:erasures")
    with pytest.raises(actions.RuleViolation):
        actions.propose(
            by=office,
            organization=here.community,
            shown=queries.digest(queries.plan(here.community, now=timezone.now())),
            reason="再清",
        )
    erasure = Erasure.objects.get()
    refuse = reverse("members:erasure_decide", args=[erasure.pk, "refuse"])
    token = shown(page(office, "members:erasure", erasure.pk))
    assert signed_in(office).post(refuse, {"answer": "", "shown": token}).status_code == 422
    assert signed_in(office).post(refuse, {"answer": "先核对", "shown": token}).status_code == 302
    erasure.refresh_from_db()
    assert (erasure.state, erasure.answer) == ("refused", "先核对")
    assert "先核对" in page(here.secretary, "members:erasure", erasure.pk)


@pytest.mark.requirement("MEM-15")
def test_nothing_is_half_erased_when_it_breaks_in_the_middle(
    district: District, office: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = district.here
    person, asked = gone(here.community), opinion(district)
    propose(here.secretary)
    erasure = Erasure.objects.get()

    def killed(ids: list[int]) -> None:
        raise SystemExit

    opinions = queries.kind_named("opinions")
    monkeypatch.setattr(type(opinions), "__setattr__", object.__setattr__)
    monkeypatch.setattr(opinions, "erase", killed)
    with pytest.raises(SystemExit):
        confirm(office, erasure)
    person.refresh_from_db(), asked.refresh_from_db(), erasure.refresh_from_db()
    assert (person.name, asked.phone, erasure.state) == ("冯远", OTHER_PHONE, "proposed")
    assert not AuditEvent.objects.filter(code="members.erased").exists()


@pytest.mark.requirement("MEM-15")
@pytest.mark.parametrize("tie", ["member", "post", "registered", "helper", "late", "account"])
def test_whoever_is_tied_or_in_a_file_of_the_party_is_not_due(district: District, tie: str) -> None:
    here = district.here
    person = gone(here.community)
    if tie == "member":
        Membership.objects.create(person=person, organization=here.branch, during=(OLD, TODAY), end_reason="transfer")
    elif tie == "post":
        Post.objects.create(
            organization=here.branch, person=person, position="member", during=(OLD, OLD + timedelta(days=40))
        )
    elif tie == "registered":
        register(here.community, person, side="work", state="confirmed", during=(OLD, None), slip_number="HZ-X")
    elif tie == "helper":
        Hardship.objects.create(
            organization=here.branch,
            person=here.member,
            category="income",
            needed="助学",
            during=(OLD, None),
            helper=person,
            paired_on=OLD,
        )
    elif tie == "late":
        days = (TODAY - timedelta(days=2), TODAY - timedelta(days=1))
        register(here.community, person, side="work", submitted_at=NOW, slip_number="HZ-X", during=days)
    else:
        account(person)
    found = {line.kind.key: line.due for line in queries.plan(here.community, now=NOW)}
    assert found["persons"] == []


@pytest.mark.requirement("MEM-15")
def test_a_person_who_asks_is_due_at_once_or_hears_why_not(district: District, office: User) -> None:
    here = district.here
    client = signed_in(here.member_user)
    answer = client.post(reverse("people:me"), {"field": "erase", "proposed": "", "reason": ""})
    assert answer.status_code == 422 and "党员名册是党内档案" in answer.content.decode()
    person = create_person(by="tests", name="冯远", phone=OTHER_PHONE)
    user = account(person)
    register(here.community, person)
    asked = signed_in(user).post(reverse("people:me"), {"field": "erase", "proposed": "", "reason": "已搬走"})
    assert asked.status_code == 302
    propose(here.secretary)
    erasure = Erasure.objects.get()
    assert erasure.rows == {"persons": [person.pk]}
    confirm(office, erasure)
    person.refresh_from_db(), user.refresh_from_db()
    assert person.name == clearing.CLEARED and not user.is_active and user.username == f"cleared-{user.pk}"
    assert not CorrectionRequest.objects.exists()
    held = create_person(by="tests", name="郝静")
    place(here.secretary, here.community, held)
    answer = signed_in(account(held)).post(reverse("people:me"), {"field": "erase", "proposed": ""})
    assert answer.status_code == 422 and "依法保全期间不能删除" in answer.content.decode()


@pytest.mark.requirement("MEM-15")
def test_a_hold_needs_a_document_a_known_person_and_days_in_their_order(district: District) -> None:
    here = district.here
    client, address = signed_in(here.secretary), reverse("members:hold_new")
    given = {
        "organization": here.community.pk,
        "person_name": here.member.name,
        "kind": "",
        "document": "区法院协助函",
        "reason": "诉讼",
        "since": TODAY.isoformat(),
        "until": "",
    }
    for change, words in (
        ({"document": ""}, "请填写这一项"),
        ({"person_name": "查无此人"}, "您管理的范围内没有这位人员"),
        ({"kind": "zzz"}, "zzz"),
        ({"since": (TODAY + timedelta(days=3)).isoformat()}, "保全从登记之日或更早开始"),
        ({"until": TODAY.isoformat()}, "结束日期应在今天以后"),
        ({"organization": district.there.community.pk}, ""),
    ):
        answer = client.post(address, given | change)
        assert answer.status_code == 422 and words in answer.content.decode(), change
    assert not LegalHold.objects.exists()
    assert client.post(address, given).status_code == 302
    hold = LegalHold.objects.get()
    assert hold.person == here.member and "区法院协助函" in page(here.secretary, "members:holds")
    assert "区法院协助函" not in page(district.there.secretary, "members:holds")


@pytest.mark.requirement("MEM-15")
def test_histories_let_go_of_nobody_who_is_not_cleared(district: District) -> None:
    person = district.here.member
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_personevent WHERE pgh_obj_id = %s", [person.pk])
        before = cursor.fetchone()[0]
        cursor.execute("SELECT people_forget_cleared(%s)", [[person.pk]])
        cursor.execute("SELECT count(*) FROM people_personevent WHERE pgh_obj_id = %s", [person.pk])
        assert cursor.fetchone()[0] == before
