"""Photographs that users upload: checked, turned upright, shrunk, written anew without any metadata."""

import io
from typing import Any

from django.core.files.base import ContentFile
from django.http import Http404, HttpResponse
from PIL import Image, ImageOps

from core.records.errors import RuleViolation

MAXIMUM_BYTES = 12 << 20
MAXIMUM_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
SECONDS = 600  # how long a browser keeps one: who loses the right to see it loses it within ten minutes


def photograph(upload: Any, *, longest: int = 1280, field: str = "photo", square: bool = False) -> "ContentFile[bytes]":
    """A JPEG of at most ``longest`` pixels a side, made from an uploaded JPEG, PNG or WebP.

    ``square``: widened by white, so that a place on it is the same share of both sides. Place and camera in the
    metadata are dropped. Raises RuleViolation (``photo-…``).
    """
    if upload.size > MAXIMUM_BYTES:
        raise RuleViolation("photo-too-large", "照片不能超过12MB，请压缩后再上传", field=field)
    try:
        with Image.open(upload, formats=FORMATS) as source:
            if source.width * source.height > MAXIMUM_PIXELS:
                raise RuleViolation("photo-too-large", "照片尺寸过大，请压缩后再上传", field=field)
            source.draft("RGB", (longest, longest))
            image = ImageOps.exif_transpose(source).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise RuleViolation("photo-unreadable", "照片打不开，请上传JPG、PNG或WebP格式的图片", field=field) from error
    image.thumbnail((longest, longest))
    if square:
        image = ImageOps.pad(image, (max(image.size), max(image.size)), color="white")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82, optimize=True)
    return ContentFile(out.getvalue(), name="photo.jpg")


def photograph_response(stored: Any) -> HttpResponse:
    """A stored photograph as the answer of a view that has checked who asks; 404 when there is none."""
    if not stored:
        raise Http404
    try:
        with stored.open("rb") as file:
            response = HttpResponse(file.read(), content_type="image/jpeg")
    except FileNotFoundError:
        raise Http404 from None
    response["Cache-Control"] = f"private, max-age={SECONDS}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
