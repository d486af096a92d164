"""One line of an evaluation: the records that gave it, the judgement, the declaration."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from assessments import actions, evidence, queries, rules
from assessments.forms import InapplicableForm, JudgeForm
from assessments.models import Evaluation, LateFact, SatisfactionCount, Score
from assessments.queries import VIEW
from assessments.views.evaluations import evaluation_in_scope, rescore
from core.dates import month_start
from core.errors import RuleViolation
from organizations.access import require
from organizations.scoping import may


def _score(request: HttpRequest, pk: int, need: str | None = None) -> Score:
    """A score inside the user's scope: through its evaluation."""
    score = get_object_or_404(
        Score.objects.select_related("item__indicator", "entered_by__person"),
        pk=pk,
        evaluation__in=Evaluation.objects.visible_to(request.user, VIEW),
    )
    score.evaluation = evaluation_in_scope(request, score.evaluation_id, need)
    return score


@require_GET
@require(VIEW)
def score(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "assessments/score.html", _score_context(request, _score(request, pk)))


def _score_context(request: HttpRequest, row: Score, **forms: Any) -> dict[str, Any]:
    evaluation, item = row.evaluation, row.item
    first = date(evaluation.scheme.year, 1, 1)
    last = min(date(evaluation.scheme.year, 12, 1), month_start(timezone.localdate()))
    context: dict[str, Any] = {"row": row, "evaluation": evaluation, "item": item, "first": first, "last": last}
    if item.indicator is not None:
        organization = evaluation.organization
        code = item.indicator.pk
        context |= {
            "facts": list(queries.monthly(organization, [code], first=first, last=last)[code].values()),
            "late": {
                fact.month: fact
                for fact in LateFact.objects.filter(
                    organization=organization, indicator_id=code, month__range=(first, last)
                )
            },
            "lines": evidence.lines(code, user=request.user, organization=organization, first=first, last=last),
            "register_url": evidence.register_link(code, organization, last),
        }
    else:
        context["ballots"] = SatisfactionCount.objects.filter(
            organization=evaluation.organization, year=evaluation.scheme.year
        )
    reviewer = may(request.user, "organizations.review_evaluation", evaluation.organization)
    decider = may(request.user, "organizations.decide_evaluation", evaluation.organization)
    if item.source == item.Source.JUDGEMENT and reviewer and evaluation.state in rules.REVIEW_STATES:
        context["judge_form"] = forms.get("judge_form") or JudgeForm(
            initial={"points": row.points, "reason": row.reason}
        )
    if row.points is None and not row.inapplicable and (reviewer or decider):
        context["inapplicable_form"] = forms.get("inapplicable_form") or InapplicableForm(prefix="na")
    return context


@require_POST
@require("organizations.review_evaluation")
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    row = _score(request, pk, need="organizations.review_evaluation")
    form = JudgeForm(request.POST)
    if form.is_valid():
        try:
            actions.judge(by=request.user, score=row, now=timezone.now(), **form.cleaned_data)  # type: ignore[arg-type]
        except RuleViolation as violation:
            form.add_error(violation.field if violation.field in form.fields else None, violation.message)
        else:
            rescore(row.evaluation)
            messages.success(request, "打分已保存")
            return redirect("assessments:score", row.pk)
    return render(request, "assessments/score.html", _score_context(request, row, judge_form=form), status=422)


@require_POST
@require(VIEW)
def inapplicable(request: HttpRequest, pk: int) -> HttpResponse:
    row = _score(request, pk)
    organization = row.evaluation.organization
    if not (
        may(request.user, "organizations.review_evaluation", organization)
        or may(request.user, "organizations.decide_evaluation", organization)
    ):
        raise PermissionDenied("您可以查看,但没有办理的权限")
    form = InapplicableForm(request.POST, prefix="na")
    if form.is_valid():
        try:
            actions.declare_inapplicable(
                by=request.user,  # type: ignore[arg-type]
                score=row,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except RuleViolation as violation:
            form.add_error(violation.field if violation.field in form.fields else None, violation.message)
        else:
            rescore(row.evaluation)
            messages.success(request, "已声明不适用,分值按比例分摊")
            return redirect("assessments:score", row.pk)
    return render(request, "assessments/score.html", _score_context(request, row, inapplicable_form=form), status=422)
