"""An open selection with ballots on paper, from the seats to the appointment, through pages alone (ORG-08)."""

import pytest
from django.utils import timezone

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_ballots import choose
from tests.walks.test_development import NAMES, at, confirm, step
from tests.walks.test_publications import picture
from tests.walks.test_tree import appoint

COMMITTEE = "幸福里社区大党委"
PAPER = ("单位证明.pdf", b"%PDF-1.4 %%EOF")
SIGNED = ("计票单.pdf", b"%PDF-1.4 signed %%EOF")


def seats(clerk: Person, position: str) -> None:
    clerk.open("/organizations/posts/")
    clerk.follow("职数和空缺")
    clerk.follow("核定职数")
    clerk.fill("组织", COMMITTEE)
    clerk.fill("职务", position)
    clerk.fill("核定人数", "1")
    clerk.fill("核定日期", "2026-11-25")
    clerk.fill("文号", "甲街党〔2026〕9号")
    clerk.press("登记")


def standard(district: Person, name: str, value: str) -> None:
    district.follow("后台管理")
    district.follow("标准")
    district.follow("增加")
    district.fill("标准", name)
    district.fill("适用组织", "测试区委组织部")
    district.fill("数值", value)
    district.fill("生效日期", "2026-11-25")
    district.fill("调整文件", "测组〔2026〕2号")
    district.press("保存")


def registered() -> None:
    """Two members report in at work and show their papers; the community confirms."""
    for number in (0, 1):
        member = Person(f"member{number}")
        member.follow("现在报到")
        member.tick("工作地社区")
        member.fill("社区", "幸福里社区")
        member.fill("工作单位", "测试税务所")
        member.press("提交报到")
    secretary = Person("secretary")
    for name in NAMES[:2]:
        secretary.open("/members/registrations/")
        secretary.tick(f"选 {name}")
        secretary.fill("证明材料", PAPER)
        secretary.press("确认勾选的报到")


def nominate(secretary: Person, page: str, name: str, position: str, way: str, backers: str = "") -> None:
    secretary.open(page)
    secretary.follow("登记提名")
    secretary.fill("姓名", name)
    secretary.fill("推荐职务", position)
    secretary.fill("提名方式", way)
    secretary.fill("联名党员或推荐组织", backers)
    secretary.press("登记")
    secretary.sees(f"已登记推荐人选{name}")


def review(secretary: Person, page: str, name: str, verdict: str, reason: str) -> None:
    secretary.open(page)
    secretary.follow(f"审查：{name}")
    secretary.fill("审查结果", verdict)
    secretary.fill("审查理由", reason)
    secretary.press("保存")
    secretary.sees(f"已登记{name}的审查结果")


def publish(secretary: Person, names: str) -> str:
    secretary.open("/organizations/registers/publications/")
    secretary.follow("登记公示")
    secretary.fill("登记组织", "幸福里社区")
    secretary.fill("种类", "推选人选公示")
    secretary.fill("标题", "大党委成员推荐人选公示")
    secretary.fill("内容", f"{names}，对其有意见的请在公示期内提出。")
    secretary.fill("受理电话和地点", "社区服务站，8212345")
    secretary.fill("开始日期", f"{timezone.localdate():%Y-%m-%d}")
    secretary.press("登记")
    entry = secretary.address
    secretary.follow("登记张贴地点")
    secretary.fill("张贴地点", "小区东门公示栏")
    secretary.fill("照片", ("公示栏.png", picture()))
    secretary.press("登记")
    return entry


def vote(secretary: Person, page: str, label: str, votes: dict[str, int], **counted: int) -> None:
    secretary.open(page)
    secretary.follow(label)
    secretary.fill("计票人", "冯一")
    secretary.fill("监票人", "陈二")
    secretary.press("开始投票")
    secretary.sees("已开始投票")
    secretary.sees("开始手机投票")
    secretary.follow("登记票数")
    for name, number in {"收回票数": 5, "废票": 0, **counted}.items():
        secretary.fill(name, number)
    for name, number in votes.items():
        secretary.fill(f"{name} 赞成", number)


@pytest.mark.walk("ORG-08")
def test_a_selection_from_the_seats_to_the_appointment(community: Community) -> None:
    with at(2026, 11, 26):
        clerk, district, secretary = Person("street"), Person("district"), Person("secretary")
        standard(district, "org.selection.in_service_delegates_min", "2")  # by document, before publication
        seats(clerk, "兼职副书记")
        seats(clerk, "委员")
        clerk.open("/organizations/")
        clerk.follow("幸福里社区党总支")
        appoint(clerk, "周总支", "书记", new=True)
        registered()
        secretary.open("/organizations/")
        secretary.follow(COMMITTEE)
        secretary.follow("大党委公开推选")
        secretary.follow("登记公开推选")
        secretary.fill("推选事项", "2026年公开推选")
        secretary.fill("推选种类", "增补")
        secretary.press("登记")
        case = secretary.address
        secretary.sees("下一步：公布职位", "空缺职数：兼职副书记1名、委员1名")
        step(secretary, case, "公布职位", 公告文号或编号="幸总〔2026〕1号", 公布的范围和方式="各小区公告栏")
        secretary.sees("兼职副书记1名、委员1名，2026-11-26公布，按公布当天的规定办，中途不变")
        secretary.follow("看人选、代表和投票")
        page = secretary.address
        secretary.follow("登记提名")
        secretary.fill("姓名", "路人甲")
        secretary.tick("登记为新人员")
        secretary.fill("提名方式", "个人自荐")
        secretary.press("登记", refused=True)
        secretary.sees("路人甲不是登记在册的党员，不能推荐")
        nominate(secretary, page, "褚三", "兼职副书记", "个人自荐")
        nominate(secretary, page, "卫四", "兼职副书记", "组织推荐", "测试税务所党支部")
        nominate(secretary, page, "蒋五", "委员", "个人自荐")
        secretary.open(case)
        secretary.follow("登记“推荐提名结束”")
        secretary.press("登记")
        review(secretary, page, "褚三", "合格", "符合条件")
        secretary.open(f"{case}step/review/")
        secretary.press("登记", refused=True)
        secretary.sees("还没有审查", "委员合格的推荐人选0人，职数1，至少要2人", "退回推荐提名，补充人选再审查")
        secretary.open(case)
        secretary.follow("退回")
        secretary.fill("退回原因", "人选不足")
        secretary.press("退回")
        secretary.open(page)
        secretary.follow("登记提名")
        secretary.fill("姓名", "沈六")
        secretary.fill("推荐职务", "委员")
        secretary.fill("提名方式", "党员联名举荐")
        secretary.fill("联名党员或推荐组织", "、".join(NAMES[:4]))
        secretary.press("登记", refused=True)
        secretary.sees("党员联名举荐不少于10人，现有4人")
        nominate(secretary, page, "沈六", "委员", "组织推荐", "测试税务所党支部")
        step(secretary, case, "推荐提名结束")
        for name in ("褚三", "卫四", "蒋五", "沈六"):
            review(secretary, page, name, "合格", "符合条件")
        step(secretary, case, "资格审查结束")
        secretary.sees("下一步：公示资格审查结果", "还没有期满办结的公示")
        entry = publish(secretary, "褚三、卫四、蒋五、沈六")
    with at(2026, 12, 4):
        secretary = Person("secretary")
        secretary.open(entry)
        secretary.follow("办结")
        secretary.fill("结果说明", "公示期内没有收到异议")
        secretary.press("保存")
        step(secretary, case, "公示资格审查结果")
        secretary.sees("还没有发出推选大会的预告，至少提前5天")
        secretary.follow("去发预告")
        secretary.fill("会议类型", "公开推选会议")
        secretary.press("更换")
        secretary.fill("主办组织", COMMITTEE)
        secretary.press("更换")
        secretary.fill("主题", "公开推选大会")
        secretary.fill("时间", "2026-12-10T09:00")
        choose(secretary, "invited", "赵书记")
        secretary.press("通知全体")
        meeting = secretary.address
        step(secretary, case, "推选大会预告")
        secretary.sees("社区党员代表应有2名，现有0名", "已确认双报到的在职党员代表应有2名，现有0名", "补代表")
        secretary.follow("补代表")
        for name in ("朱九", "秦十"):
            secretary.tick(name)
        registrations = [each.get("value") for each in secretary.page.xpath('//input[@name="in_service"]')]
        secretary.filled["in_service"] = registrations
        secretary.press("保存")
        secretary.sees("社区党员代表（2名）", "在职党员代表（2名）", "社区党组织班子成员（1名） 周总支")
        step(secretary, case, "确定参会代表")
        step(secretary, case, "抽签确定演讲顺序")
        secretary.open(page)
        secretary.sees("竞职演讲按抽签顺序，每人不超过 5 分钟", "应到5人，实到0人，不足80%，不能投票")
        secretary.follow("兼职副书记投票")
        secretary.sees("不具备", "登记到会")
    _vote(case, page, meeting)


def _vote(case: str, page: str, meeting: str) -> None:
    with at(2026, 12, 10):  # in the afternoon
        secretary, clerk, district = Person("secretary"), Person("street"), Person("district")
        secretary.open(f"{meeting}record/")
        secretary.fill("会议内容", "推荐人选竞职演讲，全体代表无记名投票。")
        secretary.press("保存，请他人确认")
        secretary.open(f"{meeting}attendance/")
        for name in ("冯一", "陈二", "朱九", "秦十", "周总支"):
            secretary.tick(name)
        secretary.fill("登记为", "到会")
        secretary.fill("依据", "纸质签到表")
        secretary.press("登记")
        vote(secretary, page, "兼职副书记投票", {"褚三": 4, "卫四": 3})
        secretary.press("登记票数", refused=True)
        secretary.sees("选多的票是废票")
        secretary.fill("卫四 赞成", 1)
        secretary.press("登记票数")
        signed(secretary)
        vote(secretary, page, "委员投票", {"蒋五": 2, "沈六": 1}, 收回票数=6)
        secretary.press("登记票数")
        secretary.sees("这次投票无效")
        secretary.follow("重新投票")
        secretary.fill("计票人", "冯一")
        secretary.fill("监票人", "陈二")
        secretary.press("重新投票")
        secretary.follow("登记票数")
        secretary.fill("收回票数", 5)
        secretary.fill("蒋五 赞成", 2)
        secretary.fill("沈六 赞成", 2)
        secretary.fill("另选他人1姓名", "韩七")
        secretary.fill("另选他人1得票", 1)
        secretary.press("登记票数")
        secretary.sees("另选他人 韩七 1 票")
        signed(secretary)
        secretary.open(page)
        secretary.sees("褚三 4 票", "还空 1 名")
        vote(secretary, page, "委员再次投票", {"蒋五": 1, "沈六": 4})
        secretary.press("登记票数")
        signed(secretary)
        step(secretary, case, "推选大会投票")
        step(secretary, case, "推选结果报街道（镇）", 报告文号="幸总〔2026〕5号")
        clerk.open("/?all=1")
        clerk.sees("2026年公开推选：街道（镇）审批")
        step(clerk, case, "街道（镇）审批", 批复文号="甲街工〔2026〕50号")
        step(district, case, "区委组织部备案", 备案文号="测组备〔2026〕8号")
        secretary.open("/meetings/enter/")
        secretary.fill("会议类型", "成立大会")
        secretary.press("更换")
        secretary.fill("主办组织", COMMITTEE)
        secretary.press("更换")
        secretary.fill("主题", "大党委成立大会")
        secretary.fill("召开时间", "2026-12-10T14:00")
        secretary.fill("地点", "社区礼堂")
        secretary.fill("会议内容", "公布推选结果，公开聘任。")
        choose(secretary, "invited", "冯一", "陈二")
        secretary.press("保存记录")
        secretary.follow("大党委成立大会")
        confirm(secretary, secretary.address)
        step(secretary, case, "成立大会，公开聘任")
        secretary.sees("已办结")
        clerk.open("/organizations/")
        clerk.follow(COMMITTEE)
        clerk.sees("褚三 兼职副书记 公开推选 2026-12-10", "沈六 委员 公开推选 2026-12-10", "甲街工〔2026〕50号 任职")


def signed(secretary: Person) -> None:
    secretary.follow("登记签字")
    secretary.fill("已签字的计票单", SIGNED)
    secretary.press("登记签字")
