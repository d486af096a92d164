"""What goes out: a roster's records in the columns they come in by, masked, as far as the user may export, logged.

An export imported again changes nothing: that is the property of all subjects that `Subject.sent` has to keep
(tests/test_rosters_again.py).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.office.rosters import Column as RosterColumn
from core.office.rosters.cells import plain
from core.office.spreadsheets import Column, SheetSpec, write
from core.records import audit
from core.records.errors import RuleViolation
from organizations.models import Organization
from organizations.rosters.subject import Subject
from people.models import Person

EXPORT = "organizations.export_data"
MOST_ROWS = 100_000
_NOTE = "号码、电话、住址已按规定遮盖；改后可以直接导入，遮盖的格表示不变"
_DAYS = ("日期", "时间", "年月")


def records_of(subject: Subject, user: Any) -> QuerySet[Any]:
    """The records that ``user`` may take out today, in the order of the file."""
    return subject.sent.of_day(subject.sent.visible(user, EXPORT), timezone.localdate())


def titles_of(subject: Subject) -> list[str]:
    return [column.title for column in subject.columns]


def lines_of(subject: Subject, records: Iterable[Any]) -> list[list[Any]]:
    """The cells of each row, in the order of the columns; empty where the record says nothing."""
    return cells_of(subject, subject.sent.cells(list(records)))


def cells_of(subject: Subject, rows: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
    """``rows`` of cells by the column's name, as they stand in the file."""
    lines = []
    for number, cells in enumerate(rows, 1):
        given = {"sequence": number, **cells}
        lines.append([_cell(given.get(column.name)) for column in subject.columns])
    return lines


def _cell(value: Any) -> Any:
    return "" if value is None else "是" if value is True else "否" if value is False else value


def send(subject: Subject, *, by: Any, records: QuerySet[Any] | None = None, **told: Any) -> bytes:
    """The workbook of ``records`` (all that ``by`` may export, where None), recorded with its number of rows.

    ``told``: what else the audit log keeps. Records beyond ``export_data`` are left out. Raises RuleViolation
    ``too-many-rows`` rather than cutting the file.
    """
    mine = subject.sent.visible(by, EXPORT)
    chosen = records_of(subject, by) if records is None else records.filter(pk__in=mine.order_by().values("pk"))
    lines = lines_of(subject, chosen.select_related(*subject.sent.joins)[: MOST_ROWS + 1])
    if len(lines) > MOST_ROWS:
        raise RuleViolation("too-many-rows", f"超过{MOST_ROWS}行，一次导不出；请先筛选，或由下级组织分别导出")
    event = f"{mine.model._meta.app_label}.exported"
    audit.record(event, by=by, label=subject.label, rows=len(lines), **told)
    return write([SheetSpec(subject.label, columns_of(subject), lines, note=_NOTE if _masks(subject) else "")])


def columns_of(subject: Subject) -> list[Column]:
    """The columns of the sheet that goes out."""
    return [_column(column) for column in subject.columns]


def _column(column: RosterColumn) -> Column:
    if column.name == "sequence":
        return Column(column.title, kind="integer")
    return Column(column.title, kind="date" if column.title.endswith(_DAYS) else "text", width=column.width)


def _masks(subject: Subject) -> bool:
    return any(column.protected for column in subject.columns)


def person_cells(person: Person | None, name: str = "person") -> dict[str, Any]:
    """Name, phone and number of somebody named by a row; nothing for nobody."""
    if person is None:
        return {}
    return {name: person.name, "phone": person.phone_masked, "number": person.resident_number_masked}


def written(organizations: Iterable[Organization]) -> dict[int, str]:
    """How a row names each organisation, by id: the name, or the code where another one in force has the name, too."""
    wanted = {each.pk: each for each in organizations}
    names = {name for each in wanted.values() for name in (each.name, plain(each.name))}
    same = Organization.objects.in_force(timezone.localdate()).filter(Q(name__in=names) | Q(short_name__in=names))
    counts: Counter[str] = Counter()
    for name, short in same.values_list("name", "short_name"):
        counts.update({plain(name), plain(short)} - {""})
    return {pk: each.name if counts[plain(each.name)] <= 1 else each.code for pk, each in wanted.items()}


def shown_choice(words: Mapping[str, Any], value: Any) -> str:
    """The first word of a closed list that stands for the value: what the template offers."""
    return next((word for word, each in words.items() if each == value), "")
