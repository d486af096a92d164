"""The evaluation cycle through the pages: self-report, review, publicity, decision, frozen (ASM-03, ASM-04)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from assessments import actions, drafting, facts, scoring
from assessments.models import Dimension, Evaluation, SatisfactionCount, Score
from assessments.schemes import FIVE_GOOD_LINES
from core.models import AuditEvent
from core.records.errors import RuleViolation
from meetings.models import Meeting
from organizations import actions as organizations
from organizations.models import Grant, Month, PublicationObjection, Threshold
from organizations.publications.actions import current_for, objections_for
from organizations.publications.register import PUBLICATIONS
from organizations.registers import actions as registers
from people.models import Person, User

SINCE = date(2020, 1, 1)
NOW = datetime(2026, 4, 2, 2, 0, tzinfo=UTC)
AFTER = datetime(2027, 1, 11, 2, 0, tzinfo=UTC)


@pytest.fixture
def world(db):
    def make(kind, code, name, parent):
        return organizations.create_organization(by="t", kind=kind, code=code, name=name, parent=parent, since=SINCE)

    def account(username, organization, position):
        person = Person.objects.create(name=f"{username}某")
        user = User.objects.create_user(username, "x", person=person)
        organizations.appoint(by="t", person=person, organization=organization, position=position, since=SINCE)
        return user

    district = make("district_department", "DX", "示范区委组织部", None)
    street = make("street_working_committee", "DX-A", "甲街道党工委", district)
    community = make("community", "DX-A-1", "甲一社区", street)
    general = make("community_general_branch", "DX-A-1Z", "甲一社区党总支", community)
    users = {
        "officer": account("officer", district, "officer"),
        "clerk": account("clerk", street, "officer"),
        "secretary": account("secretary", general, "secretary"),
    }
    scheme = drafting.adopt_scheme(by="t", district=district, year=2026, on=date(2026, 1, 1))
    held = datetime(2026, 3, 10, 6, 0, tzinfo=UTC)
    meeting = Meeting.objects.create(
        organization=community,
        kind_id="theme_day",
        topic="义务清扫",
        form="义务劳动",
        education="责任教育",
        starts_at=held,
        held_at=held,
        recorded_at=held + timedelta(days=1),
        place="文化广场",
        state="recorded",
    )
    facts.compute_month(district=district, month=date(2026, 3, 1), now=NOW)
    scoring.score(scheme=scheme, as_of=date(2026, 3, 31), now=NOW)
    evaluation = Evaluation.objects.get()
    return {"evaluation": evaluation, "meeting": meeting, "district": district, "community": community, **users}


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(evaluation: Evaluation, step: str) -> str:
    return f"/assessments/evaluations/{evaluation.pk}/{step}/"


def settle(world) -> None:
    """Value or leave out every unknown, so that the cycle can end."""
    evaluation = world["evaluation"]
    for line in Score.objects.filter(evaluation=evaluation, status="unknown").select_related("item"):
        line.evaluation = evaluation
        if line.item.source == "judgement":
            actions.judge(by=world["clerk"], score=line, points=Decimal(3), reason="现场评议", now=NOW)
        else:
            actions.declare_inapplicable(by=world["officer"], score=line, reason="本年新设社区", now=NOW)


def close_year(world) -> None:
    """December and what the district has before it are closed; the day after is in the next year."""
    Month.objects.get_or_create(district=world["district"], month=date(2026, 12, 1))
    Month.objects.filter(district=world["district"], closed_at=None).update(closed_at=AFTER, closed_by="t")


def step(world, evaluation, name, by, *, now, text="") -> Evaluation:
    current = Evaluation.objects.get(pk=evaluation.pk)
    return actions.take_step(by=world[by], evaluation=current, step=name, version=current.version, now=now, text=text)


def published(world) -> Evaluation:
    settle(world)
    close_year(world)
    for name, by, text in (("self_report", "secretary", "自查"), ("review", "clerk", "同意"), ("publish", "clerk", "")):
        evaluation = step(world, world["evaluation"], name, by, now=AFTER, text=text)
    return evaluation


@pytest.mark.requirement("ASM-01")
def test_weights_of_a_scheme_sum_to_100(world):
    with pytest.raises(RuleViolation, match="应为100"):
        drafting.adopt_scheme(
            by="t",
            district=world["district"],
            year=2027,
            on=date(2027, 1, 1),
            lines=FIVE_GOOD_LINES[:-1],
            name="缺一项",
        )


@pytest.mark.requirement("ASM-01")
def test_each_dimension_weighs_what_the_standards_say_and_lines_follow_the_rules_of_the_year(world):
    shifted = [replace(line, dimension=Dimension.RESULTS) if line.weight == 4 else line for line in FIVE_GOOD_LINES]
    with pytest.raises(RuleViolation, match="应为20"):
        drafting.adopt_scheme(
            by="t", district=world["district"], year=2027, on=date(2027, 1, 1), lines=tuple(shifted), name="偏科"
        )
    number = Threshold.objects.get(name="mtg.joint_conference.per_year", organization=None)
    number.pk, number.organization, number.value = None, world["district"], "3"
    number.origin, number.effective_from, number.document = "district", date(2027, 1, 1), "文件"
    number.save(force_insert=True)
    scheme = drafting.adopt_scheme(by="t", district=world["district"], year=2027, on=date(2027, 1, 1))
    lines = dict(scheme.items.filter(indicator__unit="count").values_list("indicator_id", "full_at"))
    assert lines == {"joint_conference": 3, "big_committee_meeting": 4}


@pytest.mark.requirement("ASM-03")
def test_every_point_opens_the_records_that_gave_it(world):
    secretary = client_of(world["secretary"])
    page = secretary.get(f"/assessments/evaluations/{world['evaluation'].pk}/").content.decode()
    line = Score.objects.get(evaluation=world["evaluation"], item__indicator_id="theme_day_held")
    assert f"/assessments/scores/{line.pk}/" in page
    found = secretary.get(f"/assessments/scores/{line.pk}/").content.decode()
    assert f"/meetings/{world['meeting'].pk}/" in found
    assert "没有主题党日记录" in found and "2026-01-31" in found


def test_a_score_is_one_bar_of_its_parts_with_what_is_missing_and_what_is_unknown(world):
    page = client_of(world["secretary"]).get(f"/assessments/evaluations/{world['evaluation'].pk}/").content.decode()
    drawn = page[page.index("得分构成") :].split("</svg>")[0]
    for words in ("领导班子好", "工作机制好", "未得", "未知"):
        assert words in drawn, words
    assert 'fill="url(#hatch-' in drawn  # what nobody knows has no colour of its own


@pytest.mark.requirement("ASM-04")
def test_the_cycle_ends_frozen_and_only_in_order(world):
    evaluation = world["evaluation"]
    secretary, clerk, officer = (client_of(world[name]) for name in ("secretary", "clerk", "officer"))
    assert clerk.post(url(evaluation, "review"), {"version": 1, "text": "同意"}).status_code == 422
    assert secretary.post(url(evaluation, "self_report"), {"version": 1, "text": ""}).status_code == 422
    assert secretary.post(url(evaluation, "self_report"), {"version": 1, "text": "逐项自查"}).status_code == 302
    assert secretary.post(url(evaluation, "review"), {"version": 2}).status_code == 403
    assert clerk.post(url(evaluation, "review"), {"version": 1, "text": "同意"}).status_code == 422  # stale version
    assert clerk.post(url(evaluation, "review"), {"version": 2, "text": "同意"}).status_code == 302
    answer = clerk.post(url(evaluation, "publish"), {"version": 3})
    assert answer.status_code == 422 and "12月还没有封账" in answer.content.decode()
    close_year(world)
    answer = clerk.post(url(evaluation, "publish"), {"version": 3})
    assert answer.status_code == 422 and "未知项" in answer.content.decode()
    settle(world)
    assert clerk.post(url(evaluation, "publish"), {"version": 3}).status_code == 302
    answer = officer.post(url(evaluation, "decide"), {"version": 4})
    assert answer.status_code == 422 and "公示期到" in answer.content.decode()


def answer(objection, who, world, upheld=False):
    part = next(part for part in PUBLICATIONS.parts if part.key == "objection")
    found = PublicationObjection.objects.get(pk=objection.pk)
    registers.correct_line(
        by=world[who],
        part=part,
        line=found,
        version=found.version,
        today=timezone.localdate(AFTER),
        step=part.steps[0],
        answer="已核对",
        upheld=upheld,
        answered_on=timezone.localdate(AFTER),
    )


@pytest.mark.requirement("ORG-30")
def test_undecided_while_an_objection_is_open_and_upheld_leads_back_to_review(world):
    evaluation = published(world)
    objection = actions.object_to(by=world["secretary"], evaluation=evaluation, text="少算一次主题党日", now=AFTER)
    later = AFTER + timedelta(days=30)
    with pytest.raises(RuleViolation, match="异议没有答复"):
        step(world, evaluation, "decide", "officer", now=later)
    with pytest.raises(RuleViolation, match="异议没有答复"):  # taking the publication back answers nothing
        step(world, evaluation, "reopen", "clerk", now=AFTER, text="重新计票")
    with pytest.raises(RuleViolation, match="受理和答复"):
        answer(objection, "secretary", world)
    answer(objection, "clerk", world, upheld=True)
    with pytest.raises(RuleViolation, match="退回复核"):
        step(world, evaluation, "decide", "officer", now=later)
    with pytest.raises(RuleViolation, match="请写明退回的原因"):
        step(world, evaluation, "reopen", "clerk", now=AFTER)
    reopened = step(world, evaluation, "reopen", "clerk", now=AFTER, text="异议成立")
    assert reopened.state == "self_reported" and current_for(reopened) is None
    assert [each.publication.withdrawn_because for each in objections_for(reopened)] == ["退回复核：异议成立"]
    step(world, evaluation, "review", "clerk", now=AFTER, text="已改正")
    step(world, evaluation, "publish", "clerk", now=AFTER)
    assert step(world, evaluation, "decide", "officer", now=later).state == "decided"


@pytest.mark.parametrize(
    ("taken", "back", "by", "to"),
    [
        (1, "send_back", "clerk", "open"),
        (2, "reopen", "clerk", "self_reported"),
        (2, "refer", "officer", "self_reported"),
        (3, "reopen", "clerk", "self_reported"),
        (3, "refer", "officer", "self_reported"),
    ],
)
def test_from_every_state_before_the_decision_a_step_back_with_its_reason(world, taken, back, by, to):
    settle(world)
    close_year(world)
    forward = (("self_report", "secretary", "自查"), ("review", "clerk", "同意"), ("publish", "clerk", ""))
    for name, who, text in forward[:taken]:
        evaluation = step(world, world["evaluation"], name, who, now=AFTER, text=text)
    client = client_of(world[by])
    answer = client.post(url(evaluation, back), {"version": evaluation.version, "text": " "})
    assert answer.status_code == 422 and "请写明退回的原因" in answer.content.decode()
    answer = client.post(url(evaluation, back), {"version": evaluation.version, "text": "漏计一次会议"})
    assert answer.status_code == 302
    evaluation.refresh_from_db()
    assert (evaluation.state, evaluation.sent_back_because) == (to, "漏计一次会议")
    assert current_for(evaluation) is None
    event = AuditEvent.objects.get(code=f"assessments.{back}")
    assert event.data["reason"] == "漏计一次会议" and event.data["new"] == to
    assert "漏计一次会议" in client.get(f"/assessments/evaluations/{evaluation.pk}/").content.decode()
    name, who, text = forward[0] if to == "open" else forward[1]
    assert step(world, evaluation, name, who, now=AFTER, text=text).sent_back_because == ""
    other = "officer" if by == "clerk" else "clerk"
    assert client_of(world[other]).post(url(evaluation, back), {"version": 1, "text": "不是我的"}).status_code == 403


def test_what_was_reported_goes_back_so_that_the_scheme_can_be_corrected(world):
    """The refusal of a new edition names steps that lead out of it."""
    settle(world)
    reviewed = [step(world, world["evaluation"], name, who, now=NOW, text="自查")
                for name, who in (("self_report", "secretary"), ("review", "clerk"))][-1]  # fmt: skip
    again = drafting.draft_scheme(by="t", district=world["district"], year=2026, today=date(2026, 4, 2))

    def announce() -> None:
        drafting.announce(by=world["officer"], scheme=again, document="更正通知", on=date(2026, 4, 2), now=NOW)

    with pytest.raises(RuleViolation, match="“退回街道复核”、“退回补充”，回到“计分中”后再公布"):
        announce()
    step(world, reviewed, "refer", "officer", now=NOW, text="方案要更正")
    with pytest.raises(RuleViolation, match="1个社区"):
        announce()
    step(world, reviewed, "send_back", "clerk", now=NOW, text="方案要更正")
    announce()
    again.refresh_from_db()
    assert again.state == "in_force"
    Evaluation.objects.create(organization=world["community"], scheme=again, state="decided", total=80)
    third = drafting.draft_scheme(by="t", district=world["district"], year=2026, today=date(2026, 4, 2))
    with pytest.raises(RuleViolation, match="审定了结果，本年方案不能再换版本"):
        drafting.announce(by=world["officer"], scheme=third, document="再更正", on=date(2026, 4, 2), now=NOW)


def test_nothing_is_sent_back_once_it_is_decided(world):
    evaluation = published(world)
    step(world, evaluation, "decide", "officer", now=AFTER + timedelta(days=30))
    for name, by in (("send_back", "clerk"), ("reopen", "clerk"), ("refer", "officer")):
        with pytest.raises(RuleViolation, match="区级已定"):
            step(world, evaluation, name, by, now=AFTER, text="再看看")


BALLOT = {"voters": "residents", "issued": 50, "returned": 50, "satisfied": 40, "fairly": 6, "unsatisfied": 4}
BALLOT["invalid"] = 0


def typed(world, **more) -> SatisfactionCount:
    return actions.record_ballots(
        by=world["clerk"], community=world["community"], year=2026, now=NOW, **(BALLOT | more)
    )


def test_a_wrongly_typed_count_is_corrected_with_its_reason_and_history(world):
    counts = typed(world)
    clerk = client_of(world["clerk"])
    address = f"{url(world['evaluation'], 'ballots')}{counts.pk}/"
    form = BALLOT | {"satisfied": 42, "unsatisfied": 2, "version": counts.version, "reason": ""}
    assert '"更正居民票"' in clerk.get(url(world["evaluation"], "")[:-1]).content.decode()
    assert 'value="40"' in clerk.get(address).content.decode()
    answer = clerk.post(address, form)
    assert answer.status_code == 422 and "请写明更正原因" in answer.content.decode()
    answer = clerk.post(address, form | {"satisfied": 43, "reason": "少计两票"})
    assert answer.status_code == 422 and "必须等于收回数" in answer.content.decode()
    answer = clerk.post(address, form | {"satisfied": 40, "unsatisfied": 4, "reason": "少计两票"})
    assert answer.status_code == 422 and "票数没有改动" in answer.content.decode()
    counts.refresh_from_db()
    assert (counts.satisfied, counts.corrected_at) == (40, None)
    assert clerk.post(address, form | {"reason": "少计两票"}).status_code == 302
    line = Score.objects.get(evaluation=world["evaluation"], item__voters="residents")
    assert line.value == 96
    answer = clerk.post(address, form | {"satisfied": 44, "unsatisfied": 0, "reason": "再改"})
    assert answer.status_code == 409  # typed on what stood before
    again = form | {"satisfied": 41, "fairly": 7, "version": counts.version + 1, "reason": "复核票箱"}
    assert clerk.post(address, again).status_code == 302
    page = clerk.get(f"/assessments/evaluations/{world['evaluation'].pk}/").content.decode()
    for words in ("少计两票", "满意40", "满意42", "复核票箱", "满意41"):
        assert words in page, words
    event = AuditEvent.objects.filter(code="assessments.ballots_corrected").first()
    assert event.organization_id == world["community"].pk and "少计两票" in str(event.data)
    assert client_of(world["secretary"]).get(address).status_code == 403


def test_an_objection_names_its_item_on_the_page(world):
    evaluation = published(world)
    secretary = client_of(world["secretary"])
    item = evaluation.scheme.items.get(source="judgement")
    page = secretary.get(f"/assessments/evaluations/{evaluation.pk}/").content.decode()
    assert "针对哪一项" in page and f'<option value="{item.pk}">' in page
    with time_machine.travel(AFTER):
        secretary = client_of(world["secretary"])
        answer = secretary.post(url(evaluation, "objections"), {"objection-about": "0", "objection-text": "偏低"})
        assert answer.status_code == 422
        asked = {"objection-about": item.pk, "objection-text": "分数偏低"}
        assert secretary.post(url(evaluation, "objections"), asked).status_code == 302
        asked = {"objection-about": "", "objection-text": "整体偏低"}
        assert secretary.post(url(evaluation, "objections"), asked).status_code == 302
        page = secretary.get(f"/assessments/evaluations/{evaluation.pk}/").content.decode()
    assert f"“{item.title}”分数偏低" in page
    found = list(objections_for(evaluation).values_list("about", "text"))
    assert found == [(item.title, "分数偏低"), ("", "整体偏低")]


def test_each_count_of_the_ranking_opens_its_communities(world):
    clerk, address = client_of(world["clerk"]), "/assessments/evaluations/?year=2026&series=five_good"
    body = clerk.get(address).content.decode()
    assert "stand=undecided" in body and "甲一社区" in body
    assert "甲一社区" in clerk.get(f"{address}&stand=undecided").content.decode()
    found = clerk.get(f"{address}&stand=low").content.decode()
    assert "没有这样的社区" in found and ">甲一社区<" not in found
    Evaluation.objects.update(total=10, unknown=0, unknown_weight=0, due_points=100, known_weight=100)
    body = clerk.get(f"{address}&stand=low").content.decode()
    assert "stand=high" in body and ">甲一社区<" in body and "只列低分的社区" in body
    assert ">甲一社区<" not in clerk.get(f"{address}&stand=high").content.decode()


def test_counts_stand_with_the_result_until_it_goes_back_to_review(world):
    counts = typed(world)
    evaluation = published(world)
    clerk = client_of(world["clerk"])
    address = f"{url(evaluation, 'ballots')}{counts.pk}/"
    form = BALLOT | {"satisfied": 42, "unsatisfied": 2, "version": counts.version, "reason": "少计两票"}
    assert "更正居民票" not in clerk.get(f"/assessments/evaluations/{evaluation.pk}/").content.decode()
    assert clerk.get(address).status_code == 302
    assert clerk.post(address, form).status_code == 422
    objection = actions.object_to(by=world["secretary"], evaluation=evaluation, text="少计两票", now=AFTER)
    answer(objection, "clerk", world, upheld=True)
    step(world, evaluation, "reopen", "clerk", now=AFTER, text="异议成立")
    before = Score.objects.get(evaluation=evaluation, item__voters="residents").points
    assert clerk.post(address, form).status_code == 302
    assert Score.objects.get(evaluation=evaluation, item__voters="residents").points > before


def test_counts_that_another_schemes_standing_result_reckons_with_are_not_corrected(world):
    counts = typed(world)
    other = drafting.adopt_scheme(
        by="t", district=world["district"], year=2026, on=date(2026, 1, 1), series="four_promotions"
    )
    standing = Evaluation.objects.create(organization=world["community"], scheme=other, state="decided", total=90)
    with pytest.raises(RuleViolation, match="已审定，测评票不能再更正"):
        actions.correct_ballots(
            by=world["clerk"], evaluation=world["evaluation"], counts=counts, version=1, reason="少计", now=NOW,
            **(BALLOT | {"satisfied": 42, "unsatisfied": 2}),
        )  # fmt: skip
    standing.delete()


def test_what_is_published_does_not_move_and_the_review_stands_beside_it(world):
    evaluation = published(world)
    before = (evaluation.total, *evaluation.scores.order_by("pk").values_list("points", flat=True))
    SatisfactionCount.objects.create(
        organization=world["community"], year=2026, voters="residents", issued=60, returned=60, satisfied=60
    )
    scoring.score(scheme=evaluation.scheme, as_of=date(2027, 1, 12), now=AFTER)
    evaluation.refresh_from_db()
    assert (evaluation.total, *evaluation.scores.order_by("pk").values_list("points", flat=True)) == before
    assert evaluation.review_total is not None and evaluation.review_total > evaluation.total
    page = client_of(world["secretary"]).get(f"/assessments/evaluations/{evaluation.pk}/").content.decode()
    assert "复核" in page


def test_decided_and_frozen_after_everything_is_settled(world):
    evaluation = published(world)
    assert evaluation.unknown == 0 and evaluation.total is not None
    step(world, evaluation, "decide", "officer", now=AFTER + timedelta(days=30))
    assert step(world, evaluation, "freeze", "officer", now=AFTER + timedelta(days=31)).state == "frozen"
    with pytest.raises(RuleViolation, match="不能"):
        step(world, evaluation, "decide", "officer", now=AFTER)


def test_a_declaration_can_be_taken_back_and_falls_away_when_the_value_is_known(world):
    line = Score.objects.get(evaluation=world["evaluation"], item__voters="residents")
    officer, clerk = client_of(world["officer"]), client_of(world["clerk"])
    declare = f"/assessments/scores/{line.pk}/inapplicable/"
    assert officer.post(declare, {"na-reason": "没有组织测评"}).status_code == 302
    assert client_of(world["secretary"]).post(f"{declare}withdraw/").status_code == 403
    assert officer.post(f"{declare}withdraw/").status_code == 302
    line.refresh_from_db()
    assert not line.inapplicable
    assert officer.post(declare, {"na-reason": "没有组织测评"}).status_code == 302
    form = {"voters": "residents", "issued": 40, "returned": 40, "satisfied": 40, "fairly": 0, "unsatisfied": 0}
    form = {f"ballot-{name}": value for name, value in (form | {"invalid": 0}).items()}
    assert clerk.post(url(world["evaluation"], "ballots"), form).status_code == 302
    line.refresh_from_db()
    assert (line.status, line.inapplicable, line.points) == ("known", False, line.item.weight)


def test_a_poll_with_more_returned_than_issued_is_recorded_void_and_held_again(world):
    def vote(voters, issued, satisfied):
        return actions.record_ballots(
            by=world["clerk"], community=world["community"], year=2026, voters=voters, issued=issued,
            returned=satisfied, satisfied=satisfied, fairly=0, unsatisfied=0, invalid=0, now=NOW,
        )  # fmt: skip

    line = Score.objects.get(evaluation=world["evaluation"], item__voters="residents")
    assert vote("residents", 40, 41).is_void
    line.refresh_from_db()
    assert line.status == "unknown"
    assert not vote("residents", 40, 38).is_void
    line.refresh_from_db()
    assert line.points == line.item.weight
    with pytest.raises(RuleViolation, match="已录入"):
        vote("residents", 40, 38)


def test_residents_and_units_are_judged_apart_each_with_its_own_minimum(world):
    def vote(voters, number, satisfied):
        actions.record_ballots(
            by=world["clerk"], community=world["community"], year=2026, voters=voters, issued=number,
            returned=number, satisfied=satisfied, fairly=0, unsatisfied=number - satisfied, invalid=0, now=NOW,
        )  # fmt: skip

    vote("residents", 29, 29)
    vote("units", 8, 2)
    found = dict(
        Score.objects.filter(evaluation=world["evaluation"], item__source="ballot").values_list(
            "item__voters", "status"
        )
    )
    assert found == {"residents": "unknown", "units": "known"}
    assert Score.objects.get(evaluation=world["evaluation"], item__voters="units").value == 25


def test_points_beyond_the_weight_and_points_without_reason_are_refused(world):
    line = Score.objects.get(evaluation=world["evaluation"], item__source="judgement")
    clerk = client_of(world["clerk"])
    target = f"/assessments/scores/{line.pk}/judge/"
    answer = clerk.post(target, {"points": "9", "reason": "很好"})
    assert answer.status_code == 422 and "得分应在0到4之间" in answer.content.decode()
    assert clerk.post(target, {"points": "3", "reason": ""}).status_code == 422
    assert client_of(world["secretary"]).post(target, {"points": "3", "reason": "自评"}).status_code == 403
    assert clerk.post(target, {"points": "3", "reason": "现场评议"}).status_code == 302
    line.refresh_from_db()
    assert line.points == 3


def test_ballots_must_balance(world):
    clerk = client_of(world["clerk"])
    form = {f"ballot-{name}": value for name, value in {"voters": "residents", "issued": 40, "returned": 38}.items()}
    form |= {"ballot-satisfied": 30, "ballot-fairly": 5, "ballot-unsatisfied": 1, "ballot-invalid": 1}
    answer = clerk.post(url(world["evaluation"], "ballots"), form)
    assert answer.status_code == 422 and "必须等于收回数" in answer.content.decode()
    assert clerk.post(url(world["evaluation"], "ballots"), form | {"ballot-invalid": 2}).status_code == 302
    line = Score.objects.get(evaluation=world["evaluation"], item__voters="residents")
    assert line.value == Decimal("97.22")


@pytest.mark.requirement("ASM-11")
def test_dashboard_drills_from_street_to_community_to_record(world):
    officer = client_of(world["officer"])
    page = officer.get("/assessments/dashboard/?period=year").content.decode()
    street = world["community"].ancestor_ids[1]
    assert f"?organization={street}" in page
    below = officer.get(f"/assessments/dashboard/?organization={street}&period=year").content.decode()
    records = f"/assessments/records/{world['community'].pk}/theme_day_held/"
    assert records in below
    found = officer.get(f"{records}?from=2026-01&to=2026-12").content.decode()
    assert f"/meetings/{world['meeting'].pk}/" in found


def test_dashboard_export_carries_numerators_and_denominators(world):
    from core.office.spreadsheets import read

    answer = client_of(world["officer"]).get("/assessments/dashboard/export.xlsx?period=year")
    sheets = read(answer.content, "out.xlsx").sheets
    assert [sheet.name for sheet in sheets] == ["街道×指标", "分子分母"]
    assert any(row[1] == "主题党日" and row[2] == 1 for row in sheets[1].rows if len(row) > 2)
    event = AuditEvent.objects.get(code="assessments.exported")
    assert (event.actor_id, event.organization_id) == (world["officer"].pk, world["district"].pk)
    assert event.data["rows"] == 2 and event.data["months"] == ["2026-01", f"{timezone.localdate():%Y-%m}"]


def test_a_table_leaves_the_portal_by_the_right_where_it_is_of(world):
    """Held at the street alone: the district's table and counts stay, the street's go."""
    clerk, street = world["clerk"], world["community"].ancestor_ids[1]
    Grant.objects.create(
        user=clerk,
        permission=Permission.objects.get(codename="view_dashboard"),
        content_object=world["district"],
        during=(SINCE, None),
    )
    held = set(clerk.grant_set.filter(permission__codename="export_data").values_list("content_object_id", flat=True))
    assert held == {street}
    client, address = client_of(clerk), "/assessments/dashboard/export.xlsx?period=year&organization="
    assert client.get(f"{address}{world['district'].pk}").status_code == 403
    assert client.get(f"{address}{street}").status_code == 200


def test_secretary_has_no_dashboard(world):
    assert client_of(world["secretary"]).get("/assessments/dashboard/").status_code == 403
