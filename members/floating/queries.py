"""The directory 流动党员名录: of each community who is out and in, gathered where, and whom to ask (MEM-12; S1 一3)."""

from datetime import date
from typing import Any, NamedTuple

from members.floating.models import FloatingDirection, FloatingMember
from members.floating.rules import TEMPORARY
from organizations import standards
from organizations.models import Organization, Position, Post

FOUND_AT = "org.branch.full_members_min"
MOST = 300


class Line(NamedTuple):
    """``without``: who came and is gathered nowhere; ``wanted``: enough came for an organisation that is not there."""

    community: Organization
    out: list[FloatingMember]
    come: list[FloatingMember]
    without: int
    organizations: list[tuple[Organization, str]]
    wanted: bool


def directory(user: Any, *, today: date, permission: str) -> list[Line]:
    """Communities of the user's scope that have somebody floating or an organisation for them; five queries."""
    communities = Organization.objects.visible_to(user, permission).communities().in_force(today).order_by("path")
    places = list(communities[:MOST])
    rows = FloatingMember.objects.standing().visible_to(user, permission).filter(during__contains=today)
    entries = list(rows.select_related("person", "organization", "temporary").order_by("person__pinyin", "pk"))
    gathered = list(
        Organization.objects.visible_to(user, permission).filter(kind__in=TEMPORARY).in_force(today).order_by("path")
    )
    heads = _heads(gathered, today)
    minimum = standards.at_each([FOUND_AT], [(place.pk, today) for place in places])
    found = []
    for place, standard in zip(places, minimum, strict=True):
        mine = [each for each in entries if each.organization.path.startswith(place.path)]
        here = [(each, heads.get(each.pk, "")) for each in gathered if each.path.startswith(place.path)]
        come = [each for each in mine if each.direction == FloatingDirection.IN]
        if mine or here:
            out = [each for each in mine if each.direction == FloatingDirection.OUT]
            without = sum(each.temporary_id is None for each in come)
            enough = len(come) >= int(standard[FOUND_AT].value)
            found.append(Line(place, out, come, without, here, enough and not here))
    return found


def _heads(organizations: list[Organization], today: date) -> dict[int, str]:
    posts = Post.objects.in_force(today).filter(organization__in=organizations, position=Position.SECRETARY)
    return dict(posts.values_list("organization", "person__name"))
