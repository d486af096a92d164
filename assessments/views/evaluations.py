"""Evaluations of a year and their cycle."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from assessments import actions, queries, rules, scoring
from assessments.forms import AnswerForm, BallotForm, ObjectionForm, StepForm
from assessments.models import Dimension, Evaluation, Objection, SatisfactionCount
from assessments.queries import VIEW
from core import charts
from core.errors import RuleViolation
from organizations.access import get_scoped, require
from organizations.scoping import may


@require_GET
@require(VIEW)
def evaluations(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() and 2000 <= int(asked) <= 2100 else today.year
    rows = queries.evaluations(request.user, year=year)
    context = {
        "year": year,
        "years": [
            {"label": f"{each}年", "url": f"?year={each}", "current": each == year}
            for each in (today.year, today.year - 1)
        ],
        "rows": list(rows[:500]),
        "summary": queries.summary(rows),
    }
    return render(request, "assessments/evaluations.html", context)


def evaluation_in_scope(request: HttpRequest, pk: int, need: str | None = None) -> Evaluation:
    rows = Evaluation.objects.select_related("organization", "scheme__district", "decided_by__person")
    return get_scoped(rows, request.user, see=VIEW, need=need, pk=pk)


@require_GET
@require(VIEW)
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    return render(
        request, "assessments/evaluation.html", _evaluation_context(request, evaluation_in_scope(request, pk))
    )


def _evaluation_context(request: HttpRequest, row: Evaluation, **forms: Any) -> dict[str, Any]:
    scores = list(row.scores.select_related("item__indicator", "entered_by__person").order_by("item__order"))
    wording = row.scheme.wording or {}
    groups = []
    for dimension in Dimension:
        lines = [score for score in scores if score.item.dimension == dimension]
        known = [
            score.points + score.late_points for score in lines if score.points is not None and not score.inapplicable
        ]
        weight = sum(score.item.weight for score in lines if not score.inapplicable)
        groups.append(
            {
                "label": wording.get(dimension.value, dimension.label),
                "lines": lines,
                "points": sum(known),
                "weight": weight,
                "bar": charts.score_bar(
                    float(sum(known)), float(weight or 1), title=f"{dimension.label}:{sum(known)}/{weight}"
                ),
                "unknown": any(score.points is None and not score.inapplicable for score in lines),
            }
        )
    steps = [
        {"step": step, "label": rules.LABEL[step]}
        for step in rules.TRANSITIONS[row.state]
        if may(request.user, rules.PERMISSION[step], row.organization)
    ]
    return {
        "row": row,
        "groups": groups,
        "raises": sorted(
            (score for score in scores if score.points is not None and score.points < score.item.weight),
            key=lambda score: score.points - score.item.weight,
        )[:3],
        "steps": steps,
        "step_form": forms.get("step_form") or StepForm(initial={"version": row.version}),
        "objections": row.objections.select_related("item", "raised_by__person", "answered_by__person"),
        "objection_form": ObjectionForm(prefix="objection") if row.state == Evaluation.State.PUBLISHED else None,
        "answer_form": AnswerForm(prefix="answer")
        if may(request.user, "organizations.review_evaluation", row.organization)
        else None,
        "ballots": SatisfactionCount.objects.filter(organization=row.organization, year=row.scheme.year),
        "ballot_form": forms.get("ballot_form")
        or (
            BallotForm(prefix="ballot")
            if may(request.user, "organizations.review_evaluation", row.organization)
            and row.state in rules.REVIEW_STATES
            else None
        ),
    }


@require_POST
@require(VIEW)
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    if step not in rules.PERMISSION:
        raise Http404
    row = evaluation_in_scope(request, pk, need=rules.PERMISSION[step])
    form = StepForm(request.POST)
    if form.is_valid():
        try:
            actions.take_step(
                by=request.user,  # type: ignore[arg-type]
                evaluation=row,
                step=step,
                version=form.cleaned_data["version"],
                now=timezone.now(),
                text=form.cleaned_data["text"],
            )
        except RuleViolation as violation:
            form.add_error(violation.field if violation.field in form.fields else None, violation.message)
        else:
            messages.success(request, f"{row.organization.label}:{rules.LABEL[step]}已办理")
            return redirect("assessments:evaluation", row.pk)
    return render(request, "assessments/evaluation.html", _evaluation_context(request, row, step_form=form), status=422)


@require_POST
@require("organizations.review_evaluation")
def ballots(request: HttpRequest, pk: int) -> HttpResponse:
    row = evaluation_in_scope(request, pk, need="organizations.review_evaluation")
    form = BallotForm(request.POST, prefix="ballot")
    if form.is_valid():
        try:
            rules.check_can_review(row)
            actions.record_ballots(
                by=request.user,  # type: ignore[arg-type]
                community=row.organization,
                year=row.scheme.year,
                now=timezone.now(),
                **form.values(),
            )
        except RuleViolation as violation:
            form.add_error(violation.field if violation.field in form.fields else None, violation.message)
        else:
            rescore(row)
            messages.success(request, "测评票已录入,得分已重算")
            return redirect("assessments:evaluation", row.pk)
    return render(
        request, "assessments/evaluation.html", _evaluation_context(request, row, ballot_form=form), status=422
    )


def rescore(row: Evaluation) -> None:
    now = timezone.now()
    scoring.score(scheme=row.scheme, as_of=timezone.localtime(now).date(), now=now)


@require_POST
@require(VIEW)
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    row = evaluation_in_scope(request, pk)
    form = ObjectionForm(request.POST, prefix="objection")
    if form.is_valid():
        try:
            actions.object_to(by=request.user, evaluation=row, text=form.cleaned_data["text"], now=timezone.now())  # type: ignore[arg-type]
        except RuleViolation as violation:
            messages.error(request, violation.message)
        else:
            messages.success(request, "异议已提交,期满前会得到答复")
    else:
        messages.error(request, "请写明异议内容")
    return redirect("assessments:evaluation", row.pk)


@require_POST
@require("organizations.review_evaluation")
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_scoped(
        Objection.objects.select_related("organization"),
        request.user,
        see=VIEW,
        need="organizations.review_evaluation",
        pk=pk,
    )
    form = AnswerForm(request.POST, prefix="answer")
    if form.is_valid():
        try:
            actions.answer_objection(
                by=request.user,  # type: ignore[arg-type]
                objection=found,
                answer=form.cleaned_data["answer"],
                now=timezone.now(),
            )
        except RuleViolation as violation:
            messages.error(request, violation.message)
        else:
            messages.success(request, "答复已保存")
    else:
        messages.error(request, "请填写答复")
    return redirect("assessments:evaluation", found.evaluation_id)
