"""Writes of the assessments room: ballots, reviewers' points, the cycle from self-report to frozen."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments import faces, rules, scoring, workbook
from assessments.models import BALLOT_COUNTS, FIVE_GOOD, Evaluation, SatisfactionCount, Scheme, SchemeItem, Score
from assessments.overview import Overview
from assessments.rules import EVALUATION
from core.office.documents import Official, official_docx
from core.office.spreadsheets import write
from core.records import audit, shown
from core.records.errors import RuleViolation
from core.records.versions import save_versioned
from organizations.kinds import STREETS
from organizations.models import Organization, Publication, PublicationObjection
from organizations.publications import actions as publications
from organizations.rules import raise_field_errors
from people.models import User


def scheme_of(district: Organization, year: int, series: str = FIVE_GOOD) -> Scheme:
    """The scheme of a series in force in a district for a year."""
    return Scheme.objects.select_related("district").get(district=district, year=year, series=series, in_force=True)


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
    """Enter the counts of a satisfaction ballot; they must balance. More returned than issued is a void poll."""
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
    audit.record(
        "assessments.ballots_recorded", by=by, target=counts, issued=issued, returned=returned, void=counts.is_void
    )
    _count_ballots(community, year=year, now=now)
    return counts


def _count_ballots(community: Organization, *, year: int, now: datetime) -> None:
    """Score a community again in every scheme of the year whose points still move."""
    for evaluation in Evaluation.objects.filter(
        organization=community, scheme__year=year, scheme__in_force=True, state__in=rules.SCORING_STATES
    ):
        scoring.score_one(_locked(evaluation), as_of=timezone.localdate(now), now=now)


@transaction.atomic
def correct_ballots(
    *,
    by: User,
    evaluation: Evaluation,
    counts: SatisfactionCount,
    version: int,
    reason: str,
    now: datetime,
    **said: Any,
) -> SatisfactionCount:
    """Put right what was typed wrongly, while no result that counts it stands; the history keeps what stood before.

    ``said``: the counts of the ballot by name (BALLOT_COUNTS). Raises Conflict when somebody else was first.
    """
    EVALUATION.check("score", _locked(evaluation), by=by, at=now)
    stored = SatisfactionCount.objects.select_for_update(of=("self",)).get(pk=counts.pk)
    rules.check_ballots_correctable(stored.organization_id, stored.year)
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明更正原因", field="reason")
    before = stored.words
    for name in BALLOT_COUNTS:
        setattr(stored, name, said[name])
    raise_field_errors(stored, exclude=["scope"])
    if stored.version == version and stored.words == before:
        raise RuleViolation("nothing-changed", "票数没有改动，不需要更正")
    stored.corrected_because, stored.corrected_at, stored.corrected_by = reason.strip(), now, by
    save_versioned(stored, version, [*BALLOT_COUNTS, "corrected_because", "corrected_at", "corrected_by"])
    audit.record(
        "assessments.ballots_corrected",
        by=by,
        target=stored,
        organization_id=stored.organization_id,
        old=before,
        new=stored.words,
        reason=stored.corrected_because,
    )
    _count_ballots(stored.organization, year=stored.year, now=now)
    return stored


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
    EVALUATION.check("score", evaluation, by=by, at=now)
    shown.check(faces.SCORE, score)
    if score.item.source != SchemeItem.Source.JUDGEMENT:
        raise RuleViolation("not-a-judgement", "这一项由记录计算，不能手工打分")
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明打分理由", field="reason")
    rules.check_points(score, points)
    old = score.points
    Score.objects.filter(pk=score.pk).update(
        status=Score.Status.KNOWN,
        points=points,
        value=points,
        inapplicable=False,
        reason=reason.strip(),
        entered_by=by,
        entered_at=now,
    )
    scoring.score_one(evaluation, as_of=timezone.localdate(now), now=now)
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
    """Leave an unknown item out with a reason; its weight is shared out over the others until it is known (ASM-02)."""
    evaluation = _locked(score.evaluation)
    EVALUATION.check("score", evaluation, by=by, at=now)
    shown.check(faces.SCORE, score)
    if score.status != Score.Status.UNKNOWN:
        raise RuleViolation("known-item", "这一项不是未知项，不能声明不适用")
    if not reason.strip():
        raise RuleViolation("reason-missing", "声明不适用时必须写明理由", field="reason")
    Score.objects.filter(pk=score.pk).update(inapplicable=True, reason=reason.strip(), entered_by=by, entered_at=now)
    scoring.score_one(evaluation, as_of=timezone.localdate(now), now=now)
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
def take_back_inapplicable(*, by: User, score: Score, now: datetime) -> Score:
    """The item is unknown again, as before the declaration."""
    evaluation = _locked(score.evaluation)
    EVALUATION.check("score", evaluation, by=by, at=now)
    shown.check(faces.SCORE, score)
    if not score.inapplicable:
        raise RuleViolation("not-declared", "这一项没有声明不适用")
    Score.objects.filter(pk=score.pk).update(inapplicable=False, reason="", entered_by=by, entered_at=now)
    scoring.score_one(evaluation, as_of=timezone.localdate(now), now=now)
    score.refresh_from_db()
    audit.record("assessments.inapplicable_taken_back", by=by, target=score, organization_id=evaluation.organization_id)
    return score


@transaction.atomic
def take_step(
    *, by: User, evaluation: Evaluation, step: str, version: int, now: datetime, text: str = ""
) -> Evaluation:
    """One step of the cycle by its name (``rules.CYCLE``); ``text``: the report, the opinion or the reason."""
    current = _locked(evaluation)
    if current.version != version:
        raise RuleViolation("changed-meanwhile", "这份评价刚被别人办理过，请刷新后再办理")
    today, old = timezone.localdate(now), current.state
    if step == "publish":
        EVALUATION.check_state(step, current)
        scoring.score_one(current, as_of=today, now=now)
        current.refresh_from_db()
    EVALUATION.check(step, current, by=by, at=now)
    rules.check_text(step, text)
    if step == "publish":
        _publish(current, by=by, today=today)
    fields = _written(step, current, by=by, text=text.strip(), now=now)
    current.version += 1
    more: dict[str, Any] = {"reason": current.sent_back_because} if step in rules.BACKWARD else {}
    EVALUATION.advance(step, current, by=by, at=now, fields=fields, old=old, new=EVALUATION[step].to, **more)
    if step == "decide":
        publications.conclude_for(current, by=by, today=today, what="审定")
    elif step in rules.RETAKEN:
        publications.withdraw_for(current, by=by, today=today, reason=f"退回复核：{current.sent_back_because}")
        scoring.score_one(current, as_of=today, now=now)
        current.refresh_from_db()
    return current


def _written(step: str, evaluation: Evaluation, *, by: User, text: str, now: datetime) -> list[str]:
    """Put into the row what a step says beside the state; the names of what changed."""
    said: dict[str, Any] = {"sent_back_because": text[: rules.REASON_MAX] if step in rules.BACKWARD else ""}
    if step == "self_report":
        said |= {"self_report": text, "self_reported_at": now}
    elif step == "review":
        said |= {"street_comment": text}
    elif step == "decide":
        said |= {"decided_at": now, "decided_by": by}
    elif step == "freeze":
        said |= {"grade": rules.grade_of(evaluation)}
    for name, value in said.items():
        setattr(evaluation, name, value)
    return ["version", *said]


def _publish(evaluation: Evaluation, *, by: User, today: date) -> None:
    """The result hangs out for the days of its kind; objections go to the street, whose review it is."""
    community = evaluation.organization
    street = Organization.objects.filter(pk__in=community.ancestor_ids[:-1], kind__in=STREETS).order_by("-path").first()
    publications.publish_for(
        evaluation,
        by=by,
        organization=community,
        handler=street,
        kind=Publication.Kind.EVALUATION,
        title=f"{community.name}{evaluation.scheme}结果",
        content=f"{community.name}{evaluation.scheme}得分{evaluation.total}分（百分制）。",
        today=today,
    )


@transaction.atomic
def object_to(
    *, by: User, evaluation: Evaluation, text: str, now: datetime, item: SchemeItem | None = None
) -> PublicationObjection:
    """Raise an objection while the result is published (ASM-04)."""
    current = _locked(evaluation)
    EVALUATION.check("object", current, by=by, at=now)
    today = timezone.localdate(now)
    about = "" if item is None else item.title
    running = publications.current_for(current)
    return publications.object_to(by=by, publication=running, text=text, today=today, about=about)


def _left(by: User, shown: Overview, form: str) -> None:
    """That the dashboard left the portal, with what it showed."""
    period = shown.period
    audit.record(
        "assessments.exported",
        by=by,
        target=shown.organization,
        organization_id=shown.organization.pk,
        form=form,
        rows=len(shown.rows) + len(shown.closing),
        months=[f"{period.first:%Y-%m}", f"{period.last:%Y-%m}"],
    )


def export_overview(*, by: User, shown: Overview) -> bytes:
    """The dashboard's table as a workbook, recorded."""
    _left(by, shown, "xlsx")
    return write(workbook.sheets(shown))


def export_report(*, by: User, shown: Overview, paper: Official) -> bytes:
    """The dashboard's report (``papers.overview_report``) in Word, recorded."""
    _left(by, shown, "docx")
    return official_docx(paper)
