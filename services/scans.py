"""Scans of signed papers: a PDF as it is, or a photograph made anew; kept with a random name."""

from typing import Any

from django.core.files.base import ContentFile
from django.http import Http404, HttpResponse

from core.office import documents
from core.office.images import photograph, photograph_response
from core.records.errors import RuleViolation

MAXIMUM_BYTES = 12 << 20
LONGEST = 2480
"""Pixels of the longer side of a photographed page: A4 at about 210 dots an inch."""


def scan_of(upload: Any, *, field: str = "scan") -> "ContentFile[bytes]":
    """What is kept of an upload: a PDF unchanged, a JPEG, PNG or WebP as a JPEG without metadata.

    Raises RuleViolation (``scan-…``, ``photo-…``).
    """
    upload.seek(0)
    begin = upload.read(5)
    upload.seek(0)
    if begin != b"%PDF-":
        return photograph(upload, longest=LONGEST, field=field)
    if upload.size > MAXIMUM_BYTES:
        raise RuleViolation("scan-too-large", "扫描件不能超过12MB，请压缩后再上传", field=field)
    content = upload.read()
    if b"%%EOF" not in content[-2048:]:
        raise RuleViolation("scan-unreadable", "扫描件不完整，请重新扫描后上传", field=field)
    return ContentFile(content, name="scan.pdf")


def scan_response(stored: Any, name: str) -> HttpResponse:
    """A stored scan as the answer of a view that has checked who asks; 404 when there is none."""
    if not stored:
        raise Http404
    if not stored.name.endswith(".pdf"):
        return photograph_response(stored)
    try:
        with stored.open("rb") as file:
            return documents.download(file.read(), f"{name}.pdf")
    except FileNotFoundError:
        raise Http404 from None
