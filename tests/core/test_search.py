import json

import pytest
from django.test import Client

from core.records import search
from core.records.search import Query
from grids.actions import create_building, create_grid
from organizations import actions as tree
from organizations.models import Position
from people import actions, queries
from people.models import Person
from tests.people.conftest import SINCE, District


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("赵", Query("赵", False)),
        (" ZMG ", Query("zmg", True)),
        ("ｚｍ", Query("zm", True)),
        ("z", None),
        ("", None),
        ("   ", None),
        ("赵" * 100, Query("赵" * 40, False)),
    ],
)
def test_one_character_or_two_letters_at_least(typed: str, query: Query | None) -> None:
    assert search.parse(typed) == query


def hits(client: Client, words: str) -> dict[str, list[str]]:
    answer = client.get("/search/", {"q": words, "format": "json"})
    assert answer.status_code == 200
    return {group["label"]: [hit["title"] for hit in group["hits"]] for group in json.loads(answer.content)["groups"]}


@pytest.mark.parametrize("words", ["赵民国", "赵", "民国", "zhaominguo", "zhaomin", "zmg", "ZM"])
def test_a_person_is_found_once_by_name_pinyin_and_initials(secretary: Client, words: str) -> None:
    found = hits(secretary, words)
    assert "赵民国" in found["党员"] and "赵民国" not in found.get("人员", [])


@pytest.mark.parametrize("words", ["仇明", "qiuming", "qm", "康"])
def test_people_outside_the_scope_are_not_found(secretary: Client, words: str) -> None:
    assert hits(secretary, words) == {}


def test_organisations_are_found_in_scope_only(secretary: Client) -> None:
    found = hits(secretary, "D-A-1第一党支部")
    assert found["组织"] == ["D-A-1第一党支部"]
    assert "D-A-2第一党支部" not in str(hits(secretary, "第一党支部"))


def test_a_member_finds_nobody(member: Client) -> None:
    assert hits(member, "赵民国") == {} == hits(member, "仇明")


def test_a_group_shows_ten_and_says_that_there_are_more(secretary: Client, district: District) -> None:
    for number in range(12):
        worker = actions.create_person(by="tests", name=f"侯洁{'一二三四五六七八九十百千'[number]}")
        tree.appoint(
            by="tests", person=worker, organization=district.here.community, position=Position.WORKER, since=SINCE
        )
    answer = json.loads(secretary.get("/search/", {"q": "侯洁", "format": "json"}).content)
    [group] = [each for each in answer["groups"] if each["label"] == "人员"]
    assert len(group["hits"]) == 10 and group["more"]
    page = secretary.get("/search/", {"q": "侯洁"}).content.decode()
    assert "只列出前 10 个" in page


def test_the_page_and_its_fragment(secretary: Client) -> None:
    page = secretary.get("/search/", {"q": "赵民国"}).content.decode()
    assert "<html" in page and 'value="赵民国"' in page and "/members/" in page
    fragment = secretary.get("/search/", {"q": "赵民国"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment and "赵民国" in fragment
    assert "请输入要找的内容" in secretary.get("/search/").content.decode()
    assert "没有找到" in secretary.get("/search/", {"q": "查无此人"}).content.decode()


@pytest.mark.parametrize("words", ["'", "%", "\\", "a'b & c", "赵:*", "<script>"])
def test_odd_input_finds_nothing_and_breaks_nothing(secretary: Client, words: str) -> None:
    page = secretary.get("/search/", {"q": words})
    assert page.status_code == 200 and b"<script>alert" not in page.content


def test_a_common_name_is_looked_for_among_those_in_reach(secretary: Client, district: District) -> None:
    """More bear the name elsewhere than are asked one by one: the own one is found all the same, and no other."""
    Person.objects.bulk_create(
        Person(name="安某", pinyin="anmou", initials="am") for _ in range(queries.CANDIDATES + 10)
    )
    worker = actions.create_person(by="tests", name="邹安某")
    tree.appoint(by="tests", person=worker, organization=district.here.community, position=Position.WORKER, since=SINCE)
    assert hits(secretary, "安某")["人员"] == ["邹安某"]


def test_names_in_full_come_first(secretary: Client, district: District) -> None:
    for name in ("安小某", "邹安某", "安某", "安某某"):
        worker = actions.create_person(by="tests", name=name)
        tree.appoint(
            by="tests", person=worker, organization=district.here.community, position=Position.WORKER, since=SINCE
        )
    assert hits(secretary, "安某")["人员"] == ["安某", "安某某", "邹安某"]


def test_a_grid_is_found_once_by_its_name_and_by_its_buildings(secretary: Client, district: District) -> None:
    for place in (district.here, district.there):
        grid = create_grid(by="tests", community=place.community, code="W1", name="锦绣一网格", since=SINCE)
        for name in ("锦绣3号楼", "锦绣A座"):
            create_building(by="tests", grid=grid, name=name, entrances=1, floors=1, doors=1)
    for words in ("锦绣", "3号楼", "a座", "网格"):
        assert hits(secretary, words)["网格"] == ["锦绣一网格"], words
    assert "网格" not in hits(secretary, "4号楼")
