"""Volunteer activities at the office: publish, sign-in on the spot, attendance, hours."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import qr
from core.errors import RuleViolation
from grids.models import Grid
from organizations import thresholds
from organizations.access import get_scoped, require
from organizations.scoping import may
from services import actions, codes, queries, rules
from services.forms import ActivityForm, HoursForm
from services.models import Activity, AgreementItem, Claim
from services.queries import MANAGE, VIEW
from services.views.common import READ_AND_WRITE, put_error

PAGE = 30


@require_GET
@require(VIEW)
def activities(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    rows = queries.with_claims(queries.activities(request.user))
    chosen = request.GET.get("show", "coming")
    if chosen == "hours":
        rows = rows.filter(unconfirmed__gt=0).order_by("starts_at", "pk")
    elif chosen == "past":
        rows = rows.filter(ends_at__lt=now).order_by("-starts_at", "pk")
    else:
        chosen = "coming"
        rows = rows.filter(ends_at__gte=now).order_by("starts_at", "pk")
    tabs = [
        {"label": label, "url": f"?show={value}", "current": value == chosen}
        for value, label in (("coming", "将要开展"), ("hours", "待确认时长"), ("past", "已经结束"))
    ]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "tabs": tabs,
        "chosen": chosen,
        "may_manage": queries.manageable_communities(request.user).exists(),
    }
    return render(request, "services/activities.html", context)


@require_http_methods(READ_AND_WRITE)
@require(MANAGE)
def activity_new(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    communities = queries.manageable_communities(request.user)
    labels = thresholds.several(
        ["svc.service_modes", "svc.service_directions"],
        organization=communities.first(),
        as_of=timezone.localdate(now),
    )
    form = ActivityForm(
        request.POST or None,
        communities=communities,
        grids=Grid.objects.filter(organization__in=communities),
        items=AgreementItem.objects.visible_to(request.user, MANAGE).binding().open().order_by("due_on"),
        modes=labels["svc.service_modes"],
        directions=labels["svc.service_directions"],
        last=Activity.objects.visible_to(request.user, MANAGE).order_by("-published_at", "-pk").first(),
        today=timezone.localdate(now),
    )
    if request.method == "POST" and form.is_valid():
        starts_at, ends_at = form.times()
        chosen = {
            key: form.cleaned_data[key]
            for key in ("title", "place", "places", "mode", "direction", "beneficiary", "grid", "agreement_item")
        }
        try:
            activity = actions.publish_activity(
                by=request.user,
                community=form.cleaned_data["organization"],
                starts_at=starts_at,
                ends_at=ends_at,
                at=now,
                **chosen,
            )
        except RuleViolation as error:
            put_error(form, error)
        else:
            messages.success(request, "活动已发布,党员可以在手机上认领")
            return redirect("services:activity", activity.pk)
    context = {"form": form, "heading": "发布志愿服务活动", "back": reverse("services:activities")}
    return render(request, "services/activity_form.html", context)


def _activity(request: HttpRequest, pk: int, *, manage: bool = False) -> Activity:
    found: Activity = get_scoped(
        queries.activities(request.user), request.user, see=VIEW, need=MANAGE if manage else None, pk=pk
    )
    return found


def _page(request: HttpRequest, found: Activity, *, form: HoursForm | None = None) -> HttpResponse:
    now = timezone.now()
    claims = list(
        found.claims.standing().select_related("person", "confirmed_by_community_by").order_by("person__pinyin", "pk")
    )
    manages = may(request.user, MANAGE, found.organization)
    waiting = _waiting(claims, request.user)
    context = {
        "activity": found,
        "claims": claims,
        "missing": [claim for claim in claims if claim.state in (Claim.State.CLAIMED, Claim.State.ABSENT)],
        "form": form or HoursForm(claims=waiting, planned=rules.planned_hours(found)),
        "waiting": waiting,
        "manages": manages,
        "begun": now >= found.starts_at,
        "sign_in_open": found.state != Activity.State.CANCELLED
        and found.starts_at - rules.SIGN_IN_OPENS <= now <= found.ends_at + rules.SIGN_IN_CLOSES,
        "ended": now >= found.ends_at,
        "published": found.state == Activity.State.PUBLISHED,
    }
    return render(request, "services/activity.html", context)


def _waiting(claims: list[Claim], user: Any) -> list[Claim]:
    """Signed in, without the community's hours, and not the user's own."""
    return [
        claim
        for claim in claims
        if claim.state == Claim.State.ATTENDED
        and claim.confirmed_by_community_at is None
        and claim.person_id != user.person_id
    ]


@require_GET
@require(VIEW)
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _activity(request, pk))


@require_GET
@require(MANAGE)
def activity_code(request: HttpRequest, pk: int) -> HttpResponse:
    """The code shown on the spot; the page fetches the next one by itself every half minute."""
    found = _activity(request, pk, manage=True)
    now = timezone.now()
    url = request.build_absolute_uri(reverse("services:sign_in", args=[found.pk, codes.token(found, at=now)]))
    context = {
        "activity": found,
        "code": qr.svg(url, title="签到二维码", scale=8),
        "digits": codes.digits(found, at=now),
        "came": found.claims.filter(state__in=[Claim.State.ATTENDED, Claim.State.CONFIRMED]).count(),
    }
    template = "services/code.html#code" if request.headers.get("HX-Request") else "services/code.html"
    response = render(request, template, context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@require(MANAGE)
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was there without signing in by phone, ticked by hand."""
    found = _activity(request, pk, manage=True)
    chosen = [int(value) for value in request.POST.getlist("claims") if value.isdecimal()]
    try:
        signed = actions.register_attendance(by=request.user, activity=found, claims=chosen, at=timezone.now())
        messages.success(request, f"已登记 {signed} 人到场")
    except RuleViolation as error:
        messages.error(request, error.message)
    return redirect("services:activity", found.pk)


@require_POST
@require(MANAGE)
def hours(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm the hours of several at once."""
    found = _activity(request, pk, manage=True)
    claims = list(found.claims.hours_waiting_for_community().select_related("person"))
    form = HoursForm(request.POST, claims=_waiting(claims, request.user), planned=rules.planned_hours(found))
    if not form.is_valid():
        return _page(request, found, form=form)
    try:
        confirmed = actions.confirm_hours(by=request.user, activity=found, hours=form.chosen(), at=timezone.now())
        messages.success(request, f"已确认 {confirmed} 人的服务时长,等本人确认")
    except RuleViolation as error:
        messages.error(request, error.message)
    return redirect("services:activity", found.pk)


@require_POST
@require(MANAGE)
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    found = _activity(request, pk, manage=True)
    try:
        actions.hold_activity(by=request.user, activity=found, at=timezone.now())
        messages.success(request, "已登记开展,没有签到的记为未到")
    except RuleViolation as error:
        messages.error(request, error.message)
    return redirect("services:activity", found.pk)


@require_POST
@require(MANAGE)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = _activity(request, pk, manage=True)
    try:
        actions.cancel_activity(
            by=request.user, activity=found, at=timezone.now(), reason=request.POST.get("reason", "")[:200]
        )
        messages.success(request, "活动已取消,已通知认领的党员")
    except RuleViolation as error:
        messages.error(request, error.message)
    return redirect("services:activity", found.pk)


@require_POST
@require(MANAGE)
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a member out of a claim after the ten minutes."""
    claim = get_scoped(Claim.objects.select_related("organization"), request.user, see=VIEW, need=MANAGE, pk=pk)
    try:
        actions.release_claim(
            by=request.user, claim=claim, at=timezone.now(), reason=request.POST.get("reason", "")[:200]
        )
        messages.success(request, "已退出认领,名额已空出")
    except RuleViolation as error:
        messages.error(request, error.message)
    return redirect("services:activity", claim.activity_id)
