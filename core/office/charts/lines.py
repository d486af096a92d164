"""Lines over time."""

import math
from collections.abc import Callable, Sequence
from html import escape

from django.utils.safestring import SafeString

from core.office.charts.drawing import (
    COLOURS,
    SERIES,
    SMALL_SIZE,
    TEXT_SIZE,
    Series,
    draw_line,
    draw_text,
    number_text,
    round_top,
    short,
    text_width,
    whole_svg,
)

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
    unfinished: str = "",
    width: int = 640,
    height: int = 220,
) -> SafeString:
    """Several series over the same months; a gap where a value is `None`; a dashed line to reach.

    The last known value of each series stands at its end with its name. `unfinished`: what is said below the last
    label, whose month is not over: its dots are hollow, and the way to them is dashed.
    """
    known = [value for line in series for value in line.values if value is not None]
    largest = max([*known, target or 0, minimum])
    if maximum is None:
        span, step = round_top(largest - minimum)
        maximum = minimum + span
    else:
        step = (maximum - minimum) / 4 or 1
    endings = [_ending(line, unit) for line in series]
    right = max([text_width(text, SMALL_SIZE) for text in endings] + [text_width(target_label, SMALL_SIZE)]) + 16
    left = max(text_width(number_text(maximum), SMALL_SIZE), 16) + 12
    top, bottom = 14.0, height - (40.0 if unfinished else 26.0)

    def x_of(index: int) -> float:
        return left + 8 + (width - right - left - 8) * (index / (len(labels) - 1) if len(labels) > 1 else 0.5)

    def y_of(value: float) -> float:
        share = (min(max(value, minimum), maximum) - minimum) / ((maximum - minimum) or 1)
        return bottom - share * (bottom - top)

    body = []
    for number in range(round((maximum - minimum) / step) + 1):
        mark = minimum + number * step
        y = y_of(mark)
        body.append(draw_line(left, y, width - right, y, "edge" if mark == minimum else "grid"))
        body.append(draw_text(left - 8, y + 4, number_text(mark), anchor="end"))
    shown = max(1, math.ceil(len(labels) * 34 / max(width - left - right, 1)))
    for index, label in enumerate(labels):
        if (len(labels) - 1 - index) % shown == 0:
            body.append(draw_text(x_of(index), bottom + 19, label, anchor="middle"))
    if unfinished and labels:
        body.append(draw_text(x_of(len(labels) - 1), bottom + 33, unfinished, anchor="middle"))
    placed: list[tuple[float, str, str]] = []  # (y, text, colour) at the right edge
    if target is not None:
        body.append(draw_line(left, y_of(target), width - right, y_of(target), "good", 1.5, "5 4"))
        placed.append((y_of(target), target_label, "good"))
    for number, line in enumerate(series):
        colour = SERIES[number % len(SERIES)]
        body.append(_polyline(line, unit, labels, colour, x_of, y_of, unfinished))
        last = next((v for v in reversed(line.values) if v is not None), None)
        if last is not None:
            placed.append((y_of(last), endings[number], colour))
    body += [
        draw_text(width - right + 8, y + 4, text, colour, strong=colour != "good")
        for y, text, colour in _spread(placed, top, bottom)
    ]
    if not known:
        body.append(
            draw_text((left + width - right) / 2, (top + bottom) / 2, "还没有数据", size=TEXT_SIZE, anchor="middle")
        )
    return whole_svg(width, height, title, body, kind="line")


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
    unfinished: str,
) -> str:
    pieces: list[list[str]] = [[]]
    dots, open_end = [], len(labels) - 1 if unfinished else None
    for index, value in enumerate(line.values[: len(labels)]):
        if value is None:
            pieces.append([])
            continue
        x, y = x_of(index), y_of(value)
        pieces[-1].append(f"{short(x)},{short(y)}")
        hollow = index == open_end
        said = f"（{unfinished}）" if hollow else ""
        tip = escape(f"{labels[index]}{said} {line.name} {number_text(value)}{unit}")
        last = all(later is None for later in line.values[index + 1 :])
        dots.append(
            f'<circle class="{colour}" cx="{short(x)}" cy="{short(y)}" r="{4 if last else 2.5}" '
            f'fill="{"#ffffff" if hollow else COLOURS[colour]}" '
            f'stroke="{COLOURS[colour] if hollow else "#ffffff"}" stroke-width="{1.5 if last else 1}">'
            f"<title>{tip}</title></circle>"
        )
    dashed: list[list[str]] = []
    if open_end is not None and len(line.values) > open_end and len(pieces[-1]) > 1:
        dashed, pieces[-1] = [pieces[-1][-2:]], pieces[-1][:-1]
    lines = "".join(
        f'<polyline class="{colour}" points="{" ".join(piece)}" fill="none" stroke="{COLOURS[colour]}" '
        f'stroke-width="2.5" stroke-linejoin="round" stroke-linecap="round"{dash}/>'
        for some, dash in ((pieces, ""), (dashed, ' stroke-dasharray="3 5"'))
        for piece in some
        if len(piece) > 1
    )
    return lines + "".join(dots)


def _spread(placed: list[tuple[float, str, str]], top: float, bottom: float) -> list[tuple[float, str, str]]:
    """Labels at the right edge moved apart until none covers another."""
    gap = SMALL_SIZE + 3
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
        pieces[-1].append(f"{short(x)},{short(y)}")
        last = f'<circle class="c1" cx="{short(x)}" cy="{short(y)}" r="2.5" fill="{COLOURS["c1"]}"/>'
    body = [
        f'<polyline class="c2" points="{" ".join(piece)}" fill="none" stroke="{COLOURS["c2"]}" '
        'stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round"/>'
        for piece in pieces
        if len(piece) > 1
    ]
    return whole_svg(width, height, title, [*body, last], kind="spark")
