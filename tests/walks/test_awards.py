"""Stars, titles of civility and demonstration points, through pages alone."""

from collections.abc import Callable

import pytest

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_schemes import announce, at, open_result
from tests.walks.test_scores import held
from tests.walks.test_units import enter


def decided_year(night: Callable[[], None]) -> None:
    """A year of the community from the scheme to the decision, by the pages; every line is one that it reaches."""
    with at(2026, 12, 28):
        Community()
        officer = Person("district")
        officer.follow("评价方案")
        officer.fill("年度", "2026年")
        officer.press("建立草案")
        for label in [each.text_content() for each in officer.page.iter("label")]:
            if label.endswith("的零分线"):
                officer.fill(label, "-1")
            if label.endswith("的满分线"):
                officer.fill(label, "0")
        officer.press("保存草案")
        announce(officer, "区委组织部〔2026〕9号")
        held(Person("secretary"), "年末共建联席会", "2026-12-27T09:00")
        night()
    with at(2027, 1, 6, 1):
        night()
    with at(2027, 1, 6):
        secretary = Person("secretary")
        open_result(secretary)
        secretary.fill("自评情况", "全年自查。")
        secretary.press("提交自评")
        clerk = Person("street")
        open_result(clerk)
        clerk.press("完成初审")
        clerk.follow("街道评审")
        clerk.fill("得分", "4")
        clerk.fill("理由", "现场评议")
        clerk.press("保存打分")
        open_result(clerk)
        while "个未知项" in clerk.text:
            clerk.open(clerk.page.xpath("//tr[contains(., '未知')]//th/a")[0].get("href"))
            clerk.fill("理由", "数据无法取得")
            clerk.press("声明不适用")
            open_result(clerk)
        clerk.press("开始公示")
    with at(2027, 1, 14):
        officer = Person("district")
        open_result(officer)
        officer.press("审定")


def nominate(secretary: Person, level: str, **said: str) -> None:
    secretary.open("/assessments/awards/")
    secretary.follow("申报")
    secretary.fill("申报什么", level)
    for label, value in said.items():
        secretary.fill(label, value)
    secretary.press("申报")
    secretary.sees("已申报", "街道：审核，或不通过")


def found(person: Person, words: str) -> None:
    person.open("/assessments/awards/")
    person.follow(words)


def reviewed_and_published(words: str) -> None:
    clerk = Person("street")
    found(clerk, words)
    clerk.fill("街道意见", "情况属实")
    clerk.press("审核同意")
    clerk.press("开始公示")
    clerk.sees("公示中", "公示 2027-01-14 至 2027-01-21")


def granted(officer: Person, words: str, valid_until: str = "") -> None:
    found(officer, words)
    officer.fill("文件名称和文号", "区委〔2027〕3号")
    officer.fill("决定日期", "2027-01-22")
    officer.fill("有效期至", valid_until)
    officer.press("授予")
    officer.sees("已授予", "区委〔2027〕3号")


@pytest.mark.walk("ASM-05")
def test_a_community_gets_its_stars_from_the_decided_result_and_loses_them(db: None, night: Callable[[], None]) -> None:
    decided_year(night)
    with at(2027, 1, 14):
        officer = Person("district")
        officer.open("/")
        officer.follow("五好评价")
        officer.follow("荣誉和通报")
        officer.sees("结果够得上星级", "幸福里社区：五星级社区", "总分 100")
        secretary = Person("secretary")
        secretary.open("/assessments/awards/")
        secretary.follow("申报", within="五星级社区")
        secretary.press("申报", refused=True)
        secretary.sees("请填写事迹或事由")
        secretary.fill("年度", "2026年")
        secretary.fill("事迹或事由", "全年五个好评价总分一百。")
        secretary.press("申报")
        secretary.sees("五星级社区", "审定总分90分以上", "符合")
        reviewed_and_published("五星级社区")
        secretary.reload()
        secretary.fill("异议内容", "请核对满意度票。")
        secretary.press("提出异议")
        officer = Person("district")
        found(officer, "五星级社区")
        officer.sees("公示期到2027-01-21，期满后才能决定")
        clerk = Person("street")
        found(clerk, "五星级社区")
        clerk.follow("答复异议")
        clerk.fill("答复", "已核对，计票无误。")
        clerk.press("保存")
        clerk.sees("已核对，计票无误。", "不成立")
    with at(2027, 1, 22):
        officer = Person("district")
        found(officer, "五星级社区")
        officer.fill("文件名称和文号", "区委〔2027〕3号")
        officer.fill("决定日期", "2027-01-22")
        officer.press("授予", refused=True)
        officer.sees("请填写星级的有效期")
        granted(officer, "五星级社区", "2027-12-31")
        officer.misses("结果够得上星级")
        secretary = Person("secretary")
        open_result(secretary)
        secretary.sees("五星级社区", "有效期至 2027-12-31")
        officer.fill("撤销的原因", "复查发现弄虚作假")
        officer.press("撤销")
        officer.sees("已撤销", "复查发现弄虚作假")
        open_result(secretary)
        secretary.misses("五星级社区")


@pytest.mark.walk("ASM-15")
def test_titles_of_civility_are_asked_for_published_and_given(db: None) -> None:
    with at(2027, 1, 14):
        Community()
        secretary = Person("secretary")
        secretary.open("/assessments/awards/new/")
        options = " ".join(secretary.options("申报什么"))
        for title in ("文明家庭", "文明卫生红旗楼院", "文明卫生单位", "文明卫生户", "星级保洁员", "文明小区"):
            assert title in options
        secretary.fill("申报什么", "文明家庭")
        secretary.fill("事迹或事由", "邻里互助")
        secretary.press("申报", refused=True)
        secretary.sees("这一类不授予这样的对象")
        nominate(
            secretary, "文明家庭", 对象="家庭、楼院", 事迹或事由="邻里互助", **{"家庭、楼院、小区等的名称": "张家"}
        )
        nominate(
            secretary, "文明小区", 对象="家庭、楼院", 事迹或事由="环境整洁", **{"家庭、楼院、小区等的名称": "春风里"}
        )
        secretary.press("撤回")
        secretary.sees("已撤回")
        reviewed_and_published("文明家庭")
    with at(2027, 1, 22):
        officer = Person("district")
        granted(officer, "文明家庭")
        officer.open("/assessments/awards/?kind=civility&year=2027")
        officer.sees("张家", "已授予")
        secretary = Person("secretary")
        secretary.open("/assessments/awards/")
        secretary.sees("文明家庭", "张家", "已授予")


@pytest.mark.walk("ASM-09")
def test_demonstration_points_are_chosen_within_their_numbers(db: None, night: Callable[[], None]) -> None:
    decided_year(night)
    with at(2027, 1, 14):
        officer = Person("district")
        officer.open("/assessments/awards/")
        officer.sees("省级党建示范点", "1—2个", "市级党建示范点", "2—3个", "还差 2 个", "区级党建示范点", "10个左右")
        secretary = Person("secretary")
        nominate(secretary, "市级党建示范点", 年度="2026年", 事迹或事由="大党委运行规范")
        secretary.sees("不超过3个", "已有0个", "审定总分80分以上", "符合")
        reviewed_and_published("市级党建示范点")
    with at(2027, 1, 22):
        officer = Person("district")
        granted(officer, "市级党建示范点")
        officer.open("/assessments/awards/")
        officer.sees("还差 1 个")
        found(officer, "市级党建示范点")
        officer.fill("撤销的原因", "复查不合格")
        officer.press("撤销")
        officer.open("/assessments/awards/")
        officer.sees("还差 2 个", "已撤销")


@pytest.mark.walk("ASM-08")
def test_who_works_well_is_commended_who_fails_is_told_and_an_unfit_officer_is_moved(db: None) -> None:
    with at(2027, 1, 14):
        Community()
        clerk, officer, secretary = Person("street"), Person("district"), Person("secretary")
        enter(clerk, "供电公司", "国有企业", 登记日期="2026-03-01")
        clerk.press("登记")
        secretary.open("/assessments/awards/new/")
        secretary.fill("申报什么", "先进单位")
        secretary.fill("事迹或事由", "共建出力")
        secretary.press("申报", refused=True)
        secretary.sees("这一类不授予这样的对象")
        secretary.open("/organizations/registers/")
        secretary.follow("单位评先评优意见")
        secretary.follow("登记意见")
        secretary.fill("单位", "供电公司")
        secretary.fill("评先评优项目", "先进单位")
        secretary.fill("征求意见的单位", "街道党工委")
        secretary.fill("征求日期", "2027-01-12")
        secretary.fill("答复日期", "2027-01-13")
        secretary.fill("社区意见", "同意")
        secretary.fill("意见内容", "履约好，群众满意")
        secretary.press("登记")
        nominate(secretary, "先进单位", 对象="单位", 单位="供电公司", 事迹或事由="共建出力")
        nominate(secretary, "优秀社区党组织书记", 对象="个人", 个人="赵书记", 事迹或事由="居民信得过")
        secretary.sees("现任本社区党组织书记", "现任", "符合")
        for words in ("先进单位", "优秀社区党组织书记"):
            reviewed_and_published(words)
        # the street proposes a criticism; the district tells it by circular, without publicity
        clerk.open("/assessments/awards/")
        clerk.follow("申报")
        clerk.fill("申报什么", "通报批评")
        clerk.fill("年度", "2026年")
        clerk.fill("对象", "社区")
        clerk.fill("事迹或事由", "主题党日长期不开展")
        clerk.press("申报")
        clerk.fill("街道意见", "情况属实")
        clerk.press("审核同意")
        found(officer, "通报批评")
        officer.fill("文件名称和文号", "区委〔2027〕1号")
        officer.fill("决定日期", "2027-01-14")
        officer.press("通报")
        officer.sees("已通报", "区委〔2027〕1号")
        officer.download("文件")
        assert officer.content[:2] == b"PK"
        secretary.open("/assessments/awards/new/")
        secretary.fill("申报什么", "先进社区")
        secretary.fill("年度", "2026年")
        secretary.fill("事迹或事由", "好")
        secretary.press("申报", refused=True)
        secretary.sees("通报批评：要求当年没有，1次")
        # an unfit officer: proposed by the street, decided by the district, moved by the street
        clerk.open("/assessments/awards/")
        clerk.follow("申报")
        clerk.fill("申报什么", "调整不称职干部")
        clerk.fill("对象", "个人")
        clerk.fill("个人", "钱副书记")
        clerk.fill("事迹或事由", "不在岗")
        clerk.press("申报")
        clerk.sees("在本社区任职", "大党委专职副书记", "符合")
        clerk.fill("街道意见", "属实")
        clerk.press("审核同意")
        found(officer, "调整不称职干部")
        officer.fill("文件名称和文号", "区委〔2027〕2号")
        officer.fill("决定日期", "2027-01-14")
        officer.press("通报")
        officer.sees("调整情况", "还在任")
        clerk.open("/?all=1")
        clerk.sees("调整钱副书记的幸福里社区大党委专职副书记职务")
        found(clerk, "调整不称职干部")
        clerk.follow("办理离任")
        clerk.fill("离任日期", "2027-01-14")
        clerk.fill("原因", "组织调整")
        clerk.press("确认离任")
        found(clerk, "调整不称职干部")
        clerk.sees("已调整", "决定时的职务都已离任")
        clerk.open("/?all=1")
        clerk.misses("调整钱副书记的幸福里社区大党委专职副书记职务")
    with at(2027, 1, 22):
        officer = Person("district")
        for words in ("先进单位", "优秀社区党组织书记"):
            granted(officer, words)
        officer.open("/assessments/awards/?kind=commendation&year=2027")
        officer.sees("供电公司", "赵书记", "已授予")
        secretary = Person("secretary")
        found(secretary, "优秀社区党组织书记")
        secretary.sees("赵书记", "区委〔2027〕3号")
        assert secretary.download("文件")[:2] == b"PK"
