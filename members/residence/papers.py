"""The board 公开栏 of members who show who they are (MEM-20)."""

from collections.abc import Sequence
from datetime import date

from core.office.documents import Official, Paragraph, Signature, Table, official_pdf
from members.residence.models import ShownIdentity
from organizations.models import Organization


def board(place: Organization, rows: Sequence[ShownIdentity], *, on: date) -> bytes:
    return official_pdf(board_paper(place, rows, on=on))


def board_paper(place: Organization, rows: Sequence[ShownIdentity], *, on: date) -> Official:
    """Names and promises of those who agreed, nothing else of them."""
    lines = [(number, row.person.name, row.pledge or "—") for number, row in enumerate(rows, 1)]
    return Official(
        "党员亮身份公开栏",
        [
            Paragraph("我是党员，请监督。"),
            Table(("序号", "姓名", "公开承诺"), lines, widths=(1, 2, 6)),
            Signature(place.name, on),
        ],
    )
