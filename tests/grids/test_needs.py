"""Service needs (GRD-07): chosen from a list, listed by category, prolonged by a new consent, deleted after the end."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent
from core.records.errors import RuleViolation
from core.zone import ZONE
from grids import actions
from grids.models import Building, Grid, Household, ServiceNeed
from members.rights.retention import delete_outdated
from organizations.models import Threshold
from tests.grids.conftest import Place


def _today() -> date:
    return timezone.localdate()


def _need(grid: Grid, household: Household | None = None, **fields: object) -> ServiceNeed:
    today = _today()
    given = {"category": "elderly", "purpose": "送餐", "age": 80, "consent_on": today, "since": today}
    given |= {"until": today + timedelta(days=100)} | fields
    return actions.add_service_need(by="t", grid=grid, household=household, **given)


@pytest.mark.requirement("GRD-07")
def test_the_purpose_is_chosen_so_that_no_name_and_no_diagnosis_is_typed(
    client: Client, place: Place, grid: Grid, building: Building
) -> None:
    client.force_login(place.secretary)
    door, today = building.households.first(), _today()
    data = {"category": "elderly", "age": 80, "consent_on": today, "since": today, "until": today + timedelta(days=9)}
    address = reverse("grids:service_need_new", args=[door.pk])
    for typed in ("张三老人日常吃药看护", "糖尿病护理", ""):
        assert client.post(address, data | {"purpose": typed}).status_code == 422
    with pytest.raises(RuleViolation, match="请从列表里选"):
        _need(grid, purpose="张三老人日常吃药看护")
    with pytest.raises(RuleViolation, match="不写病情"):
        _need(grid, purpose="糖尿病护理")
    assert client.post(address, data | {"purpose": "送餐"}).status_code == 302


@pytest.mark.requirement("GRD-07")
def test_the_purposes_are_the_districts(place: Place, grid: Grid) -> None:
    national = Threshold.objects.get(name="grd.service_recipient.purposes", organization=None)
    Threshold.objects.create(
        name=national.name,
        value="理发;送餐",
        unit=national.unit,
        op=national.op,
        origin="decision",
        scope_level="street",
        label=national.label,
        organization=place.street,
        effective_from=date(2026, 1, 1),
    )
    assert actions.purposes(grid, on=_today()) == ["理发", "送餐"]
    assert _need(grid, purpose="理发").purpose == "理发"
    with pytest.raises(RuleViolation, match="理发、送餐"):
        _need(grid, purpose="陪诊")


@pytest.mark.requirement("GRD-07")
def test_needs_are_listed_by_category_from_the_grid_s_figure(
    client: Client, place: Place, grid: Grid, building: Building
) -> None:
    door = building.households.first()
    _need(grid, door)
    _need(grid, category="hardship", purpose="代办")
    client.force_login(place.secretary)
    address = reverse("grids:needs", args=[grid.pk])
    assert f'href="{address}"' in client.get(reverse("grids:grid", args=[grid.pk])).text
    page = client.get(address).text
    assert "老年人 · 送餐" in page and str(door) in page and "困难家庭 · 代办" in page
    only = client.get(address, {"category": "hardship"}).text
    assert "代办" in only and "老年人 · 送餐" not in only
    client.force_login(place.other_secretary)
    assert client.get(address).status_code == 404


def test_the_figures_of_a_grid_open_their_lists(client: Client, place: Place, grid: Grid, building: Building) -> None:
    door = building.households.first()
    actions.set_up_member_household(by="t", household=door, person=place.member.person, since=date(2026, 3, 1))
    client.force_login(place.secretary)
    page, lived = client.get(reverse("grids:grid", args=[grid.pk])).text, reverse("grids:lived", args=[grid.pk])
    assert all(f'href="{each}"' in page for each in (lived, f"{lived}?central=1", "#doors"))
    assert place.member.person.name in client.get(lived).text
    assert door.label in client.get(f"{lived}?central=1").text


@pytest.mark.requirement("GRD-07")
def test_a_service_is_prolonged_by_a_new_consent(client: Client, place: Place, grid: Grid) -> None:
    need, today = _need(grid, age=13, by_guardian=True), _today()
    client.force_login(place.secretary)
    address = reverse("grids:service_need_prolong", args=[need.pk])
    data = {"consent_on": today, "age": 13, "by_guardian": "on", "until": today + timedelta(days=200)}
    for wrong, said in (
        ({"until": need.during.upper}, "新的结束日期要晚于"),
        ({"until": today + timedelta(days=400)}, "同意的有效期最长12个月"),
        ({"consent_on": today + timedelta(days=1)}, "不能晚于今天"),
        ({"by_guardian": ""}, "须由监护人同意"),
    ):
        refused = client.post(address, data | wrong)
        assert refused.status_code == 422 and said in refused.text
    assert client.post(address, data | {"age": 14, "by_guardian": ""}).status_code == 302, "of age by now"
    need.refresh_from_db()
    assert (need.during.upper, need.under_age, need.consent_on) == (data["until"], False, today)
    assert AuditEvent.objects.get(code="grids.service_need_prolonged").data["consent_before"] == today.isoformat()
    actions.end_service_need(by="t", need=need, on=today + timedelta(days=1), today=today)
    later = today + timedelta(days=2)
    with pytest.raises(RuleViolation, match="已经结束"):
        actions.prolong_service_need(
            by="t", need=need, consent_on=later, until=later + timedelta(days=9), age=14, today=later
        )


@pytest.mark.requirement("GRD-07")
def test_the_night_deletes_a_need_a_month_after_its_end(place: Place, grid: Grid) -> None:
    start = date(2026, 3, 1)
    times = {"consent_on": start, "since": start}
    over = _need(grid, **times, until=date(2026, 4, 1))
    recent = _need(grid, **times, until=date(2026, 6, 1))
    delete_outdated(now=datetime(2026, 6, 15, 2, tzinfo=ZONE))
    assert not ServiceNeed.objects.filter(pk=over.pk).exists()
    assert ServiceNeed.objects.filter(pk=recent.pk).exists(), "a month has not passed"
    assert AuditEvent.objects.filter(code="members.outdated_deleted").exists()
