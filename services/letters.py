"""Papers of services: the agreement, and the certificate of a member's year."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from core.chinese.dates import chinese_date
from core.office.documents import Block, Heading, KeyValue, Official, Paragraph, Signature, Table
from services import rules
from services.models import Agreement, AgreementChange, AgreementItem, Claim, LetterItem, OverdueLetter


def agreement(agreed: Agreement, items: Sequence[AgreementItem]) -> Official:
    """The agreement as both sides hold it: aims, items with class and deadline, confirmations."""
    rows = [
        [
            str(number),
            item.labels,
            item.get_nature_display(),
            item.title,
            f"{item.target}次",
            item.due_on,
            f"{item.done}次" if item.done else "",
        ]
        for number, item in enumerate(items, 1)
    ]
    community, unit = agreed.organization.name, agreed.unit.name
    return Official(
        title=f"{community}与{unit}{agreed.year}年共建协议",
        blocks=[
            Heading("一、共建目标"),
            Paragraph(agreed.aims),
            Heading("二、任务和项目"),
            Table(
                ["序号", "类别", "性质", "事项", "计划", "完成期限", "已完成"],
                rows,
                widths=[0.6, 1.2, 0.8, 3.2, 0.8, 1.8, 0.9],
                align=["center", "center", "center", "left", "center", "center", "center"],
            ),
            Heading("三、双方确认"),
            KeyValue(
                [
                    ("社区", community),
                    ("社区确认", _confirmed(agreed.confirmed_by_community_by, agreed.confirmed_by_community_at)),
                    ("单位", unit),
                    ("单位确认", _unit_confirmed(agreed)),
                ],
                columns=2,
            ),
            *(_result(agreed)),
        ],
    )


def summary(
    agreed: Agreement, items: Sequence[AgreementItem], changes: Sequence[AgreementChange], *, on: date
) -> Official:
    """The year's summary for a unit: what was agreed, changed and done, by item with its days, and the result."""
    community, unit = agreed.organization.name, agreed.unit.name
    counted = [item for item in items if rules.binds(item)]
    done = [item for item in counted if item.state == AgreementItem.State.DONE]
    kept = [item for item in done if item.done_on is not None and item.done_on <= item.due_on]
    ended = f"，{chinese_date(agreed.ended_on)}双方同意终止" if agreed.ended_on else ""
    rows = [
        [str(number), item.title, item.due_on, f"{item.done}/{item.target}", _days(item), _outcome(item)]
        for number, item in enumerate(items, 1)
    ]
    amended: list[Block] = [Heading("三、协议变更")] if changes else []
    amended += [Paragraph(f"{each.said}。原因：{each.reason}") for each in changes]
    return Official(
        title=f"{agreed.year}年共建工作总结",
        recipient=unit,
        blocks=[
            Paragraph(
                f"{agreed.year}年，{community}与{unit}签订共建协议{ended}。协议共{len(counted)}项，完成{len(done)}项，"
                f"其中按期完成{len(kept)}项。"
            ),
            Heading("一、共建目标"),
            Paragraph(agreed.aims),
            Heading("二、各项完成情况"),
            Table(
                ["序号", "事项", "完成期限", "次数", "开展日期", "结果"],
                rows,
                widths=[0.6, 2.8, 1.6, 0.8, 2.2, 1.0],
                align=["center", "left", "center", "center", "left", "center"],
            ),
            *amended,
            Heading("四、年度成效" if changes else "三、年度成效"),
            Paragraph(agreed.result or "双方按协议开展共建。"),
            Signature(community, on),
        ],
    )


def _outcome(item: AgreementItem) -> str:
    if item.state == AgreementItem.State.DONE:
        return "已完成"
    return "没有完成" if rules.binds(item) else "双方同意取消"


def _days(item: AgreementItem) -> str:
    """Days on which something was done, of what stands."""
    days = sorted({each.happened_on for each in item.progress.all() if each.withdrawn_at is None})
    return "、".join(f"{day.month}月{day.day}日" for day in days)


def overdue(letter: OverdueLetter, items: Sequence[LetterItem]) -> Official:
    """The letter to a unit's superior: what was agreed, due by when, done how often on the day of the letter."""
    agreed = letter.agreement
    community, unit = agreed.organization.name, agreed.unit.name
    rows = [
        [str(number), each.item.title, each.item.due_on, f"{each.item.target}次", f"{each.done}次"]
        for number, each in enumerate(items, 1)
    ]
    return Official(
        title=f"关于{unit}{agreed.year}年共建事项逾期情况的函",
        recipient=letter.addressee,
        blocks=[
            Paragraph(
                f"{unit}与{community}签订了{agreed.year}年共建协议。截至{chinese_date(letter.sent_on)}，"
                f"下列{len(items)}项事项已超过完成期限，尚未完成。"
            ),
            Table(
                ["序号", "事项", "完成期限", "计划", "已完成"],
                rows,
                widths=[0.6, 4, 1.8, 0.9, 0.9],
                align=["center", "left", "center", "center", "center"],
            ),
            Paragraph("请贵单位督促落实，并将办理情况告知社区。"),
            Paragraph("特此函告。"),
            Signature(community, letter.sent_on),
        ],
    )


def _result(agreed: Agreement) -> list[Block]:
    return [Heading("四、年度成效"), Paragraph(agreed.result)] if agreed.result else []


def _unit_confirmed(agreed: Agreement) -> str:
    if agreed.signed_on is not None:
        return f"纸质协议盖章 {chinese_date(agreed.signed_on)}"
    return _confirmed(agreed.confirmed_by_unit_by, agreed.confirmed_by_unit_at)


def _confirmed(by: object, at: datetime | None) -> str:
    return f"{by} {chinese_date(timezone.localdate(at))}" if at else "未确认"


def certificate(name: str, year: int, claims: Sequence[Claim], *, on: date) -> Official:
    """Volunteer certificate of a year: services with hours that both sides confirmed (MEM-16)."""
    total = sum((claim.hours or Decimal(0) for claim in claims), Decimal(0))
    communities = sorted({claim.organization.name for claim in claims})
    return Official(
        title="志愿服务证书",
        blocks=[
            Paragraph(
                f"{name}同志{year}年参加社区志愿服务{len(claims)}次，服务时长{total.normalize():f}小时，"
                "时长经社区和本人双方确认，特此证明。"
            ),
            Table(
                ["日期", "活动", "社区", "服务模式", "时长（小时）"],
                [
                    [
                        timezone.localdate(claim.activity.starts_at),
                        claim.activity.title,
                        claim.organization.name,
                        claim.activity.mode,
                        f"{(claim.hours or Decimal(0)).normalize():f}",
                    ]
                    for claim in claims
                ],
                widths=[1.6, 2.6, 1.6, 1.6, 1.0],
                align=["center", "left", "left", "left", "center"],
            ),
            Signature("、".join(communities), on),
        ],
    )
