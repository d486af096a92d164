"""Venues: four kinds, five ways, three sources; who has no member service station (ORG-15)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.records.errors import RuleViolation
from organizations import actions as organizations
from organizations.models import Organization, Position, Threshold, Venue
from organizations.registers import actions, venues
from organizations.registers.kinds import VENUES
from organizations.registers.words import lists_of
from people.models import User
from tests.clock import TODAY
from tests.organizations.conftest import Tree

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
CLOSE, REOPEN = VENUES.steps
KINDS = ["街道党员服务中心", "社区党员服务站", "楼院党员冠名服务站(点)", "党员中心户家庭式党员活动室"]
WAYS = ["自购", "自建", "联建", "租赁", "置换"]
SOURCES = ["财政支持", "部门帮扶", "街道社区自筹"]


def opened(organization: Organization, kind: str = "社区党员服务站", **typed: Any) -> Venue:
    given = {
        "title": "幸福里党员服务站",
        "kind": kind,
        "acquisition": "自建",
        "funding": ["财政支持"],
        "address": "幸福路1号",
        "area": Decimal(120),
        "services": "咨询、代办、活动室",
        "hours": "每天8:30—17:30",
        "opened_on": date(2026, 3, 1),
    }
    made: Venue = actions.enter(by="test", register=VENUES, organization=organization, today=TODAY, **(given | typed))
    return made


def step(venue: Venue, which: Any, **typed: Any) -> None:
    venue = Venue.objects.get(pk=venue.pk)
    fields = which.also({"reason": "拆迁"} | typed)
    actions.correct(by="test", register=VENUES, entry=venue, version=venue.version, today=TODAY, step=which, **fields)


def missing(user: User) -> list[str]:
    return [row.name for row in venues.coverage(user, today=TODAY) if not row.has]


@pytest.mark.requirement("ORG-15")
def test_four_kinds_by_five_ways_from_three_sources_with_services_and_hours(tree: Tree) -> None:
    words = lists_of(tree.community, TODAY)
    assert (words["kind"], words["acquisition"], words["funding"]) == (KINDS, WAYS, SOURCES)
    for number, (kind, way, source) in enumerate(product(KINDS, WAYS, SOURCES)):
        where = tree.street if kind == KINDS[0] else tree.community
        opened(where, kind, acquisition=way, funding=[source], title=f"阵地{number}")
    assert Venue.objects.count() == 60
    both = opened(tree.community, funding=SOURCES)
    assert both.funding == SOURCES and both.services and both.hours


@pytest.mark.requirement("ORG-15")
@pytest.mark.parametrize(
    ("where", "typed", "field", "words"),
    [
        ("street", {}, "kind", "社区党员服务站由社区登记"),
        ("community", {"kind": KINDS[0]}, "kind", "街道党员服务中心由街道（镇）登记"),
        ("branch", {}, "organization", "不登记阵地"),
        ("community", {"kind": "茶馆"}, "kind", "没有“茶馆”这一项"),
        ("community", {"acquisition": "占用"}, "acquisition", "没有“占用”这一项"),
        ("community", {"funding": ["摊派"]}, "funding", "没有“摊派”这一项"),
        ("community", {"funding": []}, "funding", ""),
        ("community", {"services": ""}, "services", ""),
        ("community", {"hours": ""}, "hours", ""),
        ("community", {"area": Decimal(0)}, None, "面积应大于0"),
        ("community", {"opened_on": date(2026, 11, 26)}, "opened_on", "不能晚于今天"),
        ("community", {"opened_on": date(2024, 12, 31)}, "opened_on", "不能早于"),
    ],
)
def test_a_venue_that_cannot_be_is_refused_at_its_field(
    tree: Tree, where: str, typed: dict[str, Any], field: str | None, words: str
) -> None:
    with pytest.raises(RuleViolation) as refused:
        opened(getattr(tree, where), **typed)
    assert refused.value.field == field and words in refused.value.message and not Venue.objects.exists()


@pytest.mark.requirement("ORG-15")
def test_every_community_is_to_have_its_station_and_the_page_says_which_has_not(tree: Tree, sign_in: SignIn) -> None:
    street = tree.holder(tree.street, name="街道干部")
    client = sign_in(street)
    page = reverse("organizations:venue_coverage")
    assert missing(street) == ["幸福里社区", "文庙社区"]
    assert "覆盖率 0.0%" in " ".join(client.get(page).text.replace("</dt><dd>", " ").split())
    opened(tree.community, KINDS[2])
    assert missing(street) == ["幸福里社区", "文庙社区"], "a named point is no station"
    station, other = opened(tree.community), opened(tree.neighbour)
    assert missing(street) == []
    answer = client.get(page)
    assert answer.context["percent"] == "100.0%" and answer.context["kept"]
    step(other, CLOSE, closed_on=date(2026, 11, 1))
    assert missing(street) == ["文庙社区"]
    answer = client.get(page)
    assert answer.context["percent"] == "50.0%" and not answer.context["kept"] and "没有达到" in answer.text
    national = Threshold.objects.get(name="org.service_center.coverage", organization=None)
    organizations.set_threshold(
        by="test", threshold=national, organization=tree.district, value="50", effective_from=TODAY, document="文件"
    )
    assert client.get(page).context["kept"], "the number is the district's"
    actions.withdraw(by="test", register=VENUES, entry=station, version=1, today=TODAY, reason="登记错了")
    assert missing(street) == ["幸福里社区", "文庙社区"]
    step(other, REOPEN)
    assert missing(street) == ["幸福里社区"]
    secretary = tree.holder(tree.general_branch, Position.SECRETARY, name="赵书记")
    assert missing(secretary) == ["幸福里社区"]


@pytest.mark.requirement("ORG-15")
def test_a_venue_is_closed_once_after_it_was_opened(tree: Tree) -> None:
    venue = opened(tree.community)
    for on, words in (
        (None, "请填写停用日期"),
        (date(2026, 3, 1), "停用日期必须晚于启用日期"),
        (date(2026, 11, 26), "不能晚于今天"),
    ):
        with pytest.raises(RuleViolation, match=words):
            step(venue, CLOSE, closed_on=on)
    with pytest.raises(RuleViolation, match="没有停用"):
        step(venue, REOPEN)
    step(venue, CLOSE, closed_on=TODAY)
    with pytest.raises(RuleViolation, match="已经停用"):
        step(venue, CLOSE, closed_on=TODAY)


@pytest.mark.requirement("ORG-15")
def test_a_district_adds_to_the_lists_and_what_stands_keeps_its_words(tree: Tree, sign_in: SignIn) -> None:
    venue = opened(tree.community)
    national = Threshold.objects.get(name="org.venue.acquisition", organization=None)
    organizations.set_threshold(
        by="test",
        threshold=national,
        organization=tree.district,
        value="租赁;捐赠",
        effective_from=TODAY,
        document="文",
    )
    opened(tree.community, acquisition="捐赠")
    with pytest.raises(RuleViolation, match="没有“自建”"):
        opened(tree.community, acquisition="自建")
    actions.correct(
        by="test", register=VENUES, entry=venue, version=1, today=TODAY, acquisition="自建", hours="每天9:00—17:00"
    )
    client = sign_in(tree.holder(tree.general_branch, Position.SECRETARY, name="赵书记"))
    form = client.get(reverse("organizations:venues_correct", args=[venue.pk])).context["form"]
    assert [value for value, _ in form.fields["acquisition"].choices if value] == ["租赁", "捐赠", "自建"]
    new = client.get(reverse("organizations:venues_new")).context["form"]
    assert [value for value, _ in new.fields["acquisition"].choices if value] == ["租赁", "捐赠"]
