"""A link that is offered leads to a page that opens."""

import pytest
from django.urls import reverse

from core.web.guards import opens
from organizations.kinds import Kind
from organizations.models import Position
from tests.organizations.conftest import Tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(tree: Tree):
    """Of a building group: sees organisations, keeps its building, and no members."""
    committee = tree.make(Kind.BIG_COMMITTEE, "T-A-1-D", tree.community)
    branch = tree.make(Kind.GRID_BRANCH, "T-A-1-D1", committee)
    return tree.holder(tree.make(Kind.BUILDING_GROUP, "T-A-1-D1-1", branch), Position.LEADER)


@pytest.fixture
def tree(db: None) -> Tree:
    return Tree()


def test_the_list_of_registers_links_to_what_the_reader_may_open(client, tree, leader):
    for office, wanted in ((leader, False), (tree.holder(tree.street), True)):
        client.force_login(office)
        shown = client.get(reverse("organizations:registers")).text
        assert opens(office, "organizations:staff") is wanted
        assert (f'href="{reverse("organizations:staff")}"' in shown) is wanted


def test_who_has_no_organisation_to_import_to_is_told_so(client, tree, leader):
    client.force_login(leader)
    page = client.get(reverse("organizations:roster_grids"))
    assert "没有可以导入的组织" in page.text
    assert reverse("organizations:roster_grids_template") not in page.text
    client.force_login(tree.holder(tree.street))
    assert reverse("organizations:roster_grids_template") in client.get(reverse("organizations:roster_grids")).text
