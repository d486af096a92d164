"""What each kind of meeting needs, with the numbers in force where the user looks (MTG-01)."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.web.guards import require
from meetings import queries
from meetings.models import Decision, Meeting, MeetingKind
from meetings.views.office import VIEW
from organizations import standards
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.queries import roots_of


@dataclass(frozen=True)
class Need:
    kind: MeetingKind
    hosts: str
    votes: str
    least: str


def _need(kind: MeetingKind, place: Organization | None) -> Need:
    today = timezone.localdate()
    votes = "不表决" if not kind.decides else "由会议商定"
    if kind.decides and kind.quorum and place is not None:
        draft = Meeting(organization=place, kind=kind, starts_at=timezone.now())
        standard = queries.standard_of(draft, Decision.Matter.RESOLUTION)
        votes = standard.words if standard is not None else votes
    least = "没有规定"
    if kind.minimum:
        number = standards.at(kind.minimum, organization=place, as_of=today)
        least = f"{kind.get_period_display()}至少 {number} 次"
    return Need(kind, "、".join(Kind(each).label for each in kind.hosts), votes, least)


@require(VIEW)
@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    place = next(iter(roots_of(request.user, VIEW)), None)
    rows = [_need(kind, place) for kind in MeetingKind.objects.filter(hosts__len__gt=0)]
    return render(request, "meetings/kinds.html", {"rows": rows})
