"""Pages of a poll by phone: the member's ballot, the meeting's device, papers beside it (MTG-10)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from core.web.forms import INVALID, Done, bound, run, shut
from core.web.guards import personal, require, require_safe_or_POST
from meetings.ballots.phone import actions, forms, queries
from meetings.ballots.rules import POLL
from meetings.ballots.views import find_poll, poll_crumbs, poll_form, poll_page
from meetings.models import PollVoter
from meetings.views.member import me
from meetings.views.office import MANAGE


@personal
@require_safe_or_POST
@never_cache
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """The own ballot on the phone: choose, press. Afterwards a receipt, looked up once the poll is closed."""
    row = get_object_or_404(
        PollVoter.objects.select_related("poll__organization", "poll__meeting"), poll=pk, person=me(request)
    )
    poll, subjects = row.poll, queries.subjects(row.poll)
    form = forms.ballot_of(bound(request), poll=poll, subjects=subjects)

    def act(_data: dict[str, Any]) -> Done:
        receipt = actions.cast(
            by=request.user,
            poll=poll,
            person_id=me(request),
            choices=form.choices(),
            names=form.names(),
            now=timezone.now(),
        )
        return Done(reverse("meetings:vote", args=[pk]), f"已投票，回执 {receipt}，请记下：投票结束后可以查是否计入")

    asked = request.GET.get("receipt", "").strip().upper()
    context = {
        "poll": poll,
        "row": row,
        "form": form,
        "may": poll.is_voting and not row.way,
        "came": queries.attends(poll, row.person_id),
        "warnings": queries.secrecy(poll, subjects) if poll.is_voting else [],
        "receipt": asked,
        "closed": queries.is_opened(poll),
        "found": bool(asked) and queries.is_counted(poll, asked),
    }
    return run(request, form, act, lambda: render(request, "meetings/ballots/vote.html", context))


@require(MANAGE)
@require_safe_or_POST
@never_cache
def device(request: HttpRequest, pk: int) -> HttpResponse:
    """At the meeting's device: whose turn it is, then that person's ballot."""
    found = find_poll(request, pk, manage=True)
    closed = shut(
        request,
        lambda: POLL.check("cast_at_device", found, by=request.user, at=timezone.now()),
        back=poll_page(found),
    )
    if closed is not None:
        return closed
    chosen = forms.DeviceForm(request.GET or None, poll=found)
    if not chosen.is_valid():
        context = {"form": chosen, "poll": found, **poll_crumbs(found)}
        status = INVALID if request.method == "POST" else 200  # a ballot of nobody
        return render(request, "meetings/ballots/device.html", context, status=status)
    voter = chosen.cleaned_data["voter"]
    form = forms.ballot_of(bound(request), poll=found, subjects=queries.subjects(found))

    def act(_data: dict[str, Any]) -> Done:
        receipt = actions.cast(
            by=request.user,
            poll=found,
            person_id=voter.pk,
            choices=form.choices(),
            names=form.names(),
            now=timezone.now(),
            device=True,
        )
        return Done(reverse("meetings:poll_device", args=[pk]), f"{voter.name}已投票，回执 {receipt}")

    context = {"form": form, "poll": found, "voter": voter, **poll_crumbs(found)}
    return run(request, form, act, lambda: render(request, "meetings/ballots/device_ballot.html", context))


@require(MANAGE)
@require_safe_or_POST
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_poll(request, pk, manage=True)
    form = forms.PapersForm(bound(request), poll=found)

    def act(data: dict[str, Any]) -> Done:
        persons = [each.pk for each in data["persons"]]
        actions.give_papers(by=request.user, poll=found, persons=persons, now=timezone.now())
        return Done(poll_page(found), f"已登记 {len(persons)} 人领取纸质票")

    return poll_form(
        request,
        form,
        act,
        title="登记纸质票",
        button="登记",
        shown_of=found,
        shown_steps="give_papers",
        **poll_crumbs(found),
    )
