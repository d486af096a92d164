"""One's own data, a person in scope, unmasking with a reason, and requests for correction."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import rights
from core.errors import RuleViolation
from core.rights import Request
from people import actions
from people.forms import REVEALABLE, CorrectionForm, RevealForm
from people.models import CorrectionRequest, Person
from people.queries import corrections_for

VIEW = "organizations.view_member"
MANAGE = "organizations.manage_member"
REVEAL = "organizations.reveal_personal"


def _layout(request: Request) -> str:
    return "base.html" if rights.held_by(request.user) else "phone.html"


def _refused(form: Any, violation: RuleViolation) -> None:
    form.add_error(violation.field if violation.field in form.fields else None, violation.message)


# -- oneself -------------------------------------------------------------------------------------------


@rights.declare("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: Request) -> HttpResponse:
    """What is held about the user, masked; a POST asks to correct one item (MEM-15)."""
    person = request.user.person
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if person is not None and form.is_bound and form.is_valid():
        try:
            actions.request_correction(by=request.user, person=person, **form.cleaned_data)
        except RuleViolation as violation:
            _refused(form, violation)
        else:
            messages.success(request, "更正申请已提交,处理后会在这里看到结果")
            return redirect("people:me")
    context: dict[str, Any] = {
        "layout": _layout(request),
        "person": person,
        "form": form,
        "corrections": person.corrections.order_by("-submitted_at")[:10] if person else [],
    }
    return render(request, "people/me.html", context)


@rights.declare("signed_in")
@require_POST
def end_sessions(request: Request) -> HttpResponse:
    """Sign out on every device but this one."""
    user = actions.end_sessions(by=request.user)
    update_session_auth_hash(request, user)
    messages.success(request, "其他设备上的登录已全部退出")
    return redirect("people:me")


# -- somebody in scope ---------------------------------------------------------------------------------


@rights.require(VIEW)
@require_safe
def person(request: Request, pk: int) -> HttpResponse:
    """A person whom something ties to the user's scope; personal data masked."""
    found = get_object_or_404(Person.objects.visible_to(request.user, VIEW), pk=pk)
    may_reveal = Person.objects.visible_to(request.user, REVEAL).filter(pk=pk).exists()
    return render(request, "people/person.html", {"person": found, "may_reveal": may_reveal})


@rights.require(REVEAL)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request: Request, pk: int) -> HttpResponse:
    """Show one protected value after a reason was given; the reason goes to the audit log, the value does
    not.
    """
    found = _revealable(request, pk)
    form = RevealForm(request.POST if request.method == "POST" else None, initial={"field": request.GET.get("field")})
    context: dict[str, Any] = {"person": found, "form": form}
    if form.is_bound and form.is_valid():
        field = form.cleaned_data["field"]
        value = actions.reveal(by=request.user, person=found, field=field, reason=form.cleaned_data["reason"])
        context |= {"value": value, "label": REVEALABLE[field], "field": field}
    fragment = bool(request.headers.get("HX-Request"))
    return render(request, "people/_revealed.html" if fragment else "people/reveal.html", context)


def _revealable(request: Request, pk: int) -> Person:
    found = Person.objects.visible_to(request.user, REVEAL).filter(pk=pk).first()
    if found is None:
        get_object_or_404(Person.objects.visible_to(request.user, VIEW), pk=pk)
        raise PermissionDenied("您可以查看此人,但没有查看完整个人信息的权限")
    return found


# -- requests for correction ---------------------------------------------------------------------------


@rights.require(MANAGE)
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


@rights.require(MANAGE)
@require_POST
def decide_correction(request: Request, pk: int) -> HttpResponse:
    """Apply or refuse one request (``decision``: apply, refuse; refusing needs ``reason``)."""
    correction = get_object_or_404(corrections_for(request.user), pk=pk)
    now = timezone.now()
    try:
        if request.POST.get("decision") == "apply":
            actions.apply_correction(by=request.user, correction=correction, at=now)
            messages.success(request, "已更正")
        else:
            actions.refuse_correction(
                by=request.user, correction=correction, answer=request.POST.get("reason", ""), at=now
            )
            messages.success(request, "已答复")
    except RuleViolation as violation:
        messages.error(request, violation.message)
    return redirect("people:corrections")
