"""A unit's part is scored and told; its award asks the community, its street's appraisal asks it, by pages alone."""

import pytest

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_agreements import on, unit_with_contact
from tests.walks.test_meetings import words
from tests.walks.test_units import enter


def register(somebody: Person, label: str) -> None:
    somebody.open("/organizations/registers/")
    somebody.follow(label)


@pytest.mark.walk("ASM-06")
def test_a_units_year_is_scored_and_told_its_award_asked_for_and_its_word_on_the_street_heard(
    community: Community,
) -> None:
    with on(3, 2):
        username = unit_with_contact("供电公司", "国有企业", "市供电局")
        clerk = Person("street")
        enter(clerk, "税务所", 登记日期="2026-02-01")
        clerk.press("登记")
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.follow("去签订")
        secretary.press("为没有的 2 个单位草拟")
        secretary.follow("供电公司")
        secretary.fill("共建目标", "用电安全，共建家园")
        secretary.press("保存目标")
        secretary.fill("六联类别", "服务联做")
        secretary.fill("事项", "检修楼道用电")
        secretary.fill("完成期限", "2026-04-15")
        secretary.fill("计划次数", "1")
        secretary.press("增加")
        secretary.press("社区确认")
        contact = Person(username)
        contact.follow("去确认")
        contact.press("单位确认")
    with on(4, 10):
        contact = Person(username)
        contact.follow("去登记")
        contact.follow("供电公司")
        contact.follow("检修楼道用电")
        contact.fill("开展情况", "检修3号楼")
        contact.press("保存")
    with on(12, 2):
        secretary = Person("secretary")
        secretary.open("/?all=1")
        secretary.sees("2 家单位的共建测评还没有通报主管单位")
        secretary.follow("去测评")
        for unit, comment in (("供电公司", "主动履约"), ("税务所", "没有参加")):
            register(secretary, "单位共建测评")
            secretary.follow("登记单位测评")
            secretary.fill("单位", unit)
            secretary.fill("社区评价", comment)
            secretary.press("登记")
        secretary.sees("0 分（没有到期的协议事项）", "待通报")
        register(secretary, "单位共建测评")
        secretary.follow("供电公司2026年共建测评")
        secretary.sees("分", "主动履约")
        letter = words(secretary.download("通报函"))
        assert "关于供电公司2026年共建情况的通报函" in letter and "市供电局" in letter and "主动履约" in letter
        secretary.follow("通报主管单位")
        secretary.press("保存")
        secretary.sees("2026-12-02 通报市供电局")
        secretary.open("/?all=1")
        secretary.sees("给税务所测评，通报主管单位")
        # the award of a unit asks the community
        secretary.open("/assessments/awards/")
        secretary.follow("申报")
        form = secretary.address
        given = {"社区": "幸福里社区", "申报什么": "先进单位", "对象": "驻区单位", "单位": "供电公司"}

        def nominate(*, refused: bool) -> None:
            secretary.open(form)
            for label, value in given.items():
                secretary.fill(label, value)
            secretary.fill("事迹或事由", "全年义务检修")
            secretary.press("申报", refused=refused)

        nominate(refused=True)
        secretary.sees("社区意见：要求征求社区意见，社区同意，没有记录")
        register(secretary, "单位评先评优意见")
        secretary.follow("登记意见")
        secretary.fill("单位", "供电公司")
        secretary.fill("评先评优项目", "先进单位")
        secretary.fill("征求意见的单位", "街道党工委")
        secretary.fill("社区意见", "同意")
        secretary.fill("意见内容", "履约好，群众满意")
        secretary.press("登记")
        nominate(refused=False)
        secretary.sees("社区意见", "2026-12-02同意", "符合")
        # the appraisal of the street asks the units
        officer = Person("district")
        register(officer, "街道考核征求意见")
        officer.follow("登记考核征求意见")
        officer.fill("登记组织", "甲街道党工委")
        officer.fill("答复期限", "2026-12-10")
        officer.press("登记")
        officer.sees("供电公司", "税务所", "待答复")
        appraisal = officer.address
        officer.follow("登记考核结果")
        for label, value in {"考核结果": "好", "文件名称和文号": "区委〔2026〕9号", "考核日期": "2026-12-02"}.items():
            officer.fill(label, value)
        officer.press("保存", refused=True)
        officer.sees("还有2家单位没有答复")
        contact = Person(username)
        contact.sees("对甲街道党工委的党建工作提意见")
        contact.follow("去答复")
        contact.tick("满意")
        contact.fill("意见建议", "多到企业走访")
        contact.press("提交意见")
        contact.sees("已答复", "供电公司2026年共建测评", "已通报市供电局", "主动履约")
        officer.open(appraisal)
        officer.sees("满意 1 家", "多到企业走访")
        officer.follow("登记答复", within="税务所")
        officer.fill("评价", "基本满意")
        officer.press("保存")
        officer.sees("满意 1 家，基本满意 1 家")
        officer.follow("登记考核结果")
        for label, value in {"考核结果": "好", "文件名称和文号": "区委〔2026〕9号", "考核日期": "2026-12-02"}.items():
            officer.fill(label, value)
        officer.press("保存")
        register(officer, "街道考核征求意见")
        officer.sees("好（区委〔2026〕9号，2026-12-02）", "2 / 2")
        officer.open("/assessments/targets/")
        officer.sees("通报驻区单位共建测评", "50.0%（1/2）")
