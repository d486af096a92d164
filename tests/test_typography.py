"""Chinese text is set as GB/T 15834 asks: full-width marks, on pages and papers, in messages and in the manuals.

A half-width ``, : ; ? ! ( )`` beside a Han character (spaces between them do not count) is a fault. Code, patterns,
docstrings, the English documents and the columns of data files are no Chinese text.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("core", "config", "people", "organizations", "members", "grids", "meetings", "services", "assessments")
_HAN = r"[\u3400-\u9fff]"
_FAULT = re.compile(rf"{_HAN} *[,:;?!()]|[,:;?!()] *{_HAN}")
_TAG = re.compile(r"(\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\})", re.S)
_WORDS = re.compile(r'(?<!yesno:)"([^"]*)"')  # ``yesno:"是,否"`` takes its words apart at the commas

# What looks like a fault and is none: by the text itself.
ALLOWED = (
    r"^S\d[AB]? ",  # a clause as data carries it: ``core.chinese.clauses.cite`` writes it out
    r"^\n仇:qiu 单:shan",  # a table of readings
    r"120,80 460,80 460,300 的",  # corners as they are typed
    r"^/\S*\?q=|^\?q=",  # an address
)


def _docstrings_and_patterns(tree: ast.AST) -> set[ast.AST]:
    apart: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            apart.add(node.value)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            apart.update(ast.walk(node))
    return apart


def _python_texts(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each string; what an f-string puts in is a Latin letter."""
    tree = ast.parse(source)
    apart = _docstrings_and_patterns(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            apart.update(each for part in node.values for each in _own(part))
            if node not in apart:
                pieces = (part.value if isinstance(part, ast.Constant) else "x" for part in node.values)
                yield node.lineno, "".join(map(str, pieces))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in apart:
            yield node.lineno, node.value


def _own(part: ast.expr) -> Iterator[ast.AST]:
    yield part
    if isinstance(part, ast.FormattedValue) and part.format_spec is not None:
        yield from ast.walk(part.format_spec)


def _template_texts(source: str) -> Iterator[tuple[int, str]]:
    """Line and text: what stands between the tags as a whole, and the quoted words in the tags."""
    pieces = _TAG.split(source)
    line = 1
    for piece in pieces:
        if piece.startswith(("{%", "{{")):
            yield from ((line, words) for words in _WORDS.findall(piece))
        line += piece.count("\n")
    plain = "".join("x" * piece.count("\n") if _TAG.fullmatch(piece) else piece for piece in pieces)
    yield from enumerate(plain.split("\n"), 1)


def _faults(texts: Iterator[tuple[int, str]]) -> list[str]:
    return [
        f"{line}: {found[0]!r} in {text.strip()[:60]!r}"
        for line, text in texts
        if (found := _FAULT.search(text)) and not any(re.search(allowed, text) for allowed in ALLOWED)
    ]


def _all_faults(files: Iterator[Path]) -> list[str]:
    readers = {".py": _python_texts, ".html": _template_texts}
    found = []
    for path in sorted(files):
        reader = readers.get(path.suffix, lambda text: enumerate(text.split("\n"), 1))
        found += [f"{path.relative_to(ROOT)}:{fault}" for fault in _faults(reader(path.read_text(encoding="utf-8")))]
    return found


@pytest.mark.parametrize("app", APPS)
def test_texts_in_code_carry_full_width_marks(app: str) -> None:
    assert _all_faults((ROOT / app).rglob("*.py")) == []


def test_pages_carry_full_width_marks() -> None:
    assert _all_faults((ROOT / "templates").rglob("*.*")) == []


def test_manuals_and_translations_carry_full_width_marks() -> None:
    assert _all_faults((ROOT / "docs" / "manuals").rglob("*.md")) == []
    assert _all_faults((ROOT / "static" / "js").rglob("*.js")) == []
    assert _all_faults((ROOT / "locale").rglob("*.po")) == []
    assert _all_faults((ROOT / "deploy").glob("*.sh")) == []


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ('x = "主题:学习"', 1),
        ('x = f"应到{n}人,实到{m}人"', 1),
        ('x = f"{name}, 请核对"', 1),
        ('x = "时长(小时)"', 1),
        ('x = "主题：学习（一）"', 0),
        ('"""A community (社区)."""', 0),
        ('x = re.compile("注[:：]")', 0),
        ('x = f"{when:%H:%M}开会"', 0),
        ('clause = "S2 二(三)"', 0),
    ],
)
def test_faults_are_found(source: str, faults: int) -> None:
    assert len(_faults(_python_texts(source))) == faults


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ("<p>主题:{{ topic }}</p>", 1),
        ('{% include "x.html" with title="不能参加?" %}', 1),
        ('<c-due title="取消?" :goal="18">', 1),
        ('{{ done|yesno:"是,否" }}', 0),
        ('<a href="?page={{ page }}">第 {{ page }} 页，共 9 页</a>', 0),
    ],
)
def test_faults_of_templates_are_found(source: str, faults: int) -> None:
    assert len(_faults(_template_texts(source))) == faults
