"""Units' lists: whom the office asks for, the member's own word on the phone, and what the unit's contact sees."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.office import documents
from core.records.errors import RuleViolation
from core.web.forms import Done, bound, press, run
from core.web.guards import Request, personal, require, require_safe_or_POST
from members.letters import registration_slip
from members.models import DualRegistration
from members.registrations import actions, queries
from members.registrations.forms import AcceptForm, ReasonForm
from members.registrations.papers import unconfirmed
from members.rules import REGISTRATION
from organizations.access import get_scoped
from organizations.models import UnitPresence
from organizations.scoping import may, permissions_of

VIEW, CONFIRM = "organizations.view_member", "organizations.confirm_registration"
PAGE = 50
MINE = "members:my_registrations"


# -- the office ------------------------------------------------------------------------------------


@require(VIEW)
@require_safe
def unit_lists(request: Request) -> HttpResponse:
    """Units with a list: how many are named, have confirmed, are still to be asked."""
    rows = queries.lists(request.user, today=timezone.localdate())
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_import": CONFIRM in permissions_of(request.user)}
    return render(request, "members/unit_lists.html", context)


def _presence(request: Request, pk: int, *, manage: bool = False) -> UnitPresence:
    rows = UnitPresence.objects.select_related("unit", "organization", "contact__user")
    found: UnitPresence = get_scoped(rows, request.user, see=VIEW, need=CONFIRM if manage else None, pk=pk)
    return found


@require(VIEW)
@require_safe
def unit_list(request: Request, pk: int) -> HttpResponse:
    """The names of one unit in one community."""
    place = _presence(request, pk)
    rows = list(queries.listed_by(place))
    waiting = [row for row in rows if row.state == DualRegistration.State.LISTED]
    context = {
        "place": place,
        "rows": rows,
        "waiting": len(waiting),
        "returned_on": max((row.returned_on for row in waiting if row.returned_on), default=None),
        "may_return": bool(waiting) and may(request.user, CONFIRM, place.organization),
    }
    return render(request, "members/unit_list.html", context)


@require(VIEW)
@require_safe
def unit_list_pdf(request: Request, pk: int) -> HttpResponse:
    """The names that wait, as a letter to the unit."""
    place = _presence(request, pk)
    content = unconfirmed(place, queries.waiting_at(place), on=timezone.localdate())
    return documents.download(content, f"{place.unit.name}未确认名单.pdf")


@require(CONFIRM)
@require_POST
def unit_list_return(request: Request, pk: int) -> HttpResponse:
    place = _presence(request, pk, manage=True)

    def act() -> Done:
        count = actions.return_list(by=request.user, presence=place, at=timezone.now())
        told = "联系人已收到消息" if hasattr(place.contact, "user") else "单位还没有联系人账号，请打印后送去"
        return Done(reverse("members:unit_list", args=[pk]), f"{count} 人的未确认名单已送回单位，{told}")

    return press(request, act, back=reverse("members:unit_list", args=[pk]))


@require(CONFIRM)
@require_POST
def unit_list_back(request: Request, pk: int) -> HttpResponse:
    """The list was marked as sent in error."""
    place = _presence(request, pk, manage=True)

    def act() -> Done:
        actions.take_list_back(by=request.user, presence=place)
        return Done(reverse("members:unit_list", args=[pk]), "已撤销，名单仍待送回")

    return press(request, act, back=reverse("members:unit_list", args=[pk]))


@require(CONFIRM)
@require_POST
def registration_relist(request: Request, pk: int) -> HttpResponse:
    rows = DualRegistration.objects.select_related("person", "organization")
    row: DualRegistration = get_scoped(rows, request.user, see=VIEW, need=CONFIRM, pk=pk)
    back = reverse("members:registration", args=[pk])

    def act() -> Done:
        actions.relist(by=request.user, registration=row, at=timezone.now())
        return Done(back, f"{row.person.name}已重新列入名单，待本人确认")

    return press(request, act, back=back)


# -- the member ------------------------------------------------------------------------------------


@personal
@require_safe_or_POST
def registration_accept(request: Request, pk: int) -> HttpResponse:
    """The member's word: everything is filled in, one button."""
    own = DualRegistration.objects.filter(person_id=request.user.person_id, state=DualRegistration.State.LISTED)
    row = get_object_or_404(own.select_related("organization", "unit", "listed_by"), pk=pk)
    form = AcceptForm(bound(request), instance=row)

    def act(data: dict[str, Any]) -> Done:
        stored = DualRegistration.objects.get(pk=row.pk)  # the form has written into ``row``
        done = actions.accept(by=request.user, registration=stored, at=timezone.now(), **data)
        if done.state == DualRegistration.State.CONFIRMED:
            return Done(MINE, f"报到已确认，有效期至 {done.valid_until:%Y-%m-%d}")
        return Done(MINE, "已提交，社区确认后会给您发消息")

    return run(request, form, act, lambda: _accept_page(request, row, form=form))


def _accept_page(request: Request, row: DualRegistration, **forms: Any) -> HttpResponse:
    context = {
        "row": row,
        "form": forms.get("form") or AcceptForm(instance=row),
        "decline": forms.get("decline") or ReasonForm(),
        "vouched": REGISTRATION.can("accept", row, request.user),
    }
    return render(request, "members/registration_accept.html", context)


@personal
@require_POST
def registration_decline(request: Request, pk: int) -> HttpResponse:
    """Not of this unit, or not any more."""
    own = DualRegistration.objects.filter(person_id=request.user.person_id, state=DualRegistration.State.LISTED)
    row = get_object_or_404(own.select_related("organization", "unit", "listed_by"), pk=pk)
    form = ReasonForm(request.POST)

    def act(data: dict[str, Any]) -> Done:
        actions.strike(by=request.user, registration=row, step="decline", at=timezone.now(), **data)
        return Done(MINE, "已告知单位和社区")

    return run(request, form, act, lambda: _accept_page(request, row, decline=form))


# -- the unit's contact ----------------------------------------------------------------------------


def _own_presence(request: Request, presence: int) -> UnitPresence:
    own = queries.presences_of_contact(request.user.person_id, today=timezone.localdate())
    return get_object_or_404(own, pk=presence)


@personal
@require_safe
def own_unit_list(request: Request, presence: int) -> HttpResponse:
    """For the unit's contact: who waits to be confirmed as its member, who of its list has not answered, the slips."""
    place = _own_presence(request, presence)
    rows = list(queries.listed_by(place))
    waiting = [row for row in rows if row.state == DualRegistration.State.LISTED]
    context = {
        "place": place,
        "asking": [row for row in queries.to_vouch(place) if row.person_id != request.user.person_id],
        "confirmed": list(queries.confirmed_at(place)),
        "waiting": waiting,
        "others": [row for row in rows if row not in waiting],
    }
    return render(request, "members/own_unit_list.html", context)


@personal
@require_POST
def own_unit_vouch(request: Request, presence: int, pk: int) -> HttpResponse:
    """The unit confirms its member."""
    place = _own_presence(request, presence)
    row = get_object_or_404(queries.to_vouch(place), pk=pk)
    back = reverse("members:own_unit_list", args=[presence])

    def act() -> Done:
        actions.vouch(by=request.user, registration=row, at=timezone.now())
        return Done(back, f"已确认{row.person.name}是本单位党员，社区接着办理")

    return press(request, act, back=back)


@personal
@require_POST
def own_unit_disown(request: Request, presence: int, pk: int) -> HttpResponse:
    """The unit says that the person is not its member."""
    place = _own_presence(request, presence)
    row = get_object_or_404(queries.to_vouch(place), pk=pk)
    back = reverse("members:own_unit_list", args=[presence])

    def act() -> Done:
        reason = request.POST.get("reason", "")
        actions.disown(by=request.user, registration=row, reason=reason, at=timezone.now())
        return Done(back, "已告知本人和社区")

    return press(request, act, back=back)


@personal
@require_safe
def own_unit_slip(request: Request, presence: int, pk: int) -> HttpResponse:
    """The slip 报到回执, for the unit."""
    row = get_object_or_404(queries.confirmed_at(_own_presence(request, presence)), pk=pk)
    return documents.download(registration_slip(row), f"双报到回执-{row.person.name}.pdf")


@personal
@require_POST
def own_unit_strike(request: Request, presence: int, pk: int) -> HttpResponse:
    """The contact takes a name off: not of the unit any more."""
    place = _own_presence(request, presence)
    row = get_object_or_404(queries.waiting_at(place), pk=pk)
    back = reverse("members:own_unit_list", args=[presence])
    form = ReasonForm(request.POST)

    def act() -> Done:
        if not form.is_valid():
            raise RuleViolation("reason-missing", f"{row.person.name}没有划去：{form.errors['reason'][0]}")
        reason = form.cleaned_data["reason"]
        actions.strike(by=request.user, registration=row, step="strike_by_unit", reason=reason, at=timezone.now())
        return Done(back, f"{row.person.name}已从名单划去，社区看得到原因")

    return press(request, act, back=back)
