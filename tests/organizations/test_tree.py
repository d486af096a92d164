"""Kinds of parents, no orphans, dated placement, moves: what PostgreSQL itself holds."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core.models import AuditEvent
from core.records import roles
from core.records.errors import RuleViolation
from core.web.home import Hanging, lists
from organizations import actions
from organizations.kinds import ALLOWED_PARENTS, Kind
from organizations.models import Organization, Placement, Position, Post, Unit, UnitPresence
from organizations.scoping import step
from tests.organizations.conftest import SINCE, TODAY, Tree


def sql(statement: str, *parameters: object) -> None:
    """Run raw SQL and check deferred constraints, as a commit would."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.requirement("ORG-01")
@pytest.mark.parametrize(
    ("kind", "parent"),
    [
        (Kind.GRID_BRANCH, "street"),
        (Kind.BIG_COMMITTEE, "street"),
        (Kind.BUILDING_GROUP, "community"),
        (Kind.MEMBER_HOUSEHOLD, "branch"),
        (Kind.STREET_WORKING_COMMITTEE, "community"),
        (Kind.COMMUNITY, "district"),
        (Kind.BRANCH, "district"),
    ],
)
def test_database_refuses_a_kind_under_the_wrong_parent(tree: Tree, kind: str, parent: str) -> None:
    superior = getattr(tree, parent)
    insert = (
        "WITH made AS (INSERT INTO organizations_organization (kind, code, name, short_name, pinyin, initials, path,"
        " external, community_type, version) VALUES (%s, 'RAW', 'x', '', '', '', '', false, '', 1) RETURNING id)"
        " INSERT INTO organizations_placement (organization_id, kind, parent_id, parent_kind, during)"
        " SELECT id, %s, %s, %s, '[2025-01-01,)' FROM made"
    )
    with pytest.raises(IntegrityError, match="placement_kinds_allowed"):
        sql(insert, kind, kind, superior.pk, superior.kind)
    with pytest.raises(IntegrityError, match="placement_(parent_)?kind_is_the_rows"):  # nor by lying about kinds
        sql(insert, kind, "branch", superior.pk, "community")


@pytest.mark.requirement("ORG-01")
def test_four_tiers_stand_under_each_other(tree: Tree) -> None:
    parent = tree.community
    for kind in (Kind.BIG_COMMITTEE, Kind.GRID_BRANCH, Kind.BUILDING_GROUP, Kind.MEMBER_HOUSEHOLD):
        parent = tree.make(kind, f"X-{kind}", parent)
    kinds = [Organization.objects.get(pk=pk).kind for pk in parent.ancestor_ids]
    assert kinds == [
        "district_department",
        "street_working_committee",
        "community",
        "big_committee",
        "grid_branch",
        "building_group",
        "member_household",
    ]


def test_kind_of_a_parent_cannot_change_under_its_children(tree: Tree) -> None:
    with pytest.raises(IntegrityError, match="placement_kinds_allowed"):
        sql("UPDATE organizations_organization SET kind = 'branch' WHERE id = %s", tree.community.pk)


def test_upgrade_of_a_general_branch_is_allowed(tree: Tree) -> None:
    sql(
        "UPDATE organizations_organization SET kind = 'community_committee' WHERE id = %s",
        tree.general_branch.pk,
    )
    assert Placement.objects.get(organization=tree.branch).parent_kind == "community_committee"


def test_kinds_form_no_cycle() -> None:
    def depth(kind: str, seen: tuple[str, ...]) -> int:
        assert kind not in seen, f"cycle: {seen} {kind}"
        return 1 + max((depth(parent, (*seen, kind)) for parent in ALLOWED_PARENTS.get(kind, ())), default=0)

    assert max(depth(kind, ()) for kind in Kind.values) >= 7


@pytest.mark.requirement("ORG-03")
def test_orphan_cannot_be_committed(tree: Tree) -> None:
    with pytest.raises(IntegrityError, match="organization_has_superior|without a superior"):
        sql(
            "INSERT INTO organizations_organization (kind, code, name, short_name, pinyin, initials, path, external,"
            " community_type, version) VALUES ('branch', 'RAW', '孤儿', '', '', '', '', false, '', 1)"
        )


@pytest.mark.requirement("ORG-03")
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM organizations_placement WHERE organization_id = %s",
        "UPDATE organizations_placement SET during = daterange(lower(during), '2026-01-01') WHERE organization_id = %s",
    ],
)
def test_superior_cannot_be_taken_away(tree: Tree, statement: str) -> None:
    with pytest.raises(IntegrityError, match="without a superior"):
        sql(statement, tree.branch.pk)


def test_only_a_district_may_be_a_root(tree: Tree) -> None:
    with pytest.raises(RuleViolation) as refused:
        tree.make(Kind.STREET_WORKING_COMMITTEE, "R", None)
    assert refused.value.field == "parent"


def test_one_superior_at_a_time(tree: Tree) -> None:
    with pytest.raises(IntegrityError, match="placement_one_superior_at_a_time"):
        sql(
            "INSERT INTO organizations_placement (organization_id, kind, parent_id, parent_kind, during)"
            " VALUES (%s, 'branch', %s, 'street_working_committee', '[2026-01-01,)')",
            tree.branch.pk,
            tree.street.pk,
        )


@pytest.mark.requirement("ORG-21")
def test_move_ends_one_placement_and_rewrites_paths_and_scopes(tree: Tree) -> None:
    post = actions.appoint(
        by="test", person=tree.person(), organization=tree.branch, position=Position.SECRETARY, since=SINCE
    )
    unit = actions.register_unit(by="test", organization=tree.street, name="供电公司", kind=Unit.UnitKind.ORGAN)
    presence = actions.record_presence(by="test", unit=unit, community=tree.community, since=SINCE, today=TODAY)
    actions.move_organization(
        by="test", organization=tree.community, parent=tree.other_street, on=date(2026, 6, 1), today=TODAY
    )
    branch = Organization.objects.get(pk=tree.branch.pk)
    assert branch.ancestor_ids == [
        tree.district.pk,
        tree.other_street.pk,
        tree.community.pk,
        tree.general_branch.pk,
        tree.branch.pk,
    ]
    assert Post.objects.get(pk=post.pk).scope == branch.path
    assert UnitPresence.objects.get(pk=presence.pk).scope == Organization.objects.get(pk=tree.community.pk).path
    assert Unit.objects.get(pk=unit.pk).scope == tree.street.path
    days = Placement.objects.filter(organization=tree.community).order_by("during").values_list("parent", "during")
    assert [(parent, during.lower, during.upper) for parent, during in days] == [
        (tree.street.pk, SINCE, date(2026, 6, 1)),
        (tree.other_street.pk, date(2026, 6, 1), None),
    ]
    assert AuditEvent.objects.filter(code="organizations.moved").count() == 1


def test_every_table_with_a_scope_follows_a_move(tree: Tree) -> None:
    """The trigger finds the tables itself: a scope column added to any table tomorrow follows too."""
    with roles.owner_rights(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE later_app (id serial, organization_id bigint, scope text)")
        cursor.execute("CREATE TABLE unrelated (scope text)")
        roles.grant(using="default")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO later_app (organization_id, scope) VALUES (%s, 'x')", [tree.branch.pk])
        actions.move_organization(
            by="test", organization=tree.community, parent=tree.other_street, on=TODAY, today=TODAY
        )
        cursor.execute("SELECT scope FROM later_app")
        assert cursor.fetchone()[0] == Organization.objects.get(pk=tree.branch.pk).path


def test_move_of_the_future_waits_for_its_day(tree: Tree) -> None:
    before = tree.community.path
    day = TODAY + timedelta(days=9)
    actions.move_organization(by="test", organization=tree.community, parent=tree.other_street, on=day, today=TODAY)
    assert Organization.objects.get(pk=tree.community.pk).path == before
    assert actions.rebuild_paths(on=day - timedelta(days=1)) == 0
    assert actions.rebuild_paths(on=day) == 3  # the community, its general branch and the branch
    assert Organization.objects.get(pk=tree.branch.pk).path.startswith(tree.other_street.path)


def test_organisation_of_the_future_is_in_its_place_already(tree: Tree) -> None:
    later = tree.make(Kind.BRANCH, "L", tree.general_branch, since=TODAY + timedelta(days=30))
    assert actions.rebuild_paths(on=TODAY) == 0
    assert later.path.startswith(tree.general_branch.path)


def test_move_before_a_later_move_is_refused(tree: Tree) -> None:
    actions.move_organization(
        by="test", organization=tree.community, parent=tree.other_street, on=date(2026, 6, 1), today=TODAY
    )
    with pytest.raises(RuleViolation) as refused:
        actions.move_organization(
            by="test", organization=tree.community, parent=tree.street, on=date(2025, 6, 1), today=TODAY
        )
    assert refused.value.code == "later-move"


@pytest.mark.requirement("ORG-21")
def test_rename_keeps_the_old_name(tree: Tree) -> None:
    actions.rename_organization(by="test", organization=tree.branch, name="幸福里先锋党支部", on=TODAY, today=TODAY)
    branch = Organization.objects.get(pk=tree.branch.pk)
    assert (branch.name, branch.initials, branch.version) == ("幸福里先锋党支部", "xflxfdzb", 2)
    event = AuditEvent.objects.get(code="organizations.renamed")
    assert event.data["old"] == "幸福里第一党支部"
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM organizations_organizationevent WHERE id = %s ORDER BY pgh_id", [branch.pk])
        assert cursor.fetchall()[0][0] == "幸福里第一党支部"


@pytest.mark.requirement("ORG-21")
def test_dissolution_waits_for_what_is_below(tree: Tree) -> None:
    with pytest.raises(RuleViolation, match="幸福里第一党支部"):
        actions.dissolve_organization(by="test", organization=tree.general_branch, on=TODAY, today=TODAY)


@pytest.mark.requirement("ORG-21")
def test_dissolution_waits_for_the_reasons_of_apps_above(tree: Tree, settings: Any) -> None:
    members = Hanging("党员", 12, "", "还有12名党员的组织关系")
    settings.PORTAL_LISTS = replace(lists(), hangings=(lambda organization, on: [members],))
    with pytest.raises(RuleViolation, match="12名党员"):
        actions.dissolve_organization(by="test", organization=tree.branch, on=TODAY, today=TODAY)


@pytest.mark.requirement("ORG-21")
def test_dissolution_ends_posts_and_keeps_records_in_sight(tree: Tree) -> None:
    user = tree.holder(tree.branch, Position.SECRETARY)
    officer = tree.holder(tree.street)
    actions.dissolve_organization(by="test", organization=tree.branch, on=TODAY, reason="合并", today=TODAY)
    post = Post.objects.get(person=user.person)
    assert post.during.upper == TODAY
    assert {grant.during.upper for grant in user.grant_set.all()} == {TODAY}
    actions.rebuild_paths(on=TODAY + timedelta(days=400))
    assert Post.objects.visible_to(officer, "organizations.view_organization").filter(pk=post.pk).exists()
    with pytest.raises(RuleViolation, match="起撤销"):
        actions.appoint(
            by="test",
            person=tree.person(),
            organization=Organization.objects.get(pk=tree.branch.pk),
            position=Position.SECRETARY,
            since=TODAY,
        )
    assert not Organization.objects.in_force(TODAY).filter(pk=tree.branch.pk).exists()


def test_bad_input_names_its_field(tree: Tree) -> None:
    with pytest.raises(RuleViolation) as refused:
        tree.make(Kind.BRANCH, "T-A-1-B", tree.general_branch)
    assert (refused.value.field, refused.value.message) == ("code", "这个组织编码已经存在")


@pytest.mark.requirement("ORG-02")
def test_joining_a_big_committee_changes_no_affiliation(tree: Tree) -> None:
    organization = tree.make(Kind.UNIT_ORGANIZATION, "U", tree.district, "供电公司党委")
    unit = actions.register_unit(
        by="test",
        organization=tree.street,
        name="供电公司",
        kind=Unit.UnitKind.ENTERPRISE,
        party_organization=organization,
    )
    committee = tree.make(Kind.BIG_COMMITTEE, "D", tree.community)
    actions.join_big_committee(by="test", big_committee=committee, unit=unit, since=TODAY, today=TODAY)
    organization.refresh_from_db()
    assert organization.ancestor_ids == [tree.district.pk, organization.pk]
    with pytest.raises(RuleViolation, match="已参加"):
        actions.join_big_committee(by="test", big_committee=committee, unit=unit, since=TODAY, today=TODAY)


@pytest.mark.requirement("ORG-28")
def test_reporting_in_is_dated_and_once(tree: Tree) -> None:
    unit = actions.register_unit(by="test", organization=tree.street, name="供电公司", kind=Unit.UnitKind.ORGAN)
    presence = actions.record_presence(by="test", unit=unit, community=tree.community, since=SINCE, today=TODAY)
    with pytest.raises(RuleViolation, match="不能早于"):
        actions.report_in(by="test", presence=presence, on=SINCE - timedelta(days=1), today=TODAY)
    assert actions.report_in(by="test", presence=presence, on=TODAY, today=TODAY).reported_in_on == TODAY
    with pytest.raises(RuleViolation, match="已于2026-11-22报到"):
        actions.report_in(by="test", presence=presence, on=TODAY, today=TODAY)


def test_siblings_stand_in_the_order_in_which_they_were_entered(tree: Tree) -> None:
    """Also where their ids grow by a digit, as 9 before 10."""
    first = 10 ** len(str(tree.branch.pk)) - 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('organizations_organization_id_seq', %s, false)", [first])
    made = [tree.make(Kind.BRANCH, f"T-A-1-S{number}", tree.general_branch) for number in range(3)]
    assert [each.pk for each in made] == [first, first + 1, first + 2]
    below = Organization.objects.filter(pk__in=[each.pk for each in made])
    assert list(below.order_by("path")) == made
    actions.rebuild_paths(on=TODAY)
    assert list(below.order_by("path")) == made
    assert [each.path for each in below] == [each.path for each in made]


def test_an_organisation_is_written_with_its_path(tree: Tree) -> None:
    """A path that changes is looked for in every scoped table: what is new has nothing there."""
    with CaptureQueriesContext(connection) as asked:
        made = tree.make(Kind.COMMUNITY, "T-A-9", tree.street)
    assert made.path == tree.street.path + step(made.pk) == Organization.objects.get(pk=made.pk).path
    assert not [each["sql"] for each in asked.captured_queries if each["sql"].startswith("UPDATE")]
