"""The survey's figures to the digit; places of culture and schools with their courses: through pages alone."""

import pytest

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_service_registers import begin, fill
from tests.walks.test_services import at


@pytest.mark.walk("SVC-07")
def test_the_survey_s_figures_from_the_community_to_the_street_s_page(community: Community) -> None:
    with at(9):
        secretary = Person("secretary")
        begin(secretary, "服务数据")
        fill(secretary, 登记组织="幸福里社区", 截止日期="2026-12-31", 数据来源="社区年中调查")
        fill(secretary, 开发岗位="1638", 安置人员="1899")
        secretary.press("登记", refused=True)
        secretary.fill("截止日期", "2026-06-30")
        secretary.press("登记")
        secretary.sees("1638", "1899", "社区年中调查")
        for trade, points, own in (("便民商店", "160", "6"), ("家政服务", "100", "4")):
            secretary.follow("登记行业")
            fill(secretary, 行业=trade, 服务网点="3", 其中自办="5")
            secretary.press("登记", refused=True)
            secretary.sees("自办的不能多于全部网点")
            fill(secretary, 服务网点=points, 其中自办=own)
            secretary.press("登记")
        for title, people in (("电工班", "60"), ("家政班", "71"), ("电脑班", "30")):
            secretary.follow("登记培训班")
            fill(secretary, 培训班=title, 参加人次=people)
            secretary.press("登记")
        secretary.follow("更正", within="电脑班")
        secretary.fill("参加人次", "40")
        secretary.press("保存")
        secretary.open("/services/figures/")
        secretary.sees("260", "10", "1638", "1899", "171")
        clerk = Person("street")
        clerk.open("/services/figures/")
        clerk.follow("最近一期汇总")
        clerk.sees(
            "服务网点 260 个", "其中自办 10 个", "开发岗位 1,638 个", "安置人员 1,899 人", "培训班 3 期", "171 人次"
        )
        clerk.sees("便民商店", "160 个", "2026-06-30", "社区年中调查")
        assert clerk.client.get("/services/figures/?format=xlsx").status_code == 200


@pytest.mark.walk("SVC-14")
def test_culture_rooms_boards_grounds_and_schools_with_their_courses(community: Community) -> None:
    with at(9):
        secretary = Person("secretary")
        for title, kind in (
            ("幸福里文化室", "文化室"),
            ("中心宣传栏", "宣传栏"),
            ("健身广场", "文体场地"),
            ("社区党校", "社区党校"),
            ("社区团校", "社区团校"),
            ("市民学校", "市民学校"),
        ):
            begin(secretary, "文化阵地和学校")
            fill(secretary, 名称=title, 类别=kind, 地址="1号楼", 启用日期="2026-01-05")
            secretary.press("登记")
            secretary.sees(title, kind)
        secretary.follow("登记课程")
        fill(secretary, 开课日期="2026-01-01", 课程="健康讲座", 授课人="王医生", 听课人次="40")
        secretary.press("登记", refused=True)
        secretary.sees("开课日期不在学校启用的时间里")
        secretary.fill("开课日期", "2026-11-20")
        secretary.press("登记")
        secretary.sees("健康讲座", "王医生", "课程 1 次，40 人次")
        secretary.open("/services/places/")
        secretary.follow("中心宣传栏")
        secretary.follow("登记课程")
        fill(secretary, 开课日期="2026-11-20", 课程="健康讲座", 授课人="王医生", 听课人次="40")
        secretary.press("登记", refused=True)
        secretary.sees("宣传栏不开课")
        secretary.open("/services/places/")
        secretary.follow("中心宣传栏")
        secretary.follow("停用")
        secretary.fill("停用日期", "2026-11-24")
        secretary.press("保存")
        secretary.sees("2026-11-24")
        clerk = Person("street")
        clerk.open("/services/places/kinds/")
        clerk.sees("宣传栏 0 0", "市民学校 1 1 1 40", "社区党校 1 1")
        secretary.follow("恢复启用")
        secretary.fill("恢复原因", "重新启用")
        secretary.press("保存")
        clerk.reload()
        clerk.sees("宣传栏 1 1")
