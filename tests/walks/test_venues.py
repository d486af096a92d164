"""The venues of a street and of a community that had none, through pages alone."""

import pytest

from tests.walks.conftest import Community
from tests.walks.person import Person


def enter(person: Person, title: str, kind: str, acquisition: str, *sources: str) -> None:
    person.fill("名称", title)
    person.fill("类型", kind)
    person.fill("取得方式", acquisition)
    for source in sources:
        person.tick(source)
    person.fill("地址", "幸福路1号")
    person.fill("面积", "120")
    person.fill("服务项目", "咨询、代办、活动室")
    person.fill("开放时间", "每天8:30—17:30")
    person.fill("启用日期", "2026-11-01")


@pytest.mark.walk("ORG-15")
def test_venues_are_entered_and_every_community_has_its_station(community: Community) -> None:
    clerk = Person("street")
    clerk.open("/?all=1")
    clerk.follow("去看：1 个社区还没有党员服务站")
    clerk.sees("幸福里社区 还没有", "覆盖率 0.0%", "没有达到")
    clerk.follow("登记阵地")
    enter(clerk, "甲街道党员服务中心", "街道党员服务中心", "自购", "财政支持")
    clerk.fill("登记组织", "甲街道党工委")
    clerk.press("登记")
    clerk.sees("甲街道党员服务中心", "自购", "财政支持", "每天8:30—17:30")

    secretary = Person("secretary")
    secretary.open("/?all=1")
    secretary.follow("去登记", within="登记社区党员服务站")
    for title, kind, way, sources in (
        ("幸福里党员服务站", "社区党员服务站", "联建", ("部门帮扶", "街道社区自筹")),
        ("2号院冠名服务点", "楼院党员冠名服务站(点)", "租赁", ("街道社区自筹",)),
        ("冯一家活动室", "党员中心户家庭式党员活动室", "置换", ("街道社区自筹",)),
    ):
        enter(secretary, title, kind, way, *sources)
        secretary.press("登记")
        secretary.sees(title, kind, way, *sources, "咨询、代办、活动室")
        secretary.follow("阵地")
        secretary.follow("登记阵地")
    secretary.open("/?all=1")
    secretary.misses("登记社区党员服务站")
    clerk.open("/organizations/registers/venues/coverage/")
    clerk.sees("覆盖率 100.0%", "达到")
    clerk.misses("没有达到")
    secretary.open("/organizations/registers/venues/")
    secretary.sees("幸福里党员服务站", "2号院冠名服务点", "冯一家活动室")
    secretary.follow("幸福里党员服务站")
    secretary.follow("停用")
    secretary.fill("停用日期", "2026-11-24")
    secretary.fill("停用原因", "拆迁")
    secretary.press("保存")
    secretary.sees("停用日期 2026-11-24")
    clerk.reload()
    clerk.sees("没有达到")
    secretary.follow("恢复使用")
    secretary.fill("恢复原因", "登记错了")
    secretary.press("保存")
    clerk.reload()
    clerk.misses("没有达到")
