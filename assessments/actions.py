"""Writes of the assessments room: schemes, ballots, reviewers' points, the cycle from self-report to frozen."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments import rules
from assessments.models import Evaluation, Objection, SatisfactionCount, Scheme, SchemeItem, Score
from assessments.schemes import FIVE_GOOD, Line
from core import audit
from core.calendar import add_working_days
from core.errors import RuleViolation
from organizations import thresholds
from organizations.models import Organization
from organizations.rules import raise_field_errors
from people.models import User


@transaction.atomic
def adopt_scheme(
    *,
    by: Any,
    district: Organization,
    year: int,
    on: date,
    lines: tuple[Line, ...] = FIVE_GOOD,
    name: str = "五个好评价",
) -> Scheme:
    """Put a scheme in force for a year. The weights must sum to the threshold's 100 (ASM-01)."""
    total = sum(line.weight for line in lines)
    wanted = thresholds.at("asm.weights_sum", organization=district, as_of=on)
    if total != wanted:
        raise RuleViolation("weights-sum", f"各项分值合计为{total},应为{wanted}")
    scheme = Scheme.objects.create(district=district, year=year, name=name, in_force=True)
    SchemeItem.objects.bulk_create(
        [
            SchemeItem(
                scheme=scheme,
                dimension=line.dimension,
                title=line.title,
                source=line.source,
                indicator_id=line.indicator or None,
                weight=line.weight,
                zero_at=line.zero_at,
                full_at=line.full_at,
                clause=line.clause,
                advice=line.advice,
                order=order,
            )
            for order, line in enumerate(lines)
        ]
    )
    audit.record("assessments.scheme_adopted", by=by, target=scheme, organization_id=district.pk, year=year)
    return scheme


def scheme_of(district: Organization, year: int) -> Scheme:
    """The scheme in force in a district for a year."""
    return Scheme.objects.select_related("district").get(district=district, year=year, in_force=True)


def evaluation_of(scheme: Scheme, community: Organization) -> Evaluation:
    return Evaluation.objects.select_related("scheme__district", "organization").get(
        scheme=scheme, organization=community
    )


@transaction.atomic
def record_ballots(
    *,
    by: User,
    community: Organization,
    year: int,
    voters: str,
    issued: int,
    returned: int,
    satisfied: int,
    fairly: int,
    unsatisfied: int,
    invalid: int,
    now: datetime,
) -> SatisfactionCount:
    """Enter the counts of a satisfaction ballot; they must balance."""
    counts = SatisfactionCount(
        organization=community,
        year=year,
        voters=voters,
        issued=issued,
        returned=returned,
        satisfied=satisfied,
        fairly=fairly,
        unsatisfied=unsatisfied,
        invalid=invalid,
        recorded_at=now,
        recorded_by=by,
    )
    raise_field_errors(counts, exclude=["scope"])
    counts.save()
    audit.record("assessments.ballots_recorded", by=by, target=counts, issued=issued, returned=returned)
    return counts


def _locked(evaluation: Evaluation) -> Evaluation:
    return (
        Evaluation.objects.select_for_update(of=("self",))
        .select_related("organization", "scheme__district")
        .get(pk=evaluation.pk)
    )


@transaction.atomic
def judge(*, by: User, score: Score, points: Decimal, reason: str, now: datetime) -> Score:
    """A reviewer's points for a qualitative item, with the reason (ASM-02)."""
    evaluation = _locked(score.evaluation)
    rules.check_can_review(evaluation)
    if score.item.source != SchemeItem.Source.JUDGEMENT:
        raise RuleViolation("not-a-judgement", "这一项由记录计算,不能手工打分")
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明打分理由", field="reason")
    rules.check_points(score, points)
    old = score.points
    Score.objects.filter(pk=score.pk).update(
        points=points, value=points, reason=reason.strip(), entered_by=by, entered_at=now
    )
    score.refresh_from_db()
    audit.record(
        "assessments.judged",
        by=by,
        target=score,
        organization_id=evaluation.organization_id,
        old=str(old) if old is not None else None,
        new=str(points),
    )
    return score


@transaction.atomic
def declare_inapplicable(*, by: User, score: Score, reason: str, now: datetime) -> Score:
    """Leave an unknown item out with a reason; its weight is shared out over the others (ASM-02)."""
    evaluation = _locked(score.evaluation)
    if evaluation.state not in rules.SCORING_STATES:
        raise RuleViolation("evaluation-state", f"这份评价是“{evaluation.get_state_display()}”,不能再改")
    if score.points is not None:
        raise RuleViolation("known-item", "这一项已有得分,不能声明不适用")
    if not reason.strip():
        raise RuleViolation("reason-missing", "声明不适用时必须写明理由", field="reason")
    Score.objects.filter(pk=score.pk).update(inapplicable=True, reason=reason.strip(), entered_by=by, entered_at=now)
    score.refresh_from_db()
    audit.record(
        "assessments.declared_inapplicable",
        by=by,
        target=score,
        organization_id=evaluation.organization_id,
        reason=reason,
    )
    return score


@transaction.atomic
def take_step(
    *, by: User, evaluation: Evaluation, step: str, version: int, now: datetime, text: str = ""
) -> Evaluation:
    """One step of the cycle: self_report, review, send_back, publish, decide, freeze."""
    current = _locked(evaluation)
    if current.version != version:
        raise RuleViolation("changed-meanwhile", "这份评价刚被别人办理过,请刷新后再办理")
    target = rules.next_state(current, step)
    today = timezone.localtime(now).date()
    if step == "self_report":
        if not text.strip():
            raise RuleViolation("text-missing", "请填写自评情况", field="text")
        current.self_report, current.self_reported_at = text.strip(), now
    elif step in ("review", "send_back"):
        if step == "send_back" and not text.strip():
            raise RuleViolation("text-missing", "请写明退回的原因", field="text")
        current.street_comment = text.strip()
    elif step == "publish":
        days = thresholds.at("asm.objection_days", organization=current.organization, as_of=today)
        current.published_from, current.published_until = today, add_working_days(today, days)
    elif step == "decide":
        unanswered = Objection.objects.filter(evaluation=current, answered_at=None).count()
        rules.check_can_decide(current, on=today, open_objections=unanswered)
        current.decided_at, current.decided_by = now, by
    current.state = target
    current.version += 1
    current.save()
    audit.record(f"assessments.{step}", by=by, target=current, old=evaluation.state, new=target)
    return current


@transaction.atomic
def object_to(
    *, by: User, evaluation: Evaluation, text: str, now: datetime, item: SchemeItem | None = None
) -> Objection:
    """Raise an objection while the result is published (ASM-04)."""
    current = _locked(evaluation)
    if current.state != Evaluation.State.PUBLISHED:
        raise RuleViolation("not-published", "只有在公示期内才能提出异议")
    if not text.strip():
        raise RuleViolation("text-missing", "请写明异议内容", field="text")
    objection = Objection.objects.create(
        organization=current.organization, evaluation=current, item=item, text=text.strip(), raised_by=by, raised_at=now
    )
    audit.record("assessments.objected", by=by, target=objection)
    return objection


@transaction.atomic
def answer_objection(*, by: User, objection: Objection, answer: str, now: datetime) -> Objection:
    """Answer an objection; not by the one who raised it."""
    current = Objection.objects.select_for_update().get(pk=objection.pk)
    if current.answered_at is not None:
        raise RuleViolation("answered", "这条异议已经答复")
    if current.raised_by_id == by.pk:
        raise RuleViolation("own-objection", "不能答复自己提出的异议")
    if not answer.strip():
        raise RuleViolation("answer-missing", "请填写答复", field="answer")
    current.answer, current.answered_at, current.answered_by = answer.strip(), now, by
    current.version += 1
    current.save()
    audit.record("assessments.objection_answered", by=by, target=current)
    return current
