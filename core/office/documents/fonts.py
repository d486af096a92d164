"""Fonts of official documents: the licensed ones by name, with free ones where an office has none.

Word gets the names (every Chinese office has the fonts). PDF embeds what is found: files under the setting
`FONT_DIR`, then Noto Serif SC and Noto Sans SC, which come with the wheel `pylopdf-fonts-zh-cn` (OFL).
"""

import importlib.util
import os
from functools import lru_cache

import typst
from django.conf import settings

WORD = {
    "title": "方正小标宋简体",
    "body": "仿宋_GB2312",
    "hei": "黑体",
    "kai": "楷体_GB2312",
    "song": "宋体",
}

_WANTED = {
    "title": [
        "FZXiaoBiaoSong-B05S",
        "FZXiaoBiaoSong-B05",
        "方正小标宋简体",
        "方正小标宋_GBK",
        "Noto Serif SC",
    ],
    "body": ["FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "Noto Serif SC"],
    "hei": ["SimHei", "黑体", "STHeiti", "Noto Sans SC"],
    "kai": ["KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "Noto Serif SC"],
    "song": ["SimSun", "宋体", "STSong", "Noto Serif SC"],
    "sans": ["Microsoft YaHei", "微软雅黑", "Noto Sans SC"],
}


def _folders() -> tuple[str, ...]:
    spec = importlib.util.find_spec("pylopdf_fonts_zh_cn")
    wheel = os.path.dirname(spec.origin) if spec is not None and spec.origin else ""
    own = settings.FONT_DIR
    return tuple(folder for folder in (own, wheel) if folder)


@lru_cache(maxsize=4)
def _load(folders: tuple[str, ...]) -> tuple[typst.Fonts, dict[str, list[str]]]:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
    found = {family.lower(): family for family in fonts.families()}
    return fonts, {
        role: [found[name.lower()] for name in names if name.lower() in found] for role, names in _WANTED.items()
    }


def pdf_fonts() -> tuple[typst.Fonts, dict[str, list[str]]]:
    """(fonts to embed from, role → families in order of preference)."""
    return _load(_folders())
