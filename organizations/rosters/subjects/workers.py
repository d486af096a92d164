"""The roster of community workers, as streets keep it (ORG-18, S4B 一): persons with their post in a community."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from core.chinese.dates import ParsedDate
from core.office.rosters import Column, Row, Table, cells
from core.records.errors import RuleViolation
from organizations.kinds import COMMUNITY_ORGANIZATIONS, STREETS, Kind
from organizations.models import Organization, Position, Post
from organizations.rosters.finding import Persons, Places
from organizations.rosters.sending import person_cells, shown_choice, written
from organizations.rosters.subject import CREATED, UNCHANGED, Context, Derived, Line, Sent, Subject
from organizations.rosters.subjects.posts import Seat, Seats, of_day, write
from people.rules import check_birth

JOBS = {
    "社区书记": Position.SECRETARY,
    "社区党委书记": Position.SECRETARY,
    "社区党总支书记": Position.SECRETARY,
    "社区主任": Position.DIRECTOR,
    "社区居委会主任": Position.DIRECTOR,
    "社区工作者": Position.WORKER,
}
PEOPLE = ("sex", "birth", "education")


def _communities(context: Context) -> list[str]:
    return [each.name for each in Places(context, [Kind.COMMUNITY]).all]


COLUMNS = (
    Column("person", "姓名", read=cells.person_name, needed=True, required=True),
    Column("sex", "性别", read=cells.sex, choices=("男", "女")),
    Column("birth", "出生日期", ("出生年月",), read=cells.birth),
    Column(
        "education",
        "学历",
        ("文化程度",),
        read=cells.education,
        choices=("高中", "中专", "大专", "大学本科", "研究生"),
    ),
    Column(
        "position",
        "岗位",
        ("职务",),
        read=cells.choice(JOBS, title="岗位", problem="post-unknown"),
        needed=True,
        required=True,
        choices=("社区书记", "社区主任", "社区工作者"),
    ),
    Column(
        "community",
        "所在社区",
        ("社区",),
        read=cells.text(longest=80, title="所在社区"),
        needed=True,
        required=True,
        choices=_communities,
        width=28,
    ),
    Column("phone", "联系电话", ("电话", "手机"), read=cells.phone, protected=True),
    Column("since", "任职日期", ("到岗时间", "任职时间"), read=cells.day("任职日期"), note="留空时为导入时填的日期"),
)


def _facts(row: Any) -> dict[str, Any]:
    birth = row["birth"]
    return {
        "sex": row["sex"] or "",
        "birth_date": birth.date if isinstance(birth, ParsedDate) else None,
        "education": row["education"] or "",
    }


def _check_birth(table: Table, row: Row, today: date) -> None:
    if isinstance(row["birth"], ParsedDate) and not row.faulty:
        try:
            check_birth(row["birth"].date, today=today)
        except RuleViolation as violation:
            table.report(row, "birth", violation.code, violation.message)


def check(table: Table, context: Context) -> list[Line]:
    """A secretary's post is in the community's Party organisation, the others' in the community."""
    places, persons = Places(context, [Kind.COMMUNITY]), Persons(table, context)
    committees = _committees(context)
    rows = []
    for row in table.rows:
        community = places.of(table, row, "community")
        where = community
        if community is not None and row["position"] == Position.SECRETARY:
            where = committees.get(community.path)
            if where is None:
                message = f"{community}还没有社区党委或党总支，不能登记书记"
                table.report(row, "position", "no-committee", message)
        rows.append((row, where))
    seats = Seats(table, context, [where for _, where in rows if where is not None])
    lines = []
    for row, where in rows:
        _check_birth(table, row, context.today)
        if row.faulty or where is None:
            continue
        position = row["position"]
        person = persons.of(row, seats.holders(where, position), **_facts(row))
        if person is None:
            continue
        label = f"{row['person']} {where} {Position(position).label}"
        since = row["since"] or context.since
        if seats.holds(person, where, position, since):
            lines.append(Line(row, UNCHANGED, label))
        elif seats.fits(row, seat := Seat(person, where, position, since, None, _basis(where))):
            lines.append(Line(row, CREATED, label, f"自{since:%Y-%m-%d}起", seat))
    return lines


def _basis(where: Organization) -> str:
    """Who leads the Party organisation was elected, the others were appointed."""
    return Post.Basis.ELECTION if where.kind in COMMUNITY_ORGANIZATIONS else Post.Basis.APPOINTMENT


def _committees(context: Context) -> dict[str, Organization]:
    """Path of a community → its own Party organisation."""
    found = context.places().filter(kind__in=COMMUNITY_ORGANIZATIONS)
    return {each.path.rsplit(".", 2)[0] + ".": each for each in found}


def _visible(user: Any, permission: str) -> QuerySet[Post]:
    of_community = Q(organization__kind=Kind.COMMUNITY, position__in=(Position.DIRECTOR, Position.WORKER))
    of_party = Q(organization__kind__in=COMMUNITY_ORGANIZATIONS, position=Position.SECRETARY)
    return Post.objects.visible_to(user, permission).filter(of_community | of_party)


def _cells(records: Sequence[Post]) -> Iterator[dict[str, Any]]:
    where = {post.pk: _community_of(post) for post in records}
    communities = written(Organization.objects.filter(pk__in=set(where.values())))
    for post in records:
        person = post.person
        yield {
            "sex": person.get_sex_display() if person.sex else "",
            "birth": person.birth_date,
            "education": person.get_education_display() if person.education else "",
            "position": shown_choice(JOBS, post.position),
            "community": communities[where[post.pk]],
            "since": post.during.lower,
            **person_cells(person),
        }


def _community_of(post: Post) -> int:
    place = post.organization
    return place.pk if place.kind == Kind.COMMUNITY else place.ancestor_ids[-2]


def _new_year(today: date) -> date:
    return today.replace(month=1, day=1)


WORKERS = Subject(
    key="workers",
    lock="people_person, organizations_post",
    label="社区工作者名册",
    noun="人",
    right="organizations.manage_organization",
    since="任职日期",
    columns=COLUMNS,
    check=check,
    write=write,
    shown="organizations:posts",
    sent=Sent(_visible, of_day, _cells, ("person", "organization")),
    roots=(Kind.DISTRICT_DEPARTMENT, *STREETS, Kind.COMMUNITY),
    hint="书记登记在社区党组织，主任和社区工作者登记在社区",
    derived=(Derived("organizations.Grant", "post"),),
    first_day=_new_year,
)
