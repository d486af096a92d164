"""Whose the Party organisations of firms and social organisations are, and what their checklist says (ORG-14)."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from core.records.errors import RuleViolation
from organizations.models import Threshold, TwoNewItem, TwoNewOrganization, Unit
from organizations.registers import actions as registers
from organizations.registers.two_new import TWO_NEWS
from tests.clock import TODAY
from tests.organizations.conftest import Tree

pytestmark = [pytest.mark.django_db]
NEW = ["党建工作简介", "党建特色经验", "党建工作电教片", "党员学习教育电视视频系统"]


def unit(tree: Tree, kind: str = "new_economic", name: str = "便民超市") -> Unit:
    return Unit.objects.create(organization=tree.street, name=name, kind=kind)


def enter(tree: Tree, of: Unit, superior: str, **more: Any) -> TwoNewOrganization:
    fields = {"size": "", "restructured": False, "superior_name": "上级", "settled_on": TODAY} | more
    made: TwoNewOrganization = registers.enter(
        by=None, register=TWO_NEWS, organization=tree.street, today=TODAY, unit=of, superior=superior, **fields
    )
    return made


def refused(code: str, call: Any, *args: Any, **said: Any) -> None:
    with pytest.raises(RuleViolation) as caught, transaction.atomic():
        call(*args, **said)
    assert caught.value.code == code, caught.value.message


@pytest.mark.requirement("ORG-14")
@pytest.mark.parametrize(
    ("kind", "size", "restructured", "right"),
    [
        ("new_economic", "large", False, {"district_committee"}),
        ("new_economic", "large", True, {"district_committee"}),
        ("new_economic", "medium", True, {"street"}),
        ("new_economic", "small", False, {"street"}),
        ("new_economic", "small", True, {"street"}),
        ("new_social", "", False, {"supervising", "association"}),
    ],
)
def test_each_belongs_where_its_kind_and_size_ask(
    tree: Tree, kind: str, size: str, restructured: bool, right: set[str]
) -> None:
    for number, superior in enumerate(("district_committee", "street", "supervising", "association")):
        of = unit(tree, kind, f"单位{number}")
        more = {"size": size, "restructured": restructured}
        if superior in right:
            assert enter(tree, of, superior, **more).pk
        else:
            refused("superior", enter, tree, of, superior, **more)


def test_what_is_no_two_new_organisation_or_lacks_its_size_is_told(tree: Tree) -> None:
    refused("not-new", enter, tree, unit(tree, "organ"), "street", size="small")
    refused("size", enter, tree, unit(tree, name="二"), "street")
    refused("no-size", enter, tree, unit(tree, "new_social", "三"), "association", size="small")
    once = unit(tree, name="四")
    enter(tree, once, "street", size="small")
    with pytest.raises(RuleViolation, match="已经登记"), transaction.atomic():
        enter(tree, once, "street", size="small")


@pytest.mark.requirement("ORG-14")
def test_the_checklist_has_eight_of_the_district_and_the_four_that_are_new(tree: Tree) -> None:
    row = enter(tree, unit(tree), "street", size="small")
    items = list(row.items.order_by("pk"))
    assert len(items) == 12 and [each.label for each in items if each.part == "new"] == NEW
    part = TWO_NEWS.parts[0]

    def fill(line: TwoNewItem, **said: Any) -> None:
        given = {"since": TODAY, "evidence": "现场查看"} | said
        registers.correct_line(by=None, part=part, line=line, version=line.version, today=TODAY, **given)

    refused("no-day", fill, items[0], since=None)
    items[0].refresh_from_db()
    refused("no-evidence", fill, items[0], evidence=" ")
    items[0].refresh_from_db()
    fill(items[0])
    columns = {each.title: each.value for each in TWO_NEWS.columns}
    assert columns["八有四有"](row) == "1 / 12" and items[0].label not in columns["还缺"](row)
    number = Threshold.objects.get(name="org.two_new.base_items", organization=None)
    number.pk, number.organization, number.value = None, tree.district, "有人;有钱"
    number.origin, number.effective_from, number.document = "district", date(2026, 1, 1), "文件"
    number.save(force_insert=True)
    refused("checklist", enter, tree, unit(tree, name="二"), "street", size="small")
    Threshold.objects.filter(pk=number.pk).update(value=";".join(f"有{each}" for each in "一二三四五六七八"))
    assert enter(tree, unit(tree, name="三"), "street", size="small").items.filter(label="有八").exists()
