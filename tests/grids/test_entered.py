"""Organisations, resources, services and activities enter the grid: each is shown for each grid (GRD-05)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.records.errors import RuleViolation
from core.web.home import lists
from grids import actions as grid_actions
from grids.models import Building, Grid, GridEntry
from meetings import actions as meetings
from organizations.actions import create_organization
from organizations.kinds import Kind
from organizations.models import Organization, Unit, UnitPresence, Venue
from people.models import User
from services import actions as services
from services.models import Agreement, AgreementItem
from tests.grids.conftest import SINCE, Place

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def unit(place: Place, name: str, community: Organization | None = None) -> UnitPresence:
    made = Unit.objects.create(organization=place.street, name=name, kind="enterprise")
    return UnitPresence.objects.create(organization=community or place.community, unit=made, during=(SINCE, None))


def venue(place: Place, title: str, **fields: Any) -> Venue:
    values = {
        "organization": place.community,
        "title": title,
        "kind": "楼院党员冠名服务站(点)",
        "acquisition": "租赁",
        "funding": ["财政支持"],
        "address": "幸福路1号",
        "area": 60,
        "services": "量血压",
        "hours": "每天上午",
        "opened_on": date(2026, 1, 5),
    }
    return Venue.objects.create(**values | fields)


def second_grid(place: Place) -> Grid:
    return grid_actions.create_grid(
        by=place.secretary, community=place.community, code="W02", name="第二网格", with_branch=True, since=SINCE
    )


def fill(place: Place, grid: Grid) -> None:
    """Something of every kind in the grid."""
    presence = unit(place, "供电公司")
    grid_actions.enter(by=place.secretary, grid=grid, thing=presence, since=date(2026, 3, 1), today=TODAY)
    grid_actions.enter(
        by=place.secretary, grid=grid, thing=venue(place, "2号院服务点"), since=date(2026, 3, 1), today=TODAY
    )
    at = datetime(2026, 3, 10, 2, tzinfo=UTC)
    agreement = services.draft_agreement(
        by=place.secretary, community=place.community, unit=presence.unit, year=2026, at=at
    )
    for title, pledge in (("派两名电工", "talent"), ("为职工办证", "service"), ("共同走访", "")):
        AgreementItem.objects.create(
            organization=place.community,
            agreement=agreement,
            kind="资源联用",
            pledge=pledge,
            title=title,
            due_on=date(2026, 12, 1),
        )
    Agreement.objects.filter(pk=agreement.pk).update(
        state="both_confirmed",
        confirmed_by_community_at=at,
        confirmed_by_community_by=place.secretary,
        confirmed_by_unit_at=at,
        confirmed_by_unit_by=place.other_secretary,
    )
    starts = NOW + timedelta(days=2)
    for title, where in (("清扫楼道", grid), ("全社区义诊", None)):
        services.publish_activity(
            by=place.secretary,
            community=place.community,
            grid=where,
            title=title,
            mode="常态化服务",
            direction="便民利民服务",
            place="广场",
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
            places=10,
            at=NOW,
        )
    create_organization(
        by="test", kind=Kind.BUILDING_GROUP, code="G-1", name="3号楼党小组", parent=grid.grid_branch, since=SINCE
    )
    meetings.plan(
        by=place.secretary,
        organization=grid.grid_branch,
        kind="theme_day",
        topic="网格里的主题党日",
        starts_at=NOW + timedelta(days=3),
        place="2号院服务点",
        form="走访慰问困难党员",
        education="责任教育",
        now=NOW,
    )


IN_IT = ("3号楼党小组", "供电公司", "2号院服务点", "量血压", "派两名电工", "清扫楼道", "网格里的主题党日")


@pytest.mark.requirement("GRD-05")
def test_each_grid_shows_its_organisations_resources_services_and_activities(place: Place, grid: Grid) -> None:
    other = second_grid(place)
    fill(place, grid)
    office = client_of(place.secretary)
    page = office.get(f"/grids/{grid.pk}/entered/").content.decode()
    assert [word for word in IN_IT if word not in page] == []
    assert "为职工办证" not in page and "共同走访" not in page and "全社区义诊" not in page
    empty = office.get(f"/grids/{other.pk}/entered/").content.decode()
    assert [word for word in IN_IT if word in empty] == []
    for part in lists().grid_parts[1:]:
        assert part.empty in empty
    # A draft brings the promise of a place by itself: two promises of the unit.
    rows = office.get("/grids/entered/").context["grids"]
    assert {row.name: row.entered for row in rows} == {"第一网格": [2, 1, 1, 2, 1, 1], "第二网格": [1, 0, 0, 0, 0, 0]}
    for part in lists().grid_parts:
        shown = [len(part.lines(place.secretary, each, TODAY)) for each in (grid, other)]
        counted = part.counts(place.secretary, [grid, other], TODAY)
        assert shown == [counted.get(grid.pk, 0), counted.get(other.pk, 0)], part.title


def test_nothing_of_another_community_enters_or_is_shown(place: Place, grid: Grid) -> None:
    fill(place, grid)
    elsewhere = unit(place, "别处的银行", place.other_community)
    with pytest.raises(RuleViolation, match="只能登记本社区的"):
        grid_actions.enter(by=place.secretary, grid=grid, thing=elsewhere, since=TODAY, today=TODAY)
    foreign = venue(place, "别处的站", organization=place.other_community)
    with pytest.raises(RuleViolation, match="只能登记本社区的"):
        grid_actions.enter(by=place.secretary, grid=grid, thing=foreign, since=TODAY, today=TODAY)
    stranger = client_of(place.other_secretary)
    assert stranger.get(f"/grids/{grid.pk}/entered/").status_code == 404
    assert stranger.post(f"/grids/{grid.pk}/entered/new/", {}).status_code == 404
    assert "第一网格" not in stranger.get("/grids/entered/").content.decode()
    office = client_of(place.secretary)
    answer = office.post(
        f"/grids/{grid.pk}/entered/new/", {"thing": f"unit-{elsewhere.pk}", "since": TODAY.isoformat()}
    )
    assert answer.status_code == 422 and GridEntry.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "since", "words"),
    [
        ({"opened_on": date(2026, 5, 1)}, date(2026, 4, 30), "这一天不在本社区"),
        ({"closed_on": date(2026, 5, 1)}, date(2026, 5, 1), "这一天不在本社区"),
        ({"withdrawn_on": date(2026, 5, 1), "withdrawn_because": "登重"}, TODAY, "登记已撤回"),
    ],
)
def test_a_venue_that_is_not_there_does_not_enter(
    place: Place, grid: Grid, fields: dict[str, Any], since: date, words: str
) -> None:
    with pytest.raises(RuleViolation, match=words):
        grid_actions.enter(by=place.secretary, grid=grid, thing=venue(place, "站", **fields), since=since, today=TODAY)


def test_one_grid_at_a_time_and_what_left_is_not_shown(place: Place, grid: Grid) -> None:
    other, presence = second_grid(place), unit(place, "供电公司")
    entry = grid_actions.enter(by=place.secretary, grid=grid, thing=presence, since=date(2026, 3, 1), today=TODAY)
    with pytest.raises(RuleViolation, match="已在一个网格"):
        grid_actions.enter(by=place.secretary, grid=other, thing=presence, since=TODAY, today=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        GridEntry.objects.create(organization=place.community, grid=other, presence=presence, during=(TODAY, None))
    with pytest.raises(IntegrityError), transaction.atomic():
        GridEntry.objects.create(organization=place.community, grid=other, during=(TODAY, None))
    office = client_of(place.secretary)
    assert office.post(f"/grids/entries/{entry.pk}/end/", {"on": "2026-02-01"}).status_code == 422
    assert office.post(f"/grids/entries/{entry.pk}/end/", {"on": TODAY.isoformat()}).status_code == 302
    page = office.get(f"/grids/{grid.pk}/entered/").content.decode()
    assert "撤销结束进网格" in page and "还没有单位进网格" in page
    grid_actions.enter(by=place.secretary, grid=other, thing=presence, since=TODAY, today=TODAY)
    assert "供电公司" in office.get(f"/grids/{other.pk}/entered/").content.decode()


def test_a_unit_that_moved_away_and_a_venue_that_was_closed_are_not_in_the_grid(place: Place, grid: Grid) -> None:
    fill(place, grid)
    UnitPresence.objects.filter(unit__name="供电公司").update(during=(SINCE, TODAY))
    Venue.objects.update(closed_on=TODAY)
    page = client_of(place.secretary).get(f"/grids/{grid.pk}/entered/").content.decode()
    assert "还没有单位进网格" in page and "还没有阵地进网格" in page and "派两名电工" not in page


def test_who_may_not_manage_the_grid_sees_and_does_not_change(place: Place, grid: Grid) -> None:
    fill(place, grid)
    officer = client_of(place.street_officer)
    assert officer.get(f"/grids/{grid.pk}/entered/").status_code == 200
    entry = GridEntry.objects.order_by("pk").first()
    member = Client()
    assert member.get(f"/grids/{grid.pk}/entered/").status_code == 302
    assert client_of(place.other_secretary).post(f"/grids/entries/{entry.pk}/end/", {}).status_code == 404


def test_a_scheduled_grid_with_a_unit_is_not_withdrawn(place: Place) -> None:
    today = timezone.localdate()
    later = grid_actions.create_grid(
        by=place.secretary,
        community=place.community,
        code="W09",
        name="第九网格",
        since=today + timedelta(days=10),
        today=today,
    )
    grid_actions.enter(
        by=place.secretary, grid=later, thing=unit(place, "银行"), since=today + timedelta(days=10), today=today
    )
    with pytest.raises(RuleViolation, match="单位和阵地"):
        grid_actions.withdraw_grid(by=place.secretary, grid=later, today=today)


def test_the_pages_ask_the_same_few_statements_however_many_grids(place: Place, grid: Grid, building: Building) -> None:
    def statements(address: str) -> int:
        client = client_of(place.secretary)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    fill(place, grid)
    one = statements("/grids/entered/"), statements(f"/grids/{grid.pk}/entered/")
    for number in range(2, 9):
        made = grid_actions.create_grid(
            by=place.secretary,
            community=place.community,
            code=f"W1{number}",
            name=f"第1{number}网格",
            with_branch=True,
            since=SINCE,
        )
        grid_actions.enter(
            by=place.secretary, grid=made, thing=unit(place, f"单位{number}"), since=date(2026, 3, 1), today=TODAY
        )
        grid_actions.enter(
            by=place.secretary, grid=grid, thing=venue(place, f"点{number}"), since=date(2026, 3, 1), today=TODAY
        )
    assert (statements("/grids/entered/"), statements(f"/grids/{grid.pk}/entered/")) == one
