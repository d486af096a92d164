"""What a document may be of, and what a change of term asks (S2 二(四))."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from core.records.errors import RuleViolation
from organizations.kinds import STREETS, Kind
from organizations.models import SINGLE_SEATS, Order, Organization, Position, Post
from organizations.orders.models import OrderKind, OrderStyle
from organizations.registers.register import Asked
from organizations.rules import positions_in
from organizations.terms import WITH_TERM, standard_of_term
from organizations.tree.effective import check_not_ahead

KEEPERS = tuple(kind for kind in Kind if kind != Kind.EXTERNAL_SUPERIOR)
ISSUERS = (*STREETS, Kind.DISTRICT_DEPARTMENT)
OF_POSTS = (OrderKind.APPOINTMENT, OrderKind.REMOVAL)
"""What concerns posts; the others concern the organisation or its whole body."""


def style_of(kind: str) -> str:
    """What is asked for from below (founding, dissolution, change of term) has a reply, an appointment a notice."""
    return OrderStyle.NOTICE if kind in OF_POSTS else OrderStyle.REPLY


def issuer_of(organization: Organization) -> str:
    """Who decides: the street or the district above, the district of itself."""
    above = Organization.objects.filter(pk__in=organization.ancestor_ids[:-1], kind__in=ISSUERS)
    return str(above.order_by("-path").values_list("name", flat=True).first() or organization.name)


def check_order(order: Order, asked: Asked) -> None:
    """Before a document is entered, corrected or withdrawn."""
    if not asked.names:
        if order.kind == OrderKind.TERM:
            raise RuleViolation("term", "换届登记错了的，请用“撤销换届”，任职同时恢复")
        return
    if order.kind != OrderKind.TERM and not order.number:
        raise RuleViolation("no-number", "请填写文号", field="number")
    if bool(order.number) != (order.issued_on is not None):
        raise RuleViolation("no-day", "文号和发文日期要一起填写", field="issued_on" if order.number else "number")
    if order.issued_on is not None:
        check_not_ahead(order.issued_on, today=asked.today, label="发文日期", field="issued_on")
    if (order.entitled is None) != (order.present is None):
        raise RuleViolation("half-counted", "应到会和实到会人数要一起填写", field="present")
    if order.present is not None and order.entitled is not None and order.present > order.entitled:
        raise RuleViolation("more-than-entitled", "实到会人数不能多于应到会人数", field="present")
    if order.kind in OF_POSTS and not (order.begun or order.ended):
        raise RuleViolation("nobody", "请选择文件涉及的人员", field="posts")
    if order.kind == OrderKind.DISSOLUTION and order.organization.dissolved_on is None:
        raise RuleViolation("not-dissolved", f"{order.organization.name}没有撤销", field="kind")


def has_term(organization: Organization) -> bool:
    """Whether its body is chosen for a term."""
    return standard_of_term(kind=organization.kind, name=organization.name, in_community=False) is not None


def positions_of_term(organization: Organization) -> list[Position]:
    """Seats of the body that are chosen together, its head first."""
    return [position for position in Position if position in WITH_TERM and position in positions_in(organization.kind)]


class Elected(NamedTuple):
    """Who was chosen into which seat."""

    position: str
    person: Any


def check_chosen(chosen: Sequence[Elected]) -> None:
    """Raise RuleViolation for nobody, a seat for one held by two, one person twice."""
    if not chosen:
        raise RuleViolation("nobody", "请填写新一届班子成员")
    for place, (position, person) in enumerate(chosen):
        earlier = chosen[:place]
        if position in SINGLE_SEATS and any(each.position == position for each in earlier):
            raise RuleViolation("two-heads", f"{Position(position).label}只能有一名")
        if any(each.person == person for each in earlier):
            raise RuleViolation("twice", f"{person.name}填写了两次")


def check_term(organization: Organization, *, on: date, standing: Sequence[Post], later: Collection[Post]) -> None:
    """Raise RuleViolation where the body has no term, or its posts begin or were changed on that day or after it."""
    if not has_term(organization):
        raise RuleViolation("no-term", f"{organization.name}没有任期，不办理换届")
    begun = next((post for post in standing if post.during.lower >= on), None)
    ahead = begun or next(iter(later), None)
    if ahead is not None:
        message = f"{ahead.person.name}自{ahead.during.lower}起任{ahead.get_position_display()}，换届日期应晚于这一天"
        raise RuleViolation("later-posts", message, field="on")


def check_revoking(order: Order, asked: Asked) -> None:
    """Only a change of term is revoked, once."""
    if order.kind != OrderKind.TERM:
        raise RuleViolation("no-term", "不是换届，登记错了请用“撤回”")
