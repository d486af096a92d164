"""A community's brand from the first words to its public page, and what the media said of it, through pages alone."""

import pytest
from django.test import Client

from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_schemes import at


def register(secretary: Person, name: str) -> None:
    secretary.open("/organizations/registers/")
    secretary.follow(name)


@pytest.mark.walk("ASM-17")
def test_a_brand_and_a_case_are_publicised_published_reported_and_counted(community: Community) -> None:
    anybody = Client()
    with at(2026, 11, 2):
        secretary, clerk = Person("secretary"), Person("street")
        register(secretary, "品牌和典型")
        secretary.follow("登记品牌或典型")
        secretary.fill("类型", "社区品牌")
        secretary.fill("名称", "老邻居议事厅")
        secretary.fill("品牌理念或一句话介绍", "有事好商量")
        secretary.fill("做法和成效", "每月在楼院议事，办成四十件小事。")
        secretary.fill("开始日期", "2026-03-01")
        secretary.press("登记")
        secretary.sees("已登记老邻居议事厅", "未公示")
        entry = secretary.address
        number = entry.rstrip("/").rsplit("/", 1)[-1]
        public = f"/assessments/showcases/public/{number}/"
        assert anybody.get(public).status_code == 404
        secretary.follow("开始公示")
        secretary.press("保存")
        secretary.sees("公示中", "公示期 2026-11-02至2026-11-09，甲街道党工委受理异议")
        secretary.follow("公布")
        secretary.press("保存", refused=True)
        secretary.sees("公示期到2026-11-09，期满后才能公布")
        secretary.open(entry)
        secretary.misses("更正")
        clerk.open("/organizations/registers/publications/")
        clerk.follow("拟公布的社区品牌：老邻居议事厅")
        clerk.follow("登记异议")
        clerk.fill("提出方式", "电话")
        clerk.fill("提出日期", "2026-11-02")
        clerk.fill("异议内容", "没有四十件。")
        clerk.press("登记")
    with at(2026, 11, 10):
        secretary, clerk = Person("secretary"), Person("street")
        secretary.open(entry)
        secretary.sees("1 条异议待答复")
        secretary.follow("公布")
        secretary.press("保存", refused=True)
        secretary.sees("答复")
        clerk.open("/organizations/registers/publications/")
        clerk.follow("拟公布的社区品牌：老邻居议事厅")
        clerk.follow("答复")
        clerk.fill("答复", "台账核对，四十一件。")
        clerk.press("保存")
        secretary.open(entry)
        secretary.follow("公布")
        secretary.press("保存")
        secretary.sees("已公布", "2026-11-10")
        page = anybody.get(public)
        assert page.status_code == 200 and "每月在楼院议事" in page.content.decode()
        assert "没有四十件" not in page.content.decode()
        register(secretary, "宣传报道")
        secretary.follow("登记报道")
        secretary.fill("标题", "楼院里的议事厅")
        secretary.fill("媒体", "报刊")
        secretary.fill("媒体名称或地点", "晚报")
        secretary.fill("刊播日期", "2026-11-10")
        secretary.fill("宣传的品牌或典型", "老邻居议事厅")
        secretary.press("登记")
        secretary.sees("楼院里的议事厅", "报刊")
        assert "晚报：楼院里的议事厅" in anybody.get(public).content.decode()
        officer = Person("district")
        register(officer, "品牌和典型")
        officer.follow("品牌和宣传统计")
        officer.sees("2026 年品牌和宣传统计", "社区品牌", "典型案例", "报刊", "黑板报、宣传栏", "幸福里社区")
        figures = [each.text_content().strip() for each in officer.page.xpath("//tfoot//td/a")]
        assert figures == ["1", "0", "1", "0", "0", "0", "0", "0"]
        officer.open(officer.page.xpath("//tfoot//td/a")[0].get("href"))
        officer.sees("全部社区 2026 年社区品牌", "老邻居议事厅")
        officer.follow("查看", within="老邻居议事厅")
        officer.sees("有事好商量", "晚报：楼院里的议事厅")
        # taken down with a reason, it is not public and not counted any more, and may be mended
        secretary.open(entry)
        secretary.follow("撤下")
        secretary.fill("撤下原因", "补充数据")
        secretary.press("保存")
        secretary.sees("已撤下", "补充数据")
        assert anybody.get(public).status_code == 404
        secretary.follow("更正")
        secretary.fill("做法和成效", "每月在楼院议事，办成四十一件小事。")
        secretary.press("保存")
        officer.open("/assessments/showcases/counts/")
        assert officer.page.xpath("//tfoot//td/a")[0].text_content().strip() == "0"
