"""A member's own page of what is held, its copy, and how long what is kept (MEM-15)."""

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.office import documents
from core.web.forms import INVALID, bound, refused_at
from core.web.guards import Request, held_by, personal, require, require_safe_or_POST
from members import queries as members
from members.forms import RegisterFilterForm
from members.rights import full, papers, queries
from members.rights import retention as keeping
from members.rights.forms import FullExportForm
from organizations.models import Organization

VIEW, MANAGE = "organizations.view_member", "organizations.manage_member"


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


@require(full.EXPORT, full.REVEAL)
@require_safe_or_POST
@reauthentication_required  # type: ignore[untyped-decorator]
@never_cache
def register_full(request: Request) -> HttpResponse:
    """The filtered register unmasked: after the password, with a reason; who took it stands in the file and the log."""
    today = timezone.localdate()
    chosen = RegisterFilterForm(request.GET, organizations=Organization.objects.visible_to(request.user, VIEW)).chosen()
    rows = members.register(request.user, chosen, today=today)
    form = FullExportForm(bound(request))
    if form.is_bound and form.is_valid():
        with refused_at(form):
            content = full.export_full(by=request.user, records=rows, reason=form.cleaned_data["reason"])
            return documents.download(content, f"党员花名册（完整信息）{today:%Y%m%d}.xlsx")
    number = full.takeable(request.user, rows).count()
    context = {"form": form, "number": number, "most": settings.FULL_ROWS_PER_DAY}
    return render(request, "members/register_full.html", context, status=INVALID if form.errors else 200)
