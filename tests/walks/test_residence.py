"""Contact with the unit of who lives here, and members who show who they are, through pages alone (MEM-20)."""

from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_registrations import PAPER, report_in


def at(month: int, day: int) -> time_machine.travel:
    return time_machine.travel(datetime(2026, month, day, 9, tzinfo=ZONE), tick=True)


@pytest.mark.walk("MEM-20")
def test_the_branch_and_the_unit_stay_in_contact_and_the_member_shows_who_he_is(community: Community) -> None:
    with at(3, 2):
        member = Person("member0")
        member.follow("现在报到")
        report_in(member)
        secretary = Person("secretary")
        secretary.follow("双报到")
        secretary.tick("选 冯一")
        secretary.fill("证明材料", PAPER)
        secretary.press("确认勾选的报到")
        secretary.open("/?all=1")
        secretary.sees("与测试税务所党组织建立工作联系", "1 名在职党员居住在这里")
        secretary.follow("去登记", within="与测试税务所党组织建立工作联系")
        secretary.fill("居住地支部", "幸福里第一党支部")
        secretary.fill("单位名称", "测试税务所")
        secretary.fill("单位联系人", "石大勇")
        secretary.fill("支部联系人", "陈二")
        secretary.press("登记")
        secretary.sees("与测试税务所的联系", "石大勇", "每年 2 次")
        secretary.open("/?all=1")
        secretary.misses("与测试税务所党组织建立工作联系")
        member.follow("我的")
        member.follow("亮明身份")
        member.tick("佩戴党员徽章")
        member.tick("公开栏公布")
        member.fill("公开承诺", "每月巡逻一次")
        member.press("我同意亮明身份")
        member.sees("冯一", "佩戴党员徽章、公开栏公布", "每月巡逻一次")
        secretary.open("/organizations/registers/")
        secretary.follow("亮明身份")
        secretary.sees("冯一", "每月巡逻一次")
        secretary.follow("公开栏")
        assert secretary.download("打印幸福里第一党支部公开栏").startswith(b"%PDF")
    with at(6, 3):
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.follow("去登记", within="与测试税务所党组织联系一次")
        for direction, words, answer in (
            ("支部告诉单位", "冯一每月巡逻，居民好评", "已在支部大会通报"),
            ("单位告诉支部", "冯一获评先进", ""),
        ):
            secretary.follow("登记联系记录")
            secretary.fill("方向", direction)
            secretary.fill("内容", words)
            secretary.fill("对方的答复", answer)
            secretary.press("登记")
        secretary.sees("居民好评", "已在支部大会通报", "冯一获评先进", "今年告诉单位 1 次，单位告诉支部 1 次")
        secretary.open("/?all=1")
        secretary.misses("与测试税务所党组织联系一次")
        clerk = Person("street")
        clerk.open("/members/residence_contacts/")
        clerk.sees("测试税务所", "幸福里第一党支部", "石大勇")
        member = Person("member0")
        member.follow("我的")
        member.follow("亮明身份")
        member.press("确认结束")
        member.sees("已结束，不再亮明")
