"""The roster of posts: who sits where since when. What somebody holds already is unchanged."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from django.db.models import QuerySet

from core.chinese.dates import chinese_date
from core.office.rosters import QUESTION, Column, Row, Table, cells
from core.records.errors import RuleViolation
from organizations import rules
from organizations.actions import appoint_all
from organizations.kinds import Kind
from organizations.models import SINGLE_SEATS, Organization, Position, Post
from organizations.rosters.finding import Newcomer, Persons, Places, Refusals
from organizations.rosters.sending import person_cells, written
from organizations.rosters.subject import CREATED, UNCHANGED, Context, Derived, Journal, Line, Sent, Subject
from organizations.rosters.writing import register
from organizations.terms import WITH_TERM, term_end
from organizations.tree.effective import check_effective
from people.models import Person

POSITIONS = {position.label: position for position in Position} | {
    "党支部书记": Position.SECRETARY,
    "党委书记": Position.SECRETARY,
    "党总支书记": Position.SECRETARY,
    "主任": Position.DIRECTOR,
    "党小组组长": Position.LEADER,
    "联络员": Position.UNIT_CONTACT,
}
BASES = {basis.label: basis for basis in Post.Basis} | {"任命": Post.Basis.APPOINTMENT, "推选": Post.Basis.SELECTION}


def _places(context: Context) -> list[str]:
    """Codes with nothing to tell apart; the template offers names where they are unique."""
    places = Places(context).all
    names = [each.name for each in places]
    return [each.name if names.count(each.name) == 1 else each.code for each in places[:1000]]


COLUMNS = (
    Column("person", "姓名", ("人员姓名",), read=cells.person_name, needed=True, required=True),
    Column(
        "organization",
        "组织",
        ("组织编码", "组织名称", "党组织", "所在组织", "任职组织"),
        read=cells.text(longest=80, title="组织"),
        needed=True,
        required=True,
        choices=_places,
        note="组织编码，或导入范围内不重名的组织名称",
        width=32,
    ),
    Column(
        "position",
        "职务",
        ("党内职务", "岗位"),
        read=cells.choice(POSITIONS, title="职务", problem="position-unknown"),
        needed=True,
        required=True,
        choices=Position.labels,
    ),
    Column("since", "任职日期", ("任职时间", "任职起始"), read=cells.day("任职日期"), note="留空时为导入时填的日期"),
    Column("until", "届满日期", ("届满时间", "任期届满"), read=cells.day("届满日期"), note="留空时按规定的任期推算"),
    Column("basis", "产生方式", read=cells.choice(BASES, title="产生方式"), choices=Post.Basis.labels),
    Column("full_time", "专职", ("是否专职",), read=cells.yes_or_no("专职"), choices=("是", "否")),
    Column("phone", "联系电话", ("电话", "手机", "手机号码"), read=cells.phone, protected=True),
    Column(
        "number",
        "公民身份号码",
        ("身份证号", "身份证号码"),
        read=cells.resident_number,
        protected=True,
        note="只用来对照已登记的人员，可以不填",
    ),
)


class Seat(NamedTuple):
    """One post as planned."""

    person: Person | Newcomer
    organization: Organization
    position: str
    since: date
    term_ends_on: date | None
    basis: str = Post.Basis.APPOINTMENT
    full_time: bool = True


class Seats:
    """What is held already, what a file plans, and the days of organisations: asked once each."""

    def __init__(self, table: Table, context: Context, organizations: Sequence[Organization]) -> None:
        self.table, self.context = table, context
        held = Post.objects.filter(organization__in={each.pk for each in organizations}).select_related("person")
        self._held: dict[tuple[int, str], list[Post]] = {}
        for post in held.order_by("during"):
            self._held.setdefault((post.organization_id, post.position), []).append(post)
        self._planned: dict[tuple[Any, ...], Row] = {}
        self._days = Refusals()
        self._terms: dict[tuple[int, str, date], date | None] = {}

    def holds(self, person: Any, organization: Organization, position: str, since: date) -> bool:
        """Whether the person has the seat on the day, or today, or is to have it."""
        return isinstance(person, Person) and any(
            post.person_id == person.pk for post in self._after(organization, position, max(since, self.context.today))
        )

    def holders(self, organization: Organization, position: str) -> list[Person]:
        """Who has the seat today or is to have it."""
        return [post.person for post in self._after(organization, position, self.context.today)]

    def _after(self, organization: Organization, position: str, since: date) -> list[Post]:
        """Posts of the seat that have not ended by the day."""
        held = self._held.get((organization.pk, position), [])
        return [post for post in held if post.during.upper is None or post.during.upper > since]

    def _is_free(self, row: Row, seat: Seat, column: str) -> bool:
        """Nobody else has a single seat from the day on, and nobody a seat twice; as the table would refuse."""
        posts = self._after(seat.organization, seat.position, seat.since)
        if seat.position not in SINGLE_SEATS:
            posts = [post for post in posts if post.person == seat.person]
        if not posts:
            return True
        post, today = posts[-1], self.context.today
        who = f"{seat.organization}的{post.get_position_display()}"
        if post.during.upper is not None and post.during.upper <= today:
            until = post.during.upper - timedelta(days=1)
            message = (
                f"{who}到{chinese_date(until)}是{post.person}，任职日期请改为{chinese_date(post.during.upper)}或以后"
            )
            self.table.report(row, "since", "seat-taken", message, QUESTION)
        else:
            when = "现在" if post.during.lower <= today else f"自{chinese_date(post.during.lower)}起"
            message = f"{who}{when}是{post.person}，请先办理离任"
            self.table.report(row, column, "seat-taken", message, QUESTION)
        return False

    def term(self, organization: Organization, position: str, since: date) -> date | None:
        key = (organization.pk, position, since)
        if position not in WITH_TERM:
            return None
        if key not in self._terms:
            self._terms[key] = term_end(organization, Position(position), since)
        return self._terms[key]

    def fits(self, row: Row, seat: Seat, *, column: str = "position") -> bool:
        """Whether the seat may be taken; a finding is reported where not."""
        report, organization, position = self.table.report, seat.organization, seat.position
        if position not in rules.positions_in(organization.kind):
            words = "、".join(each.label for each in rules.positions_in(organization.kind))
            kind = Kind(organization.kind).label
            report(row, column, "position-not-here", f"{kind}没有这个职务，可以填：{words}")
            return False
        if refused := self._refusal(organization, seat):
            report(row, refused.field or column, refused.code, refused.message)
            return False
        who = seat.person.pk if isinstance(seat.person, Person) else seat.person.key
        keys: list[tuple[Any, ...]] = [(organization.pk, position, who)]
        if not self._is_free(row, seat, column):
            return False
        if position in SINGLE_SEATS:
            keys.append((organization.pk, position))
        for key in keys:
            first = self._planned.setdefault(key, row)
            if first is not row:
                report(row, column, "duplicate-in-file", f"与{first.where(row)}是同一个职务")
                return False
        return True

    def _refusal(self, organization: Organization, seat: Seat) -> RuleViolation | None:
        """As ``appoint`` would refuse."""
        try:
            rules.check_can_appoint(since=seat.since, until=None, term_ends_on=seat.term_ends_on)
        except RuleViolation as violation:
            return RuleViolation(violation.code, violation.message, field="until")
        ask = partial(
            check_effective,
            organization,
            seat.since,
            today=self.context.today,
            label="任职日期",
            field="since",
            future=True,
            lasting=True,
        )
        return self._days.of((organization.pk, seat.since), ask)


def check(table: Table, context: Context) -> list[Line]:
    places, persons = Places(context), Persons(table, context)
    rows = [(row, places.of(table, row, "organization")) for row in table.rows]
    seats = Seats(table, context, [organization for _, organization in rows if organization is not None])
    lines = []
    for row, organization in rows:
        if row.faulty or organization is None:
            continue
        person = persons.of(row, seats.holders(organization, row["position"]))
        if person is None:
            continue
        label = f"{row['person']} {organization} {Position(row['position']).label}"
        since = row["since"] or context.since
        if seats.holds(person, organization, row["position"], since):
            lines.append(Line(row, UNCHANGED, label))
            continue
        term = row["until"] or seats.term(organization, row["position"], since)
        full_time = rules.is_full_time(row["position"], said=row["full_time"] is not False)
        seat = Seat(
            person, organization, row["position"], since, term, row["basis"] or Post.Basis.APPOINTMENT, full_time
        )
        if seats.fits(row, seat):
            if isinstance(person, Newcomer):
                persons.say_new(row)
            ends = f"，届满{term:%Y-%m-%d}" if term else ""
            lines.append(Line(row, CREATED, label, f"自{since:%Y-%m-%d}起{ends}", seat))
    return lines


def write(lines: Sequence[Line], context: Context, journal: Journal) -> None:
    persons = register([line.data.person for line in lines], by=context.by, journal=journal)
    posts = [
        Post(
            person=person,
            organization=line.data.organization,
            position=line.data.position,
            basis=line.data.basis,
            full_time=line.data.full_time,
            during=(line.data.since, None),
            term_ends_on=line.data.term_ends_on,
        )
        for line, person in zip(lines, persons, strict=True)
    ]
    journal.created(appoint_all(by=context.by, posts=posts))


def of_day(rows: Any, on: date) -> QuerySet[Post]:
    found: QuerySet[Post] = rows.in_force(on).order_by("scope", "position", "pk")
    return found


def _cells(records: Sequence[Post]) -> Iterator[dict[str, Any]]:
    places = written(post.organization for post in records)
    for post in records:
        yield {
            "organization": places[post.organization_id],
            "position": post.get_position_display(),
            "since": post.during.lower,
            "until": post.term_ends_on,
            "basis": post.get_basis_display(),
            "full_time": post.full_time,
            **person_cells(post.person),
        }


POSTS = Subject(
    key="posts",
    lock="people_person, organizations_post",
    label="任职名册",
    noun="项任职",
    right="organizations.manage_organization",
    since="任职日期",
    columns=COLUMNS,
    check=check,
    write=write,
    shown="organizations:posts",
    sent=Sent(Post.objects.visible_to, of_day, _cells, ("person", "organization")),
    hint="已担任的不变；一个职务只能由一人担任的，要先办理前任离任",
    derived=(Derived("organizations.Grant", "post"),),
)
