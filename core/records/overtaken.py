"""Two people at once: what the database refuses because somebody else was quicker, as a sentence for the one who lost.

Rules ask first; this is for what comes between their question and the commit, where only the database sees both.
"""

import logging

from django.db import DatabaseError

from core.records.errors import RuleViolation

_GONE = "刚才有人删除或撤销了这里用到的内容，没有保存；请看最新内容后再办"
_TWICE = "刚才有人办理了同样的事，没有重复保存；请看最新内容"
_BUSY = "正有人在办理相关业务，没有保存；请稍后再试"
_SENTENCES = {
    "23503": ("gone-meanwhile", _GONE),  # foreign_key_violation
    "23505": ("done-meanwhile", _TWICE),  # unique_violation
    "23P01": ("done-meanwhile", _TWICE),  # exclusion_violation
    "40001": ("busy", _BUSY),  # serialization_failure
    "40P01": ("busy", _BUSY),  # deadlock_detected
    "55P03": ("busy", _BUSY),  # lock_not_available
}
logger = logging.getLogger(__name__)


def overtaken(error: DatabaseError) -> RuleViolation:
    """The sentence for an error that somebody else's work explains; any other error is raised again."""
    state = getattr(error.__cause__, "pgcode", None)
    if state not in _SENTENCES:
        raise error
    logger.warning("overtaken by another session: %s %s", state, type(error).__name__)
    return RuleViolation(*_SENTENCES[state])
