"""Pages of meetings through the real client."""

import re
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core.models import Notification
from meetings import actions, codes
from meetings.models import Attendance, Meeting
from members.models import Membership
from tests.meetings.conftest import SINCE, World, at, client_of, make_person
from tests.meetings.test_path import general_meeting, held, planned

pytestmark = pytest.mark.django_db


def fields_of(response) -> dict[str, str]:
    """What a browser would send from the page's form, untouched."""
    found = {}
    for bound in response.context["form"]:
        value = bound.value()
        if hasattr(value, "strftime"):
            value = bound.field.widget.format_value(value)
        elif hasattr(value, "pk"):
            value = value.pk
        if value not in (None, ""):
            found[bound.html_name] = str(value)
    return found


@time_machine.travel(at(3), tick=False)
def test_planning_and_telling_everybody_takes_two_clicks(world):
    client = client_of(world.secretary)
    page = client.get(reverse("meetings:plan"))  # 1: the button on the home page
    assert page.status_code == 200 and "通知预览" in page.text
    sent = client.post(reverse("meetings:plan"), fields_of(page) | {"notify": "1"})  # 2: 通知全体
    meeting = Meeting.objects.get()
    assert sent.status_code == 302 and meeting.state == "notified"
    assert meeting.organization == world.big_committee
    assert meeting.host_person == world.secretary.person
    assert meeting.form == "党课教育" and meeting.education == "理想教育"
    assert meeting.starts_at == at(20, 14, 30)
    assert meeting.attendances.count() == 10
    assert Notification.objects.filter(kind="meeting.notice").count() == 6


@pytest.mark.requirement("MTG-04")
@time_machine.travel(at(3), tick=False)
def test_the_plan_proposes_last_months_hour_and_place_and_the_next_form(world):
    planned(world, starts_at=at(25, 9, month=9), place="二楼活动室", now=at(1, month=9))
    page = client_of(world.secretary).get(reverse("meetings:plan"))
    initial = page.context["form"].initial
    assert initial["place"] == "二楼活动室"
    assert initial["starts_at"] == at(25, 9)
    assert initial["form"] == "党课教育"  # the sixth form is followed by the first
    assert initial["education"] == "能力教育"


@time_machine.travel(at(3, month=10), tick=False)
def test_a_usual_day_that_falls_on_a_holiday_moves_to_the_nearest_working_day(world):
    planned(world, starts_at=at(7, 9, month=9), now=at(1, month=9))
    proposed = client_of(world.secretary).get(reverse("meetings:plan")).context["proposed"]
    assert proposed.moved and proposed.starts_at == at(8, 9, month=10)


@time_machine.travel(at(3), tick=False)
def test_a_wrong_plan_keeps_what_was_typed_and_writes_nothing(world):
    client = client_of(world.secretary)
    data = fields_of(client.get(reverse("meetings:plan"))) | {"topic": "", "place": "礼堂", "notify": "1"}
    page = client.post(reverse("meetings:plan"), data)
    assert page.status_code == 422 and not Meeting.objects.exists()
    assert "礼堂" in page.text and page.context["form"].errors["topic"]


@time_machine.travel(at(3), tick=False)
def test_a_notice_for_the_past_is_refused_and_the_plan_is_not_kept(world):
    client = client_of(world.secretary)
    data = fields_of(client.get(reverse("meetings:plan"))) | {"starts_at": "2026-11-02T09:00", "notify": "1"}
    page = client.post(reverse("meetings:plan"), data)
    assert "开始时间已过" in page.text and not Meeting.objects.exists()


@time_machine.travel(at(3), tick=False)
def test_the_preview_follows_what_is_typed(world):
    client = client_of(world.secretary)
    data = fields_of(client.get(reverse("meetings:plan"))) | {"place": "人民公园", "preview": "1"}
    part = client.post(reverse("meetings:plan"), data, headers={"HX-Request": "true"})
    assert "地点：人民公园" in part.text and "<html" not in part.text
    assert not Meeting.objects.exists()


@pytest.mark.requirement("MTG-02")
def test_from_the_screen_to_the_phone(world):
    meeting = planned(world)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    secretary, member = client_of(world.secretary), client_of(world.accounts[0])
    with time_machine.travel(at(20, 14, 20), tick=False) as clock:
        assert secretary.post(reverse("meetings:open_sign_in", args=[meeting.pk])).status_code == 302
        screen = secretary.get(reverse("meetings:sign_in", args=[meeting.pk]))
        assert "<svg" in screen.text and "已签到" in screen.text
        code = codes.make(meeting, now=at(20, 14, 20), seconds=15)
        address = reverse("meetings:scan", args=[code])
        page = member.get(address)
        assert "签到</button>" in page.text
        clock.shift(40)  # the code on the wall is another by now
        done = member.post(address)
        assert "签到成功" in done.text
        assert "您已经签到" in member.post(address).text
    row = Attendance.objects.get(meeting=meeting, person=world.members[0])
    assert (row.state, row.way) == ("present", "code")


def test_a_code_holds_for_its_window_and_the_next(world):
    meeting = planned(world)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    actions.open_sign_in(by=world.secretary, meeting=meeting, now=at(20, 14, 10))
    code = codes.make(meeting, now=at(20, 14, 20), seconds=15)
    address = reverse("meetings:scan", args=[code])
    for seconds, status in ((29, 200), (30, 410), (3600, 410)):
        with time_machine.travel(at(20, 14, 20).timestamp() + seconds, tick=False):
            assert client_of(world.accounts[0]).get(address).status_code == status


@pytest.mark.parametrize("code", ["1-", "x-abc", "99999999999999999999-a", "0-%E4%B8%AD", "-"])
def test_a_made_up_code_is_void(world, code):
    assert Client().get(f"/meetings/s/{code}/").status_code == 410


def test_a_code_of_one_meeting_is_void_for_another(world):
    meetings = [planned(world, starts_at=at(20, hour)) for hour in (9, 10)]
    for each in meetings:
        actions.notify(by=world.secretary, meeting=each, now=at(3))
        actions.open_sign_in(by=world.secretary, meeting=each, now=at(20, 9, 40))
    digest = codes.make(meetings[0], now=at(20, 9, 40), seconds=15).partition("-")[2]
    with time_machine.travel(at(20, 9, 40), tick=False):
        member = client_of(world.accounts[0])
        assert member.get(reverse("meetings:scan", args=[f"{meetings[1].pk}-{digest}"])).status_code == 410


def test_who_is_not_signed_in_comes_back_to_the_meeting(world):
    meeting = planned(world)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    actions.open_sign_in(by=world.secretary, meeting=meeting, now=at(20, 14, 10))
    account = world.accounts[1]
    account.set_password("secret-pass-1")
    account.save()
    client = Client()
    with time_machine.travel(at(20, 14, 20), tick=False) as clock:
        address = reverse("meetings:scan", args=[codes.make(meeting, now=at(20, 14, 20), seconds=15)])
        away = client.get(address)
        assert away.status_code == 302 and away.url.startswith("/accounts/login/?next=")
        clock.shift(120)
        back = client.post(away.url, {"login": account.username, "password": "secret-pass-1"})
        assert back.status_code == 302 and back.url == address
        assert "签到成功" in client.post(address).text


def test_who_is_not_on_the_roster_is_told(world):
    meeting = planned(world)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    actions.open_sign_in(by=world.secretary, meeting=meeting, now=at(20, 14, 10))
    stranger = client_of(world.other_secretary)
    with time_machine.travel(at(20, 14, 20), tick=False):
        address = reverse("meetings:scan", args=[codes.make(meeting, now=at(20, 14, 20), seconds=15)])
        assert "不在这次会议的应到名单" in stranger.post(address).text


@pytest.mark.requirement("MTG-02", "MTG-04")
@time_machine.travel(at(21, 9), tick=False)
def test_recording_takes_four_inputs_and_gives_minutes_in_word(world):
    meeting = held(world)
    client = client_of(world.secretary)
    page = client.get(reverse("meetings:record", args=[meeting.pk]))  # 1: 去记录
    data = fields_of(page) | {
        "content": "走访三户。",  # 2
        "resolutions_text": "每月走访。",  # 3
        "confirm": "1",  # 4: 保存并确认纪要
    }
    assert data["form"] == "走访慰问困难党员" and data["education"] == "责任教育"
    sent = client.post(reverse("meetings:record", args=[meeting.pk]), data)
    assert sent.status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == "confirmed" and meeting.held_at == at(20, 14, 30) and meeting.lag_days == 1
    word = client.get(reverse("meetings:document", args=[meeting.pk, "minutes", "docx"]))  # 5
    assert word.status_code == 200 and word.content[:2] == b"PK"


@time_machine.travel(at(21, 9), tick=False)
def test_the_second_editor_sees_both_texts_and_nothing_is_lost(world):
    meeting = held(world)
    address = reverse("meetings:record", args=[meeting.pk])
    first, second = client_of(world.secretary), client_of(world.deputy)
    mine, theirs = fields_of(first.get(address)), fields_of(second.get(address))
    first.post(address, mine | {"content": "书记写的"})
    page = second.post(address, theirs | {"content": "副书记写的"})
    assert page.status_code == 409
    assert "书记写的" in page.text and "副书记写的" in page.text
    assert Meeting.objects.get(pk=meeting.pk).content == "书记写的"


@pytest.mark.requirement("MTG-12")
def test_plan_and_record_are_kept_as_drafts_on_the_device(world):
    meeting = held(world)
    client = client_of(world.secretary)
    for address in (reverse("meetings:plan"), reverse("meetings:record", args=[meeting.pk])):
        page = client.get(address).text
        assert re.search(r'<form[^>]*data-draft-key="meeting-', page) and "js/draft.js" in page


@pytest.mark.requirement("MTG-11")
def test_late_and_burst_entry_show_in_the_list_and_on_the_record(world):
    for day in range(2, 7):
        meeting = planned(world, starts_at=at(day, 9), now=at(1))
        with time_machine.travel(at(20, 9, day), tick=False):
            actions.record(by=world.secretary, meeting=meeting, version=1, content="补录", now=at(20, 9, day))
    client = client_of(world.street_officer)
    listed = client.get(reverse("meetings:index")).text
    assert listed.count("突击录入") == 5 and "会后 18 天" in listed
    page = client.get(reverse("meetings:detail", args=[meeting.pk])).text
    assert "录入超过时限" in page and "突击录入" in page and "会后 14 天录入" in page


@pytest.mark.requirement("MTG-11")
def test_four_records_in_an_hour_are_no_burst(world):
    for day in range(2, 6):
        meeting = planned(world, starts_at=at(day, 9), now=at(1))
        actions.record(by=world.secretary, meeting=meeting, version=1, content="补录", now=at(20, 9, day))
    assert "突击录入" not in client_of(world.street_officer).get(reverse("meetings:index")).text


@pytest.mark.requirement("MTG-04")
@time_machine.travel(at(10), tick=False)
def test_the_street_sees_who_is_behind_and_reminds_them_once_a_day(world):
    actions.notify(by=world.secretary, meeting=planned(world), now=at(3))
    client = client_of(world.street_officer)
    page = client.get(reverse("meetings:progress"))
    assert page.context["totals"].owing == 2 and page.context["totals"].unplanned == 1
    rows = {line["organization"].name: line["meeting"] for line in page.context["lines"]}
    assert rows["新华社区"] is None and rows["幸福里社区"] is not None
    for _ in range(2):
        client.post(reverse("meetings:remind"), {"month": "2026-11", "organization": [world.other.pk]})
    assert Notification.objects.filter(kind="theme_day.chase").count() == 1
    assert Notification.objects.get(kind="theme_day.chase").recipient == world.other_secretary


def test_query_counts_do_not_grow_with_meetings_or_members(world, django_assert_max_num_queries):
    client = client_of(world.street_officer)
    pages = [
        reverse("meetings:index"),
        reverse("meetings:month") + "?month=2026-11",
        reverse("meetings:progress") + "?month=2026-11",
    ]

    def count(address: str) -> int:
        with django_assert_max_num_queries(30) as captured:
            client.get(address)
        return len(captured)

    one = held(world)
    detail = reverse("meetings:detail", args=[one.pk])
    client.get(pages[0])  # the session is written once a minute: by this first visit
    before = [count(each) for each in [*pages, detail]]
    Membership.objects.bulk_create(
        [
            Membership(person=make_person(f"又{n}"), organization=world.branches[0], during=(SINCE, None))
            for n in range(20)
        ]
    )
    for day in range(1, 20):
        actions.notify(
            by=world.secretary, meeting=planned(world, starts_at=at(day, 8), now=at(1, month=10)), now=at(1, month=10)
        )
    assert [count(each) for each in [*pages, detail]] == before


def test_foreign_and_missing_meetings_answer_alike(world):
    meeting = held(world)
    client = client_of(world.other_secretary)
    for name in ("detail", "record", "attendance", "edit", "sign_in", "decide", "amend"):
        foreign = client.get(reverse(f"meetings:{name}", args=[meeting.pk]))
        missing = client.get(reverse(f"meetings:{name}", args=[10**9]))
        assert foreign.status_code == missing.status_code == 404
    for name in ("notify", "confirm", "close", "cancel", "open_sign_in", "close_sign_in", "send_back"):
        assert client.post(reverse(f"meetings:{name}", args=[meeting.pk])).status_code == 404


def test_a_member_without_a_post_sees_only_the_own_meetings(world):
    meeting = held(world)
    client = client_of(world.accounts[0])
    assert client.get(reverse("meetings:detail", args=[meeting.pk])).status_code == 403
    assert client.get(reverse("meetings:my_meeting", args=[meeting.pk])).status_code == 200
    assert meeting.topic in client.get(reverse("meetings:schedule")).text
    assert client_of(world.other_secretary).get(reverse("meetings:my_meeting", args=[meeting.pk])).status_code == 404


@time_machine.travel(at(10), tick=False)
def test_a_member_takes_leave_on_the_phone(world):
    meeting = planned(world)
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    client = client_of(world.accounts[0])
    address = reverse("meetings:my_meeting", args=[meeting.pk])
    assert "必填" in client.post(address, {"reason": ""}).text
    client.post(address, {"reason": "出差"})
    row = Attendance.objects.get(meeting=meeting, person=world.members[0])
    assert (row.state, row.reason) == ("asked", "出差")
    client.post(address, {"withdraw": "1"})
    row.refresh_from_db()
    assert row.state == "entitled"


def test_the_paper_sheet_is_entered_with_checkboxes(world):
    meeting = held(world)
    client = client_of(world.secretary)
    address = reverse("meetings:attendance", args=[meeting.pk])
    late = world.members[8].pk
    page = client.post(address, {"persons": [late], "state": "late", "way": "paper", "reason": ""})
    assert "写明原因" in page.text
    client.post(address, {"persons": [late], "state": "late", "way": "paper", "reason": "堵车"})
    row = Attendance.objects.get(meeting=meeting, person=late)
    assert (row.state, row.way, row.reason) == ("late", "paper", "堵车")
    outsider = make_person("不在名单").pk
    assert client.post(address, {"persons": [outsider], "state": "present", "way": "paper"}).status_code == 422


def test_votes_and_resolutions_are_entered_on_one_page(world):
    meeting = general_meeting(world, present=4)
    client = client_of(world.secretary)
    address = reverse("meetings:decide", args=[meeting.pk])
    client.post(
        address,
        {
            "vote": "1",
            "v-matter": "resolution",
            "v-text": "整修",
            "v-votes_for": 4,
            "v-votes_against": 0,
            "v-abstained": 0,
        },
    )
    decision = meeting.decisions.get()
    assert decision.adopted
    client.post(
        address,
        {
            "resolve": "1",
            "r-text": "整修楼道",
            "r-owner": world.members[0].pk,
            "r-due_on": "2026-12-01",
            "r-decision": decision.pk,
        },
    )
    assert meeting.resolutions.get().due_on == date(2026, 12, 1)
    below = general_meeting_below(world)
    page = client.post(
        reverse("meetings:decide", args=[below.pk]),
        {"vote": "1", "v-matter": "election", "v-text": "甲", "v-votes_for": 1, "v-votes_against": 0, "v-abstained": 0},
    )
    assert "不足应到人数的 80%" in page.text and not below.decisions.exists()
    assert "选举：到会须达到应到的 80%，赞成须超过实到的 50%" in page.text
    assert "转正：到会须超过应到的 50%，赞成须超过应到的 50%" in page.text


def general_meeting_below(world: World) -> Meeting:
    meeting = planned(world, organization=world.branches[1], kind="branch_general_meeting", form="", education="")
    actions.notify(by=world.secretary, meeting=meeting, now=at(3))
    actions.open_sign_in(by=world.secretary, meeting=meeting, now=at(20, 14, 10))
    return meeting
