"""The roster of a unit's in-service members: each name waits for its member's own word (MEM-24, S2 三(五)).

A unit tells name and phone, and nothing is told to it in return: who is known to the portal elsewhere is found by both
and looks like anybody else until he has confirmed.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from core.office.rosters import QUESTION, Column, Row, Table, cells
from core.records.protection import blind_index, mask_phone
from members.models import DualRegistration, Membership
from members.registrations.actions import list_members
from organizations import accounts
from organizations.kinds import STREETS, Kind
from organizations.models import Organization, Unit, UnitPresence
from organizations.rosters.finding import REACHED_BY, Newcomer, Places
from organizations.rosters.sending import person_cells, written
from organizations.rosters.subject import CREATED, UNCHANGED, Context, Journal, Line, Sent, Subject
from organizations.rosters.subjects.accounts import FOLLOWING, HANDOUT
from organizations.rosters.writing import register
from organizations.scoping import may
from people.models import Person, User

State, Side, Service = DualRegistration.State, DualRegistration.Side, DualRegistration.Service
SIDES = {side.label: side for side in Side} | {"居住地": Side.HOME, "工作地": Side.WORK}
SERVICES = {service.label: service for service in Service} | {"集体": Service.COLLECTIVE}


def _communities(context: Context) -> list[str]:
    return [each.name for each in Places(context, [Kind.COMMUNITY]).all]


def _units(context: Context) -> list[str]:
    here = UnitPresence.objects.filter(organization__in=context.places(), during__contains=context.today)
    return sorted(set(here.values_list("unit__name", flat=True)))[:1000]


COLUMNS = (
    Column("person", "姓名", ("党员姓名",), read=cells.person_name, needed=True, required=True),
    Column("phone", "联系电话", ("电话", "手机", "手机号码"), read=cells.phone, required=True, protected=True),
    Column(
        "unit",
        "单位名称",
        ("单位", "工作单位", "所在单位"),
        read=cells.name(title="单位名称"),
        needed=True,
        required=True,
        choices=_units,
        width=32,
    ),
    Column(
        "community",
        "报到社区",
        ("社区", "所在社区"),
        read=cells.text(longest=80, title="报到社区"),
        choices=_communities,
        note="导入到社区的可以不填",
        width=28,
    ),
    Column(
        "side",
        "报到类型",
        ("类型",),
        read=cells.choice(SIDES, title="报到类型"),
        choices=Side.labels,
        note="留空为工作地社区",
    ),
    Column(
        "service",
        "服务方式",
        read=cells.choice(SERVICES, title="服务方式"),
        choices=Service.labels,
        note="留空为个人，本人确认时可以改",
    ),
)


class Named(NamedTuple):
    """One line as planned."""

    person: Person | Newcomer
    unit: Unit
    community: Organization
    side: str
    service: str


class _Members:
    """Whom the rows mean, by name and phone; three queries.

    Inside what is imported to a name without a phone is asked for; elsewhere somebody is found or is not, and no
    answer tells which.
    """

    def __init__(self, table: Table, context: Context) -> None:
        self.table = table
        names = {row["person"] for row in table.rows if row["person"]}
        phones = {blind_index(row["phone"]) for row in table.rows if row["phone"]}
        held = Membership.objects.current().filter(person=OuterRef("pk"))
        account = User.objects.filter(person=OuterRef("pk"))
        found = Person.objects.filter(name__in=names, phone_index__in=phones)
        ranked = found.annotate(held=Exists(held), account=Exists(account)).order_by("-held", "-account", "pk")
        self._by_phone: dict[tuple[str, bytes], Person] = {}
        for person in ranked:
            self._by_phone.setdefault((person.name, bytes(person.phone_index or b"")), person)
        self._without_phone = {
            person.name
            for right in REACHED_BY
            for person in Person.objects.visible_to(context.inside, right).filter(name__in=names, phone_index=None)
        }

    def of(self, row: Row) -> Person | Newcomer | None:
        """Who the row means; None with a question reported."""
        index = blind_index(row["phone"] or "") or b""
        person = self._by_phone.get((row["person"], bytes(index)))
        if person is not None:
            return person
        if row["person"] in self._without_phone:
            message = "已有同名人员没有登记电话；是同一人的，请先在人员资料里登记电话，再导入"
            self.table.report(row, "person", "same-name", message, QUESTION)
            return None
        return Newcomer((row["person"], row["phone"]), {"name": row["person"], "phone": row["phone"]})


class _Check:
    def __init__(self, table: Table, context: Context) -> None:
        self.table, self.context = table, context
        self.places = Places(context, [Kind.COMMUNITY])
        here = UnitPresence.objects.filter(organization__in=self.places.all, during__contains=context.today)
        named = here.filter(unit__name__in={row["unit"] for row in table.rows if row["unit"]})
        self.units = {(each.organization_id, each.unit.name): each.unit for each in named.select_related("unit")}
        self.members = _Members(table, context)
        known = DualRegistration.objects.live().filter(organization__in={pk for pk, _ in self.units})
        self.live: dict[tuple[int, str], list[DualRegistration]] = {}
        for row in known.filter(person__name__in={row["person"] for row in table.rows}).select_related("person"):
            self.live.setdefault((row.organization_id, row.person.name), []).append(row)
        self.own = getattr(context.by, "person_id", None)
        self.first: dict[tuple[Any, ...], Row] = {}

    def lines(self) -> list[Line]:
        found = (self._line(row) for row in self.table.rows if not row.faulty)
        return [line for line in found if line is not None]

    def _community(self, row: Row) -> Organization | None:
        if row["community"]:
            return self.places.of(self.table, row, "community")
        root = self.context.organization
        if root is not None and root.kind == Kind.COMMUNITY:
            return root
        self.table.report(row, "community", "missing", "请填写报到社区")
        return None

    def _line(self, row: Row) -> Line | None:
        community = self._community(row)
        if community is None:
            return None
        unit = self.units.get((community.pk, row["unit"]))
        if unit is None:
            message = f"{community.name}没有登记这家单位，请先登记辖区单位，或核对单位名称"
            self.table.report(row, "unit", "unit-unknown", message)
            return None
        side, label = row["side"] or Side.WORK, f"{row['person']} {unit.name}"
        standing = self._standing(row, community, side)
        if standing is not None:
            return Line(row, UNCHANGED, label, standing.get_state_display())
        person = self.members.of(row)
        if person is None:
            return None
        if isinstance(person, Person) and person.pk == self.own:
            self.table.report(row, "person", "oneself", "名单上有您自己：请在手机上自己报到，由其他工作人员确认")
            return None
        key = (community.pk, side, person.pk if isinstance(person, Person) else person.key)
        first = self.first.setdefault(key, row)
        if first is not row:
            self.table.report(row, "person", "duplicate-in-file", f"与{first.where(row)}是同一个人")
            return None
        data = Named(person, unit, community, side, row["service"] or Service.SINGLE)
        return Line(row, CREATED, label, f"{community.label} {Side(side).label}，待本人确认", data)

    def _standing(self, row: Row, community: Organization, side: str) -> DualRegistration | None:
        """The registration that the row's member has there already, the phone as written or as an export masks it."""
        index = blind_index(row["phone"] or "")
        for found in self.live.get((community.pk, row["person"]), []):
            known = found.person.phone_index
            same = index is not None and known is not None and bytes(known) == index
            if found.side == side and (same or row.masked.get("phone") == mask_phone(found.person.phone)):
                return found
        if row.masked:
            message = "这一格是遮盖过的，这里没有电话这几位相同的报到；请填完整的电话"
            self.table.report(row, "phone", "masked-unknown", message, QUESTION)
        return None


def check(table: Table, context: Context) -> list[Line]:
    return [line for line in _Check(table, context).lines() if not line.row.faulty]


def write(lines: Sequence[Line], context: Context, journal: Journal) -> None:
    """Newcomers, registrations, and accounts for whom the importer may open one: a slip each."""
    persons = register([line.data.person for line in lines], by=context.by, journal=journal)
    rows = [
        DualRegistration(
            organization=line.data.community,
            person=person,
            unit=line.data.unit,
            unit_name=line.data.unit.name,
            side=line.data.side,
            service=line.data.service,
            introduced=isinstance(line.data.person, Newcomer),
        )
        for line, person in zip(lines, persons, strict=True)
    ]
    journal.created(list_members(by=context.by, registrations=rows, at=timezone.now()))
    office = context.organization
    if office is not None and may(context.by, accounts.MANAGE, office):
        new = {row.person_id for row in rows}
        free = accounts.persons_to_open(context.by).filter(pk__in=new, user=None).order_by("pk")
        journal.created(accounts.open_accounts(by=context.by, persons=[(person, "") for person in free], office=office))


def _visible(user: Any, permission: str) -> QuerySet[DualRegistration]:
    found: QuerySet[DualRegistration] = DualRegistration.objects.visible_to(user, permission).listed().live()
    return found


def _of_day(rows: Any, _on: date) -> QuerySet[DualRegistration]:
    found: QuerySet[DualRegistration] = rows.order_by("scope", "unit_name", "person__pinyin", "pk")
    return found


def _cells(records: Sequence[DualRegistration]) -> Iterator[dict[str, Any]]:
    communities = written(each.organization for each in records)
    for each in records:
        yield {
            "unit": each.unit_name,
            "community": communities[each.organization_id],
            "side": each.get_side_display(),
            "service": each.get_service_display(),
            **person_cells(each.person),
        }


IN_SERVICE = Subject(
    key="in_service",
    lock="people_person, people_user, members_dualregistration",
    label="单位在职党员名单",
    noun="人",
    right="organizations.confirm_registration",
    since="名单日期",
    columns=COLUMNS,
    check=check,
    write=write,
    shown="members:unit_lists",
    sent=Sent(_visible, _of_day, _cells, ("person", "organization")),
    roots=(*STREETS, Kind.COMMUNITY),
    hint="先登记辖区单位；名单上的党员在手机上点一下确认，报到就办好了。由街道导入的，同时给没有账号的人开通账号",
    handout=HANDOUT,
    derived=FOLLOWING,
)
