"""Volunteer activities at the office: publish, sign-in on the spot, attendance, hours."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.office import qr
from core.web.forms import Done, bound, press, run
from core.web.guards import Request, require, require_safe_or_POST
from core.web.parts import page_or_part
from grids.models import Grid
from organizations import standards
from organizations.access import get_scoped
from organizations.models import Organization
from organizations.queries import roots_of
from organizations.scoping import may
from services import actions, codes, dual, queries, rules
from services.forms import ActivityFilter, ActivityForm, HoursForm
from services.models import Activity, AgreementItem, Claim
from services.queries import MANAGE, VIEW
from services.rules import ACTIVITY, CLAIM
from services.views.common import year_asked
from services.views.parts import part_of_page

PAGE = 30


def labels_of(place: Organization | None, today: date) -> tuple[list[str], list[str]]:
    """The service modes (S1 二2) and the service directions (S3 二2) of a place."""
    found = standards.several(["svc.service_modes", "svc.service_directions"], organization=place, as_of=today)
    return found["svc.service_modes"], found["svc.service_directions"]


def _classes(request: Request, today: date) -> tuple[list[str], list[str]]:
    """Labels offered where the user looks, then those that services still bear."""
    modes, directions = labels_of(next(iter(roots_of(request.user, VIEW)), None), today)
    borne = queries.activities(request.user).order_by("mode", "direction").values_list("mode", "direction").distinct()
    pairs = list(borne)
    return list(dict.fromkeys([*modes, *(pair[0] for pair in pairs)])), list(
        dict.fromkeys([*directions, *(pair[1] for pair in pairs)])
    )


SHOWN = (("coming", "将要开展"), ("hours", "待确认时长"), ("past", "已经结束"), ("year", "全年"))


@require(VIEW)
@require_safe
def activities(request: Request) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    modes, directions = _classes(request, today)
    form = ActivityFilter(request.GET, modes=modes, directions=directions)
    data = form.cleaned_data if form.is_valid() else {}
    rows = queries.activities(request.user).filter(title__contains=data.get("q") or "")
    rows = rows.filter(**{name: data[name] for name in ("mode", "direction") if data.get(name)})
    chosen = request.GET.get("show", "coming")
    if chosen == "year":
        rows = queries.of_year(rows, year_asked(request, today))
    counted = queries.with_claims(rows)
    if chosen == "hours":
        counted = counted.filter(unconfirmed__gt=0).order_by("starts_at", "pk")
    elif chosen == "past":
        counted = counted.filter(ends_at__lt=now).order_by("-starts_at", "pk")
    elif chosen == "year":
        counted = counted.order_by("-starts_at", "pk")
    else:
        chosen = "coming"
        counted = counted.filter(ends_at__gte=now).order_by("starts_at", "pk")
    tabs = [{"label": label, "url": f"?show={value}", "current": value == chosen} for value, label in SHOWN]
    page = Paginator(counted, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "form": form,
        "tabs": tabs,
        "chosen": chosen,
        "year": year_asked(request, today),
        "may_manage": queries.manageable_communities(request.user).exists(),
    }
    return render(request, "services/activities.html", context)


@require(VIEW)
@require_safe
def classes(request: Request) -> HttpResponse:
    """Services of a year by mode and direction; each number opens its list (SVC-06)."""
    today = timezone.localdate()
    year = year_asked(request, today)
    modes, directions = _classes(request, today)
    found = queries.by_class(queries.of_year(queries.activities(request.user), year))
    none = queries.ClassCount()

    def line(mode: str, counts: list[queries.ClassCount]) -> dict[str, Any]:
        cells = [(count, mode, direction) for count, direction in zip(counts, directions, strict=True)]
        return {"label": mode or "合计", "cells": [*cells, (sum(counts, none), mode, "")]}

    lines = [line(mode, [found.get((mode, direction), none) for direction in directions]) for mode in modes]
    sums = [sum((found.get((mode, direction), none) for mode in modes), none) for direction in directions]
    context = {
        "year": year,
        "years": [
            {"label": f"{each}年", "url": f"?year={each}", "current": each == year}
            for each in (today.year - 1, today.year)
        ],
        "directions": directions,
        "lines": [*lines, line("", sums)],
        "total": sum(sums, none),
        "ways": _ways(request, year),
    }
    return render(request, "services/classes.html", context)


def _ways(request: Request, year: int) -> list[tuple[str, list[tuple[dual.Split, str, str]]]]:
    """Alone or with the unit × pledged or chosen freely (MEM-06)."""
    found = dual.by_way(request.user, year)
    return [
        (label, [(found.get((service, choice), dual.Split()), service, choice) for choice in Claim.Choice.values])
        for service, label in Claim.Service.choices
    ]


@require(MANAGE)
@require_safe_or_POST
def activity_new(request: Request) -> HttpResponse:
    now = timezone.now()
    form = _activity_form(request, now)

    def act(data: dict[str, Any]) -> Done:
        names = ("title", "place", "places", "mode", "direction", "beneficiary", "grid", "agreement_item")
        made = actions.publish_series(
            by=request.user,
            community=data["organization"],
            starts=form.starts(),
            length=form.length_of_one(),
            shifts=data["shifts"] or 1,
            at=now,
            **{name: data[name] for name in names},
        )
        words = f"已发布 {len(made)} 场活动" if len(made) > 1 else "活动已发布"
        return Done(reverse("services:activity", args=[made[0].pk]), f"{words}，党员可以在手机上认领")

    context = {"form": form, "heading": "发布志愿服务活动", "back": reverse("services:activities")}
    return run(request, form, act, lambda: render(request, "services/activity_form.html", context))


def _activity_form(request: Request, now: datetime) -> ActivityForm:
    communities = queries.manageable_communities(request.user)
    today = timezone.localdate(now)
    modes, directions = labels_of(communities.first(), today)
    return ActivityForm(
        bound(request),
        communities=communities,
        grids=Grid.objects.filter(organization__in=communities).in_force(today),
        items=AgreementItem.objects.visible_to(request.user, MANAGE).owed().order_by("due_on"),
        modes=modes,
        directions=directions,
        last=Activity.objects.visible_to(request.user, MANAGE).order_by("-published_at", "-pk").first(),
        today=today,
    )


def _press(request: Request, activity_id: int, do: Callable[[], Any], said: str) -> HttpResponse:
    """A button of one activity; ``said`` may name the number that the action returns."""
    back = reverse("services:activity", args=[activity_id])
    return press(request, lambda: Done(back, said.format(do())), back=back)


def _activity(request: Request, pk: int, *, manage: bool = False) -> Activity:
    found: Activity = get_scoped(
        queries.activities(request.user), request.user, see=VIEW, need=MANAGE if manage else None, pk=pk
    )
    return found


def page_of_activity(
    request: Request, found: Activity, *, form: HoursForm | None = None, lists: dict[str, Any] | None = None
) -> HttpResponse:
    now = timezone.now()
    claims: list[Any] = list(
        found.claims.standing()
        .select_related("person", "confirmed_by_community_by", "registration", "unit")
        .order_by("person__pinyin", "pk")
    )
    manages = may(request.user, MANAGE, found.organization)
    for claim in claims:
        claim.activity, claim.organization = found, found.organization
        claim.can_release = CLAIM.can("release", claim, request.user, at=now)
        claim.can_correct = CLAIM.can("take_back_hours", claim, request.user, at=now)
        claim.can_strike = claim.on_spot and CLAIM.can("strike", claim, request.user, at=now)
    waiting = _waiting(claims, request.user)
    context = part_of_page(request, found, claims, now=now, lists=lists) | {
        "activity": found,
        "claims": claims,
        "missing": [claim for claim in claims if claim.state in CLAIM["register"].frm],
        "form": form or HoursForm(claims=waiting, planned=rules.planned_hours(found)),
        "waiting": waiting,
        "manages": manages,
        "can": ACTIVITY.available(found, request.user, at=now),
        "hindrances": ACTIVITY.hindrances(found, request.user, among=("confirm_hours",), at=now) if waiting else [],
        "begun": now >= found.starts_at,
        "ended": now >= found.ends_at,
        "published": found.state == Activity.State.PUBLISHED,
    }
    return render(request, "services/activity.html", context)


def _waiting(claims: list[Claim], user: Any) -> list[Claim]:
    """Signed in, without the community's hours, and not the user's own."""
    return [
        claim
        for claim in claims
        if claim.state in CLAIM["confirm"].frm
        and claim.confirmed_by_community_at is None
        and claim.person_id != user.person_id
    ]


@require(VIEW)
@require_safe
def activity(request: Request, pk: int) -> HttpResponse:
    return page_of_activity(request, _activity(request, pk))


@require(MANAGE)
@require_safe
def activity_code(request: Request, pk: int) -> HttpResponse:
    """The code shown on the spot; the page fetches the next one by itself every half minute."""
    found = _activity(request, pk, manage=True)
    now = timezone.now()
    code = codes.code_of(found)
    url = request.build_absolute_uri(reverse("services:sign_in", args=[found.pk, code.token(now)]))
    context = {
        "activity": found,
        "code": qr.svg(url, title="签到二维码", scale=8),
        "digits": code.digits(now),
        "came": found.claims.filter(state__in=Claim.CAME).count(),
    }
    response = page_or_part(request, "services/code.html", "services/code.html#code", context)
    response["Cache-Control"] = "no-store"
    return response


@require(MANAGE)
@require_POST
def attendance(request: Request, pk: int) -> HttpResponse:
    """Who was there without signing in by phone, ticked by hand."""
    found = _activity(request, pk, manage=True)
    chosen, helpers = (
        [int(value) for value in request.POST.getlist(name) if value.isdecimal()] for name in ("claims", "helpers")
    )

    def do() -> int:
        now = timezone.now()
        members = actions.register_attendance(by=request.user, activity=found, claims=chosen, at=now)
        return members + actions.helpers_came(by=request.user, activity=found, helpers=helpers, at=now)

    return _press(request, pk, do, "已登记 {} 人到场")


@require(MANAGE)
@require_POST
def hours(request: Request, pk: int) -> HttpResponse:
    """Confirm the hours of several at once."""
    found = _activity(request, pk, manage=True)
    claims = list(found.claims.hours_waiting_for_community().select_related("person"))
    form = HoursForm(request.POST, claims=_waiting(claims, request.user), planned=rules.planned_hours(found))

    def act(data: dict[str, Any]) -> Done:
        confirmed = actions.confirm_hours(
            by=request.user, activity=found, hours=form.chosen(), reasons=form.reasons(), at=timezone.now()
        )
        address = reverse("services:activity", args=[found.pk])
        return Done(address, f"已确认 {confirmed} 人的服务时长，等本人确认")

    return run(request, form, act, lambda: page_of_activity(request, found, form=form))


@require(MANAGE)
@require_POST
def hours_back(request: Request, pk: int) -> HttpResponse:
    """The community takes back what it filled, before who served has confirmed it."""
    claim = get_scoped(Claim.objects.select_related("organization"), request.user, see=VIEW, need=MANAGE, pk=pk)
    reason = request.POST.get("reason", "")[:200]

    def do() -> None:
        actions.take_back_hours(by=request.user, claim=claim, at=timezone.now(), reason=reason)

    return _press(request, claim.activity_id, do, "请重新填写时长")


@require(MANAGE)
@require_POST
def hold(request: Request, pk: int) -> HttpResponse:
    found = _activity(request, pk, manage=True)

    def do() -> None:
        actions.hold_activity(by=request.user, activity=found, at=timezone.now())

    return _press(request, pk, do, "已登记开展，没有签到的记为未到")


@require(MANAGE)
@require_POST
def cancel(request: Request, pk: int) -> HttpResponse:
    found = _activity(request, pk, manage=True)
    reason = request.POST.get("reason", "")[:200]

    def do() -> None:
        actions.cancel_activity(by=request.user, activity=found, at=timezone.now(), reason=reason)

    return _press(request, pk, do, "活动已取消，已通知认领的党员")


@require(MANAGE)
@require_POST
def release(request: Request, pk: int) -> HttpResponse:
    """Let a member out of a claim after the ten minutes."""
    claim = get_scoped(Claim.objects.select_related("organization"), request.user, see=VIEW, need=MANAGE, pk=pk)
    reason = request.POST.get("reason", "")[:200]

    def do() -> None:
        actions.release_claim(by=request.user, claim=claim, at=timezone.now(), reason=reason)

    return _press(request, claim.activity_id, do, "已退出认领，名额已空出")
