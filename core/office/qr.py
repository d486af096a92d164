"""QR codes: inline SVG for pages (no style attributes), PNG for Word and mail, the matrix for drawing."""

import io

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString

QUIET_ZONE = 4  # modules, by the standard


def _make(text: str) -> segno.QRCode:
    if not text:
        raise ValueError("a QR code needs text")
    return segno.make(text, error="m", micro=False)


def matrix(text: str) -> list[list[bool]]:
    """Dark modules as `True`, without the quiet zone."""
    return [[bool(module) for module in row] for row in _make(text).matrix]


def path(text: str) -> tuple[str, int]:
    """(path data, side with the quiet zone), both in modules: runs of dark modules to fill in any colour."""
    rows = _make(text).matrix
    pieces = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            if not row[x]:
                x += 1
                continue
            start = x
            while x < len(row) and row[x]:
                x += 1
            pieces.append(f"M{start + QUIET_ZONE} {y + QUIET_ZONE}h{x - start}v1h-{x - start}z")
    return "".join(pieces), len(rows) + 2 * QUIET_ZONE


def svg(text: str, *, title: str = "二维码", scale: float = 6) -> SafeString:
    """The code as SVG, `scale` pixels for each module; black on white, so that phones read it anywhere."""
    data, side = path(text)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="qr" role="img" viewBox="0 0 {side} {side}" '
        'width="{size}" height="{size}" shape-rendering="crispEdges"><title>{title}</title>'
        '<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{data}"/></svg>',
        side=side,
        size=round(side * scale),
        title=title,
        data=data,
    )


def png(text: str, *, scale: int = 8) -> bytes:
    """The code as a PNG file with its quiet zone."""
    buffer = io.BytesIO()
    _make(text).save(buffer, kind="png", scale=scale, border=QUIET_ZONE)
    return buffer.getvalue()
