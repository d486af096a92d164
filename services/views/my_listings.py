"""The lists on the phone: what a member may take and has; what a unit's contact hands in and claims."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.web.forms import Done, bound, press, run, shut
from core.web.guards import Request, personal, require_safe_or_POST
from members.registrations.queries import presences_of_contact
from services import actions, matching
from services.forms_matching import FinishForm, UnitListingForm
from services.models import Listing
from services.rules import LISTING, listing_undo_until


@personal
@require_safe
def my_listings(request: Request) -> HttpResponse:
    today, person = timezone.localdate(), request.user.person_id
    presences = list(presences_of_contact(person, today=today))
    context = {
        "mine": matching.of_person(person)[:30],
        "open": matching.open_to(person, today=today)[:50],
        "presences": presences,
        "of_units": matching.of_units(presences)[:30] if presences else (),
        "open_to_units": matching.open_to_units(presences)[:50] if presences else (),
    }
    return render(request, "services/my_listings.html", context)


def _mine(request: Request, pk: int) -> Listing:
    """What the person may take or has, or what concerns a unit of which the person is the contact."""
    today, person = timezone.localdate(), request.user.person_id
    presences = list(presences_of_contact(person, today=today))
    known = Q(pk__in=matching.open_to(person, today=today).order_by().values("pk")) | Q(person=person)
    if presences:
        known |= Q(pk__in=matching.of_units(presences).order_by().values("pk"))
        known |= Q(pk__in=matching.open_to_units(presences).order_by().values("pk"))
    rows = Listing.objects.filter(known).select_related("organization", "unit", "person", "taker_unit", "resource")
    return get_object_or_404(rows, pk=pk)


@personal
@require_safe
def my_listing(request: Request, pk: int) -> HttpResponse:
    found, now = _mine(request, pk), timezone.now()
    today, person = timezone.localdate(), request.user.person_id
    can = LISTING.available(found, request.user, at=now)
    belongs = matching.open_to(person, today=today).filter(pk=pk).exists()
    presences = presences_of_contact(person, today=today).filter(organization=found.organization_id)
    context = {
        "listing": found,
        "can": can,
        "may_take": "take_order" in can and belongs,
        "units": [each for each in presences if each.unit_id != found.unit_id] if "take_for_unit" in can else (),
        "undo_until": listing_undo_until(found) if "undo" in can else None,
        "phone": found.phone if found.person_id == person and found.state in Listing.HELD_STATES else "",
    }
    return render(request, "services/my_listing.html", context)


def _press(request: Request, pk: int, do: Callable[[Listing], Any], said: str) -> HttpResponse:
    found = _mine(request, pk)

    def act() -> Done:
        do(found)
        return Done("services:my_listings", said)

    return press(request, act, back="services:my_listings")


@personal
@require_POST
def listing_take(request: Request, pk: int) -> HttpResponse:
    """One tap: of what is open to the member today."""
    person, today = request.user.person, timezone.localdate()
    found = get_object_or_404(matching.open_to(person.pk, today=today), pk=pk)

    def act() -> Done:
        taken = actions.take_listing(by=request.user, listing=found, person=person, at=timezone.now())
        until = timezone.localtime(listing_undo_until(taken))
        return Done(reverse("services:my_listing", args=[pk]), f"已接单，{until:%H:%M}以前可以撤销")

    return press(request, act, back="services:my_listings")


@personal
@require_POST
def listing_claim(request: Request, pk: int) -> HttpResponse:
    """The contact claims it for the unit."""
    found = _mine(request, pk)
    wanted = request.POST.get("unit", "")
    presences = presences_of_contact(request.user.person_id, today=timezone.localdate())
    presence = get_object_or_404(
        presences.filter(organization=found.organization_id), unit=int(wanted) if wanted.isdecimal() else 0
    )

    def act() -> Done:
        taken = actions.take_for_unit(by=request.user, listing=found, unit=presence.unit, at=timezone.now())
        until = timezone.localtime(listing_undo_until(taken))
        return Done(reverse("services:my_listing", args=[pk]), f"{presence.unit.name}已认领，{until:%H:%M}以前可以撤销")

    return press(request, act, back="services:my_listings")


@personal
@require_POST
def listing_agree(request: Request, pk: int) -> HttpResponse:
    return _press(
        request,
        pk,
        lambda found: actions.agree_listing(by=request.user, listing=found, at=timezone.now()),
        "已接单，请在期限前完成",
    )


@personal
@require_POST
def listing_decline(request: Request, pk: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    return _press(
        request,
        pk,
        lambda found: actions.decline_listing(by=request.user, listing=found, reason=reason, at=timezone.now()),
        "已退回社区",
    )


@personal
@require_POST
def listing_undo(request: Request, pk: int) -> HttpResponse:
    return _press(
        request,
        pk,
        lambda found: actions.undo_listing(by=request.user, listing=found, at=timezone.now()),
        "已撤销，别人可以接单了",
    )


@personal
@require_safe_or_POST
def my_listing_finish(request: Request, pk: int) -> HttpResponse:
    found = _mine(request, pk)
    back = reverse("services:my_listing", args=[pk])
    closed = shut(request, lambda: LISTING.check("finish", found, by=request.user, at=timezone.now()), back=back)
    if closed is not None:
        return closed
    form = FinishForm(bound(request))

    def act(data: dict[str, Any]) -> Done:
        actions.finish_listing(by=request.user, listing=found, at=timezone.now(), **data)
        return Done(back, "已登记完成，谢谢您的服务")

    context = {"form": form, "heading": f"登记完成：{found.title}", "back": back}
    return run(request, form, act, lambda: render(request, "services/phone_form.html", context), back=back)


@personal
@require_safe_or_POST
def my_listing_new(request: Request) -> HttpResponse:
    """A unit's contact hands in a need, a resource or a project."""
    presences = presences_of_contact(request.user.person_id, today=timezone.localdate())
    form = UnitListingForm(bound(request), presences=presences)

    def act(data: dict[str, Any]) -> Done:
        presence = data.pop("presence")
        actions.hand_in(
            by=request.user,
            community=presence.organization,
            unit=presence.unit,
            way=Listing.Way.UNIT,
            at=timezone.now(),
            **data,
        )
        return Done("services:my_listings", "已报送，社区受理后列入清单")

    context = {"form": form, "heading": "报送需求、资源、项目", "back": reverse("services:my_listings")}
    return run(request, form, act, lambda: render(request, "services/phone_form.html", context))
