"""分类管理: what each class of members is owed, and who is without (MEM-04)."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.web.guards import Request, require
from services.member_classes import queries


@require(queries.VIEW)
@require_safe
def member_classes(request: Request) -> HttpResponse:
    """One sheet a class; ``?class=&item=`` lists who is without that item."""
    today = timezone.localdate()
    kind, key = request.GET.get("class", ""), request.GET.get("item", "")
    listed = queries.without(request.user, kind, key, today=today) if kind else None
    if kind and listed is None:
        raise Http404
    context = {
        "sheets": queries.sheets(request.user, today=today),
        "letters": queries.waiting_letters(request.user),
        "listed": listed,
        "is_member": kind == "direct",
        "is_floating": kind == "floating",
    }
    return render(request, "services/member_classes.html", context)
