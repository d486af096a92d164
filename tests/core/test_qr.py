"""QR codes: the drawing is the matrix, and nothing in it needs a style."""

import re
import xml.etree.ElementTree as ET

import pytest
import segno

from core.office import qr

TEXT = "https://portal.example/s/签到?c=1&d=<2>"


def test_svg_is_the_code_without_styles():
    svg = qr.svg(TEXT, title='签到<"码">')
    ET.fromstring(svg)
    assert "style" not in svg and 'role="img"' in svg
    assert "签到&lt;" in svg
    modules = [[False] * len(qr.matrix(TEXT)) for _ in qr.matrix(TEXT)]
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1", qr.path(TEXT)[0]):
        for offset in range(int(run)):
            modules[int(y) - qr.QUIET_ZONE][int(x) - qr.QUIET_ZONE + offset] = True
    assert modules == qr.matrix(TEXT)


def test_quiet_zone_is_four_modules_all_round():
    assert qr.path(TEXT)[1] == len(qr.matrix(TEXT)) + 8


def test_png_is_a_picture_of_the_same_code():
    content = qr.png(TEXT, scale=2)
    assert content.startswith(b"\x89PNG")
    assert qr.matrix(TEXT) == [[bool(m) for m in row] for row in segno.make(TEXT, error="m", micro=False).matrix]


def test_no_code_without_text():
    with pytest.raises(ValueError, match="needs text"):
        qr.svg("")
