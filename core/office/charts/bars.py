"""Bars: across, upright, parts of a whole, pyramid."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.safestring import SafeString

from core.chinese.numbers import ratio
from core.office.charts.drawing import (
    SERIES,
    SMALL_SIZE,
    STATES,
    TEXT_SIZE,
    Bar,
    Part,
    Series,
    draw_line,
    draw_rect,
    draw_text,
    fit_text,
    hatch_pattern,
    number_text,
    text_width,
    whole_svg,
    wrap_link,
)

# --- Bars ---------------------------------------------------------------------------------------


def _bar_colour(bar: Bar, target: float | None, lower_is_better: bool) -> str:
    if bar.state in STATES:
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
    left = min(max((text_width(bar.label, TEXT_SIZE) for bar in bars), default=0) + 12, width * 0.36)
    endings = [
        number_text(b.value) + (unit if b.value is not None else "") + (f" {b.note}" if b.note else "") for b in bars
    ]
    right = max((text_width(text, TEXT_SIZE) for text in endings), default=0) + 14
    span = width - left - right
    height = top + row * len(bars) + 6
    hatch, unknown = hatch_pattern()
    body = [hatch] if any(bar.value is None for bar in bars) else []
    for index, bar in enumerate(bars):
        y = top + index * row
        colour = _bar_colour(bar, target, lower_is_better)
        drawn = [
            draw_rect(0, y, width, row, "paper"),
            draw_text(left - 12, y + 21, fit_text(bar.label, left - 12, TEXT_SIZE), "ink", TEXT_SIZE, "end"),
            draw_rect(left, y + 9, span, 14, "grid", 3),
        ]
        if bar.value is None:
            drawn.append(draw_rect(left, y + 9, span, 14, "grid", 3, unknown))
            drawn.append(draw_text(left + span + 8, y + 21, endings[index], "muted", TEXT_SIZE))
        else:
            length = min(max(bar.value, 0) / maximum, 1) * span
            drawn.append(draw_rect(left, y + 9, max(length, 2 if bar.value > 0 else 0), 14, colour, 3))
            drawn.append(draw_text(left + span + 8, y + 21, endings[index], "ink", TEXT_SIZE))
        body.append(wrap_link(bar.href, "".join(drawn), f"{bar.label} {endings[index]}"))
    if target is not None:
        x = left + min(target / maximum, 1) * span
        body.append(draw_line(x, top - 4, x, height - 4, "good", 1.5, "5 4"))
        body.append(draw_text(x, 13, f"{target_label} {number_text(target)}{unit}", "good", anchor=_anchor(x, width)))
    if not bars:
        return _empty(width, title, "bar")
    return whole_svg(width, height, title, body, kind="bar", linked=any(bar.href for bar in bars))


def _anchor(x: float, width: float) -> str:
    return "end" if x > width * 0.75 else "start" if x < width * 0.25 else "middle"


def _empty(width: float, title: str, kind: str) -> SafeString:
    return whole_svg(
        width, 64, title, [draw_text(width / 2, 36, "还没有数据", size=TEXT_SIZE, anchor="middle")], kind=kind
    )


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
    right = text_width(target_label, SMALL_SIZE) + 12 if target is not None else 4
    step = (width - 4 - right) / len(bars)
    thick = min(step * 0.62, 48)
    hatch, unknown = hatch_pattern()
    body = [hatch] if any(bar.value is None for bar in bars) else []
    body.append(draw_line(4, bottom, width - right, bottom, "edge"))
    if target is not None:
        y = bottom - min(target / axis, 1) * (bottom - top)
        body.append(draw_line(4, y, width - right, y, "good", 1.5, "5 4"))
        body.append(draw_text(width - right + 6, y + 4, target_label, "good"))
    for index, bar in enumerate(bars):
        middle = 4 + step * (index + 0.5)
        value = number_text(bar.value) + (unit if bar.value is not None else "")
        drawn = [draw_text(middle, height - 8, fit_text(bar.label, step, SMALL_SIZE), "muted", SMALL_SIZE, "middle")]
        if bar.value is None:
            drawn.append(draw_rect(middle - thick / 2, top, thick, bottom - top, "grid", 3, unknown))
            drawn.append(draw_text(middle, top - 8, value, "muted", SMALL_SIZE, "middle"))
        else:
            tall = min(max(bar.value, 0) / axis, 1) * (bottom - top)
            tall = max(tall, 1.5 if bar.value > 0 else 0)
            colour = _bar_colour(bar, target, lower_is_better)
            drawn.append(draw_rect(middle - thick / 2, bottom - tall, thick, tall, colour, 3))
            drawn.append(draw_text(middle, bottom - tall - 7, value, "ink", SMALL_SIZE, "middle", halo=True))
        body.append(wrap_link(bar.href, "".join(drawn), f"{bar.label} {value}"))
    return whole_svg(width, height, title, body, kind="column", linked=any(bar.href for bar in bars))


def score_bar(
    value: float | None, maximum: float, *, title: str, width: int = 240, height: int = 10, state: str = ""
) -> SafeString:
    """Points out of a maximum: green when full, hatched when unknown."""
    hatch, unknown = hatch_pattern()
    body = [draw_rect(0, 0, width, height, "grid", height / 2)]
    if value is None:
        body += [hatch, draw_rect(0, 0, width, height, "grid", height / 2, unknown)]
    elif maximum > 0 and value > 0:
        share = min(value / maximum, 1)
        colour = state if state in STATES else "good" if share >= 1 else "c1"
        body.append(draw_rect(0, 0, max(share * width, height), height, colour, height / 2))
    return whole_svg(width, height, title, body, kind="score")


def progress(done: float, total: float, *, title: str, width: int = 240, height: int = 10) -> SafeString:
    """How much is done; never shorter than a dot once something is, never full before everything is."""
    body = [draw_rect(0, 0, width, height, "grid", height / 2)]
    if total > 0 and done > 0:
        share = min(done / total, 1)
        length = width if share >= 1 else min(max(share * width, height), width - 4)
        body.append(draw_rect(0, 0, length, height, "good" if share >= 1 else "c1", height / 2))
    return whole_svg(width, height, title, body, kind="progress")


def stacked_bar(parts: Sequence[Part], *, title: str, unit: str = "", width: int = 640) -> SafeString:
    """One bar of a hundred per cent, its legend below: 男 914（78.7%）; a part of nothing is named, too.

    What is missing is pale, what is unknown hatched.
    """
    total = sum(part.value for part in parts)
    if total <= 0:
        return _empty(width, title, "stacked")
    hatch, unknown = hatch_pattern()
    body = [hatch] if any(part.state == "unknown" for part in parts) else []
    series = iter(range(len(parts)))
    colours = ["grid" if part.state else SERIES[next(series) % len(SERIES)] for part in parts]
    fills = [unknown if part.state == "unknown" else "" for part in parts]
    x = 0.0
    for part, colour, fill in zip(parts, colours, fills, strict=True):
        length = part.value / total * width
        drawn = draw_rect(x, 0, max(length - (1.5 if x + length < width - 1 else 0), 0), 22, colour, 0, fill)
        share = f"{ratio(Decimal(str(part.value)), Decimal(str(total)))}%"
        if length > text_width(share, SMALL_SIZE) + 8:
            light = colour in ("c1", "c2")
            drawn += draw_text(x + length / 2, 15.5, share, "paper" if light else "ink", SMALL_SIZE, "middle")
        body.append(wrap_link(part.href, drawn, f"{part.label} {number_text(part.value)}{unit}（{share}）"))
        x += length
    column, y = 0.0, 44.0
    for part, colour, fill in zip(parts, colours, fills, strict=True):
        share = f"{ratio(Decimal(str(part.value)), Decimal(str(total)))}%"
        text = f"{part.label} {number_text(part.value)}{unit}（{share}）"
        needed = text_width(text, TEXT_SIZE) + 32
        if column and column + needed > width:
            column, y = 0.0, y + 24
        drawn = draw_rect(column, y - 10, 11, 11, colour, 2, fill) + draw_text(column + 17, y, text, "ink", TEXT_SIZE)
        body.append(wrap_link(part.href, drawn, text))
        column += needed
    return whole_svg(width, y + 10, title, body, kind="stacked", linked=any(part.href for part in parts))


def pyramid(labels: Sequence[str], left: Series, right: Series, *, title: str, width: int = 640) -> SafeString:
    """Two series back to back over bands (men and women by age); the first label stands at the top."""
    largest = max([v or 0 for v in (*left.values, *right.values)], default=0) or 1
    middle = max((text_width(label, TEXT_SIZE) for label in labels), default=0) + 24
    edge = text_width(number_text(largest), TEXT_SIZE) + 10
    span = (width - middle) / 2 - edge
    row, top = 30, 28
    centre = width / 2
    body = [
        draw_text(centre - middle / 2, 16, left.name, "c2", TEXT_SIZE, "end", strong=True),
        draw_text(centre + middle / 2, 16, right.name, "c1", TEXT_SIZE, strong=True),
    ]
    for index, label in enumerate(labels):
        y = top + index * row
        body.append(draw_text(centre, y + 19, label, "ink", TEXT_SIZE, "middle"))
        for series, colour, sign in ((left, "c2", -1), (right, "c1", 1)):
            value = series.values[index]
            length = (value or 0) / largest * span
            start = centre + sign * middle / 2
            body.append(draw_rect(start - length if sign < 0 else start, y + 6, length, 18, colour, 3))
            anchor = "end" if sign < 0 else "start"
            body.append(draw_text(start + sign * (length + 6), y + 20, number_text(value), "muted", TEXT_SIZE, anchor))
    return whole_svg(width, top + row * len(labels) + 6, title, body, kind="pyramid")
