"""What each unit is told of its members every quarter, and what it answers (MEM-05; S2 三(五))."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from assessments.cards import card_of
from assessments.honours import conditions
from assessments.models import Award
from core.models import Notification
from core.records.errors import RuleViolation
from core.zone import ZONE
from members.models import DualRegistration
from organizations.desks.queries import lines, lines_of_person
from organizations.registers import actions
from people.models import User
from services.feedback import actions as feedback
from services.feedback import rules
from services.feedback.register import FEEDBACK
from services.models import Claim, FeedbackCard, FeedbackLine, FeedbackRound
from tests.services.conftest import World, publish
from tests.services.test_dual import came, client_of, registered

pytestmark = pytest.mark.django_db
END = date(2026, 12, 23)
FOURTH = {"starts_on": date(2026, 10, 1), "ends_on": date(2026, 12, 31)}
[CARD] = FEEDBACK.parts
RETURN, UNRETURN = CARD.steps


def issue(world: World, *, today: date = END, **typed: Any) -> FeedbackRound:
    given = FOURTH | {"note": "", "issued_on": today} | typed
    made: FeedbackRound = actions.enter(
        by="test", register=FEEDBACK, organization=world.place.community, today=today, **given
    )
    return made


def moment(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 9, tzinfo=ZONE)


def owed(user: User, on: date, key: str) -> list[tuple[str, str]]:
    return [(line.label, line.detail) for line in lines(user, now=moment(on)) if line.key == key]


@pytest.fixture
def served(world: World) -> User:
    """A member of the unit who served two hours in the quarter."""
    user = registered(world, "in", unit=world.unit)
    activity = publish(world, moment(date(2026, 11, 14)))
    Claim.objects.create(activity=activity, person=user.person, organization=activity.organization)
    came(activity)
    return user


@pytest.mark.requirement("MEM-05")
def test_each_quarter_the_unit_gets_a_card_and_sends_its_return(world: World, served: User) -> None:
    office, phone = client_of(world.place.secretary), client_of(world.contact)
    for first in (1, 4, 7):
        issue(world, starts_on=date(2026, first, 1), ends_on=date(2026, first + 3, 1) - timedelta(days=1))
    FeedbackCard.objects.update(returned_on=END)
    assert owed(world.place.secretary, date(2026, 12, 20), "card.send") == []
    [(label, _)] = owed(world.place.secretary, date(2026, 12, 21), "card.send")
    assert label == "2026年10月至12月"
    issue(world, note="请多鼓励")
    assert owed(world.place.secretary, END, "card.send") == []
    card = FeedbackCard.objects.get(returned_on=None)
    assert (card.unit, card.persons, card.services, card.hours) == (world.unit, 1, 1, Decimal(2))
    assert office.get(reverse("services:feedback_card_pdf", args=[card.pk])).content.startswith(b"%PDF")
    assert Notification.objects.filter(kind="feedback.issued", recipient=world.contact).count() == 4
    own = [line.key for line in lines_of_person(world.contact.person_id, now=moment(END))]
    assert "card.return" in own
    page = reverse("services:own_card", args=[card.pk])
    assert "在职in" in phone.get(page).content.decode()
    assert client_of(world.member).get(page).status_code == 404
    sent = {"for_appraisal": "on", "for_promotion": "on", "answer": "列入年度考核", "version": card.version}
    with time_machine.travel(moment(END), tick=False):
        phone = client_of(world.contact)
        assert phone.post(page, sent).status_code == 302
    card.refresh_from_db()
    assert card.returned_on is not None and (card.uses, card.answer) == ("年度考核、提拔使用", "列入年度考核")
    assert "card.return" not in [line.key for line in lines_of_person(world.contact.person_id, now=moment(END))]
    *_, line = card_of(served.person_id, year=2026, today=END).feedback
    assert line.words == "服务 1 次 2 小时，单位用于年度考核、提拔使用", "on the card of the year"


@pytest.mark.requirement("MEM-05")
def test_the_record_is_a_ground_of_awards(world: World, served: User) -> None:
    award = Award(
        organization=world.place.community,
        kind=Award.Kind.COMMENDATION,
        year=2026,
        holder=Award.Holder.PERSON,
        person=served.person,
        level="先进个人",
    )
    [found] = [each for each in conditions(award, on=END) if each.label == "社区现实表现"]
    assert (found.needed, found.found, found.held) == ("已报到的在职党员，2026年参加服务3次以上", "1次", False)
    [early] = [each for each in conditions(award, on=date(2026, 4, 1)) if each.label == "社区现实表现"]
    assert early.held, "a quarter of the year asks a quarter of its services"
    award.person = world.member.person
    assert not [each for each in conditions(award, on=END) if each.label == "社区现实表现"], "never registered"


def test_cards_are_sent_near_the_end_of_a_period_once_and_only_where_somebody_is(world: World, served: User) -> None:
    with pytest.raises(RuleViolation, match="季末前10天"):
        issue(world, today=date(2026, 12, 20))
    issue(world)
    with pytest.raises(RuleViolation, match="已经发出"):
        issue(world)
    DualRegistration.objects.update(unit_name="")
    with pytest.raises(RuleViolation, match="没有反馈卡可发"):
        issue(world, today=date(2026, 10, 2), starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30))
    assert FeedbackRound.objects.count() == 1


def test_a_return_is_sent_once_and_taken_back_with_a_reason(world: World, served: User) -> None:
    entry = issue(world)
    card = FeedbackCard.objects.get()
    feedback.answer(by=world.contact, card=card, version=1, today=END, answer="收到")
    with pytest.raises(RuleViolation, match="已送回回执"):
        feedback.answer(by=world.contact, card=card, version=2, today=END, answer="再次")
    with pytest.raises(RuleViolation, match="不能撤回"):
        actions.withdraw(by="test", register=FEEDBACK, entry=entry, version=1, today=END, reason="错")
    card = FeedbackCard.objects.get()
    given = UNRETURN.also({"reason": "登记错了"})
    actions.correct_line(by="test", part=CARD, line=card, version=card.version, today=END, step=UNRETURN, **given)
    card = FeedbackCard.objects.get()
    assert (card.returned_on, card.answer) == (None, "")
    with pytest.raises(RuleViolation, match="不能早于反馈卡发出"):
        actions.correct_line(
            by="test",
            part=CARD,
            line=card,
            version=card.version,
            today=END,
            step=RETURN,
            returned_on=END - timedelta(days=1),
        )
    actions.withdraw(by="test", register=FEEDBACK, entry=entry, version=1, today=END, reason="错")
    assert FeedbackRound.objects.standing().count() == 0


def test_a_period_is_as_long_as_the_standard_says(world: World) -> None:
    assert rules.period_of(world.place.community, date(2026, 5, 5)) == (date(2026, 4, 1), date(2026, 6, 30))
    opened = rules.open_periods(world.place.community, date(2026, 6, 20))
    assert [each.starts_on for each in opened[:2]] == [date(2026, 4, 1), date(2026, 1, 1)]


def test_who_registered_at_home_is_told_to_the_unit_elsewhere(world: World) -> None:
    row = registered(world, "home", community=world.place.community)
    DualRegistration.objects.filter(person=row.person).update(side="home", unit=None, unit_name="市第三中学")
    issue(world)
    line = FeedbackLine.objects.get()
    assert (line.card.unit, line.sides) == (world.unit, "居住地社区")
