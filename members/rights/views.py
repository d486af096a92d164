"""A member's own page of what is held, its copy, and how long what is kept (MEM-15)."""

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.office import documents
from core.web.guards import Request, held_by, personal, require
from members.rights import papers, queries
from members.rights import retention as keeping

MANAGE = "organizations.manage_member"


@personal
@require_safe
@never_cache
def my_data(request: Request) -> HttpResponse:
    """All records that name the person, who saw what in full, and consents with the place to take them back."""
    person, now = request.user.person, timezone.now()
    context = {
        "layout": "base.html" if held_by(request.user) else "phone.html",
        "person": person,
        "sections": queries.held(person),
        "looks": queries.looks(person),
        "consents": queries.consents(request.user, today=timezone.localdate(now)),
        "keeping": keeping.lines(now=now),
    }
    return render(request, "members/my_data.html", context)


@personal
@require_safe
@reauthentication_required  # type: ignore[untyped-decorator]
@never_cache
def my_copy(request: Request) -> HttpResponse:
    """The copy, unmasked: after the password was asked again."""
    person = request.user.person
    content = papers.take_copy(by=request.user, person=person)
    return documents.download(content, f"{person.name}的登记信息.xlsx")


@require(MANAGE)
@require_safe
def retention(request: Request) -> HttpResponse:
    """What is kept how long, how much of it goes tonight, and what the last night did."""
    now = timezone.now()
    context = {"lines": keeping.lines(now=now), "last": keeping.last_run(), "since": keeping.log_begins()}
    return render(request, "members/retention.html", context)
