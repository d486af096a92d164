"""The edge: what no page could read is answered before anything else looks at it, and errors are answered plainly.

The error pages are drawn without the request: whatever is wrong with it cannot go wrong a second time.
"""

import errno
import sys
from collections.abc import Callable, Iterable

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string

GetResponse = Callable[[HttpRequest], HttpResponseBase]
_FULL = {errno.ENOSPC, errno.EDQUOT}
_DISK_FULL = "53100"
_COMING_BACK = ("57P", "08", "53300")
"""SQLSTATEs of a server that stops, starts, or has no connection left."""


def sound(get_response: GetResponse) -> GetResponse:
    """Middleware, before sessions and CSRF: a request that cannot be read gets 400 (413 when it is too large)."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return _refused(request) or get_response(request)

    return middleware


def _refused(request: HttpRequest) -> HttpResponse | None:
    try:
        texts: Iterable[str] = (request.path_info, *_texts(request.GET.lists()), *_texts(request.POST.lists()))
    except RequestDataTooBig:
        return _page("400.html", 413)
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError, UnicodeError, LookupError):
        return _page("400.html", 400)
    return _page("400.html", 400) if any("\0" in text for text in texts) else None


def _texts(lists: Iterable[tuple[str, list[str]]]) -> Iterable[str]:
    for name, values in lists:
        yield name
        yield from values


def _page(template: str, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(template), status=status)


def bad_request(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """``handler400``."""
    del exception  # it may quote what was typed
    return _page("400.html", 400)


def server_error(_request: HttpRequest) -> HttpResponse:
    """``handler500``: 503 and a sentence where the disk is full or the database is coming back."""
    return _page(*_fault(sys.exc_info()[1]))


def _fault(error: BaseException | None) -> tuple[str, int]:
    while error is not None:
        state = getattr(error, "pgcode", None) or ""
        if isinstance(error, OSError) and error.errno in _FULL or state == _DISK_FULL:
            return "full.html", 503
        if isinstance(error, OperationalError | InterfaceError) and not getattr(error.__cause__, "pgcode", None):
            return "503.html", 503
        if state.startswith(_COMING_BACK):
            return "503.html", 503
        error = error.__cause__
    return "500.html", 500
