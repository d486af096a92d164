"""A district of any size by COPY, for measuring (quality.md: speed and scale).

Proportions of a real one: branches of about 50 members, five branches a community, 25 communities a street. Everything
is invented, and the same for the same size and day but for what encryption makes of it. Persons and memberships are
made here and sent by COPY; what hangs on them is set-based SQL (bulk_records).
"""

import io
import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock
from typing import Any

from django.core.management.base import CommandError
from django.db import connection, transaction
from django.utils import timezone

from assessments import facts, scoring
from assessments.drafting import adopt_scheme
from assessments.models import Score
from core.chinese.attributes import Education
from core.chinese.dates import add_months, add_years, month_start
from core.chinese.idnumber import INVENTED_AREA, make_number
from core.records import audit
from core.records.protection import blind_index, encrypt_many, place
from demo import bulk_records
from organizations.actions import grant_by_posts
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.rules import name_keys
from organizations.scoping import step
from people.rules import name_keys as person_keys

BRANCH_SIZE, BRANCHES_A_COMMUNITY, COMMUNITIES_A_STREET = 50, 5, 25
CHUNK = 20_000
BY = "demo"
SEED = 999_999
SINCE = date(2010, 1, 1)
CODE = "BX"

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂兰英华玉梅建国志文红海燕鹏飞云鑫宁晓春秋东林金生凤莲成山"
_PLACES = (
    "朝阳和平新华建设人民光明胜利友谊东风长江黄河泰山文化青年幸福安康永乐祥云翠竹春晓金桥银杏玉泉锦绣柳荫桃源梅园兰亭"
)
_EDUCATIONS = (
    (Education.PRIMARY, 8),
    (Education.JUNIOR, 22),
    (Education.SENIOR, 16),
    (Education.VOCATIONAL, 10),
    (Education.COLLEGE, 22),
    (Education.BACHELOR, 16),
    (Education.POSTGRADUATE, 3),
    ("", 3),
)
_ETHNICITIES = (("汉族", 92), ("回族", 3), ("满族", 2), ("蒙古族", 2), ("", 1))
_CLASSES = (("in_service", 40), ("retired", 38), ("unemployed", 8), ("self_employed", 6), ("floating_out", 5), ("", 3))


@dataclass(frozen=True)
class Node:
    """One organisation to be, with the path of its ids."""

    id: int
    kind: str
    code: str
    name: str
    parent: "Node | None"

    @property
    def path(self) -> str:
        return f"{self.parent.path if self.parent else ''}{step(self.id)}"


@dataclass(frozen=True)
class Community:
    number: int
    street: Node
    node: Node
    general_branch: Node
    big_committee: Node
    branches: list[Node]


def generate(*, members: int, today: date) -> dict[str, Any]:
    """Make the district in one transaction of an empty database. Returns counts of rows and seconds by step.

    Raises CommandError when there are organisations already, or for fewer than 100 members.
    """
    if members < 100:
        raise CommandError("--members 至少为 100 (at least a hundred members)")
    if Organization.objects.exists():
        raise CommandError("数据库里已有组织，只能生成在空库中（the database is not empty）")
    seconds: dict[str, float] = {}
    with transaction.atomic():
        with _timed(seconds, "organizations"):
            district, communities = _organizations(members)
        with _timed(seconds, "persons"):
            first_person = _people(members, today, communities)
        with _timed(seconds, "records"):
            _describe(members, first_person, communities)
            bulk_records.write(district=district.id, first_person=first_person, members=members, today=today)
            grant_by_posts()
        with _timed(seconds, "facts"):
            _facts(Organization.objects.get(pk=district.id), today)
        counts = bulk_records.counts()
        audit.record("demo.district_generated", by=BY, organization_id=district.id, members=members)
    with _timed(seconds, "analyze"), connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {"members": members, "rows": counts, "seconds": {name: round(value, 1) for name, value in seconds.items()}}


class _timed:
    def __init__(self, seconds: dict[str, float], name: str) -> None:
        self.seconds, self.name = seconds, name

    def __enter__(self) -> None:
        self.started = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.seconds[self.name] = time.perf_counter() - self.started


def copy(table: str, columns: str, rows: Iterable[Iterable[Any]]) -> None:
    """COPY rows of plain values; ``None`` is null. No value may hold a tab, a line end or a backslash."""
    lines = ("\t".join("\\N" if value is None else str(value) for value in row) for row in rows)
    copy_lines(table, columns, lines)


def copy_lines(table: str, columns: str, lines: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", io.StringIO("\n".join(lines) + "\n"))


def _reserve(table: str, number: int) -> int:
    """First of ``number`` ids that the table's sequence will not give out again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), nextval(pg_get_serial_sequence(%s, 'id')) + %s - 1)",
            [table, table, number],
        )
        return int(cursor.fetchone()[0]) - number + 1


# -- the tree ----------------------------------------------------------------------------------------


def _place(number: int) -> str:
    """Two characters, different for the first two and a half thousand numbers."""
    characters = sorted(set(_PLACES))
    return characters[number // len(characters) % len(characters)] + characters[number % len(characters)]


def _organizations(members: int) -> tuple[Node, list[Community]]:
    branches = -(-members // BRANCH_SIZE)
    numbers = range(-(-branches // BRANCHES_A_COMMUNITY))
    streets_needed = -(-len(numbers) // COMMUNITIES_A_STREET)
    first = _reserve("organizations_organization", 1 + streets_needed + 3 * len(numbers) + branches)
    ids = iter(range(first, first + 1 + streets_needed + 3 * len(numbers) + branches))
    district = Node(next(ids), Kind.DISTRICT_DEPARTMENT, CODE, "百兴区委组织部", None)
    nodes, communities = [district], []
    street = district
    for number in numbers:
        if number % COMMUNITIES_A_STREET == 0:
            order = number // COMMUNITIES_A_STREET
            name = f"{_place(7 * order + 3)}街道党工委"
            street = Node(next(ids), Kind.STREET_WORKING_COMMITTEE, f"{CODE}-{order + 1:03}", name, district)
            nodes.append(street)
        place = _place(number)
        code = f"{street.code}-{number % COMMUNITIES_A_STREET + 1:02}"
        node = Node(next(ids), Kind.COMMUNITY, code, f"{place}社区", street)
        general = Node(next(ids), Kind.COMMUNITY_GENERAL_BRANCH, f"{code}-Z", f"{place}社区党总支", node)
        big = Node(next(ids), Kind.BIG_COMMITTEE, f"{code}-D", f"{place}社区大党委", node)
        own = range(number * BRANCHES_A_COMMUNITY, min((number + 1) * BRANCHES_A_COMMUNITY, branches))
        found = [
            Node(next(ids), Kind.BRANCH, f"{code}-{order:02}", f"{place}社区第{order}党支部", general)
            for order in range(1, len(own) + 1)
        ]
        communities.append(Community(number, street, node, general, big, found))
        nodes += [node, general, big, *found]
    copy(
        "organizations_organization",
        "id, kind, code, name, short_name, pinyin, initials, path, external, community_type, version",
        (
            (node.id, node.kind, node.code, node.name, "", *name_keys(node.name), node.path, "f", kind, 1)
            for node in nodes
            for kind in ("urban" if node.kind == Kind.COMMUNITY else "",)
        ),
    )
    copy(
        "organizations_placement",
        "organization_id, kind, parent_id, parent_kind, during",
        ((node.id, node.kind, node.parent.id, node.parent.kind, f"[{SINCE},)") for node in nodes if node.parent),
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # row by row at once: a queue of millions would wait for commit
        cursor.execute("ANALYZE organizations_organization, organizations_placement")
    return district, communities


# -- persons and memberships -------------------------------------------------------------------------


def _spread(members: int, communities: list[Community]) -> list[tuple[int, Node]]:
    """(first member, branch) of every branch; the last one ends with the last member."""
    branches = [branch for community in communities for branch in community.branches]
    return [(-(-index * members // len(branches)), branch) for index, branch in enumerate(branches)]


def _name_pool(dice: random.Random) -> list[tuple[str, str, str]]:
    """(name, pinyin, initials) of twenty thousand names, a fifth of them of two characters."""
    pool = []
    for number in range(20_000):
        name = dice.choice(_SURNAMES) + dice.choice(_GIVEN) + (dice.choice(_GIVEN) if number % 5 else "")
        pool.append((name, *person_keys(name)))
    return pool


def _people(members: int, today: date, communities: list[Community]) -> int:
    """Members with their relationship, then one officer for each street and the district. Returns the first id."""
    dice = random.Random(SEED)
    pool = _name_pool(dice)
    first = _reserve("people_person", members + len({community.street.id for community in communities}) + 1)
    edges = _spread(members, communities)
    rows = _invented(dice, pool, today)
    position = 0
    for start in range(0, members, CHUNK):
        chunk = [next(rows) for _ in range(min(CHUNK, members - start))]
        _copy_persons(first + start, chunk, today)
        lines = []
        for offset, person in enumerate(chunk, start):
            while position + 1 < len(edges) and edges[position + 1][0] <= offset:
                position += 1
            branch = edges[position][1]
            name, pinyin, initials, joined = person[0], person[1], person[2], person[6]
            lines.append(
                f"{first + offset}\t{branch.id}\t{branch.path}\t{person[7]}\t{person[8]}\t{joined}\t{person[9]}"
                f"\t[{max(joined, SINCE)},)\t{pinyin} {name}\t{initials}\t\t\t1"
            )
        copy_lines(
            "members_membership",
            "person_id, organization_id, scope, status, member_class, joined_on, full_on, during, name_key,"
            " initials, end_reason, remark, version",
            lines,
        )
    streets = {community.street.id for community in communities}
    officers = [next(rows) for _ in range(len(streets) + 1)]
    _copy_persons(first + members, officers, today)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE people_person; ANALYZE members_membership")
    return first


def _weighted(dice: random.Random, choices: tuple[tuple[Any, int], ...]) -> list[Any]:
    """A hundred values in the wanted proportions, shuffled: an index into it is quicker than a weighted choice."""
    values = [value for value, weight in choices for _ in range(weight)]
    dice.shuffle(values)
    return values


def _invented(dice: random.Random, pool: list[tuple[str, str, str]], today: date) -> Iterator[tuple[Any, ...]]:
    """(name, pinyin, initials, sex, birth, number, joined, status, class, full, education, ethnicity), without end."""
    oldest = date(today.year - 90, 1, 1)
    days = (date(today.year - 22, 1, 1) - oldest).days
    educations, ethnicities = _weighted(dice, _EDUCATIONS), _weighted(dice, _ETHNICITIES)
    classes = _weighted(dice, _CLASSES)
    chance = dice.random
    number = 0
    while True:
        name, pinyin, initials = pool[int(chance() * len(pool))]
        birth = oldest + timedelta(days=number * 7919 % days)
        male = chance() < 0.55
        sequence = 2 * (number // days) + male  # odd for men; with the day, no number comes twice
        if chance() < 0.02:
            joined, status = today - timedelta(days=int(chance() * 350) + 1), "probationary"
            full: date | str = "\\N"
        else:
            joined = birth + timedelta(days=int((19 + chance() * 16) * 365.25))
            joined = min(joined, add_years(today, -2))
            full, status = joined + timedelta(days=365), "full"
        die = int(chance() * 100)
        yield (
            name,
            pinyin,
            initials,
            "male" if male else "female",
            birth,
            make_number(INVENTED_AREA, birth, sequence),
            joined,
            status,
            classes[die],
            full,
            educations[int(chance() * 100)],
            ethnicities[(die * 31 + number) % 100],
        )
        number += 1


def _copy_persons(first: int, people: list[tuple[Any, ...]], today: date) -> None:
    numbers = [person[5] for person in people]
    keys = range(first, first + len(people))
    phones = [f"139{(first + offset) % 100_000_000:08}" for offset in range(len(people))]
    addresses = [f"示范路{(first + i) % 300 + 1}号院{i % 9 + 1}号楼{i % 48 + 101}室" for i in range(len(people))]
    lines = [
        f"{first + offset}\t{person[0]}\t{person[1]}\t{person[2]}\t{person[3]}\t{person[4]}\t{person[11]}\t{person[10]}"
        f"\t\\\\x{number.hex()}\t\\\\x{blind_index(plain).hex()}\t\\\\x{phone.hex()}\t\\\\x{blind_index(dialled).hex()}"  # type: ignore[union-attr]
        f"\t\\\\x{address.hex()}\t{today}\t\t\t1"
        for offset, (person, plain, dialled, number, phone, address) in enumerate(
            zip(
                people,
                numbers,
                phones,
                *(
                    encrypt_many(texts, [place("people_person", column, key) for key in keys])
                    for column, texts in (("resident_number", numbers), ("phone", phones), ("address", addresses))
                ),
                strict=True,
            )
        )
    ]
    copy_lines(
        "people_person",
        "id, name, pinyin, initials, sex, birth_date, ethnicity, education, resident_number, resident_number_index,"
        " phone, phone_index, address, created_at, specialty, occupation, version",
        lines,
    )


# -- what the rest is made from ----------------------------------------------------------------------


def _describe(members: int, first_person: int, communities: list[Community]) -> None:
    """Temporary tables that bulk_records reads: communities and branches with the persons who lead them.

    The first of a branch is its secretary, the second of a community's first branch the community's.
    """
    first_of = {branch.id: first_person + start for start, branch in _spread(members, communities)}
    with connection.cursor() as cursor:
        cursor.execute(bulk_records.TABLES)
    copy(
        "bulk_community",
        "number, street_id, street_path, id, path, general_id, general_path, big_id, big_path, secretary_id",
        (
            (
                each.number,
                each.street.id,
                each.street.path,
                each.node.id,
                each.node.path,
                each.general_branch.id,
                each.general_branch.path,
                each.big_committee.id,
                each.big_committee.path,
                first_of[each.branches[0].id] + 1,
            )
            for each in communities
        ),
    )
    copy(
        "bulk_branch",
        "community_number, number, id, path, secretary_id",
        (
            (each.number, order, branch.id, branch.path, first_of[branch.id])
            for each in communities
            for order, branch in enumerate(each.branches, 1)
        ),
    )


def _facts(district: Organization, today: date) -> None:
    """Facts of twelve months; those that are due are closed, as the nightly task would have; the year's scheme."""
    now = timezone.make_aware(datetime.combine(today, clock.min))
    for back in range(11, -1, -1):
        month = add_months(month_start(today), -back)
        closing = facts.closing_moment(district, month)
        if closing <= now:
            facts.close_month(by=BY, district=district, month=month, now=closing)
        else:
            facts.compute_month(district=district, month=month, now=now)
    scheme = adopt_scheme(by=BY, district=district, year=today.year, on=today)
    scoring.score(scheme=scheme, as_of=today, now=now, by=BY)
    judged = Score.objects.filter(evaluation__scheme=scheme, item__source="judgement")
    judged.update(status=Score.Status.KNOWN, points=3, value=3, reason="街道评审小组现场评议")
    scoring.score(scheme=scheme, as_of=today, now=now, by=BY)
