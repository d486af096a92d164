"""The unit's organisation and the branch of residence in contact; members show who they are (MEM-20)."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from core.records.errors import RuleViolation
from core.zone import ZONE
from members.models import ContactExchange, DualRegistration, ResidenceContact, ShownIdentity
from members.residence import actions as identities
from members.residence.papers import board_paper
from members.residence.queries import on_board
from members.residence.register import CONTACTS, IDENTITIES, exchanged
from organizations.desks.queries import lines
from organizations.registers import actions
from organizations.registers.contacts import span
from people.models import User
from tests.members.conftest import District, add_member, make_person, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
[EXCHANGES] = CONTACTS.parts
[END] = IDENTITIES.steps


def begin(district: District, unit: str = "税务局", **typed: Any) -> ResidenceContact:
    days = {"since": date(2026, 1, 5), "until": None}
    days |= {name: typed.pop(name) for name in days.keys() & typed.keys()}
    given = {"unit_name": unit, "unit_contact": "王主任", "unit_phone": "", "branch_contact": "杜桂芳"}
    made: ResidenceContact = actions.enter(
        by="test", register=CONTACTS, organization=district.branch, today=TODAY, **given, **span(days)
    )
    return made


def tell(entry: ResidenceContact, on: date, direction: str = "to_unit") -> ContactExchange:
    given = {"happened_on": on, "direction": direction, "content": "参加清扫", "answer": ""}
    made: ContactExchange = actions.add_line(by="test", part=EXCHANGES, entry=entry, today=TODAY, **given)
    return made


def owed(district: District, key: str, on: date) -> list[tuple[str, str]]:
    found = lines(district.secretary, now=datetime(on.year, on.month, on.day, 9, tzinfo=ZONE))
    return [(line.label, line.detail) for line in found if line.key == key]


def registered(district: District, side: str = "home", *, user: User | None = None) -> DualRegistration:
    user = user or district.member
    return DualRegistration.objects.create(
        organization=district.community,
        person=user.person,
        side=side,
        unit_name="税务局",
        state="confirmed",
        proof="document",
        decided_at=datetime(2026, 3, 1, 9, tzinfo=ZONE),
        during=(date(2026, 3, 1), None),
        slip_number=f"HZ-{side}",
    )


@pytest.mark.requirement("MEM-20")
def test_unit_and_branch_of_residence_are_brought_together_and_tell_each_other(district: District) -> None:
    registered(district, "work")
    assert owed(district, "residence_contact.begin", TODAY) == [], "who only works here does not live here"
    registered(district)
    assert owed(district, "residence_contact.begin", TODAY) == [("税务局", "1 名在职党员居住在这里")]
    entry = begin(district)
    assert owed(district, "residence_contact.begin", TODAY) == []
    assert owed(district, "residence_contact.hold", date(2026, 5, 31)) == []
    assert owed(district, "residence_contact.hold", date(2026, 6, 1)) == [("税务局", "应联系 1 次，已登记 0 次")]
    tell(entry, date(2026, 6, 10))
    assert owed(district, "residence_contact.hold", date(2026, 6, 11)) == []
    assert owed(district, "residence_contact.hold", date(2026, 12, 1)) == [("税务局", "应联系 1 次，已登记 0 次")]
    tell(entry, date(2026, 11, 20), "from_unit")
    assert owed(district, "residence_contact.hold", date(2026, 12, 1)) == []
    assert exchanged(ResidenceContact.objects.get()) == "今年告诉单位 1 次，单位告诉支部 1 次"


def test_what_is_exchanged_lies_within_the_contact_and_a_unit_is_contacted_once(district: District) -> None:
    entry = begin(district, until=date(2026, 10, 1))
    for on, words in ((date(2026, 1, 4), "不在建立联系的时间里"), (date(2026, 11, 25), "不能晚于今天")):
        with pytest.raises(RuleViolation, match=words):
            tell(entry, on)
    with pytest.raises(RuleViolation, match="已与这个单位建立联系"):
        begin(district, since=date(2026, 9, 1))
    tell(entry, date(2026, 9, 1))
    with pytest.raises(RuleViolation, match="请先更正联系记录"):
        actions.correct(
            by="test",
            register=CONTACTS,
            entry=ResidenceContact.objects.get(),
            version=1,
            today=TODAY,
            **span({"since": date(2026, 1, 5), "until": date(2026, 6, 1)}),
        )


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.requirement("MEM-20")
def test_a_member_shows_who_he_is_by_own_consent_and_stops_when_he_will(district: District) -> None:
    phone = client_of(district.member)
    nowhere = phone.post("/members/identity/", {"ways": ["board"], "pledge": "每月巡逻一次"})
    assert nowhere.status_code == 422 and "先向社区报到" in nowhere.content.decode()
    registered(district)
    assert phone.post("/members/identity/", {"ways": []}).status_code == 422
    assert phone.post("/members/identity/", {"ways": ["board", "badge"], "pledge": "每月巡逻一次"}).status_code == 302
    entry = ShownIdentity.objects.get()
    assert (entry.organization, entry.ways_words) == (district.community, "公开栏公布、佩戴党员徽章")
    office = client_of(district.secretary)
    assert "赵民国" in office.get("/members/identities/").content.decode()
    paper = office.get(f"/members/identities/boards/{district.community.pk}/board.pdf")
    assert paper.content.startswith(b"%PDF")
    assert client_of(district.other_secretary).get(f"/members/identities/{entry.pk}/").status_code == 404
    stranger = make_user("stranger", make_person("路人甲"))
    assert client_of(stranger).post(f"/members/identity/{entry.pk}/hide/").status_code == 404
    assert phone.post(f"/members/identity/{entry.pk}/hide/").status_code == 302
    entry.refresh_from_db()
    assert entry.ended_on is not None


def test_the_board_names_only_who_agreed_to_it(district: District) -> None:
    for name, ways in (("吴公开", ["board"]), ("郑徽章", ["badge"])):
        user = make_user(name, add_member(district.branch, name).person)
        identities.show_identity(by=user, register=IDENTITIES, today=TODAY, ways=ways, pledge="")
    shown = on_board(district.branch, today=TODAY)
    assert [row.person.name for row in shown] == ["吴公开"]
    assert "郑徽章" not in str(board_paper(district.branch, shown, on=TODAY))


def test_only_members_of_the_branch_once_at_a_time_and_ended_by_a_day(district: District) -> None:
    mine, stranger = add_member(district.branch, "何同意"), add_member(district.other_branch, "别处人")
    given = {"ways": ["badge"], "pledge": "", "agreed_on": date(2026, 3, 1), "during": (date(2026, 3, 1), None)}

    def enter(person: Any) -> ShownIdentity:
        made: ShownIdentity = actions.enter(
            by="test", register=IDENTITIES, organization=district.branch, today=TODAY, person=person, **given
        )
        return made

    with pytest.raises(RuleViolation, match="不是甲一社区党支部的党员"):
        enter(stranger.person)
    enter(mine.person)
    with pytest.raises(RuleViolation, match="已登记亮明身份"):
        enter(mine.person)
    entry = ShownIdentity.objects.get()
    typed = END.also({"ended_on": date(2026, 5, 1), "reason": "本人不再同意", "version": 1})
    actions.correct(by="test", register=IDENTITIES, entry=entry, today=TODAY, step=END, **typed)
    assert ShownIdentity.objects.get().ended_on == date(2026, 5, 1)
    again = ShownIdentity.objects.get()
    typed = END.also({"ended_on": date(2026, 6, 1), "reason": "再次", "version": again.version})
    with pytest.raises(RuleViolation, match="已经结束"):
        actions.correct(by="test", register=IDENTITIES, entry=again, today=TODAY, step=END, **typed)
