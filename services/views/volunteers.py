"""Volunteers at the office: lists of names, who came, hours on paper, the report with photographs, the alliance."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.office import documents
from core.office.images import photograph_response
from core.web.forms import Done, bound, press, run
from core.web.guards import Request, require, require_safe_or_POST
from organizations.access import get_scoped
from organizations.registers.forms import KEEP
from organizations.scoping import permissions_of
from services import actions, letters, queries, rules
from services.forms_volunteers import HelperHoursForm, ListForm, ReportForm
from services.models import Activity, ActivityPhoto, ActivityReport, Claim, Helper, VolunteerTeam
from services.queries import MANAGE, VIEW
from services.views.activities import page_of_activity
from services.views.common import year_asked

PAGE = 50


def _found(request: Request, pk: int) -> Activity:
    found: Activity = get_scoped(queries.activities(request.user), request.user, see=VIEW, need=MANAGE, pk=pk)
    return found


def _again(request: Request, found: Activity, **lists: Any) -> HttpResponse:
    return page_of_activity(request, found, lists=lists)


@require(MANAGE)
@require_POST
def names(request: Request, pk: int) -> HttpResponse:
    """A list of names: before the activity begins signed up, afterwards who came."""
    found = _found(request, pk)
    now = timezone.now()
    form = ListForm(request.POST, request.FILES, user=request.user, organization=found.organization_id)

    def act(data: dict[str, Any]) -> Done:
        given = {"by": request.user, "activity": found, "names": form.listed(), "at": now}
        given |= {"unit": data["unit"], "team": data["team"]}
        back = reverse("services:activity", args=[pk])
        if now < found.starts_at:
            return Done(back, f"已报名 {actions.sign_up_list(**given)} 人")
        members, helpers = actions.enter_on_spot(**given)
        return Done(back, f"已登记到场：党员 {members} 人，其他志愿者 {helpers} 人")

    return run(request, form, act, lambda: _again(request, found, list_form=form))


@require(MANAGE)
@require_POST
def helper_hours(request: Request, pk: int) -> HttpResponse:
    """Hours of helpers who came, several at once."""
    found = _found(request, pk)
    come = list(found.helpers.filter(state=Helper.State.CAME))
    form = HelperHoursForm(request.POST, helpers=come, planned=rules.planned_hours(found))

    def act(data: dict[str, Any]) -> Done:
        filled = actions.helper_hours(by=request.user, activity=found, at=timezone.now(), **data)
        return Done(reverse("services:activity", args=[pk]), f"已填写 {filled} 人的服务时长，等签字登记")

    return run(request, form, act, lambda: _again(request, found, helper_form=form))


@require(MANAGE)
@require_POST
def signatures(request: Request, pk: int) -> HttpResponse:
    """Who signed the sheet, ticked by another officer than who filled the hours."""
    found = _found(request, pk)
    claims, helpers = (
        [int(value) for value in request.POST.getlist(name) if value.isdecimal()] for name in ("claims", "helpers")
    )
    back = reverse("services:activity", args=[pk])

    def act() -> Done:
        done = actions.enter_signatures(
            by=request.user, activity=found, claims=claims, helpers=helpers, at=timezone.now()
        )
        return Done(back, f"已登记 {done} 人签字，时长已由双方确认")

    return press(request, act, back=back)


@require(MANAGE)
@require_POST
def helper_remove(request: Request, pk: int) -> HttpResponse:
    """A name entered by mistake."""
    rows = Helper.objects.select_related("organization", "activity")
    helper = get_scoped(rows, request.user, see=VIEW, need=MANAGE, pk=pk)
    back = reverse("services:activity", args=[helper.activity_id])

    def act() -> Done:
        actions.remove_helper(by=request.user, helper=helper, at=timezone.now())
        return Done(back, f"已删去{helper.name}")

    return press(request, act, back=back)


@require(MANAGE)
@require_POST
def claim_strike(request: Request, pk: int) -> HttpResponse:
    """An entry on the spot that was a mistake."""
    claim = get_scoped(Claim.objects.select_related("organization"), request.user, see=VIEW, need=MANAGE, pk=pk)
    back = reverse("services:activity", args=[claim.activity_id])

    def act() -> Done:
        actions.strike_claim(by=request.user, claim=claim, at=timezone.now())
        return Done(back, "已撤销现场登记")

    return press(request, act, back=back)


# -- the report ------------------------------------------------------------------------------------


@require(MANAGE)
@require_safe_or_POST
def report(request: Request, pk: int) -> HttpResponse:
    """What an activity came to, how it was judged, and its photographs."""
    found = _found(request, pk)
    stored = ActivityReport.objects.filter(activity=found).first()
    form = ReportForm(bound(request), request.FILES or None, instance=stored)
    back = reverse("services:activity", args=[pk])

    def act(data: dict[str, Any]) -> Done:
        given = {name: data[name] for name in form._meta.fields or ()}
        actions.report_activity(
            by=request.user, activity=found, photos=data["photos"], version=data.get("version"), at=timezone.now(),
            **given,
        )  # fmt: skip
        return Done(back, "活动报告已保存")

    context = {"form": form, "activity": found, "back": back}
    return run(request, form, act, lambda: render(request, "services/report_form.html", context), back=back)


@require(VIEW)
@require_safe
def photo(request: Request, pk: int) -> HttpResponse:
    found = get_scoped(ActivityPhoto.objects.select_related("organization"), request.user, see=VIEW, pk=pk)
    return photograph_response(found.image)


@require(MANAGE)
@require_POST
def photo_remove(request: Request, pk: int) -> HttpResponse:
    rows = ActivityPhoto.objects.select_related("organization", "report__activity")
    found = get_scoped(rows, request.user, see=VIEW, need=MANAGE, pk=pk)
    back = reverse("services:activity", args=[found.report.activity_id])

    def act() -> Done:
        actions.remove_photo(by=request.user, photo=found)
        return Done(back, "照片已删去")

    return press(request, act, back=back)


# -- certificates of who has no account ------------------------------------------------------------


def _paper(name: str, year: int, rows: list[Any]) -> HttpResponse:
    official = letters.certificate(name, year, rows, on=timezone.localdate())
    return documents.download(documents.official_pdf(official), f"志愿服务证书{year}.pdf")


@require(MANAGE)
@require_safe
def claim_certificate(request: Request, pk: int) -> HttpResponse:
    """The certificate of a member's year, printed at the office: services of the communities in its sight."""
    claim = get_scoped(
        Claim.objects.select_related("organization", "person", "activity"), request.user, see=VIEW, need=MANAGE, pk=pk
    )
    year = timezone.localdate(claim.activity.starts_at).year
    rows = Claim.objects.visible_to(request.user, MANAGE).with_hours().filter(person=claim.person_id)
    rows = rows.filter(activity__starts_at__year=year).select_related("activity", "organization")
    return _paper(claim.person.name, year, list(rows.order_by("activity__starts_at")))


@require(MANAGE)
@require_safe
def helper_certificate(request: Request, pk: int) -> HttpResponse:
    """The same for a helper: of the same name, unit and team in the community."""
    helper = get_scoped(
        Helper.objects.select_related("organization", "activity"), request.user, see=VIEW, need=MANAGE, pk=pk
    )
    year = timezone.localdate(helper.activity.starts_at).year
    rows = Helper.objects.filter(
        organization=helper.organization_id, name=helper.name, unit=helper.unit_id, team=helper.team_id,
        state=Helper.State.CONFIRMED, activity__starts_at__year=year,
    ).select_related("activity", "organization")  # fmt: skip
    return _paper(helper.name, year, list(rows.order_by("activity__starts_at")))


# -- the alliance ----------------------------------------------------------------------------------


@require(VIEW)
@require_safe
def alliance(request: Request) -> HttpResponse:
    """Teams in sight under one management: how many, with how many people, and what the year came to."""
    today = timezone.localdate()
    year = year_asked(request, today)
    teams = VolunteerTeam.objects.visible_to(request.user, VIEW).standing()
    teams = teams.filter(founded_on__year__lte=year).filter(Q(dissolved_on=None) | Q(dissolved_on__year__gte=year))
    own = Q(helpers__activity__starts_at__year=year, helpers__state__in=Helper.HERE)
    confirmed = Q(helpers__activity__starts_at__year=year, helpers__state=Helper.State.CONFIRMED)
    rows = teams.select_related("organization", "unit").annotate(
        services=Count("helpers__activity", filter=own, distinct=True),
        came=Count("helpers", filter=own),
        hours=Sum("helpers__hours", filter=confirmed),
    )
    total = teams.order_by().aggregate(teams=Count("pk"), people=Sum("people"))
    held = queries.of_year(queries.activities(request.user), year).filter(state=Activity.State.HELD)
    reports = ActivityReport.objects.filter(activity__in=held.order_by().values("pk")).order_by()
    judged = reports.aggregate(
        n=Count("pk"), served=Sum("served"), good=Sum("good"), fair=Sum("fair"), poor=Sum("poor")
    )
    count = sum(judged[name] or 0 for name in ("good", "fair", "poor"))
    context = {
        "page": Paginator(rows.order_by("organization__path", "title"), PAGE).get_page(request.GET.get("page")),
        "total": total,
        "held": held.count(),
        "judged": judged,
        "satisfied": round(100 * ((judged["good"] or 0) + (judged["fair"] or 0)) / count) if count else None,
        "year": year,
        "years": [
            {"label": f"{each}年", "url": f"?year={each}", "current": each == year}
            for each in (today.year - 1, today.year)
        ],
        "may_keep": KEEP in permissions_of(request.user),
    }
    return render(request, "services/alliance.html", context)
