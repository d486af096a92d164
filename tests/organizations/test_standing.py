"""What a seat normally asks of its holder: warned, never refused (S2 二(三); ORG-07)."""

import pytest

from organizations import queries
from organizations.kinds import Kind
from organizations.models import Organization, Position, Threshold
from organizations.rules import COMPOSITION, Standing, appointment_warnings, composition
from tests.organizations.conftest import SINCE, TODAY, Tree

HEAD, MEMBER, BIG = Standing.GRID_HEAD, Standing.MEMBER, Standing.ON_BIG_COMMITTEE


@pytest.mark.requirement("ORG-07")
@pytest.mark.parametrize(
    ("kind", "position", "standing", "warned"),
    [
        (Kind.GRID_BRANCH, Position.SECRETARY, (), True),
        (Kind.GRID_BRANCH, Position.SECRETARY, (BIG,), False),
        (Kind.GRID_BRANCH, Position.SECRETARY, (HEAD,), True),
        (Kind.GRID_BRANCH, Position.SECRETARY, (MEMBER,), True),
        (Kind.GRID_BRANCH, Position.SECRETARY, (HEAD, MEMBER), False),
        (Kind.GRID_BRANCH, Position.COMMITTEE_MEMBER, (BIG, MEMBER), True),
        (Kind.GRID_BRANCH, Position.COMMITTEE_MEMBER, (Standing.LIVES_HERE,), False),
        (Kind.GRID_BRANCH, Position.COMMITTEE_MEMBER, (Standing.WORKS_HERE,), False),
        (Kind.BUILDING_GROUP, Position.LEADER, (MEMBER,), True),
        (Kind.BUILDING_GROUP, Position.LEADER, (Standing.HEADS_HOUSEHOLD,), False),
        (Kind.BRANCH, Position.SECRETARY, (), False),
    ],
)
def test_a_seat_asks_for_what_its_holder_is_there(
    kind: Kind, position: Position, standing: tuple[Standing, ...], warned: bool
) -> None:
    found = appointment_warnings(organization=Organization(kind=kind), position=position, standing=standing)
    assert bool(found) == warned


LIMITS = dict(zip(COMPOSITION, (9, 11, 1, 3, 1, 2), strict=True))


@pytest.mark.requirement("ORG-06")
@pytest.mark.parametrize(
    ("seats", "persons", "said"),
    [
        ((1, 1, 2, 5), 9, set()),
        ((1, 1, 2, 7), 11, set()),
        ((1, 1, 2, 8), 12, {"委员（含书记、副书记）超出1名"}),
        ((0, 1, 2, 5), 8, {"缺委员（含书记、副书记）1名", "缺书记1名"}),
        ((1, 0, 2, 6), 9, {"缺副书记1名", "缺专职副书记（兼办公室主任）1名"}),
        ((1, 2, 1, 5), 9, {"专职副书记（兼办公室主任）超出1名", "缺兼职副书记1名"}),
    ],
)
def test_the_composition_panel_says_what_is_missing(seats: tuple[int, ...], persons: int, said: set[str]) -> None:
    positions = ("secretary", "full_time_deputy", "part_time_deputy", "committee_member")
    lines = composition(dict(zip(positions, seats, strict=True)), persons, LIMITS)
    assert {line.message for line in lines if line.state != "ok"} == said


@pytest.mark.requirement("ORG-06")
def test_posts_of_the_big_committee_do_not_count_in_the_communitys_own_quota(tree: Tree) -> None:
    committee = tree.make(Kind.BIG_COMMITTEE, "T-A-1-D", tree.community)
    tree.holder(tree.general_branch, Position.SECRETARY, name="书记")
    tree.holder(tree.make(Kind.RESIDENTS_COMMITTEE, "T-A-1-J", tree.community), Position.DIRECTOR, name="主任")
    before = queries.quota(tree.community, TODAY)
    for number in range(2):
        tree.holder(committee, Position.PART_TIME_DEPUTY, name=f"兼职{number}")
    after = queries.quota(tree.community, TODAY)
    assert (before.total, after.total, after.big_committee) == (2, 2, 2)
    national = Threshold.objects.get(name="org.big_committee.counts_in_quota", organization=None)
    Threshold.objects.create(
        name=national.name,
        value="true",
        unit=national.unit,
        op=national.op,
        origin="district",
        scope_level="district",
        label=national.label,
        organization=tree.district,
        effective_from=SINCE,
    )
    assert queries.quota(committee, TODAY).total == 4
