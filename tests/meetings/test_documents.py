"""The four documents, from the record alone, as Word and PDF."""

import io

import pytest
from django.urls import reverse
from docx import Document

from core.office.documents import official_docx
from meetings import actions, documents
from meetings.models import Meeting
from tests.meetings.conftest import World, at, client_of
from tests.meetings.test_path import general_meeting, held, planned


def text_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def recorded(world: World) -> Meeting:
    meeting = held(world)
    actions.mark(
        by=world.secretary,
        meeting=meeting,
        persons=[world.members[7].pk],
        state="on_leave",
        reason="住院",
        now=at(20, 15),
    )
    meeting = actions.record(
        by=world.secretary,
        meeting=meeting,
        version=1,
        content="走访三户困难党员。\n送去慰问品。",
        resolutions_text="每月走访一次。",
        host_person=world.secretary.person,
        now=at(21, 10),
    )
    return actions.confirm(by=world.secretary, meeting=meeting, now=at(21, 11))


@pytest.mark.requirement("MTG-08", "MTG-09")
def test_minutes_say_what_the_record_says(world):
    text = text_of(official_docx(documents.minutes(recorded(world))))
    for expected in (
        "幸福里社区大党委主题党日纪要",
        "2026年11月20日",
        "党群服务中心",
        "会议由赵书记主持",
        "应到10人，实到6人",
        "走访慰问困难党员形式",
        "责任教育",
        "送去慰问品。",
        "每月走访一次。",
        "请假：党员7",
        "2026年11月21日",
    ):
        assert expected in text, expected


@pytest.mark.requirement("MTG-08", "MTG-11")
def test_the_full_record_names_the_absent_and_both_times_and_later_its_addenda(world):
    meeting = recorded(world)
    actions.close(by=world.secretary, meeting=meeting, now=at(22))
    actions.add_addendum(by=world.secretary, meeting=meeting, text="应为四户。", reason="漏记", now=at(24))
    text = text_of(official_docx(documents.record(meeting)))
    assert "缺席：党员6、党员8、党员9。" in text
    assert "录入：2026年11月21日10:00（会后1天）" in text
    assert "更正附记" in text and "应为四户。（原因：漏记）" in text


@pytest.mark.requirement("MTG-08")
def test_the_sheet_has_a_line_for_everybody(world):
    meeting = planned(world)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    text = text_of(official_docx(documents.sign_in_sheet(meeting)))
    assert all(person.name in text for person in world.members)


@pytest.mark.requirement("MTG-08")
def test_votes_stand_in_the_minutes_with_their_arithmetic(world):
    meeting = general_meeting(world, present=4)
    actions.put_to_vote(
        by=world.secretary, meeting=meeting, text="年度计划", votes_for=3, votes_against=1, now=at(20, 15)
    )
    meeting = actions.record(by=world.secretary, meeting=meeting, version=1, content="讨论。", now=at(21))
    assert "1.年度计划：应到5人，实到4人，赞成3票，反对1票，弃权0票，通过。" in text_of(
        official_docx(documents.minutes(meeting))
    )


@pytest.mark.requirement("MTG-08")
@pytest.mark.parametrize("name", list(documents.DOCUMENTS))
@pytest.mark.parametrize(("suffix", "magic"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_every_document_comes_as_word_and_pdf(world, name, suffix, magic):
    meeting = recorded(world)
    response = client_of(world.secretary).get(reverse("meetings:document", args=[meeting.pk, name, suffix]))
    assert response.content.startswith(magic)


def test_there_are_no_minutes_before_the_record(world):
    meeting = held(world)
    client = client_of(world.secretary)
    assert client.get(reverse("meetings:document", args=[meeting.pk, "minutes", "docx"])).status_code == 404
    assert client.get(reverse("meetings:document", args=[meeting.pk, "notice", "docx"])).status_code == 200
    assert client.get(reverse("meetings:document", args=[meeting.pk, "other", "docx"])).status_code == 404
