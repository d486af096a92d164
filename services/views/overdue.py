"""Items of agreements by class and state, and letters to superiors about what is long overdue."""

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.office import documents
from core.web.forms import Done, bound, press, run
from core.web.guards import Request, require, require_safe_or_POST
from organizations import standards
from organizations.access import get_scoped
from services import actions, letters, queries, rules
from services.forms import ItemFilter, LetterForm
from services.models import AgreementItem, AgreementProgress, OverdueLetter
from services.queries import MANAGE, VIEW
from services.views.agreements import find_agreement
from services.views.common import year_asked

PAGE = 50
WHAT = rules.LISTS | {"partner": "共建类型"}


@require(VIEW)
@require_safe
def items(request: Request) -> HttpResponse:
    """Items of a year: counted by each classification, and the list behind every number (SVC-01)."""
    today = timezone.localdate()
    year = year_asked(request, today)
    rows = queries.items_of_year(request.user, year)
    counts = {field: queries.items_by_class(rows, field, today=today) for field in queries.CLASSIFIED}
    form = ItemFilter(
        request.GET, offered={name: [c.label for c in found if c.label] for name, found in counts.items()}
    )
    data = form.cleaned_data if form.is_valid() else {}
    chosen = rows.filter(**{name: data[name] for name in queries.CLASSIFIED if data.get(name)})
    if data.get("show") == "overdue":
        chosen = chosen.filter(pk__in=AgreementItem.objects.overdue(today).values("pk"))
    elif data.get("show"):
        chosen = chosen.filter(state=data["show"])
    shown = chosen.select_related("agreement__unit", "organization").order_by("due_on", "pk")
    context = {
        "year": year,
        "years": [
            {"label": f"{each}年", "url": f"?year={each}", "current": each == year}
            for each in (today.year - 1, today.year)
        ],
        "form": form,
        "tables": [(field, WHAT[field], [c for c in found if c.label]) for field, found in counts.items()],
        "page": Paginator(shown, PAGE).get_page(request.GET.get("page")),
        "today": today,
    }
    return render(request, "services/items.html", context)


@require(MANAGE)
@require_safe_or_POST
def report_overdue(request: Request, pk: int) -> HttpResponse:
    """A letter to the unit's superior about the items that are long overdue."""
    found = find_agreement(request, pk, manage=True)
    today = timezone.localdate()
    back = reverse("services:agreement", args=[pk])
    form = LetterForm(bound(request), initial={"addressee": found.unit.superior_unit})

    def act(data: dict[str, Any]) -> Done:
        actions.report_overdue(by=request.user, agreement=found, addressee=data["addressee"], at=timezone.now())
        return Done(back, "已登记通报，请下载通报函发给主管单位")

    def page() -> HttpResponse:
        context = {
            "agreement": found,
            "items": rules.overdue_to_report(found, today=today),
            "days": standards.at(rules.REPORT_AFTER, organization=found.organization, as_of=today),
            "form": form,
            "back": back,
        }
        return render(request, "services/report_overdue.html", context)

    return run(request, form, act, page)


def _letter(request: Request, pk: int, need: str | None = None) -> OverdueLetter:
    rows = OverdueLetter.objects.select_related("agreement__unit", "agreement__organization", "organization")
    found: OverdueLetter = get_scoped(rows, request.user, see=VIEW, need=need, pk=pk)
    return found


@require(VIEW)
@require_safe
def letter_paper(request: Request, pk: int, suffix: str) -> HttpResponse:
    """The letter as Word or PDF."""
    letter = _letter(request, pk)
    make = {"docx": documents.official_docx, "pdf": documents.official_pdf}.get(suffix)
    if make is None:
        raise Http404
    official = letters.overdue(letter, list(letter.items.select_related("item")))
    return documents.download(make(official), f"{letter.agreement.unit.name}共建事项逾期通报函.{suffix}")


@require(MANAGE)
@require_POST
def letter_withdraw(request: Request, pk: int) -> HttpResponse:
    letter = _letter(request, pk, MANAGE)
    back = reverse("services:agreement", args=[letter.agreement_id])
    withdraw = partial(actions.withdraw_letter, by=request.user, letter=letter, reason=request.POST.get("reason", ""))

    def act() -> Done:
        withdraw(at=timezone.now())
        return Done(back, "通报函已撤回")

    return press(request, act, back=back)


@require(MANAGE)
@require_POST
def progress_withdraw(request: Request, pk: int) -> HttpResponse:
    """The community takes back a progress that was recorded in error."""
    rows = AgreementProgress.objects.select_related("item", "organization")
    found = get_scoped(rows, request.user, see=VIEW, need=MANAGE, pk=pk)
    back = reverse("services:agreement", args=[found.item.agreement_id])

    def act() -> Done:
        actions.withdraw_progress(
            by=request.user, progress=found, at=timezone.now(), reason=request.POST.get("reason", "")
        )
        return Done(back, "进展已撤回")

    return press(request, act, back=back)
