"""Papers of cases in Word and PDF, and the register of a kind as a workbook (ORG-08, ORG-10, MEM-08)."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from core.models import AuditEvent
from meetings.models import Meeting, MeetingKind
from meetings.selections.papers import number_of
from organizations.actions import appoint
from organizations.models import Case, Post
from tests.meetings.conftest import World, client_of, make_person
from tests.meetings.test_development import Dossier
from tests.meetings.test_exits import begin, met, moment, take
from tests.meetings.test_selections import DEPUTY, HELD, MEMBER, Road, road_of

pytestmark = pytest.mark.django_db


def words(client: Any, case: Case, paper: str) -> str:
    """The text of the paper in Word; as PDF it is one."""
    address = reverse("organizations:case_paper", args=[case.pk, paper])
    assert client.get(address).content[:5] == b"%PDF-"
    content = client.get(address, {"format": "docx"}).content
    return re.sub(r"<[^>]+>", "", zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode())


def offered(client: Any, case: Case) -> list[str]:
    return [each.key for each in client.get(reverse("organizations:case", args=[case.pk])).context["papers"]]


def finished(road: Road) -> None:
    """To the founding meeting: one deputy with all votes but one, one member written in."""
    road.ready()
    poll = road.open(DEPUTY)
    road.count(poll, poll.present - 1, 1)
    road.sign(poll)
    poll = road.open(MEMBER)
    road.count(poll, 1, 0, write_ins=[("党员9", poll.present - 1)])
    road.sign(poll)
    road.nominate(road.world.members[9], MEMBER, way="write_in", today=HELD)
    road.take("vote", HELD)
    road.take("report", HELD)
    road.take("approve", HELD, by=road.world.street_officer, document="南环工〔2026〕40号")
    road.take("file", HELD, by=road.district)
    founding = Meeting.objects.create(
        kind=MeetingKind.objects.get(pk="founding_meeting"), organization=road.world.big_committee, topic="成立大会",
        starts_at=moment(HELD, 15), held_at=moment(HELD, 15), state="confirmed", confirmed_at=moment(HELD, 16),
        recorded_at=moment(HELD, 15),
    )  # fmt: skip
    road.take("found", HELD, record=founding.pk)


@pytest.mark.requirement("ORG-08")
def test_a_selection_is_reported_filed_and_its_elected_get_certificates(world: World) -> None:
    road = road_of(world)
    client = client_of(world.secretary)
    assert offered(client, road.case) == ["sheet"]
    for key in ("result", "certificates", "nothing"):
        assert client.get(reverse("organizations:case_paper", args=[road.case.pk, key])).status_code == 404
    finished(road)
    assert offered(client, road.case) == ["sheet", "result", "filing", "certificates"]
    result = words(client, road.case, "result")
    for said in (
        "关于幸福里社区大党委公开推选结果的报告",
        "南环街道党工委：",
        "推选兼职副书记1名、委员1名",
        "2026年11月2日公布职位",
        "应到13人，实到13人",
        "得票超过实到会人数的一半的当选",
        "党员9（另选）12当选",
        "同志当选兼职副书记；党员9同志当选委员。",
    ):
        assert said in result, (said, result)
    filing = words(client, road.case, "filing")
    assert "我单位审批同意（南环工〔2026〕40号）" in filing and "请予备案" in filing
    papers = words(client, road.case, "certificates")
    posts = Post.objects.filter(organization=world.big_committee, basis=Post.Basis.SELECTION)
    assert papers.count("聘　　书") == 2 == posts.count()
    assert all(number_of(post) in papers and f"{post.person.name}同志：" in papers for post in posts)
    assert "聘期自2026年11月30日" in papers
    sheet = words(client, road.case, "sheet")
    assert "大党委公开推选办理情况表" in sheet and "区委组织部备案" in sheet and "已办结" in sheet


@pytest.mark.requirement("ORG-10")
def test_an_exit_is_reported_to_the_street_and_filed_with_the_district(world: World) -> None:
    seat = appoint(
        by="test", person=make_person("孙兼职"), organization=world.big_committee, position=DEPUTY,
        since=date(2025, 3, 1), basis=Post.Basis.SELECTION,
    )  # fmt: skip
    case = begin(world, seat)
    take(case, "community_notice", world.secretary, date(2026, 11, 4), document="税党〔2026〕1号", note="工作调动")
    take(case, "street_notice", world.street_officer, date(2026, 11, 4), document="税党〔2026〕2号")
    meeting = met(world, date(2026, 11, 6), "孙兼职")
    client = client_of(world.secretary)
    assert offered(client, case) == ["sheet"]
    take(case, "meeting", world.secretary, record=meeting.pk)
    text = words(client, case, "report")
    for said in (
        "关于孙兼职同志退出幸福里社区大党委的报告",
        "退出原因：工作调动",
        "同意免去孙兼职同志幸福里社区大党委兼职副书记职务",
    ):
        assert said in text, (said, text)
    take(case, "decide", world.street_officer, document="南环工〔2026〕41号")
    assert "我单位党委会审定（南环工〔2026〕41号）" in words(client, case, "filing")


@pytest.mark.requirement("MEM-08")
def test_branch_and_street_write_to_one_another_of_a_new_member(world: World) -> None:
    dossier = Dossier(world)
    client = client_of(world.secretary)
    dossier.to_vote()
    assert offered(client, dossier.case) == ["sheet", "ask"]
    name = dossier.person.name
    asked = words(client, dossier.case, "ask")
    for said in (
        f"关于接收{name}同志为中共预备党员的请示",
        "入党介绍人：",
        "2026年7月20日，支部大会讨论并表决通过",
        "妥否，请批示",
    ):
        assert said in asked, (said, asked)
    dossier.planned()
    dossier.approve()
    answer = words(client, dossier.case, "admit")
    for said in (
        "南街批〔2026〕1号",
        f"同意接收{name}同志为中共预备党员，预备期自2026年7月20日至2027年7月20日。",
        "此复。",
    ):
        assert said in answer, (said, answer)
    dossier.take("oath", date(2026, 8, 20))
    dossier.take("convert_apply", date(2027, 7, 15), note="好")
    day = date(2027, 7, 20)
    dossier.proved("convert_vote", day, dossier.meeting("branch_general_meeting", day, matter="admission"))
    assert f"{name}同志按期转为中共正式党员" in words(client, dossier.case, "ask_convert")
    dossier.take("convert", date(2027, 8, 5), by=world.street_officer, document="南街批〔2027〕1号")
    assert f"同意{name}同志按期转为中共正式党员。" in words(client, dossier.case, "convert")
    assert "发展党员办理情况表" in words(client, dossier.case, "sheet")


@pytest.mark.requirement("ORG-08")
def test_the_register_leaves_as_a_workbook_and_that_is_recorded(world: World) -> None:
    road = road_of(world)
    road.take("publish", date(2026, 11, 2))
    client = client_of(world.street_officer)
    page = reverse("organizations:cases", args=["selection"])
    assert "导出台账" in client.get(page).text
    content = client.get(page, {"format": "xlsx"}).content
    rows = _rows(content)
    assert rows[-1][:8] == [
        "2026年公开推选", "幸福里社区大党委", "", "换届推选", "2026-11-02", "推荐提名结束", "幸福里社区大党委",
        "2026-11-02 公布职位",
    ]  # fmt: skip
    assert AuditEvent.objects.filter(code="organizations.exported").count() == 1
    assert len(_rows(client.get(page, {"format": "xlsx", "state": "done"}).content)) == len(rows) - 1


def _rows(content: bytes) -> list[Sequence[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
