"""Charts as SVG drawn on the server: they print, they need no script, and a strict CSP lets them through."""

from core.office.charts.bars import bar_chart, column_chart, progress, pyramid, score_bar, stacked_bar
from core.office.charts.drawing import Bar, Part, Series, number_text
from core.office.charts.lines import line_chart, sparkline

__all__ = [
    "Bar",
    "Part",
    "Series",
    "bar_chart",
    "column_chart",
    "line_chart",
    "number_text",
    "progress",
    "pyramid",
    "score_bar",
    "sparkline",
    "stacked_bar",
]
