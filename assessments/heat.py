"""The table of the dashboard as HTML: hundreds of cells, of which a template's loop would make the most of the page."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from assessments.evidence import DIRECT
from assessments.queries import Mean, Period
from assessments.table import Row
from organizations.models import Organization


def mean_words(mean: Mean | None) -> str:
    """The mean of the totals there are, and how many communities stay out of it."""
    if mean is None:
        return "—"
    undecided = f"（{mean.undecided}个未定）" if mean.undecided else ""
    return f"{'—' if mean.value is None else mean.value}{undecided}"


def records_of(row: Row) -> str:
    """What the address of the records says for a row: its months, and which part of the organisation above it is."""
    months = f"from={row.first:%Y-%m}&to={row.last:%Y-%m}"
    if row.organization is None:
        return f"{months}&part={DIRECT}"
    return months if row.within else f"{months}&part={row.organization.pk}"


def heat_rows(rows: Iterable[Row], *, above: Organization, period: Period, css: str = "") -> SafeString:
    """One table row for each part and span: every cell opens its records, every part its own table.

    What hangs directly below, and a part that stands elsewhere today, open as a part of the organisation ``above``.
    """
    records = reverse("assessments:records", args=[0, "x"]).removesuffix("0/x/")
    dashboard, scores = reverse("assessments:dashboard"), reverse("assessments:evaluations")
    start_of_row = f'<tr class="{css}">' if css else "<tr>"
    lines = []
    again = escape(period.query)
    for row in rows:
        organization = row.organization if row.within else None
        name: str = escape(row.label)
        note = f' <small class="muted">其中：{escape(row.note)}</small>' if row.note else ""
        start, span = f"{records}{(organization or above).pk}/", f"?{records_of(row).replace('&', '&amp;')}"
        cells = "".join(
            _cell(cell.shade, cell.title, f'<a href="{start}{cell.indicator}/{span}">{cell.words}</a>')
            for cell in row.cells
        )
        if organization is None:
            score = _cell("", "", f"<span>{mean_words(row.mean)}</span>")
        else:
            place = f"organization={organization.pk}"
            name = f'<a href="{dashboard}?{place}&amp;{again}">{name}</a>'
            link = f'<a href="{scores}?year={period.last.year}&amp;{place}">{mean_words(row.mean)}</a>'
            score = _cell(row.score_shade, "", link)
        lines.append(f'{start_of_row}<th scope="row">{name}{note}</th>{cells}{score}</tr>')
    return mark_safe("\n".join(lines))


def _cell(shade: str, title: str, content: str) -> str:
    """Of numbers, codes and our own words alone: nothing in it needs to be escaped."""
    return f'<td class="c {shade}" title="{title}">{content}</td>' if title else f'<td class="c {shade}">{content}</td>'
