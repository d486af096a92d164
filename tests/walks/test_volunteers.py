"""Volunteering whole, through pages alone: a unit's team of twenty, repeats, who came without a claim, helpers without
account, the report with photographs (SVC-18); teams in one alliance, shifts, sign-in, hours of both sides, evaluation,
certificate (SVC-04)."""

import io
import re

import pytest
from PIL import Image

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_dual_service import at
from tests.walks.test_first_use import begin_anew, slips
from tests.walks.test_units import enter

TWENTY = [f"志愿者{chr(0x4E00 + number)}" for number in range(20)]


def picture() -> tuple[str, bytes]:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG")
    return ("现场.jpg", out.getvalue())


def publish(person: Person, title: str, **typed: str) -> None:
    person.open("/services/")
    person.follow("发布志愿服务")
    person.fill("活动名称", title)
    person.fill("地点", "小学门口")
    person.fill("日期", "2026-11-28")
    for label, value in typed.items():
        person.fill(label, value)


def contact_of_a_unit() -> Person:
    clerk = Person("street")
    enter(clerk, "测试税务所", 联系人="石大勇", 联系人电话="13900000008", 登记日期="2026-11-01")
    clerk.tick("联系人登记为新人员")
    clerk.tick("同时为联系人开通账号")
    clerk.press("登记")
    clerk.press("打印开通单")
    [(username, password)] = slips(clerk.content).items()
    contact = Person(username, password)
    begin_anew(contact, password)
    return contact


@pytest.mark.walk("SVC-18")
def test_a_units_team_a_cancelled_date_walk_ins_and_the_report(community: Community) -> None:
    with at(9):
        contact = contact_of_a_unit()
        secretary = Person("secretary")
        publish(secretary, "护学岗", 名额="25", 重复="每周")
        secretary.press("发布", refused=True)
        secretary.sees("重复的活动请填写重复到哪一天")
        secretary.fill("重复到", "2026-12-12")
        secretary.press("发布")
        secretary.sees("已发布 3 场活动", "同一系列", "12-12 09:00")
        secretary.follow("12-05 09:00")
        secretary.fill("原因", "学校放假")
        secretary.press("取消活动")
        secretary.sees("活动已取消")
        secretary.open("/services/activities/")
        secretary.sees("已取消", "报名中")
        # four inputs: open the service, paste, save (and the list may be a file)
        contact.open("/services/mine/")
        contact.follow("替测试税务所报名：护学岗")
        contact.fill("其他参加的人员", "\n".join([*TWENTY, TWENTY[0]]))
        contact.press("保存集体报名", refused=True)
        contact.sees(f"“{TWENTY[0]}”写了两次")
        contact.fill("其他参加的人员", "\n".join(TWENTY))
        contact.press("保存集体报名")
        contact.sees("新增 20 人")
    with at(9, 30, day=28):
        secretary = Person("secretary")
        secretary.open("/services/activities/")
        secretary.follow("护学岗")
        secretary.sees("20 / 25", TWENTY[3], "测试税务所", "现场登记")
        secretary.tick(TWENTY[0])
        secretary.tick(TWENTY[1])
        secretary.press("登记到场")
        secretary.sees("已登记 2 人到场")
        secretary.reload()
        secretary.fill("姓名", "褚三\n邻居老周\n邻居老吴")
        secretary.press("登记到场名单")
        secretary.sees("党员 1 人，其他志愿者 2 人")
        secretary.reload()
        secretary.press("删去邻居老吴")
        secretary.sees("已删去邻居老吴")
    with at(12, day=28):
        secretary = Person("secretary")
        secretary.open("/services/activities/?show=past")
        secretary.follow("护学岗")
        secretary.press("登记已开展")
        secretary.press("确认勾选的时长")  # of the member who has no account
        secretary.press("填写时长")
        secretary.sees("已填写 3 人的服务时长，等签字登记")
        secretary.press("登记签字")
        secretary.sees("由另一人登记")
        deputy = Person("deputy")
        deputy.open(secretary.address)
        deputy.press("登记签字")
        deputy.sees("已登记 4 人签字", "未到")
        secretary.follow("写活动报告")
        secretary.fill("开展情况", "护送一到三年级学生过马路")
        secretary.fill("服务人数", "60")
        secretary.fill("评价满意", "61")
        secretary.fill("照片", picture())
        secretary.press("保存", refused=True)
        secretary.sees("评价的人数不能多于服务人数")
        secretary.fill("评价满意", "58")
        secretary.fill("照片", picture())
        secretary.press("保存")
        secretary.sees("活动报告已保存", "护送一到三年级学生过马路", "满意 58", "删去照片")
        assert secretary.page.xpath("//img[contains(@src, '/services/activities/photos/')]")
        secretary.press("删去这张")
        secretary.sees("照片已删去")


@pytest.mark.walk("SVC-04")
def test_teams_in_one_alliance_serve_in_shifts_to_the_certificate(community: Community) -> None:
    with at(9):
        secretary = Person("secretary")
        for number in range(10):
            secretary.open("/services/teams/new/")
            secretary.fill("队伍名称", f"第{number}服务队")
            secretary.fill("服务主题", "安民")
            secretary.fill("负责人", "孙队长")
            secretary.fill("人数", "56")
            secretary.fill("成立日期", "2026-01-05")
            secretary.press("登记")
        secretary.open("/services/")
        secretary.follow("志愿服务联盟")
        secretary.sees("志愿服务队 10 支", "志愿者 560 人")
        secretary.follow("志愿者")
        secretary.sees("第9服务队", "56")
        publish(secretary, "平安巡逻", 名额="5", 班次="2")
        secretary.press("发布")
        secretary.sees("已发布 2 场活动", "第1班", "第2班")
        member = Person("member0")
        member.open("/services/mine/")
        member.follow("平安巡逻")
        member.press("我来认领")
        secretary.reload()
        secretary.fill("姓名", "队员甲\n队员乙")
        secretary.fill("志愿服务队", "第0服务队")
        secretary.press("报名")
        secretary.sees("已报名 2 人")
        activity = secretary.address
    with at(8, 50, day=28):
        secretary, member = Person("secretary"), Person("member0")
        secretary.open(activity)
        secretary.follow("现场签到码")
        [digits] = secretary.page.xpath("//p[contains(@class, 'digits')]")
        member.follow("全部")
        member.follow("现场签到")
        member.fill("签到码", re.sub(r"\D", "", digits.text_content()))
        member.press("签到")
        member.sees("签到成功")
    with at(12, day=28):
        secretary, deputy, member = Person("secretary"), Person("deputy"), Person("member0")
        secretary.open(activity)
        secretary.tick("队员甲")
        secretary.press("登记到场")
        secretary.press("登记已开展")
        secretary.press("确认勾选的时长")
        secretary.press("填写时长")
        member.follow("全部")
        member.press("确认 2 小时")
        assert member.download("志愿服务证书").startswith(b"%PDF-")
        deputy.open(activity)
        deputy.press("登记签字")
        deputy.sees("已登记 1 人签字")
        assert deputy.download("证书").startswith(b"%PDF-")
        secretary.reload()
        secretary.follow("写活动报告")
        secretary.fill("开展情况", "巡逻两个小区")
        secretary.fill("服务人数", "40")
        secretary.fill("评价满意", "30")
        secretary.fill("评价不满意", "10")
        secretary.press("保存")
        secretary.open("/services/alliance/")
        secretary.sees("已开展活动 1 次", "已写报告 1 次", "服务评价 75 %")
        secretary.follow("第0服务队")
        secretary.sees("安民")
        clerk = Person("street")
        clerk.open("/services/alliance/")
        clerk.sees("志愿服务队 10 支", "志愿者 560 人", "服务评价 75 %")
