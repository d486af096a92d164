"""Grids from an empty community: plan, buildings, responsible persons, posters and cards, through pages alone."""

import io
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from tests.browser.walking import PHONE, Hand
from tests.walks.conftest import Community, Window, sign_in
from tests.walks.person import Person


def picture(width: int = 800, height: int = 500) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "beige").save(out, "PNG")
    return out.getvalue()


def found(secretary: Person, **building: str) -> None:
    """The first grid with its branch and one building; its page is open then."""
    secretary.open("/")
    secretary.follow("网格与民情")
    secretary.follow("新建网格")
    secretary.fill("设立日期", "2026-11-01")
    secretary.press("保存")
    secretary.fill("楼栋", "1号楼")
    for label, value in building.items():
        secretary.fill(label, value)
    secretary.fill("登记日期", "2026-11-02")
    secretary.press("保存")
    secretary.sees("1号楼")


@pytest.mark.django_db
@pytest.mark.walk("GRD-01")
def test_a_grid_has_its_boundary_on_the_plan_its_buildings_and_its_own_branch(community: Community) -> None:
    secretary = Person("secretary")
    found(secretary, 单元数="2", 层数="3", **{"每层户数（每单元）": "2"})
    secretary.sees("第1网格", "第1网格大党支部", "住户 12 户", "1栋楼", "3层", "1单元1户", "2单元2户")
    grid = secretary.address.partition("?")[0]
    secretary.follow("网格与民情")
    secretary.follow("社区平面图")
    secretary.sees("还没有平面图")
    secretary.fill("社区平面图", ("平面图.png", picture()))
    secretary.press("上传")
    secretary.sees("还没有画范围的网格：第1网格")
    secretary.follow("第1网格")
    [drawn] = secretary.page.xpath("//svg//image/@href")
    secretary.fill("范围拐点", "100,200 900,200 900,800 100,800")
    secretary.press("保存")
    secretary.open(grid)
    assert secretary.page.xpath("//svg//polygon[@class='here']/@points") == ["100,200 900,200 900,800 100,800"]
    secretary.open(drawn)
    assert Image.open(io.BytesIO(secretary.content)).size == (800, 800)
    # A second grid has a branch of its own; the first one's is not offered to it.
    secretary.open("/grids/")
    secretary.follow("新建网格")
    secretary.press("保存")
    secretary.open("/grids/")
    secretary.follow("第2网格")
    secretary.follow("网格资料")
    assert "第2网格大党支部" in secretary.options("网格大党支部")
    assert "第1网格大党支部" not in secretary.options("网格大党支部")


@pytest.mark.django_db
@pytest.mark.walk("GRD-02")
def test_who_is_responsible_is_on_the_poster_and_on_every_card_and_both_are_tracked(community: Community) -> None:
    secretary = Person("secretary")
    found(secretary, 单元数="1", 层数="2", **{"每层户数（每单元）": "2"})
    grid = secretary.address
    secretary.follow("登记责任人")
    for label, value in {
        "姓名": "冯一",
        "职务": "网格长",
        "开始日期": "2026-11-03",
        "公开联系电话": "0310-8000110",
        "工作内容": "巡查和走访",
        "服务管理职责": "每周入户一次",
    }.items():
        secretary.fill(label, value)
    secretary.fill("照片", ("照片.png", picture(600, 800)))
    secretary.press("保存")
    secretary.sees("冯一", "网格长", "0310-8000110")
    secretary.follow("公示牌")
    secretary.sees(
        "责任人公示",
        "冯一",
        "网格长",
        "0310-8000110",
        "工作内容：巡查和走访",
        "服务管理职责：每周入户一次",
        "扫码反映问题",
    )
    [photo] = secretary.page.xpath("//img[@alt='冯一']/@src")
    secretary.open(photo)
    secretary.open(grid)
    secretary.press("打印联系卡（PDF）")
    assert secretary.content.startswith(b"%PDF")
    secretary.open(grid)
    secretary.sees("已发 0 / 4 户", "还没有张贴的楼栋：1号楼")
    secretary.fill("发放日期", "2026-11-25")
    secretary.press("登记")
    secretary.sees("已发 4 / 4 户")
    secretary.follow("登记张贴")
    secretary.fill("张贴处", "各楼栋")
    secretary.fill("楼栋", "1号楼")
    secretary.fill("位置", "1号楼门厅")
    secretary.fill("张贴日期", "2026-11-24")
    secretary.press("保存")
    secretary.sees("1号楼门厅", "2026-11-24 张贴")
    secretary.misses("还没有张贴的楼栋")
    secretary.follow("登记责任人")
    secretary.fill("姓名", "陈二")
    secretary.fill("职务", "网格管理员")
    secretary.fill("开始日期", "2026-11-25")
    secretary.press("保存")
    secretary.sees("责任人有变动")
    secretary.press("已换新：1号楼门厅")
    secretary.sees("2026-11-25 张贴")
    secretary.misses("责任人有变动")
    secretary.follow("101")
    secretary.fill("户长姓名", "冯一")
    secretary.fill("设立日期", "2026-11-25")
    secretary.press("设为党员中心户")
    head = Person("member0")  # the head of a member household sees who answers there
    head.open("/grids/walks/")
    head.sees("1号楼101党员中心户")
    head.follow("楼栋和网格责任人")
    head.sees("我的中心户", "0310-8000110")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.walk("GRD-03")
def test_the_state_of_a_grid_is_seen_at_a_glance_on_a_phone(
    community: Community, window: Window, live_server: Any
) -> None:
    secretary = Person("secretary")
    found(secretary, 单元数="3", 层数="6", **{"每层户数（每单元）": "2"})
    grid = secretary.address
    secretary.follow("101")
    secretary.fill("户长姓名", "冯一")
    secretary.fill("设立日期", "2026-11-20")
    secretary.press("设为党员中心户")
    secretary.open(grid)
    secretary.follow("201")
    secretary.fill("党员姓名", "陈二")
    secretary.fill("居住开始日期", "2026-11-20")
    secretary.press("登记居住")
    secretary.fill("类别", "老年人")
    secretary.fill("服务内容", "助餐")
    secretary.fill("年龄（周岁）", "80")
    secretary.press("登记")

    page = window(PHONE).new_page()
    page.goto(f"{live_server.url}/grids/")
    hand = Hand(page)
    sign_in(hand, "secretary")
    hand.follow("第1网格")
    text = "".join(page.locator("main").inner_text().split())
    for words in ("组织3个", "住户36户", "党员中心户1户", "党员2人", "服务对象1户"):
        assert words in text, text[:600]
    hand.look()
    matrix = page.locator("table, .matrix").filter(has_text="6层").first
    assert "中心户" in matrix.inner_text() and "党员1·服务" in matrix.inner_text()
    matrix.get_by_role("link", name="201").first.click()
    page.wait_for_url("**/households/**")
    assert "陈二" in page.locator("main").inner_text()
    hand.look()


class Passerby(Person):
    """Somebody without an account who scanned the code on the wall."""

    def __init__(self, address: str) -> None:
        self.client = Client(raise_request_exception=True)
        self.address, self.filled = "/", {}
        self.open(address)


@pytest.mark.django_db
@pytest.mark.walk("GRD-06")
def test_an_opinion_is_solved_low_or_raised_level_by_level_answered_and_rated(community: Community) -> None:
    secretary = Person("secretary")
    found(secretary, 单元数="1", 层数="1", **{"每层户数（每单元）": "1"})
    secretary.follow("登记责任人")
    secretary.fill("姓名", "冯一")
    secretary.fill("职务", "网格管理员")
    secretary.fill("开始日期", "2026-11-20")
    secretary.press("保存")
    [wall] = secretary.page.xpath("//a[contains(., '居民看到的页面')]/@href")
    resident = Passerby(wall)
    resident.fill("您要反映的问题", "楼道灯坏了，晚上看不见")
    resident.fill("联系电话（可不填）", "13900000031")
    resident.press("提交")
    resident.sees("办理中", "由网格办理，11 月 27 日前答复")

    receiver = Person("member0")  # named on the grid's poster: first asked, responsible until there is an answer
    receiver.open("/inbox/")
    receiver.sees("请跟踪社情民意", "您是首问责任人")
    receiver.open("/")
    receiver.follow("反映问题")
    receiver.sees("我首问负责", "楼道灯坏了", "网格办理")
    receiver.follow("看办理情况")
    receiver.sees("我首问负责", "楼道灯坏了", "答复")
    receiver.press("签收")
    receiver.sees("已签收", "签收 · 网格")

    secretary.follow("网格与民情")
    secretary.follow("办理中的民意")
    secretary.follow("楼道灯坏了")
    secretary.sees("首问责任人 冯一", "网格办理，11 月 27 日前", "139****0031")
    opinion = secretary.address
    for level, day in (("社区", "12 月 2 日"), ("街道", "12 月 9 日")):
        secretary.fill("说明", "线路老化")
        secretary.press("上报")
        secretary.sees(f"已上报{level}办理", f"{level}办理，{day}前")
    secretary.misses("本级解决不了，上报")  # it is the street's now
    clerk = Person("street")
    clerk.open("/inbox/")
    clerk.press("查看：社情民意上报到您这里")
    clerk.sees("楼道灯坏了", "线路老化")
    clerk.press("上报")
    clerk.sees("已上报区办理")
    district = Person("district")
    district.open("/inbox/")
    district.press("查看：社情民意上报到您这里")
    district.sees("区办理，12 月 16 日前")
    district.misses("本级解决不了，上报")  # nobody is above
    district.fill("答复", "已协调供电公司更换线路。")
    district.press("答复")
    district.sees("已答复")
    receiver.open("/inbox/")
    receiver.sees("您关注的社情民意有答复")
    secretary.open(opinion)
    secretary.sees("受理和经办的人不能评价")
    resident.reload()
    resident.sees("已协调供电公司更换线路")
    resident.tick("满意")
    resident.press("提交评价")
    resident.sees("您的评价：满意")
    secretary.open(opinion)
    secretary.sees("已办结", "群众评价：满意")

    member = Person("member1")
    member.follow("反映问题")
    member.fill("您要反映的问题", "健身器材松动")
    member.fill("类别", "治安安全")
    member.press("提交")
    member.sees("我反映的", "健身器材松动", "社区办理", "12 月 2 日前答复")
    secretary.open("/?all=1")
    secretary.follow("去答复")
    secretary.sees("健身器材松动", "治安安全")
    secretary.fill("答复", "已请厂家加固。")
    secretary.press("答复")
    member.open("/inbox/")
    member.press("查看：您关注的社情民意有答复")
    member.follow("看答复并评价")
    member.sees("已请厂家加固")
    member.tick("不满意")
    member.fill("想补充的话（可不填）", "还在晃")
    member.press("提交评价")
    member.sees("由街道办理")
    clerk.open("/inbox/")
    clerk.sees("社情民意上报到您这里")


@pytest.mark.django_db
@pytest.mark.walk("GRD-07")
def test_of_a_recipient_only_need_consent_purpose_and_end_are_kept(community: Community) -> None:
    secretary = Person("secretary")
    found(secretary, 单元数="1", 层数="1", **{"每层户数（每单元）": "2"})
    grid = secretary.address
    secretary.follow("101")
    categories = ("老年人", "未成年人", "孕产妇", "残疾人", "困难家庭", "优抚家庭", "下岗失业人员")
    assert tuple(secretary.options("类别")) == categories
    assert not secretary.page.xpath("//form[contains(@action, '/needs/')]//input[contains(@name, 'name')]")

    def need(category: str, purpose: str, age: str, *, guardian: bool = False, refused: bool = False) -> None:
        secretary.fill("类别", category)
        secretary.fill("服务内容", purpose)
        secretary.fill("本人（监护人）同意日期", "2026-11-24")
        secretary.fill("年龄（周岁）", age)
        secretary.fill("服务开始日期", "2026-11-25")
        secretary.fill("服务结束日期", "2027-05-31")
        if guardian:
            secretary.tick("由监护人同意")
        secretary.press("登记", within="服务对象", refused=refused)

    assert "送餐" in secretary.options("服务内容")  # chosen from a list: neither names nor diagnoses can be typed
    need("老年人", "送餐", "80")
    secretary.sees("老年人 · 送餐", "到 2027-05-31")
    need("困难家庭", "课后托管", "13", refused=True)
    secretary.sees("未满14周岁的，须由监护人同意")
    need("困难家庭", "课后托管", "13", guardian=True)
    secretary.sees("困难家庭 · 课后托管")
    need("孕产妇", "陪诊", "28")
    secretary.open(grid)
    secretary.sees("服务对象 3 户")
    secretary.follow("服务对象")
    secretary.follow("困难家庭")
    secretary.sees("困难家庭 · 课后托管", "1号楼")
    secretary.misses("老年人 · 送餐")
    secretary.follow("延长")
    secretary.fill("再次同意日期", "2026-11-24")
    secretary.fill("年龄（周岁）", "13")
    secretary.tick("由监护人同意")
    secretary.fill("新的结束日期", "2027-08-31")
    secretary.press("保存")
    secretary.sees("服务已延长到2027年8月31日")
    secretary.open(grid)
    secretary.follow("101")
    secretary.follow("结束")
    secretary.fill("结束日期", "2026-12-31")
    secretary.press("保存")
    secretary.sees("到 2026-12-31")
