"""Members who came without a file: probationers, and those who joined after the office knew them."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.web.guards import require
from members.development import blank, queries
from organizations import standards
from organizations.queries import roots_of
from organizations.scoping import permissions_of

PAGE = 50


@require("organizations.view_member")
@require_safe
def missing(request: HttpRequest) -> HttpResponse:
    """Who arrived by a roster or by hand without a file, with what is known of joining."""
    page = Paginator(queries.without_file(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "members/development/missing.html", {"page": page})


class BlankFilter(forms.Form):
    q = forms.CharField(label="支部名称", required=False, max_length=40)


@require("organizations.view_member")
@require_safe
def blank_branches(request: HttpRequest) -> HttpResponse:
    """Branches that developed nobody for years, with cause and rectification."""
    today = timezone.localdate()
    form = BlankFilter(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    found = blank.blanks(request.user, today=today, text=text)
    roots = roots_of(request.user)
    name = blank.STANDARDS["blank_years"]
    context = {
        "form": form,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "open": found.sums[0] if found.sums else 0,
        "unjudged": blank.unjudged(request.user, today=today),
        "years": standards.at(name, organization=roots[0] if roots else None, as_of=today),
        "may_begin": blank.RIGHT in permissions_of(request.user),
    }
    return render(request, "members/development/blank.html", context)
