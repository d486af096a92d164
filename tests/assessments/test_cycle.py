"""The evaluation cycle through the pages: self-report, review, publicity, decision, frozen (ASM-03, ASM-04)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from assessments import actions, facts, scoring
from assessments.models import Evaluation, Score
from assessments.schemes import FIVE_GOOD
from core.errors import RuleViolation
from meetings.models import Meeting
from organizations import actions as organizations
from people.models import Person, User

SINCE = date(2020, 1, 1)
NOW = datetime(2026, 4, 2, 2, 0, tzinfo=UTC)


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
    scheme = actions.adopt_scheme(by="t", district=district, year=2026, on=date(2026, 1, 1))
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
    for line in Score.objects.filter(evaluation=evaluation, points=None).select_related("item"):
        line.evaluation = evaluation
        if line.item.source == "judgement":
            actions.judge(by=world["clerk"], score=line, points=Decimal(3), reason="现场评议", now=NOW)
        else:
            actions.declare_inapplicable(by=world["officer"], score=line, reason="本年新设社区", now=NOW)
    scoring.score(scheme=evaluation.scheme, as_of=date(2026, 3, 31), now=NOW)


@pytest.mark.requirement("ASM-01")
def test_weights_of_a_scheme_sum_to_100(world):
    with pytest.raises(RuleViolation, match="应为100"):
        actions.adopt_scheme(
            by="t", district=world["district"], year=2027, on=date(2027, 1, 1), lines=FIVE_GOOD[:-1], name="缺一项"
        )


@pytest.mark.requirement("ASM-03")
def test_every_point_opens_the_records_that_gave_it(world):
    secretary = client_of(world["secretary"])
    page = secretary.get(f"/assessments/evaluations/{world['evaluation'].pk}/").content.decode()
    line = Score.objects.get(evaluation=world["evaluation"], item__indicator_id="theme_day_held")
    assert f"/assessments/scores/{line.pk}/" in page
    found = secretary.get(f"/assessments/scores/{line.pk}/").content.decode()
    assert f"/meetings/{world['meeting'].pk}/" in found
    assert "1月没有主题党日记录" in found


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
    assert clerk.post(url(evaluation, "publish"), {"version": 3}).status_code == 302
    answer = officer.post(url(evaluation, "decide"), {"version": 4})
    assert answer.status_code == 422 and "公示期到" in answer.content.decode()


def test_undecided_while_a_factor_is_unknown_or_an_objection_is_open(world):
    evaluation = world["evaluation"]
    for step, by, text in (("self_report", "secretary", "自查"), ("review", "clerk", "同意"), ("publish", "clerk", "")):
        evaluation = actions.take_step(
            by=world[by], evaluation=evaluation, step=step, version=evaluation.version, now=NOW, text=text
        )
    objection = actions.object_to(by=world["secretary"], evaluation=evaluation, text="少算一次主题党日", now=NOW)
    later = NOW + timedelta(days=30)

    def decide() -> Evaluation:
        current = Evaluation.objects.get(pk=evaluation.pk)
        return actions.take_step(
            by=world["officer"], evaluation=current, step="decide", version=current.version, now=later
        )

    with pytest.raises(RuleViolation, match="异议没有答复"):
        decide()
    with pytest.raises(RuleViolation, match="自己提出的异议"):
        actions.answer_objection(by=world["secretary"], objection=objection, answer="已核对", now=NOW)
    actions.answer_objection(by=world["clerk"], objection=objection, answer="已核对,记录完整", now=NOW)
    with pytest.raises(RuleViolation, match="未知项"):
        decide()


def test_decided_and_frozen_after_everything_is_settled(world):
    settle(world)
    evaluation = Evaluation.objects.get()
    assert evaluation.unknown == 0
    for step, by, day, text in (
        ("self_report", "secretary", 0, "自查"),
        ("review", "clerk", 0, "同意"),
        ("publish", "clerk", 0, ""),
        ("decide", "officer", 30, ""),
        ("freeze", "officer", 31, ""),
    ):
        evaluation = actions.take_step(
            by=world[by],
            evaluation=evaluation,
            step=step,
            version=evaluation.version,
            now=NOW + timedelta(days=day),
            text=text,
        )
    assert evaluation.state == "frozen"
    with pytest.raises(RuleViolation, match="不能"):
        actions.take_step(
            by=world["officer"], evaluation=evaluation, step="decide", version=evaluation.version, now=NOW
        )


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
    line = Score.objects.get(evaluation=world["evaluation"], item__source="ballot")
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
    from core.spreadsheets import read

    answer = client_of(world["officer"]).get("/assessments/dashboard/export.xlsx?period=year")
    sheets = read(answer.content, "out.xlsx").sheets
    assert [sheet.name for sheet in sheets] == ["街道×指标", "分子分母"]
    assert any(row[1] == "主题党日" and row[2] == 1 for row in sheets[1].rows if len(row) > 2)


def test_secretary_has_no_dashboard(world):
    assert client_of(world["secretary"]).get("/assessments/dashboard/").status_code == 403
