"""Pages of every kind of case: list, new, one case with its steps, a step, back, stop. One set for all."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.office import documents, spreadsheets
from core.web.forms import Done, bound, shut
from core.web.guards import require, require_safe_or_POST
from organizations.cases import actions, forms, queries, rules
from organizations.cases.kinds import CaseKind, File, StepKind, Stop, kinds, proof_of
from organizations.cases.papers import papers_of
from organizations.forms import HOLDER
from organizations.models import Case, Organization
from organizations.registers.actions import export_list
from organizations.registers.persons import person_named
from organizations.scoping import may, permissions_of
from organizations.ties import VIEW
from organizations.views import EXPORT, PAGE, show

COLUMNS = tuple(
    spreadsheets.Column(words, "text")
    for words in ("事项", "所属组织", "人员", "类别", "开始日期", "下一步", "由谁办理", "最后一步", "结果", "结束日期")
)


def _kind(key: str) -> CaseKind:
    found = kinds().get(key)
    if found is None:
        raise Http404
    return found


def _crumbs(kind: CaseKind, case: Case | None = None) -> dict[str, Any]:
    steps = [(reverse("organizations:cases", args=[kind.key]), kind.label)]
    if case is not None:
        steps.append((queries.page_of(case), str(case)))
    return {"crumbs": steps, "back": steps[-1][0]}


@require(VIEW)
@require_safe
def cases(request: HttpRequest, kind: str) -> HttpResponse:
    """Cases of one kind, with their next step and who owes it."""
    found = _kind(kind)
    if found.view not in permissions_of(request.user):
        raise PermissionDenied("您没有查看这类事项的权限")
    form = forms.CaseFilter(request.GET, kind=found)
    data = form.cleaned_data if form.is_valid() else {}
    wanted = {"text": data.get("q", ""), "step": data.get("step", ""), "state": data.get("state", "")}
    if request.GET.get("format") == "xlsx":
        return _sent(request, found, wanted)
    rows = queries.listed(request.user, found, **wanted)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "kind": found,
        "form": form,
        "page": page,
        "rows": [(row, found.label_of(row.next_step)) for row in page],
        "pages": [(label, reverse(name, args=given)) for label, name, *given in found.pages],
        "may_begin": queries.may_begin_any(request.user, found),
        "may_export": EXPORT in permissions_of(request.user),
    }
    return render(request, "organizations/cases/list.html", context)


@require(VIEW)
@require_safe_or_POST
def begin(request: HttpRequest, kind: str) -> HttpResponse:
    """A new case of the kind."""
    found = _kind(kind)
    if not queries.may_begin_any(request.user, found):
        raise PermissionDenied("您没有办理这类事项的权限")
    keepers = queries.keepers(request.user, found)
    chosen = request.GET.get("organization", "")
    initial = {"organization": int(chosen)} if chosen.isdecimal() else {}
    form = forms.BeginForm(bound(request), kind=found, user=request.user, keepers=keepers, initial=initial)

    def act(data: dict[str, Any]) -> Done:
        data["on"] = data.pop("begun_on")
        if found.person:
            data["person"] = person_named(data, HOLDER, request.user)
        made = actions.begin(by=request.user, kind=found, now=timezone.now(), **data)
        return Done(queries.page_of(made), f"已登记{made}")

    context = {"title": f"登记{found.noun}", "button": "登记", **_crumbs(found)}
    return show(request, form, act, "organizations/registers/form.html", **context)


def _found(request: HttpRequest, pk: int) -> tuple[Case, File]:
    rows = queries.visible(request.user).select_related("organization", "person", "recorded_by__person")
    case: Case = get_object_or_404(rows, pk=pk)
    return case, actions.file_of(case)


@require(VIEW)
@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: what was done and entered when, what comes next, by whom, and what it still needs."""
    found, file = _found(request, pk)
    today = timezone.localdate()
    view = queries.view_of(found, today=today)
    user = request.user
    keeps = may(user, file.kind.right, found.organization)
    offered = [each for each in queries.other_steps(file) if rules.may_take(user, file, each)]
    context = {
        "case": found,
        "kind": file.kind,
        "view": view,
        "facts": file.kind.facts(file),
        "has_categories": file.kind.categories is not None,
        "flags": [*([f"亲属关系：{found.kinship}"] if found.kinship else []), *file.kind.flags(file)],
        "may_take": view.next is not None and rules.may_take(user, file, view.next),
        "papers": papers_of(file),
        "others": [(each.label, _address(found, each)) for each in offered],
        "step_url": _address(found, view.next) if view.next else "",
        "back_url": reverse("organizations:case_back", args=[pk]) if _returnable(user, file) else "",
        "correct_url": reverse("organizations:case_correct", args=[pk])
        if keeps and found.is_open and (file.kind.categories or file.kind.kinship)
        else "",
        "stops": [
            (each.label, reverse("organizations:case_stop", args=[pk, each.key]))
            for each in file.kind.stops
            if found.is_open and rules.is_within(file, each.since, each.until) and rules.may_take(user, file, each)
        ],
        **_crumbs(file.kind),
    }
    return render(request, "organizations/cases/case.html", context)


@require(VIEW)
@require_safe
def paper(request: HttpRequest, pk: int, paper: str) -> HttpResponse:
    """A paper of the case as PDF, or as Word with ``?format=docx``."""
    found, file = _found(request, pk)
    asked = next((each for each in papers_of(file) if each.key == paper), None)
    if asked is None:
        raise Http404
    word = request.GET.get("format") == "docx"
    drawn = asked.draw(file)
    content = documents.official_docx(drawn) if word else documents.official_pdf(drawn)
    return documents.download(content, f"{found}{asked.label}.{'docx' if word else 'pdf'}")


def _sent(request: HttpRequest, kind: CaseKind, wanted: dict[str, Any]) -> HttpResponse:
    """The register of the kind as a workbook, of what the user may take out; recorded."""
    if EXPORT not in permissions_of(request.user):
        raise PermissionDenied("您没有导出数据的权限")
    reach = Organization.objects.visible_to(request.user, EXPORT)
    rows = queries.listed(request.user, kind, **wanted).filter(organization__in=reach)
    sheet = spreadsheets.SheetSpec(kind.label, COLUMNS, queries.cells(rows, kind))
    content = export_list(by=request.user, sheet=sheet)
    return documents.download(content, f"{kind.label}台账{timezone.localdate():%Y%m%d}.xlsx")


def _address(case: Case, step: StepKind) -> str:
    return reverse("organizations:case_step", args=[case.pk, step.key])


def _returnable(user: Any, file: File) -> list[str]:
    """Steps that the user may give back now, in the order of the kind."""
    if not file.case.is_open:
        return []
    main = [step for step in file.kind.steps if step.is_main and file.row(step.key) is not None]
    last_fixed = max((place for place, step in enumerate(main) if step.fixed), default=-1)
    returns = rules.may_return(user, file)
    free = main[last_fixed + 1 :]
    kept: list[str] = []
    for step in reversed(free):
        if not (returns or rules.may_take(user, file, step)):
            break
        kept.insert(0, step.key)
    return kept


@require(VIEW)
@require_safe_or_POST
def take(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """The form of one step; shut with the reason while a precondition is missing."""
    found, file = _found(request, pk)
    try:
        kind = file.kind.step(step)
    except LookupError:
        raise Http404 from None
    if not rules.may_take(request.user, file, kind):
        raise PermissionDenied("您可以查看，但这一步不由您办理")
    today = timezone.localdate()
    back = queries.page_of(found)
    if request.method != "POST" and (closed := shut(request, lambda: rules.check_turn(file, kind, today), back=back)):
        return closed
    proof, records = proof_of(kind), rules.records_for(file, kind, today)
    form = forms.StepForm(bound(request), file=file, step=kind, proof=proof, found=records)

    def act(data: dict[str, Any]) -> Done:
        data.pop("confirm", None)
        actions.take(by=request.user, case=found, step=kind, now=timezone.now(), **data)
        return Done(back, f"已登记“{kind.label}”")

    context = {
        "gates": rules.gates(file, kind, today, found=records),
        "case": found,
        "title": kind.label,
        "subject": str(found),
        "button": "登记",
        **_crumbs(file.kind, found),
    }
    return show(request, form, act, "organizations/cases/step.html", **context)


@require(VIEW)
@require_safe_or_POST
def back(request: HttpRequest, pk: int) -> HttpResponse:
    """Steps are taken back, or sent back by the office above, with a reason."""
    found, file = _found(request, pk)
    keys = _returnable(request.user, file)
    if not keys:
        raise PermissionDenied("没有您可以退回的步骤")
    form = forms.BackForm(bound(request), file=file, keys=keys)

    def act(data: dict[str, Any]) -> Done:
        actions.give_back(by=request.user, case=found, now=timezone.now(), **data)
        return Done(queries.page_of(found), "已退回")

    context = {"title": "退回", "button": "退回", "subject": str(found), **_crumbs(file.kind, found)}
    return show(request, form, act, "organizations/registers/form.html", **context)


@require(VIEW)
@require_safe_or_POST
def stop(request: HttpRequest, pk: int, how: str) -> HttpResponse:
    """A case ends before its last step, with a reason."""
    found, file = _found(request, pk)
    stopping: Stop | None = next((each for each in file.kind.stops if each.key == how), None)
    if stopping is None:
        raise Http404
    if not rules.may_take(request.user, file, stopping):
        raise PermissionDenied("您可以查看，但没有办理的权限")
    form = forms.StopForm(bound(request), case=found)

    def act(data: dict[str, Any]) -> Done:
        actions.stop(by=request.user, case=found, how=stopping, now=timezone.now(), **data)
        return Done(queries.page_of(found), f"已登记“{stopping.label}”")

    context = {
        "title": stopping.label,
        "button": stopping.label,
        "note": stopping.help_text,
        "subject": str(found),
        **_crumbs(file.kind, found),
    }
    return show(request, form, act, "organizations/registers/form.html", **context)


@require(VIEW)
@require_safe_or_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Category and what was declared of relatives."""
    found, file = _found(request, pk)
    if not may(request.user, file.kind.right, found.organization):
        raise PermissionDenied("您可以查看，但没有办理的权限")
    form = forms.CorrectForm(bound(request), kind=file.kind, case=found)

    def act(data: dict[str, Any]) -> Done:
        data = {"category": found.category, "kinship": found.kinship} | data
        actions.correct(by=request.user, case=found, today=timezone.localdate(), **data)
        return Done(queries.page_of(found), "已更正")

    context = {"title": f"更正{file.kind.noun}", "button": "保存", "subject": str(found), **_crumbs(file.kind, found)}
    return show(request, form, act, "organizations/registers/form.html", **context)
