"""Charts as SVG drawn on the server: they print, they need no script, and a strict CSP lets them through.

Every chart has `role="img"` (or `group` where parts are links) and a `<title>`. Colours are presentation
attributes together with classes (`c1` … `c5`, `good`, `warn`, `bad`, `ink`, `grid`), which a stylesheet may
override; there are no style attributes. Unknown values are gaps or hatched, never zero.

Sizes are in the SVG's own units; a page shows a chart that many pixels wide at most.
"""

import math
from collections.abc import Callable, Sequence
from html import escape
from itertools import count
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from core.spreadsheets.writer import display_width

_COLOURS = {
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
_TYPE_COLOURS = _COLOURS | {"c3": "#a3592c", "c4": "#5c6857", "c5": "#7b6538"}
_SERIES = ("c1", "c2", "c3", "c4", "c5")
_STATES = {"good", "warn", "bad"}
_SMALL, _TEXT = 12, 13
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
    label: str
    value: float
    href: str = ""


# --- Drawing ------------------------------------------------------------------------------------


def _n(value: float) -> str:
    """A coordinate with at most one decimal."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def number_text(value: float | None) -> str:
    """A figure as offices print it: no decimals for whole numbers, else one; 未知 for none."""
    if value is None:
        return "未知"
    if float(value).is_integer():
        return f"{int(value):,}"
    return f"{value:,.1f}"


def _text_width(text: str, size: float) -> float:
    return display_width(text) * size * 0.52


def _fit(text: str, width: float, size: float) -> str:
    """The text, cut with … where it would be wider than `width`."""
    if _text_width(text, size) <= width:
        return text
    while text and _text_width(text + "…", size) > width:
        text = text[:-1]
    return text + "…"


def _text(
    x: float,
    y: float,
    text: str,
    colour: str = "muted",
    size: float = _SMALL,
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
        f'<text class="{colour}-text" x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" '
        f'fill="{_TYPE_COLOURS[colour]}"{extra}>{escape(text)}</text>'
    )


def _rect(
    x: float,
    y: float,
    width: float,
    height: float,
    colour: str,
    radius: float = 0,
    fill: str = "",
    title: str = "",
) -> str:
    rounded = f' rx="{_n(radius)}"' if radius else ""
    inside = f"<title>{escape(title)}</title>" if title else ""
    return (
        f'<rect class="{colour}" x="{_n(x)}" y="{_n(y)}" width="{_n(max(width, 0))}" height="{_n(height)}"'
        f'{rounded} fill="{fill or _COLOURS[colour]}">{inside}</rect>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line class="{colour}" x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" '
        f'stroke="{_COLOURS[colour]}" stroke-width="{_n(width)}"{dashed}/>'
    )


def _link(href: str, content: str, label: str) -> str:
    if not href:
        return content
    return f'<a href="{escape(href)}" aria-label="{escape(label)}">{content}</a>'


def _hatch() -> tuple[str, str]:
    """(definition, fill) of the pattern that stands for "unknown"; its id is unique in the page."""
    name = f"hatch-{next(_pattern_ids) % 1_000_000}"
    return (
        f'<defs><pattern id="{name}" width="8" height="8" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="8" height="8" fill="#ffffff"/>'
        '<rect width="4" height="8" fill="#f0ece8"/></pattern></defs>',
        f"url(#{name})",
    )


def _svg(
    width: float, height: float, title: str, body: Sequence[str], *, kind: str, linked: bool = False
) -> SafeString:
    role = "group" if linked else "img"
    return mark_safe(  # every text in the body went through escape()
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart chart-{kind}" role="{role}" '
        f'aria-label="{escape(title)}" viewBox="0 0 {_n(width)} {_n(height)}" width="{_n(width)}" '
        f'height="{_n(height)}"><title>{escape(title)}</title>{"".join(body)}</svg>'
    )


def _top(largest: float) -> tuple[float, float]:
    """(axis maximum, step): four to five round steps that hold the largest value."""
    if largest < 1e-6:
        return 4.0, 1.0
    rough = largest / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)
    return math.ceil(largest / step - 1e-9) * step, step


# --- Lines --------------------------------------------------------------------------------------


def line_chart(
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    title: str,
    target: float | None = None,
    target_label: str = "目标",
    unit: str = "",
    minimum: float = 0,
    maximum: float | None = None,
    width: int = 640,
    height: int = 220,
) -> SafeString:
    """Several series over the same months; a gap where a value is `None`; a dashed line to reach.

    The last known value of each series stands at its end with its name.
    """
    known = [value for line in series for value in line.values if value is not None]
    largest = max([*known, target or 0, minimum])
    if maximum is None:
        span, step = _top(largest - minimum)
        maximum = minimum + span
    else:
        step = (maximum - minimum) / 4 or 1
    endings = [_ending(line, unit) for line in series]
    right = max([_text_width(text, _SMALL) for text in endings] + [_text_width(target_label, _SMALL)]) + 16
    left = max(_text_width(number_text(maximum), _SMALL), 16) + 12
    top, bottom = 14.0, height - 26.0

    def x_of(index: int) -> float:
        return left + 8 + (width - right - left - 8) * (index / (len(labels) - 1) if len(labels) > 1 else 0.5)

    def y_of(value: float) -> float:
        share = (min(max(value, minimum), maximum) - minimum) / ((maximum - minimum) or 1)
        return bottom - share * (bottom - top)

    body = []
    for number in range(round((maximum - minimum) / step) + 1):
        mark = minimum + number * step
        y = y_of(mark)
        body.append(_line(left, y, width - right, y, "edge" if mark == minimum else "grid"))
        body.append(_text(left - 8, y + 4, number_text(mark), anchor="end"))
    shown = max(1, math.ceil(len(labels) * 34 / max(width - left - right, 1)))
    for index, label in enumerate(labels):
        if (len(labels) - 1 - index) % shown == 0:
            body.append(_text(x_of(index), height - 7, label, anchor="middle"))
    placed: list[tuple[float, str, str]] = []  # (y, text, colour) at the right edge
    if target is not None:
        body.append(_line(left, y_of(target), width - right, y_of(target), "good", 1.5, "5 4"))
        placed.append((y_of(target), target_label, "good"))
    for number, line in enumerate(series):
        colour = _SERIES[number % len(_SERIES)]
        body.append(_polyline(line, unit, labels, colour, x_of, y_of))
        last = next((v for v in reversed(line.values) if v is not None), None)
        if last is not None:
            placed.append((y_of(last), endings[number], colour))
    body += [
        _text(width - right + 8, y + 4, text, colour, strong=colour != "good")
        for y, text, colour in _spread(placed, top, bottom)
    ]
    if not known:
        body.append(_text((left + width - right) / 2, (top + bottom) / 2, "还没有数据", size=_TEXT, anchor="middle"))
    return _svg(width, height, title, body, kind="line")


def _ending(line: Series, unit: str) -> str:
    last = next((value for value in reversed(line.values) if value is not None), None)
    return line.name if last is None else f"{line.name} {number_text(last)}{unit}"


def _polyline(
    line: Series,
    unit: str,
    labels: Sequence[str],
    colour: str,
    x_of: Callable[[int], float],
    y_of: Callable[[float], float],
) -> str:
    pieces: list[list[str]] = [[]]
    dots = []
    for index, value in enumerate(line.values[: len(labels)]):
        if value is None:
            pieces.append([])
            continue
        x, y = x_of(index), y_of(value)
        pieces[-1].append(f"{_n(x)},{_n(y)}")
        tip = escape(f"{labels[index]} {line.name} {number_text(value)}{unit}")
        last = all(later is None for later in line.values[index + 1 :])
        dots.append(
            f'<circle class="{colour}" cx="{_n(x)}" cy="{_n(y)}" r="{4 if last else 2.5}" '
            f'fill="{_COLOURS[colour]}" stroke="#ffffff" stroke-width="{1.5 if last else 1}">'
            f"<title>{tip}</title></circle>"
        )
    lines = "".join(
        f'<polyline class="{colour}" points="{" ".join(piece)}" fill="none" stroke="{_COLOURS[colour]}" '
        'stroke-width="2.5" stroke-linejoin="round" stroke-linecap="round"/>'
        for piece in pieces
        if len(piece) > 1
    )
    return lines + "".join(dots)


def _spread(placed: list[tuple[float, str, str]], top: float, bottom: float) -> list[tuple[float, str, str]]:
    """Labels at the right edge moved apart until none covers another."""
    gap = _SMALL + 3
    spread: list[tuple[float, str, str]] = []
    for y, text, colour in sorted(placed):
        spread.append((max(y, spread[-1][0] + gap) if spread else max(y, top - 4), text, colour))
    over = spread[-1][0] - bottom if spread else 0
    if over > 0:
        floor = bottom
        for index in range(len(spread) - 1, -1, -1):
            y = min(spread[index][0], floor)
            spread[index] = (y, *spread[index][1:])
            floor = y - gap
    return spread


def sparkline(
    values: Sequence[float | None],
    *,
    title: str,
    width: int = 96,
    height: int = 24,
    minimum: float | None = None,
) -> SafeString:
    """A trend without axes, for a table cell; the last known value is a dot."""
    known = [value for value in values if value is not None]
    low = min(known, default=0) if minimum is None else minimum
    high = max(known, default=1)
    span = (high - low) or 1
    step = (width - 8) / max(len(values) - 1, 1)
    pieces: list[list[str]] = [[]]
    last = ""
    for index, value in enumerate(values):
        if value is None:
            pieces.append([])
            continue
        x, y = 4 + index * step, height - 4 - (value - low) / span * (height - 8)
        pieces[-1].append(f"{_n(x)},{_n(y)}")
        last = f'<circle class="c1" cx="{_n(x)}" cy="{_n(y)}" r="2.5" fill="{_COLOURS["c1"]}"/>'
    body = [
        f'<polyline class="c2" points="{" ".join(piece)}" fill="none" stroke="{_COLOURS["c2"]}" '
        'stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round"/>'
        for piece in pieces
        if len(piece) > 1
    ]
    return _svg(width, height, title, [*body, last], kind="spark")


# --- Bars ---------------------------------------------------------------------------------------


def _bar_colour(bar: Bar, target: float | None, lower_is_better: bool) -> str:
    if bar.state in _STATES:
        return bar.state
    if target is not None and bar.value is not None:
        reached = bar.value <= target if lower_is_better else bar.value >= target
        return "good" if reached else "c1"
    return "c1"


def bar_chart(
    bars: Sequence[Bar],
    *,
    title: str,
    target: float | None = None,
    target_label: str = "目标",
    maximum: float | None = None,
    unit: str = "",
    lower_is_better: bool = False,
    width: int = 640,
) -> SafeString:
    """Horizontal bars: label, bar, value; a bar with `href` is a link. Unknown values are hatched."""
    largest = max([bar.value or 0 for bar in bars] + [target or 0], default=0)
    maximum = maximum or largest or 1
    row, top = 32, (22 if target is not None else 4)
    left = min(max((_text_width(bar.label, _TEXT) for bar in bars), default=0) + 12, width * 0.36)
    endings = [
        number_text(b.value) + (unit if b.value is not None else "") + (f" {b.note}" if b.note else "") for b in bars
    ]
    right = max((_text_width(text, _TEXT) for text in endings), default=0) + 14
    span = width - left - right
    height = top + row * len(bars) + 6
    hatch, unknown = _hatch()
    body = [hatch] if any(bar.value is None for bar in bars) else []
    for index, bar in enumerate(bars):
        y = top + index * row
        colour = _bar_colour(bar, target, lower_is_better)
        drawn = [
            _rect(0, y, width, row, "paper"),
            _text(left - 12, y + 21, _fit(bar.label, left - 12, _TEXT), "ink", _TEXT, "end"),
            _rect(left, y + 9, span, 14, "grid", 3),
        ]
        if bar.value is None:
            drawn.append(_rect(left, y + 9, span, 14, "grid", 3, unknown))
            drawn.append(_text(left + span + 8, y + 21, endings[index], "muted", _TEXT))
        else:
            length = min(max(bar.value, 0) / maximum, 1) * span
            drawn.append(_rect(left, y + 9, max(length, 2 if bar.value > 0 else 0), 14, colour, 3))
            drawn.append(_text(left + span + 8, y + 21, endings[index], "ink", _TEXT))
        body.append(_link(bar.href, "".join(drawn), f"{bar.label} {endings[index]}"))
    if target is not None:
        x = left + min(target / maximum, 1) * span
        body.append(_line(x, top - 4, x, height - 4, "good", 1.5, "5 4"))
        body.append(_text(x, 13, f"{target_label} {number_text(target)}{unit}", "good", anchor=_anchor(x, width)))
    if not bars:
        return _empty(width, title, "bar")
    return _svg(width, height, title, body, kind="bar", linked=any(bar.href for bar in bars))


def _anchor(x: float, width: float) -> str:
    return "end" if x > width * 0.75 else "start" if x < width * 0.25 else "middle"


def _empty(width: float, title: str, kind: str) -> SafeString:
    return _svg(width, 64, title, [_text(width / 2, 36, "还没有数据", size=_TEXT, anchor="middle")], kind=kind)


def column_chart(
    bars: Sequence[Bar],
    *,
    title: str,
    target: float | None = None,
    target_label: str = "目标",
    maximum: float | None = None,
    unit: str = "",
    lower_is_better: bool = False,
    width: int = 640,
    height: int = 220,
) -> SafeString:
    """Upright columns, for months or bands; the value stands on each column."""
    if not bars:
        return _empty(width, title, "column")
    largest = max([bar.value or 0 for bar in bars] + [target or 0])
    axis = maximum or largest * 1.02 or 1
    top, bottom = 26.0, height - 26.0
    right = _text_width(target_label, _SMALL) + 12 if target is not None else 4
    step = (width - 4 - right) / len(bars)
    thick = min(step * 0.62, 48)
    hatch, unknown = _hatch()
    body = [hatch] if any(bar.value is None for bar in bars) else []
    body.append(_line(4, bottom, width - right, bottom, "edge"))
    if target is not None:
        y = bottom - min(target / axis, 1) * (bottom - top)
        body.append(_line(4, y, width - right, y, "good", 1.5, "5 4"))
        body.append(_text(width - right + 6, y + 4, target_label, "good"))
    for index, bar in enumerate(bars):
        middle = 4 + step * (index + 0.5)
        value = number_text(bar.value) + (unit if bar.value is not None else "")
        drawn = [_text(middle, height - 8, _fit(bar.label, step, _SMALL), "muted", _SMALL, "middle")]
        if bar.value is None:
            drawn.append(_rect(middle - thick / 2, top, thick, bottom - top, "grid", 3, unknown))
            drawn.append(_text(middle, top - 8, value, "muted", _SMALL, "middle"))
        else:
            tall = min(max(bar.value, 0) / axis, 1) * (bottom - top)
            tall = max(tall, 1.5 if bar.value > 0 else 0)
            colour = _bar_colour(bar, target, lower_is_better)
            drawn.append(_rect(middle - thick / 2, bottom - tall, thick, tall, colour, 3))
            drawn.append(_text(middle, bottom - tall - 7, value, "ink", _SMALL, "middle", halo=True))
        body.append(_link(bar.href, "".join(drawn), f"{bar.label} {value}"))
    return _svg(width, height, title, body, kind="column", linked=any(bar.href for bar in bars))


def score_bar(
    value: float | None, maximum: float, *, title: str, width: int = 240, height: int = 10, state: str = ""
) -> SafeString:
    """Points out of a maximum: green when full, hatched when unknown."""
    hatch, unknown = _hatch()
    body = [_rect(0, 0, width, height, "grid", height / 2)]
    if value is None:
        body += [hatch, _rect(0, 0, width, height, "grid", height / 2, unknown)]
    elif maximum > 0 and value > 0:
        share = min(value / maximum, 1)
        colour = state if state in _STATES else "good" if share >= 1 else "c1"
        body.append(_rect(0, 0, max(share * width, height), height, colour, height / 2))
    return _svg(width, height, title, body, kind="score")


def progress(done: float, total: float, *, title: str, width: int = 240, height: int = 10) -> SafeString:
    """How much is done; never shorter than a dot once something is, never full before everything is."""
    body = [_rect(0, 0, width, height, "grid", height / 2)]
    if total > 0 and done > 0:
        share = min(done / total, 1)
        length = width if share >= 1 else min(max(share * width, height), width - 4)
        body.append(_rect(0, 0, length, height, "good" if share >= 1 else "c1", height / 2))
    return _svg(width, height, title, body, kind="progress")


def stacked_bar(parts: Sequence[Part], *, title: str, unit: str = "", width: int = 640) -> SafeString:
    """One bar of a hundred per cent, its legend below: 男 914（78.7%）; a part of nothing is named, too."""
    total = sum(part.value for part in parts)
    if total <= 0:
        return _empty(width, title, "stacked")
    body = []
    x = 0.0
    for index, part in enumerate(parts):
        colour = _SERIES[index % len(_SERIES)]
        length = part.value / total * width
        drawn = _rect(x, 0, max(length - (1.5 if x + length < width - 1 else 0), 0), 22, colour)
        share = f"{part.value / total:.1%}"
        if length > _text_width(share, _SMALL) + 8:
            light = colour in ("c1", "c2")
            drawn += _text(x + length / 2, 15.5, share, "paper" if light else "ink", _SMALL, "middle")
        body.append(_link(part.href, drawn, f"{part.label} {number_text(part.value)}{unit}（{share}）"))
        x += length
    column, y = 0.0, 44.0
    for index, part in enumerate(parts):
        text = f"{part.label} {number_text(part.value)}{unit}（{part.value / total:.1%}）"
        needed = _text_width(text, _TEXT) + 32
        if column and column + needed > width:
            column, y = 0.0, y + 24
        colour = _SERIES[index % len(_SERIES)]
        drawn = _rect(column, y - 10, 11, 11, colour, 2) + _text(column + 17, y, text, "ink", _TEXT)
        body.append(_link(part.href, drawn, text))
        column += needed
    return _svg(width, y + 10, title, body, kind="stacked", linked=any(part.href for part in parts))


def pyramid(labels: Sequence[str], left: Series, right: Series, *, title: str, width: int = 640) -> SafeString:
    """Two series back to back over bands (men and women by age); the first label stands at the top."""
    largest = max([v or 0 for v in (*left.values, *right.values)], default=0) or 1
    middle = max((_text_width(label, _TEXT) for label in labels), default=0) + 24
    edge = _text_width(number_text(largest), _TEXT) + 10
    span = (width - middle) / 2 - edge
    row, top = 30, 28
    centre = width / 2
    body = [
        _text(centre - middle / 2, 16, left.name, "c2", _TEXT, "end", strong=True),
        _text(centre + middle / 2, 16, right.name, "c1", _TEXT, strong=True),
    ]
    for index, label in enumerate(labels):
        y = top + index * row
        body.append(_text(centre, y + 19, label, "ink", _TEXT, "middle"))
        for series, colour, sign in ((left, "c2", -1), (right, "c1", 1)):
            value = series.values[index]
            length = (value or 0) / largest * span
            start = centre + sign * middle / 2
            body.append(_rect(start - length if sign < 0 else start, y + 6, length, 18, colour, 3))
            anchor = "end" if sign < 0 else "start"
            body.append(_text(start + sign * (length + 6), y + 20, number_text(value), "muted", _TEXT, anchor))
    return _svg(width, top + row * len(labels) + 6, title, body, kind="pyramid")
