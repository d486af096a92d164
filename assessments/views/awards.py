"""The register of awards: the list with quotas, a nomination, its steps, objections (ASM-05, 09, 15)."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessments import commendations, honours
from assessments.forms_awards import AwardFilter, AwardObjectionForm, AwardStepForm, NominationForm
from assessments.honours import AWARD
from assessments.models import Award
from assessments.queries import VIEW, result_year
from assessments.rules import DECIDE, REPORT, REVIEW
from core.office.documents import download, official_docx
from core.web.forms import Done, run
from core.web.guards import Request, require, require_safe_or_POST
from organizations.access import get_scoped
from organizations.kinds import Kind
from organizations.publications.actions import current_for, objections_for
from organizations.queries import roots_of
from organizations.registers.forms import KEEP
from organizations.scoping import may, permissions_of

ROWS = 50


def _find(request: Request, pk: int, need: str | None = None) -> Award:
    rows = Award.objects.select_related("organization", "unit", "person", "nominated_by__person")
    found: Award = get_scoped(rows, request.user, see=VIEW, need=need, pk=pk)
    return found


def address_of(row: Award) -> str:
    return reverse("assessments:award", args=[row.pk])


@require(VIEW)
@require_safe
def awards(request: Request) -> HttpResponse:
    """What was asked for and given, newest first; how many demonstration points there are; who reaches stars."""
    today = timezone.localdate()
    form = AwardFilter(request.GET or None)
    rows = Award.objects.visible_to(request.user, VIEW).select_related("organization", "unit", "person")
    if form.is_bound and form.is_valid():
        asked = {name: value for name, value in form.cleaned_data.items() if value}
        rows = rows.filter(**asked)
    page = Paginator(rows.order_by("-year", "kind", "-pk"), ROWS).get_page(request.GET.get("page"))
    district = next((each for each in roots_of(request.user, DECIDE) if each.kind == Kind.DISTRICT_DEPARTMENT), None)
    year = result_year(today)
    context = {
        "rows": list(page.object_list),
        "page": page,
        "filter": form,
        "today": today,
        "quotas": honours.quotas(district, on=today) if district else [],
        "candidates": honours.candidates(request.user, years=(year - 1, year), on=today),
        "may_nominate": {REPORT, REVIEW} & permissions_of(request.user),
    }
    return render(request, "assessments/awards.html", context)


@require(VIEW)
@require_safe_or_POST
def nominate(request: Request) -> HttpResponse:
    asked = {name: request.GET[name] for name in ("organization", "level", "year") if name in request.GET}
    form = NominationForm(request.POST if request.method == "POST" else None, user=request.user, asked=asked)

    def act(data: dict[str, Any]) -> Done:
        made = honours.nominate(by=request.user, award=form.award, now=timezone.now())
        return Done(address_of(made), f"已申报{made.level_label}")

    def page() -> HttpResponse:
        return render(request, "assessments/award_new.html", {"form": form})

    return run(request, form, act, page) if request.method == "POST" else page()


def _page(request: Request, row: Award, **forms: Any) -> HttpResponse:
    can = AWARD.available(row, request.user)
    today = timezone.localdate()
    publication = current_for(row)
    context = {
        "row": row,
        "today": today,
        "conditions": row.conditions or [each.stored for each in honours.conditions(row, on=today)],
        "steps": [(name, can[name].label) for name in honours.TAKEN if name in can],
        "hindrances": AWARD.hindrances(row, request.user, among=("review", "publish", "grant")),
        "next_step": AWARD.next_owner(row, request.user),
        "step_form": forms.get("step_form") or AwardStepForm(),
        "publication": publication,
        "objections": list(objections_for(row)),
        "is_adjustment": commendations.is_adjustment(row),
        "remaining": commendations.remaining(row, on=today),
        "may_end": may(request.user, "organizations.manage_organization", row.organization),
        "answers": publication is not None and may(request.user, KEEP, publication.owner),
        "objection_form": forms.get("objection_form") or (AwardObjectionForm(prefix="o") if "object" in can else None),
    }
    return render(request, "assessments/award.html", context)


@require(VIEW)
@require_safe
def award(request: Request, pk: int) -> HttpResponse:
    return _page(request, _find(request, pk))


@require(VIEW)
@require_safe
def paper(request: Request, pk: int) -> HttpResponse:
    """The decision or circular of what was decided, in Word."""
    row = _find(request, pk)
    if not row.is_decided:
        raise Http404
    return download(official_docx(commendations.decision(row, honours.district_of(row.organization))), f"{row}.docx")


@require(VIEW)
@require_POST
def step(request: Request, pk: int, step: str) -> HttpResponse:
    if step not in honours.TAKEN:
        raise Http404
    row = _find(request, pk, need=str(AWARD[step].right))
    form = AwardStepForm(request.POST)

    def act(data: dict[str, Any]) -> Done:
        honours.take_step(by=request.user, award=row, step=step, said=form.said, now=timezone.now())
        return Done(address_of(row), f"{row.level_label}：{AWARD[step].label}已办理")

    return run(request, form, act, lambda: _page(request, row, step_form=form))


@require(VIEW)
@require_POST
def objection(request: Request, pk: int) -> HttpResponse:
    row = _find(request, pk)
    form = AwardObjectionForm(request.POST, prefix="o")

    def act(data: dict[str, Any]) -> Done:
        honours.object_to(by=request.user, award=row, text=data["text"], now=timezone.now())
        return Done(address_of(row), "异议已提交，期满前会得到答复")

    return run(request, form, act, lambda: _page(request, row, objection_form=form))
