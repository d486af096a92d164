"""Rosters as people fill them in, and the portal's own tables given back to it."""

import io
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.contrib import admin
from tablib import Dataset

from core.records.errors import RuleViolation
from members.resources import MemberResource
from organizations.models import Organization, Position, Post, Unit, UnitPresence
from organizations.resources import OrganizationResource, PersonResource, PostResource, UnitPresenceResource
from organizations.rosters.resource import RosterResource
from organizations.rosters.subject import Context, context
from organizations.tree.queries import subtree
from people.models import Person
from services.resources import AgreementResource
from tests.clock import TODAY
from tests.organizations.conftest import Tree
from tests.organizations.rosters import Command, codes


@pytest.fixture
def run(tmp_path: Path) -> Command:
    return Command(tmp_path)


def by_hand() -> bytes:
    """The template of units as a clerk leaves it: a title, merged communities, notes below, a sheet of one's own."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("辖区单位")
    sheet.merge_range("A1:D1", "幸福里社区辖区单位一览表")
    sheet.write_row(2, 0, ["单位名称", "单位类型", "所在社区", "统一社会信用代码", "联系人"])
    for row, cells in enumerate([("供电公司", "国有企业"), ("第一小学", "事业单位"), ("税务所", "机关")], start=3):
        sheet.write_row(row, 0, cells)
    sheet.merge_range("C4:C6", "幸福里社区")
    sheet.write_row(7, 0, ["合计", 3])
    sheet.merge_range("A10:D10", "注：单位类型按编办批文填写")
    sheet.write_row(10, 0, ["填表人：孟庆云", "", "", "联系电话：0312-5021234"])
    book.add_worksheet("草稿").write_row(0, 0, ["记得问街道要公章"])
    book.add_worksheet("填写说明").write_row(0, 0, ["栏目", "说明"])
    book.close()
    return content.getvalue()


def test_a_template_filled_in_by_hand_comes_in_as_meant(tree: Tree, run: Command) -> None:
    status, result = run.file("units", by_hand(), "--commit")
    assert (status, result["rows"], result["created"]) == (0, 3, 3), result["errors"]
    assert codes(result, "warnings") == [(0, "", "sheet-skipped")]
    presences = UnitPresence.objects.select_related("unit", "organization")
    assert {(each.unit.name, each.organization) for each in presences} == {
        (name, tree.community) for name in ("供电公司", "第一小学", "税务所")
    }


def padded_codes() -> bytes:
    """A code typed as a number in a column that shows five digits, and one whose zero is lost."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("网格")
    sheet.write_row(0, 0, ["社区", "网格编号", "网格名称"])
    sheet.write_row(1, 0, ["幸福里社区", "", "第一网格"])
    sheet.write_number(1, 1, 12, book.add_format({"num_format": "00000"}))
    sheet.write_row(2, 0, ["幸福里社区", 1.1, "第二网格"])
    sheet.write_row(3, 0, ["幸福里社区", "00014", "第三网格"])
    book.close()
    return content.getvalue()


def test_a_code_that_a_number_cell_changed_is_taken_in_and_said(tree: Tree, run: Command) -> None:
    status, result = run.file("grids", padded_codes())
    assert (status, result["valid"]) == (0, 3)
    assert codes(result, "warnings") == [(2, "网格编号", "code-changed"), (3, "网格编号", "code-changed")]
    assert "00012" in result["warnings"][0]["message"] and "1.1" in result["warnings"][1]["message"]


# -- the portal's own tables -----------------------------------------------------------------------


@pytest.fixture
def furnished(tree: Tree, run: Command) -> Context:
    """An office with posts and units; everything of the street."""
    run.file("units", by_hand(), "--commit")
    tree.holder(tree.branch, Position.SECRETARY, name="田志远")
    tree.holder(tree.community, Position.WORKER, name="白晓梅")
    return context("tests", Organization.objects.get(pk=tree.street.pk))


def _rows(resource: type[RosterResource], street: Organization) -> Any:
    places = subtree(street, on=TODAY)
    if resource is OrganizationResource:
        return Organization.objects.filter(pk__in=places).order_by("path")
    return resource._meta.model._default_manager.filter(organization__in=places)


def counts() -> list[int]:
    return [model.objects.count() for model in (Organization, Post, Unit, UnitPresence, Person)]


@pytest.mark.parametrize("resource", [OrganizationResource, PostResource, UnitPresenceResource])
def test_an_export_imported_again_gives_no_change(resource: type[RosterResource], furnished: Context) -> None:
    street = furnished.organization
    assert street is not None
    before = counts()
    dataset = resource().export(_rows(resource, street))
    assert len(dataset) >= 2
    result = resource().import_data(dataset, context=furnished)
    assert not result.has_validation_errors(), [(row.number, row.error) for row in result.invalid_rows]
    assert (result.totals["new"], result.totals["update"]) == (0, 0)
    assert result.totals["skip"] == result.total_rows == len(dataset)
    assert counts() == before


# -- django-import-export --------------------------------------------------------------------------


def test_a_dataset_is_refused_as_the_roster_refuses_it(furnished: Context) -> None:
    dataset = Dataset(headers=["单位名称", "单位类型", "所在社区"])
    dataset.append(["热力公司", "国有企业", "幸福里社区"])
    dataset.append(["水务公司", "有限公司", "幸福里社区"])
    for dry_run in (True, False):
        result = UnitPresenceResource().import_data(dataset, dry_run=dry_run, context=furnished)
        assert [row.number for row in result.invalid_rows] == [2]
        assert "没有“有限公司”这种单位类型" in str(result.invalid_rows[0].error)
        assert not Unit.objects.filter(name="热力公司").exists()
    done = UnitPresenceResource().import_data(dataset, context=furnished, skip_invalid=True)
    assert done.totals["new"] == 1 and Unit.objects.filter(name="热力公司").exists()


def test_nobody_imports_a_dataset_beyond_their_rights(tree: Tree, furnished: Context) -> None:
    stranger = tree.holder(tree.other_street, name="别街")
    dataset = Dataset(["热力公司", "国有企业", "幸福里社区"], headers=["单位名称", "单位类型", "所在社区"])
    with pytest.raises(RuleViolation, match="不能向这个组织导入"):
        UnitPresenceResource().import_data(dataset, context=context(stranger, furnished.organization))


@pytest.mark.django_db
def test_no_resource_writes_past_the_rosters() -> None:
    """Every table of the administration: through its roster, or refusing aloud."""
    registered = {getattr(each, "resource_class", None) for each in admin.site._registry.values()} - {None}
    assert {PersonResource, AgreementResource, MemberResource, UnitPresenceResource} <= registered
    for resource in registered:
        assert issubclass(resource, RosterResource)
        with pytest.raises(RuleViolation, match="只能导出"):
            resource().import_data(Dataset(["x"], headers=["姓名"]))
        with pytest.raises(RuleViolation):
            resource().save_instance(resource._meta.model(), True, {})
        with pytest.raises(RuleViolation):
            resource().delete_instance(resource._meta.model(), {})
