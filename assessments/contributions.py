"""What the assessments room gives to the home pages."""

from datetime import date
from typing import Any

from assessments.models import Dimension, Evaluation
from core import audit, worklist
from organizations.scoping import permissions_of


@worklist.panel(order=10)
def five_good(user: Any, today: date) -> worklist.Panel | None:
    """The community's score with its parts, each opening its records; offices see the list instead."""
    held = permissions_of(user)
    if "organizations.report_evaluation" not in held:
        return None
    rows = list(
        Evaluation.objects.visible_to(user, "organizations.report_evaluation")
        .filter(scheme__year=today.year, scheme__in_force=True)
        .select_related("organization")[:2]
    )
    if len(rows) != 1:
        return None
    row = rows[0]
    parts: dict[str, dict[str, Any]] = {
        dimension.value: {"label": dimension.label, "points": 0, "weight": 0} for dimension in Dimension
    }
    best = None
    for score in row.scores.select_related("item").order_by("item__order"):
        if score.inapplicable:
            continue
        part = parts[score.item.dimension]
        part["weight"] += score.item.weight
        part["points"] += (score.points or 0) + score.late_points
        gap = score.item.weight - (score.points or 0)
        if best is None or gap > best[0]:
            best = (gap, score)
    return worklist.Panel(
        "五好评价",
        "assessments/_panel.html",
        {"row": row, "parts": list(parts.values()), "gap": best[0] if best else 0, "best": best[1] if best else None},
        url=f"/assessments/evaluations/{row.pk}/",
        link=f"为什么是 {row.total.normalize():f}" if row.total is not None else "查看",
    )


worklist.quick_action(
    "五好评价", "assessments:evaluations", icon="star", needs=("organizations.decide_evaluation",), order=70
)


@worklist.provider
def evaluations_waiting(user: Any, today: date) -> list[worklist.WorkItem]:
    """What waits for this user in the cycle: reviews at the street, decisions at the district (November, December)."""
    held = permissions_of(user)
    waiting = []
    for permission, states, title, action in (
        ("organizations.review_evaluation", ("self_reported",), "五好自评待初审", "去初审"),
        ("organizations.decide_evaluation", ("published",), "五好评价待审定", "去审定"),
    ):
        if permission not in held:
            continue
        count = Evaluation.objects.visible_to(user, permission).filter(state__in=states).count()
        if count:
            waiting.append(
                worklist.WorkItem(
                    due_on=date(today.year, 12, 25),
                    title=f"{count} 个社区{title}",
                    detail="自评、公示和异议齐全后办理",
                    url="/assessments/evaluations/",
                    action=action,
                    kind="evaluation",
                    count=count,
                )
            )
    return waiting


audit.register_labels(
    {
        "assessments.scheme_adopted": "启用评价方案",
        "assessments.scored": "计分",
        "assessments.month_closed": "月度封账",
        "assessments.ballots_recorded": "录入测评票",
        "assessments.judged": "评审打分",
        "assessments.declared_inapplicable": "声明不适用",
        "assessments.self_report": "提交自评",
        "assessments.review": "完成初审",
        "assessments.send_back": "退回自评",
        "assessments.publish": "开始公示",
        "assessments.decide": "审定",
        "assessments.freeze": "锁定结果",
        "assessments.objected": "提出异议",
        "assessments.objection_answered": "答复异议",
        "assessments.added_in_admin": "后台新增",
        "assessments.changed_in_admin": "后台修改",
        "assessments.exported": "导出",
    }
)
