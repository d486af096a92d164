"""PDF by typst. Text reaches the templates as data (JSON in `sys.inputs`), never as markup."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import typst

from core.office import qr
from core.office.documents.fonts import pdf_fonts
from core.office.documents.model import (
    Align,
    Block,
    KeyValue,
    Official,
    PageBreak,
    Signature,
    Table,
    attachment_lines,
    cell_text,
    recipient_text,
)

_TEMPLATES = Path(__file__).parent / "typst"
_LANDSCAPE_FROM = 9  # columns


def watermark(words: list[str]) -> bytes:
    """A picture (PNG) with the lines of ``words``, faint and slanted."""
    return _compile("mark.typ", {"words": words}, "png")


def _compile(template: str, data: dict[str, Any], kind: Literal["pdf", "png"] = "pdf") -> bytes:
    fonts, families = pdf_fonts()
    text = json.dumps(data | {"fonts": families}, ensure_ascii=False)
    inputs = {"data": text.encode("utf-8", "replace").decode()}  # half a surrogate pair is no text
    content = typst.compile(
        str(_TEMPLATES / template),
        root=str(_TEMPLATES),
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs=inputs,
        format=kind,
    )
    assert isinstance(content, bytes)
    return content


def _block(block: Block) -> dict[str, Any]:
    kind = type(block).__name__
    if isinstance(block, Table):
        count = len(block.header)
        return {
            "kind": kind,
            "header": [str(title) for title in block.header],
            "rows": [_padded(row, count) for row in block.rows],
            "widths": list(block.widths or [1.0] * count),
            "align": list(block.align or ["left"] * count),
            "caption": block.caption,
        }
    if isinstance(block, KeyValue):
        return {
            "kind": kind,
            "pairs": [[label, cell_text(value)] for label, value in block.pairs],
            "columns": block.columns,
        }
    if isinstance(block, Signature):
        return {
            "kind": kind,
            "organization": block.organization,
            "date": cell_text(block.date),
            "note": block.note,
        }
    if isinstance(block, PageBreak):
        return {"kind": kind}
    return {"kind": kind, **asdict(block)}


def _padded(row: Sequence[Any], count: int) -> list[str]:
    cells = [cell_text(value) for value in row[:count]]
    return cells + [""] * (count - len(cells))


def official_pdf(document: Official) -> bytes:
    """The document as PDF in the layout of GB/T 9704-2012: 22 lines of 28 characters a page."""
    return _compile(
        "official.typ",
        {
            "title": document.title,
            "letterhead": document.letterhead,
            "number": document.number,
            "recipient": recipient_text(document),
            "blocks": [_block(block) for block in document.blocks],
            "attachments": attachment_lines(document),
            "copies": document.copies,
            "issued": document.issued,
        },
    )


@dataclass(frozen=True, slots=True)
class TableColumn:
    """`width` is a share of the page; 0 takes what the text needs."""

    title: str
    width: float = 1.0
    align: Align = "left"


def table_pdf(
    title: str,
    columns: Sequence[TableColumn],
    rows: Sequence[Sequence[Any]],
    *,
    subtitle: str = "",
    footer: str = "",
    landscape: bool | None = None,
) -> bytes:
    """A roster or ledger: the header repeats, pages are counted; landscape from nine columns on."""
    return _compile(
        "table.typ",
        {
            "title": title,
            "subtitle": subtitle,
            "footer": footer,
            "landscape": len(columns) >= _LANDSCAPE_FROM if landscape is None else landscape,
            "columns": [asdict(column) for column in columns],
            "rows": [_padded(row, len(columns)) for row in rows],
        },
    )


@dataclass(frozen=True, slots=True)
class Card:
    """A contact card of 90 × 54 mm. `code` is the text of its QR code, `code_label` stands below that."""

    title: str
    name: str
    role: str = ""
    phone: str = ""
    lines: Sequence[str] = ()
    organization: str = ""
    code: str = ""
    code_label: str = "扫码联系"


@dataclass(frozen=True, slots=True)
class Slip:
    """What one person gets sealed; ``organization``: where it is handed over."""

    name: str
    organization: str
    username: str
    password: str


def slips_pdf(slips: Sequence[Slip], *, address: str, office: str, until: str) -> bytes:
    """Slips to fold and stick down, three on A4, in their order. ``address``: of the sign-in page, also as a code."""
    return _compile(
        "slips.typ",
        {
            "address": address,
            "code": str(qr.svg(address)),
            "office": office,
            "slips": [asdict(slip) | {"number": number, "until": until} for number, slip in enumerate(slips, 1)],
        },
    )


def cards_pdf(cards: Sequence[Card], per_page: int = 10) -> bytes:
    """Cards to cut out, two across and five down on A4; below ten a sheet stays partly empty."""
    if not 1 <= per_page <= 10:
        raise ValueError("a sheet holds one to ten cards")
    codes = {card.code for card in cards if card.code}
    return _compile(
        "cards.typ",
        {
            "per_page": per_page,
            "codes": {code: str(qr.svg(code)) for code in codes},
            "cards": [asdict(card) | {"lines": list(card.lines)} for card in cards],
        },
    )
