"""Pages of mergers, divisions and upgrades: the choice, what it touches, the confirmation; taking back what waits."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.web.forms import Done, press
from core.web.guards import require, require_safe_or_POST
from organizations import preview, queries
from organizations.access import MANAGE, get_scoped
from organizations.models import Organization
from organizations.reorganizing import actions, forms
from organizations.reorganizing import queries as reorganizations
from organizations.reorganizing.models import Reorganization, ReorganizationKind
from organizations.reorganizing.rules import ways
from organizations.scoping import may
from organizations.views import VIEW, address_of, said
from organizations.views_changes import choice_of, in_two_steps

FOUNDING = (ReorganizationKind.SPLIT, ReorganizationKind.UPGRADE)
"""What may found an organisation beside this one: an act of the superior."""


def _page(kind: ReorganizationKind) -> Callable[..., HttpResponse]:
    @require(MANAGE)
    @require_safe_or_POST
    def page(request: HttpRequest, pk: int) -> HttpResponse:
        return _in_steps(request, pk, kind)

    page.__name__ = str(kind)
    return page


def _in_steps(request: HttpRequest, pk: int, kind: ReorganizationKind) -> HttpResponse:
    today = timezone.localdate()
    organization: Organization = get_scoped(Organization.objects, request.user, see=VIEW, need=MANAGE, pk=pk)
    if kind not in ways(organization):
        raise Http404
    above = Organization.objects.filter(pk__in=organization.ancestor_ids[-2:-1]).first()
    if kind in FOUNDING and (above is None or not may(request.user, MANAGE, above)):
        raise PermissionDenied("新组织设在上级组织之下，请由上级办理")
    form = forms.FORMS[kind](choice_of(request), user=request.user, organization=organization, today=today)

    def row(data: dict[str, Any]) -> Reorganization:
        return forms.planned(organization, kind, data)

    def act(data: dict[str, Any]) -> Done:
        done = actions.reorganize(row(data), by=request.user, today=today)
        place = done.made or done.target or organization
        return Done(address_of(place), said(f"已办理：{reorganizations.what(done)}", done.on, today))

    def page(shown: preview.Preview | None, told: str) -> HttpResponse:
        ending = queries.posts_of(organization, today) if kind == ReorganizationKind.MERGE else []
        context = {
            "organization": organization,
            "form": form,
            "preview": shown,
            "told": told,
            "way": kind.label,
            "ending": [(post, queries.rights_of(post, today)) for post in ending],
        }
        return render(request, "organizations/reorganize.html", context)

    return in_two_steps(
        request,
        form,
        check=lambda data: actions.check(row(data), by=request.user, today=today),
        count=lambda data: reorganizations.of(row(data)),
        act=act,
        page=page,
    )


merge, split, upgrade, classify = (_page(kind) for kind in ReorganizationKind)


@require(MANAGE)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_scoped(Reorganization.objects, request.user, see=VIEW, need=MANAGE, pk=pk)

    def act() -> Done:
        actions.withdraw(row, by=request.user)
        return Done(address_of(row.organization), "已撤回，组织不变")

    return press(request, act, back=address_of(row.organization))
