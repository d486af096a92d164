"""Papers that users upload: scans (a PDF as it is, or a photograph made anew) and office files without macros."""

import zipfile
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


OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
"""What stands inside an office file → its ending."""


def paper_of(upload: Any, *, field: str = "file") -> "ContentFile[bytes]":
    """What is kept of an attachment: an office file without macros unchanged, else what ``scan_of`` takes.

    The content decides, not the name. Raises RuleViolation (``file-…``, ``scan-…``, ``photo-…``).
    """
    upload.seek(0)
    if upload.read(4) != b"PK\x03\x04":
        return scan_of(upload, field=field)
    if upload.size > MAXIMUM_BYTES:
        raise RuleViolation("file-too-large", "附件不能超过12MB，请压缩后再上传", field=field)
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile as error:
        raise RuleViolation("file-unreadable", "附件打不开，请重新保存后上传", field=field) from error
    ending = next((OFFICE[name] for name in names if name in OFFICE), "")
    if not ending:
        raise RuleViolation("file-kind", "附件只收PDF、照片和Word、Excel、PowerPoint文件", field=field)
    if any(name.rpartition("/")[2].startswith("vbaProject") for name in names):
        raise RuleViolation("file-macros", "附件带有宏，请另存为不带宏的文件再上传", field=field)
    upload.seek(0)
    return ContentFile(upload.read(), name=f"paper.{ending}")


def scan_response(stored: Any, name: str) -> HttpResponse:
    """A stored scan as the answer of a view that has checked who asks; 404 when there is none."""
    if not stored:
        raise Http404
    ending = stored.name.rpartition(".")[2]
    if ending not in ("pdf", *OFFICE.values()):
        return photograph_response(stored)
    try:
        with stored.open("rb") as file:
            return documents.download(file.read(), f"{name}.{ending}")
    except FileNotFoundError:
        raise Http404 from None
