"""Changes that are counted before they are done: another superior, dissolution (ORG-21)."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.models import AuditEvent
from core.web.forms import INVALID, Done, go, plausible_days, press, refused_at
from core.web.guards import require, require_safe_or_POST, signed_in
from core.web.home import lists
from organizations import actions, forms, preview, queries, undo
from organizations.access import MANAGE, get_scoped
from organizations.models import Organization
from organizations.orders.actions import file_order
from organizations.orders.models import OrderKind
from organizations.views import VIEW, address_of, managed, said

CONFLICT = 409


def in_two_steps(
    request: HttpRequest,
    form: Any,
    *,
    check: Callable[[dict[str, Any]], Any],
    count: Callable[[dict[str, Any]], preview.Preview],
    act: Callable[[dict[str, Any]], Done],
    page: Callable[[preview.Preview | None, str], HttpResponse],
) -> HttpResponse:
    """Read with its choice the page shows what that touches; posted with the same numbers (``seen``) it is done.

    422 for a choice that does not hold or was not looked at yet, 409 when the numbers are others than were looked at.
    """
    posted, shown, told = request.method == "POST", None, ""
    status = INVALID if posted else 200
    if form.is_bound and plausible_days(form).is_valid():
        seen = form.data.get("seen", "")
        with refused_at(form):
            check(form.cleaned_data)
            shown = count(form.cleaned_data)
            if posted and seen == shown.numbers:
                return go(request, act(form.cleaned_data))
        if posted and shown is not None and not form.errors:
            status, told = _why_not(shown, seen)
    answer = page(shown, told)
    answer.status_code = status
    return answer


def _why_not(shown: preview.Preview, seen: str) -> tuple[int, str]:
    if shown.other_choice(seen):
        return INVALID, "请先核对下面的影响，再确认"
    return CONFLICT, f"刚有变化：{'，'.join(shown.changed(seen))}。请核对后再确认"


def choice_of(request: HttpRequest, *, proposed: dict[str, Any] | None = None) -> Any:
    """What the form is bound to: what was posted, else the address (or what is proposed), or nothing."""
    if request.method == "POST":
        return request.POST
    if "on" in request.GET:
        return request.GET
    if proposed is None:
        return None
    made = QueryDict(mutable=True)
    made.update({name: str(value) for name, value in proposed.items()})
    return made


@require(MANAGE)
@require_safe_or_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    organization: Organization = get_scoped(Organization.objects, request.user, see=VIEW, need=MANAGE, pk=pk)
    form = forms.MoveForm(choice_of(request), user=request.user, organization=organization, today=today)

    def act(data: dict[str, Any]) -> Done:
        actions.move_organization(by=request.user, organization=organization, today=today, **data)
        return Done(address_of(organization), said(f"已改为隶属{data['parent'].name}", data["on"], today))

    def page(shown: preview.Preview | None, told: str) -> HttpResponse:
        context = {"organization": organization, "form": form, "preview": shown, "told": told}
        return render(request, "organizations/move.html", context)

    return in_two_steps(
        request,
        form,
        check=lambda data: actions.check_can_move(organization=organization, today=today, **data),
        count=lambda data: preview.of_move(organization, data["parent"], data["on"]),
        act=act,
        page=page,
    )


@require(VIEW)
@require_safe_or_POST
def dissolve(request: HttpRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    organization = managed(request, pk)
    choice = choice_of(request, proposed={"on": today})
    form = forms.DatedPaperForm(choice, request.FILES or None, today=today, label="撤销日期")

    def act(data: dict[str, Any]) -> Done:
        actions.dissolve_organization(
            by=request.user, organization=organization, on=data["on"], today=today, reason=data["reason"]
        )
        organization.dissolved_on = data["on"]
        file_order(
            by=request.user,
            organization=organization,
            kind=OrderKind.DISSOLUTION,
            paper=data["paper"],
            on=data["on"],
            today=today,
        )
        return Done(address_of(organization), said(f"{organization.name}已撤销", data["on"], today))

    def page(shown: preview.Preview | None, told: str) -> HttpResponse:
        posts = queries.posts_of(organization, today)
        context = {
            "organization": organization,
            "form": form,
            "preview": shown,
            "told": told,
            "ending": [(post, queries.rights_of(post, today)) for post in posts],
        }
        return render(request, "organizations/dissolve.html", context)

    return in_two_steps(
        request,
        form,
        check=lambda data: actions.check_can_dissolve(organization=organization, on=data["on"], today=today),
        count=lambda data: preview.of_dissolution(organization, data["on"]),
        act=act,
        page=page,
    )


@signed_in
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo an end that the account entered itself a moment ago; what stands in the way is said on its page."""
    own = AuditEvent.objects.filter(actor_id=request.user.pk, code__in=[each.event for each in lists().undoings])
    event = get_object_or_404(own, pk=pk)

    def act() -> Done:
        return Done(undo.undo(by=request.user, event=event), "已撤销，恢复为办理之前的状态")

    return press(request, act, back=undo.page_of(event))
