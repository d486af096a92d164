"""The handover list on paper, with room for the signatures."""

from itertools import groupby

from core.chinese.dates import chinese_date
from core.office.documents import Block, Heading, KeyValue, Official, Paragraph, Table
from organizations.handing.models import Handover

_NUMBERS = "一二三四五六七八九十"


def numeral(number: int) -> str:
    """1 to 19 in Chinese."""
    return _NUMBERS[number - 1] if number <= len(_NUMBERS) else f"十{_NUMBERS[number - 11]}"


def paper(handover: Handover) -> Official:
    """What is signed by hand: the lines as they stood, and the signatures of both and of who supervised."""
    post = handover.post
    blocks: list[Block] = [
        KeyValue(
            [
                ("移交人", handover.leaver.name),
                ("接任人", handover.successor.name),
                ("职务", f"{handover.organization.name}{post.get_position_display()}"),
                ("移交日期", chinese_date(handover.handed_on)),
            ]
        )
    ]
    kinds = groupby(handover.lines, key=lambda line: line[0])
    for number, (kind, lines) in enumerate(kinds, 1):
        blocks.append(Heading(f"{numeral(number)}、{kind}"))
        rows = [[count, text, how] for count, (_kind, text, how) in enumerate(lines, 1)]
        blocks.append(Table(["序号", "事项", "怎样交接"], rows, widths=[0.4, 3, 1.6], align=["center", "left", "left"]))
    if not handover.lines:
        blocks.append(Paragraph("没有需要交接的事项。"))
    if handover.note:
        blocks.append(Paragraph(f"移交说明：{handover.note}"))
    blocks.append(
        KeyValue([("移交人签字", ""), ("日期", ""), ("接任人签字", ""), ("日期", ""), ("监交人签字", ""), ("日期", "")])
    )
    return Official(f"{handover.leaver.name}同志工作交接清单", blocks)
