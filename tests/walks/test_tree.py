"""The tree from an empty street, through pages alone."""

import pytest

from tests.walks.conftest import Community, Street
from tests.walks.person import Person


def found(person: Person, kind: str, name: str) -> None:
    """Below the organisation whose page is open; the page of the new one is open then."""
    person.follow("新建下级组织")
    person.fill("组织类型", kind)
    person.fill("组织名称", name)
    person.press("新建")


@pytest.mark.walk("ORG-01", "ORG-03")
def test_a_street_founds_the_four_tiers_of_a_community(empty_street: Street) -> None:
    clerk = Person("street")
    clerk.open("/organizations/")
    clerk.follow("甲街道党工委")
    clerk.follow("新建下级组织")
    assert not {"网格大党支部", "楼栋党小组", "党员中心户"} & {*clerk.options("组织类型")}
    clerk.fill("组织类型", "社区")
    clerk.fill("组织名称", "幸福里社区")
    clerk.press("新建")
    found(clerk, "社区党总支", "幸福里社区党总支")
    clerk.follow("幸福里社区")
    clerk.follow("成立大党委")
    clerk.press("成立")
    clerk.sees("幸福里社区大党委")
    found(clerk, "网格大党支部", "第一网格大党支部")
    found(clerk, "楼栋党小组", "1号楼党小组")
    found(clerk, "党员中心户", "1号楼党员中心户")
    clerk.sees("测试区委组织部", "甲街道党工委", "幸福里社区", "幸福里社区大党委", "第一网格大党支部", "1号楼党小组")

    officer = Person("district")
    officer.open("/organizations/")
    for name in ("测试区委组织部", "甲街道党工委", "幸福里社区", "幸福里社区大党委", "第一网格大党支部", "1号楼党小组"):
        officer.follow(name)
    officer.follow("1号楼党员中心户")
    officer.sees("党员中心户")


def appoint(clerk: Person, name: str, position: str, *, new: bool = False, on: str = "2026-11-25") -> None:
    """In the organisation whose page is open."""
    clerk.follow("任职")
    clerk.fill("姓名", name)
    clerk.fill("职务", position)
    clerk.fill("任职日期", on)
    if new:
        clerk.tick("登记为新人员")
    clerk.press("确认任职")
    clerk.sees(f"已任命{name}")


@pytest.mark.walk("ORG-07")
def test_who_leads_a_grid_and_a_building_is_as_usual_or_warned_of(community: Community) -> None:
    secretary = Person("secretary")
    secretary.follow("网格与民情")
    secretary.follow("新建网格")
    secretary.press("保存")
    secretary.fill("楼栋", "1号楼")
    secretary.press("保存")
    grid = secretary.address
    secretary.follow("登记责任人")
    secretary.fill("姓名", "冯一")
    secretary.fill("职务", "网格长")
    secretary.press("保存")
    secretary.follow("101")
    secretary.fill("户长姓名", "陈二")
    secretary.press("设为党员中心户")
    secretary.open(grid)
    secretary.follow("102")
    secretary.fill("党员姓名", "褚三")
    secretary.press("登记居住")

    def at(name: str) -> None:
        secretary.open("/organizations/")
        secretary.follow("幸福里社区大党委")
        secretary.follow(name)

    at("第1网格大党支部")
    appoint(secretary, "卫四", "委员")
    secretary.sees("应在本网格居住或工作")
    appoint(secretary, "褚三", "委员")
    secretary.misses("应在本网格居住或工作")
    appoint(secretary, "冯一", "书记")  # the grid's head, and a member
    secretary.misses("一般由大党委委员或担任网格长的党员担任")
    secretary.follow("任职")
    secretary.fill("姓名", "赵书记")
    secretary.fill("职务", "书记")
    secretary.press("确认任职", refused=True)  # one secretary
    secretary.sees("书记")
    at("1号楼党小组")
    appoint(secretary, "陈二", "组长")  # the head of the member household
    secretary.misses("一般由党员中心户户长担任")
    secretary.follow("离任")
    secretary.fill("离任日期", "2026-11-26")
    secretary.press("确认离任")
    secretary.sees("陈二（组长）")


@pytest.mark.walk("ORG-06")
def test_a_big_committee_is_filled_and_its_panel_says_what_is_missing(empty_street: Street) -> None:
    clerk = Person("street")
    clerk.open("/organizations/")
    clerk.follow("甲街道党工委")
    found(clerk, "社区", "幸福里社区")
    found(clerk, "社区党总支", "幸福里社区党总支")
    appoint(clerk, "赵书记", "书记", new=True)
    appoint(clerk, "钱副书记", "专职副书记", new=True)
    clerk.follow("幸福里社区")
    clerk.sees("社区班子现有职务 2 个")
    clerk.follow("成立大党委")
    clerk.fill("成立日期", "2026-11-25")
    clerk.press("成立")
    committee = clerk.address
    clerk.sees("缺委员（含书记、副书记）", "缺兼职副书记2名", "缺副书记")
    clerk.misses("缺书记1名")
    for number in range(2):
        appoint(clerk, f"兼职{'甲乙'[number]}", "兼职副书记", new=True)
    clerk.misses("缺兼职副书记", "缺副书记")
    clerk.sees("缺委员（含书记、副书记）")
    for name in "孙李周吴郑":
        appoint(clerk, f"{name}委员", "委员", new=True)
    panel = clerk.text.partition("班子组成")[2].partition("参加的单位")[0]
    assert "缺" not in panel and "超出" not in panel, panel
    clerk.sees("钱副书记 专职副书记 兼办公室主任", "大党委的 9 个职务不占社区班子职数", "社区班子现有职务 2 个")
    for name in "王冯陈":
        appoint(clerk, f"{name}委员", "委员", new=True)
    clerk.sees("委员（含书记、副书记）超出1名")
    clerk.open(committee)
    clerk.follow("幸福里社区")
    clerk.sees("社区班子现有职务 2 个，大党委的 12 个职务不占社区班子职数")
