"""What the pages of services share."""

from datetime import date

from django.http import HttpRequest


def year_asked(request: HttpRequest, today: date) -> int:
    """``?year=``, else this year."""
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and 2000 <= int(asked) <= 2100 else today.year
