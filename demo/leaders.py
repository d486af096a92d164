"""Who heads the organisations of the demo, and the bodies beside them: most seats are filled, some were left lately."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from demo.world import BY, Demo
from members.models import Membership
from organizations import actions as organizations
from organizations.kinds import Kind
from organizations.models import BodyKind, Organization, Position, Post
from organizations.registers import actions
from organizations.registers.kinds import BODIES
from organizations.terms import term_end
from people import actions as people
from people.models import Person

STREET_SECRETARIES = {"DX-QY": "邵立新", "DX-NH": "侯建平"}


def seat_leaders(qingyang: Organization, nanhuan: Organization, *, since: date) -> None:
    """The head of each street, of each branch, the oldest in membership there, and of each building group: the head of
    its member household, as is the rule (S2 二(三))."""
    heads: list[tuple[Organization, Person, Position]] = []
    for street in (qingyang, nanhuan):
        person = people.create_person(
            by=BY, name=STREET_SECRETARIES[street.code], birth_date=date(1976, 3, 8), sex="male", education="bachelor"
        )
        heads.append((street, person, Position.SECRETARY))
    seated = Post.objects.filter(person=OuterRef("person"))
    for branch in Organization.objects.filter(kind=Kind.BRANCH, external=False).order_by("path"):
        spells = Membership.objects.filter(~Exists(seated), organization=branch, person__user=None).current()
        spell = spells.select_related("person").order_by("joined_on", "pk").first()
        if spell is not None:
            heads.append((branch, spell.person, Position.SECRETARY))
    households = Post.objects.filter(position=Position.HOUSEHOLD_HEAD).select_related("organization", "person")
    groups = Organization.objects.in_bulk({post.organization.ancestor_ids[-2] for post in households})
    for post in households:
        heads.append((groups[post.organization.ancestor_ids[-2]], post.person, Position.LEADER))
    organizations.appoint_all(by=BY, posts=[_post(*head, since=since) for head in heads])


def _post(organization: Organization, person: Person, position: Position, *, since: date) -> Post:
    return Post(
        person=person,
        organization=organization,
        position=position,
        basis=Post.Basis.ENGAGEMENT if position == Position.LEADER else Post.Basis.ELECTION,
        full_time=organization.kind == Kind.STREET_WORKING_COMMITTEE,
        during=(since, None),
        term_ends_on=term_end(organization, position, since),
    )


def leave_some_seats(demo: Demo, today: date) -> None:
    """Two secretaries of branches left some weeks ago: their seats are to be filled."""
    on = today - timedelta(days=40)
    posts = Post.objects.filter(position=Position.SECRETARY, organization__kind=Kind.BRANCH, during__contains=on)
    for post in posts.under(demo.nanhuan).order_by("-pk")[:2]:
        organizations.end_post(by=demo.clerk, post=post, on=on, today=None, reason="调离本社区")


def found_bodies(demo: Demo, *, since: date) -> None:
    """The committee of the district and of each street, conference and station of the communities that keep theirs."""
    _body(demo.officer, demo.district, BodyKind.GUIDANCE, "区域化党建工作指导委员会", since)
    for street in (demo.qingyang, demo.nanhuan):
        _body(demo.clerk, street, BodyKind.COORDINATION, f"{street.name}区域化党建协调委员会", since)
    for community in [each for each in demo.communities if each.profile.able]:
        name = community.node.name
        _body(community.secretary, community.node, BodyKind.CONFERENCE, f"{name}社区党建联席会议", since)
        _body(community.secretary, community.node, BodyKind.STATION, f"{name}在职党员联络站", since)


def _body(by: Any, organization: Organization, kind: str, title: str, since: date) -> None:
    actions.enter(
        by=by,
        register=BODIES,
        organization=organization,
        today=since,
        kind=kind,
        title=title,
        founded_on=since,
        tightness="半松散型",
        charter="",
        charter_on=None,
    )
