"""Three kinds of branch below the community's organisation, a functional one tied to a mass group (ORG-04)."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from core.records.errors import RuleViolation
from organizations import actions
from organizations.models import Body, Organization
from organizations.registers import actions as registers
from organizations.registers.branch_groups import BRANCH_GROUPS, rows
from tests.clock import TODAY
from tests.organizations.conftest import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ORG-04")]
SINCE = date(2025, 1, 1)


def branch(kind: str, code: str, parent: Organization) -> Organization:
    return actions.create_organization(by="t", kind=kind, code=code, name=code, parent=parent, since=SINCE)


def group(place: Organization, kind: str = "mass", **more: Any) -> Body:
    fields = {"title": "书画协会", "founded_on": date(2025, 6, 1)} | more
    return Body.objects.create(organization=place, kind=kind, tightness="", **fields)


def tie(one: Organization, body: Body, since: date = TODAY) -> Any:
    return registers.enter(
        by=None, register=BRANCH_GROUPS, organization=one, today=TODAY, body=body, group=body.title, since=since
    )


def refused(code: str, *args: Any) -> None:
    with pytest.raises(RuleViolation) as caught, transaction.atomic():
        tie(*args)
    assert caught.value.code == code, caught.value.message


def test_a_functional_branch_stands_on_a_mass_group_of_its_community(tree: Tree) -> None:
    functional = branch("functional_branch", "F-1", tree.community)
    refused("wrong-kind", branch("courtyard_branch", "C-1", tree.community), group(tree.community))
    refused("no-group", functional, group(tree.community, "forum", title="论坛"))
    other = branch("community", "O-1", tree.street)
    refused("elsewhere", functional, group(other, title="棋社"))
    gone = group(tree.community, title="舞队", dissolved_on=date(2025, 9, 1))
    refused("dissolved", functional, gone)
    mine = Body.objects.get(title="书画协会")
    refused("before-founding", functional, mine, date(2025, 5, 1))
    tie(functional, mine)
    with pytest.raises(RuleViolation, match="已经登记依托"), transaction.atomic():
        tie(functional, mine)


def test_what_is_missing_of_core_body_and_three_kinds_is_said(tree: Tree, django_assert_num_queries: Any) -> None:
    row = rows([tree.community], TODAY)[0]
    assert row.core == tree.street and "功能型党支部" in row.missing and "流动党员党支部" in row.missing
    functional = branch("functional_branch", "F-1", tree.community)
    for kind in ("courtyard_branch", "floating_member_branch"):
        branch(kind, kind, tree.community)
    assert "F-1没有依托的群众组织" in rows([tree.community], TODAY)[0].missing
    tie(functional, group(tree.community))
    other = branch("community", "O-1", tree.street)
    with django_assert_num_queries(3):
        found = rows([tree.community, other], TODAY)
    assert found[0].body is None or found[0].missing == ""
    assert found[1].missing == "社区党总支（党委）、楼院楼宇党支部、功能型党支部、流动党员党支部"
