"""Posts with duties, service days, who has none (MEM-07)."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from psycopg2.extras import DateRange

from core.records.errors import RuleViolation
from core.zone import ZONE
from grids.actions.places import create_grid
from grids.models import DutyPost, DutyService, Grid
from grids.posts.queries import bare_grids, branches, without_post
from grids.posts.register import DUTY_POSTS, SERVICES
from organizations.desks.queries import lines
from organizations.models import Organization, Threshold
from organizations.registers import actions
from people.models import Person, User
from tests.members.conftest import District, add_member, district, make_user  # noqa: F401

pytestmark = pytest.mark.django_db
TODAY, MARCH = date(2026, 11, 24), date(2026, 3, 2)


def post(place: Organization, person: Person, **given: Any) -> DutyPost:
    typed = {"kind": "duty", "name": "楼道岗", "duties": "打扫楼道", "grid": None, "area": None, "service_day": None}
    typed |= {"during": DateRange(MARCH, None)} | given
    made: DutyPost = actions.enter(
        by="test", register=DUTY_POSTS, organization=place, today=TODAY, person=person, **typed
    )
    return made


def owed(user: User, key: str, on: date) -> list[str]:
    found = lines(user, now=datetime(on.year, on.month, on.day, 9, tzinfo=ZONE))
    return [line.label for line in found if line.key == key]


def grid_of(place: Organization, code: str = "W1") -> Grid:
    return create_grid(by="tests", community=place, code=code, name=f"{code}网格", since=date(2026, 1, 1))


@pytest.mark.requirement("MEM-07")
def test_a_member_takes_a_post_sees_it_on_the_phone_and_serves_on_its_day(district: District) -> None:  # noqa: F811
    spell = add_member(district.branch, "何有岗")
    user = make_user("heyougang", spell.person)
    entry = post(district.branch, spell.person, grid=grid_of(district.community), service_day=10)
    assert owed(district.secretary, "duty_post.serve", date(2026, 11, 9)) == []
    for who, key in ((district.secretary, "duty_post.serve"), (user, "duty_post.serve_own")):
        assert owed(who, key, TODAY) == ["何有岗（楼道岗）"]
    phone = Client()
    phone.force_login(user)
    page = phone.get("/grids/duties/mine/").content.decode()
    assert "打扫楼道" in page and "每月 10 日" in page and "W1网格" in page
    assert "我的职责" in phone.get("/").content.decode()
    late = phone.post("/grids/duties/mine/", {"post": entry.pk, "served_on": "2026-11-26", "content": "打扫"})
    assert late.status_code == 422 and "不能晚于今天" in late.content.decode()
    done = {"post": entry.pk, "served_on": "2026-11-20", "content": "打扫三个单元"}
    assert phone.post("/grids/duties/mine/", done).status_code == 302
    assert owed(district.secretary, "duty_post.serve", TODAY) == owed(user, "duty_post.serve_own", TODAY) == []
    assert owed(user, "duty_post.serve_own", date(2026, 12, 10)) == ["何有岗（楼道岗）"], "each month anew"
    other = Client()
    other.force_login(district.member)
    assert other.post("/grids/duties/mine/", done).status_code == 422, "nobody serves in the post of another"
    assert DutyService.objects.count() == 1


@pytest.mark.requirement("MEM-07")
def test_volunteer_posts_are_the_districts_list(district: District) -> None:  # noqa: F811
    spell = add_member(district.branch, "何义务")
    assert post(district.branch, spell.person, kind="volunteer", name="治安巡逻员").pk
    with pytest.raises(RuleViolation, match="义务岗是：治安巡逻员、卫生监督员"):
        post(district.branch, spell.person, kind="volunteer", name="文艺宣传员")
    words = "治安巡逻员;卫生监督员;文艺宣传员"
    Threshold.objects.create(
        name="mem.volunteer_roles", organization=district.root, value=words, unit="list", op="=",
        effective_from=date(2026, 1, 1),
        document="区委组〔2026〕1号",
    )  # fmt: skip
    assert post(district.branch, spell.person, kind="volunteer", name="文艺宣传员").pk


@pytest.mark.requirement("MEM-07")
def test_members_and_grids_without_are_listed_and_each_number_opens_its_list(district: District) -> None:  # noqa: F811
    with_post, without = add_member(district.branch, "何有岗"), add_member(district.branch, "吴无岗")
    bare, full = grid_of(district.community), grid_of(district.community, "W2")
    post(district.branch, with_post.person, grid=full, kind="pioneer", name="党员先锋岗")
    [row] = branches(district.secretary, today=TODAY)
    assert (row.members, row.without) == (2, 1)
    assert without_post(district.secretary, today=TODAY, branch=row.pk) == [without]
    assert [(grid, words) for grid, words in bare_grids(district.secretary, today=TODAY)] == [
        (bare, "没有责任区、没有设岗"),
        (full, "没有责任区"),
    ]
    client = Client()
    client.force_login(district.secretary)
    page = client.get(f"/grids/duties/coverage/?branch={row.pk}").content.decode()
    assert "吴无岗" in page and "何有岗" not in page and "W1网格" in page
    client.force_login(district.other_secretary)
    assert "吴无岗" not in client.get("/grids/duties/coverage/?branch=0").content.decode()


def test_who_does_not_belong_here_and_what_lies_elsewhere_is_refused(district: District) -> None:  # noqa: F811
    mine, stranger = add_member(district.branch, "何本地"), add_member(district.other_branch, "别处人")
    refused: tuple[tuple[Person, dict[str, Any], str], ...] = (
        (stranger.person, {}, "没有在本社区报到"),
        (mine.person, {"grid": grid_of(district.other_community, "B1")}, "本社区的网格"),
        (mine.person, {"during": DateRange(date(2026, 12, 1), None)}, "不能晚于今天"),
        (mine.person, {"service_day": 31}, "1 到 28"),
    )
    for person, given, words in refused:
        with pytest.raises(RuleViolation, match=words):
            post(district.branch, person, **given)
    assert not DutyPost.objects.exists()
    entry = post(district.branch, mine.person)
    with pytest.raises(RuleViolation, match="已在这个岗位"):
        post(district.branch, mine.person, during=DateRange(date(2026, 6, 1), None))
    with pytest.raises(RuleViolation, match="不在任岗时间里"):
        actions.add_line(by="test", part=SERVICES, entry=entry, today=TODAY, served_on=date(2026, 3, 1), content="打扫")


def test_the_word_post_is_not_doubled() -> None:
    person = Person(name="林向阳")
    assert str(DutyPost(person=person, name="楼道岗")) == str(DutyPost(person=person, name="楼道")) == "林向阳的楼道岗"
