"""What every template may use without loading it (a builtin of the engine): words, numbers, icons."""

import calendar
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.chinese import clauses
from core.records import shown as seen
from core.web.home import lists

register = template.Library()

WEEKDAYS = "一二三四五六日"
DASH = "—"


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """A line icon of ``static/img/icons.svg`` (ids there); decoration only, so always beside a word."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        css,
        _icons(),
        name,
    )


@cache
def _icons() -> str:
    """Their address, asked once: a page has dozens of them."""
    return static("img/icons.svg")


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """The page's query string with ``changes`` (None removes): ``<a href="{% query page=2 %}">``."""
    request = context.get("request")
    pairs = [(key, value) for key, value in request.GET.lists()] if request else []
    kept = [(key, value) for key, values in pairs if key not in changes for value in values]
    kept += [(key, str(value)) for key, value in changes.items() if value not in (None, "")]
    return "?" + urlencode(kept)


def _as_date(value: Any) -> date | None:
    if isinstance(value, datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value if isinstance(value, date) else None


@register.filter
def day(value: Any) -> str:
    """``11 月 22 日``; a dash when there is no date."""
    found = _as_date(value)
    return f"{found.month} 月 {found.day} 日" if found else DASH


@register.filter
def weekday(value: Any) -> str:
    """``周日``."""
    found = _as_date(value)
    return f"周{WEEKDAYS[found.weekday()]}" if found else ""


@register.filter
def long_day(value: Any) -> str:
    """``2026 年 11 月 22 日 星期日``."""
    found = _as_date(value)
    return f"{found.year} 年 {day(found)} 星期{WEEKDAYS[found.weekday()]}" if found else DASH


@register.filter
def moment(value: Any) -> str:
    """A point of time in local time: ``11-22 14:30``, with the year when it is not this one."""
    if not isinstance(value, datetime):
        return DASH
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    shape = "%m-%d %H:%M" if local.year == timezone.localdate().year else "%Y-%m-%d %H:%M"
    return local.strftime(shape)


@register.filter
def cite(clause: Any) -> str:
    """Document and article of a clause."""
    return clauses.cite(str(clause or ""))


@register.filter
def days_left(value: Any) -> int | None:
    """Days from today to the date; negative when it is over, None without a date."""
    found = _as_date(value)
    return (found - timezone.localdate()).days if found else None


A_YEAR = 366
"""Days beyond which nobody counts them."""


@register.filter
def due_words(value: Any) -> str:
    """What stands under the day of a due item: ``已过 2 天``, ``已过一年多``, ``今天``, ``周六``, ``12 月``."""
    left = days_left(value)
    found = _as_date(value)
    if left is None or found is None:
        return ""
    if left < 0:
        return f"已过 {-left} 天" if -left <= A_YEAR else "已过一年多"
    if left <= 1:
        return "明天" if left else "今天"
    return weekday(found) if left < 14 and found.month == timezone.localdate().month else f"{found.month} 月"


@register.filter
def number(value: Any, places: int | None = None) -> str:
    """``14,206``; decimals without trailing zeros, or with ``places`` of them; a dash for None."""
    if value is None or value == "":
        return DASH
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if places is not None:
        return f"{amount:,.{int(places)}f}"
    text = f"{amount:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@register.filter
def or_dash(value: Any) -> Any:
    """The value, or a dash when there is none (0 is a value)."""
    return DASH if value is None or value == "" else value


@register.filter
def of(value: Any, total: Any) -> str:
    """Share of ``total`` in percent, one decimal, 0 to 100, for a bar's width: ``{{ got|of:full }}``."""
    try:
        share = Decimal(str(value)) / Decimal(str(total)) * 100
    except (InvalidOperation, ZeroDivisionError):
        return "0"
    return f"{min(max(share, Decimal(0)), Decimal(100)):.1f}"


@register.filter
def reached(value: Any, total: Any) -> bool:
    """Whether ``value`` is at least ``total``, comparing as numbers."""
    try:
        return Decimal(str(value)) >= Decimal(str(total))
    except InvalidOperation:
        return False


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """``mapping[key]`` for a key that is a variable; empty when it is missing."""
    return mapping.get(key, "") if isinstance(mapping, Mapping) else ""


@register.simple_tag
def month_weeks(first: date, marks: Mapping[date, Any] | None = None, days_off: Iterable[date] | None = None) -> Any:
    """Weeks (Monday first) of the month of ``first`` for ``<c-month>``.

    ``marks``: date → dict with optional ``url``, ``title``, ``late``; ``days_off``: the free days of that
    month (Saturday and Sunday when None). Each day: date, out, off, today, mark.
    """
    today = timezone.localdate()
    free = None if days_off is None else set(days_off)
    marks = marks or {}
    return [
        [
            {
                "date": each,
                "out": each.month != first.month,
                "off": each.weekday() >= 5 if free is None else each in free,
                "today": each == today,
                "mark": marks.get(each),
            }
            for each in week
        ]
        for week in calendar.Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    ]


@register.simple_tag(takes_context=True)
def shown(context: Context, record: Any, *steps: str) -> SafeString:
    """What the page shows of a record, for the form of its steps (all of its face, or what the named ``steps`` need).

    On a form that comes back with errors, what was shown before stands: nobody looked at anything else since.
    """
    flow = next((each for each in lists().workflows if isinstance(record, each.model)), None)
    face = flow.face if flow else dict(lists().faces)[type(record)]
    looks = [flow[step].looks for step in steps if step] if flow else []
    names = tuple(dict.fromkeys(name for each in looks for name in each)) if all(looks) else ()
    request = context.get("request")
    carried = request.POST.getlist(seen.FIELD) if request is not None and request.method == "POST" else []
    key = seen.key(record)
    before = [each for each in carried if (found := seen.read(each)) is not None and found[0] == key]
    token = before[0] if before else seen.token(face, record, names)
    return format_html('<input type="hidden" name="{}" value="{}">', seen.FIELD, token)


@register.simple_tag
def form_errors(form: Any) -> list[dict[str, str]]:
    """Every error of a form in page order, for the summary: ``[{"id", "label", "message"}]``."""
    found = [{"id": "", "label": "", "message": str(each)} for each in form.non_field_errors()]
    for bound in form:
        target = bound.auto_id if not bound.use_fieldset else f"{bound.auto_id}_0"
        for each in bound.errors:
            found.append({"id": "" if bound.is_hidden else target, "label": str(bound.label), "message": str(each)})
    return found
