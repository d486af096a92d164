"""The member's own identity on the phone, and the board 公开栏 on paper (MEM-20)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.office import documents
from core.web.forms import Done, bound, press, run
from core.web.guards import Request, personal, require, require_safe_or_POST
from members.residence import actions, queries
from members.residence.forms import OwnIdentityForm
from members.residence.models import ShownIdentity
from members.residence.papers import board
from members.residence.register import IDENTITIES
from organizations.access import get_scoped
from organizations.models import Organization
from organizations.ties import VIEW

MINE = "members:my_identity"


@personal
@require_safe_or_POST
def my_identity(request: Request) -> HttpResponse:
    """How the member shows who he is, or the form to begin."""
    today = timezone.localdate()
    form = OwnIdentityForm(bound(request))

    def act(data: dict[str, Any]) -> Done:
        actions.show_identity(by=request.user, register=IDENTITIES, today=today, **data)
        return Done(MINE, "已亮明身份，随时可以结束")

    shown = queries.own(request.user.person_id, today=today)
    return run(request, form, act, lambda: render(request, "members/my_identity.html", {"shown": shown, "form": form}))


@personal
@require_POST
def identity_hide(request: Request, pk: int) -> HttpResponse:
    """The member takes the consent back."""
    entry = get_object_or_404(ShownIdentity.objects.standing(), pk=pk, person_id=request.user.person_id)

    def act() -> Done:
        actions.hide_identity(by=request.user, entry=entry, version=entry.version, today=timezone.localdate())
        return Done(MINE, "已结束，不再亮明")

    return press(request, act, back=MINE)


@require(VIEW)
@require_safe
def identity_boards(request: HttpRequest) -> HttpResponse:
    """Branches and communities with members who show who they are."""
    rows = queries.boards(request.user, today=timezone.localdate())
    return render(request, "members/identity_boards.html", {"rows": rows})


@require(VIEW)
@require_safe
def identity_board(request: HttpRequest, pk: int) -> HttpResponse:
    """The board of one of them, as PDF."""
    place: Organization = get_scoped(Organization.objects.all(), request.user, see=VIEW, pk=pk)
    today = timezone.localdate()
    return documents.download(
        board(place, queries.on_board(place, today=today), on=today), f"{place.name}党员公开栏.pdf"
    )
