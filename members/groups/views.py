"""Party groups of a branch assigned in bulk, and the roster of the branch on paper: scope → form → render."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.office import documents
from core.web.forms import Done, bound, run
from core.web.guards import Request, require, require_safe_or_POST
from members.groups import actions, queries
from members.groups.forms import BranchForm, GroupsForm
from members.groups.papers import branch_roster
from organizations.access import get_scoped
from organizations.models import Organization

VIEW, MANAGE = "organizations.view_member", "organizations.manage_member"


@require(MANAGE)
@require_safe_or_POST
def groups(request: Request) -> HttpResponse:
    """The members of one branch with their groups; ticked ones go into a group."""
    today = timezone.localdate()
    branches = Organization.objects.visible_to(request.user, MANAGE).branches().in_force(today).order_by("path")
    chooser = BranchForm(request.GET, branches=branches)
    branch = chooser.chosen() or branches.first()
    if branch is None:
        return render(request, "members/groups.html", {"chooser": chooser, "branch": None})
    lines = queries.lines(branch)
    offered = queries.groups_of(branch, today=today)
    initial = {"on": today, "seen": queries.digest(lines), "group": offered.first()}
    form = GroupsForm(bound(request), initial=initial, lines=lines, groups=offered)
    here = f"{reverse('members:groups')}?branch={branch.pk}"

    def act(data: dict[str, Any]) -> Done:
        moved = actions.assign(by=request.user, branch=branch, today=today, **data)
        return Done(here, f"已编组 {moved} 人")

    ticked = set(request.POST.getlist("persons"))
    context = {
        "chooser": chooser,
        "branch": branch,
        "lines": [(line, str(line.person_id) in ticked) for line in lines],
        "form": form,
        "without": sum(line.spell is None for line in lines),
        "groups": offered,
    }
    return run(request, form, act, lambda: render(request, "members/groups.html", context), back=here)


@require(VIEW)
@require_safe
def roster_pdf(request: Request, pk: int) -> HttpResponse:
    """The roster of a branch: A4 landscape, with age and Party age (MEM-21)."""
    branch: Organization = get_scoped(Organization.objects.branches(), request.user, see=VIEW, pk=pk)
    content = branch_roster(branch, today=timezone.localdate())
    return documents.download(content, f"党员名册-{branch.name}.pdf")
