"""Pages of the register of units: who is there, who has reported in, with whom; their part in a big committee."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.office import documents
from core.records.errors import RuleViolation
from core.web.forms import Done, bound, plausible_days, press
from core.web.guards import Request, require, require_safe_or_POST
from organizations import accounts, actions, forms, queries, undo
from organizations.access import MANAGE_UNITS, get_scoped, may_manage
from organizations.accounts.slips import print_slips, waiting
from organizations.models import Organization, Participation, Unit, UnitPresence
from organizations.registers.persons import person_named
from organizations.rosters.downloads import sent
from organizations.rosters.subjects import UNITS
from organizations.scoping import may, permissions_of, reach
from organizations.views import EXPORT, PAGE, VIEW, address_of, said, show, tabs


def page_of(presence: UnitPresence) -> str:
    return reverse("organizations:unit", args=[presence.pk])


@require(VIEW)
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    form = forms.UnitFilter(request.GET)
    data = form.cleaned_data if form.is_valid() else {}
    rows = queries.presences(request.user, on=today)
    waiting = queries.not_reported_in(rows).count()
    if data.get("waiting"):
        rows = queries.not_reported_in(rows)
    if text := data.get("q"):
        rows = rows.filter(unit__name__contains=text)
    if request.GET.get("format") == "xlsx":
        return sent(request, UNITS, rows, back=reverse("organizations:units"))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    may_add = MANAGE_UNITS in permissions_of(request.user)
    context = {"form": form, "page": page, "waiting": waiting, "today": today, "may_add": may_add}
    context["tabs"] = tabs("organizations:units")
    return render(request, "organizations/units.html", context | {"may_export": EXPORT in permissions_of(request.user)})


@require(MANAGE_UNITS)
@require_safe_or_POST
def new_unit(request: HttpRequest) -> HttpResponse:
    form = forms.UnitForm(bound(request), user=request.user)

    def act(data: dict[str, Any]) -> Done:
        wanted = data.pop("account", False)
        contact = person_named(data, forms.HOLDER, request.user)
        instructor = person_named(data, forms.INSTRUCTOR, request.user)
        if wanted and contact is None:
            raise RuleViolation("no-contact", "要开通账号，请先填写联系人", field="person_name")
        today = timezone.localdate()
        presence = actions.enter_unit(by=request.user, today=today, contact=contact, instructor=instructor, **data)
        if wanted:
            _open_account(request.user, presence, field="account")
            return Done(page_of(presence), f"已登记{data['name']}，已开通联系人账号，请打印开通单")
        return Done(page_of(presence), f"已登记{data['name']}")

    context = {"title": "登记辖区单位", "button": "登记", "back": reverse("organizations:units")}
    return show(request, form, act, "organizations/change.html", **context)


def _managed(request: HttpRequest, pk: int) -> UnitPresence:
    rows = UnitPresence.objects.select_related("unit__party_organization", "organization", "contact", "instructor")
    presence: UnitPresence = get_scoped(rows, request.user, see=VIEW, need=MANAGE_UNITS, pk=pk)
    return presence


@require(VIEW)
@require_safe
def unit(request: Request, pk: int) -> HttpResponse:
    """One unit in one community: what the register says, contact and instructor, reporting in, the big committee."""
    today = timezone.localdate()
    rows = UnitPresence.objects.select_related(
        "unit__party_organization", "unit__organization", "organization", "contact__user", "instructor"
    )
    presence = get_scoped(rows, request.user, see=VIEW, pk=pk)
    committee = queries.big_committee_of(presence.organization, today)
    account = getattr(presence.contact, "user", None)
    ended = presence.during.upper is not None
    context = {
        "presence": presence,
        "unit": presence.unit,
        "ended": ended,
        "today": today,
        "committee": committee,
        "participation": queries.participation(presence.unit, committee, today),
        "account": account,
        "may_keep": not ended and may(request.user, MANAGE_UNITS, presence.organization),
        "may_join": committee is not None and not ended and may_manage(request.user, committee),
        "may_open": presence.contact is not None
        and account is None
        and accounts.persons_to_open(request.user).filter(pk=presence.contact_id).exists(),
        "may_print": account is not None and waiting(by=request.user, accounts=[account.pk], printed_at=None).exists(),
        "undoable": undo.recent(request.user, organization=presence.organization, targets=[presence]),
    }
    return render(request, "organizations/unit.html", context)


@require(MANAGE_UNITS)
@require_safe_or_POST
def correct_unit(request: HttpRequest, pk: int) -> HttpResponse:
    presence, today = _managed(request, pk), timezone.localdate()
    kept = Unit.objects.filter(queries.kept_inside(reach(request.user, MANAGE_UNITS), today), pk=presence.unit_id)
    form = forms.UnitCorrection(bound(request), user=request.user, presence=presence, may_keep=kept.exists())

    def act(data: dict[str, Any]) -> Done:
        contact = person_named(data, forms.HOLDER, request.user)
        instructor = person_named(data, forms.INSTRUCTOR, request.user)
        actions.correct_unit(
            by=request.user, presence=presence, today=today, contact=contact, instructor=instructor, **data
        )
        return Done(page_of(presence), "已更正")

    context = {"title": "更正单位资料", "button": "保存", "back": page_of(presence)}
    if "name" not in form.fields:
        context["note"] = "这家单位还登记在别的社区，单位资料由街道更正；联系人和党建指导员在这里更正。"
    return show(request, form, act, "organizations/change.html", **context)


@require(MANAGE_UNITS)
@require_safe_or_POST
def end_presence(request: HttpRequest, pk: int) -> HttpResponse:
    presence, today = _managed(request, pk), timezone.localdate()
    form = forms.DatedForm(bound(request), today=today, label="迁出日期")

    def act(data: dict[str, Any]) -> Done:
        actions.end_presence(by=request.user, presence=presence, today=today, **data)
        return Done(page_of(presence), said(f"{presence.unit.name}已迁出", data["on"], today))

    note = f"从这一天起，{presence.unit.name}不再是{presence.organization.name}的驻区单位，以前的记录都保留。"
    if parts := actions.parts_of(presence, today):
        note += f"同一天退出{'、'.join(actions.place_of(part) for part in parts)}。"
    context = {"title": "登记迁出", "button": "登记迁出", "back": page_of(presence), "note": note}
    return show(request, form, act, "organizations/change.html", **context)


@require(MANAGE_UNITS)
@require_POST
def report_in(request: HttpRequest, pk: int) -> HttpResponse:
    presence = _managed(request, pk)
    today = timezone.localdate()
    form = forms.ReportInForm(request.POST)

    def act() -> Done:
        if not plausible_days(form).is_valid():
            raise RuleViolation("invalid", f"{presence.unit.name}没有登记报到：{form.errors['on'][0]}")
        on = form.cleaned_data["on"] or today
        actions.report_in(by=request.user, presence=presence, on=on, today=today)
        return Done("organizations:units", f"{presence.unit.name}已报到")

    return press(request, act, back="organizations:units")


def _open_account(by: Any, presence: UnitPresence, *, field: str | None = None) -> None:
    person = presence.contact
    if person is None or not accounts.persons_to_open(by).filter(pk=person.pk).exists():
        raise RuleViolation("not-managed", "这位联系人由别的组织管理，账号请由其所在组织开通", field=field)
    accounts.open_account(by=by, person=person, office=accounts.office_for(by, person))


@require(accounts.MANAGE)
@require_POST
def open_account(request: HttpRequest, pk: int) -> HttpResponse:
    """An account for the unit's contact, who then confirms the agreement on the phone (SVC-01)."""
    rows = UnitPresence.objects.select_related("contact", "organization")
    presence = get_scoped(rows, request.user, see=VIEW, need=accounts.MANAGE, pk=pk)

    def act() -> Done:
        _open_account(request.user, presence)
        return Done(page_of(presence), "已开通账号，请打印开通单")

    return press(request, act, back=page_of(presence))


@require(accounts.MANAGE)
@require_POST
@never_cache
def print_slip(request: Request, pk: int) -> HttpResponse:
    """The slip of the contact's account: once, with the password that stands nowhere else."""
    rows = UnitPresence.objects.select_related("contact__user", "unit", "organization")
    presence = get_scoped(rows, request.user, see=VIEW, need=accounts.MANAGE, pk=pk)

    def act() -> HttpResponse:
        account = getattr(presence.contact, "user", None)
        address = request.build_absolute_uri(reverse("account_login"))
        content = print_slips(
            by=request.user,
            accounts=[account.pk] if account is not None else [],
            office=presence.organization,
            address=address,
            now=timezone.now(),
        )
        return documents.download(content, f"{presence.unit.name}账号开通单.pdf")

    return press(request, act, back=page_of(presence))


@require(VIEW)
@require_safe_or_POST
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit takes part in the big committee of its community (S2 二(二); ORG-02)."""
    today = timezone.localdate()
    rows = UnitPresence.objects.select_related("unit__party_organization", "organization")
    presence = get_scoped(rows, request.user, see=VIEW, pk=pk)
    committee = queries.big_committee_of(presence.organization, today)
    if committee is None or not may_manage(request.user, committee):
        raise PermissionDenied("您可以查看，但没有办理单位参加大党委的权限")
    form = forms.JoinForm(bound(request), today=today)

    def act(data: dict[str, Any]) -> Done:
        actions.join_big_committee(by=request.user, big_committee=committee, unit=presence.unit, today=today, **data)
        return Done(address_of(committee), said(f"{presence.unit.name}已参加{committee.name}", data["since"], today))

    note = f"{presence.unit.name}的党组织仍由原上级领导，党员的组织关系不动，只是同时参加{committee.name}的工作。"
    context = {"title": "参加大党委", "button": "登记参加", "back": page_of(presence), "note": note}
    return show(request, form, act, "organizations/change.html", **context)


@require(VIEW)
@require_safe_or_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    rows = Participation.objects.select_related("unit", "organization")
    participation = get_scoped(rows, request.user, see=VIEW, pk=pk)
    committee: Organization = participation.organization
    if not may_manage(request.user, committee):
        raise PermissionDenied("您可以查看，但没有办理单位退出大党委的权限")
    form = forms.DatedForm(bound(request), today=today, label="退出日期")

    def act(data: dict[str, Any]) -> Done:
        actions.leave_big_committee(by=request.user, participation=participation, today=today, **data)
        return Done(address_of(committee), said(f"{participation.unit.name}已退出大党委", data["on"], today))

    context = {"title": f"{participation.unit.name}退出大党委", "button": "登记退出", "organization": committee}
    return show(request, form, act, "organizations/change.html", **context)
