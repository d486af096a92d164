"""Documents on paper: Word and PDF from one description, in the layout that Chinese offices expect."""

from urllib.parse import quote

from django.http import HttpResponse

from core.office.documents.model import (
    Block,
    Heading,
    KeyValue,
    Official,
    PageBreak,
    Paragraph,
    Signature,
    Table,
)
from core.office.documents.pdf import Card, Slip, TableColumn, cards_pdf, official_pdf, slips_pdf, table_pdf, watermark
from core.office.documents.word import official_docx

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF_TYPE = "application/pdf"
CSV_TYPE = "text/csv; charset=utf-8"
_TYPES = {"docx": DOCX_TYPE, "xlsx": XLSX_TYPE, "pdf": PDF_TYPE, "csv": CSV_TYPE, "png": "image/png"}
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|\r\n\t\0', "_"))


def download(content: bytes, filename: str, *, inline: bool = False) -> HttpResponse:
    """The file as a response: a Chinese name that every browser keeps, its type by the ending, not cached."""
    filename = filename.translate(_FORBIDDEN_IN_NAMES)
    suffix = filename.rpartition(".")[2].lower()
    response = HttpResponse(content, content_type=_TYPES.get(suffix, "application/octet-stream"))
    plain = filename.encode("ascii", "ignore").decode().strip() or "download"
    if plain.startswith("."):
        plain = "download" + plain
    way = "inline" if inline else "attachment"
    response["Content-Disposition"] = f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(filename)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


__all__ = [
    "watermark",
    "CSV_TYPE",
    "DOCX_TYPE",
    "PDF_TYPE",
    "XLSX_TYPE",
    "Block",
    "Card",
    "Heading",
    "KeyValue",
    "Official",
    "PageBreak",
    "Paragraph",
    "Signature",
    "Slip",
    "Table",
    "TableColumn",
    "cards_pdf",
    "download",
    "official_docx",
    "official_pdf",
    "slips_pdf",
    "table_pdf",
]
