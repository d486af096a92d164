"""Uploads pass by the office's scanner, where it has one (``SCAN_COMMAND``), before any view reads them."""

import logging
import subprocess
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from core.records import audit
from core.web.forms import INVALID

SECONDS = 60
CLEAN, FOUND = 0, 1
"""Exit statuses that scanners agree on; with any other one nothing is known of the file."""
logger = logging.getLogger(__name__)


class ScanMiddleware:
    """After sign-in and CSRF. A file with something in it is refused; so is every file while the scanner fails."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        if not settings.SCAN_COMMAND or request.method != "POST":
            return None
        for uploads in request.FILES.lists():
            for upload in uploads[1]:
                status = _scan(upload)
                if status == FOUND:
                    audit.record("core.upload_refused", by=request.user if request.user.is_authenticated else "未登录")
                    return HttpResponse(render_to_string("infected.html"), status=INVALID)
                if status != CLEAN:
                    logger.error("the scanner of uploads fails: %s", status)
                    return HttpResponse(render_to_string("unscanned.html"), status=503)
        return None


def _scan(upload: "UploadedFile[Any]") -> int | str:
    """The scanner's exit status, or why there is none. It reads the content, never the name that somebody gave."""
    upload.seek(0)
    try:
        done = subprocess.run(settings.SCAN_COMMAND, input=upload.read(), capture_output=True, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        return type(error).__name__
    finally:
        upload.seek(0)
    return done.returncode
