"""What the code on the wall opens: residents order, make a wish, call for help; no sign-in (SVC-05, SVC-17)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from core.records import walls
from core.web import throttle
from core.web.forms import Done, bound, run
from core.web.guards import public, require_safe_or_POST
from organizations.models import Organization
from services import actions
from services.forms_matching import OrderForm, RateForm
from services.models import Listing


@public
@require_safe_or_POST
@walls.beyond("services.orders")
def order_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A resident's order; limited tries."""
    community = get_object_or_404(
        Organization.objects.communities().in_force(timezone.localdate()), pk=pk, external=False
    )
    form = OrderForm(bound(request))
    if form.is_bound and form.is_valid() and not _may_write(request, community):
        form.add_error(None, "提交太频繁，请一小时后再试，急事请直接打电话")
        return render(request, "services/order_new.html", {"community": community, "form": form}, status=429)

    def act(data: dict[str, Any]) -> Done:
        made = actions.hand_in(by="居民", community=community, way=Listing.Way.CODE, at=timezone.now(), **data)
        return Done(reverse("services:order", args=[made.token]), "已提交，社区会尽快受理")

    context = {"community": community, "form": form}
    return run(request, form, act, lambda: render(request, "services/order_new.html", context))


def _may_write(request: HttpRequest, community: Organization) -> bool:
    address = request.META.get("REMOTE_ADDR", "")
    return throttle.allow("order", address, limit=5, seconds=3600) and throttle.allow(
        "order-community", str(community.pk), limit=60, seconds=3600
    )


@public
@require_safe_or_POST
@walls.beyond("services.orders")
def order(request: HttpRequest, token: str) -> HttpResponse:
    """What became of it, for who holds its address; asks whether it helped."""
    found = get_object_or_404(Listing.objects.select_related("organization"), token=token)
    form = RateForm(bound(request))

    def act(data: dict[str, Any]) -> Done:
        actions.rate_listing(by="居民", listing=found, rating=data["rating"], at=timezone.now())
        return Done(reverse("services:order", args=[token]), "谢谢您的评价")

    def page() -> HttpResponse:
        found.refresh_from_db()
        context = {
            "listing": found,
            "form": form,
            "may_rate": found.state == Listing.State.DONE and not found.rating,
            "address": request.build_absolute_uri(),
        }
        return render(request, "services/order.html", context)

    return run(request, form, act, page)
