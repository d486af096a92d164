"""A member entered or corrected by hand (MEM-01): scope → form → render."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from core.records.errors import RuleViolation
from core.web import throttle
from core.web.forms import Done, bound, run
from core.web.guards import Request, require, require_safe_or_POST
from members import queries
from members.entering import correct_member, enter_member
from members.forms_entering import MemberCorrection, MemberForm
from members.models import Membership, TransferRequest
from members.views import MANAGE, VIEW, branches_managed
from organizations.access import get_scoped

DAY = 24 * 3600


@contextmanager
def numbers_tried(request: Request) -> Iterator[None]:
    """A number that is somebody else's is a look-up: so many a day, as in rosters (decision 7)."""
    limit = {"action": "member-number", "who": str(request.user.pk)}
    if throttle.tried(**limit) >= settings.UNMATCHED_PER_DAY:
        raise RuleViolation("lookups-over", "今天号码与姓名不符的次数已达到上限，请明天再登记")
    try:
        yield
    except RuleViolation as violation:
        if violation.code == "number-differs":
            throttle.allow(**limit, limit=settings.UNMATCHED_PER_DAY, seconds=DAY)
        raise


@require(MANAGE)
@require_safe_or_POST
def member_new(request: Request) -> HttpResponse:
    today = timezone.localdate()
    form = MemberForm(bound(request), user=request.user, branches=branches_managed(request.user), today=today)

    def act(data: dict[str, Any]) -> Done:
        names = ("branch", "since", "status", "member_class", "joined_on", "full_on")
        relationship = {name: data[name] for name in names}
        with numbers_tried(request):
            made = enter_member(
                by=request.user,
                person=form.person,
                facts=form.facts(),
                today=today,
                **relationship,
            )
        if isinstance(made, TransferRequest):
            said = f"{data['name']}由别的组织管理，已向其所在组织提出转接申请，同意后转入"
            return Done(reverse("members:transfer", args=[made.pk]), said)
        return Done(reverse("members:member", args=[made.pk]), f"已登记{data['name']}")

    context = {"form": form, "heading": "登记党员", "back": reverse("members:index")}
    return run(request, form, act, lambda: render(request, "frame/form.html", context))


@require(MANAGE)
@require_safe_or_POST
def member_correct(request: Request, pk: int) -> HttpResponse:
    rows = Membership.objects.select_related("person", "organization")
    spell = get_scoped(rows, request.user, see=VIEW, need=MANAGE, pk=pk)
    current = queries.open_spell(spell.person_id) or spell
    back = reverse("members:member", args=[pk])
    form = MemberCorrection(bound(request), spell=current)

    def act(data: dict[str, Any]) -> Done:
        with numbers_tried(request):
            correct_member(
                by=request.user,
                membership=current,
                today=timezone.localdate(),
                facts=form.facts(),
                **{name: data[name] for name in ("version", "person_version", "joined_on", "full_on")},
            )
        return Done(back, "已更正")

    context = {"form": form, "heading": f"更正资料 · {spell.person.name}", "back": back}
    return run(request, form, act, lambda: render(request, "frame/form.html", context), back=back)
