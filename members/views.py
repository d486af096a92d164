"""The register of members and dual registration: scope → form → render."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.chinese.dates import chinese_date
from core.office import documents
from core.office.scans import scan_response
from core.web.forms import Done, bound, press, run
from core.web.guards import Request, personal, require, require_safe_or_POST
from members import actions, queries, rules, tables
from members.development.queries import lacks_file
from members.development.register import KIND
from members.forms import ChangeForm, ConfirmForm, DecideForm, EndForm, RegisterFilterForm, RegistrationForm
from members.groups.queries import group_of
from members.letters import registration_slip
from members.merging.queries import merges_of
from members.models import DualRegistration, Membership, ScheduledChange
from members.registrations import actions as leaving
from members.rosters import MEMBERS
from members.rules import REGISTRATION, SCHEDULED
from members.standing.queries import awards_of, standings
from members.standing.queries import spells_of as standing_rows
from members.transfers.queries import letters_of
from organizations.access import get_scoped
from organizations.models import Organization
from organizations.rosters.downloads import sent
from organizations.scoping import may, permissions_of
from organizations.undo import recent

VIEW, MANAGE = "organizations.view_member", "organizations.manage_member"
CONFIRM, REVEAL = "organizations.confirm_registration", "organizations.reveal_personal"
EXPORT = "organizations.export_data"
ONE_SIDE = "one_side"
"""The tab of registrations that lists who has reported in on one side only."""


def _organizations_in_reach(user: Any) -> QuerySet[Organization]:
    return Organization.objects.visible_to(user, VIEW)


@require(VIEW)
@require_safe
def register(request: Request) -> HttpResponse:
    today = timezone.localdate()
    form = RegisterFilterForm(request.GET, organizations=_organizations_in_reach(request.user))
    chosen = form.chosen()
    number = request.GET.get("page", "1")
    page = queries.register_page(request.user, chosen, int(number) if number.isdigit() else 1, today=today)
    organizations = queries.organizations_to_choose(request.user, chosen.organization)
    context = {
        "form": form,
        "page": page,
        "chosen": chosen,
        "today": today,
        "out_of_sight": queries.out_of_sight(request.user, chosen, today=today),
        "options": tables.organization_options(organizations, chosen.organization),
        "rows": tables.register_rows(page.rows),
        "tabs": _tabs(request.user),
    }
    return render(request, "members/register.html", context)


def _tabs(user: Any) -> list[dict[str, Any]]:
    """What belongs to the register; what changes it for who may."""
    manages = MANAGE in permissions_of(user)
    pages = [("名册", "index", True), ("党小组", "groups", manages), ("转接申请", "transfers", True)]
    pages += [
        ("介绍信", "letters", True),
        ("增减变动台账", "ledger", True),
        ("党籍变动", "standings", True),
        ("老党员", "seniors", True),
        ("重复人员", "duplicates", manages),
        ("保存和清除", "retention", manages),
    ]
    found = [
        {"label": label, "url": reverse(f"members:{name}"), "current": name == "index"}
        for label, name, shown in pages
        if shown
    ]
    found.append({"label": "分类管理", "url": reverse("services:member_classes"), "current": False})
    return [*found, {"label": "发展党员", "url": reverse("organizations:cases", args=[KIND]), "current": False}]


@require(EXPORT)
@require_safe
def register_export(request: Request) -> HttpResponse:
    """The filtered register as a roster, numbers and phones masked (quality.md: privacy)."""
    today = timezone.localdate()
    form = RegisterFilterForm(request.GET, organizations=_organizations_in_reach(request.user))
    rows = queries.register(request.user, form.chosen(), today=today)
    return sent(request, MEMBERS, rows, back=reverse("members:index"), query=sorted(request.GET))


@require(VIEW)
@require_safe
def member(request: Request, pk: int) -> HttpResponse:
    spell = get_scoped(Membership.objects.select_related("person", "organization"), request.user, see=VIEW, pk=pk)
    return render(request, "members/member.html", _member_context(request, spell))


def _member_context(request: Request, spell: Membership, **forms: Any) -> dict[str, Any]:
    current = queries.open_spell(spell.person_id)
    can_manage = current is not None and may(request.user, MANAGE, current.organization)
    context: dict[str, Any] = {
        "spell": spell,
        "person": spell.person,
        "spells": [row for row in queries.spells_of(spell.person_id) if may(request.user, VIEW, row.organization)],
        "registrations": DualRegistration.objects.visible_to(request.user, VIEW)
        .filter(person_id=spell.person_id)
        .select_related("organization"),
        "group": group_of(spell.person_id, on=timezone.localdate()),
        "standing": standings([spell], on=timezone.localdate())[spell.pk],
        "lacks_file": lacks_file(spell.person_id),
        "awards": awards_of(spell.person_id),
        "standing_rows": standing_rows(spell.person_id),
        "merges": merges_of(spell.person_id),
        "letters": letters_of(request.user, spell.person_id),
        "can_manage": can_manage,
        "scheduled": [(row, SCHEDULED.available(row, request.user)) for row in _scheduled(request.user, spell)],
        "may_reveal": may(request.user, REVEAL, spell.organization),
        "undoable": recent(request.user, organization=spell.organization, targets=[spell]),
    }
    if can_manage and current is not None:
        initial = {
            "on": timezone.localdate(),
            "status": current.status,
            "member_class": current.member_class,
            "branch": current.organization_id,
            "version": current.version,
        }
        context["change_form"] = forms.get("change_form") or ChangeForm(
            initial=initial, branches=branches_managed(request.user)
        )
        context["end_form"] = forms.get("end_form") or EndForm(
            initial={"on": timezone.localdate(), "version": current.version}, prefix="end"
        )
    return context


def _scheduled(user: Any, spell: Membership) -> QuerySet[ScheduledChange]:
    """What lies ahead, and what could not be taken on its day."""
    rows = ScheduledChange.objects.visible_to(user, VIEW).filter(person_id=spell.person_id)
    shown = (ScheduledChange.State.WAITING, ScheduledChange.State.REFUSED)
    return rows.filter(state__in=shown).select_related("branch", "organization").order_by("on")


def branches_managed(user: Any) -> QuerySet[Organization]:
    """Where a member may be put today."""
    return Organization.objects.visible_to(user, MANAGE).branches().in_force(timezone.localdate())


def _said(done: str, on: date, today: date) -> str:
    return done if on <= today else f"已安排，自{chinese_date(on)}起生效；此前可以撤回"


@require(MANAGE)
@require_POST
def scheduled_withdraw(request: Request, pk: int) -> HttpResponse:
    scheduled = get_scoped(ScheduledChange.objects, request.user, see=VIEW, need=MANAGE, pk=pk)
    spell = queries.open_spell(scheduled.person_id)
    back = reverse("members:member", args=[spell.pk]) if spell else reverse("members:index")

    def act() -> Done:
        actions.withdraw_scheduled_change(by=request.user, scheduled=scheduled)
        return Done(back, "已撤回，组织关系不变")

    return press(request, act, back=back)


@require(MANAGE)
@require_POST
def member_change(request: Request, pk: int) -> HttpResponse:
    spell = _managed(request, pk)
    form = ChangeForm(request.POST, branches=branches_managed(request.user))
    today = timezone.localdate()

    def act(data: dict[str, Any]) -> Done:
        names = ("on", "version", "status", "member_class", "branch")
        after = actions.change_membership(
            by=request.user, membership=spell, today=today, **{name: data[name] for name in names}
        )
        return Done(
            reverse("members:member", args=[after.pk]), _said(f"{spell.person.name}的变动已登记", data["on"], today)
        )

    def page() -> HttpResponse:
        return render(request, "members/member.html", _member_context(request, spell, change_form=form))

    return run(request, form, act, page)


def _managed(request: Request, pk: int) -> Membership:
    rows = Membership.objects.select_related("person", "organization")
    spell: Membership = get_scoped(rows, request.user, see=VIEW, need=MANAGE, pk=pk)
    return spell


@require(MANAGE)
@require_POST
def member_end(request: Request, pk: int) -> HttpResponse:
    spell = _managed(request, pk)
    form = EndForm(request.POST, prefix="end")
    today = timezone.localdate()

    def act(data: dict[str, Any]) -> Done:
        names = ("on", "version", "reason")
        actions.end_membership(by=request.user, membership=spell, today=today, **{name: data[name] for name in names})
        return Done(
            reverse("members:member", args=[pk]), _said(f"{spell.person.name}的组织关系已结束", data["on"], today)
        )

    def page() -> HttpResponse:
        return render(request, "members/member.html", _member_context(request, spell, end_form=form))

    return run(request, form, act, page)


@personal
@require_safe_or_POST
def registration_new(request: Request) -> HttpResponse:
    """A member registers from a phone; what is known is filled in."""
    person = request.user.person
    asked, side = request.GET.get("community", ""), request.GET.get("side", "")
    initial = {
        "side": side if side in DualRegistration.Side.values else DualRegistration.Side.HOME,
        "choice": DualRegistration.Choice.SELF_CHOSEN,
        "service": DualRegistration.Service.SINGLE,
        "unit_name": person.occupation.split(" ")[0],
        "specialty": person.specialty,
        "community": int(asked) if asked.isdigit() else None,
    }
    form = RegistrationForm(bound(request), initial=initial)

    def act(data: dict[str, Any]) -> Done:
        actions.submit_registration(by=request.user, person=person, **data)
        return Done("members:my_registrations", "报到已提交，社区确认后会给您发消息")

    return run(request, form, act, lambda: render(request, "members/registration_new.html", {"form": form}))


@personal
@require_safe_or_POST
def registration_answer(request: Request, pk: int) -> HttpResponse:
    """The member completes a registration that the community asked back."""
    own = DualRegistration.objects.filter(person_id=request.user.person_id, state=DualRegistration.State.ASKED_BACK)
    registration = get_object_or_404(own, pk=pk)
    form = RegistrationForm(bound(request), instance=registration, initial={"community": registration.organization_id})
    form.fields["community"].disabled = True

    def act(data: dict[str, Any]) -> Done:
        changes = {name: data[name] for name in RegistrationForm.Meta.fields}
        actions.resubmit_registration(by=request.user, registration=registration, **changes)
        return Done("members:my_registrations", "补充已提交")

    context = {"form": form, "registration": registration}
    return run(request, form, act, lambda: render(request, "members/registration_new.html", context))


@personal
@require_safe
def my_registrations(request: Request) -> HttpResponse:
    rows = DualRegistration.objects.filter(person_id=request.user.person_id).select_related("organization", "unit")
    found = list(rows.order_by("-submitted_at"))
    context = {
        "rows": [(row, "withdraw" in REGISTRATION.available(row, request.user)) for row in found],
        "missing": queries.sides_missing(found) if found else [],
    }
    return render(request, "members/my_registrations.html", context)


@personal
@require_POST
def registration_withdraw(request: Request, pk: int) -> HttpResponse:
    """The member leaves."""
    row = get_object_or_404(DualRegistration, pk=pk, person_id=request.user.person_id)

    def act() -> Done:
        reason = request.POST.get("reason", "")
        leaving.withdraw(by=request.user, registration=row, reason=reason, at=timezone.now())
        return Done("members:my_registrations", "报到已结束")

    return press(request, act, back="members:my_registrations")


@require(VIEW)
@require_safe
def registrations(request: Request) -> HttpResponse:
    state = request.GET.get("state", DualRegistration.State.SUBMITTED)
    rows = queries.registrations(request.user, state=state if state in DualRegistration.State.values else "")
    if state == ONE_SIDE:
        rows = queries.on_one_side(request.user, today=timezone.localdate())
    return render(request, "members/registrations.html", _registrations_context(request, rows, state))


def _registrations_context(request: Request, rows: Any, state: str, form: Any = None) -> dict[str, Any]:
    number = request.GET.get("page", "1")
    start = (max(int(number) if number.isdigit() else 1, 1) - 1) * queries.PAGE_SIZE
    waiting = state == DualRegistration.State.SUBMITTED
    if waiting:
        rows = queries.with_vouched(rows, today=timezone.localdate())
    shown = list(rows[start : start + queries.PAGE_SIZE + 1])
    page = queries.Page(
        shown[: queries.PAGE_SIZE], start // queries.PAGE_SIZE + 1, len(shown) > queries.PAGE_SIZE, 0, False
    )
    return {
        "page": page,
        "state": state,
        "states": [
            {"label": label, "url": f"?state={value}", "current": value == state}
            for value, label in (*DualRegistration.State.choices, (ONE_SIDE, "只报到一处"))
        ],
        "waiting": waiting,
        "form": form or ConfirmForm(rows=DualRegistration.objects.none()),
    }


@require(CONFIRM)
@require_POST
def registrations_confirm(request: Request) -> HttpResponse:
    form = ConfirmForm(
        request.POST, request.FILES or None, rows=DualRegistration.objects.visible_to(request.user, CONFIRM)
    )

    def act(data: dict[str, Any]) -> Done:
        done = actions.confirm_registrations(by=request.user, registrations=data["chosen"], document=data["document"])
        return Done("members:registrations", f"已确认 {len(done)} 名党员的报到，回执可以打印")

    def page() -> HttpResponse:
        waiting = queries.registrations(request.user, state=DualRegistration.State.SUBMITTED)
        context = _registrations_context(request, waiting, DualRegistration.State.SUBMITTED, form)
        return render(request, "members/registrations.html", context)

    return run(request, form, act, page)


@require(VIEW)
@require_safe
def registration(request: Request, pk: int) -> HttpResponse:
    row = get_scoped(queries.registrations(request.user).model.objects, request.user, see=VIEW, pk=pk)
    return render(request, "members/registration.html", _registration_context(request, row))


def _registration_context(request: Request, row: DualRegistration, form: DecideForm | None = None) -> dict[str, Any]:
    can = REGISTRATION.available(row, request.user)
    steps = [step for step in rules.DECISIONS if step in can]
    return {
        "row": row,
        "form": form or (DecideForm(steps=steps) if steps else None),
        "can_confirm": "confirm" in can,
        "can_relist": "relist" in can,
        "next_step": REGISTRATION.next_owner(row, request.user),
        "vouched": rules.is_vouched(row, on=timezone.localdate()),
        "confirm_form": ConfirmForm(rows=DualRegistration.objects.none()),
        "may_reveal": row.state not in row.UNSAID_STATES and may(request.user, REVEAL, row.organization),
    }


@require(CONFIRM)
@require_POST
def registration_decide(request: Request, pk: int) -> HttpResponse:
    """Ask back, refuse or end one registration."""
    row = get_scoped(queries.registrations(request.user).model.objects, request.user, see=VIEW, need=CONFIRM, pk=pk)
    steps = [step for step in rules.DECISIONS if REGISTRATION.can(step, row, request.user)]
    form = DecideForm(request.POST, steps=steps)

    def act(data: dict[str, Any]) -> Done:
        actions.decide_registration(by=request.user, registration=row, **data)
        return Done(reverse("members:registration", args=[pk]), "已办理，对方会收到消息")

    def page() -> HttpResponse:
        return render(request, "members/registration.html", _registration_context(request, row, form))

    return run(request, form, act, page)


@require(VIEW)
@require_safe
def registration_document(request: Request, pk: int) -> HttpResponse:
    """The paper that membership was confirmed by."""
    row = get_scoped(DualRegistration.objects.select_related("person"), request.user, see=VIEW, pk=pk)
    return scan_response(row.document, f"党员身份证明-{row.person.name}")


@require(VIEW)
@require_safe
def registration_slip_pdf(request: Request, pk: int) -> HttpResponse:
    row = get_scoped(DualRegistration.objects.select_related("person", "organization"), request.user, see=VIEW, pk=pk)
    if row.state not in (DualRegistration.State.CONFIRMED, DualRegistration.State.ENDED):
        raise Http404
    return documents.download(registration_slip(row), f"双报到回执-{row.person.name}.pdf")
