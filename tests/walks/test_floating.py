"""A floating member out and back, the branch come to included, through pages alone (MEM-12)."""

from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from organizations.kinds import Kind
from organizations.models import Position
from tests.walks.conftest import Community
from tests.walks.person import Person


def at(month: int, day: int) -> time_machine.travel:
    return time_machine.travel(datetime(2026, month, day, 9, tzinfo=ZONE), tick=True)


class TwoCommunities(Community):
    """Another community of the street, whose branch somebody comes to."""

    def __init__(self) -> None:
        super().__init__()
        first = self.committee
        self.there = self._make(Kind.COMMUNITY, "W-A-2", self.street, "春风里社区")
        self.committee = self._make(Kind.BIG_COMMITTEE, "W-A-2-D", self.there, "春风里社区大党委")
        self.there_branch = self._make(Kind.BRANCH, "W-A-2-1", self.there, "春风里党支部")
        self.holder("there", "周书记", Position.SECRETARY)
        self.committee = first


@pytest.fixture
def two(db: None) -> TwoCommunities:
    return TwoCommunities()


@pytest.mark.walk("MEM-12")
def test_a_member_leaves_is_taken_in_and_both_branches_stay_in_touch_until_he_is_back(two: TwoCommunities) -> None:
    with at(3, 2):
        secretary = Person("secretary")
        secretary.open("/organizations/registers/")
        secretary.follow("流动党员")
        secretary.follow("登记流动党员")
        secretary.fill("登记的党支部", "幸福里第一党支部")
        secretary.fill("流动方向", "外出")
        secretary.fill("党员姓名", "冯一")
        secretary.fill("开始日期", "2026-03-01")
        secretary.fill("外出或流出地", "江苏省苏州市")
        secretary.fill("流动原因", "务工")
        secretary.fill("对方党组织", "春风里党支部")
        secretary.fill("预计返回日期", "2026-05-01")
        secretary.press("登记", refused=True)
        secretary.sees("外出不满6个月")
        secretary.fill("登记的党支部", "幸福里第一党支部")
        secretary.fill("预计返回日期", "2027-03-01")
        secretary.press("登记")
        secretary.sees("流动党员冯一", "春风里党支部，待接收")
        assert secretary.download("打印双向联系卡").startswith(b"%PDF")
        secretary.open("/members/")
        secretary.follow("冯一")
        secretary.sees("外出流动")
        street = Person("street")
        street.open("/organizations/")
        street.follow("春风里社区")
        street.follow("新建下级组织")
        street.fill("组织类型", "流动党员党支部")
        street.fill("组织名称", "春风里流动党员党支部")
        street.fill("组织编码", "W-A-2-L")
        street.press("新建")
    with at(3, 5):
        there = Person("there")
        there.open("/?all=1")
        there.sees("接收流入党员冯一")
        there.follow("去接收", within="接收流入党员冯一")
        there.follow("接收编入")
        there.fill("编入的流动党员组织", "春风里流动党员党支部")
        there.fill("对方联系人", "赵书记")
        there.press("保存")
        there.sees("编入春风里流动党员党支部")
        there.follow("登记联系")
        there.fill("方向", "告诉对方")
        there.fill("内容", "已参加三月主题党日")
        there.press("登记")
        there.open("/?all=1")
        there.misses("接收流入党员")
        there.open("/members/floating/")
        there.follow("流动党员名录")
        there.sees("流入 1 人", "春风里流动党员党支部", "流入，来自幸福里第一党支部")
    with at(8, 20):
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.follow("登记联系", within="与流动党员冯一联系一次")
        secretary.sees("已参加三月主题党日")
        secretary.follow("登记联系")
        secretary.fill("内容", "视频学习，思想稳定")
        secretary.press("登记")
        secretary.open("/?all=1")
        secretary.misses("与流动党员冯一联系一次")
        street = Person("street")
        street.open("/members/floating/directory/")
        street.sees("幸福里社区", "外出 1 人", "春风里社区", "流入 1 人")
    with at(10, 8):
        secretary = Person("secretary")
        secretary.open("/members/floating/")
        secretary.follow("冯一")
        secretary.follow("结束流动")
        secretary.fill("结束日期", "2026-10-07")
        secretary.fill("原因", "返回居住")
        secretary.press("保存")
        secretary.sees("2026-10-07结束")
        secretary.open("/members/")
        secretary.follow("冯一")
        there = Person("there")
        there.open("/members/floating/")
        there.sees("2026-10-07结束")
