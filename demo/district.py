"""Organisations, rosters, posts, units, grids and accounts of the demo."""

import random
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from core.zone import ZONE
from demo import profiles
from demo.leaders import seat_leaders
from demo.world import BY, Community, Demo
from grids import actions as grids
from grids.models import Household, Residence, ResponsiblePerson
from members.models import Membership
from members.rosters import MEMBERS
from organizations import actions as organizations
from organizations.kinds import Kind
from organizations.models import Organization, Position, Post, UnitPresence
from organizations.rosters.actions import import_file
from organizations.rosters.subject import Context, Subject
from organizations.rosters.subjects import ORGANIZATIONS, WORKERS
from people import actions as people
from people.models import Person, User

DATA = Path(__file__).parent / "data"
AREAS = (
    ("responsibility", "1至3号楼党员责任区", "楼道、消防通道和独居老人"),
    ("service", "文化广场服务区", "周末便民服务和文体活动"),
    ("responsibility", "沿街商户责任区", "门前三包、用电用气安全"),
)


def build(*, now: datetime, passwords: dict[str, str], dice: random.Random) -> Demo:
    """Everything that stands still: read the rosters, then appoint, place and open accounts."""
    today = timezone.localdate(now)
    since = date(today.year - 1, 1, 1)
    for name in ("qingyang", "nanhuan"):
        _roster(f"{name}_organizations.xlsx", ORGANIZATIONS, Context(BY, None, date(2000, 1, 1), today), now=now)
    district = Organization.objects.get(code="DX")
    qingyang, nanhuan = (Organization.objects.get(code=code) for code in ("DX-QY", "DX-NH"))
    for street, name in ((qingyang, "qingyang"), (nanhuan, "nanhuan")):
        _roster(f"{name}_members.xlsx", MEMBERS, Context(BY, street, since, today), now=now)
    for code in profiles.BY_CODE:
        branch = Organization.objects.get(code=code)
        organizations.establish_community(
            by=BY,
            organization=branch,
            code=f"{code}-C",
            name=branch.name.replace("党总支", ""),
            since=since,
            today=today,
        )
    _roster("nanhuan_staff.xlsx", WORKERS, Context(BY, nanhuan, since, today), now=now)
    communities = [_community(code, today=today, since=since, dice=dice) for code in profiles.BY_CODE]
    officer = _officer("肖建民", "district", district, passwords, since)
    clerk = _officer("孟庆云", "street", nanhuan, passwords, since, is_staff=True)
    complete = communities[0]
    _set_credentials(complete.secretary, "secretary", passwords)
    member = complete.in_service[0]
    member_user = people.open_account(by=BY, person=member, username="member", password=passwords["member"])
    contact_person = people.create_person(by=BY, name="田志远", occupation="税务局 机关党委办公室")
    UnitPresence.objects.filter(pk=complete.presences[0].pk).update(contact=contact_person)
    contact = people.open_account(by=BY, person=contact_person, username="unit", password=passwords["unit"])
    for each in communities:
        each.presences = list(
            UnitPresence.objects.filter(organization=each.node).select_related("unit", "contact__user").order_by("pk")
        )
    _grids(complete, since=since, dice=dice)
    accounts = [
        {"role": "区委组织部", "username": "district", "password": passwords["district"]},
        {"role": "街道干部（可进后台）", "username": "street", "password": passwords["street"]},
        {"role": "社区书记（朝阳南街）", "username": "secretary", "password": passwords["secretary"]},
        {"role": "在职党员（手机）", "username": "member", "password": passwords["member"]},
        {"role": "驻区单位联系人（税务局）", "username": "unit", "password": passwords["unit"]},
    ]
    demo = Demo(district, nanhuan, qingyang, communities, accounts, officer, clerk, member_user, contact, since)
    seat_leaders(qingyang, nanhuan, since=since)
    return demo


def _roster(name: str, subject: Subject, context: Context, *, now: datetime) -> None:
    outcome, _ = import_file(DATA / name, subject=subject, context=context, commit=True, filename=name, now=now)
    assert outcome.committed, f"{name} has faulty rows: {outcome.findings[:3]}"


def _officer(
    name: str,
    username: str,
    organization: Organization,
    passwords: dict[str, str],
    since: date,
    *,
    is_staff: bool = False,
) -> User:
    person = people.create_person(by=BY, name=name, birth_date=date(1984, 5, 12), sex="male", education="bachelor")
    user = people.open_account(by=BY, person=person, username=username, password=passwords[username], is_staff=is_staff)
    organizations.appoint(
        by=BY, person=person, organization=organization, position=Position.OFFICER, since=since, full_time=True
    )
    return user


def _set_credentials(user: User, username: str, passwords: dict[str, str]) -> None:
    user.username = username
    user.set_password(passwords[username])
    user.save(update_fields=["username", "password"])


def _account(person: Person) -> User:
    return User.objects.filter(person=person).first() or people.open_account(by=BY, person=person)


def _holder(organization: Organization, positions: tuple[str, ...]) -> Person:
    return (
        Post.objects.under(organization)
        .filter(position__in=positions)
        .select_related("person")
        .order_by("pk")[0]
        .person
    )


def _community(code: str, *, today: date, since: date, dice: random.Random) -> Community:
    profile = profiles.BY_CODE[code]
    general = Organization.objects.get(code=code)
    node = Organization.objects.get(code=f"{code}-C")
    secretary = _account(_holder(node, (Position.SECRETARY,)))
    director = _account(_holder(node, (Position.DIRECTOR,)))
    organizations.grant_by_posts(persons=[secretary.person_id, director.person_id], by=None)  # type: ignore[list-item]
    spells = list(
        Membership.objects.under(node)
        .current()
        .select_related("person")
        .defer("person__name_characters")
        .order_by("during__startswith", "name_key", "person__birth_date", "pk")
    )
    in_service = [spell.person for spell in spells if spell.member_class == "in_service"]
    committee, _ = organizations.establish_big_committee(
        by=BY,
        community=node,
        code=f"{code}-D",
        name=f"{node.name}大党委",
        since=since,
        term_ends_on=date(since.year + 5, 1, 1),
    )
    _fill_committee(committee, spells, complete=code == profiles.COMPLETE, able=profile.able, since=since, dice=dice)
    presences = _units(
        node, committee, profile, complete=code == profiles.COMPLETE, members=len(in_service), since=since, today=today
    )
    reported = presences if profile.able else presences[: max(1, int(len(presences) * profile.agreements))]
    for presence in reported:
        organizations.report_in(by=secretary, presence=presence, on=since, today=today)
    return Community(node, general, committee, profile, secretary, director, in_service, presences)


def _units(
    node: Organization,
    committee: Organization,
    profile: profiles.Profile,
    *,
    complete: bool,
    members: int,
    since: date,
    today: date,
) -> list[UnitPresence]:
    """Units of the community; their full members together are its in-service members, where they are known."""
    if complete:
        units = profiles.UNITS
    else:
        count = 2 + int(profile.agreements * 4)
        units = tuple(
            (f"{node.name}{name}", kind, sector, above) for name, kind, sector, above in profiles.OTHER_UNITS[:count]
        )
    presences = []
    for position, (name, kind, sector, superior) in enumerate(units):
        share = members // len(units) + (1 if position < members % len(units) else 0)
        presence = organizations.enter_unit(
            by=BY,
            community=node,
            name=name,
            kind=kind,
            since=since,
            today=today,
            sector=sector,
            superior_unit=superior,
            full_members=share if profile.units_known else None,
            party_name=f"{name}党支部" if profile.able or position else "",
        )
        organizations.join_big_committee(by=BY, big_committee=committee, unit=presence.unit, since=since, today=today)
        presences.append(presence)
    return presences


def _fill_committee(
    committee: Organization,
    spells: list[Membership],
    *,
    complete: bool,
    able: bool,
    since: date,
    dice: random.Random,
) -> None:
    """Deputies and members by selection; the complete one has 11 seats, those that do little miss some (ORG-06)."""
    seated = Post.objects.filter(organization=committee).count()
    wanted = 11 if complete else dice.choice((9, 10, 11) if able else (7, 8))
    taken = set(Post.objects.filter(organization=committee).values_list("person_id", flat=True))
    free = [spell.person for spell in spells if spell.person_id not in taken and spell.during.lower <= since]
    positions = list(Post.objects.filter(organization=committee).values_list("position", flat=True))
    deputies = 2 if able else 1
    if Position.FULL_TIME_DEPUTY not in positions and able:
        _seat(committee, free.pop(), Position.FULL_TIME_DEPUTY, since, full_time=True)
        seated += 1
    for _ in range(deputies):
        _seat(committee, free.pop(), Position.PART_TIME_DEPUTY, since)
        seated += 1
    while seated < wanted:
        _seat(committee, free.pop(), Position.COMMITTEE_MEMBER, since)
        seated += 1


def _seat(committee: Organization, person: Person, position: str, since: date, *, full_time: bool = False) -> None:
    organizations.appoint(
        by=BY,
        person=person,
        organization=committee,
        position=position,
        since=since,
        basis=Post.Basis.ENGAGEMENT,
        full_time=full_time,
        term_ends_on=date(since.year + 5, 1, 1),
    )


def _grids(community: Community, *, since: date, dice: random.Random) -> None:
    """Four grids on the community's plan, buildings with doors, groups, member households, responsible persons."""
    people_here = [
        spell.person
        for spell in Membership.objects.under(community.node)
        .filter(person__user=None)  # who has an account of the demo holds no other post
        .current()
        .select_related("person")
        .order_by("name_key")
    ]
    free = iter(people_here)
    squares: tuple[list[list[int]], ...] = (
        [[40, 40], [480, 40], [480, 470], [40, 470]],
        [[520, 40], [960, 40], [960, 470], [520, 470]],
    )
    squares += tuple([[x, y + 490] for x, y in square] for square in squares)
    for number, boundary in enumerate(squares, 1):
        grid = grids.create_grid(
            by=BY,
            community=community.node,
            code=f"{number:02d}",
            name=f"第{number}网格",
            since=since,
            with_branch=True,
            boundary=boundary,
            order=number,
        )
        community.grids.append(grid)
        head = next(free)
        assert grid.grid_branch is not None
        organizations.appoint(
            by=BY, person=head, organization=grid.grid_branch, position=Position.SECRETARY, since=since, full_time=False
        )
        grids.add_responsible_person(
            by=BY,
            grid=grid,
            person=head,
            role=ResponsiblePerson.Role.GRID_HEAD,
            since=since,
            content="巡查、走访、收集民情",
            duties="小事当天办，大事及时报",
            office_phone=f"0317-20200{number:02d}",
            phone_public=True,
        )
        grids.add_responsible_person(
            by=BY, grid=grid, person=next(free), role=ResponsiblePerson.Role.POLICE, since=since, content="治安防范"
        )
        for building_number in range(1, 4):
            building = grids.create_building(
                by=BY,
                grid=grid,
                name=f"{(number - 1) * 3 + building_number}号楼",
                entrances=3,
                floors=6,
                doors=2,
                order=building_number,
            )
            households = list(Household.objects.filter(building=building).order_by("entrance", "floor", "door"))
            grids.set_up_member_household(by=BY, household=dice.choice(households), person=next(free), since=since)
            Residence.objects.bulk_create(
                [
                    Residence(
                        organization_id=grid.organization_id,
                        person=person,
                        grid=grid,
                        building=building,
                        household=dice.choice(households),
                        during=(since, None),
                    )
                    for person in [next(free, None) for _ in range(2)]
                    if person is not None
                ]
            )
        grids.add_service_need(
            by=BY,
            grid=grid,
            category="elderly",
            purpose="探访",
            age=81,
            consent_on=since.replace(year=since.year + 1),
            since=since.replace(year=since.year + 1),
            until=since.replace(year=since.year + 1, month=12, day=31),
        )
        grids.print_cards(by=community.secretary, grid=grid, at=datetime(since.year, 2, 1, 9, tzinfo=ZONE))
        if number < 4:
            grids.deliver_cards(by=community.secretary, grid=grid, on=date(since.year, 2, 10))
    _areas(community, since=since)


def _areas(community: Community, *, since: date) -> None:
    """What members answer for in three of the grids."""
    for grid, member, (kind, name, content) in zip(community.grids, community.in_service, AREAS, strict=False):
        area = grids.add_area(by=BY, grid=grid, kind=kind, name=name, since=since, content=content)
        grids.add_area_person(by=BY, area=area, person=member, role="member", since=since)


def kinds_below(community: Community) -> dict[str, int]:
    """How many organisations of each kind stand in the community (a look at what was built)."""
    counts: dict[str, int] = {}
    for kind in Organization.objects.under(community.node).values_list("kind", flat=True):
        counts[Kind(kind).label] = counts.get(Kind(kind).label, 0) + 1
    return counts


__all__: list[Any] = ["build", "kinds_below"]
