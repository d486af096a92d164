"""The feedback card as a paper, with the return to be cut off (MEM-05)."""

from collections.abc import Sequence

from core.office.documents import Heading, Official, PageBreak, Paragraph, Signature, Table, official_pdf
from services.feedback.models import FeedbackCard, FeedbackLine, period_words


def card_pdf(card: FeedbackCard, lines: Sequence[FeedbackLine]) -> bytes:
    return official_pdf(card_paper(card, lines))


def card_paper(card: FeedbackCard, lines: Sequence[FeedbackLine]) -> Official:
    """Who did what in the community within the period, and a blank return."""
    round_ = card.round
    community = round_.organization.name
    text = (
        f"你单位{card.persons}名在职党员已向{community}报到，现将{period_words(round_)}的情况反馈如下，"
        "请作为创先评优、年度考核和提拔使用的依据，并将回执送回社区。"
    )
    rows = [
        (number, line.person.name, line.sides, line.services, f"{line.hours.normalize():f}", line.meetings)
        for number, line in enumerate(lines, 1)
    ]
    titles = ("序号", "姓名", "报到类型", "服务次数", "服务小时", "参加会议")
    words = [f"社区评价：{card.comment}"] if card.comment else []
    words += [round_.note] if round_.note else []
    return Official(
        "在职党员社区表现反馈卡",
        [
            Paragraph(text),
            Table(titles, rows, widths=(1, 2, 4, 2, 2, 2)),
            *(Paragraph(each) for each in words),
            Signature(community, round_.issued_on),
            PageBreak(),
            Heading("回执联"),
            Paragraph(f"{community}：", "lead"),
            Paragraph(f"{period_words(round_)}反馈卡收悉，用于：□ 评先评优　□ 年度考核　□ 提拔使用。"),
            Paragraph("意见："),
            Signature("（单位党组织盖章）", "　　年　　月　　日"),
        ],
        recipient=f"{card.unit_name}党组织",
    )
