"""Pages of handovers and of acting: the list of an officer who leaves, its signing and paper, who acts for whom."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.chinese.dates import chinese_date
from core.office import documents
from core.web.forms import Done, bound, run, shut
from core.web.guards import Request, opens_at, personal, require, require_safe_or_POST
from organizations.access import get_scoped, may_manage
from organizations.handing import actions, papers, queries, rules
from organizations.handing.forms import ActingForm, EndActingForm, HandoverForm, SignForm
from organizations.handing.models import Acting, Handover
from organizations.models import Post
from organizations.views import VIEW, address_of
from people.actions import create_person

_WITH = ("organization", "post", "leaver", "successor", "signed_for_by__person")


def _post(request: HttpRequest, pk: int, what: str) -> Post:
    found: Post = get_scoped(Post.objects.select_related("organization", "person"), request.user, see=VIEW, pk=pk)
    if not may_manage(request.user, found.organization):
        raise PermissionDenied(f"您可以查看，但没有办理{what}的权限")
    return found


def _shown(user: Any, group: queries.Group) -> queries.Group:
    """A thing leads on only where the page lets the reader in."""
    things = [each if each.url and opens_at(user, each.url) else each._replace(url="") for each in group.things]
    return replace(group, things=things)


@require(VIEW)
@require_safe_or_POST
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that the leaver has open by kind, and to whom it goes."""
    today = timezone.localdate()
    post = _post(request, pk, "工作交接")
    back = address_of(post.organization)
    if refused := shut(request, lambda: rules.check_ends(post), back=back):
        return refused
    groups = [_shown(request.user, each) for each in queries.groups(queries.leaving_of(post, today))]
    form = HandoverForm(bound(request), post=post, groups=groups, today=today)
    own = {key for group in groups if group.is_personal for key, _thing in group.boxes}
    form.fields["things"].choices = [(key, key) for key in sorted(own | set(request.POST.getlist("things")))]  # type: ignore[attr-defined]

    def act(data: dict[str, Any]) -> Done:
        made = actions.hand_over(
            by=request.user,
            post=post,
            successor=data["successor"],
            chosen=data["things"],
            seen=data["seen"],
            today=today,
            note=data["note"],
        )
        return Done(reverse("organizations:handover", args=[made.pk]), "已移交，请双方签收")

    def page() -> HttpResponse:
        context = {"form": form, "post": post, "organization": post.organization}
        return render(request, "organizations/handing/hand_over.html", context)

    return run(request, form, act, page, back=request.path)


@require(VIEW)
@require_safe_or_POST
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """A list with its signatures, in the office."""
    found = get_scoped(Handover.objects.select_related(*_WITH), request.user, see=VIEW, pk=pk)
    return _signing(request, found, reverse("organizations:handover", args=[pk]), office=True)


@personal
@require_safe_or_POST
def mine(request: Request, pk: int) -> HttpResponse:
    """The list that one handed over, or took over."""
    own = Q(leaver=request.user.person_id) | Q(successor=request.user.person_id)
    found = get_object_or_404(Handover.objects.select_related(*_WITH).filter(own), pk=pk)
    return _signing(request, found, reverse("organizations:my_handover", args=[pk]), office=False)


def _signing(request: HttpRequest, found: Handover, here: str, *, office: bool) -> HttpResponse:
    side = rules.side_of(found, request.user)
    form = SignForm(bound(request), version=found.version, for_another=side == "for_leaver")

    def act(data: dict[str, Any]) -> Done:
        actions.sign(by=request.user, handover=found, now=timezone.now(), **data)
        return Done(here, "已签收")

    def page() -> HttpResponse:
        context = {"handover": found, "form": form if side else None, "side": side, "office": office}
        return render(request, "organizations/handing/handover.html", context)

    return run(request, form, act, page, back=here)


@require(VIEW)
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The list to be signed by hand, as PDF."""
    found = get_scoped(Handover.objects.select_related(*_WITH), request.user, see=VIEW, pk=pk)
    return documents.download(documents.official_pdf(papers.paper(found)), f"{found}清单.pdf")


@require(VIEW)
@require_safe_or_POST
def act_for(request: HttpRequest, pk: int) -> HttpResponse:
    """Who acts for the holder of the post."""
    today = timezone.localdate()
    post = _post(request, pk, "代理")
    form = ActingForm(bound(request), user=request.user, today=today)

    def act(data: dict[str, Any]) -> Done:
        person = data["person"] or create_person(by=request.user, **data["new_person"])
        given = {name: data[name] for name in ("since", "until", "reason")}
        actions.act_for(by=request.user, post=post, person=person, today=today, **given)
        until = chinese_date(data["until"])
        return Done(address_of(post.organization), f"{person.name}代理{post.get_position_display()}至{until}")

    def page() -> HttpResponse:
        context = {"form": form, "post": post, "organization": post.organization, "title": "代理"}
        return render(request, "organizations/handing/acting.html", context)

    return run(request, form, act, page)


@require(VIEW)
@require_safe_or_POST
def end_acting(request: HttpRequest, pk: int) -> HttpResponse:
    """The holder is back before the last day."""
    rows = Acting.objects.select_related("organization", "person", "post__person")
    acting = get_scoped(rows, request.user, see=VIEW, pk=pk)
    if not may_manage(request.user, acting.organization):
        raise PermissionDenied("您可以查看，但没有办理代理的权限")
    form = EndActingForm(bound(request), acting=acting, today=timezone.localdate())

    def act(data: dict[str, Any]) -> Done:
        actions.end_acting(by=request.user, acting=acting, **data)
        return Done(address_of(acting.organization), f"{acting.person.name}的代理已结束")

    def page() -> HttpResponse:
        context = {"form": form, "post": acting.post, "acting": acting, "title": "结束代理"}
        return render(request, "organizations/handing/acting.html", context | {"organization": acting.organization})

    return run(request, form, act, page, back=address_of(acting.organization))
