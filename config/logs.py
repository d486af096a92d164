"""Structured logs: one JSON object a line, without personal data.

What never goes in: query strings, form values, user names, messages of exceptions (a violated constraint
quotes the row). What goes in: the route's pattern, the user's key, the class of the exception and its place.
"""

import contextvars
import json
import logging
import re
import secrets
import time
import traceback
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from core.zone import ZONE

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")
_NUMBERS = re.compile(r"(?<!\d)(\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")  # resident numbers and mobile phones
_FIELDS = ("method", "route", "status", "ms", "user", "event", "count", "task", "task_id")


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, ZONE).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": redact(self._message(record)),
        }
        if current := request_id.get():
            entry["request"] = current
        entry |= {name: getattr(record, name) for name in _FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            kind, _error, trace = record.exc_info
            frames = traceback.extract_tb(trace)[-12:]
            entry["exception"] = f"{kind.__module__}.{kind.__qualname__}"
            entry["trace"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(entry, ensure_ascii=False, default=str)

    def _message(self, record: logging.LogRecord) -> str:
        if record.name == "django.request":  # its arguments are the path and a reason that may quote input
            return str(record.msg).partition(":")[0].replace("%s", "").strip()
        if record.name.startswith("celery") and record.exc_info:
            return "task failed"
        return record.getMessage()


def redact(text: str) -> str:
    """Resident numbers and mobile phones replaced, wherever they came from."""
    return _NUMBERS.sub("***", text)


def configure(options: dict[str, Any]) -> None:
    """Called by Django with the LOGGING setting: `{"level": str, "plain": bool, "stream": file}`."""
    handler = logging.StreamHandler(options["stream"])
    handler.setFormatter(
        logging.Formatter("%(levelname)s %(name)s %(message)s") if options["plain"] else JsonFormatter()
    )
    root = logging.getLogger()
    root.handlers[:] = [h for h in root.handlers if not isinstance(h.formatter, JsonFormatter)] + [handler]
    root.setLevel(options["level"])
    for name in ("fontTools", "faker", "factory", "asyncio", "PIL"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # Django's own line on each refused request doubles ours; errors keep their trace.
    logging.getLogger("django.request").setLevel(logging.ERROR)


class RequestLogMiddleware:
    """One line a request; its id in the answer's `X-Request-ID` and in every line written meanwhile."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self.log = logging.getLogger("portal.request")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(secrets.token_hex(8))
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            match = request.resolver_match
            if match or response.status_code >= 400:  # static files stay out
                user = getattr(request, "_cached_user", None)  # a session that was not read is not read for the log
                self.log.info(
                    "request",
                    extra={
                        "method": request.method,
                        "route": f"/{match.route}" if match else None,
                        "status": response.status_code,
                        "ms": round((time.perf_counter() - started) * 1000, 1),
                        "user": getattr(user, "pk", None),
                    },
                )
            return response
        finally:
            request_id.reset(token)
