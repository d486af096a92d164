"""What the assessments room gives to the home pages."""

from datetime import date
from typing import Any

from django.urls import reverse

from assessments.advice import advise
from assessments.chases.rules import ASKERS
from assessments.findings import found_words
from assessments.models import FIVE_GOOD, Evaluation
from assessments.overview import overview
from assessments.queries import DASHBOARD, parts_of, periods, result_year
from core.web.home import Panel
from organizations.models import Organization
from organizations.scoping import permissions_of, reach

SCHEMES = 12
"""Schemes of a year that the panel of a community names."""


def five_good(user: Any, today: date) -> Panel | None:
    """The community's score with its parts, each opening its records, and what its other schemes say; offices see the
    list instead."""
    held = permissions_of(user)
    if "organizations.report_evaluation" not in held:
        return None
    year = result_year(today)
    rows = list(
        Evaluation.objects.visible_to(user, "organizations.report_evaluation")
        .filter(scheme__year=year, scheme__in_force=True, ended_on=None)
        .select_related("organization", "scheme")[:SCHEMES]
    )
    rows.sort(key=lambda each: (each.scheme.series != FIVE_GOOD, each.pk))
    if len({each.organization_id for each in rows}) != 1:
        return None
    row, *others = rows
    scores = list(row.scores.select_related("item__indicator").order_by("item__order"))
    return Panel(
        row.scheme.name if year == today.year else f"{year} 年{row.scheme.name}",
        "assessments/_panel.html",
        {
            "row": row,
            "others": others,
            "parts": [part for part in parts_of(row, scores) if part.weight],
            "advice": next(iter(advise(row, scores, today=today)), None),
        },
        url=f"/assessments/evaluations/{row.pk}/",
        link=f"为什么是 {row.total.normalize():f}" if row.total is not None else "查看评价",
    )


def first_minute(user: Any, today: date) -> Panel | None:
    """What a district or a street finds first of all: who is behind in what, since when, and what is asked of them."""
    held = permissions_of(user)
    if DASHBOARD not in held or not (roots := reach(user, DASHBOARD)):
        return None
    top = Organization.objects.visible_to(user, DASHBOARD).filter(path=roots[0], kind__in=ASKERS).first()
    if top is None:
        return None
    usual = "year" if result_year(today) == today.year else "last_year"
    period = next(each for each in periods(today) if each.key == usual)
    return Panel(
        f"{top.label}：{period.label}最需要过问的",
        "assessments/_findings.html",
        found_words(overview(top, period, today=today, page="1"), user),
        url=f"{reverse('assessments:dashboard')}?organization={top.pk}",
        link="全部指标",
        first=True,
    )


AUDIT_LABELS = {
    "assessments.scheme_drafted": "起草评价方案",
    "assessments.scheme_edited": "修改评价方案草案",
    "assessments.scheme_discarded": "作废评价方案草案",
    "assessments.scheme_announced": "公布评价方案",
    "assessments.scheme_began": "评价方案施行",
    "assessments.scheme_replaced": "评价方案换新版本",
    "assessments.scheme_closed": "评价方案结束",
    "assessments.award_nominated": "申报荣誉或提出通报",
    "assessments.award_withdrawn": "撤回申报",
    "assessments.award_reviewed": "审核申报",
    "assessments.award_published": "公示申报",
    "assessments.award_granted": "授予荣誉",
    "assessments.award_criticised": "通报批评",
    "assessments.award_refused": "申报不通过",
    "assessments.award_revoked": "撤销荣誉或通报",
    "assessments.circular_issued": "印发季度通报",
    "assessments.circular_withdrawn": "撤回季度通报",
    "assessments.scored": "计分",
    "assessments.month_closed": "月度封账",
    "assessments.month_reopened": "重开月份",
    "assessments.ballots_recorded": "录入测评票",
    "assessments.judged": "评审打分",
    "assessments.declared_inapplicable": "声明不适用",
    "assessments.self_report": "提交自评",
    "assessments.review": "完成初审",
    "assessments.send_back": "退回自评",
    "assessments.refer": "退回街道复核",
    "assessments.ballots_corrected": "更正测评票",
    "assessments.publish": "开始公示",
    "assessments.reopen": "退回复核",
    "assessments.inapplicable_taken_back": "撤回不适用声明",
    "assessments.decide": "审定",
    "assessments.freeze": "锁定结果",
    "assessments.added_in_admin": "后台新增",
    "assessments.changed_in_admin": "后台修改",
    "assessments.street_opinion_given": "单位答复街道考核",
    "assessments.exported": "导出",
}
