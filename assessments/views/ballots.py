"""Counts of the satisfaction ballots: entered, and put right until the result stands."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from assessments import actions, rules
from assessments.forms import BallotCorrectionForm, BallotForm
from assessments.models import SatisfactionCount
from assessments.rules import EVALUATION
from assessments.views.evaluations import address_of, evaluation_in_scope, page_of
from core.web.forms import Done, bound, run, shut
from core.web.guards import require, require_safe_or_POST


@require(rules.REVIEW)
@require_POST
def ballots(request: HttpRequest, pk: int) -> HttpResponse:
    row = evaluation_in_scope(request, pk, need=rules.REVIEW)
    form = BallotForm(request.POST, prefix="ballot")

    def act(data: dict[str, Any]) -> Done:
        EVALUATION.check("score", row, by=request.user, at=timezone.now())
        actions.record_ballots(
            by=request.user,  # type: ignore[arg-type]
            community=row.organization,
            year=row.scheme.year,
            now=timezone.now(),
            **form.values(),
        )
        return Done(address_of(row), "测评票已录入，得分已重算")

    return run(request, form, act, lambda: page_of(request, row, ballot_form=form))


@require(rules.REVIEW)
@require_safe_or_POST
def correct(request: HttpRequest, pk: int, ballot: int) -> HttpResponse:
    """Counts that were typed wrongly, with the reason; shut where a result that counts them stands."""
    row = evaluation_in_scope(request, pk, need=rules.REVIEW)
    of_year = SatisfactionCount.objects.select_related("organization").filter(
        organization=row.organization, year=row.scheme.year
    )
    counts = get_object_or_404(of_year, pk=ballot)
    form = BallotCorrectionForm(bound(request), instance=counts)

    def check() -> None:
        EVALUATION.check("score", row, by=request.user, at=timezone.now())
        rules.check_ballots_correctable(row.organization_id, row.scheme.year)

    if request.method != "POST" and (closed := shut(request, check, back=address_of(row))):
        return closed

    def act(data: dict[str, Any]) -> Done:
        actions.correct_ballots(
            by=request.user,  # type: ignore[arg-type]
            evaluation=row,
            counts=counts,
            version=data["version"],
            reason=data["reason"],
            now=timezone.now(),
            **form.values(),
        )
        return Done(address_of(row), "测评票已更正，得分已重算")

    context = {"form": form, "heading": f"更正测评票：{row.organization.label}", "back": address_of(row)}
    return run(request, form, act, lambda: render(request, "frame/form.html", context), back=address_of(row))
