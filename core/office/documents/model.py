"""What an official document consists of; Word and PDF are drawn from the same description."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from core.chinese.dates import chinese_date

ParagraphStyle = Literal["body", "lead", "centre", "right", "note", "title"]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 一、(黑体), 2 （一）(楷体), 3 and 4 in the body's 仿宋; the number is part of the text."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`body` is indented by two characters, `lead` is not, `note` is smaller; `title` is set as the document's title:
    the head of a further sheet. Line breaks are kept."""

    text: str
    style: ParagraphStyle = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are shares of the type area; `align` one entry per column; header repeats on every page."""

    header: Sequence[str]
    rows: Sequence[Sequence[Any]]
    widths: Sequence[float] | None = None
    align: Sequence[Align] | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class KeyValue:
    """A form: labels and values in a ruled table, `columns` pairs in a row."""

    pairs: Sequence[tuple[str, Any]]
    columns: int = 2


@dataclass(frozen=True, slots=True)
class Signature:
    """署名 and 成文日期 at the right, with room for the seal."""

    organization: str
    date: date | str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block = Heading | Paragraph | Table | KeyValue | Signature | PageBreak


@dataclass(frozen=True, slots=True)
class Official:
    """A document in the form of GB/T 9704-2012.

    `letterhead` is the red name on top (发文机关标志 or, for minutes, “…会议纪要”), `number` 发文字号,
    `recipient` 主送机关, `attachments` the names under 附件, `copies` 抄送机关, `issued` 印发机关和日期.
    """

    title: str
    blocks: Sequence[Block] = field(default_factory=tuple)
    letterhead: str = ""
    number: str = ""
    recipient: str = ""
    attachments: Sequence[str] = ()
    copies: str = ""
    issued: str = ""


def cell_text(value: Any) -> str:
    """A cell of a table as text: dates in Chinese form, nothing for `None`."""
    if value is None:
        return ""
    if isinstance(value, date):
        return chinese_date(value)
    if isinstance(value, float):
        return f"{value:.1f}" if not value.is_integer() else str(int(value))
    return str(value)


def recipient_text(document: Official) -> str:
    return document.recipient and document.recipient.rstrip(":：") + "："


def attachment_lines(document: Official) -> list[str]:
    """附件：1. … 2. …, or the name alone when there is one."""
    names = list(document.attachments)
    if not names:
        return []
    if len(names) == 1:
        return [f"附件：{names[0]}"]
    return [f"附件：1.{names[0]}", *(f"　　　{number}.{name}" for number, name in enumerate(names[1:], 2))]
