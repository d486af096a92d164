"""Legal holds; the dry run of a community, its rows, and the two officers who clear them: scope → form → render."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.web.forms import Done, bound, press, run
from core.web.guards import Request, require, require_safe_or_POST
from members.erasure import actions, queries
from members.erasure.forms import HoldForm, ProposeForm, RefuseForm, ReleaseForm
from members.erasure.models import Erasure, LegalHold
from members.erasure.queries import MANAGE
from members.erasure.rules import ERASURE
from members.merging.forms import CommunityForm
from organizations.access import get_scoped
from organizations.models import Organization

HOLDS, LIST = "members:holds", "members:erasures"
PAST = 20


# -- holds -----------------------------------------------------------------------------------------


@require(MANAGE)
@require_safe
def holds(request: Request) -> HttpResponse:
    rows = [(row, queries.kind_words(row)) for row in queries.holds(request.user)[: queries.SHOWN]]
    return render(request, "members/holds.html", {"rows": rows, "today": timezone.localdate()})


@require(MANAGE)
@require_safe_or_POST
def hold_new(request: Request) -> HttpResponse:
    form = HoldForm(bound(request), user=request.user, today=timezone.localdate())

    def act(_data: dict[str, Any]) -> Done:
        actions.place_hold(by=request.user, **form.cleaned())
        return Done(HOLDS, "保全已登记，所涉内容不再清除")

    return run(request, form, act, lambda: render(request, "members/hold_new.html", {"form": form}))


@require(MANAGE)
@require_safe_or_POST
def hold_release(request: Request, pk: int) -> HttpResponse:
    rows = LegalHold.objects.select_related("organization", "person", "placed_by__person", "released_by__person")
    hold: LegalHold = get_scoped(rows, request.user, see=MANAGE, pk=pk)
    form = ReleaseForm(bound(request), initial={"version": hold.version})

    def act(data: dict[str, Any]) -> Done:
        actions.release_hold(by=request.user, hold=hold, **data)
        return Done(HOLDS, "保全已解除，保存期限照常计算")

    own = hold.placed_by_id == request.user.pk
    context = {"hold": hold, "kind": queries.kind_words(hold), "form": form, "own": own}
    return run(request, form, act, lambda: render(request, "members/hold_release.html", context))


# -- what is due, and two officers -----------------------------------------------------------------


@require(MANAGE)
@require_safe_or_POST
def erasures(request: Request) -> HttpResponse:
    """The dry run of one community, and its proposals; a POST proposes what the page showed."""
    communities = Organization.objects.visible_to(request.user, MANAGE).communities().order_by("path")
    chooser = CommunityForm(request.GET, communities=communities)
    chosen = chooser.chosen() or communities.first()
    form = ProposeForm(bound(request))

    def act(data: dict[str, Any]) -> Done:
        if chosen is None:
            raise Http404
        made = actions.propose(by=request.user, organization=chosen, shown=request.POST.get("shown", ""), **data)
        return Done(reverse("members:erasure", args=[made.pk]), "清除单已提出，请另一位人员确认")

    def page() -> HttpResponse:
        lines = queries.plan(chosen, now=timezone.now()) if chosen is not None else []
        past = Erasure.objects.visible_to(request.user, MANAGE).filter(organization=chosen)
        context = {
            "chooser": chooser,
            "chosen": chosen,
            "lines": lines,
            "due": sum(len(each.due) for each in lines),
            "form": form,
            "shown": queries.digest(lines),
            "past": past.select_related("proposed_by__person", "decided_by__person").order_by("-proposed_at")[:PAST],
            "open": past.filter(state=Erasure.State.PROPOSED).exists(),
        }
        return render(request, "members/erasures.html", context)

    return run(request, form, act, page)


@require(MANAGE)
@require_safe
def erasure_rows(request: Request, pk: int, kind: str) -> HttpResponse:
    """The rows of one kind in one community: what is due since when, and what stays under which hold."""
    visible = Organization.objects.visible_to(request.user, MANAGE).communities()
    community = get_object_or_404(visible, pk=pk)
    found = next((each for each in queries.kinds() if each.key == kind), None)
    if found is None:
        raise Http404
    line = queries.line(found, community, now=timezone.now())
    context = {"community": community, "line": line, "rows": queries.opened(line), "most": queries.SHOWN}
    return render(request, "members/erasure_rows.html", context)


def _found(request: Request, pk: int) -> Erasure:
    rows = Erasure.objects.select_related("organization", "proposed_by__person", "decided_by__person")
    found: Erasure = get_scoped(rows, request.user, see=MANAGE, pk=pk)
    return found


@require(MANAGE)
@require_safe
def erasure(request: Request, pk: int) -> HttpResponse:
    return _page(request, _found(request, pk), RefuseForm())


def _page(request: Request, row: Erasure, form: RefuseForm) -> HttpResponse:
    kinds = [(key, kind.label) for key in row.rows if (kind := queries.kind_named(key)) is not None]
    context = {
        "row": row,
        "said": queries.face_lines(row),
        "kinds": kinds if row.state == Erasure.State.PROPOSED else [],
        "can": ERASURE.available(row, request.user),
        "next_step": ERASURE.next_owner(row, request.user),
        "form": form,
    }
    return render(request, "members/erasure.html", context)


@require(MANAGE)
@require_POST
def erasure_decide(request: Request, pk: int, step: str) -> HttpResponse:
    """Confirm or refuse (another officer), withdraw (who proposed)."""
    row = _found(request, pk)
    if step not in ERASURE:
        raise Http404
    if row.state in ERASURE[step].frm and not ERASURE.holds(ERASURE[step], row, request.user):
        raise PermissionDenied("清除单由提出人以外的人确认，由提出人撤回")
    here = reverse("members:erasure", args=[pk])
    if step == "refuse":
        form = RefuseForm(request.POST)

        def refuse(data: dict[str, Any]) -> Done:
            actions.decide(by=request.user, erasure=row, step=step, **data)
            return Done(here, "已答复：不同意清除")

        return run(request, form, refuse, lambda: _page(request, _found(request, pk), form))

    def act() -> Done:
        if step == "withdraw":
            actions.decide(by=request.user, erasure=row, step=step)
            return Done(here, "清除单已撤回")
        done = actions.confirm(by=request.user, erasure=row)
        return Done(here, f"已清除 {sum(map(len, done.done.values()))} 条")

    return press(request, act, back=here)
