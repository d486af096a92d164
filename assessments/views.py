"""Dashboard, evaluations, scores and the records behind them: scope → form → render."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from assessments import actions, evidence, queries, rules, scoring
from assessments.forms import AnswerForm, BallotForm, InapplicableForm, JudgeForm, ObjectionForm, StepForm
from assessments.models import Dimension, Evaluation, Indicator, LateFact, Objection, SatisfactionCount, Score
from core import charts, documents
from core.dates import add_months, month_start
from core.errors import RuleViolation
from core.spreadsheets import Column, SheetSpec, write
from organizations.access import get_scoped, require
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.scoping import may, reach

VIEW, DASHBOARD = queries.VIEW, queries.DASHBOARD


def _chosen_organization(request: HttpRequest) -> Organization:
    """The organisation asked for inside the user's reach, else the top of it."""
    asked = request.GET.get("organization", "")
    rows = Organization.objects.visible_to(request.user, DASHBOARD)
    if asked:
        if not asked.isdigit():
            raise Http404
        return get_object_or_404(rows, pk=int(asked))
    top = rows.filter(path__in=reach(request.user, DASHBOARD)).order_by("path").first()
    if top is None:
        raise Http404
    return top


def _chosen_period(request: HttpRequest, today: date) -> queries.Period:
    available = queries.periods(today)
    return next((each for each in available if each.key == request.GET.get("period")), available[3])


def _dashboard(request: HttpRequest) -> dict[str, Any]:
    today = timezone.localdate()
    organization = _chosen_organization(request)
    period = _chosen_period(request, today)
    indicators = list(Indicator.objects.filter(on_dashboard=True))
    parts = list(queries.parts_of(organization))
    own = queries.values([organization.pk], first=period.first, last=period.last)
    lines = queries.targets(indicators, organization=organization, as_of=min(today, period.last))
    return {
        "organization": organization,
        "period": period,
        "periods": [
            {
                "label": each.label,
                "url": f"?organization={organization.pk}&period={each.key}",
                "current": each == period,
            }
            for each in queries.periods(today)
        ],
        "indicators": indicators,
        "figures": [
            queries.figure(each, own.get((organization.pk, each.code)), lines.get(each.code)) for each in indicators
        ],
        "rows": queries.table(parts, indicators, first=period.first, last=period.last, year=period.last.year),
        "drills": organization.kind == Kind.DISTRICT_DEPARTMENT,
        "today": today,
        # The address of a cell's records is put together from these two: hundreds of cells, one reverse().
        "records_url": reverse("assessments:records", args=[0, "x"]).removesuffix("0/x/"),
        "span": f"?from={period.first:%Y-%m}&to={period.last:%Y-%m}",
    }


@require_GET
@require(DASHBOARD)
def dashboard(request: HttpRequest) -> HttpResponse:
    context = _dashboard(request)
    organization, today = context["organization"], context["today"]
    last = month_start(today)
    first = add_months(last, -11)
    chosen = [each for each in context["indicators"] if each.unit == Indicator.Unit.PERCENT]
    asked = request.GET.get("trend")
    leading = next((each for each in chosen if each.code == asked), chosen[0])
    second = next(
        (each for each in chosen if each.code != leading.code and each.code == "registration_rate"), chosen[1]
    )
    months = [add_months(first, step) for step in range(12)]
    facts = queries.monthly(organization, [leading.code, second.code], first=first, last=last)
    lines = queries.targets([leading], organization=organization, as_of=today)
    series = [
        charts.Series(
            each.title,
            [
                float(fact.value)
                if (fact := facts[each.code].get(month)) is not None and fact.value is not None
                else None
                for month in months
            ],
        )
        for each in (leading, second)
    ]
    target = lines.get(leading.code)
    context |= {
        "trend": charts.line_chart(
            [f"{month.month}月" for month in months],
            series,
            title=f"{organization.name}近十二个月:{leading.title}、{second.title}",
            target=float(target) if target is not None else None,
            unit="%",
            maximum=100,
        ),
        "trend_choices": chosen,
        "trend_code": leading.code,
        "closed": queries.closed_months(queries.district_of(organization), first=first, last=last),
        "attention": _attention(request, organization, today),
    }
    return render(request, "assessments/dashboard.html", context)


def _attention(request: HttpRequest, organization: Organization, today: date) -> list[dict[str, Any]]:
    """Exceptions worth a look: communities below the line, unknown factors, late entries."""
    rows = Evaluation.objects.visible_to(request.user, VIEW).under(organization).filter(scheme__year=today.year)
    rows = rows.select_related("organization")
    found = [
        {
            "title": f"{row.organization.label}五好评价 {row.total} 分",
            "note": "低于60分",
            "url": f"/assessments/evaluations/{row.pk}/",
            "state": "需帮扶",
            "kind": "bad",
        }
        for row in rows.filter(total__lt=60, unknown=0).order_by("total")[:3]
    ]
    found += [
        {
            "title": f"{row.organization.label}有 {row.unknown} 个未知项",
            "note": f"涉及 {row.unknown_weight.normalize():f} 分,补上记录或声明不适用后才能审定",
            "url": f"/assessments/evaluations/{row.pk}/",
            "state": "待补",
            "kind": "warn",
        }
        for row in rows.filter(unknown__gt=0).order_by("-unknown_weight")[:3]
    ]
    late = (
        LateFact.objects.visible_to(request.user, VIEW)
        .under(organization)
        .filter(organization__kind=Kind.COMMUNITY, indicator_id="theme_day_held", month__year=today.year)
        .select_related("organization")
        .order_by("organization_id", "month")
    )
    months: dict[Organization, list[str]] = {}
    for row in late:
        months.setdefault(row.organization, []).append(f"{row.month.month}月")
    found += [
        {
            "title": f"{community.label}封账后补录主题党日",
            "note": "、".join(names) + " · 按系数计分,单列",
            "url": f"/assessments/records/{community.pk}/theme_day_held/",
            "state": "补录",
            "kind": "warn",
        }
        for community, names in list(months.items())[:3]
    ]
    return found


@require_GET
@require(DASHBOARD, "organizations.export_data")
def dashboard_export(request: HttpRequest) -> HttpResponse:
    """The table of the dashboard as a workbook, with numerators and denominators on a second sheet."""
    context = _dashboard(request)
    indicators, rows, period = context["indicators"], context["rows"], context["period"]
    content = write(
        [
            SheetSpec(
                "街道×指标",
                [Column("组织"), *(Column(each.title) for each in indicators), Column("五好均分")],
                (
                    [
                        row.organization.name,
                        *(cell.words for cell in row.cells),
                        "—" if row.score is None else f"{row.score}",
                    ]
                    for row in rows
                ),
                title=f"{context['organization'].name} {period.label}",
            ),
            SheetSpec(
                "分子分母",
                [
                    Column("组织"),
                    Column("指标"),
                    Column("分子", kind="number"),
                    Column("分母", kind="number"),
                    Column("口径"),
                ],
                (
                    [
                        row.organization.name,
                        indicator.title,
                        cell.value.numerator if cell.value else None,
                        cell.value.denominator if cell.value else None,
                        indicator.explanation,
                    ]
                    for row in rows
                    for indicator, cell in zip(indicators, row.cells, strict=True)
                ),
            ),
        ]
    )
    return documents.download(content, f"总览-{context['organization'].name}-{period.last:%Y%m}.xlsx")


@require_GET
@require(VIEW)
def records(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The records behind one number: by month, then the list; every line opens its record (ASM-03)."""
    organization = get_scoped(Organization.objects, request.user, see=VIEW, pk=pk)
    indicator = get_object_or_404(Indicator, pk=code)
    today = timezone.localdate()
    first, last = _months(request, today)
    link = evidence.register_link(code, organization, last)
    facts = queries.monthly(organization, [code], first=first, last=last)[code]
    late = LateFact.objects.filter(organization=organization, indicator=indicator, month__range=(first, last))
    context = {
        "organization": organization,
        "indicator": indicator,
        "first": first,
        "last": last,
        "facts": list(facts.values()),
        "late": {row.month: row for row in late},
        "lines": evidence.lines(code, user=request.user, organization=organization, first=first, last=last),
        "register_url": link,
        "limit": evidence.LIMIT,
        "parts": _parts_values(organization, indicator, first, last),
    }
    return render(request, "assessments/records.html", context)


def _months(request: HttpRequest, today: date) -> tuple[date, date]:
    def read(name: str, default: date) -> date:
        try:
            return month_start(datetime.strptime(request.GET.get(name, ""), "%Y-%m").date())
        except ValueError:
            return default

    first = read("from", date(today.year, 1, 1))
    last = read("to", month_start(today))
    return (first, last) if first <= last else (last, first)


def _parts_values(organization: Organization, indicator: Indicator, first: date, last: date) -> list[Any]:
    if organization.kind == Kind.COMMUNITY:
        return []
    parts = list(queries.parts_of(organization)[:200])
    found = queries.values([part.pk for part in parts], first=first, last=last)
    return [
        (part, queries.words(found.get((part.pk, indicator.code)), indicator), found.get((part.pk, indicator.code)))
        for part in parts
    ]


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


def _evaluation(request: HttpRequest, pk: int, need: str | None = None) -> Evaluation:
    rows = Evaluation.objects.select_related("organization", "scheme__district", "decided_by__person")
    return get_scoped(rows, request.user, see=VIEW, need=need, pk=pk)


@require_GET
@require(VIEW)
def evaluation(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "assessments/evaluation.html", _evaluation_context(request, _evaluation(request, pk)))


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
    row = _evaluation(request, pk, need=rules.PERMISSION[step])
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
    row = _evaluation(request, pk, need="organizations.review_evaluation")
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
            _rescore(row)
            messages.success(request, "测评票已录入,得分已重算")
            return redirect("assessments:evaluation", row.pk)
    return render(
        request, "assessments/evaluation.html", _evaluation_context(request, row, ballot_form=form), status=422
    )


def _rescore(row: Evaluation) -> None:
    now = timezone.now()
    scoring.score(scheme=row.scheme, as_of=timezone.localtime(now).date(), now=now)


def _score(request: HttpRequest, pk: int, need: str | None = None) -> Score:
    """A score inside the user's scope: through its evaluation."""
    score = get_object_or_404(
        Score.objects.select_related("item__indicator", "entered_by__person"),
        pk=pk,
        evaluation__in=Evaluation.objects.visible_to(request.user, VIEW),
    )
    score.evaluation = _evaluation(request, score.evaluation_id, need)
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
            _rescore(row.evaluation)
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
            _rescore(row.evaluation)
            messages.success(request, "已声明不适用,分值按比例分摊")
            return redirect("assessments:score", row.pk)
    return render(request, "assessments/score.html", _score_context(request, row, inapplicable_form=form), status=422)


@require_POST
@require(VIEW)
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    row = _evaluation(request, pk)
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
