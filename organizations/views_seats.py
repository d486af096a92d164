"""Seats of all organisations with what lacks, and all posts of one person (ORG-33)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.office import documents, spreadsheets
from core.web.guards import require
from organizations import forms, queries
from organizations.models import Post
from organizations.orders import queries as orders
from organizations.registers.actions import export_list
from organizations.registers.forms import KEEP
from organizations.scoping import permissions_of
from organizations.seats import overview
from organizations.views import EXPORT, PAGE, VIEW, tabs
from people.models import Person

COLUMNS = (
    spreadsheets.Column("组织", "text"),
    spreadsheets.Column("职务", "text"),
    spreadsheets.Column("应配", "number"),
    spreadsheets.Column("实配", "number"),
    spreadsheets.Column("空缺", "number"),
    spreadsheets.Column("空缺开始", "text"),
    spreadsheets.Column("补配期限", "text"),
)


@require(VIEW)
@require_safe
def seats(request: HttpRequest) -> HttpResponse:
    """Every organisation in sight: how many each position should have, has and lacks."""
    today = timezone.localdate()
    form = forms.SeatFilter(request.GET)
    data = form.cleaned_data if form.is_valid() else {}
    wanted = {"text": data.get("q", ""), "vacant": data.get("vacant", False)}
    held = permissions_of(request.user)
    if request.GET.get("format") == "xlsx":
        return _sent(request, wanted)
    rows = overview(request.user, VIEW, today=today, **wanted)
    context = {
        "form": form,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "lacking": sum(rows.sums),
        "may_set": {KEEP, "organizations.manage_organization"} <= held,
        "may_export": EXPORT in held,
        "tabs": tabs("organizations:posts"),
    }
    return render(request, "organizations/seats.html", context)


def _sent(request: HttpRequest, wanted: dict[str, Any]) -> HttpResponse:
    """The workbook of the list, of what the user may take out; recorded."""
    if EXPORT not in permissions_of(request.user):
        raise PermissionDenied("您没有导出数据的权限")
    today = timezone.localdate()
    rows = overview(request.user, EXPORT, today=today, **wanted)
    cells = [
        [row.name, row.label, row.wanted, row.held, row.lacking, row.since or "", row.due_on or ""] for row in rows[:]
    ]
    sheet = spreadsheets.SheetSpec("职数和空缺", list(COLUMNS), cells)
    return documents.download(export_list(by=request.user, sheet=sheet), f"职数和空缺{today:%Y%m%d}.xlsx")


@require(VIEW)
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person with every post, of today, to come and past; those out of sight are only counted."""
    today = timezone.localdate()
    found = get_object_or_404(Person.objects.visible_to(request.user, VIEW), pk=pk)
    posts = queries.posts_of_person(found, request.user)
    orders.with_documents(posts.seen)
    context = {
        "person": found,
        "groups": [(label, [post for post in posts.seen if test(post)]) for label, test in _when(today)],
        "elsewhere": posts.elsewhere,
        "today": today,
        "may_view_person": "organizations.view_member" in permissions_of(request.user),
    }
    return render(request, "organizations/person_posts.html", context)


def _when(today: date) -> tuple[tuple[str, Callable[[Post], bool]], ...]:
    """The groups of the page, and which posts stand in each."""
    return (
        ("现任职务", lambda post: post.during.lower <= today and not _over(post, today)),
        ("将任职务", lambda post: post.during.lower > today),
        ("曾任职务", lambda post: _over(post, today)),
    )


def _over(post: Post, today: date) -> bool:
    return post.during.upper is not None and post.during.upper <= today
