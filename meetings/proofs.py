"""Meetings that fulfil steps of cases: minutes confirmed, the person named, adopted where it is voted."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from meetings.models import Decision, Meeting
from organizations.cases.kinds import Found, Level, Proof
from organizations.kinds import COMMUNITY_ORGANIZATIONS, Kind
from organizations.models import Case, Organization

SHOWN = 12
"""How many meetings are offered: the newest."""


def _own(case: Case) -> Any:
    return Organization.objects.filter(pk=case.organization_id)


def _community(case: Case) -> Any:
    """The community and its bodies."""
    community = Level.COMMUNITY.of(case.organization)
    if community is None:
        return Organization.objects.none()
    kinds = (Kind.COMMUNITY, Kind.BIG_COMMITTEE, *COMMUNITY_ORGANIZATIONS)
    return Organization.objects.under(community).filter(kind__in=kinds)


def _big_committee(case: Case) -> Any:
    return _community(case).filter(kind=Kind.BIG_COMMITTEE)


def _around(case: Case) -> Any:
    return _own(case) | _community(case)


def _held(
    kinds: tuple[str, ...], places: Callable[[Case], Any], *, matter: str = "", voted: bool = True
) -> Callable[[Case], list[Found]]:
    """Meetings of the kinds at the places that name the person; ``voted``: in a vote that was adopted (``matter``: of
    this matter), else anywhere in the minutes."""

    def find(case: Case) -> list[Found]:
        name = case.person.name if case.person else case.title
        rows = Meeting.objects.filter(
            kind__in=kinds, organization__in=places(case).values("pk"), state__in=Meeting.SETTLED_STATES
        )
        votes = Decision.objects.filter(meeting=OuterRef("pk"), text__contains=name, adopted=True)
        if matter:
            votes = votes.filter(matter=matter)
        if voted:
            rows = rows.filter(Exists(votes))
        else:
            said = Q(topic__contains=name) | Q(content__contains=name) | Q(resolutions_text__contains=name)
            rows = rows.filter(said | Q(Exists(votes)))
        return [_found(row) for row in rows.select_related("kind", "organization").order_by("-held_at", "-pk")[:SHOWN]]

    return find


def _found(row: Meeting) -> Found:
    assert row.held_at is not None
    on = timezone.localdate(row.held_at)
    return Found(row.pk, on, f"{row.kind.label_at(row.organization.kind)}（{on}）{row.topic}")


def _page(pk: int) -> str:
    return reverse("meetings:detail", args=[pk])


def _record(_case: Case) -> str:
    return reverse("meetings:index")


def _proof(key: str, noun: str, find: Callable[[Case], list[Found]], hint: str) -> Proof:
    return Proof(key, noun, find, _page, "去记录会议", _record, hint)


_GENERAL, _COMMITTEE = "branch_general_meeting", "branch_committee_meeting"
PROOFS = (
    _proof(
        "meeting.members",
        "党员会议的记录",
        _held((_GENERAL,), _own),
        "支部党员大会表决通过，表决事项写明本人姓名，纪要已确认",
    ),
    _proof(
        "meeting.residents",
        "居民代表会议的记录",
        _held(("residents_meeting",), _around, voted=False),
        "居民代表会议的纪要写明本人姓名，并已确认",
    ),
    _proof(
        "meeting.committee",
        "支委会的记录",
        _held((_COMMITTEE, _GENERAL), _own),
        "支委会（没有支委会的由支部党员大会）表决通过，写明本人姓名，纪要已确认",
    ),
    _proof(
        "meeting.admission",
        "支部大会的表决",
        _held((_GENERAL,), _own, matter=Decision.Matter.ADMISSION),
        "支部党员大会按“接收预备党员、预备党员转正”无记名表决通过，表决事项写明本人姓名，纪要已确认",
    ),
    _proof(
        "meeting.extension",
        "支部大会延长预备期的表决",
        _held((_GENERAL,), _own),
        "支部党员大会表决通过，表决事项写明本人姓名，纪要已确认",
    ),
    _proof(
        "meeting.community",
        "社区党组织审议的记录",
        _held((_COMMITTEE, "big_committee_meeting", _GENERAL), _community),
        "社区党组织会议表决通过，表决事项写明本人姓名，纪要已确认",
    ),
    _proof(
        "meeting.plenary",
        "大党委会议的记录",
        _held(("big_committee_meeting",), _big_committee),
        "大党委全体委员会议表决通过，表决事项写明本人姓名，纪要已确认",
    ),
    _proof(
        "meeting.recommendation",
        "党员会议的记录",
        _held((_GENERAL, "group_meeting"), _own, voted=False),
        "网格大党支部党员大会或楼栋党小组会的纪要写明推荐人选姓名，并已确认",
    ),
)
