"""Every write to agreements, activities and claims: atomic, audited; actor and times are passed in."""

from services.actions.activities import (
    cancel_activity,
    hold_activity,
    publish_activity,
)
from services.actions.agreements import (
    add_item,
    close_agreement,
    confirm_by_community,
    confirm_by_unit,
    draft_agreement,
    draft_agreements,
    publish_agreement,
    remove_item,
    replace_items,
    return_agreement,
    take_back,
    unpublish_agreement,
    update_agreement,
    update_item,
)
from services.actions.changes import (
    agree_change,
    agree_change_on_paper,
    propose_change,
    refuse_change,
    withdraw_change,
)
from services.actions.claims import (
    claim_activity,
    release_claim,
    set_group,
    sign_in,
    undo_claim,
)
from services.actions.hours import (
    confirm_hours,
    confirm_own_hours,
    register_attendance,
)
from services.actions.overdue import report_overdue, withdraw_letter
from services.actions.papers import confirm_on_paper, hand_summary, resume_agreement, void_paper, withdraw_summary
from services.actions.progress import record_progress, withdraw_progress

__all__ = [
    "publish_activity",
    "cancel_activity",
    "hold_activity",
    "draft_agreements",
    "draft_agreement",
    "replace_items",
    "update_agreement",
    "add_item",
    "update_item",
    "remove_item",
    "confirm_by_community",
    "confirm_by_unit",
    "return_agreement",
    "publish_agreement",
    "close_agreement",
    "record_progress",
    "agree_change",
    "agree_change_on_paper",
    "confirm_on_paper",
    "hand_summary",
    "propose_change",
    "refuse_change",
    "report_overdue",
    "resume_agreement",
    "void_paper",
    "withdraw_change",
    "withdraw_summary",
    "take_back",
    "unpublish_agreement",
    "withdraw_letter",
    "withdraw_progress",
    "claim_activity",
    "undo_claim",
    "release_claim",
    "set_group",
    "sign_in",
    "register_attendance",
    "confirm_hours",
    "confirm_own_hours",
]
