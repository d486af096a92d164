"""Both years scored, the last one decided and frozen."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from assessments import actions as assessments
from assessments import scoring
from assessments.models import Evaluation
from assessments.queries import result_year
from demo.history.clock import at
from demo.world import Community, Demo


def evaluate(demo: Demo, now: datetime) -> None:
    """Last year as far as the calendar is, frozen at the end of January; this year in its street review.

    A year without a whole month has nothing to judge yet: then there is only last year's result.
    """
    today = timezone.localdate(now)
    _score(demo, today.year - 1, min(now, at(date(today.year, 1, 8))))
    if now >= at(date(today.year, 1, 8)):
        _conclude(demo, today.year - 1, now)
    if result_year(today) == today.year:
        _score(demo, today.year, min(now, at(today)))


def _score(demo: Demo, year: int, now: datetime) -> None:
    scheme = assessments.scheme_of(demo.district, year)
    for community in demo.communities:
        _ballots(demo, community, year, now)
    scoring.score(scheme=scheme, as_of=timezone.localdate(now), now=now, by="scoring")
    for community in demo.communities:
        evaluation = assessments.evaluation_of(scheme, community.node)
        for line in evaluation.scores.select_related("item").filter(item__source="judgement"):
            assessments.judge(
                by=demo.clerk,
                score=line,
                points=min(Decimal(str(community.profile.judgement)), line.item.weight),
                reason="街道评审小组现场查看并合议",
                now=now,
            )


def _conclude(demo: Demo, year: int, now: datetime) -> None:
    scheme = assessments.scheme_of(demo.district, year)
    scored = at(date(year + 1, 1, 8))
    for community in demo.communities:
        evaluation = assessments.evaluation_of(scheme, community.node)
        for line in evaluation.scores.filter(status="unknown"):
            assessments.declare_inapplicable(
                by=demo.officer, score=line, reason="驻区单位党员数尚未核清，本年不计，分值按比例分摊", now=scored
            )
    for community in demo.communities:
        _finish(demo, community, assessments.evaluation_of(scheme, community.node), date(year + 1, 1, 9), now)


def _finish(demo: Demo, community: Community, evaluation: Evaluation, start: date, now: datetime) -> None:
    """Self-report, street review, publicity, decision, frozen; what is to come is left to come."""
    for step, by, day, text in (
        ("self_report", community.secretary, 0, "对照五个好逐项自查，记录和材料齐全。"),
        ("review", demo.clerk, 3, "材料属实，同意上报。"),
        ("publish", demo.clerk, 4, ""),
        ("decide", demo.officer, 18, ""),
        ("freeze", demo.officer, 19, ""),
    ):
        if at(start + timedelta(days=day)) > now:
            return
        evaluation = assessments.take_step(
            by=by,
            evaluation=evaluation,
            step=step,
            version=evaluation.version,
            now=at(start + timedelta(days=day)),
            text=text,
        )


def _ballots(demo: Demo, community: Community, year: int, now: datetime) -> None:
    for voters, number in (("residents", 60), ("units", 8)):
        returned = number - 4 if number > 10 else number
        satisfied = round(returned * community.profile.satisfied * 0.8)
        fairly = round(returned * community.profile.satisfied) - satisfied
        assessments.record_ballots(
            by=demo.clerk,
            community=community.node,
            year=year,
            voters=voters,
            issued=number,
            returned=returned,
            satisfied=satisfied,
            fairly=fairly,
            unsatisfied=returned - satisfied - fairly,
            invalid=0,
            now=now,
        )
