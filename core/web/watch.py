"""What left the portal, and what was asked for in vain: both are in the audit log, whatever view answered."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponseBase

from core.records import audit
from core.web.throttle import allow

GetResponse = Callable[[HttpRequest], HttpResponseBase]
AGAIN_SECONDS = 60
"""The same refusal of the same account is recorded once in so many seconds: the log is no target of its own."""
_FILES = ("application/pdf", "application/vnd.openxmlformats", "text/csv")


def watch(get_response: GetResponse) -> GetResponse:
    """Middleware: a refused request (403; 404 at an address of the portal for an account) and a file that a view
    hands out, where it recorded no export of its own, become audit events.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        token = audit.exported.set(False)
        try:
            answer = get_response(request)
            if answer.status_code in (403, 404):
                _record_refusal(request, answer.status_code)
            elif answer.status_code == 200 and not audit.exported.get() and _is_document(answer):
                _record("core.downloaded", request, label=_file_name(answer))
        finally:
            audit.exported.reset(token)
        return answer

    return middleware


def _is_document(answer: HttpResponseBase) -> bool:
    """A file to keep; pictures and QR codes shown inside a page are part of the page."""
    way = answer.get("Content-Disposition", "")
    return way.startswith("attachment") or bool(way) and answer.get("Content-Type", "").startswith(_FILES)


def _file_name(answer: HttpResponseBase) -> str:
    return unquote(answer["Content-Disposition"].rpartition("''")[2])


def _record_refusal(request: HttpRequest, status: int) -> None:
    match, user = request.resolver_match, request.user
    if match is None or status == 404 and not user.is_authenticated:
        return  # an address that is none: anybody types those
    if allow(f"denied:{match.view_name}:{status}", f"{user.pk}", limit=1, seconds=AGAIN_SECONDS):
        _record("core.denied", request, status=status)


def _record(code: str, request: HttpRequest, *, label: str = "", **data: Any) -> None:
    """With the address by name and the numbers in it; words in addresses may be secrets."""
    match = request.resolver_match
    numbers = {name: value for name, value in (match.kwargs if match else {}).items() if isinstance(value, int)}
    user = request.user
    audit.record(
        code,
        by=user if user.is_authenticated else "未登录",
        label=label,
        method=request.method,
        view=match.view_name if match else "",
        numbers=numbers,
        **data,
    )
