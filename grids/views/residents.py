"""What the QR code on card and poster opens: no login, throttled."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from core import throttle
from core.errors import RuleViolation
from core.images import photograph_response
from core.versions import Conflict
from grids import actions, queries, rules
from grids.forms import (
    PublicOpinionForm,
    RatingForm,
)
from grids.models import Grid, Opinion, OpinionStep, ResponsiblePerson
from grids.views.grids import READ_AND_WRITE
from organizations.access import public


@require_http_methods(READ_AND_WRITE)
@public
def public_grid(request: HttpRequest, token: str) -> HttpResponse:
    """Who is responsible here, and a form to report a problem (S2 三(四)). No sign-in; limited tries."""
    found = get_object_or_404(Grid.objects.select_related("organization"), token=token)
    form = PublicOpinionForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        if not _may_write(request, found):
            form.add_error(None, "提交太频繁,请一小时后再试,急事请直接打电话")
            status = 429
        else:
            opinion = actions.receive_opinion(
                by="居民", community=found.organization, grid=found, at=timezone.now(), **form.cleaned_data
            )
            return redirect("grids:public_opinion", opinion.token)
    context = {
        "grid": found,
        "form": form,
        "responsible": queries.responsible_persons(found, on=timezone.localdate()),
    }
    return render(request, "grids/public_grid.html", context, status=status)


def _may_write(request: HttpRequest, found: Grid) -> bool:
    address = request.META.get("REMOTE_ADDR", "")
    return throttle.allow("opinion", address, limit=5, seconds=3600) and throttle.allow(
        "opinion-grid", str(found.pk), limit=60, seconds=3600
    )


@require_http_methods(READ_AND_WRITE)
@public
def public_opinion(request: HttpRequest, token: str) -> HttpResponse:
    """What became of an opinion, for who holds its address; asks whether the answer satisfies (GRD-06)."""
    opinion = get_object_or_404(Opinion.objects.select_related("organization", "grid"), token=token)
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rate_opinion(by="居民", opinion=opinion, at=timezone.now(), **form.cleaned_data)
        except (RuleViolation, Conflict):
            form.add_error(None, "这条民意的状态已经变化,请看下面的最新情况")
            opinion.refresh_from_db()
        else:
            messages.success(request, "谢谢您的评价")
            return redirect("grids:public_opinion", token)
    context = {
        "opinion": opinion,
        "form": form,
        "may_rate": rules.can_take(opinion, OpinionStep.Kind.RATED),
        "address": request.build_absolute_uri(),
    }
    return render(request, "grids/public_opinion.html", context)


@require_GET
@public
def public_photo(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """The photograph of a responsible person in force, as it hangs on the wall (S2 三(四))."""
    rows = ResponsiblePerson.objects.in_force(timezone.localdate()).filter(grid__token=token).exclude(photo="")
    return photograph_response(get_object_or_404(rows, pk=pk).photo)
