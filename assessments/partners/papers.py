"""The letter that tells a unit's superior of its part in co-building (S2 四(五); ASM-06)."""

from datetime import date

from assessments.models import UnitScore
from core.office.documents import KeyValue, Official, Paragraph, Signature


def letter(row: UnitScore, *, today: date) -> Official:
    """Before it is reported a draft to be signed; afterwards as it went out."""
    community = row.organization.name
    told = f"到期{row.due}项，按期完成{row.done}项" if row.due else "没有到期的共建协议事项"
    return Official(
        f"关于{row.unit.name}{row.year}年共建情况的通报函",
        [
            Paragraph(f"现将你单位所属{row.unit.name}{row.year}年在{community}参加区域共建的测评情况通报如下。"),
            KeyValue(
                [("单位", row.unit.name), ("得分", f"{row.points.normalize():f}分"), ("共建事项", told)], columns=1
            ),
            Paragraph(f"社区评价：{row.comment}"),
            Paragraph("请将测评结果作为对该单位党建考核和评先评优的依据。"),
            Signature(community, row.reported_on or today),
        ],
        recipient=row.reported_to or row.unit.superior_unit or "主管单位",
    )
