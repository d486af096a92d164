"""Which requests a user meets, and which branch is asked."""

from typing import Any

from django.db.models import QuerySet

from members.models import Membership, TransferRequest
from organizations.models import Organization
from organizations.scoping import may

VIEW, MANAGE = "organizations.view_member", "organizations.manage_member"


def holding_spell(request: TransferRequest) -> Membership | None:
    """The open spell elsewhere that the request is about; None when the person is nowhere or there already."""
    spell = Membership.objects.current().filter(person_id=request.person_id).select_related("organization").first()
    return spell if spell is not None and spell.organization_id != request.organization_id else None


def asked_branch(request: TransferRequest) -> Organization | None:
    """The branch that has to answer, or that has answered."""
    if request.state != TransferRequest.State.ASKED:
        return request.answered_for
    spell = holding_spell(request)
    return spell.organization if spell is not None else None


def may_answer(user: Any, request: TransferRequest) -> bool:
    """Whether the user keeps the members of the branch that holds the relationship."""
    spell = holding_spell(request)
    return spell is not None and may(user, MANAGE, spell.organization)


def requests(user: Any, *, waiting: bool = False) -> QuerySet[TransferRequest]:
    """Requests in the user's sight, the latest first; ``waiting``: those without an answer, the oldest first."""
    rows = TransferRequest.objects.visible_to(user, VIEW).select_related("person", "organization", "answered_for")
    return rows.asked().order_by("asked_at", "pk") if waiting else rows.order_by("-asked_at", "-pk")
