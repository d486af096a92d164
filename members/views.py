"""The register of members and dual registration: scope → form → render."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import documents
from core.chinese import Education
from core.errors import RuleViolation
from core.models import AuditEvent
from core.spreadsheets import Column, SheetSpec, write
from members import actions, queries, rules
from members.forms import ChangeForm, ConfirmForm, DecideForm, EndForm, RegisterFilterForm, RegistrationForm
from members.letters import registration_slip
from members.models import DualRegistration, Membership
from organizations.access import get_scoped, personal, require
from organizations.kinds import HOLDS_RELATIONSHIPS
from organizations.models import Organization
from organizations.scoping import may

VIEW, MANAGE = "organizations.view_member", "organizations.manage_member"
CONFIRM, REVEAL = "organizations.confirm_registration", "organizations.reveal_personal"
EXPORT_LIMIT = 100_000


def _organizations_in_reach(user: Any) -> QuerySet[Organization]:
    """What the filter accepts: everything but branches."""
    return Organization.objects.visible_to(user, VIEW).exclude(kind__in=HOLDS_RELATIONSHIPS)


@require_GET
@require(VIEW)
def register(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    form = RegisterFilterForm(request.GET, organizations=_organizations_in_reach(request.user))
    chosen = form.chosen()
    number = request.GET.get("page", "1")
    page = queries.register_page(request.user, chosen, int(number) if number.isdigit() else 1, today=today)
    organizations = queries.organizations_to_choose(request.user, chosen.organization)
    context = {"form": form, "page": page, "chosen": chosen, "today": today, "organizations": organizations}
    return render(request, "members/register.html", context)


@require_GET
@require("organizations.export_data")
def register_export(request: HttpRequest) -> HttpResponse:
    """The filtered register as a workbook, numbers and phones masked (quality.md: privacy)."""
    today = timezone.localdate()
    form = RegisterFilterForm(request.GET, organizations=_organizations_in_reach(request.user))
    rows = queries.register(request.user, form.chosen(), today=today)
    rows = rows.filter(pk__in=Membership.objects.visible_to(request.user, "organizations.export_data").values("pk"))
    spells = list(rows.select_related("person", "organization")[:EXPORT_LIMIT])
    columns = [
        Column("序号", kind="integer"),
        Column("姓名"),
        Column("性别"),
        Column("民族"),
        Column("出生日期", kind="date"),
        Column("公民身份号码"),
        Column("学历"),
        Column("入党时间", kind="date"),
        Column("转正时间", kind="date"),
        Column("所在党支部"),
        Column("党员类别"),
        Column("管理类型"),
        Column("工作单位及职务"),
        Column("联系电话"),
    ]
    content = write(
        [
            SheetSpec(
                "党员花名册",
                columns,
                (
                    [
                        number,
                        spell.person.name,
                        spell.person.get_sex_display(),
                        spell.person.ethnicity,
                        spell.person.birth_date,
                        spell.person.resident_number_masked,
                        Education(spell.person.education).label if spell.person.education else "",
                        spell.joined_on,
                        spell.full_on,
                        spell.organization.name,
                        spell.get_status_display(),
                        spell.get_member_class_display(),
                        spell.person.occupation,
                        spell.person.phone_masked,
                    ]
                    for number, spell in enumerate(spells, 1)
                ),
                note="号码和电话已按规定遮盖",
            )
        ]
    )
    AuditEvent.objects.create(
        code="members.exported",
        actor_id=request.user.pk,
        actor_label=str(request.user)[:80],
        data={"rows": len(spells), "query": sorted(request.GET)},
    )
    return documents.download(content, f"党员花名册{today:%Y%m%d}.xlsx")


@require_GET
@require(VIEW)
def member(request: HttpRequest, pk: int) -> HttpResponse:
    spell = get_scoped(Membership.objects.select_related("person", "organization"), request.user, see=VIEW, pk=pk)
    return render(request, "members/member.html", _member_context(request, spell))


def _member_context(request: HttpRequest, spell: Membership, **forms: Any) -> dict[str, Any]:
    current = queries.open_spell(spell.person_id)
    can_manage = current is not None and may(request.user, MANAGE, current.organization)
    branches = Organization.objects.visible_to(request.user, MANAGE).branches()
    context: dict[str, Any] = {
        "spell": spell,
        "person": spell.person,
        "spells": [row for row in queries.spells_of(spell.person_id) if may(request.user, VIEW, row.organization)],
        "registrations": DualRegistration.objects.visible_to(request.user, VIEW)
        .filter(person_id=spell.person_id)
        .select_related("organization"),
        "can_manage": can_manage,
        "may_reveal": may(request.user, REVEAL, spell.organization),
    }
    if can_manage and current is not None:
        initial = {
            "on": timezone.localdate(),
            "status": current.status,
            "member_class": current.member_class,
            "branch": current.organization_id,
            "version": current.version,
        }
        context["change_form"] = forms.get("change_form") or ChangeForm(initial=initial, branches=branches)
        context["end_form"] = forms.get("end_form") or EndForm(
            initial={"on": timezone.localdate(), "version": current.version}, prefix="end"
        )
    return context


@require_POST
@require(MANAGE)
def member_change(request: HttpRequest, pk: int) -> HttpResponse:
    spell = get_scoped(
        Membership.objects.select_related("person", "organization"),
        request.user,
        see=VIEW,
        need=MANAGE,
        pk=pk,
    )
    form = ChangeForm(request.POST, branches=Organization.objects.visible_to(request.user, MANAGE).branches())
    if form.is_valid():
        try:
            after = actions.change_membership(
                by=request.user,
                membership=spell,
                on=form.cleaned_data["on"],
                version=form.cleaned_data["version"],
                status=form.cleaned_data["status"],
                member_class=form.cleaned_data["member_class"],
                branch=form.cleaned_data["branch"],
            )
        except RuleViolation as violation:
            form.add_error(violation.field if violation.field in form.fields else None, violation.message)
        else:
            messages.success(request, f"{spell.person.name}的变动已登记")
            return redirect("members:member", after.pk)
    return render(request, "members/member.html", _member_context(request, spell, change_form=form), status=422)


@require_POST
@require(MANAGE)
def member_end(request: HttpRequest, pk: int) -> HttpResponse:
    spell = get_scoped(
        Membership.objects.select_related("person", "organization"),
        request.user,
        see=VIEW,
        need=MANAGE,
        pk=pk,
    )
    form = EndForm(request.POST, prefix="end")
    if form.is_valid():
        try:
            actions.end_membership(
                by=request.user,
                membership=spell,
                on=form.cleaned_data["on"],
                version=form.cleaned_data["version"],
                reason=form.cleaned_data["reason"],
            )
        except RuleViolation as violation:
            form.add_error(violation.field if violation.field in form.fields else None, violation.message)
        else:
            messages.success(request, f"{spell.person.name}的组织关系已结束")
            return redirect("members:member", spell.pk)
    return render(request, "members/member.html", _member_context(request, spell, end_form=form), status=422)


@require_http_methods(["GET", "POST"])
@personal
def registration_new(request: HttpRequest) -> HttpResponse:
    """A member registers from a phone; what is known is filled in."""
    person = request.user.person  # type: ignore[union-attr]
    asked = request.GET.get("community", "")
    initial = {
        "side": DualRegistration.Side.HOME,
        "choice": DualRegistration.Choice.SELF_CHOSEN,
        "service": DualRegistration.Service.SINGLE,
        "unit_name": person.occupation.split(" ")[0],
        "specialty": person.specialty,
        "community": int(asked) if asked.isdigit() else None,
    }
    form = RegistrationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.submit_registration(by=request.user, person=person, **data)
        except RuleViolation as violation:
            form.add_error(violation.field if violation.field in form.fields else None, violation.message)
        else:
            messages.success(request, "报到已提交,社区确认后会给您发消息")
            return redirect("members:my_registrations")
    return render(request, "members/registration_new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@personal
def registration_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The member completes a registration that the community asked back."""
    registration = DualRegistration.objects.filter(
        pk=pk,
        person_id=request.user.person_id,
        state=DualRegistration.State.ASKED_BACK,  # type: ignore[union-attr]
    ).first()
    if registration is None:
        raise Http404
    form = RegistrationForm(
        request.POST or None, instance=registration, initial={"community": registration.organization_id}
    )
    form.fields["community"].disabled = True
    if request.method == "POST" and form.is_valid():
        changes = {name: form.cleaned_data[name] for name in RegistrationForm.Meta.fields}
        try:
            actions.resubmit_registration(by=request.user, registration=registration, **changes)
        except RuleViolation as violation:
            form.add_error(violation.field if violation.field in form.fields else None, violation.message)
        else:
            messages.success(request, "补充已提交")
            return redirect("members:my_registrations")
    context = {"form": form, "registration": registration}
    return render(request, "members/registration_new.html", context, status=422 if form.errors else 200)


@require_GET
@personal
def my_registrations(request: HttpRequest) -> HttpResponse:
    rows = DualRegistration.objects.filter(person_id=request.user.person_id).select_related("organization")  # type: ignore[union-attr]
    return render(request, "members/my_registrations.html", {"rows": rows.order_by("-submitted_at")})


@require_GET
@require(VIEW)
def registrations(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", DualRegistration.State.SUBMITTED)
    rows = queries.registrations(request.user, state=state if state in DualRegistration.State.values else "")
    return render(request, "members/registrations.html", _registrations_context(request, rows, state))


def _registrations_context(request: HttpRequest, rows: Any, state: str, form: Any = None) -> dict[str, Any]:
    number = request.GET.get("page", "1")
    start = (max(int(number) if number.isdigit() else 1, 1) - 1) * queries.PAGE_SIZE
    shown = list(rows[start : start + queries.PAGE_SIZE + 1])
    page = queries.Page(
        shown[: queries.PAGE_SIZE], start // queries.PAGE_SIZE + 1, len(shown) > queries.PAGE_SIZE, 0, False
    )
    return {
        "page": page,
        "state": state,
        "states": [
            {"label": label, "url": f"?state={value}", "current": value == state}
            for value, label in DualRegistration.State.choices
        ],
        "waiting": state == DualRegistration.State.SUBMITTED,
        "form": form or ConfirmForm(rows=DualRegistration.objects.none()),
    }


@require_POST
@require(CONFIRM)
def registrations_confirm(request: HttpRequest) -> HttpResponse:
    rows = DualRegistration.objects.visible_to(request.user, CONFIRM)
    form = ConfirmForm(request.POST, rows=rows)
    if form.is_valid():
        try:
            done = actions.confirm_registrations(
                by=request.user,
                registrations=form.cleaned_data["chosen"],
                proof=form.cleaned_data["proof"],
            )
        except RuleViolation as violation:
            form.add_error(None, violation.message)
        else:
            messages.success(request, f"已确认 {len(done)} 名党员的报到,回执可以打印")
            return redirect("members:registrations")
    waiting = queries.registrations(request.user, state=DualRegistration.State.SUBMITTED)
    context = _registrations_context(request, waiting, DualRegistration.State.SUBMITTED, form)
    return render(request, "members/registrations.html", context, status=422)


@require_GET
@require(VIEW)
def registration(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_scoped(queries.registrations(request.user).model.objects, request.user, see=VIEW, pk=pk)
    return render(request, "members/registration.html", _registration_context(request, row))


def _registration_context(
    request: HttpRequest, row: DualRegistration, form: DecideForm | None = None
) -> dict[str, Any]:
    can_decide = may(request.user, CONFIRM, row.organization)
    steps = [step for step in ("ask_back", "refuse", "end") if rules.can_step(row, step)]
    return {
        "row": row,
        "form": form or (DecideForm(steps=steps) if can_decide and steps else None),
        "can_confirm": can_decide and rules.can_step(row, "confirm"),
        "proofs": DualRegistration.Proof.choices,
        "may_reveal": may(request.user, REVEAL, row.organization),
    }


@require_POST
@require(CONFIRM)
def registration_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask back, refuse or end one registration."""
    row = get_scoped(queries.registrations(request.user).model.objects, request.user, see=VIEW, need=CONFIRM, pk=pk)
    form = DecideForm(request.POST, steps=[step for step in ("ask_back", "refuse", "end") if rules.can_step(row, step)])
    if form.is_valid():
        try:
            actions.decide_registration(by=request.user, registration=row, **form.cleaned_data)
        except RuleViolation as violation:
            form.add_error(violation.field if violation.field in form.fields else None, violation.message)
        else:
            messages.success(request, "已办理,对方会收到消息")
            return redirect("members:registration", row.pk)
    return render(request, "members/registration.html", _registration_context(request, row, form), status=422)


@require_GET
@require(VIEW)
def registration_slip_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_scoped(DualRegistration.objects.select_related("person", "organization"), request.user, see=VIEW, pk=pk)
    if row.state not in (DualRegistration.State.CONFIRMED, DualRegistration.State.ENDED):
        raise Http404
    return documents.download(registration_slip(row), f"双报到回执-{row.person.name}.pdf")
