"""Plan a meeting on one page, and change the plan."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from core.errors import RuleViolation
from core.versions import Conflict, conflict_page
from meetings import actions, queries, rules
from meetings.actions.path import compose_notice
from meetings.forms import (
    PlanForm,
)
from meetings.models import THEME_DAY, Meeting, MeetingKind
from meetings.views.office import MANAGE, add_error, find, lists
from organizations.access import require
from organizations.models import Organization


@require(MANAGE)
def plan(request: HttpRequest) -> HttpResponse:
    """One page: everything proposed, one button plans and tells everybody (UX burden: at most 5 inputs)."""
    kind = get_object_or_404(MeetingKind, pk=request.GET.get("kind", THEME_DAY))
    hosts = queries.hosts_for(request.user, kind)
    if not hosts:
        return render(request, "meetings/no_host.html", {"kind": kind})
    host = _chosen_host(request, hosts)
    today, now = timezone.localdate(), timezone.now()
    proposed = queries.plan_defaults(host, today=today, kind=kind.pk)
    form = PlanForm(
        request.POST or None,
        kind=kind,
        forms_=list(proposed.forms),
        educations=list(proposed.educations),
        people=queries.people_of(host, on=today, members=kind.entitled in ("delegates", "invited", "participants")),
        instance=Meeting(organization=host, kind=kind),
        initial={
            "topic": proposed.topic,
            "starts_at": proposed.starts_at,
            "place": proposed.place,
            "form": proposed.form,
            "education": proposed.education,
            "host_person": proposed.host_person,
        },
    )
    if request.method == "POST" and "preview" not in request.POST and form.is_valid():
        try:
            meeting = _plan(request, form, host=host, kind=kind, now=now)
        except RuleViolation as error:
            add_error(form, error)
        else:
            return redirect("meetings:detail", pk=meeting.pk)
    context = {
        "form": form,
        "kind": kind,
        "host": host,
        "hosts": hosts,
        "proposed": proposed,
        "kinds": MeetingKind.objects.all(),
        "preview": _preview(form, host=host, kind=kind, proposed=proposed),
    }
    part = request.headers.get("HX-Request") and "preview" in request.POST
    template = "meetings/plan.html#preview" if part else "meetings/plan.html"
    return render(request, template, context)


def _chosen_host(request: HttpRequest, hosts: list[Organization]) -> Organization:
    wanted = request.POST.get("organization") or request.GET.get("organization")
    if wanted:
        for each in hosts:
            if str(each.pk) == wanted:
                return each
        raise Http404
    return hosts[0]


@transaction.atomic
def _plan(request: HttpRequest, form: PlanForm, *, host: Organization, kind: MeetingKind, now: Any) -> Meeting:
    data = dict(form.cleaned_data)
    data.pop("version", None)
    invited = [person.pk for person in data.pop("invited", None) or []]
    agenda = data.pop("agenda", "").splitlines()
    meeting = actions.plan(by=request.user, organization=host, kind=kind, now=now, agenda=agenda, **data)
    if "notify" in request.POST:
        told = actions.notify(by=request.user, meeting=meeting, now=now, invited=invited)
        messages.success(request, f"已发出通知,应到 {told} 人。")
    else:
        messages.success(request, "计划已保存,还没有通知。")
    return meeting


def _preview(form: PlanForm, *, host: Organization, kind: MeetingKind, proposed: Any) -> str:
    """The notice as it would go out with what stands in the form now."""
    data = dict(form.initial)
    if form.is_bound:
        form.is_valid()
        data |= form.cleaned_data
    draft = Meeting(
        organization=host,
        kind=kind,
        topic=data.get("topic") or "",
        starts_at=data.get("starts_at") or proposed.starts_at,
        place=data.get("place") or "",
        form=data.get("form") or "",
        education=data.get("education") or "",
        host_person=data.get("host_person"),
    )
    return compose_notice(draft)


@require(MANAGE)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = find(request, pk, manage=True)
    if not rules.can(rules.check_can_edit_plan, meeting):
        messages.error(request, "会议已经开始或结束,不能再改计划")
        return redirect("meetings:detail", pk=pk)
    today = timezone.localdate()
    limits = lists(meeting, today)
    form = PlanForm(
        request.POST or None,
        kind=meeting.kind,
        forms_=limits[0],
        educations=limits[1],
        people=queries.people_of(meeting.organization, on=today),
        instance=meeting,
    )
    form.fields.pop("agenda", None)
    form.fields.pop("invited", None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        version = data.pop("version")
        try:
            actions.edit_plan(by=request.user, meeting=meeting, version=version, now=timezone.now(), **data)
        except RuleViolation as error:
            add_error(form, error)
        except Conflict as conflict:
            return conflict_page(request, conflict, back=reverse("meetings:detail", args=[pk]), form=form)
        else:
            messages.success(request, "已保存")
            return redirect("meetings:detail", pk=pk)
    return render(request, "meetings/edit.html", {"form": form, "meeting": meeting})
