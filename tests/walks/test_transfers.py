"""A member's relationship moves by letter, through pages alone: between two communities, out, and in from elsewhere."""

import pytest

from organizations import actions
from organizations.kinds import Kind
from organizations.models import Position
from people.models import Person as Somebody
from people.models import User
from tests.members.rosters import number
from tests.walks.conftest import SINCE, Community
from tests.walks.person import PASSWORD, Person


class TwoCommunities(Community):
    """The community, and a second one of the street with its secretary and a branch."""

    def __init__(self) -> None:
        super().__init__()
        self.other = self._make(Kind.COMMUNITY, "W-A-2", self.street, "和平里社区")
        general = self._make(Kind.COMMUNITY_GENERAL_BRANCH, "W-A-2-Z", self.other, "和平里社区党总支")
        self._make(Kind.BRANCH, "W-A-2-1", general, "和平里第一党支部")
        person = Somebody.objects.create(name="孔书记", pinyin="kong", initials="ks")
        User.objects.create_user("other", PASSWORD, person=person)
        actions.appoint(by="test", person=person, organization=general, position=Position.SECRETARY, since=SINCE)


@pytest.fixture
def two_communities(db: None) -> TwoCommunities:
    return TwoCommunities()


def counts(clerk: Person, on: str, *numbers: str) -> None:
    """The statistics of the street on the day say so many members, and so many in each branch."""
    clerk.open("/")
    clerk.follow("统计报表")
    clerk.fill("截至", on)
    clerk.press("筛选")
    clerk.sees(*numbers)


@pytest.mark.walk("MEM-11")
def test_a_relationship_moves_by_letter_with_validity_and_receipt_and_the_figures_follow(
    two_communities: TwoCommunities,
) -> None:
    secretary, other, clerk = Person("secretary"), Person("other"), Person("street")
    secretary.open("/members/")
    secretary.follow("冯一")
    secretary.follow("开介绍信")
    secretary.fill("转往社区", "和平里社区")
    secretary.fill("开具日期", "2026-11-10")
    secretary.fill("有效期至", "2027-06-30")
    secretary.press("保存", refused=True)
    secretary.sees("有效期最长3个月")
    secretary.fill("有效期至", "2026-12-10")
    secretary.press("保存")
    secretary.sees("介绍信已开出", "党组介〔2026〕", "在途", "2026-12-10")
    assert secretary.download("打印介绍信").startswith(b"%PDF-")
    other.open("/")
    other.sees("接收冯一的组织关系")
    other.follow("去接收")
    other.follow("冯一")
    other.fill("接收日期", "2026-11-20")
    other.press("接收组织关系")
    other.sees("已接收冯一的组织关系", "已有回执", "和平里第一党支部")
    assert other.download("打印回执").startswith(b"%PDF-")
    secretary.open("/members/letters/?all=1")
    secretary.sees("冯一", "已有回执", "和平里第一党支部")
    counts(clerk, "2026-11-19", "10 名", "幸福里第一党支部 10")
    counts(clerk, "2026-11-20", "10 名", "幸福里第一党支部 9", "和平里第一党支部 1")

    secretary.open("/members/")
    secretary.follow("陈二")
    secretary.follow("开介绍信")
    secretary.fill("外地或系统外党组织", "测试省测试市直机关党委")
    secretary.tick("跨省、自治区、直辖市")
    secretary.fill("开具日期", "2026-11-12")
    secretary.press("保存")
    secretary.sees("2027-05-12", "跨省")
    secretary.fill("对方接收日期", "2026-11-22")
    secretary.press("登记收到的回执")
    secretary.sees("回执已登记", "已有回执")
    counts(clerk, "2026-11-21", "10 名")
    counts(clerk, "2026-11-22", "9 名")

    other.open("/members/letters/")
    other.follow("接收介绍信")
    for label, value in {
        "介绍信编号": "外组介第5号",
        "开出的党组织": "测试市某镇党委",
        "开具日期": "2026-11-02",
        "有效期至": "2026-12-02",
        "接收日期": "2026-11-23",
        "姓名": "孙学敏",
        "公民身份号码": number("19700304", 2),
        "入党时间": "1995-07-01",
        "转正时间": "1996-07-01",
    }.items():
        other.fill(label, value)
    other.press("保存")
    other.sees("已接收孙学敏", "待寄回执")
    assert other.download("打印回执").startswith(b"%PDF-")
    other.open("/")
    other.sees("寄回孙学敏的介绍信回执")
    other.follow("打印并登记")
    other.follow("孙学敏")
    other.press("登记回执已寄出")
    other.sees("已登记寄出回执", "已有回执")
    counts(clerk, "2026-11-22", "9 名")
    counts(clerk, "2026-11-23", "10 名", "和平里第一党支部 2")
