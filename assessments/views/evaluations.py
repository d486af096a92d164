"""Evaluations of a year and their cycle."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessments import actions, honours, queries, rules
from assessments.advice import advise
from assessments.forms import BallotForm, ObjectionForm, StepForm
from assessments.models import FIVE_GOOD, Evaluation, SatisfactionCount, Score
from assessments.queries import VIEW
from assessments.rules import EVALUATION
from assessments.schemes import PATTERNS
from core.office import charts
from core.records.errors import refusal
from core.web.forms import Done, run
from core.web.guards import require
from organizations.access import get_scoped
from organizations.models import Month, Organization
from organizations.publications.actions import current_for, objections_for
from organizations.registers.forms import KEEP
from organizations.scoping import may

ROWS = 100
"""Communities of a page of the ranking."""


def year_asked(request: HttpRequest) -> int:
    """The year of the address, else the one whose result is shown first."""
    asked = request.GET.get("year", "")
    fits = asked.isdigit() and 2000 <= int(asked) <= 2100  # noqa: PLR2004 - years that a portal can have
    return int(asked) if fits else queries.result_year(timezone.localdate())


def kind_asked(request: HttpRequest, kinds: dict[str, str]) -> str:
    """The series of the address among those there are, else five good, else the first."""
    asked = request.GET.get("series", FIVE_GOOD)
    return asked if asked in kinds else next(iter(kinds), FIVE_GOOD)


def tabs_of(kinds: dict[str, str], series: str, *, year: int, more: str = "") -> list[dict[str, Any]]:
    """One tab for each scheme of the year, where there are several."""
    return [
        {"label": name, "url": f"?year={year}&series={key}{more}", "current": key == series}
        for key, name in (kinds if len(kinds) > 1 else {}).items()
    ]


def _below(request: HttpRequest) -> Organization | None:
    """The organisation whose communities alone are asked for."""
    asked = request.GET.get("organization", "")
    if not asked:
        return None
    if not asked.isdigit():
        raise Http404
    return get_object_or_404(Organization.objects.visible_to(request.user, VIEW), pk=int(asked))


@require(VIEW)
@require_safe
def evaluations(request: HttpRequest) -> HttpResponse:
    today, year, organization = timezone.localdate(), year_asked(request), _below(request)
    kinds = queries.kinds_of(request.user, year=year, below=organization)
    series = kind_asked(request, kinds)
    rows = queries.placed(queries.evaluations(request.user, year=year, series=series, below=organization))
    found = rows.first()
    high, low = queries.high_and_low(found.scheme, as_of=min(today, date(year, 12, 31))) if found else (0, Decimal(0))
    which = request.GET.get("stand", "")
    page = Paginator(queries.standing(rows, which, high=high, low=low), ROWS).get_page(request.GET.get("page"))
    listed = list(page.object_list)
    below = f"&organization={organization.pk}" if organization else ""
    context = {
        "year": year,
        "organization": organization,
        "years": [
            {"label": f"{each}年", "url": f"?year={each}&series={series}{below}", "current": each == year}
            for each in (today.year, today.year - 1)
        ],
        "kinds": tabs_of(kinds, series, year=year, more=below),
        "name": kinds.get(series, PATTERNS[FIVE_GOOD].name),
        "series": series,
        "rows": listed,
        "page": page,
        "summary": queries.summary(rows, high=high, low=low) if found else None,
        "every": f"?year={year}&series={series}{below}",
        "standing": queries.STANDINGS.get(which, ""),
        "high": high,
        "low": low,
        "grouped": any(row.group for row in listed),
        "graded": bool(listed and listed[0].scheme.grades),
        "result_of": _decided_scheme(request, listed),
        "provisional": _grades_so_far(request, listed),
    }
    return render(request, "assessments/evaluations.html", context)


def _decided_scheme(request: HttpRequest, listed: list[Evaluation]) -> int | None:
    """The scheme whose result can be told, for the district."""
    if not listed or not may(request.user, rules.DECIDE, listed[0].scheme.district):
        return None
    return listed[0].scheme_id if rules.all_decided(listed[0].scheme) else None


def _grades_so_far(request: HttpRequest, listed: list[Evaluation]) -> dict[int, str]:
    """Grades as the points stand, for the district alone: a street does not see the others of a group."""
    if not listed or not may(request.user, rules.DECIDE, listed[0].scheme.district):
        return {}
    return rules.grades_of(listed[0].scheme)


def evaluation_in_scope(request: HttpRequest, pk: int, need: str | None = None) -> Evaluation:
    rows = Evaluation.objects.select_related("organization", "scheme__district", "decided_by__person")
    found: Evaluation = get_scoped(rows, request.user, see=VIEW, need=need, pk=pk)
    return found


@require(VIEW)
@require_safe
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    return render(
        request, "assessments/evaluation.html", _evaluation_context(request, evaluation_in_scope(request, pk))
    )


def cut_words(row: Evaluation) -> str:
    """Up to which month the score counts, and whether that month is closed."""
    if row.counted_to is None:
        return ""
    month = Month.objects.filter(district=row.scheme.district, month=row.counted_to).first()
    closed = month is not None and month.closed_at is not None
    return f"截至{row.counted_to.month}月，{'已' if closed else '未'}封账"


def _bar(part: queries.Part) -> str:
    title = f"{part.label}：{part.points}/{part.weight}"
    return charts.score_bar(float(part.points), float(part.weight or 1), title=title)


def _composition(row: Evaluation, parts: list[queries.Part]) -> str:
    """The score as one bar of its parts, with what was not reached and what is not known."""
    points = [charts.Part(part.label, float(part.points)) for part in parts if part.weight]
    if not points:
        return ""
    missed = sum((part.weight - part.points for part in parts), Decimal(0))
    rest = [("未得", max(Decimal(0), missed), "rest"), ("未知", row.unknown_weight, "unknown")]
    more = [charts.Part(label, float(value), state=state) for label, value, state in rest if value]
    return charts.stacked_bar([*points, *more], title=f"{row.organization.label}得分的构成", unit="分")


def _evaluation_context(request: HttpRequest, row: Evaluation, **forms: Any) -> dict[str, Any]:
    scores = list(row.scores.select_related("item__indicator", "entered_by__person").order_by("item__order"))
    publication, parts = current_for(row), queries.parts_of(row, scores)
    can = EVALUATION.available(row, request.user)
    shared_out = sum(
        score.item.weight for score in scores if score.inapplicable or score.status == Score.Status.NOTHING
    )
    return {
        "row": row,
        "cut": cut_words(row),
        "shared_out": shared_out,
        "groups": [(part, _bar(part)) for part in parts],
        "composition": _composition(row, parts),
        "star": honours.star_held(row.organization, on=timezone.localdate()),
        "beside": queries.beside(scores),
        "advice": advise(row, scores, today=timezone.localdate())[:5],
        "steps": _steps(can),
        "hindrances": EVALUATION.hindrances(row, request.user, among=("publish", "decide")),
        "next_step": EVALUATION.next_owner(row, request.user),
        "step_form": forms.get("step_form") or StepForm(initial={"version": row.version}),
        "publication": publication,
        "objections": list(objections_for(row)),
        "answers": publication is not None and may(request.user, KEEP, publication.owner),
        "objection_form": forms.get("objection_form") or (_objection_form(row, scores) if "object" in can else None),
        "ballot_form": forms.get("ballot_form") or (BallotForm(prefix="ballot") if "score" in can else None),
    } | _ballots(row, can)


def _steps(can: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Buttons of the cycle, with what each asks for in words."""
    return [
        {"step": step, "label": can[step].label, "asks": rules.TEXTS.get(step, ""), "back": step in rules.BACKWARD}
        for step in rules.CYCLE
        if step in can
    ]


def _ballots(row: Evaluation, can: Mapping[str, Any]) -> dict[str, Any]:
    """Counts of the year with their corrections, and whether they can be put right now."""
    counted = SatisfactionCount.objects.select_related("corrected_by__person").filter(
        organization=row.organization, year=row.scheme.year
    )
    stands = refusal(lambda: rules.check_ballots_correctable(row.organization_id, row.scheme.year))
    return {
        "ballots": counted,
        "ballots_open": "score" in can and not stands,
        "corrections": queries.ballot_corrections(counted),
    }


@require(VIEW)
@require_POST
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    if step not in rules.CYCLE:
        raise Http404
    row = evaluation_in_scope(request, pk, need=str(EVALUATION[step].right))
    form = StepForm(request.POST)

    def act(data: dict[str, Any]) -> Done:
        actions.take_step(
            by=request.user,  # type: ignore[arg-type]
            evaluation=row,
            step=step,
            version=data["version"],
            now=timezone.now(),
            text=data["text"],
        )
        return Done(address_of(row), f"{row.organization.label}：{EVALUATION[step].label}已办理")

    return run(request, form, act, lambda: page_of(request, row, step_form=form))


def address_of(row: Evaluation) -> str:
    return reverse("assessments:evaluation", args=[row.pk])


def page_of(request: HttpRequest, row: Evaluation, **forms: Any) -> HttpResponse:
    """The evaluation's page, with forms that came back."""
    return render(request, "assessments/evaluation.html", _evaluation_context(request, row, **forms))


def _objection_form(row: Evaluation, scores: list[Score], data: Any = None) -> ObjectionForm:
    return ObjectionForm(data, prefix="objection", items=[score.item for score in scores])


@require(VIEW)
@require_POST
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    row = evaluation_in_scope(request, pk)
    scores = list(row.scores.select_related("item__indicator").order_by("item__order"))
    form = _objection_form(row, scores, request.POST)

    def act(data: dict[str, Any]) -> Done:
        actions.object_to(
            by=request.user,  # type: ignore[arg-type]
            evaluation=row,
            text=data["text"],
            item=form.item,
            now=timezone.now(),
        )
        return Done(address_of(row), "异议已提交，期满前会得到答复")

    return run(request, form, act, lambda: page_of(request, row, objection_form=form))
