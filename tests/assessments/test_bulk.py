"""A generated district: its counts, its tree, its statistics, and the plans that its size makes visible."""

from datetime import date

import pytest
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models import Evaluation, Fact
from core.office.spreadsheets import read
from demo import bulk
from members.models import DualRegistration, Membership
from members.queries import RegisterFilter, found_by_text, register, register_page
from members.statistics import member_statistics
from organizations.actions import create_organization
from organizations.kinds import BRANCHES, Kind
from organizations.models import Month, Organization, Post
from organizations.scoping import step_sql
from people.models import Person, User
from tools.benchmark import OVERHEAD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("district")]

TODAY = date(2026, 11, 22)
MEMBERS = 2_000


@pytest.fixture(scope="module")
def district(django_db_setup, django_db_blocker):
    """One district for all tests of this file, undone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield bulk.generate(members=MEMBERS, today=TODAY)["rows"]
        transaction.set_rollback(True)


def test_proportions_follow_the_number_of_members(district):
    kinds = dict(Organization.objects.values_list("kind").annotate(number=Count("pk")))
    assert kinds == {
        "district_department": 1,
        "street_working_committee": 1,
        "community": 8,
        "community_general_branch": 8,
        "big_committee": 8,
        "branch": 40,
    }
    assert district["members_membership"] == MEMBERS
    assert set(Membership.objects.values_list("organization").annotate(n=Count("pk")).values_list("n", flat=True)) == {
        50
    }
    assert district["members_dualregistration"] == 160
    assert DualRegistration.objects.waiting().count() == 16


def test_paths_are_those_of_the_placements():
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH RECURSIVE tree(id, path) AS (
                SELECT id, {step_sql("id")} FROM organizations_organization WHERE kind = 'district_department'
              UNION ALL
                SELECT p.organization_id, t.path || {step_sql("p.organization_id")}
                FROM tree t JOIN organizations_placement p ON p.parent_id = t.id AND upper_inf(p.during)
            ) SELECT count(*), count(*) FILTER (WHERE o.path = t.path)
            FROM tree t RIGHT JOIN organizations_organization o USING (id)
            """
        )
        assert len(set(cursor.fetchone())) == 1


@pytest.mark.parametrize("model", [Membership, Post, DualRegistration, Fact, Evaluation])
def test_scopes_are_the_paths_of_their_organizations(model):
    rows = model.objects.select_related("organization")
    assert all(row.scope == row.organization.path for row in rows[:3000])


def test_every_row_meets_its_constraints():
    """What a COPY may not slip past: every CHECK, and what the application says about a member."""
    for spell in Membership.objects.select_related("person").order_by("pk")[::97]:
        spell.full_clean(exclude=["scope", "name_key"], validate_unique=False)
        assert spell.name_key == f"{spell.person.pinyin} {spell.person.name}"
        number = spell.person.resident_number
        assert number.startswith("999999") and number[6:14] == f"{spell.person.birth_date:%Y%m%d}"
        assert (int(number[16]) % 2 == 1) is (spell.person.sex == "male")
    assert Person.objects.exclude(resident_number_index=None).count() == Person.objects.count()


def test_statistics_add_up():
    root = Organization.objects.get(code="BX")
    counted = member_statistics(root, as_of=TODAY).as_dict()
    assert counted["total"] == MEMBERS
    assert {key: sum(parts.values()) for key, parts in counted["by"].items()} == dict.fromkeys(counted["by"], MEMBERS)


def test_facts_of_a_year_are_there_and_old_months_are_closed():
    root = Organization.objects.get(code="BX")
    assert Month.objects.count() == 12
    assert not Month.objects.filter(month__lt=date(2026, 11, 1), closed_at=None).exists()
    assert Fact.objects.get(organization=root, month=date(2026, 11, 1), indicator_id="members").value == MEMBERS
    branches = Fact.objects.filter(organization__kind__in=BRANCHES, month=date(2026, 11, 1), indicator_id="members")
    assert sum(fact.value for fact in branches) == MEMBERS
    assert Evaluation.objects.exclude(total=None).count() == 8


def test_same_size_and_day_give_the_same_people():
    first = Person.objects.order_by("pk").first()
    again = next(bulk._invented(dice := bulk.random.Random(bulk.SEED), bulk._name_pool(dice), TODAY))
    assert (first.name, first.resident_number) == (again[0], again[5])


def test_posts_give_grants_and_nobody_can_sign_in():
    secretary = User.objects.get(username="bulk-secretary")
    assert secretary.grant_set.filter(content_object__kind=Kind.COMMUNITY).exists()
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_a_second_district_is_refused():
    with pytest.raises(CommandError, match="已有组织"):
        bulk.generate(members=MEMBERS, today=TODAY)


# -- plans: the scope is found by an index, whatever the size ----------------------------------------


def _plan(sql: str, params: tuple) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}", params)
        return "\n".join(line for (line,) in cursor.fetchall())


def _more_members() -> None:
    """20 000 more memberships far from the first community, by plain rows: a sequential scan costs what it costs."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH made AS (
                INSERT INTO people_person (name, pinyin, initials, sex, ethnicity, education, specialty, occupation,
                    resident_number, phone, address, created_at, version)
                SELECT '测' || n, 'ce', 'c', '', '', '', '', '', '', '', '', '2026-11-25 10:00+08', 1
                FROM generate_series(1, 20000) n
                RETURNING id, name
            )
            INSERT INTO members_membership (person_id, organization_id, scope, status, member_class, during, end_reason,
                remark, name_key, initials, version)
            SELECT made.id, o.id, o.path, 'full', '', '[2020-01-01,)', '', '', 'ce ' || made.name, 'c', 1
            FROM made JOIN organizations_organization o ON o.code = 'BX-001-08-05'
            """
        )
        cursor.execute("ANALYZE members_membership; ANALYZE people_person")


def test_a_community_secretary_reads_members_by_the_scope_index():
    _more_members()
    secretary = User.objects.get(username="bulk-secretary")
    rows = Membership.objects.visible_to(secretary, "organizations.view_member").current()
    plan = _plan(*rows.query.sql_with_params())
    assert "membership_current_by_scope" in plan
    assert "Seq Scan" not in plan
    assert rows.count() == 250


def test_a_deep_page_of_the_district_comes_from_the_index_alone():
    _more_members()
    officer = User.objects.get(username="bulk-district")
    rows = register(officer, RegisterFilter(), today=timezone.localdate())
    plan = _plan(*rows.values_list("name_key", "id")[9950:10001].query.sql_with_params())
    assert "Index Only Scan using membership_current_by_name" in plan


@pytest.mark.parametrize(("text", "index"), [("王伟", "membership_by_part"), ("wj", "membership_current_by_initials")])
def test_two_characters_and_two_letters_are_found_by_one_index(text, index):
    _more_members()
    officer = User.objects.get(username="bulk-district")
    rows = Membership.objects.visible_to(officer, "organizations.view_member").current()
    last = found_by_text(rows, text)[-1].values_list("id", "rank", "name_key")[:1001]
    plan = _plan(*last.query.sql_with_params())
    assert index in plan and "Seq Scan" not in plan and "people_person" not in plan


def test_letters_are_looked_up_as_pinyin_and_as_initials():
    officer = User.objects.get(username="bulk-district")
    spell = Membership.objects.select_related("person").order_by("-name_key").first()
    for text in (spell.person.name, spell.person.pinyin, spell.person.initials):
        chosen = RegisterFilter(text=text)
        page = register_page(officer, chosen, 1, today=timezone.localdate())
        expected = list(register(officer, chosen, today=timezone.localdate()).values_list("pk", flat=True))
        assert {row.pk for row in page.rows} == set(expected)
        assert spell.pk in expected


@pytest.mark.parametrize(
    ("role", "url", "most"),
    [
        ("district", "/members/", 8),
        ("district", "/members/?page=39", 8),
        ("district", "/members/?q=wj", 8),
        ("district", "/members/?q=王伟", 8),
        ("district", "/assessments/dashboard/", 17),
        ("street", "/assessments/dashboard/", 17),
        *((role, "/", 12) for role in ("secretary", "member")),
        *((role, "/", 19) for role in ("district", "street")),  # with the findings of the first minute: 7
    ],
)
def test_statements_of_a_page_do_not_grow_with_members(role, url, most):
    client = Client()
    client.force_login(User.objects.get(username=f"bulk-{role}"), backend="people.backends.AccountBackend")
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    reads = [query["sql"] for query in captured if not query["sql"].startswith(OVERHEAD)]
    assert len(reads) <= most


def test_the_dashboards_table_is_shown_in_portions_and_exported_whole():
    district = Organization.objects.get(code="BX")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # the generator checked each row at once
    for number in range(30):
        create_organization(
            by="tests",
            kind=Kind.STREET_WORKING_COMMITTEE,
            code=f"BX-N{number:02}",
            name=f"新设{number:02}街道党工委",
            parent=district,
            since=TODAY,
        )
    client = Client()
    client.force_login(User.objects.get(username="bulk-district"), backend="people.backends.AccountBackend")
    pages = [client.get(f"/assessments/dashboard/?page={number}").content.decode() for number in (1, 2)]
    assert [page.count('<tr><th scope="row">') for page in pages] == [25, 6]
    assert "新设29街道" in pages[1] and "新设29街道" not in pages[0]
    book = read(client.get("/assessments/dashboard/export.xlsx").content, "out.xlsx")
    assert sum("街道党工委" in str(row[0]) for row in book.sheets[0].rows) == 31
