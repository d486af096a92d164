"""Ends of the members room that can be taken back for some minutes (organizations.undo)."""

from django.urls import reverse

from members.models import Membership
from members.transfers.sending import reopen_letter
from organizations.scoping import may
from organizations.undo import Undoing

UNDOINGS = (
    Undoing(
        "members.ended",
        "members.end_undone",
        "撤销结束组织关系",
        Membership,
        lambda user, row: may(user, "organizations.manage_member", row.organization),
        lambda spell: reverse("members:member", args=[spell.pk]),
        clear={"end_reason": ""},
        restore=reopen_letter,
        unchecked=("scope", "name_key", "initials"),
    ),
)
