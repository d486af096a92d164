"""What a clause is called on a page: the document and its article, never the short name of the code.

``S2 三(三)`` is the short name that definitions and docstrings carry; ``cite`` is the only place that knows the titles.
"""

import re

DOCUMENTS = {
    "S0": "《社区党建工作计划》",
    "S1": "城区基层党建工作经验材料",
    "S2": "《关于在全区推行社区“大党委”制的实施意见（试行）》",
    "S3": "《一抓四促活动实施意见》",
    "S4A": "《当前农村发展党员工作中存在的问题与对策》",
    "S4B": "《党建调研报告》（街道社区）",
    "支部工作条例": "《中国共产党支部工作条例（试行）》",
}
"""Titles as the documents bear them. S1 bears none, so it is described, not put between title marks; the two surveys of
S4 are both headed 党建调研报告: the first has a title of its own, the second is told apart by what it is about."""

_CLAUSE = re.compile(rf"^({'|'.join(DOCUMENTS)})\s*(.*)$")


def _article(text: str) -> str:
    text = text.strip().replace("(", "（").replace(")", "）")
    return f"第{text}条" if text.isdigit() else text


def cite(clause: str) -> str:
    """``S2 二(五), 三(四); S3 三1`` → 《…》二（五）、三（四）；《…》三1. Other documents stay as they are."""
    cited = []
    for part in filter(None, (each.strip() for each in clause.split(";"))):
        found = _CLAUSE.match(part)
        if found is None:
            cited.append(part)
            continue
        articles = "、".join(_article(each) for each in found[2].split(",") if each.strip())
        cited.append(f"{DOCUMENTS[found[1]]}{articles}")
    return "；".join(cited)
