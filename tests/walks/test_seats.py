"""Seats and vacancies of an organisation, and the posts of a person, from an empty community through pages alone."""

import pytest

from tests.walks.conftest import Community
from tests.walks.person import Person


@pytest.mark.walk("ORG-33")
def test_a_street_sets_seats_sees_what_lacks_fills_it_and_reads_a_persons_posts(community: Community) -> None:
    clerk = Person("street")
    clerk.open("/organizations/posts/")
    clerk.follow("职数和空缺")
    clerk.sees("幸福里社区大党委 兼职副书记 2 0 缺 2 名，已过期限", "幸福里第一党支部 书记 1 0")
    clerk.follow("核定职数")
    clerk.fill("组织", "幸福里第一党支部")
    clerk.fill("职务", "组织委员")
    clerk.fill("核定人数", "1")
    clerk.fill("核定日期", "2026-11-01")
    clerk.fill("文号", "甲街党〔2026〕9号")
    clerk.press("登记")
    clerk.sees("已登记", "甲街党〔2026〕9号")
    clerk.open("/organizations/seats/?q=第一")
    clerk.follow("幸福里第一党支部")
    clerk.sees("组织委员 1 0 缺 1 名 2026-11-01 起空缺，2027-01-30 前配齐")
    clerk.open("/?all=1")
    clerk.sees("个职务还没有配齐")
    clerk.follow("去办理", within="个职务还没有配齐")
    clerk.sees("组织委员 1 0 缺 1 名")
    clerk.follow("幸福里第一党支部")
    for position, name in (("组织委员", "冯一"), ("书记", "冯一")):
        clerk.follow("任职")
        clerk.fill("姓名", name)
        clerk.fill("职务", position)
        clerk.fill("任职日期", "2026-11-20")
        clerk.press("确认任职")
    clerk.sees("组织委员 1 1 配齐", "书记 1 1 配齐")
    clerk.follow("离任", within="组织委员")
    clerk.fill("离任日期", "2026-11-24")
    clerk.fill("原因", "分工调整")
    clerk.press("确认离任")
    clerk.sees("组织委员 1 0 缺 1 名 2026-11-24 起空缺，2027-02-22 前配齐")
    clerk.follow("冯一")
    clerk.sees(
        "冯一的任职", "现任职务 组织", "幸福里第一党支部 书记", "曾任职务", "幸福里第一党支部 组织委员", "分工调整"
    )
    clerk.open("/?all=1")
    clerk.sees("补选幸福里第一党支部的组织委员", "2026-11-24起空缺")

    secretary = Person("secretary")
    secretary.open("/organizations/seats/?vacant=on")
    secretary.sees("幸福里第一党支部 组织委员 1 0")
    secretary.misses("甲街道党工委 书记", "书记 1 1")
