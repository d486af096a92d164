"""One address for a page and for the part of it that htmx asks for; caches keep the two apart (``Vary``)."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

ASKED_BY = ("HX-Request", "HX-History-Restore-Request")


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part. Going back in its history it wants the whole page again."""
    htmx = cast(HtmxDetails, request.htmx)  # type: ignore[attr-defined]  # by django_htmx's middleware
    return bool(htmx) and not htmx.history_restore_request


def page_or_part(
    request: HttpRequest, page: str, part: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render the template ``part`` for htmx, ``page`` for everybody else.

    ``status`` is the page's: htmx leaves out what is not 200.
    """
    asked = wants_part(request)
    response = render(request, part if asked else page, context, status=200 if asked else status)
    patch_vary_headers(response, ASKED_BY)
    return response
