"""Needs, resources, projects matched; orders and wishes; mutual aid, the help line, festivals: through pages alone."""

import pytest
from django.test import Client

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_agreements import unit_with_contact
from tests.walks.test_services import at


class Resident(Person):
    """Nobody who signs in: a telephone that scanned the code on the wall."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=True)
        self.address, self.filled = "/", {}


def take_in(secretary: Person, kind: str, title: str, **fields: str) -> None:
    """By telephone or at the counter; accepted at once."""
    secretary.open("/services/")
    secretary.follow("供需对接")
    secretary.follow("登记事项")
    secretary.fill("类别", kind)
    secretary.fill("名称", title)
    secretary.fill("具体内容", f"{title}，请帮忙")
    for label, value in fields.items():
        secretary.fill(label, value)
    secretary.press("保存")
    secretary.fill("服务模式", "按需服务")
    secretary.fill("服务方向", "便民利民服务")
    secretary.press("保存")
    secretary.sees("已受理，列入清单", "待对接")


@pytest.mark.walk("SVC-03")
def test_needs_resources_and_projects_are_listed_matched_and_claimed(community: Community) -> None:
    with at(9):
        username = unit_with_contact("供电公司", "国有企业", "市供电局")
        contact, secretary = Person(username), Person("secretary")
        contact.open("/services/mine/")
        contact.follow("去看看")
        contact.follow("报送")
        contact.fill("类别", "资源")
        contact.fill("名称", "电工两名")
        contact.fill("具体内容", "周末可以上门检修")
        contact.press("保存")
        contact.sees("已报送", "电工两名", "待受理")
        secretary.open("/?all=1")
        secretary.sees("受理：电工两名")
        secretary.follow("去受理")
        secretary.follow("受理")
        secretary.press("保存", refused=True)
        secretary.fill("服务模式", "社会化服务")
        secretary.fill("服务方向", "面向单位的社会化服务")
        secretary.press("保存")
        secretary.sees("待对接", "社会化服务")

        # The community's need meets the unit's resource.
        take_in(secretary, "需求", "检修楼道照明")
        secretary.follow("对接资源")
        secretary.fill("用哪项资源", "电工两名")
        secretary.press("保存")
        secretary.sees("已对接供电公司的资源", "电工两名")
        contact.open("/inbox/")
        contact.sees("社区对接：检修楼道照明", "用您单位的“电工两名”")
        contact.open("/services/mine/matching/")
        contact.follow("检修楼道照明")
        contact.follow("登记完成")
        contact.fill("完成情况", "检修3号楼照明")
        contact.press("保存")
        contact.sees("已完成", "检修3号楼照明")

        # A project is claimed by one unit, and given back within the minutes.
        take_in(secretary, "项目", "整治楼道乱线")
        contact.open("/services/mine/matching/")
        contact.follow("整治楼道乱线")
        contact.press("供电公司认领")
        contact.sees("供电公司已认领", "撤销接单（09:10 前）")
        contact.press("撤销接单（09:10 前）")
        contact.sees("单位可以认领", "整治楼道乱线")
        contact.follow("整治楼道乱线")
        contact.press("供电公司认领")
        secretary.open("/services/matching/?show=held")
        secretary.sees("整治楼道乱线", "供电公司", "已对接")
        secretary.follow("整治楼道乱线")
        secretary.fill("原因", "单位改派其他任务")
        secretary.press("收回")
        secretary.sees("已收回", "待对接")
        contact.open("/inbox/")
        contact.sees("社区收回：整治楼道乱线", "单位改派其他任务")
        secretary.fill("原因", "并入明年计划")
        secretary.press("撤下")
        secretary.sees("已撤下", "并入明年计划")
        secretary.open("/services/matching/counts/")
        secretary.sees("受理 2 件", "对接 1 件", "完成 1 件", "需求", "资源")


@pytest.mark.walk("SVC-05")
def test_a_resident_orders_the_community_dispatches_a_member_takes(community: Community) -> None:
    with at(9):
        secretary, resident, member, other = Person("secretary"), Resident(), Person("member0"), Person("member1")
        secretary.open("/services/matching/")
        secretary.follow("点单码")
        secretary.sees("幸福里社区", "扫码点单")
        [address] = [each for each in secretary.text.split() if "/services/orders/new/" in each]
        resident.open(address)
        resident.fill("您需要", "微心愿")
        resident.fill("一句话说明", "一本字典")
        resident.fill("具体内容", "孩子上学用")
        resident.fill("联系电话", "13900000001")
        resident.press("提交")
        resident.sees("待受理", "一本字典")
        asked = resident.address
        secretary.open("/?all=1")
        secretary.sees("受理：一本字典")
        secretary.follow("去受理")
        secretary.sees("139****0001")
        secretary.follow("受理")
        secretary.fill("服务模式", "按需服务")
        secretary.fill("服务方向", "福利服务")
        secretary.press("保存")
        secretary.follow("派单")
        secretary.fill("派给", "冯一")
        secretary.press("保存")
        secretary.sees("已派给冯一", "已派单")
        member.open("/")
        member.sees("办理：一本字典")
        member.follow("去办理")
        member.follow("一本字典")
        member.sees("13900000001")
        member.press("退回")
        member.sees("请写明原因")
        member.follow("一本字典")
        member.fill("原因", "这周出差")
        member.press("退回")
        member.sees("已退回社区")
        other.open("/services/mine/matching/")
        other.follow("一本字典")
        other.press("我来接单")
        other.sees("已接单", "撤销接单（09:10 前）")
        other.press("撤销接单（09:10 前）")
        other.follow("一本字典")
        other.press("我来接单")
        member.open("/services/mine/matching/")
        member.misses("一本字典")
        resident.open(asked)
        resident.sees("已对接")
    with at(15, day=26):
        other, secretary = Person("member1"), Person("secretary")
        other.open("/services/mine/matching/")
        other.follow("一本字典")
        other.misses("撤销接单")
        other.follow("登记完成")
        other.fill("完成情况", "字典已经送到")
        other.press("保存")
        resident.open(asked)
        resident.sees("已完成", "字典已经送到")
        resident.tick("满意")
        resident.press("提交评价")
        resident.sees("谢谢您的评价", "您的评价：满意")
        secretary.open("/services/matching/?show=done")
        secretary.follow("一本字典")
        secretary.sees("陈二", "满意")
        secretary.open("/services/matching/counts/")
        secretary.sees("微心愿", "福利服务", "满意 1 件")
        assert secretary.download("导出Excel").startswith(b"PK")


@pytest.mark.walk("SVC-17")
def test_mutual_aid_the_help_line_and_the_year_s_festivals(community: Community) -> None:
    with at(9):
        secretary, member = Person("secretary"), Person("member0")
        take_in(secretary, "求助", "老人就医陪护", 来源="电话", 联系电话="13900000002", 地点="3号楼")
        secretary.follow("查看电话")
        secretary.fill("查看原因", "回电核实")
        secretary.press("保存")
        secretary.sees("13900000002")
        secretary.follow("派单")
        secretary.fill("派给", "冯一")
        secretary.press("保存")
        member.open("/services/mine/matching/")
        member.follow("老人就医陪护")
        member.press("接受派单")
        member.follow("老人就医陪护")
        member.follow("登记完成")
        member.fill("完成情况", "陪护到医院，已平安回家")
        member.press("保存")
        secretary.open("/services/matching/?show=done")
        secretary.follow("老人就医陪护")
        secretary.tick("满意")
        secretary.press("登记评价")
        secretary.sees("评价已登记")
        take_in(secretary, "邻里互助", "代取快递", 来源="窗口")
        secretary.open("/services/matching/?kind=mutual")
        secretary.sees("代取快递")
        secretary.misses("老人就医陪护")

        for title, festival, level, day, people in (
            ("端午包粽子", "端午", "楼道", "2026-06-19", "40"),
            ("广场歌会", "", "广场", "2026-09-30", "120"),
        ):
            secretary.open("/services/")
            secretary.follow("节庆文化活动")
            secretary.follow("登记")
            secretary.fill("活动名称", title)
            secretary.fill("节日", festival)
            secretary.fill("层面", level)
            secretary.fill("举办日期", day)
            secretary.fill("地点", "社区")
            secretary.fill("参加人数", people)
            secretary.press("登记")
            secretary.sees(title, people)
        secretary.follow("更正")
        secretary.fill("参加人数", "150")
        secretary.press("保存")
        secretary.open("/services/culture/levels/")
        secretary.sees("活动 2 次", "其中节日活动 1 次", "190 人次", "楼道", "广场")
