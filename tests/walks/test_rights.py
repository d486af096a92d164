"""A member sees what is held and who looked, has it corrected, takes a copy and a consent back, through pages alone."""

from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from members.models import DualRegistration
from people.models import Person as Somebody
from tests.walks.conftest import Community
from tests.walks.person import PASSWORD, Person

PHONE = "13900007788"


def at(month: int, day: int, hour: int = 9) -> time_machine.travel:
    return time_machine.travel(datetime(2026, month, day, hour, tzinfo=ZONE), tick=True)


def ask(member: Person, field: str, right: str, why: str) -> None:
    member.open("/people/me/")
    member.fill("哪一项有误", field)
    member.fill("应该是", right)
    member.fill("说明", why)
    member.press("提交更正申请")


@pytest.mark.walk("MEM-15")
def test_a_member_knows_what_is_held_and_who_looked_and_has_the_last_word(community: Community) -> None:
    with at(3, 2):
        member = Person("member0")
        ask(member, "联系电话", PHONE, "换号")
        ask(member, "其他登记", "1985-07-01", "入党时间没有登记")
        secretary = Person("secretary")
        secretary.follow("处理 2 份更正申请")
        secretary.sees("139****7788", "入党时间没有登记")
        secretary.misses(PHONE)
        secretary.press("更正", within="139****7788")
        secretary.follow("党员")
        secretary.follow("冯一")
        secretary.sees("139****7788")
        secretary.misses(PHONE)
        secretary.follow("更正资料")
        secretary.fill("入党时间", "1985-07-01")
        secretary.press("保存")
        secretary.sees("1985-07-01")
        secretary.open("/people/corrections/")
        secretary.press("更正", within="入党时间没有登记")
        secretary.sees("没有待处理的更正申请")
        secretary.open("/members/")
        secretary.follow("冯一")
        secretary.follow("显示")
        secretary.press("查看", refused=True)
        secretary.misses(PHONE)
        secretary.fill("要查看的内容", "联系电话")
        secretary.fill("查看原因", "通知主题党日")
        secretary.press("查看")
        secretary.sees(PHONE, "已记入操作日志")
    with at(3, 3):
        member = Person("member0")
        member.open("/people/me/")
        member.sees("已更正")
        member.misses("待处理")
        member.follow("亮明身份")
        member.tick("公开栏公布")
        member.press("我同意亮明身份")
        member.open("/people/me/")
        member.follow("全部登记和查看记录")
        member.sees(
            "赵书记（幸福里社区大党委）看了联系电话：通知主题党日", "亮明身份：幸福里第一党支部", "入党时间 1985"
        )
        member.sees("站内消息：24 个月", "操作日志（含谁看过完整信息）：不少于 6 个月")
        member.misses(PHONE)
        member.follow("去撤回亮明身份")
        member.press("确认结束")
        member.open("/people/me/")
        member.follow("全部登记和查看记录")
        member.sees("没有要本人同意才登记的内容")
    with at(3, 3, 18):
        member.open("/members/mine/")
        member.follow("下载副本")
        member.fill("密码", PASSWORD)
        member.press("确认")
        assert member.content.startswith(b"PK")
        secretary = Person("secretary")
        secretary.open("/people/corrections/")
        secretary.follow("信息保存期限")
        secretary.sees("已处理的更正申请", "36 个月", "0 条", "不删除")


@pytest.mark.walk("MEM-15")
def test_what_is_kept_no_longer_goes_by_two_officers_and_a_hold_keeps_it(community: Community) -> None:
    with at(3, 2):
        secretary = Person("secretary")
        secretary.open("/people/corrections/")
        secretary.follow("信息保存期限")
        secretary.sees("没有联系的人员资料", "由两人清除")
        left_years_ago(community, "林远")
        left_years_ago(community, "方静")
        secretary.follow("法律保全")
        secretary.follow("登记保全")
        secretary.fill("适用的组织", "幸福里社区")
        secretary.fill("人员姓名", "林远")
        secretary.press("登记保全", refused=True)
        secretary.fill("依据文件", "区法院协助函〔2026〕1号")
        secretary.fill("原因", "民事诉讼")
        secretary.press("登记保全")
        secretary.sees("林远", "由另一位人员解除")
        secretary.open("/members/erasures/")
        secretary.follow("没有联系的人员资料")
        secretary.sees("方静", "到期，可清除", "保留：区法院协助函〔2026〕1号，民事诉讼")
        secretary.follow("到期信息清除")
        secretary.fill("说明", "每年一次的到期清理")
        secretary.press("提出清除这 1 条")
        secretary.sees("清除 1 条", "待另一人确认")
        secretary.misses("确认清除？")
    with at(3, 3):
        officer = Person("deputy")
        officer.follow("确认幸福里社区到期信息的清除单")
        officer.follow("没有联系的人员资料")
        officer.sees("方静")
        officer.follow("到期信息清除")
        officer.follow("赵书记")
        officer.press("确认清除", within="清除后不能恢复")
        officer.sees("已清除 1 条")
        officer.open("/members/holds/")
        officer.follow("解除")
        officer.fill("解除原因", "已结案")
        officer.press("解除保全")
        officer.sees("已结案")
    with at(3, 4):
        secretary = Person("secretary")
        secretary.open("/members/erasures/")
        secretary.sees("已清除", "每年一次的到期清理")
        secretary.follow("没有联系的人员资料")
        secretary.sees("林远")
        secretary.misses("方静", "保留：")
        member = Person("member0")
        member.open("/people/me/")
        member.fill("哪一项有误", "删除我的登记信息")
        member.press("提交更正申请", refused=True)
        member.sees("党员名册是党内档案")


def left_years_ago(community: Community, name: str) -> None:
    """Registered years ago, and nothing since; the portal's own clock cannot be walked back so far."""
    somebody = Somebody.objects.create(name=name, pinyin="x", initials="x", occupation="某税务所")
    Somebody.objects.filter(pk=somebody.pk).update(created_at=datetime(2020, 3, 2, tzinfo=ZONE))
    DualRegistration.objects.create(
        organization=community.community,
        person=somebody,
        side="home",
        state="ended",
        submitted_at=datetime(2020, 3, 2, tzinfo=ZONE),
    )
