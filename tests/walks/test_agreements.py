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
        secretary.open("/?all=1")
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
        secretary.open("/?all=1")
        secretary.sees("向主管单位通报逾期的共建事项：供电公司", "发函给市供电局")
        secretary.follow("去通报")
        secretary.sees("义务检修楼道用电", "1/2 次", "逾期超过 30 天")
        secretary.press("登记通报")
        secretary.sees("市供电局", "义务检修楼道用电（1/2 次）")
        assert secretary.download("通报函PDF").startswith(b"%PDF-")
        assert secretary.download("通报函Word").startswith(b"PK")
        secretary.open("/?all=1")
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


def signed_paper(secretary: Person, unit: str) -> None:
    """Draft with the unit, and register the paper that both sides sealed."""
    secretary.open("/")
    secretary.follow("共建与服务")
    secretary.follow("协议签订率")
    secretary.press(f"草拟与{unit}的协议")
    secretary.follow("登记纸质协议")
    secretary.fill("签订日期", "2026-03-02")
    secretary.fill("盖章扫描件", ("seals.jpg", photograph()))
    secretary.press("保存")
    secretary.sees("纸质协议已登记，协议生效", "双方已确认", "纸质协议盖章")


@pytest.mark.walk("SVC-19")
def test_papers_with_seals_are_amended_ended_and_summed_up_for_each_unit(community: Community) -> None:
    with on(3, 2):
        username = unit_with_contact("供电公司", "国有企业", "市供电局")
        clerk = Person("street")
        for name in ("邮政支局", "地质队"):
            enter(clerk, name, "国有企业", 登记日期="2026-02-01")
            clerk.press("登记")
        secretary = Person("secretary")
        for name in ("邮政支局", "地质队", "供电公司"):
            signed_paper(secretary, name)
            assert secretary.download("盖章扫描件").startswith(b"\xff\xd8")
            if name == "邮政支局":
                secretary.fill("撤销原因", "扫描件拿错了")
                secretary.press("撤销")
                secretary.sees("协议回到草拟")
                secretary.follow("登记纸质协议")
                secretary.fill("签订日期", "2026-03-02")
                secretary.fill("盖章扫描件", ("seals.pdf", b"%PDF-1.4 seals %%EOF"))
                secretary.press("保存")
            secretary.press("公开")
        secretary.open("/")
        secretary.misses("签订共建协议")
    with on(4, 1):
        secretary = Person("secretary")
        secretary.follow("共建与服务")
        secretary.follow("全部协议")
        secretary.follow("供电公司")
        secretary.follow("变更：向居民开放单位场地或设施")
        secretary.fill("事项", "周末向居民开放职工食堂")
        secretary.fill("计划次数", "3")
        secretary.fill("变更原因", "场地改造")
        secretary.press("提出变更")
        secretary.sees("待单位同意", "周末向居民开放职工食堂")
        secretary.follow("取消：协调解决居民反映的实际问题")
        secretary.fill("取消原因", "年内没有安排")
        secretary.press("提出变更")
        contact = Person(username)
        contact.sees("确认 2 项共建协议变更")
        contact.follow("去确认")
        contact.follow("供电公司")
        contact.sees("原来：向居民开放单位场地或设施", "场地改造")
        contact.press("同意变更", within="周末向居民开放职工食堂")
        contact.sees("已同意，变更生效")
        contact.fill("不同意的原因", "我们可以安排")
        contact.press("不同意变更", within="协调解决居民反映的实际问题")
        secretary.reload()
        secretary.sees("双方已同意", "单位不同意", "我们可以安排", "0/3 次")
        secretary.open("/")
        secretary.follow("共建与服务")
        secretary.follow("全部协议")
        secretary.follow("邮政支局")
        secretary.follow("提前终止")
        secretary.fill("终止日期", "2026-05-01")
        secretary.fill("终止原因", "支局撤并")
        secretary.press("提出变更")
        secretary.follow("登记纸质变更")
        secretary.fill("签订日期", "2026-04-01")
        secretary.fill("盖章扫描件", ("end.pdf", b"%PDF-1.4 seals %%EOF"))
        secretary.press("保存")
        secretary.sees("已终止", "双方同意从5 月 1 日起终止协议", "还没有送达单位")
    with on(6, 1):
        secretary = Person("secretary")
        secretary.follow("组织与任职")
        secretary.follow("辖区单位")
        secretary.follow("地质队")
        secretary.follow("登记迁出")
        secretary.fill("迁出日期", "2026-06-01")
        secretary.fill("原因", "搬到外区")
        secretary.press("登记迁出")
        secretary.open("/")
        secretary.follow("共建与服务")
        secretary.follow("全部协议")
        secretary.sees("地质队", "单位已迁出")
        secretary.follow("地质队")
        secretary.sees("6 月 1 日迁出，协议从这一天起终止")
        secretary.misses("提前终止")
    with on(12, 20):
        secretary = Person("secretary")
        secretary.sees("把年度共建总结送达 3 个单位")
        for name in ("供电公司", "地质队"):
            secretary.open("/")
            secretary.follow("共建与服务")
            secretary.follow("全部协议")
            secretary.follow(name)
            secretary.fill("年度成效", "双方满意")
            secretary.press("办结")
        for name in ("供电公司", "邮政支局", "地质队"):
            secretary.open("/")
            secretary.follow("共建与服务")
            secretary.follow("全部协议")
            secretary.follow(name)
            assert secretary.download("总结PDF").startswith(b"%PDF-")
            assert secretary.download("总结Word").startswith(b"PK")
            secretary.follow("送达年度总结")
            secretary.press("保存")
            secretary.sees("12 月 20 日送达单位")
        secretary.open("/")
        secretary.misses("年度共建总结")
        contact = Person(username)
        contact.open("/services/mine/agreements/")
        contact.follow("供电公司")
        contact.sees("年度总结", "双方满意")
        assert contact.download("下载年度总结PDF").startswith(b"%PDF-")


@pytest.mark.walk("SVC-02")
def test_unit_and_community_promise_each_other_and_show_how_far_it_is_kept(community: Community) -> None:
    with on(3, 2):
        username = unit_with_contact("供电公司", "国有企业", "市供电局")
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.follow("去签订")
        secretary.press("草拟与供电公司的协议")
        secretary.sees("单位承诺：场地", "社区承诺：服务")
        assert secretary.options("双向承诺") == [
            *("双方共同", "单位承诺：硬件设施", "单位承诺：人才", "单位承诺：场地", "单位承诺：资金", "社区承诺：服务"),
        ]
        for pledge, title in (
            ("硬件设施", "更换楼道灯具"),
            ("人才", "派两名电工"),
            ("资金", "资助敬老餐"),
            ("服务", "为职工家属上门办证"),
        ):
            secretary.fill("六联类别", "资源联用")
            secretary.fill("双向承诺", pledge)
            secretary.fill("事项", title)
            secretary.fill("完成期限", "2026-06-30")
            secretary.press("增加")
        secretary.press("社区确认")
        contact = Person(username)
        contact.follow("去确认")
        contact.sees("单位承诺：人才", "派两名电工", "社区承诺：服务", "为职工家属上门办证")
        contact.press("单位确认")
    with on(4, 2):
        contact = Person(username)
        contact.open("/services/mine/agreements/")
        contact.follow("供电公司")
        contact.follow("派两名电工")
        contact.fill("开展情况", "电工检修两天")
        contact.fill("照片", ("a.jpg", photograph()))
        contact.press("保存")
        secretary = Person("secretary")
        secretary.follow("共建与服务")
        secretary.follow("全部协议")
        secretary.follow("供电公司")
        secretary.follow("登记进展：为职工家属上门办证")
        secretary.fill("开展情况", "为六户办证")
        secretary.press("保存")
    with on(7, 1):
        clerk = Person("street")
        clerk.follow("共建与服务")
        clerk.follow("全部协议")
        clerk.follow("双向承诺")
        clerk.sees("单位承诺：人才 1 1", "单位承诺：资金 1 0", "社区承诺：服务 2 1")
        clerk.sees(
            "派两名电工 已兑现", "电工检修两天", "为职工家属上门办证 已兑现", "资助敬老餐 逾期", "还没有兑现记录"
        )
        assert clerk.download("照片：电工检修两天").startswith(b"\xff\xd8")
        clerk.follow("单位没有承诺")
        clerk.misses("派两名电工")
