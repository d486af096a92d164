"""A year of co-building with the units of a community, through pages alone."""

import io
from collections.abc import Callable
from datetime import datetime

import pytest
import time_machine
from django.test import Client
from PIL import Image

from core.zone import ZONE
from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_first_use import begin_anew, slips
from tests.walks.test_units import enter


def on(month: int, day: int, hour: int = 9) -> time_machine.travel:
    return time_machine.travel(datetime(2026, month, day, hour, tzinfo=ZONE), tick=True)


def photograph() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "white").save(out, "JPEG")
    return out.getvalue()


def unit_with_contact(name: str, kind: str, superior: str) -> str:
    """The street registers it with a contact, who chooses a password; the username."""
    clerk = Person("street")
    enter(clerk, name, kind, 主管单位=superior, 登记日期="2026-02-01")
    clerk.fill("联系人", "石大勇")
    clerk.tick("联系人登记为新人员")
    clerk.tick("同时为联系人开通账号")
    clerk.press("登记")
    clerk.press("打印开通单")
    [(username, password)] = slips(clerk.content).items()
    begin_anew(Person(username, password), password)
    return username


@pytest.mark.walk("SVC-01")
def test_a_unit_and_the_community_agree_work_it_off_and_what_is_overdue_goes_to_the_superior(
    community: Community, hour: Callable[[], None]
) -> None:
    with on(3, 2):
        username = unit_with_contact("供电公司", "国有企业", "市供电局")
        clerk = Person("street")
        enter(clerk, "武警中队", "部队", 登记日期="2026-02-01")
        clerk.press("登记")
        secretary = Person("secretary")
        secretary.sees("与 2 个单位签订共建协议")
        secretary.follow("去签订")
        secretary.press("为没有的 2 个单位草拟")
        secretary.follow("武警中队")
        secretary.sees("军民")
        secretary.open("/")
        secretary.follow("共建与服务")
        secretary.follow("全部协议")
        secretary.follow("供电公司")
        assert secretary.options("共建类型") == ["一般单位", "军民", "警民", "社企"]
        assert secretary.options("四共类别") == ["随六联类别", "资源共享", "区务共议", "活动共办", "责任共担"]
        assert len(secretary.options("六共类别")) == 7
        secretary.fill("共建目标", "用电安全，共建家园")
        secretary.fill("共建类型", "社企")
        secretary.press("保存目标")
        for title, due, nature in (("义务检修楼道用电", "2026-04-15", "任务"), ("充电棚改造", "2026-10-31", "项目")):
            secretary.fill("六联类别", "服务联做")
            secretary.fill("六共类别", "环境共建")
            secretary.fill("事项", title)
            secretary.fill("完成期限", due)
            secretary.fill("计划次数", "2")
            secretary.fill("性质", nature)
            secretary.press("增加")
        secretary.sees("服务联做、责任共担、环境共建 · 任务", "充电棚改造")
        secretary.press("社区确认")
        secretary.press("收回修改")
        secretary.press("社区确认")
        contact = Person(username)
        contact.sees("确认2026年共建协议")
        contact.follow("去确认")
        contact.sees("用电安全，共建家园", "义务检修楼道用电")
        contact.press("单位确认")
        contact.sees("双方已确认")
        secretary.reload()
        secretary.press("公开")
        secretary.follow("公开页")
        public = secretary.address
        text = Client().get(public).content.decode()
        assert "供电公司" in text
        assert "义务检修楼道用电" in text
        assert "武警中队" not in text
        assert "石大勇" not in text
    with on(4, 10):
        contact = Person(username)
        contact.sees("登记共建事项的进展")
        contact.follow("去登记")
        contact.follow("供电公司")
        contact.follow("义务检修楼道用电")
        contact.fill("开展情况", "检修3号楼")
        contact.fill("照片", ("a.jpg", photograph()))
        contact.press("保存")
        contact.sees("1/2 次", "检修3号楼")
        contact.follow("义务检修楼道用电")
        contact.fill("开展情况", "检修3号楼，又记一遍")
        contact.press("保存")
        contact.sees("已完成")
        contact.fill("撤回原因", "记重了")
        contact.press("撤回进展", within="又记一遍")
        contact.sees("1/2 次", "已撤回", "记重了")
    with on(4, 16):
        hour()
        contact = Person(username)
        contact.follow("消息")
        contact.sees("共建事项到期：义务检修楼道用电")
        secretary = Person("secretary")
        secretary.follow("共建与服务")
        secretary.sees("逾期事项 1 项")
        secretary.follow("逾期事项")
        secretary.sees("义务检修楼道用电", "供电公司")
        secretary.misses("充电棚改造")
    with on(5, 16):
        hour()
        secretary = Person("secretary")
        secretary.sees("向主管单位通报逾期的共建事项：供电公司", "发函给市供电局")
        secretary.follow("去通报")
        secretary.sees("义务检修楼道用电", "1/2 次", "逾期超过 30 天")
        secretary.press("登记通报")
        secretary.sees("市供电局", "义务检修楼道用电（1/2 次）")
        assert secretary.download("通报函PDF").startswith(b"%PDF-")
        assert secretary.download("通报函Word").startswith(b"PK")
        secretary.open("/")
        secretary.misses("去通报")
        contact = Person(username)
        contact.follow("消息")
        contact.sees("逾期的共建事项已通报市供电局")
        clerk = Person("street")
        clerk.follow("共建与服务")
        clerk.follow("协议签订率")
        clerk.sees("驻区单位 2 个", "双方已确认 1 个", "签订率 50.0 %", "供电公司 已公开", "武警中队 草拟")
        clerk.open("/")
        clerk.follow("共建与服务")
        clerk.follow("全部协议")
        clerk.follow("事项分类")
        clerk.sees("六联类别", "四共类别", "六共类别", "共建类型", "社企")
        clerk.follow("3", within="环境共建")
        clerk.sees("义务检修楼道用电", "充电棚改造")
