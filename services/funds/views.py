"""The money of communities: balances, what is public, what the year falls short of; and the scans of vouchers."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.office.scans import scan_response
from core.web.forms import Done, bound, run
from core.web.guards import require, require_safe_or_POST
from organizations.access import get_scoped
from organizations.models import Organization
from organizations.publications.actions import current_for
from organizations.registers.forms import KEEP
from organizations.scoping import may
from organizations.ties import VIEW
from services.funds import actions, forms, rules
from services.funds.models import CASH, FundAccount, FundReport, FundVoucher

PAGE = 100


def _communities(request: HttpRequest) -> Any:
    """A page of the communities in sight."""
    rows = Organization.objects.communities().visible_to(request.user, VIEW).order_by("path")
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))


@require(VIEW)
@require_safe
def funds(request: HttpRequest) -> HttpResponse:
    """Every community in sight with what is left, what came and went this year."""
    page = _communities(request)
    communities = list(page)
    kept = FundAccount.objects.filter(organization__in=communities, fund="")
    rows = kept.values_list("organization", "code", "balance")
    known: dict[int, dict[str, Any]] = {}
    for organization, code, balance in rows:
        known.setdefault(organization, {})[code] = balance
    lines = [(each, known.get(each.pk, {}).get("cash", rules.NOTHING)) for each in communities]
    if page.paginator.count == 1:
        return _community(request, communities[0])
    return render(request, "services/funds/index.html", {"lines": lines, "page": page})


def _community(request: HttpRequest, community: Organization, form: Any = None) -> HttpResponse:
    today = timezone.localdate()
    reports = FundReport.objects.filter(organization=community, fund="", withdrawn_because="")
    public = {each.first: each for each in reports}
    keeps = may(request.user, KEEP, community)
    this_year = rules.period_of(community.pk, today.replace(month=1, day=1), today)
    context = {
        "community": community,
        "cash": rules.cash_of(community.pk),
        "year": this_year,
        "warnings": rules.warnings_of(community, today),
        "periods": [(first, last, public.get(first)) for first, last in rules.latest_periods(community, today)],
        "keeps": keeps,
        "form": form or forms.PublishForm(),
    }
    return render(request, "services/funds/community.html", context)


@require(VIEW)
@require_safe
def community(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Organization.objects.communities().visible_to(request.user, VIEW), pk=pk)
    return _community(request, found)


@require(VIEW)
@require_safe
def help_funds(request: HttpRequest) -> HttpResponse:
    """Every community in sight with what is left in each of its help funds (SVC-10)."""
    today = timezone.localdate()
    page = _communities(request)
    communities = list(page)
    if page.paginator.count == 1:
        return _help(request, communities[0])
    rows = FundAccount.objects.filter(organization__in=communities, code=CASH).exclude(fund="")
    known = {(each.organization_id, each.fund): each.balance for each in rows}
    names = list(dict.fromkeys([*rules.funds_of(next(iter(communities), None), today), *(name for _, name in known)]))
    lines = [(each, [known.get((each.pk, name), rules.NOTHING) for name in names]) for each in communities]
    return render(request, "services/funds/help_index.html", {"lines": lines, "names": names, "page": page})


def _help(request: HttpRequest, community: Organization, form: Any = None) -> HttpResponse:
    """The help funds of a community: what came, what was granted by need and to how many, what is public."""
    today = timezone.localdate()
    begun = today.replace(month=1, day=1)
    accounts = FundAccount.objects.filter(organization=community).exclude(fund="")
    cash = {each.fund: each.balance for each in accounts.filter(code=CASH)}
    reports = FundReport.objects.filter(organization=community, withdrawn_because="").exclude(fund="")
    public = {(each.fund, each.first): each for each in reports}
    periods = rules.latest_periods(community, today)
    funds_shown = [
        {
            "name": name,
            "cash": cash.get(name, rules.NOTHING),
            "year": rules.period_of(community.pk, begun, today, name),
            "periods": [(first, last, public.get((name, first))) for first, last in periods] if name in cash else [],
        }
        for name in dict.fromkeys([*rules.funds_of(community, today), *cash])
    ]
    context = {
        "community": community,
        "funds": funds_shown,
        "this_year": today.year,
        "keeps": may(request.user, KEEP, community),
        "form": form or forms.PublishForm(),
    }
    return render(request, "services/funds/help.html", context)


@require(VIEW)
@require_safe
def help_fund(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Organization.objects.communities().visible_to(request.user, VIEW), pk=pk)
    return _help(request, found)


@require(KEEP)
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a period public."""
    found = get_scoped(Organization.objects.communities(), request.user, see=VIEW, need=KEEP, pk=pk)
    form = forms.PublishForm(request.POST)

    def act(data: dict[str, Any]) -> Done:
        report = actions.publish(by=request.user, organization=found, today=timezone.localdate(), **data)
        return Done(reverse("services:fund_report", args=[report.pk]), "已公开，可以打印公示单张贴")

    page = _help if form.data.get("fund") else _community
    return run(request, form, act, lambda: page(request, found, form))


def _report(request: HttpRequest, pk: int, need: str | None = None) -> FundReport:
    found: FundReport = get_scoped(
        FundReport.objects.select_related("organization"), request.user, see=VIEW, need=need, pk=pk
    )
    return found


@require(VIEW)
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    found = _report(request, pk)
    keeps = not found.withdrawn_because and may(request.user, KEEP, found.organization)
    context = {"report": found, "publication": current_for(found), "keeps": keeps}
    return render(request, "services/funds/report.html", context)


@require(KEEP)
@require_safe_or_POST
def report_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = _report(request, pk, need=KEEP)
    form = forms.WithdrawReportForm(bound(request))
    back = reverse("services:fund_report", args=[pk])

    def act(data: dict[str, Any]) -> Done:
        actions.withdraw(by=request.user, report=found, today=timezone.localdate(), **data)
        return Done(back, "已撤回，可以重新公开")

    context = {"form": form, "heading": "撤回公开", "back": back}
    return run(request, form, act, lambda: render(request, "frame/form.html", context))


@require(VIEW)
@require_safe
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_scoped(FundVoucher.objects.select_related("organization"), request.user, see=VIEW, pk=pk)
    return scan_response(found.scan, f"凭证{found.number}")
