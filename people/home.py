"""What persons add to the home page and the search."""

from typing import Any

from core.records import search
from core.web.guards import held_by
from core.web.home import Hit, Query
from people.queries import find_by_name


def persons(user: Any, query: Query, limit: int) -> list[Hit]:
    """Persons in scope who are found by a post or a registration too, not only members."""
    if "organizations.view_member" not in held_by(user):
        return []
    rows = find_by_name(user, query, limit)
    return [Hit(row.name, row.occupation, search.link("people:person", row.pk), f"person:{row.pk}") for row in rows]


AUDIT_LABELS = {
    "people.account_changed": "修改账号",
    "people.account_opened": "开通账号",
    "people.correction_requested": "申请更正",
    "people.correction_applied": "更正已办理",
    "people.correction_refused": "更正未采纳",
    "people.created": "登记人员",
    "people.locked_out": "登录锁定",
    "people.password_changed": "修改密码",
    "people.password_set": "设置密码",
    "people.revealed": "查看完整个人信息",
    "people.second_factor_added": "开启两步验证",
    "people.second_factor_removed": "关闭两步验证",
    "people.second_factor_failed": "两步验证未通过",
    "people.sessions_ended": "退出其他登录",
    "people.sign_in_failed": "登录失败",
    "people.signed_in": "登录",
    "people.signed_out": "退出登录",
    "people.unlocked": "解除锁定",
    "people.updated": "修改人员资料",
    "people.added_in_admin": "后台新增",
    "people.changed_in_admin": "后台修改",
    "people.exported": "导出",
}
