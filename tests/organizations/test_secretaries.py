"""The profile of secretaries: bounds that include the number, secretaries apart from directors, nothing unknown silent,
modes of selection, cross-appointment, reserve cadres (ORG-16)."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.records.errors import RuleViolation
from organizations import actions, secretaries
from organizations.kinds import Kind
from organizations.models import Organization, Position, Post, StationedStaff
from organizations.modes import modes_of
from organizations.views_staff import VIEW_MEMBER
from people.models import Person, User
from tests.clock import TODAY
from tests.organizations.conftest import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ORG-16")]
SignIn = Callable[[User], Client]
SINCE = date(2026, 1, 1)


def post(_tree: Tree, where: Organization, position: str, birth: date | None, education: str, **fields: Any) -> Post:
    name = f"书记{Post.objects.count()}"
    person = Person.objects.create(name=name, pinyin="shuji", initials="sj", birth_date=birth, education=education)
    return actions.appoint(
        by="test", person=person, organization=where, position=position, since=SINCE, today=TODAY, **fields
    )


def born(years: int, day: int = 25) -> date:
    """Who is so many years old today (or from the ``day`` of this month on)."""
    return date(TODAY.year - years, TODAY.month, day)


class Street:
    """Four communities: secretaries of 45 and 44 (bachelor, vocational), one of unknown birth, and a plain branch's."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.clerk = tree.holder(tree.street, Position.OFFICER)
        self.places = [tree.community, tree.neighbour]
        self.places += [tree.make(Kind.COMMUNITY, f"T-A-{n}", tree.street, f"第{n}社区") for n in (3, 4)]
        bodies = [tree.general_branch]
        bodies += [
            tree.make(Kind.COMMUNITY_GENERAL_BRANCH, f"T-A-{n}-G", place, f"{place.name}党总支")
            for n, place in ((2, self.places[1]), (3, self.places[2]))
        ]
        self.first = post(tree, bodies[0], Position.SECRETARY, born(45), "bachelor", selection_mode="公开选拔")
        self.second = post(tree, bodies[1], Position.SECRETARY, born(46, 26), "vocational")  # still 45
        post(tree, self.places[0], Position.DIRECTOR, born(60), "")  # no secretary: counts nowhere
        self.unknown = post(tree, bodies[2], Position.SECRETARY, None, "")

    def profile(self) -> secretaries.Profile:
        rows = secretaries.secretaries(self.clerk, VIEW_MEMBER, TODAY)
        return secretaries.Profile(rows, modes_of(self.tree.street, TODAY))

    def counts(self) -> dict[str, int]:
        return {key: part.count for key, part in self.profile().parts.items()}


@pytest.fixture
def street(tree: Tree) -> Street:
    return Street(tree)


def test_the_bounds_include_their_number_and_what_is_unknown_has_its_line(street: Street, sign_in: SignIn) -> None:
    counts = street.counts()
    assert {key: counts[key] for key in ("all", "vacant", "aged", "no_age", "young")} == {
        "all": 3, "vacant": 1, "aged": 2, "no_age": 1, "young": 2,
    }  # fmt: skip
    assert (counts["young_college"], counts["young_below"], counts["young_unknown"]) == (1, 1, 0)
    found = street.profile()
    assert (found.mean, found.college_share) == (Fraction(45), Fraction(50))
    page = sign_in(street.clerk).get(reverse("organizations:secretaries"))
    assert page.context["mean"]["kept"] and not page.context["college"]["kept"]
    assert "出生日期未填" in page.text and "没有书记的社区" in page.text
    body = street.tree.make(Kind.COMMUNITY_GENERAL_BRANCH, "T-A-4-G", street.places[3], "第4社区党总支")
    post(street.tree, body, Position.SECRETARY, born(46), "vocational")
    assert street.counts()["young"] == 2, "who is older than the line is not asked for schooling"
    page = sign_in(street.clerk).get(reverse("organizations:secretaries"))
    assert not page.context["mean"]["kept"], "136 years of three: above 45, though it shows 45.3"


def test_every_number_opens_the_list_of_who_is_behind_it(street: Street, sign_in: SignIn) -> None:
    client = sign_in(street.clerk)
    address = reverse("organizations:secretaries_list")
    for key, part in street.profile().parts.items():
        page = client.get(address, {"part": key})
        assert len(page.context["page"].object_list) == part.count, key
    assert client.get(address, {"part": "nothing"}).status_code == 404
    outside = street.tree.holder(street.tree.other_street, Position.OFFICER)
    assert not sign_in(outside).get(address, {"part": "all"}).context["page"].object_list


def test_the_mode_of_selection_is_one_of_the_districts_and_a_secretarys(street: Street, sign_in: SignIn) -> None:
    modes = [part.label for key, part in street.profile().parts.items() if "mode" in key]
    assert modes == ["公开选拔", "公开招聘", "竞争上岗", "民主选举", "选任方式未填"]
    assert (street.counts()["mode0"], street.counts()["no_mode"]) == (1, 2)
    with pytest.raises(RuleViolation, match="请从现行的选任方式里选择"):
        secretaries.set_mode(by=street.clerk, post=street.second, mode="抓阄", today=TODAY)
    with pytest.raises(RuleViolation, match="请选择选任方式"):
        secretaries.set_mode(by=street.clerk, post=street.second, mode="", today=TODAY)
    director = Post.objects.get(position=Position.DIRECTOR)
    with pytest.raises(RuleViolation, match="只有社区书记填写选任方式"):
        secretaries.set_mode(by=street.clerk, post=director, mode="民主选举", today=TODAY)
    with pytest.raises(RuleViolation, match="只有社区书记填写选任方式"):
        post(street.tree, street.places[3], Position.DIRECTOR, None, "", selection_mode="民主选举")
    secretaries.set_mode(by=street.clerk, post=street.second, mode="民主选举", today=TODAY)
    assert (street.counts()["mode3"], street.counts()["no_mode"]) == (1, 1)


def test_who_is_director_of_the_own_community_too_is_counted(street: Street) -> None:
    assert (street.counts()["director"], street.counts()["no_director"]) == (0, 3)
    given = {"by": "test", "position": Position.DIRECTOR, "since": SINCE, "today": TODAY}
    actions.appoint(person=street.second.person, organization=street.places[1], **given)
    actions.appoint(person=street.unknown.person, organization=street.places[3], **given)  # another community's
    assert (street.counts()["director"], street.counts()["no_director"]) == (1, 2)
    committee = street.tree.make(Kind.RESIDENTS_COMMITTEE, "T-A-3-J", street.places[2], "第3社区居委会")
    actions.appoint(person=street.unknown.person, organization=committee, **given)
    assert street.counts()["director"] == 2


def test_reserve_cadres_are_those_attached_today(street: Street) -> None:
    big = street.tree.make(Kind.BIG_COMMITTEE, "T-A-1-D", street.places[0], "幸福里社区大党委")
    given = {"organization": big, "department": "区委组织部", "tasks": "挂职"}
    person = street.tree.person
    StationedStaff.objects.create(person=person("甲"), trade="reserve", during=(SINCE, None), **given)
    StationedStaff.objects.create(person=person("乙"), trade="reserve", during=(SINCE, TODAY), **given)
    StationedStaff.objects.create(person=person("丙"), trade="police", during=(SINCE, None), **given)
    rows = secretaries.reserves(street.clerk, VIEW_MEMBER, TODAY)
    assert [row.person.name for row in rows] == ["甲"]
