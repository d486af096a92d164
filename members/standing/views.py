"""A member's standing recorded and ended; who is out of contact, suspended or abroad: scope → form → render."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.web.forms import Done, bound, run
from core.web.guards import Request, require, require_safe_or_POST
from members.models import Membership
from members.queries import open_spell
from members.standing import actions
from members.standing.forms import BeginForm, ContactForm, EndForm
from members.standing.models import StandingSpell
from organizations.access import get_scoped

VIEW, MANAGE = "organizations.view_member", "organizations.manage_member"
PAGE = 50


@require(VIEW)
@require_safe
def standings(request: Request) -> HttpResponse:
    """What runs now, the longest first."""
    rows = StandingSpell.objects.visible_to(request.user, VIEW).open().select_related("person", "organization")
    page = Paginator(rows.order_by("during", "pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "members/standings.html", {"page": page})


@require(MANAGE)
@require_safe_or_POST
def begin(request: Request, pk: int) -> HttpResponse:
    """For the member of this spell."""
    rows = Membership.objects.select_related("person", "organization")
    spell = get_scoped(rows, request.user, see=VIEW, need=MANAGE, pk=pk)
    today = timezone.localdate()
    form = BeginForm(bound(request), initial={"since": today})
    back = reverse("members:member", args=[pk])

    def act(data: dict[str, Any]) -> Done:
        made = actions.begin(by=request.user, membership=spell, today=today, **data)
        return Done(back, f"已登记：{made.get_kind_display()}")

    context = {"form": form, "heading": f"登记党籍变动 · {spell.person.name}", "back": back}
    return run(request, form, act, lambda: render(request, "frame/form.html", context), back=back)


def _found(request: Request, pk: int) -> StandingSpell:
    rows = StandingSpell.objects.select_related("person", "organization")
    found: StandingSpell = get_scoped(rows, request.user, see=VIEW, need=MANAGE, pk=pk)
    return found


def _back(row: StandingSpell) -> str:
    spell = open_spell(row.person_id)
    return reverse("members:member", args=[spell.pk]) if spell else reverse("members:standings")


@require(MANAGE)
@require_safe_or_POST
def finish(request: Request, pk: int) -> HttpResponse:
    row = _found(request, pk)
    today = timezone.localdate()
    form = EndForm(bound(request), kind=row.kind, initial={"on": today, "version": row.version})
    back = _back(row)

    def act(data: dict[str, Any]) -> Done:
        actions.finish(by=request.user, standing=row, today=today, **data)
        return Done(_back(row), f"{row.person.name}：{row.get_kind_display()}已结束")

    context = {"form": form, "heading": f"结束{row.get_kind_display()} · {row.person.name}", "back": back}
    return run(request, form, act, lambda: render(request, "frame/form.html", context), back=back)


@require(MANAGE)
@require_safe_or_POST
def contact(request: Request, pk: int) -> HttpResponse:
    """With a member abroad."""
    row = _found(request, pk)
    today = timezone.localdate()
    form = ContactForm(bound(request), initial={"on": today, "version": row.version})
    back = _back(row)

    def act(data: dict[str, Any]) -> Done:
        actions.contacted(by=request.user, standing=row, today=today, **data)
        return Done(back, f"已登记与{row.person.name}的联系")

    context = {"form": form, "heading": f"登记联系 · {row.person.name}", "back": back}
    return run(request, form, act, lambda: render(request, "frame/form.html", context), back=back)
