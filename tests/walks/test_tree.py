"""The tree from an empty street, through pages alone."""

import pytest

from tests.walks.conftest import Street
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
