"""The two-way contact card 流动党员双向联系卡: one page for each side, each to be signed."""

from core.office.documents import Block, KeyValue, Official, PageBreak, Paragraph, Signature, Table, official_pdf
from members.floating.models import FloatingDirection, FloatingMember
from members.floating.rules import open_spell

LINES = 6
"""Blank lines for what is told by hand."""


def card(entry: FloatingMember) -> bytes:
    return official_pdf(card_paper(entry))


def card_paper(entry: FloatingMember) -> Official:
    """For the branch left and for the branch come to; what was told already stands on both."""
    here, there = entry.organization.name, entry.other or "（流入地党组织）"
    home, host = (here, there) if entry.direction == FloatingDirection.OUT else (there, here)
    blocks: list[Block] = []
    for number, (side, keeper) in enumerate((("流出地", home), ("流入地", host))):
        blocks += [PageBreak()] if number else []
        blocks += _half(entry, side, keeper, home, host)
    return Official("流动党员双向联系卡", blocks, number=entry.card_number)


def _half(entry: FloatingMember, side: str, keeper: str, home: str, host: str) -> list[Block]:
    spell = open_spell(entry)
    told = [(f"{each.happened_on}", each.get_way_display(), each.content) for each in entry.contacts.order_by("pk")]
    return [
        Paragraph(f"{side}党组织留存", "right"),
        KeyValue(
            [
                ("姓名", entry.person.name),
                ("党员类别", spell.get_status_display() if spell else "—"),
                ("流出地党组织", home),
                ("流入地党组织", host),
                ("外出或流出地", entry.place),
                ("流动原因", entry.get_reason_display()),
                ("开始日期", f"{entry.during.lower}"),
                ("预计返回", f"{entry.expected_on or '不定'}"),
                ("对方联系人", entry.other_contact or "—"),
                ("对方电话", entry.other_phone or "—"),
            ]
        ),
        Table(("日期", "方向", "内容"), [*told, *[("", "", "")] * LINES], widths=(2, 2, 6)),
        Paragraph("持卡人凭此卡向流入地党组织报到，参加组织生活；双方每半年互相告知一次。", "note"),
        Signature(keeper, None),
    ]
