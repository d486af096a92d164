"""Every number has a reader, or it is not offered to be changed."""

import ast
import json
import re
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from core.records.errors import RuleViolation
from organizations.actions import set_threshold
from organizations.models import Position, Threshold
from organizations.standards.readers import readers, sources, unread
from organizations.standards.table import definitions
from tests.organizations.conftest import Tree

ADD = "admin:organizations_threshold_add"
UNREAD = "org.residents_committee.members_min"


def test_a_reader_is_a_string_in_the_code_and_no_word_about_it() -> None:
    places = readers()["mtg.theme_day.record_days"]
    for place in places:
        path, line = place.split(":")
        text = (Path(settings.BASE_DIR) / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        assert '"mtg.theme_day.record_days"' in text
        assert not path.startswith("tests/")
    assert UNREAD not in readers()


@pytest.mark.parametrize("level", ["district", "street"])
def test_only_numbers_with_a_reader_are_offered(tree: Tree, sign_in: Callable, level: str) -> None:
    position = {"district": Position.SECRETARY, "street": Position.OFFICER}[level]
    clerk = sign_in(tree.holder(getattr(tree, level), position, staff=True))
    page = clerk.get(reverse(ADD)).text
    offered = set(re.findall(r"（((?:core|org|mem|grd|mtg|svc|asm)\.[\w.]+)，全国", page))
    assert "mtg.theme_day.record_days" in offered
    assert not offered - set(readers())
    changeable = {known.name for known in definitions().values() if known.scope_level in ("district", "street")}
    assert offered == changeable & set(readers())
    listed = clerk.get(reverse("admin:organizations_threshold_changelist"), {"q": UNREAD}).context["cl"]
    assert listed.result_count == 0


def test_a_number_without_a_reader_cannot_be_changed(tree: Tree) -> None:
    with pytest.raises(RuleViolation, match="还没有启用"):
        set_threshold(
            by="test",
            threshold=Threshold.objects.get(name=UNREAD, organization=None),
            organization=tree.district,
            value="6",
            effective_from=date(2026, 1, 1),
            document="文件",
        )


def test_what_has_no_reader_names_the_requirement_it_waits_for() -> None:
    assert unread()
    for known in unread():
        assert re.fullmatch(r"((ORG|MEM|GRD|MTG|SVC|ASM)-\d\d ?)+|\*", known.rows), known.name


def test_the_command_lists_what_waits(tree: Tree) -> None:
    Threshold.objects.create(
        name="mem.transfer.receipt_days",
        value="45",
        unit="day",
        op="<=",
        label="回执时限",
        scope_level="district",
        organization=tree.district,
        effective_from=date(2026, 1, 1),
        document="文件",
    )
    out = StringIO()
    call_command("unread_standards", "--json", stdout=out)
    found = json.loads(out.getvalue())
    assert found["known"] == len(definitions())
    waiting = {each["name"]: each["rows"] for each in found["unread"]}
    assert waiting[UNREAD] == ["ORG-23", "ORG-33"]
    assert not set(waiting) & set(readers())
    assert [each["name"] for each in found["retired"]] == ["mem.transfer.receipt_days"]
    text = StringIO()
    call_command("unread_standards", stdout=text)
    assert f"{len(waiting)} of {len(definitions())}" in text.getvalue()


BUILT = re.compile(r"(core|org|mem|grd|mtg|svc|asm)\.[\w.]*$")


def test_no_name_is_put_together_where_a_reader_could_not_be_found() -> None:
    domains = {name.rsplit(".", 1)[0] for name in definitions()} | {name.split(".")[0] for name in definitions()}
    found = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
                start = str(node.values[0].value)
                if BUILT.fullmatch(start) and any(domain.startswith(start.rstrip(".")) for domain in domains):
                    found.append(f"{path.relative_to(settings.BASE_DIR)}:{node.lineno} f-string of {start}")
    assert not found, "\n".join(found)


def test_one_text_asks_the_table_of_standards() -> None:
    asking = {
        str(path.relative_to(settings.BASE_DIR))
        for path in sources()
        if re.search(r"\b(FROM|JOIN)\s+organizations_threshold\b", path.read_text(encoding="utf-8"))
    }
    assert asking == {"organizations/standards/queries.py"}
