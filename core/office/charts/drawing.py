"""What every chart is drawn with: colours, text that fits, rectangles, links, the frame.

Every chart has `role="img"` (or `group` where parts are links) and a `<title>`. Colours are presentation attributes
together with classes (`c1` … `c5`, `good`, `warn`, `bad`, `ink`, `grid`), which a stylesheet may override. Unknown
values are gaps or hatched, never zero. Sizes are in the SVG units; a page shows a chart that many pixels wide at most.
"""

import math
from collections.abc import Sequence
from decimal import Decimal
from html import escape
from itertools import count
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from core.chinese.numbers import half_up
from core.office.spreadsheets.writer import display_width

COLOURS = {
    "c1": "#b4161b",
    "c2": "#55646e",
    "c3": "#d98a5f",
    "c4": "#7f8c7a",
    "c5": "#c8b08a",
    "good": "#1f7a4d",
    "warn": "#9a6200",
    "bad": "#b3261e",
    "ink": "#211d1b",
    "muted": "#5d5651",
    "grid": "#f0ece8",
    "edge": "#e6e1dc",
    "paper": "#ffffff",
}
# Type needs more contrast than an area does (WCAG 1.4.3).
_TYPE_COLOURS = COLOURS | {"c3": "#a3592c", "c4": "#5c6857", "c5": "#7b6538"}
SERIES = ("c1", "c2", "c3", "c4", "c5")
STATES = {"good", "warn", "bad"}
SMALL_SIZE, TEXT_SIZE = 12, 13
_pattern_ids = count(1)


class Series(NamedTuple):
    """Values from left to right, `None` where unknown."""

    name: str
    values: Sequence[float | None]


class Bar(NamedTuple):
    """One bar; `href` opens its records, `state` (good, warn, bad) colours it, `note` follows its value."""

    label: str
    value: float | None
    href: str = ""
    note: str = ""
    state: str = ""


class Part(NamedTuple):
    """``state``: ``rest`` for what is missing of the whole, ``unknown`` for what nobody knows; else a series."""

    label: str
    value: float
    href: str = ""
    state: str = ""


# --- Drawing ------------------------------------------------------------------------------------


def short(value: float) -> str:
    """A coordinate with at most one decimal."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def number_text(value: float | None) -> str:
    """A figure as offices print it: no decimals for whole numbers, else one; 未知 for none."""
    if value is None:
        return "未知"
    if float(value).is_integer():
        return f"{int(value):,}"
    return f"{half_up(Decimal(str(value))):,f}"


def text_width(text: str, size: float) -> float:
    return display_width(text) * size * 0.52


def fit_text(text: str, width: float, size: float) -> str:
    """The text, cut with … where it would be wider than `width`."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text + "…"


def draw_text(
    x: float,
    y: float,
    text: str,
    colour: str = "muted",
    size: float = SMALL_SIZE,
    anchor: str = "start",
    *,
    strong: bool = False,
    halo: bool = False,
) -> str:
    extra = f' text-anchor="{anchor}"' if anchor != "start" else ""
    if strong:
        extra += ' font-weight="600"'
    if halo:  # stays legible across a line
        extra += ' stroke="#ffffff" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
    return (
        f'<text class="{colour}-text" x="{short(x)}" y="{short(y)}" font-size="{short(size)}" '
        f'fill="{_TYPE_COLOURS[colour]}"{extra}>{escape(text)}</text>'
    )


def draw_rect(
    x: float,
    y: float,
    width: float,
    height: float,
    colour: str,
    radius: float = 0,
    fill: str = "",
    title: str = "",
) -> str:
    rounded = f' rx="{short(radius)}"' if radius else ""
    inside = f"<title>{escape(title)}</title>" if title else ""
    return (
        f'<rect class="{colour}" x="{short(x)}" y="{short(y)}" width="{short(max(width, 0))}" height="{short(height)}"'
        f'{rounded} fill="{fill or COLOURS[colour]}">{inside}</rect>'
    )


def draw_line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line class="{colour}" x1="{short(x1)}" y1="{short(y1)}" x2="{short(x2)}" y2="{short(y2)}" '
        f'stroke="{COLOURS[colour]}" stroke-width="{short(width)}"{dashed}/>'
    )


def wrap_link(href: str, content: str, label: str) -> str:
    if not href:
        return content
    return f'<a href="{escape(href)}" aria-label="{escape(label)}">{content}</a>'


def hatch_pattern() -> tuple[str, str]:
    """(definition, fill) of the pattern that stands for "unknown"; its id is unique in the page."""
    name = f"hatch-{next(_pattern_ids) % 1_000_000}"
    return (
        f'<defs><pattern id="{name}" width="8" height="8" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="8" height="8" fill="#ffffff"/>'
        '<rect width="4" height="8" fill="#f0ece8"/></pattern></defs>',
        f"url(#{name})",
    )


def whole_svg(
    width: float, height: float, title: str, body: Sequence[str], *, kind: str, linked: bool = False
) -> SafeString:
    role = "group" if linked else "img"
    return mark_safe(  # every text in the body went through escape()
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart chart-{kind}" role="{role}" '
        f'aria-label="{escape(title)}" viewBox="0 0 {short(width)} {short(height)}" width="{short(width)}" '
        f'height="{short(height)}"><title>{escape(title)}</title>{"".join(body)}</svg>'
    )


def round_top(largest: float) -> tuple[float, float]:
    """(axis maximum, step): four to five round steps that hold the largest value."""
    if largest < 1e-6:
        return 4.0, 1.0
    rough = largest / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)
    return math.ceil(largest / step - 1e-9) * step, step
