"""A district writes the scheme of a year and judges by it, through pages alone."""

from collections.abc import Callable
from datetime import datetime

import pytest
import time_machine

from core.zone import ZONE
from tests.walks.conftest import Community, ScoredCommunity
from tests.walks.person import Person
from tests.walks.test_scores import held


def at(year: int, month: int, day: int, hour: int = 9) -> time_machine.travel:
    return time_machine.travel(datetime(year, month, day, hour, tzinfo=ZONE), tick=True)


def announce(officer: Person, document: str, *, refused: bool = False) -> None:
    officer.fill("文件名称和文号", document)
    officer.press("公布", within="公布日期", refused=refused)


@pytest.mark.walk("ASM-01")
def test_a_scheme_is_written_announced_followed_and_corrected(community: Community, night: Callable[[], None]) -> None:
    with at(2026, 11, 25):
        officer = Person("district")
        officer.open("/")
        officer.follow("评价方案")
        officer.sees("还没有评价方案")
        officer.fill("年度", "2026年")
        officer.press("建立草案")
        officer.sees("草案已建立", "13 项", "分值合计 100", "领导班子好", "居民满意度")
        officer.fill("大党委会议的分值", "11")
        officer.fill("“群众反映好”的提法", "群众满意度好")
        officer.press("保存草案")
        officer.sees("群众满意度好", "合计为101，应为100", "“领导班子好”各项分值合计为21，应为20")
        announce(officer, "区委组织部〔2026〕9号", refused=True)
        officer.sees("合计为101，应为100")
        officer.fill("大党委会议的分值", "12")
        officer.fill("党建联席会议的分值", "8")
        officer.press("保存草案")
        announce(officer, " ", refused=True)
        officer.sees("请填写公布方案的文件名称和文号")
        announce(officer, "区委组织部〔2026〕9号")
        officer.sees("执行中", "区委组织部〔2026〕9号")
        officer.misses("保存草案", "作废这份草案")
        night()
        secretary = Person("secretary")
        secretary.follow("五好评价")
        secretary.follow("幸福里社区")
        secretary.sees("群众满意度好", "大党委会议", "12")
        # the next year's is a copy of this one, in other words and with another weight, and waits for its year
        officer.follow("评价方案")
        officer.fill("年度", "2027年")
        officer.fill("从哪份方案开始", "2026年五个好评价")
        officer.press("建立草案")
        officer.sees("群众满意度好", "2027年五个好评价")
        officer.fill("方案名称", "五个好社区评价")
        officer.fill("主题党日按月开展的分值", "14")
        officer.fill("主题党日按时记录的分值", "6")
        officer.press("保存草案")
        officer.follow("用 2026 年试算")
        officer.sees("2026 年试算结果", "幸福里社区")
        announce(officer, "区委组织部〔2026〕12号")
        officer.sees("已公布", "2027-01-01 起施行")
        # a correction is a new edition, which takes its place
        officer.follow("评价方案")
        officer.fill("年度", "2027年")
        officer.fill("从哪份方案开始", "2027年五个好社区评价")
        officer.press("建立草案")
        officer.fill("五个好", "发展业绩好")
        officer.fill("来源", "记录计算")
        officer.fill("指标", "参加服务")
        officer.fill("分值", "2")
        officer.fill("零分线", "0")
        officer.fill("满分线", "200")
        officer.press("加上这一项")
        officer.sees("已加上“参加服务”", "“发展业绩好”各项分值合计为22，应为20")
        officer.tick("删去参加服务")
        officer.press("保存草案")
        officer.misses("各项分值合计为22")
        announce(officer, "更正通知")
        officer.follow("评价方案")
        officer.sees("已被新版本代替", "第2版")
    with at(2027, 1, 2):
        night()
        secretary = Person("secretary")
        secretary.open("/assessments/evaluations/?year=2027")
        secretary.follow("幸福里社区")
        secretary.sees("群众满意度好", "主题党日按月开展", "14")


def open_result(person: Person) -> None:
    person.open("/assessments/evaluations/?year=2026")
    person.follow("幸福里社区")


@pytest.mark.walk("ASM-02", "ASM-03", "ASM-04")
def test_a_years_result_is_reported_reviewed_published_decided_and_stands(db: None, night: Callable[[], None]) -> None:
    with at(2026, 12, 28):
        ScoredCommunity()
        secretary = Person("secretary")
        held(secretary, "年末共建联席会", "2026-12-27T09:00")
        night()
    with at(2027, 1, 6, 1):
        night()  # the fifth is over: December is closed
    with at(2027, 1, 6):
        secretary = Person("secretary")
        open_result(secretary)
        secretary.sees("未定", "项未知", "居民满意度", "街道评审", "社区：填写并提交自评")
        # every point opens the records that gave it, and says what would have raised it
        secretary.follow("党建联席会议")
        secretary.sees("年末共建联席会", "计分线", "0 → 2")
        open_result(secretary)
        secretary.fill("自评情况", "全年开展主题党日和联席会议。")
        secretary.press("提交自评")
        secretary.sees("全年开展主题党日和联席会议。", "街道：完成初审")
        clerk = Person("street")
        open_result(clerk)
        clerk.fill("退回原因", "请补充双报到情况。")
        clerk.press("退回补充")
        open_result(secretary)
        secretary.sees("请补充双报到情况。")
        secretary.fill("自评情况", "全年开展主题党日和联席会议；双报到已核对。")
        secretary.press("提交自评")
        open_result(clerk)
        clerk.fill("初审意见", "情况属实。")
        clerk.press("完成初审")
        clerk.sees("还有", "个未知项，先补上记录或声明不适用")  # cannot be published before each is known
        # what residents and units think: their ballots balance, and too few are unknown, never a zero
        clerk.fill("投票人", "居民")
        for label, number in (("发出", 60), ("收回", 50), ("满意", 40), ("基本满意", 6), ("不满意", 2), ("废票", 1)):
            clerk.fill(label, number)
        clerk.press("录入", refused=True)
        clerk.sees("必须等于收回数")
        clerk.fill("废票", 2)
        clerk.press("录入")
        clerk.sees("测评票已录入，得分已重算", "50/60")
        clerk.fill("投票人", "驻区单位")
        for label, number in (("发出", 4), ("收回", 4), ("满意", 4), ("基本满意", 0), ("不满意", 0), ("废票", 0)):
            clerk.fill(label, number)
        clerk.press("录入")
        clerk.follow("驻区单位满意度")
        clerk.sees("未知")
        clerk.fill("理由", "全社区只有四个驻区单位，票数不够")
        clerk.press("声明不适用")
        clerk.sees("分值按比例分摊")
        open_result(clerk)
        clerk.follow("街道评审")
        clerk.fill("得分", "5")
        clerk.fill("理由", "现场评议")
        clerk.press("保存打分", refused=True)
        clerk.sees("得分应在0到4之间")
        clerk.fill("得分", "3.5")
        clerk.press("保存打分")
        open_result(clerk)
        while "个未知项" in clerk.text:  # what nobody can know in this community's first months
            unknown = clerk.page.xpath("//tr[contains(., '未知')]//th/a")[0]
            clerk.open(unknown.get("href"))
            clerk.fill("理由", "没有驻区单位的党员数")
            clerk.press("声明不适用")
            open_result(clerk)
        clerk.press("开始公示")
        clerk.sees("公示中")
        open_result(secretary)
        secretary.fill("异议内容", "居民满意度少计两票。")
        secretary.press("提出异议")
        secretary.sees("待答复")
    with at(2027, 1, 8):
        officer = Person("district")
        open_result(officer)
        officer.sees("公示期到2027-01-13，期满后才能审定")
        clerk = Person("street")
        open_result(clerk)
        clerk.fill("答复", "已核对，计票无误。")
        clerk.press("答复")
        clerk.sees("已核对，计票无误。")
    with at(2027, 1, 14):
        officer = Person("district")
        open_result(officer)
        officer.press("审定")
        officer.sees("区级已定")
        officer.press("封存")
        officer.sees("已封存")
        open_result(officer)
        total = officer.page.xpath("//main")[0].text_content()
        held(Person("secretary"), "补记的联席会", "2026-12-20T09:00")
        night()
        open_result(officer)
        assert officer.page.xpath("//main")[0].text_content() == total  # what is frozen stands
        officer.misses("提交自评", "保存打分", "录入测评票", "提出异议")
