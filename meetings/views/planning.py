"""Plan a meeting on one page, and change the plan."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from core.chinese import dates
from core.web.forms import INVALID, Done, bound, run, shut
from core.web.guards import require, require_safe_or_POST
from core.web.parts import page_or_part
from meetings import actions, directives, plans, queries
from meetings.actions.path import compose_notice
from meetings.forms import (
    PlanForm,
)
from meetings.models import THEME_DAY, Meeting, MeetingKind, SetTopic
from meetings.rules import MEETING
from meetings.views.office import MANAGE, find, lists
from organizations.models import Organization


@require(MANAGE)
@require_safe_or_POST
def plan(request: HttpRequest) -> HttpResponse:
    """One page: everything proposed, one button plans and tells everybody (UX burden: at most 5 inputs)."""
    kind = get_object_or_404(MeetingKind, pk=request.GET.get("kind", THEME_DAY))
    hosts = queries.hosts_for(request.user, kind)
    if not hosts:
        status = INVALID if request.method == "POST" else 200
        return render(request, "meetings/no_host.html", {"kind": kind}, status=status)
    host = chosen_host(request, hosts)
    today, now = timezone.localdate(), timezone.now()
    proposed = queries.plan_defaults(host, today=today, kind=kind.pk)
    form = _plan_form(request, host, kind, proposed, today=today)

    def page(part: str = "meetings/plan.html") -> HttpResponse:
        context = {
            "form": form,
            "kind": kind,
            "host": host,
            "hosts": hosts,
            "proposed": proposed,
            "kinds": MeetingKind.objects.filter(hosts__len__gt=0),
            "preview": _preview(form, host=host, kind=kind, proposed=proposed),
        }
        return page_or_part(request, "meetings/plan.html", part, context)

    if "preview" in request.POST:
        return page("meetings/plan.html#preview")
    return run(request, form, lambda data: _plan(request, data, host=host, kind=kind, now=now), page)


def _plan_form(request: HttpRequest, host: Organization, kind: MeetingKind, proposed: Any, *, today: date) -> PlanForm:
    handed = _handed(host, kind, proposed)
    return PlanForm(
        bound(request),
        kind=kind,
        forms_=list(proposed.forms),
        educations=list(proposed.educations),
        people=queries.people_of(host, on=today, members=plans.convened(kind, host)),
        instance=Meeting(organization=host, kind=kind),
        initial={
            "topic": handed[0].title if handed else proposed.topic,
            "set_topics": [topic.pk for topic in handed],
            "starts_at": proposed.starts_at,
            "place": proposed.place,
            "form": proposed.form,
            "education": proposed.education,
            "host_person": proposed.host_person,
        },
    )


def _handed(host: Organization, kind: MeetingKind, proposed: Any) -> list[SetTopic]:
    """Topics that were handed down for the proposed month: they are adopted unless somebody unticks them."""
    if kind.pk != THEME_DAY:
        return []
    month = dates.month_start(timezone.localdate(proposed.starts_at))
    return list(directives.handed_to(host, since=month, until=month))


def chosen_host(request: HttpRequest, hosts: list[Organization]) -> Organization:
    """The host that the page names (404 for another's), else the likeliest.

    Who changes the kind sends the host of the kind before: where it does not hold the new one, the likeliest is shown.
    """
    wanted = request.POST.get("organization") or request.GET.get("organization")
    if not wanted:
        return hosts[0]
    for each in hosts:
        if str(each.pk) == wanted:
            return each
    mine = Organization.objects.visible_to(request.user, MANAGE)
    if request.method == "POST" or not wanted.isdecimal() or not mine.filter(pk=wanted).exists():
        raise Http404
    return hosts[0]


def _plan(request: HttpRequest, data: dict[str, Any], *, host: Organization, kind: MeetingKind, now: Any) -> Done:
    data = dict(data)
    data.pop("version", None)
    agenda = data.pop("agenda", "").splitlines()
    meeting = actions.plan(by=request.user, organization=host, kind=kind, now=now, agenda=agenda, **data)
    address = reverse("meetings:detail", args=[meeting.pk])
    if "notify" not in request.POST:
        return Done(address, "计划已保存，还没有通知。")
    told = actions.notify(by=request.user, meeting=meeting, now=now)
    return Done(address, f"已发出通知，应到 {told} 人。")


def _preview(form: PlanForm, *, host: Organization, kind: MeetingKind, proposed: Any) -> str:
    """The notice as it would go out with what stands in the form now."""
    data = dict(form.initial)
    if form.is_bound:
        form.is_valid()
        data |= form.cleaned_data
    draft = Meeting(
        organization=host,
        kind=kind,
        ad_hoc=bool(data.get("ad_hoc")),
        topic=data.get("topic") or "",
        starts_at=data.get("starts_at") or proposed.starts_at,
        place=data.get("place") or "",
        form=data.get("form") or "",
        education=data.get("education") or "",
        host_person=data.get("host_person"),
    )
    return compose_notice(draft)


@require(MANAGE)
@require_safe_or_POST
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = find(request, pk, manage=True)
    back = reverse("meetings:detail", args=[pk])
    closed = shut(request, lambda: MEETING.check("edit", meeting, by=request.user, at=timezone.now()), back=back)
    if closed is not None:
        return closed
    today = timezone.localdate()
    limits = lists(meeting, today)
    form = PlanForm(
        bound(request),
        kind=meeting.kind,
        forms_=limits[0],
        educations=limits[1],
        people=queries.people_of(
            meeting.organization, on=today, members=plans.convened(meeting.kind, meeting.organization)
        ),
        instance=meeting,
    )
    form.fields.pop("agenda", None)

    def act(data: dict[str, Any]) -> Done:
        actions.edit_plan(by=request.user, meeting=meeting, now=timezone.now(), **data)
        return Done(back, "已保存")

    context = {"form": form, "meeting": meeting}
    return run(request, form, act, lambda: render(request, "meetings/edit.html", context), back=back)
