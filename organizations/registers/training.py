"""Training: what a class must be, who was there, and who has not been trained in a year (ORG-17, GRD-08)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import connection, transaction

from core.records import audit, walls
from core.records.duties import Source, parameters, texts_of, union
from core.records.errors import RuleViolation
from core.records.measures import Verdict
from core.web.home import lists
from core.zone import ZONE
from organizations.desks.queries import desks_at
from organizations.kinds import STREETS, Kind
from organizations.models import Organization, Training, TrainingAttendance
from organizations.registers.actions import check_standing
from organizations.registers.register import Asked
from organizations.relations import with_relations
from organizations.scoping import range_of
from organizations.ties import VIEW, check_takes_nobody_over
from organizations.tree.effective import check_not_ahead, check_stands
from people.models import Person

SCHOOLS = (Kind.DISTRICT_DEPARTMENT, *STREETS)
"""Who trains officers: the Party schools of the district and of streets and towns (S0 三(一)2)."""
ORGANIZERS = (*SCHOOLS, Kind.COMMUNITY)

Purpose = Training.Purpose


def check_class(training: Training, asked: Asked) -> None:
    """Raise RuleViolation for a class of officers below the street, days in the wrong order or in two years."""
    organization: Organization = training.organization
    today = asked.today
    officers = [each for each in training.purposes or () if each != Purpose.GRID]
    if officers and organization.kind not in SCHOOLS:
        labels = "、".join(Purpose(each).label for each in officers)
        raise RuleViolation("not-a-school", f"{labels}由街道（镇）或区委组织部举办", field="purposes")
    if training.starts_on and training.ends_on and training.ends_on < training.starts_on:
        raise RuleViolation("date-order", "结束日期不能早于开始日期", field="ends_on")
    if training.starts_on:
        check_stands(organization, training.starts_on, label="开始日期", field="starts_on")
    if training.ends_on:
        check_not_ahead(training.ends_on, today=today, label="结束日期", field="ends_on", future=True)
        if training.starts_on and training.starts_on.year != training.ends_on.year:
            raise RuleViolation("two-years", "一次培训不能跨年度，请分开登记", field="ends_on")
    if training.pk and training.ends_on and training.ends_on > today and training.attendances.exists():
        raise RuleViolation("attended", "已登记参加人员，结束日期不能晚于今天", field="ends_on")


def check_attendance(attendance: TrainingAttendance, asked: Asked) -> None:
    """Raise RuleViolation before the class is over: who was there is known at its end."""
    if attendance.training.ends_on > asked.today:
        raise RuleViolation("not-over", f"培训到{attendance.training.ends_on}结束，结束后才能登记参加人员")


@transaction.atomic
def attend(*, by: Any, training: Training, persons: Iterable[Person], outcome: str, today: date) -> int:
    """Register those who were at a class; returns how many. Who stands in it already is refused by name."""
    training = Training.objects.select_for_update(of=("self",), no_key=True).get(pk=training.pk)
    check_standing(training)
    wanted = list({person.pk: person for person in persons}.values())
    there = training.attendances.filter(person__in=wanted).select_related("person").order_by("pk")
    if known := [row.person.name for row in there]:
        raise RuleViolation("already", f"{'、'.join(known[:5])}已登记在这次培训里", field="person_name")
    made = []
    for person in wanted:
        check_takes_nobody_over(by=by, person=person, on=today)
        row = TrainingAttendance(
            organization_id=training.organization_id, training=training, person=person, outcome=outcome
        )
        check_attendance(row, Asked(by, today))
        made.append(row)
    TrainingAttendance.objects.bulk_create(made)
    names = "、".join(person.name for person in wanted[:20])
    audit.record(
        "organizations.training_attended", by=by, target=training, outcome=outcome, names=names, rows=len(made)
    )
    return len(made)


# -- who has not been trained ----------------------------------------------------------------------


@dataclass(frozen=True)
class Trainee:
    """One person's training of one kind in a year; ``detail`` says how often it is owed and was had."""

    key: str
    organization_id: int
    person_id: int
    name: str
    detail: str
    opens_on: date
    due_on: date
    verdict: str

    @property
    def done(self) -> bool:
        return self.verdict == Verdict.COUNTS

    @property
    def late(self) -> bool:
        return self.verdict == Verdict.MISSING


def sources() -> list[Source]:
    """Every source of training that an office owes, whatever room says it."""
    return [each for each in lists().sources if any(duty.key in needs() for duty in each.duties)]


def needs() -> dict[str, str]:
    """Key of the calendar → the training, for all that an office owes its people."""
    return {
        f"training.{code}": label
        for code, label in (*Purpose.choices, ("county", "区级集中轮训"))
        if f"training.{code}" in lists().duty
    }


_SELECT = """
SELECT r.key, r.organization_id, r.record, r.label, r.detail, r.opens_on, r.due_on, r.verdict FROM ({rows}) r
WHERE r.key IN {keys} AND r.scope >= %(from)s AND r.scope < %(to)s
  AND r.due_on >= %(first)s AND r.due_on <= %(until_day)s
ORDER BY r.scope, r.label, r.record, r.key
"""


def moment_of(year: int, today: date) -> datetime:
    """As of when a year is read: its last day once it is over, else today."""
    return datetime.combine(min(today, date(year, 12, 31)), time(12), tzinfo=ZONE)


def trainees(user: Any, *, year: int, today: date, keys: Iterable[str] | None = None) -> list[Trainee]:
    """Who owes training of the year in the user's scope, had or not, in the order of the tree; a statement a desk."""
    chosen = sources()
    wanted = [key for key in needs() if keys is None or key in keys]
    found: list[Trainee] = []
    for desk in desks_at(user, VIEW):
        (low, high), (start, end) = range_of(desk.root_path), range_of(desk.path)
        values = parameters(moment_of(year, today)) | {"first": date(year, 1, 1), "until_day": date(year, 12, 31)}
        values |= {"root": desk.root, "lo": low, "hi": high, "from": start, "to": end}
        statement = _SELECT.format(rows=union(chosen), keys=texts_of(wanted))
        with walls.beyond("organizations.duties"), connection.cursor() as cursor:
            cursor.execute(with_relations(statement, chosen), values)
            found += [Trainee(*row) for row in cursor.fetchall()]
    return found


def offered(user: Any, training: Training, *, today: date) -> list[tuple[int, str]]:
    """Persons who still owe what the class is for, below its organiser: id and words for the box to tick."""
    keys = {f"training.{each}" for each in training.purposes}
    if training.organization.kind == Kind.DISTRICT_DEPARTMENT and Purpose.REFRESHER in training.purposes:
        keys.add("training.county")
    there = set(training.attendances.values_list("person_id", flat=True))
    rows = [
        row
        for row in trainees(user, year=training.ends_on.year, today=today, keys=keys)
        if not row.done and row.person_id not in there
    ]
    places = dict(
        Organization.objects.under(training.organization)
        .filter(pk__in={row.organization_id for row in rows})
        .values_list("pk", "name")
    )
    words: dict[int, str] = {}
    for row in rows:
        if row.organization_id in places:
            words.setdefault(
                row.person_id, f"{row.name}（{places[row.organization_id]}{row.detail.partition('，')[0]}）"
            )
    return list(words.items())


def own(person_id: int) -> Any:
    """Classes that the person was at, the latest first."""
    rows = TrainingAttendance.objects.filter(person=person_id, training__withdrawn_on=None)
    return rows.select_related("training__organization").order_by("-training__ends_on", "-pk")
