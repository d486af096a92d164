"""What may be handed over and signed for, and who may act for whom; no writes."""

from datetime import date
from typing import Any

from core.chinese.dates import chinese_date
from core.records.errors import RuleViolation
from organizations.access import may_manage
from organizations.handing.models import Handover
from organizations.handing.own import absent
from organizations.models import Post
from people.models import User


def check_ends(post: Post) -> None:
    """Raise RuleViolation while no end of the post is set."""
    if post.during.upper is None:
        raise RuleViolation("goes-on", f"{post.person.name}的{post.get_position_display()}职务没有结束，请先办理离任")


def check_successor(*, post: Post, successor: int) -> None:
    if successor == post.person_id:
        raise RuleViolation("oneself", "接任人不能是移交人本人", field="successor")


def side_of(handover: Handover, user: Any) -> str:
    """As whom the user may sign now: ``leaver``, ``successor``, ``for_leaver`` (who has no account any more), or ""."""
    if not isinstance(user, User):
        return ""
    if user.person_id is not None and user.person_id == handover.leaver_id:
        return "leaver" if handover.leaver_signed_at is None else ""
    if user.person_id is not None and user.person_id == handover.successor_id:
        return "successor" if handover.successor_signed_at is None else ""
    if handover.leaver_signed_at is None and absent(handover.leaver_id) and may_manage(user, handover.organization):
        return "for_leaver"
    return ""


def check_sign(handover: Handover, user: Any, *, reason: str) -> str:
    """The side as which the user signs. Raises RuleViolation for anybody else, and without the reason for another."""
    side = side_of(handover, user)
    if not side:
        message = "已经签收" if handover.is_signed else f"由{handover.waits_for}本人签收"
        raise RuleViolation("not-yours", message, field="reason")
    if side == "for_leaver" and not reason.strip():
        message = f"{handover.leaver.name}已没有账号，请写明代签原因"
        raise RuleViolation("reason-missing", message, field="reason")
    return side


def check_acting(*, post: Post, person: int, since: date, until: date) -> None:
    """Raise RuleViolation unless somebody else acts, within the days of the post."""
    if person == post.person_id:
        raise RuleViolation("oneself", f"{post.person.name}就是本职务的任职人，请选择代理人", field="person_name")
    if until < since:
        raise RuleViolation("date-order", "代理结束日期不能早于开始日期", field="until")
    if since < post.during.lower:
        day = chinese_date(post.during.lower)
        raise RuleViolation("before-start", f"代理开始日期不能早于任职日期（{day}）", field="since")
    if post.during.upper is not None and until >= post.during.upper:
        day = chinese_date(post.during.upper)
        raise RuleViolation("after-end", f"职务到{day}结束，代理要在此前结束", field="until")
