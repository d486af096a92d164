"""Party groups, the roster on paper, Party age and its interruptions, awards to senior members: pages alone."""

import io

import pytest
from pypdf import PdfReader

from tests.members.rosters import number
from tests.walks.conftest import Community
from tests.walks.person import Person
from tests.walks.test_members import enter


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.walk("MEM-21")
def test_members_are_put_into_party_groups_in_bulk_and_the_roster_is_printed(community: Community) -> None:
    clerk = Person("street")
    for name in ("第一党小组", "第二党小组"):
        clerk.open("/organizations/")
        clerk.follow("甲街道党工委")
        clerk.follow("幸福里社区")
        clerk.follow("幸福里社区党总支")
        clerk.follow("幸福里第一党支部")
        clerk.follow("新建下级组织")
        clerk.fill("组织类型", "党小组")
        clerk.fill("组织名称", name)
        clerk.fill("成立日期", "2026-10-01")
        clerk.press("新建")
        clerk.sees(name)
    secretary = Person("secretary")
    enter(secretary, "孙学敏", 2, "离退休")
    secretary.open("/members/")
    secretary.follow("党小组")
    secretary.sees("11 人，11 人没有编组")
    for name in ("冯一", "陈二", "褚三"):
        secretary.tick(f"选 {name}")
    secretary.fill("编入", "第一党小组")
    secretary.fill("编组日期", "2026-11-20")
    secretary.press("编组勾选的党员")
    secretary.sees("已编组 3 人", "8 人没有编组")
    for name in ("褚三", "孙学敏"):
        secretary.tick(f"选 {name}")
    secretary.fill("编入", "第二党小组")
    secretary.press("编组勾选的党员")
    secretary.sees("已编组 2 人", "褚三 第二党小组", "冯一 第一党小组")
    roster = text_of(secretary.download("打印名册"))
    assert "孙学敏" in roster and "共11名" in roster and "第二党小组" in roster
    assert "56" in roster and "30年" in roster, "age, and Party age since full membership in 1996"
    secretary.open("/members/")
    secretary.follow("孙学敏")
    secretary.sees("党小组 第二党小组", "党龄 30年")


@pytest.mark.walk("MEM-22")
def test_party_age_stands_still_while_suspended_and_goes_on_afterwards(community: Community) -> None:
    secretary = Person("secretary")
    enter(secretary, "孙学敏", 2, "在职")
    secretary.sees("党龄 30年")

    def record(kind: str, since: str, **more: str) -> None:
        secretary.follow("登记党籍变动")
        secretary.fill("事项", kind)
        secretary.fill("起始日期", since)
        for label, value in more.items():
            secretary.fill(label, value)
        secretary.press("保存")

    record("处分文件", "2015-03-01", 文件字号="测纪〔2015〕1号")
    secretary.sees("测纪〔2015〕1号", "党龄 30年")
    record("失去联系", "2024-01-10")
    secretary.open("/")
    secretary.sees("孙学敏失去联系期满，作出处理")
    secretary.follow("去处理")
    secretary.sees("孙学敏", "失去联系", "2024-01-10")
    secretary.open("/members/")
    secretary.follow("孙学敏")
    record("停止党籍", "2024-07-10", 文件字号="测委〔2024〕3号")
    secretary.sees("党龄 28年（停止党籍）")
    secretary.follow("结束", within="测委〔2024〕3号")
    secretary.fill("结束方式", "恢复党籍")
    secretary.fill("日期", "2026-07-10")
    secretary.fill("文件字号", "测委〔2026〕9号")
    secretary.press("保存")
    secretary.sees("恢复党籍", "测委〔2026〕9号", "党龄 28年")
    secretary.misses("（停止党籍）")
    record("出国（境）保留党籍", "2026-08-01")
    secretary.sees("党龄 28年")
    secretary.follow("登记联系")
    secretary.press("保存")
    secretary.sees("已登记与孙学敏的联系")
    secretary.follow("结束", within="出国（境）")
    secretary.fill("结束方式", "回国")
    secretary.press("保存")
    secretary.sees("回国")
    secretary.fill("日期", "2026-11-24")
    secretary.fill("原因", "去世")
    secretary.tick("确认：从这一天起不再是这里的党员")
    secretary.press("结束组织关系")
    secretary.sees("去世", "党龄 28年")


@pytest.mark.walk("MEM-18")
def test_senior_members_are_found_on_the_first_of_july_and_awarded(community: Community) -> None:
    secretary = Person("secretary")
    for name, order, joined in (("孙学敏", 2, "1971-07-01"), ("周长顺", 4, "1995-07-01")):
        other = {"公民身份号码": number("19500304", order), "入党时间": joined, "转正时间": joined}
        enter(secretary, name, order, "离退休", **other)
    secretary.open("/members/")
    secretary.follow("老党员")
    secretary.sees("党龄满 50 年，1 人", "孙学敏", "55年")
    secretary.misses("周长顺")
    secretary.tick("选 孙学敏")
    secretary.press("登记勾选的党员", refused=True)
    secretary.sees("请填写批准颁发的文件字号")
    secretary.fill("文件字号", "测组〔2026〕6号")
    secretary.fill("颁发日期", "2026-06-29")
    secretary.press("登记勾选的党员")
    secretary.sees("已登记 1 名", "2026年颁发")
    assert "孙学敏" in text_of(secretary.download("打印名单"))
    secretary.follow("孙学敏")
    secretary.sees("光荣在党50年 2026年颁发")
