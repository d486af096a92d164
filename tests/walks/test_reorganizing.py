"""Organisations change: renamed, upgraded, divided, merged, moved, dissolved, from an empty street by pages alone."""

import pytest

from tests.members.rosters import number, roster, row
from tests.walks.conftest import Community, Street
from tests.walks.person import Person
from tests.walks.test_members import bring_in
from tests.walks.test_tree import appoint, found


def at(person: Person, *names: str) -> None:
    """Down the tree to the page of the last of these."""
    person.open("/organizations/")
    for name in names:
        person.follow(name)


def confirmed(person: Person, button: str) -> None:
    person.press("查看影响")
    person.press(button)


HERE = ("甲街道党工委", "幸福里社区")


@pytest.mark.walk("ORG-21")
def test_a_street_renames_upgrades_divides_merges_moves_and_dissolves(community: Community) -> None:
    clerk = Person("street")
    at(clerk, "甲街道党工委")
    found(clerk, "社区", "文庙社区")
    found(clerk, "党支部", "文庙社区党支部")

    clerk.follow("更名")
    clerk.fill("新名称", "文庙社区联合党支部")
    clerk.fill("依据文件", "甲街委〔2026〕1号")
    clerk.press("保存新名称")
    clerk.sees("文庙社区联合党支部")

    clerk.follow("升格")
    clerk.fill("党总支名称", "文庙社区党总支")
    clerk.fill("原支部改称", "文庙第一党支部")
    clerk.fill("批准文件", "甲街委〔2026〕2号")
    confirmed(clerk, "确认升格")
    clerk.sees("文庙社区党总支", "党总支", "甲街委〔2026〕2号", "已生效")
    clerk.follow("升格")
    clerk.fill("党委名称", "文庙社区党委")
    clerk.fill("批准文件", "甲委〔2026〕3号")
    confirmed(clerk, "确认升格")
    clerk.sees("文庙社区党委", "社区党委")

    at(clerk, *HERE, "幸福里社区党总支", "幸福里第一党支部")
    clerk.follow("拆分")
    clerk.fill("新组织名称", "幸福里第二党支部")
    clerk.fill("批准文件", "甲街委〔2026〕4号")
    clerk.press("查看影响", refused=True)
    clerk.sees("请选择划到新组织的下级组织或党员")
    clerk.tick("冯一（正式党员）")
    clerk.tick("陈二（正式党员）")
    clerk.press("查看影响")
    clerk.sees("随同划出的党员", "当日起在幸福里第二党支部")
    clerk.press("确认拆分")
    clerk.sees("幸福里第二党支部", "幸福里第一党支部分出幸福里第二党支部")
    clerk.open("/members/?q=冯一")
    clerk.sees("幸福里第二党支部")

    at(clerk, *HERE, "幸福里社区党总支", "幸福里第一党支部")
    clerk.follow("合并")
    clerk.fill("并入", "幸福里第二党支部")
    clerk.fill("生效日期", "2027-01-01")
    clerk.fill("批准文件", "甲街委〔2026〕5号")
    clerk.press("查看影响")
    clerk.sees("党员的组织关系", "当日起在并入的组织")
    clerk.press("确认合并")
    at(clerk, *HERE, "幸福里社区党总支", "幸福里第一党支部")
    clerk.sees("待生效", "2027年1月1日")
    clerk.press("撤回")
    clerk.sees("已撤回")
    clerk.follow("合并")
    clerk.fill("并入", "幸福里第二党支部")
    clerk.fill("批准文件", "甲街委〔2026〕6号")
    confirmed(clerk, "确认合并")
    clerk.sees("幸福里第一党支部并入幸福里第二党支部", "已生效")
    for name in ("冯一", "褚三", "秦十"):
        clerk.open(f"/members/?q={name}")
        clerk.sees("幸福里第二党支部")

    at(clerk, "甲街道党工委", "文庙社区", "文庙社区党委", "文庙第一党支部")
    clerk.follow("改变隶属")
    clerk.fill("新的上级组织", "幸福里社区党总支")
    confirmed(clerk, "确认改变")
    clerk.sees("幸福里社区党总支")
    clerk.follow("撤销")
    clerk.press("确认撤销")
    clerk.sees("撤销")
    at(clerk, *HERE, "幸福里社区党总支")
    clerk.sees("幸福里第二党支部")


SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈蒋", "一二三四五六七八九十"


def members(first: int, beyond: int, branch: str) -> tuple[str, bytes]:
    """A roster of invented full members of one branch."""
    names = [f"{surname}建{given}" for surname in SURNAMES for given in GIVEN]
    rows = [
        row(姓名=names[each], 公民身份号码=number("19650305", 2 * each + 1), 所在党支部=branch)
        for each in range(first, beyond)
    ]
    return "花名册.xlsx", roster(*rows)


FOUNDED = "2026-11-02"


def founded(person: Person, kind: str, name: str) -> None:
    """``found``, some weeks ago: its members have been there since."""
    person.follow("新建下级组织")
    person.fill("组织类型", kind)
    person.fill("组织名称", name)
    person.fill("成立日期", FOUNDED)
    person.press("新建")


LISTED = "/organizations/establishment/?due=on"


@pytest.mark.walk("ORG-05")
def test_a_street_sees_which_community_is_due_and_sets_it_up(empty_street: Street) -> None:
    clerk = Person("street")
    at(clerk, "甲街道党工委")
    founded(clerk, "社区", "文庙社区")
    clerk.follow("组织与任职")
    clerk.follow("组织设置")
    clerk.sees("文庙社区", "还没有党支部")
    clerk.follow("设立党支部")
    clerk.fill("组织类型", "楼宇党支部")
    clerk.fill("组织名称", "文庙商厦党支部")
    clerk.fill("成立日期", FOUNDED)
    clerk.press("新建")
    at(clerk, "甲街道党工委", "文庙社区")
    founded(clerk, "党支部", "文庙社区党支部")
    founded(clerk, "党小组", "菜市场党小组")
    clerk.open(LISTED)
    clerk.misses("文庙社区")

    bring_in(clerk, "党员花名册", members(0, 60, "文庙社区党支部"), 名册日期="2026-11-10")
    clerk.press("确认导入 60 行")
    clerk.open(LISTED)
    clerk.sees(
        "党员60名，应设党总支", "文庙社区党支部有党员60名，超过50名", "文庙社区党支部有正式党员60名，支委会应有3至5人"
    )
    at(clerk, "甲街道党工委", "文庙社区", "文庙社区党支部")
    clerk.follow("升格")
    clerk.fill("党总支名称", "文庙社区党总支")
    clerk.fill("原支部改称", "文庙第一党支部")
    clerk.fill("批准文件", "甲街委〔2026〕2号")
    confirmed(clerk, "确认升格")
    clerk.open(LISTED)
    clerk.sees("党总支没有专职副书记或专职党务干事")
    at(clerk, "甲街道党工委", "文庙社区", "文庙社区党总支")
    appoint(clerk, "许干事", "党务干事", new=True)
    at(clerk, "甲街道党工委", "文庙社区", "文庙社区党总支", "文庙第一党支部")
    clerk.follow("拆分")
    clerk.fill("新组织名称", "文庙第二党支部")
    clerk.fill("批准文件", "甲街委〔2026〕3号")
    for surname in SURNAMES[:3]:
        for given in GIVEN:
            clerk.tick(f"{surname}建{given}（正式党员）")
    confirmed(clerk, "确认拆分")
    for branch in ("文庙第一党支部", "文庙第二党支部"):
        at(clerk, "甲街道党工委", "文庙社区", "文庙社区党总支", branch)
        for name, position in (("书记", "书记"), ("甲委", "委员"), ("乙委", "组织委员")):
            appoint(clerk, f"{branch[2:4]}{name}", position, new=True)
    clerk.open(LISTED)
    clerk.misses("文庙社区")

    bring_in(clerk, "党员花名册", members(60, 100, "文庙商厦党支部"), 名册日期="2026-11-10")
    clerk.press("确认导入 40 行")
    clerk.open(LISTED)
    clerk.sees("党员100名，应设党委")
    clerk.follow("升格为党委")
    clerk.fill("党委名称", "文庙社区党委")
    clerk.fill("批准文件", "甲委〔2026〕4号")
    confirmed(clerk, "确认升格")
    clerk.open(LISTED)
    clerk.sees("党委没有专职副书记")
    at(clerk, "甲街道党工委", "文庙社区", "文庙社区党委")
    appoint(clerk, "何副书记", "专职副书记", new=True)
    officer = Person("district")
    officer.open(LISTED)
    officer.sees("文庙商厦党支部有正式党员40名，支委会应有3至5人，现有0人")
    officer.misses("应设", "没有专职副书记")


@pytest.mark.walk("ORG-22")
def test_a_district_guides_its_communities_by_their_type(empty_street: Street) -> None:
    officer = Person("district")
    at(officer, "测试区委组织部")
    found(officer, "镇党委", "柳河镇党委")
    at(officer, "测试区委组织部")
    found(officer, "开发区党工委", "东城开发区党工委")
    for name in ("城镇社区", "村级社区", "过渡型社区"):
        officer.open("/organizations/registers/guidance/")
        officer.follow("登记分类指导意见")
        officer.fill("登记组织", "测试区委组织部")
        officer.fill("社区类型", name)
        officer.fill("名称", f"{name}工作指导意见")
        officer.fill("指导意见", f"{name}先做好这些事")
        officer.press("登记")
    at(officer, "测试区委组织部", "柳河镇党委")
    officer.follow("新建下级组织")
    officer.fill("组织类型", "社区")
    officer.fill("组织名称", "柳河社区")
    officer.fill("社区类型", "村级社区")
    officer.press("新建")
    officer.sees("村级社区先做好这些事")
    officer.misses("城镇社区先做好这些事")
    officer.follow("改类")
    officer.fill("社区类型", "过渡型社区")
    officer.fill("批准文件", "区委〔2026〕7号")
    officer.press("查看影响")
    officer.sees("分类指导意见", "当日起按过渡型社区的要求")
    officer.press("确认改类")
    officer.sees("过渡型社区先做好这些事", "改为过渡型社区", "区委〔2026〕7号")
    officer.open("/organizations/establishment/?community_type=transitional")
    officer.sees("柳河社区", "过渡型社区")
    officer.open("/organizations/establishment/?community_type=village")
    officer.misses("柳河社区")
