"""The second wall: rows answer inside the reach of who is served, and nobody is served without one (ADR 27)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.evidence import evidence
from assessments.models import Indicator
from config.walls import WAYS
from core.records import reach, walls
from core.records.reach import Reach
from core.records.search import contains, contains_walled
from meetings import progress
from meetings.models import Meeting
from members.models import DualRegistration, MemberTie
from organizations.desks import queries as duties
from organizations.models import ScopedModel
from organizations.walls import LEFT_OUT, reach_of
from tests import test_access_matrix as matrix
from tests.clock import TODAY
from tests.matrix import World, broken
from tests.matrix.meetings import OBJECTS
from tests.matrix.members import OBJECTS as OF


@pytest.fixture
def world(db: None) -> World:
    made = World()
    for place in made.places.values():
        OBJECTS["meetings.Meeting"](made, place)
    return made


def seen(wanted: Reach) -> set[str]:
    """Words of the places whose meeting answers."""
    with reach.within(lambda: wanted):
        return {topic[:2] for topic in Meeting.objects.values_list("topic", flat=True)}


def words(world: World, *keys: str) -> set[str]:
    return {world.places[key].word[:2] for key in keys}


def scoped_models() -> dict[str, type[ScopedModel]]:
    return {each._meta.db_table: each for each in apps.get_models() if issubclass(each, ScopedModel)}


def walled_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
            " WHERE c.relrowsecurity AND p.polname = %s AND p.polcmd = '*'",
            [walls.POLICY],
        )
        return {name for (name,) in cursor.fetchall()}


def test_every_scoped_table_has_a_wall_or_a_reason(db: None) -> None:
    scoped, walled = scoped_models(), walled_tables()
    reasons = {apps.get_model(label)._meta.db_table for label in LEFT_OUT}
    assert reasons <= set(scoped), "a reason for what is not scoped"
    assert not reasons & walled, "a reason for a table that has its wall"
    assert set(scoped) == (walled & set(scoped)) | reasons, "lay a wall (core.records.walls.Wall) or say why not"


def test_nothing_answers_where_nobody_said_who_is_served(world: World) -> None:
    assert seen(reach.CLOSED) == set()
    assert seen(Reach(("",))) == set()
    assert seen(Reach(("", ""))) == set()


def test_a_reach_is_the_subtree_and_nothing_beside_it(world: World) -> None:
    own = world.places["own"]
    assert seen(Reach((own.community.path,))) == words(world, "own")
    assert seen(Reach((world.street.path,))) == words(world, "own", "sibling")
    assert seen(Reach((own.community.path, world.places["cousin"].community.path))) == words(world, "own", "cousin")
    assert seen(reach.OFFICE) == words(world, "own", "sibling", "cousin", "foreign")


def test_the_reach_is_that_of_the_grants(world: World) -> None:
    expected = {"district": 3, "street": 2, "secretary": 1, "revoked": 0, "superuser": 0, "member": 1}
    for role, count in expected.items():
        assert len(seen(reach_of(world.users[role], home=False))) == count, role


def test_a_row_cannot_be_written_out_of_reach(world: World) -> None:
    mine, theirs = world.places["own"], world.places["sibling"]
    with reach.within(lambda: Reach((mine.community.path,))):
        assert Meeting.objects.update(place="搬了") == 1
        row = Meeting.objects.get()
        row.organization = theirs.branch
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            row.save()
        row.pk, row.scope, row.secret = None, "", "x" * 32
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            row.save(force_insert=True)


def test_a_rolled_back_transaction_leaves_no_reach_behind(world: World) -> None:
    """A setting made inside what is rolled back falls to what stood before, which may be wider."""

    def told() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('portal.reach', true)")
            return str(cursor.fetchone()[0])

    wide, narrow = Reach((world.district.path,)), Reach((world.places["own"].branch.path,))
    with reach.within(lambda: wide):
        assert told() == world.district.path
    with transaction.atomic(), reach.within(lambda: narrow):
        assert told() == narrow.paths[0]
        transaction.set_rollback(True)
    with reach.within(lambda: narrow):
        assert told() == narrow.paths[0]
        assert len(seen(narrow)) <= 1


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_kept_has_nobody_elses_reach() -> None:
    def told() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('portal.reach', true)")
            return str(cursor.fetchone()[0])

    with reach.within(lambda: Reach(("000001.",))):
        assert told() == "000001."
        try:
            with transaction.atomic(), reach.within(lambda: Reach(("000001.000002.",))):
                assert told() == "000001.000002."
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass
        assert told() == "000001."
    with reach.within(lambda: reach.CLOSED):
        assert told() == ""
        connection.close()
        assert told() == ""


def test_only_listed_ways_lead_past_the_wall(world: World) -> None:
    with reach.within(lambda: reach.CLOSED):
        for way in WAYS:
            with walls.beyond(way.key):
                assert Meeting.objects.count() == 4
        with pytest.raises(LookupError), walls.beyond("wherever"):
            pass


def test_a_request_ends_with_its_reach(world: World) -> None:
    client: Client = world.clients["secretary"]
    with reach.within(lambda: reach.CLOSED):
        assert client.get("/meetings/").status_code == 200
        assert Meeting.objects.count() == 0


def test_own_things_lie_where_the_person_belongs(world: World) -> None:
    """A contact of a unit holds no right anywhere; the agreements of the unit are the contact's own business."""
    contact = world.users["unit_contact"]
    assert reach_of(contact, home=False).paths == ()
    assert reach_of(contact, home=True).paths == (world.places["own"].community.path,)


def test_the_reach_costs_a_page_no_statement_of_its_own(
    world: World, django_assert_num_queries: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The grants are read once, by whoever asks first; without a wall the page reads as much."""
    client: Client = world.clients["secretary"]
    client.get("/meetings/")
    with CaptureQueriesContext(connection) as walled:
        client.get("/meetings/")
    monkeypatch.setattr("organizations.walls.reach_of", lambda user, home: reach.OFFICE)
    with django_assert_num_queries(len(walled)):
        client.get("/meetings/")


def hold_theme_day(world: World) -> None:
    """The meeting of the own place was the theme day of its community and is recorded."""
    now = timezone.now()
    words = {"kind": "theme_day", "form": "集中学习", "education": "政治学习", "state": Meeting.State.RECORDED}
    rows = Meeting.objects.filter(organization=world.places["own"].big_committee)
    rows.update(**words, starts_at=now - timedelta(hours=3), held_at=now - timedelta(hours=3), recorded_at=now)


def test_what_is_owed_is_judged_by_all_records_of_the_community(world: World) -> None:
    """Duties of a branch end with the community's joint theme day, which lies above the branch's reach."""
    hold_theme_day(world)
    now = timezone.now()
    for role in ("street", "secretary", "worker", "branch_secretary", "member", "unit_contact"):
        user = world.users[role]
        asked = (
            lambda user=user: duties.lines(user, now=now),
            lambda user=user: progress.debtors(user, "organizations.view_meeting", TODAY.replace(day=1), now=now),
        )
        for ask in asked:
            everything = ask()
            with reach.within(lambda user=user: reach_of(user, home=False)):
                assert ask() == everything, role


def test_a_number_and_its_records_agree_where_a_community_has_moved_away(world: World) -> None:
    """The months in which it stood here are shown with it, without the titles of its records."""
    hold_theme_day(world)
    rows = Meeting.objects.filter(organization=world.places["own"].big_committee)
    rows.update(scope=world.places["cousin"].community.path)
    indicator = Indicator.objects.get(pk="theme_day_held")
    months = {"first": TODAY.replace(day=1), "last": TODAY}
    street = {"user": world.users["street"], "organization": world.street}
    everything = evidence(indicator, **street, **months)
    assert everything.numerator == 1
    with reach.within(lambda: reach_of(world.users["street"], home=False)):
        assert evidence(indicator, **street, **months) == everything


def test_what_is_found_by_text_is_found_in_reach(world: World) -> None:
    """The functions that look past the policies, by index, keep to the same condition."""
    own, office = world.places["own"], reach.OFFICE
    topic = Meeting.objects.get(organization=own.big_committee).topic
    asked = (reach.CLOSED, Reach((own.community.path,)), Reach((world.places["foreign"].community.path,)), office)
    counts = []
    for wanted in asked:
        with reach.within(lambda wanted=wanted: wanted):
            found = set(Meeting.objects.filter(contains_walled("meetings_meeting", "topic", topic[:2])))
            assert found == set(Meeting.objects.filter(contains("topic", topic[:2])))
            with connection.cursor() as cursor:
                cursor.execute("SELECT meetings_meeting_with_topic(to_tsquery('simple', %s))", [topic[:2]])
                counts.append(cursor.rowcount)
    assert counts == [0, 1, 0, 1]


def test_what_looks_past_a_policy_states_the_policy_of_today(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.proname, strpos(p.prosrc, pg_get_expr(o.polqual, o.polrelid)) > 0 FROM pg_proc p"
            " JOIN pg_policy o ON p.proname ~ ('^' || o.polrelid::regclass::text || '_with_') WHERE p.prosecdef"
        )
        found = dict(cursor.fetchall())
    names: tuple[str, ...] = ("meetings_meeting_with_topic", "services_activity_with_title")
    names += ("grids_grid_with_name", "grids_building_with_name")
    assert found == dict.fromkeys(names, True), "lay it anew"


TRIED = (
    "members:member",
    "members:registration",
    "members:transfer",
    "members:letter",
    "grids:grid",
    "grids:household",
    "meetings:detail",
    "services:agreement",
    "organizations:case",
    "assessments:award",
)


@pytest.mark.parametrize("alone", broken.ALONE)
def test_each_wall_alone_keeps_every_role_in_its_places(
    world: World, alone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The short form of ``manage.py matrix_test --alone``, which asks every page."""
    broken.ALONE[alone](monkeypatch)
    pages = {page.name: page for page in matrix.PORTAL}
    found = matrix.Findings()
    for name in TRIED:
        matrix.check_objects(world, pages[name], world.rows[name], found)
    assert not found, "\n".join(found[:20])


def test_with_both_walls_down_the_matrix_finds_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The two figures above say something only if one of the walls is what keeps the others out."""
    for down in broken.ALONE.values():
        down(monkeypatch)
    pages = {page.name: page for page in matrix.PORTAL}
    found = matrix.Findings()
    matrix.check_objects(world, pages["grids:household"], world.rows["grids:household"], found)
    assert found


def test_ties_are_read_over_all_places_and_written_by_nobody(world: World) -> None:
    """What is asked about others is answered alike in every reach; a view of several tables takes no writes."""
    own = world.places["own"]
    OF["members.DualRegistration"](world, own)
    with reach.within(lambda: reach.CLOSED):
        assert DualRegistration.objects.count() == 0
        assert MemberTie.objects.filter(kind=MemberTie.Kind.REGISTRATION).count() == 1
        with pytest.raises(Exception, match="cannot update view"), transaction.atomic():
            MemberTie.objects.update(path="")
