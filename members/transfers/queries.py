"""Which requests a user meets, and which branch is asked."""

from typing import Any

from django.db.models import QuerySet

from core.records import walls
from members.models import Membership, MemberTie, TransferLetter, TransferRequest
from organizations.kinds import HOLDS_RELATIONSHIPS
from organizations.models import Organization
from organizations.scoping import MANAGE_GRANTS, may

VIEW, MANAGE = "organizations.view_member", "organizations.manage_member"
GRANTS = f"organizations.{MANAGE_GRANTS}"
BOTH_ENDS = "members.transfer"
"""The way past the wall: a relationship moves from one tree to another, and each end asks where it is."""


@walls.beyond(BOTH_ENDS)
def holding_spell(request: TransferRequest) -> Membership | None:
    """The open spell elsewhere that the request is about; None when the person is nowhere or there already."""
    spell = Membership.objects.current().filter(person_id=request.person_id).select_related("organization").first()
    return spell if spell is not None and spell.organization_id != request.organization_id else None


def holder(request: TransferRequest) -> Organization | None:
    """Who lets the person go: the branch that holds the relationship; where there is none, who held them by more."""
    spell = holding_spell(request)
    if spell is not None:
        return spell.organization
    member_already = MemberTie.objects.relationships().filter(person=request.person_id).exists()
    return None if member_already else request.held_by


def asked_branch(request: TransferRequest) -> Organization | None:
    """The branch that has to answer, or that has answered."""
    return holder(request) if request.state == TransferRequest.State.ASKED else request.answered_for


def may_answer(user: Any, request: TransferRequest) -> bool:
    """Whether the user keeps the members of whoever holds the person; of an office without members, its accounts."""
    held = holder(request)
    if held is None:
        return False
    return may(user, MANAGE, held) or (held.kind not in HOLDS_RELATIONSHIPS and may(user, GRANTS, held))


def letters_of(user: Any, person_id: int) -> QuerySet[TransferLetter]:
    """Letters of a person in the user's sight, the latest first."""
    rows = TransferLetter.objects.visible_to(user, VIEW).filter(person_id=person_id)
    return rows.select_related("organization", "to", "branch").order_by("-issued_on", "-pk")


def requests(user: Any, *, waiting: bool = False) -> QuerySet[TransferRequest]:
    """Requests in the user's sight, the latest first; ``waiting``: those without an answer, the oldest first."""
    rows = TransferRequest.objects.visible_to(user, VIEW).select_related("person", "organization", "answered_for")
    return rows.asked().order_by("asked_at", "pk") if waiting else rows.order_by("-asked_at", "-pk")
