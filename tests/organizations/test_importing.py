"""manage.py import_organizations, on the shared rosters and on bad files."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import AuditEvent
from core.office.spreadsheets import Column, SheetSpec, write
from organizations import actions
from organizations.kinds import Kind
from organizations.models import Organization, Placement
from tests.clock import TODAY
from tests.organizations.conftest import SINCE, Tree

DEMO = Path(settings.BASE_DIR) / "demo" / "data"
TITLES = ("组织编码", "组织名称", "组织类型", "上级组织编码")


def run(path: Path | str, *arguments: str) -> tuple[int, dict[str, Any]]:
    out = io.StringIO()
    status = 0
    try:
        call_command("import_organizations", str(path), *arguments, "--json", stdout=out)
    except SystemExit as left:
        status = int(left.code or 0)
    return status, json.loads(out.getvalue())


def sheet(path: Path, rows: list[tuple[str, ...]], title: str = "") -> Path:
    file = path / "organizations.xlsx"
    file.write_bytes(write([SheetSpec("组织", [Column(name) for name in TITLES], rows, title=title)]))
    return file


def codes(result: dict[str, Any]) -> list[tuple[int, str, str]]:
    return [(error["row"], error["column"], error["code"]) for error in result["errors"]]


@pytest.mark.parametrize(
    ("name", "rows"),
    [("nanhuan_organizations.xlsx", 26), ("qingyang_organizations.xlsx", 32), ("xingfuli_organizations.xlsx", 3)],
)
def test_shared_file_makes_a_district_and_is_unchanged_the_second_time(db: None, name: str, rows: int) -> None:
    status, result = run(DEMO / name)
    assert (status, result["created"], result["committed"]) == (0, rows, False)
    assert not Organization.objects.exists()
    status, result = run(DEMO / name, "--commit")
    assert (status, result["rows"], result["valid"], result["created"]) == (0, rows, rows, rows)
    assert result["committed"] and result["batch"] is None
    assert Organization.objects.filter(path="").count() == 0
    status, result = run(DEMO / name, "--commit")
    assert (status, result["created"], result["updated"], result["unchanged"]) == (0, 0, 0, rows)


def test_all_three_files_share_one_district(db: None) -> None:
    for name in ("nanhuan", "qingyang", "xingfuli"):
        assert run(DEMO / f"{name}_organizations.xlsx", "--commit")[0] == 0
    assert Organization.objects.filter(kind=Kind.DISTRICT_DEPARTMENT).count() == 1
    assert Organization.objects.streets().count() == 3
    branch = Organization.objects.get(code="DX-NH-12")
    assert [Organization.objects.get(pk=pk).code for pk in branch.ancestor_ids] == [
        "DX",
        "DX-NH",
        "DX-NH-01",
        "DX-NH-12",
    ]


def test_community_between_changes_nothing_for_the_file(db: None) -> None:
    run(DEMO / "nanhuan_organizations.xlsx", "--commit")
    actions.establish_community(
        by="test",
        organization=Organization.objects.get(code="DX-NH-01"),
        code="DX-NH-01-C",
        name="朝阳南街社区",
        since=TODAY,
        today=TODAY,
    )
    status, result = run(DEMO / "nanhuan_organizations.xlsx", "--commit")
    assert (status, result["updated"], result["unchanged"]) == (0, 0, 26)


def test_statements_do_not_grow_with_the_rows(db: None, tmp_path: Path) -> None:
    def cost(prefix: str, number: int) -> int:
        rows = [(prefix, "示例区委组织部", "区委组织部", ""), (f"{prefix}-A", "甲街道党工委", "街道党工委", prefix)]
        rows += [(f"{prefix}-A-{n}", f"第{n}党支部", "党支部", f"{prefix}-A") for n in range(number)]
        with CaptureQueriesContext(connection) as queries:
            assert run(sheet(tmp_path, rows), "--commit")[0] == 0
        return len(queries)

    assert cost("P", 3) == cost("Q", 300)


def test_changed_name_is_a_renaming_and_changed_superior_a_move(tree: Tree, tmp_path: Path) -> None:
    file = sheet(
        tmp_path,
        [
            ("T-A-1-B", "幸福里先锋党支部", "党支部", "T-A-1-G"),
            ("T-A-2", "文庙社区", "社区", "T-B"),
            ("T-A-1", "幸福里社区", "社区", "T-A"),
        ],
    )
    status, result = run(file, "--commit")
    assert (status, result["updated"], result["unchanged"]) == (0, 2, 1)
    assert Organization.objects.get(code="T-A-1-B").name == "幸福里先锋党支部"
    assert Organization.objects.get(code="T-A-2").path.startswith(tree.other_street.path)
    assert Placement.objects.filter(organization=tree.neighbour).count() == 2
    event = AuditEvent.objects.get(code="organizations.renamed")
    assert event.data["old"] == "幸福里第一党支部"


def test_rows_in_any_order_with_title_and_total(db: None, tmp_path: Path) -> None:
    rows = [
        ("N-A-1", " 第一 党支部", "党支部", "N-A"),
        ("N-A", "甲街道党工委", "街道党委", "N"),
        ("", "", "", ""),
        ("N", "示例区委组织部", "区委组织部", ""),
        ("合计", "3", "", ""),
    ]
    status, result = run(sheet(tmp_path, rows, title="某某区组织名册"), "--commit")
    assert (status, result["rows"], result["created"]) == (0, 3, 3)


def test_every_error_is_named_by_its_cell_and_nothing_is_written(tree: Tree, tmp_path: Path) -> None:
    before = Organization.objects.count()
    rows = [
        ("N-1", "好的党支部", "党支部", "T-A"),  # row 2
        ("N-2", "类型不明", "第九支部", "T-A"),
        ("N-3", "上级不明", "党支部", "NIRGENDS"),
        ("N-4", "网格放在街道", "网格大党支部", "T-A"),
        ("N-1", "重复", "党支部", "T-A"),
        ("", "没有编码", "党支部", "T-A"),
        ("N-6", "", "党支部", "T-A"),
        ("N-7", "没有上级", "党支部", ""),
        ("N-8", "循环一", "党支部", "N-9"),
        ("N-9", "循环二", "社区党总支", "N-8"),
        ("T-A-1", "幸福里社区", "党支部", "T-A"),
        ("N 10!", "编码不对", "党支部", "T-A"),
        ("N-11", "没有类型", "", "T-A"),
    ]
    status, result = run(sheet(tmp_path, rows), "--commit")
    assert status == 1
    assert codes(result) == [
        (3, "组织类型", "kind-unknown"),
        (4, "上级组织编码", "parent-unknown"),
        (5, "上级组织编码", "kind-not-allowed"),
        (6, "组织编码", "duplicate-in-file"),
        (7, "组织编码", "missing"),
        (8, "组织名称", "missing"),
        (9, "上级组织编码", "missing"),
        (10, "上级组织编码", "cycle"),
        (11, "上级组织编码", "cycle"),
        (12, "组织类型", "kind-changed"),
        (13, "组织编码", "code-invalid"),
        (14, "组织类型", "missing"),
    ]
    assert (result["rows"], result["valid"], result["committed"]) == (13, 1, False)
    assert all(error["sheet"] == "组织" and error["message"] for error in result["errors"])
    assert Organization.objects.count() == before


def test_parent_takes_rows_without_a_superior_and_bounds_the_rest(tree: Tree, tmp_path: Path) -> None:
    rows = [
        ("T", "测试区委组织部", "区委组织部", ""),
        ("T-A", "甲街道党工委", "街道党工委", "T"),
        ("T-A-8", "机关党支部", "党支部", ""),
    ]
    status, result = run(sheet(tmp_path, rows), "--parent", "T-A", "--commit")
    assert (status, result["created"], result["unchanged"]) == (0, 1, 2)
    assert Organization.objects.get(code="T-A-8").ancestor_ids[-2] == tree.street.pk
    rows = [("T-B-1", "别处党支部", "党支部", "T-B"), ("T-A", "改了名的街道", "街道党工委", "T")]
    assert codes(run(sheet(tmp_path, rows), "--parent", "T-A", "--commit")[1]) == [
        (2, "上级组织编码", "outside"),
    ]
    rows = [("T", "改了名的区委", "区委组织部", "")]
    assert codes(run(sheet(tmp_path, rows), "--parent", "T-A", "--commit")[1]) == [(2, "组织编码", "outside")]


def test_dissolved_organisation_is_not_revived(tree: Tree, tmp_path: Path) -> None:
    actions.dissolve_organization(by="test", organization=tree.neighbour, on=SINCE, today=TODAY)
    rows = [("T-A-2", "文庙社区", "社区", "T-A")]
    assert codes(run(sheet(tmp_path, rows))[1]) == [(2, "组织编码", "dissolved")]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b"PK\x03\x04 broken", None), ("姓名,电话\n甲,1\n".encode(), "no-header")],
)
def test_unreadable_file_is_said_with_status_2(db: None, tmp_path: Path, content: bytes, code: str | None) -> None:
    file = tmp_path / ("x.csv" if content[:2] != b"PK" else "x.xlsx")
    file.write_bytes(content)
    status, result = run(file, "--commit")
    assert status == 2
    assert result["errors"][0]["message"]
    if code:
        assert result["errors"][0]["code"] == code


def test_missing_file_and_unknown_parent_are_said(db: None, tmp_path: Path) -> None:
    assert run(tmp_path / "nirgends.xlsx")[1]["errors"][0]["code"] == "not-found"
    status, result = run(DEMO / "xingfuli_organizations.xlsx", "--parent", "NIRGENDS")
    assert (status, result["errors"][0]["code"]) == (2, "organization-unknown")


def test_placements_begin_on_the_given_day(db: None) -> None:
    run(DEMO / "xingfuli_organizations.xlsx", "--commit", "--since", "2024-01-01")
    assert {placement.during.lower for placement in Placement.objects.all()} == {date(2024, 1, 1)}
