"""One's own data, a person in scope, unmasking with a reason, and requests for correction."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.records.errors import RuleViolation
from core.web.forms import INVALID, Done, bound, press, refused_at, run
from core.web.guards import Request, held_by, require, require_safe_or_POST, signed_in
from core.web.parts import page_or_part
from people import actions
from people.forms import REVEALABLE, CorrectionForm, EmailForm, RevealForm, SessionsForm
from people.models import CorrectionRequest, Person
from people.queries import corrections_for
from people.sessions import open_sessions

VIEW = "organizations.view_member"
MANAGE = "organizations.manage_member"
REVEAL = "organizations.reveal_personal"


def _layout(request: Request) -> str:
    return "base.html" if held_by(request.user) else "phone.html"


# -- oneself -------------------------------------------------------------------------------------------


@signed_in
@require_safe_or_POST
def me(request: Request) -> HttpResponse:
    """What is held about the user, masked; a POST asks to correct one item (MEM-15)."""
    person = request.user.person
    form = CorrectionForm(bound(request))

    def act(data: dict[str, Any]) -> Done:
        if person is None:
            raise RuleViolation("no-person", "这个账号没有对应的人员")
        actions.request_correction(by=request.user, person=person, **data)
        return Done("people:me", "更正申请已提交，处理后会在这里看到结果")

    def page() -> HttpResponse:
        context = {
            "layout": _layout(request),
            "person": person,
            "form": form,
            "corrections": person.corrections.order_by("-submitted_at")[:10] if person else [],
        }
        return render(request, "people/me.html", context)

    return run(request, form, act, page)


@signed_in
@require_safe_or_POST
def email(request: Request) -> HttpResponse:
    """Where letters of the portal go; an account with rights says it itself, nobody else."""
    form = EmailForm(bound(request), user=request.user)

    def act(data: dict[str, Any]) -> Done:
        actions.change_email(by=request.user, email=data["email"])
        return Done("people:me", "邮箱已保存")

    context = {"layout": _layout(request), "form": form}
    return run(request, form, act, lambda: render(request, "people/email.html", context))


@signed_in
@require_safe_or_POST
def sessions(request: Request) -> HttpResponse:
    """Where the account is signed in; a POST ends one of the others, or all of them, with the password."""
    opened = open_sessions(request.user, request.session.session_key)
    others = [each for each in opened if not each.is_this]
    form = SessionsForm(bound(request), user=request.user, others=others)

    def act(data: dict[str, Any]) -> Done:
        if data["session"] == form.OTHERS:
            update_session_auth_hash(request, actions.end_sessions(by=request.user))
            return Done("people:sessions", "本机以外的登录已全部退出")
        chosen = next(each for each in others if each.id == data["session"])
        actions.end_session(by=request.user, session=chosen)
        return Done("people:sessions", f"{chosen.device}上的登录已退出")

    context = {"layout": _layout(request), "form": form, "opened": opened, "others": others}
    return run(request, form, act, lambda: render(request, "people/sessions.html", context))


# -- somebody in scope ---------------------------------------------------------------------------------


@require(VIEW)
@require_safe
def person(request: Request, pk: int) -> HttpResponse:
    """A person whom something ties to the user's scope; personal data masked."""
    found = get_object_or_404(Person.objects.visible_to(request.user, VIEW), pk=pk)
    may_reveal = Person.objects.visible_to(request.user, REVEAL).filter(pk=pk).exists()
    return render(request, "people/person.html", {"person": found, "may_reveal": may_reveal})


@require(REVEAL)
@require_safe_or_POST
@never_cache
def reveal(request: Request, pk: int) -> HttpResponse:
    """Show one protected value after a reason was given; the reason goes to the audit log, the value does
    not.
    """
    found = _revealable(request, pk)
    form = RevealForm(bound(request), initial={"field": request.GET.get("field")})
    context: dict[str, Any] = {"person": found, "form": form}
    if form.is_bound and form.is_valid():
        field = form.cleaned_data["field"]
        with refused_at(form):
            value = actions.reveal(by=request.user, person=found, field=field, reason=form.cleaned_data["reason"])
            context |= {"value": value, "label": REVEALABLE[field], "field": field}
    status = INVALID if form.errors else 200
    return page_or_part(request, "people/reveal.html", "people/_revealed.html", context, status=status)


def _revealable(request: Request, pk: int) -> Person:
    found = Person.objects.visible_to(request.user, REVEAL).filter(pk=pk).first()
    if found is None:
        get_object_or_404(Person.objects.visible_to(request.user, VIEW), pk=pk)
        raise PermissionDenied("您可以查看此人，但没有查看完整个人信息的权限")
    return found


# -- requests for correction ---------------------------------------------------------------------------


@require(MANAGE)
@require_safe
def corrections(request: Request) -> HttpResponse:
    """Open requests of persons whom the user manages, the oldest first."""
    rows = (
        corrections_for(request.user)
        .filter(state=CorrectionRequest.State.OPEN)
        .select_related("person")
        .order_by("submitted_at")[:100]
    )
    return render(request, "people/corrections.html", {"rows": rows})


@require(MANAGE)
@require_POST
def decide_correction(request: Request, pk: int) -> HttpResponse:
    """Apply or refuse one request (``decision``: apply, refuse; refusing needs ``reason``)."""
    correction = get_object_or_404(corrections_for(request.user), pk=pk)
    now = timezone.now()

    def act() -> Done:
        if request.POST.get("decision") == "apply":
            actions.apply_correction(by=request.user, correction=correction, at=now)
            return Done("people:corrections", "已更正")
        answer = request.POST.get("reason", "")
        actions.refuse_correction(by=request.user, correction=correction, answer=answer, at=now)
        return Done("people:corrections", "已答复")

    return press(request, act, back="people:corrections")
