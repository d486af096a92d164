"""One line of an evaluation: the records that gave it, the judgement, the declaration."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessments import actions, evidence, queries, rules, whatif
from assessments.advice import advise
from assessments.forms import InapplicableForm, JudgeForm, VetoForm, WhatIfForm
from assessments.models import Evaluation, LateFact, SatisfactionCount, Score
from assessments.queries import VIEW
from assessments.views.evaluations import cut_words, evaluation_in_scope
from core.chinese.dates import month_start
from core.web.forms import Done, press, run
from core.web.guards import require
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


@require(VIEW)
@require_safe
def score(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "assessments/score.html", _score_context(request, _score(request, pk)))


def _score_context(request: HttpRequest, row: Score, **forms: Any) -> dict[str, Any]:
    evaluation, item = row.evaluation, row.item
    first = date(evaluation.scheme.year, 1, 1)
    last = min(date(evaluation.scheme.year, 12, 1), month_start(timezone.localdate()))
    context: dict[str, Any] = {"row": row, "evaluation": evaluation, "item": item, "first": first, "last": last}
    context["dimension"] = evaluation.scheme.dimension_label(item.dimension)
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
            "evidence": evidence.evidence(
                item.indicator, user=request.user, organization=organization, first=first, last=last
            ),
            "limit": evidence.LIMIT,
            "register_url": evidence.register_link(item.indicator, organization, last),
        }
    else:
        context["ballots"] = SatisfactionCount.objects.filter(
            organization=evaluation.organization, year=evaluation.scheme.year
        )
    reviewer = may(request.user, "organizations.review_evaluation", evaluation.organization)
    scoring = rules.still_scored(evaluation)
    if item.source == item.Source.JUDGEMENT and reviewer and scoring:
        context["judge_form"] = forms.get("judge_form") or _judge_form(row)(
            initial={"points": None if row.points is None else f"{row.points.normalize():f}", "reason": row.reason}
        )
    context |= _what_if(request, row)
    context["cut"] = cut_words(evaluation)
    context["advice"] = next(iter(advise(evaluation, [row], today=timezone.localdate())), None)
    context["may_take_back"] = row.inapplicable and scoring and _may_declare(request, row)
    if row.status == Score.Status.UNKNOWN and not row.inapplicable and scoring and _may_declare(request, row):
        context["inapplicable_form"] = forms.get("inapplicable_form") or InapplicableForm(prefix="na")
    return context


def _what_if(request: HttpRequest, row: Score) -> dict[str, Any]:
    """What was asked, and what would come of it; only while points still move."""
    if not rules.still_scored(row.evaluation):
        return {}
    asked = "value" in request.GET
    form = WhatIfForm(request.GET if asked else None)
    answer = whatif.ask(row, form.cleaned_data["value"]) if asked and form.is_valid() else None
    return {"what_if": form, "answer": answer}


def _judge_form(row: Score) -> type[JudgeForm]:
    return VetoForm if row.item.role == row.item.Role.VETO else JudgeForm


def _may_declare(request: HttpRequest, row: Score) -> bool:
    return any(
        may(request.user, f"organizations.{right}_evaluation", row.evaluation.organization)
        for right in ("review", "decide")
    )


def _check_may_declare(request: HttpRequest, row: Score) -> None:
    if not _may_declare(request, row):
        raise PermissionDenied("您可以查看，但没有办理的权限")


@require("organizations.review_evaluation")
@require_POST
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    row = _score(request, pk, need="organizations.review_evaluation")
    form = _judge_form(row)(request.POST)

    def act(data: dict[str, Any]) -> Done:
        actions.judge(by=request.user, score=row, now=timezone.now(), **data)  # type: ignore[arg-type]
        return Done(reverse("assessments:score", args=[row.pk]), "打分已保存")

    return run(request, form, act, lambda: _page(request, row, judge_form=form))


def _page(request: HttpRequest, row: Score, **forms: Any) -> HttpResponse:
    return render(request, "assessments/score.html", _score_context(request, row, **forms))


@require(VIEW)
@require_POST
def inapplicable(request: HttpRequest, pk: int) -> HttpResponse:
    row = _score(request, pk)
    _check_may_declare(request, row)
    form = InapplicableForm(request.POST, prefix="na")

    def act(data: dict[str, Any]) -> Done:
        actions.declare_inapplicable(by=request.user, score=row, reason=data["reason"], now=timezone.now())  # type: ignore[arg-type]
        return Done(reverse("assessments:score", args=[row.pk]), "已声明不适用，分值按比例分摊")

    return run(request, form, act, lambda: _page(request, row, inapplicable_form=form))


@require(VIEW)
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = _score(request, pk)
    _check_may_declare(request, row)
    back = reverse("assessments:score", args=[pk])

    def act() -> Done:
        actions.take_back_inapplicable(by=request.user, score=row, now=timezone.now())  # type: ignore[arg-type]
        return Done(back, "已撤回不适用的声明")

    return press(request, act, back=back)
