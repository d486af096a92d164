"""What the pages of services share."""

from datetime import date
from typing import Any

from django.http import HttpRequest

from core.errors import RuleViolation

READ_AND_WRITE = ("GET", "HEAD", "POST")


def put_error(form: Any, error: RuleViolation) -> None:
    """Show a refusal at its field, or on top when the form has no such field."""
    form.add_error(error.field if error.field in form.fields else None, error.message)


def year_asked(request: HttpRequest, today: date) -> int:
    """``?year=``, else this year."""
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and 2000 <= int(asked) <= 2100 else today.year
