"""The page of the survey of community workers: to the digit, against an earlier year, each number with its list."""

import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.office import spreadsheets
from core.records.errors import RuleViolation
from organizations import actions
from organizations.kinds import Kind
from organizations.models import Organization, Position, StaffFigure
from organizations.registers import actions as registers
from organizations.registers.kinds import STAFF
from organizations.staff import compared, statistics, survey
from people.models import User
from tests.clock import TODAY
from tests.organizations.conftest import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ORG-18")]
SignIn = Callable[[User], Client]
SURVEY = date(2026, 6, 30)


def worker(
    tree: Tree,
    where: Organization,
    position: str = Position.WORKER,
    *,
    birth: date | None,
    education: str,
    **spell: Any,
) -> None:
    person = tree.person(f"工作者{education[:1]}")
    person.birth_date, person.education = birth, education
    person.save()
    spell = {"since": date(2026, 1, 1)} | spell
    actions.appoint(by="test", person=person, organization=where, position=position, **spell)


def figure(organization: Organization, **typed: Any) -> StaffFigure:
    given = {"year": 2002, "total": 60, "college": 26, "mean_age": Decimal("42.0"), "source": "街道调研报告"} | typed
    made: StaffFigure = registers.enter(by="test", register=STAFF, organization=organization, today=TODAY, **given)
    return made


@pytest.fixture
def staffed(tree: Tree) -> Tree:
    """Six of the street on the day: a secretary, a director, four workers; one of them young, one unknown."""
    worker(tree, tree.general_branch, Position.SECRETARY, birth=date(1980, 6, 30), education="bachelor")
    worker(tree, tree.community, Position.DIRECTOR, birth=date(1991, 7, 1), education="college")
    worker(tree, tree.community, birth=date(1991, 6, 30), education="college")
    worker(tree, tree.community, birth=date(1990, 6, 30), education="vocational")
    worker(tree, tree.neighbour, birth=None, education="")
    worker(tree, tree.neighbour, birth=date(2000, 1, 1), education="postgraduate")
    worker(tree, tree.neighbour, birth=date(1960, 1, 1), education="senior", until=date(2026, 6, 1))
    worker(tree, tree.make(Kind.COMMUNITY, "T-B-1", tree.other_street), birth=date(1960, 1, 1), education="senior")
    return tree


def shown(answer: Any) -> dict[str, tuple[int, float]]:
    lines = [line["part"] for _, lines in answer.context["groups"] for line in lines]
    return {part.label: (part.count, part.percent) for part in lines}


def test_the_page_shows_the_table_and_every_number_opens_who_is_counted(staffed: Tree, sign_in: SignIn) -> None:
    client = sign_in(staffed.holder(staffed.street, name="街道干部"))
    answer = client.get(reverse("organizations:staff"), {"as_of": "2026-06-30"})
    assert shown(answer) == {
        "社区工作者": (6, 100.0),
        "社区书记、主任": (2, 33.3),
        "大学本科及以上": (2, 33.3),
        "大专": (2, 33.3),
        "中专及以下": (1, 16.7),
        "学历未填": (1, 16.7),
        "大专及以上": (4, 66.7),
        "35岁及以下": (3, 50.0),
        "出生日期未填": (1, 16.7),
    }
    assert answer.context["survey"].mean_age == Decimal("35.4") and "35.4 岁" in answer.text
    for _, lines in answer.context["groups"]:
        for line in lines:
            there = client.get(line["href"])
            assert there.context["part"].count == len(there.context["page"]) == line["part"].count
            assert there.text.count("/posts/") >= line["part"].count
    assert client.get(reverse("organizations:staff_list"), {"part": "nonsense"}).status_code == 404
    exported = statistics(organization=staffed.street, as_of=SURVEY)
    assert exported["education"]["大专"] == {"count": 2, "percent": 33.3} and exported["mean_age"] == 35.4


def test_a_community_of_another_office_is_not_counted_and_one_that_left_is_not_named(
    staffed: Tree, sign_in: SignIn
) -> None:
    user = staffed.holder(staffed.street, name="街道干部")
    client, page = sign_in(user), reverse("organizations:staff")
    foreign = client.get(page, {"organization": staffed.other_street.pk})
    assert (
        foreign.status_code == 200
        and foreign.context["form"].errors
        and foreign.context["asked"].organization == (staffed.street)
    )
    actions.move_organization(
        by="test", organization=staffed.neighbour, parent=staffed.other_street, on=TODAY, today=TODAY
    )
    then = client.get(reverse("organizations:staff_list"), {"as_of": "2026-06-30"})
    assert then.context["part"].count == 6 and then.text.count("已划出您的查看范围") == 2
    assert "文庙社区" not in then.text
    assert shown(client.get(page))["社区工作者"] == (4, 100.0)


def test_it_is_compared_with_numbers_on_paper_and_with_an_earlier_day(staffed: Tree, sign_in: SignIn) -> None:
    paper = figure(staffed.street)
    now = survey(organization=staffed.street, as_of=SURVEY)
    assert [(line.label, line.now, line.before, line.told) for line in compared(now, paper)] == [
        ("社区工作者", 6, 60, "-54 人"),
        ("大专及以上占比（%）", Decimal("66.7"), Decimal("43.3"), "+23.3 个百分点"),
        ("平均年龄", Decimal("35.4"), Decimal("42.0"), "-6.6 岁"),
    ]
    client, page = sign_in(staffed.holder(staffed.street, name="街道干部")), reverse("organizations:staff")
    asked = {"organization": staffed.street.pk, "as_of": "2026-06-30"}
    text = re.sub(r"\s+|<[^>]+>", " ", client.get(page, asked | {"figure": paper.pk}).text)
    assert "与2002年比较" in text and "街道调研报告" in text and "-6.6 岁" in text and "+23.3 个百分点" in text
    answer = client.get(page, asked | {"earlier": "2026-05-31"})
    assert [line.told for line in answer.context["compared"]] == ["-1 人", "+9.5 个百分点", "-4.6 岁"]
    nobody = client.get(page, asked | {"earlier": "2025-06-30"}).context["compared"]
    assert [line.told for line in nobody] == ["+6 人", "—", "—"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"as_of": "2026-11-26"}, "不能晚于今天"),
        ({"as_of": "2026-06-30", "earlier": "2026-06-30"}, "必须早于截至日期"),
        ({"as_of": "0026-06-30"}, "请核对年份"),
        ({"as_of": "六月"}, "日期"),
        ({"figure": "other"}, "请选择同一个组织"),
    ],
)
def test_a_choice_that_cannot_be_is_told_and_the_page_stays(
    staffed: Tree, sign_in: SignIn, asked: dict[str, Any], words: str
) -> None:
    if asked.get("figure"):
        asked = {"figure": figure(staffed.community).pk, "organization": staffed.street.pk}
    answer = sign_in(staffed.holder(staffed.street, name="街道干部")).get(reverse("organizations:staff"), asked)
    assert answer.status_code == 200 and words in answer.text and answer.context["survey"].as_of == TODAY


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"year": 1989}, "year", "只能登记1990年到2026年"),
        ({"year": 2027}, "year", "只能登记1990年到2026年"),
        ({"total": 0}, "total", ""),
        ({"college": 61}, None, "不能超过社区工作者人数"),
        ({"mean_age": Decimal(17)}, "mean_age", ""),
        ({"source": ""}, "source", ""),
    ],
)
def test_numbers_of_a_year_that_cannot_be_are_refused(
    tree: Tree, typed: dict[str, Any], field: str | None, words: str
) -> None:
    with pytest.raises(RuleViolation) as refused:
        figure(tree.street, **typed)
    assert refused.value.field == field and words in refused.value.message and not StaffFigure.objects.exists()
    figure(tree.street)
    with pytest.raises(RuleViolation, match="已经登记"):
        figure(tree.street)


def test_the_table_leaves_the_portal_for_who_may_export(staffed: Tree, sign_in: SignIn) -> None:
    page = {"format": "xlsx", "as_of": "2026-06-30"}
    worker_of_community = staffed.holder(staffed.community, Position.WORKER, name="工作者", since=date(2026, 8, 1))
    assert sign_in(worker_of_community).get(reverse("organizations:staff"), page).status_code == 403
    client = sign_in(staffed.holder(staffed.street, name="街道干部"))
    content = client.get(reverse("organizations:staff"), page).content
    [sheet] = spreadsheets.read(io.BytesIO(content), "统计.xlsx").sheets
    assert "大专及以上" in str(sheet.rows) and "66.7" in str(sheet.rows)


def test_the_page_costs_the_same_for_one_worker_and_for_many(
    staffed: Tree, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(staffed.holder(staffed.street, name="街道干部"))
    for _ in range(20):
        worker(staffed, staffed.community, birth=date(1990, 1, 1), education="college")
    client.get(reverse("organizations:staff"))
    with django_assert_max_num_queries(12):
        client.get(reverse("organizations:staff"), {"as_of": "2026-06-30", "earlier": "2026-05-31"})
    with django_assert_max_num_queries(12):
        client.get(reverse("organizations:staff_list"), {"as_of": "2026-06-30"})
