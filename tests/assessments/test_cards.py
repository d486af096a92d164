"""A member's card of a year says what the records say (ASM-16)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from assessments import cards
from meetings.models import Attendance
from members.models import DualRegistration, Membership
from organizations import actions
from people.models import User
from services.models import Activity, Claim
from tests.assessments import planting
from tests.assessments.planting import at

TODAY = date(2026, 11, 25)
pytestmark = pytest.mark.django_db


class World:
    """A member of the first community's branch, who also serves in the second street."""

    def __init__(self) -> None:
        self.district = planting.plant_tree()
        self.here, _, self.there, _ = self.district.communities
        self.spell: Membership = planting.member(self.district.branch[self.here.pk])
        self.person = self.spell.person

    def called(self, host: Any, day: date, state: str = "entitled", **words: Any) -> Attendance:
        kind = words.pop("kind", "theme_day")
        meeting = planting.meeting(host, day, kind=kind, lag=words.pop("lag", 0))
        signed = {"way": "hand", "signed_at": at(day)} if state in ("present", "late") else {}
        more = {"reason": "出差"} if state == "on_leave" else {}
        more |= {"made_up_on": day + timedelta(days=2)} if state == "made_up" else {}
        return Attendance.objects.create(
            meeting=meeting, organization=host, person=self.person, state=state, **signed, **more, **words
        )

    def served(self, community: Any, day: date, hours: str | None = "2", **words: Any) -> Claim:
        claim = planting.service(community, day, hours=None if hours is None else Decimal(hours))
        Activity.objects.filter(pk=claim.activity_id).update(title=f"{community.name}活动")
        for name, value in ({"person": self.person} | words).items():
            setattr(claim, name, value)
        claim.save()
        return claim

    def card(self, year: int = 2026, **words: Any) -> cards.Card:
        return cards.card_of(self.person.pk, year=year, today=TODAY, **words)


@pytest.fixture
def world(db: None) -> World:
    return World()


def counts(row: cards.Attended) -> tuple[int, int, int, int, int]:
    return row.called, row.came, row.made_up, row.on_leave, row.missed


@pytest.mark.requirement("ASM-16")
def test_attendance_is_that_of_recorded_meetings_of_the_year_the_member_was_called_to(world: World) -> None:
    big = world.district.big[world.here.pk]
    for day, state in (
        (date(2026, 1, 1), "present"),
        (date(2026, 3, 5), "late"),
        (date(2026, 4, 5), "made_up"),
        (date(2026, 5, 5), "on_leave"),
        (date(2026, 6, 5), "entitled"),
        (date(2025, 12, 31), "present"),
    ):
        world.called(big, day, state)
    world.called(big, date(2026, 7, 5), "present", guest=True)
    world.called(big, date(2026, 8, 5), lag=None)  # planned, nothing entered
    world.called(world.district.branch[world.here.pk], date(2026, 9, 5), "present", kind="party_lecture")
    card = world.card()
    assert {row.label: counts(row) for row in card.attended} == {"主题党日": (5, 2, 1, 1, 1), "党课": (1, 1, 0, 0, 0)}
    assert counts(card.all_attended) == (6, 3, 1, 1, 1)
    assert card.all_attended.rate == Decimal("80.0")
    assert [line.words for line in card.meetings] == ["到会", "迟到", "已补学", "请假", "未签到", "到会"]
    assert counts(world.card(2025).all_attended) == (1, 1, 0, 0, 0)
    assert world.card(2024).all_attended.rate is None


@pytest.mark.requirement("ASM-16")
def test_hours_are_those_both_sides_confirmed_and_posts_and_registrations_those_of_the_year(world: World) -> None:
    world.served(world.here, date(2026, 3, 1), "2.5")
    world.served(world.here, date(2026, 4, 1), "3", service="collective")
    world.served(world.here, date(2026, 5, 1), state="attended", hours=None, confirmed_by_community_at=None)
    world.served(world.here, date(2025, 12, 31), "8")
    world.served(world.here, date(2026, 6, 1), state="withdrawn", hours=None, withdrawn_at=at(date(2026, 5, 30)))
    actions.appoint(
        by="t", person=world.person, organization=world.district.branch[world.here.pk], position="secretary",
        since=date(2025, 1, 1), until=date(2026, 2, 1),
    )  # fmt: skip
    presence = planting.unit(world.here)
    registered = planting.registration(presence, day=date(2026, 1, 9))
    DualRegistration.objects.filter(pk=registered.pk).update(person=world.person)
    card = world.card()
    assert card.served == cards.Served(services=3, hours=Decimal("5.5"), waiting=1, collective=1)
    assert [line.words for line in card.services] == ["2.5 小时", "3 小时", "时长待确认"]
    assert [(line.title, line.words) for line in card.posts] == [("书记", "至 2026-02-01")]
    assert [(line.title, line.place) for line in card.registrations] == [("工作地社区", world.here.label)]
    assert [spell.pk for spell in card.spells] == [world.spell.pk]


@pytest.mark.requirement("ASM-16")
def test_records_of_other_places_count_and_are_named_to_the_member_alone(world: World) -> None:
    world.called(world.district.big[world.here.pk], date(2026, 3, 5), "present")
    world.called(world.district.big[world.there.pk], date(2026, 4, 5), "present")
    world.served(world.here, date(2026, 3, 1))
    world.served(world.there, date(2026, 4, 1))
    officer = planting.account()
    actions.appoint(
        by="t",
        person=officer.person,
        organization=world.district.streets[0],
        position="officer",
        since=date(2025, 1, 1),
    )
    own = User.objects.create_user("own", person=world.person)
    pages = {}
    for user, url in ((officer, f"/assessments/cards/{world.spell.pk}/"), (own, "/assessments/cards/mine/")):
        client = Client()
        client.force_login(user)
        pages[user.pk] = client.get(url).content.decode()
        assert "到会 2，补学 0" in pages[user.pk]
        assert f"{world.here.name}活动" in pages[user.pk]
    assert f"{world.there.name}活动" not in pages[officer.pk] and f"{world.there.name}活动" in pages[own.pk]
    assert world.there.label not in pages[officer.pk]
    assert "1 次会议" in pages[officer.pk] and "1 次服务" in pages[officer.pk] and "在其他组织" not in pages[own.pk]


def test_a_year_that_is_none_does_not_exist_and_the_page_costs_no_more_with_more_records(
    world: World, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.force_login(User.objects.create_user("own", person=world.person))
    for year in ("2019", "2027", "x", "２０２６年"):
        assert client.get(f"/assessments/cards/mine/?year={year}").status_code == 404
    for month in range(1, 11):
        world.called(world.district.big[world.here.pk], date(2026, month, 5), "present")
        world.served(world.here, date(2026, month, 6))
    with django_assert_max_num_queries(12):
        assert client.get("/assessments/cards/mine/").status_code == 200
