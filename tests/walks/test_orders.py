"""Documents and the change of term of a whole body, from an empty community through pages alone (ORG-32)."""

import pytest

from tests.walks.conftest import Community, Street
from tests.walks.person import Person
from tests.walks.test_meetings import at as on_the_day

PAPER = ("任职通知.pdf", b"%PDF-1.4 %%EOF")
TREE = ("甲街道党工委", "幸福里社区")


def at(person: Person, *names: str) -> None:
    """Down the tree to the page of the last of these."""
    person.open("/organizations/")
    for name in names:
        person.follow(name)


def papered(person: Person, number: str, day: str) -> None:
    person.fill("文号", number)
    person.fill("发文日期", day)
    person.fill("文件扫描件", PAPER)


@pytest.mark.walk("ORG-32")
def test_a_clerk_changes_a_whole_body_of_seven_with_twelve_inputs(community: Community) -> None:
    officers = ["冯一", "陈二", "褚三", "卫四", "蒋五", "沈六", "韩七"]
    with on_the_day(11, day=26):
        clerk = Person("street")
        at(clerk, *TREE, "幸福里社区党总支")
        clerk.follow("换届")
        seats = ["书记", "专职副书记", "副书记", "委员", "委员", "组织委员"]
        inputs = 0
        for n, name in enumerate(officers):
            clerk.fill(f"第{n + 1}名的姓名", name)
            inputs += 1
        clerk.fill("届次", 3)
        clerk.fill("应到会", 30)
        clerk.fill("实到会", 27)
        inputs += 3
        assert inputs <= 12 and seats
        clerk.press("确认换届")
        clerk.sees("已办理第3届换届，7人任职，任期至2031年11月26日", *officers, "待批复")
        clerk.follow("文号待补 第3届换届")
        clerk.sees("冯一 书记", "应到30人，实到27人", "文种 批复", "发文单位 甲街道党工委")
        assert clerk.download("打印结果报告")[:4] == b"%PDF"
        clerk.follow("更正")
        papered(clerk, "甲街委〔2026〕30号", "2026-11-26")
        clerk.press("保存")
        clerk.sees("甲街委〔2026〕30号 第3届换届", "看扫描件")
        assert clerk.download("打印通知或批复")[:4] == b"%PDF"
        assert clerk.download("看扫描件") == PAPER[1]
        at(clerk, *TREE, "幸福里社区党总支")
        clerk.sees("甲街委〔2026〕30号")
        clerk.misses("待批复")


@pytest.mark.walk("ORG-32")
def test_a_second_change_keeps_who_stays_and_is_revoked_when_it_was_wrong(community: Community) -> None:
    with on_the_day(11, day=25):
        clerk = Person("street")
        at(clerk, *TREE, "幸福里社区党总支", "幸福里第一党支部")
        clerk.follow("换届")
        clerk.fill("第1名的姓名", "冯一")
        clerk.fill("第2名的职务", "委员")
        clerk.fill("第2名的姓名", "陈二")
        clerk.fill("届次", 4)
        clerk.press("确认换届")
        clerk.sees("已办理第4届换届，2人任职，任期至2031年11月25日")
    with on_the_day(11, day=27):
        clerk = Person("street")
        at(clerk, *TREE, "幸福里社区党总支", "幸福里第一党支部")
        clerk.follow("换届")
        clerk.fill("第2名的姓名", "查无此人")
        clerk.press("确认换届", refused=True)
        clerk.sees("您管理的范围内没有这位人员")
        clerk.fill("第2名的姓名", "褚三")
        clerk.press("确认换届")  # the first line was left as it stood, the session was proposed
        clerk.sees("已办理第5届换届，2人任职", "冯一", "褚三")
        clerk.follow("文号待补 第5届换届")
        clerk.sees("原任人员 冯一 书记", "陈二 委员")
        clerk.follow("撤回")
        clerk.fill("原因", "填错")
        clerk.press("撤回", refused=True)
        clerk.sees("请用“撤销换届”")
        clerk.open(clerk.address.replace("withdraw/", ""))
        clerk.follow("撤销换届")
        clerk.fill("撤销原因", "会议改期")
        clerk.press("保存")
        clerk.sees("已撤回，不再计入", "会议改期")
        at(clerk, *TREE, "幸福里社区党总支", "幸福里第一党支部")
        clerk.sees("第4届换届", "陈二")
        clerk.misses("褚三 委员", "第5届换届")


@pytest.mark.walk("ORG-32")
def test_founding_appointing_removing_and_dissolving_carry_their_document(empty_street: Street) -> None:
    with on_the_day(11, day=25):
        clerk = Person("street")
        at(clerk, "甲街道党工委")
        clerk.follow("新建下级组织")
        clerk.fill("组织类型", "社区党总支")
        clerk.fill("组织名称", "文庙社区党总支")
        papered(clerk, "甲街委〔2026〕21号", "2026-11-24")
        clerk.press("新建")
        clerk.sees("甲街委〔2026〕21号 设立")
        for name, position in (("许干事", "党务干事"), ("何副书记", "专职副书记")):
            clerk.follow("任职")
            clerk.fill("姓名", name)
            clerk.fill("职务", position)
            clerk.tick("登记为新人员")
            papered(clerk, "甲街委〔2026〕22号", "2026-11-24")
            clerk.press("确认任职")
        clerk.follow("任职")
        clerk.fill("姓名", "施委员")
        clerk.fill("职务", "委员")
        clerk.tick("登记为新人员")
        clerk.press("确认任职")
        clerk.sees("施委员")
        clerk.follow("甲街委〔2026〕22号")
        clerk.sees("许干事 党务干事", "何副书记 专职副书记", "文种 通知")
        assert clerk.download("打印通知或批复")[:4] == b"%PDF"
        clerk.open("/organizations/registers/orders/")
        clerk.follow("没有文件的任职")
        clerk.sees("施委员")
        clerk.misses("许干事")
        clerk.follow("文庙社区党总支")
        clerk.follow("登记文件")
        clerk.fill("事项", "任职")
        clerk.fill("文号", "甲街委〔2026〕23号")
        clerk.fill("发文日期", "2026-11-25")
        clerk.press("登记", refused=True)
        clerk.sees("请选择文件涉及的人员")
        clerk.tick("施委员 委员（2026-11-25任职）")
        clerk.press("登记")
        clerk.sees("甲街委〔2026〕23号 任职", "施委员 委员")
        clerk.open("/organizations/registers/orders/undocumented/")
        clerk.misses("施委员")
    with on_the_day(11, day=27):
        clerk = Person("street")
        at(clerk, "甲街道党工委", "文庙社区党总支")
        clerk.follow("离任：施委员")
        papered(clerk, "甲街委〔2026〕24号", "2026-11-27")
        clerk.press("确认离任")
        clerk.follow("甲街委〔2026〕24号 免职")
        clerk.sees("免职人员 施委员")
        at(clerk, "甲街道党工委", "文庙社区党总支")
        clerk.follow("撤销")
        papered(clerk, "甲街委〔2026〕25号", "2026-11-27")
        clerk.press("确认撤销")
        clerk.sees("甲街委〔2026〕25号 撤销")
        clerk.follow("甲街委〔2026〕25号 撤销")
        assert clerk.download("打印通知或批复")[:4] == b"%PDF"
    officer = Person("district")
    officer.open("/organizations/registers/orders/?q=22号")
    officer.sees("甲街委〔2026〕22号 任职", "文庙社区党总支")
