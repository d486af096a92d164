"""What the assessments room gives to the home pages."""

from datetime import date
from typing import Any

from assessments.advice import advise
from assessments.models import Evaluation
from assessments.queries import parts_of, result_year
from core.web.home import Panel
from organizations.scoping import permissions_of


def five_good(user: Any, today: date) -> Panel | None:
    """The community's score with its parts, each opening its records; offices see the list instead."""
    held = permissions_of(user)
    if "organizations.report_evaluation" not in held:
        return None
    year = result_year(today)
    rows = list(
        Evaluation.objects.visible_to(user, "organizations.report_evaluation")
        .filter(scheme__year=year, scheme__in_force=True, ended_on=None)
        .select_related("organization", "scheme")[:2]
    )
    if len(rows) != 1:
        return None
    row = rows[0]
    scores = list(row.scores.select_related("item__indicator").order_by("item__order"))
    return Panel(
        "五好评价" if year == today.year else f"{year} 年五好评价",
        "assessments/_panel.html",
        {
            "row": row,
            "parts": [part for part in parts_of(row, scores) if part.weight],
            "advice": next(iter(advise(row, scores, today=today)), None),
        },
        url=f"/assessments/evaluations/{row.pk}/",
        link=f"为什么是 {row.total.normalize():f}" if row.total is not None else "查看",
    )


AUDIT_LABELS = {
    "assessments.scheme_drafted": "起草评价方案",
    "assessments.scheme_edited": "修改评价方案草案",
    "assessments.scheme_discarded": "作废评价方案草案",
    "assessments.scheme_announced": "公布评价方案",
    "assessments.scheme_began": "评价方案施行",
    "assessments.scheme_replaced": "评价方案换新版本",
    "assessments.scheme_closed": "评价方案结束",
    "assessments.scored": "计分",
    "assessments.month_closed": "月度封账",
    "assessments.ballots_recorded": "录入测评票",
    "assessments.judged": "评审打分",
    "assessments.declared_inapplicable": "声明不适用",
    "assessments.self_report": "提交自评",
    "assessments.review": "完成初审",
    "assessments.send_back": "退回自评",
    "assessments.publish": "开始公示",
    "assessments.reopen": "退回复核",
    "assessments.inapplicable_taken_back": "撤回不适用声明",
    "assessments.decide": "审定",
    "assessments.freeze": "锁定结果",
    "assessments.objected": "提出异议",
    "assessments.objection_answered": "答复异议",
    "assessments.added_in_admin": "后台新增",
    "assessments.changed_in_admin": "后台修改",
    "assessments.exported": "导出",
}
