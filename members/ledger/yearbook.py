"""The yearly form 党内统计年报表: branches by columns; every cell is the register under that filter (MEM-23)."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from core.chinese.attributes import EDUCATION_BANDS
from core.office.spreadsheets import Column, SheetSpec, write
from core.records import audit
from members.forms import RegisterFilterForm
from members.ledger.changes import TITLES, Ledger, ledger
from members.queries import register
from members.statistics import MINORITY
from organizations.models import Organization

_COLLEGE = ",".join(sorted(EDUCATION_BANDS["survey"][-1].members))
COLUMNS: tuple[tuple[str, dict[str, str]], ...] = (
    ("党员总数", {}),
    ("预备党员", {"status": "probationary"}),
    ("女", {"sex": "female"}),
    ("少数民族", {"ethnicity": MINORITY}),
    ("35岁及以下", {"age_to": "35"}),
    ("36至45岁", {"age_from": "36", "age_to": "45"}),
    ("46至60岁", {"age_from": "46", "age_to": "60"}),
    ("61岁及以上", {"age_from": "61"}),
    ("年龄未填", {"unknown": "birth"}),
    ("大专及以上", {"education": _COLLEGE}),
    ("在职", {"member_class": "in_service"}),
    ("离退休", {"member_class": "retired"}),
    ("下岗失业", {"member_class": "unemployed"}),
    ("外出流动", {"member_class": "floating_out"}),
)


@dataclass(frozen=True)
class Cell:
    count: int
    url: str


@dataclass(frozen=True)
class Yearbook:
    """``rows``: name and cells of each branch, the total first."""

    organization: Organization
    as_of: date
    rows: list[tuple[str, list[Cell]]]
    balance: Ledger

    @property
    def titles(self) -> list[str]:
        return [title for title, _ in COLUMNS]


def yearbook(user: Any, organization: Organization, *, year: int, today: date) -> Yearbook:
    """As of the last day of the year, or today; one query a column, and those of the balance."""
    as_of = min(date(year, 12, 31), today)
    balance = ledger(organization, date(year, 1, 1), as_of)
    shown = {"organization": str(organization.pk), "as_of": as_of.isoformat()}
    counts = [_by_branch(user, organization, shown | query, today) for _, query in COLUMNS]
    address = reverse("members:index")

    def cells(count: Any, more: dict[str, str]) -> list[Cell]:
        return [
            Cell(count(column), f"{address}?{urlencode(shown | query | more)}")
            for column, (_, query) in zip(counts, COLUMNS, strict=True)
        ]

    rows = [("合计", cells(lambda column: sum(column.values()), {}))]
    for line in balance.lines:
        if counts[0].get(line.branch):
            rows.append((line.name, cells(_of(line.branch), {"branch": str(line.branch)})))
    return Yearbook(organization, as_of, rows, balance)


def _of(branch: int) -> Any:
    return lambda column: column.get(branch, 0)


def _by_branch(user: Any, organization: Organization, query: dict[str, str], today: date) -> dict[int, int]:
    form = RegisterFilterForm(query, organizations=Organization.objects.filter(pk=organization.pk))
    rows = register(user, form.chosen(), today=today).order_by().values_list("organization")
    return dict(rows.annotate(Count("pk")))


def workbook(book: Yearbook, *, by: Any) -> bytes:
    """Both parts as sheets; that they left the portal is recorded."""
    audit.record(
        "members.exported",
        by=by,
        target=book.organization,
        organization_id=book.organization.pk,
        yearbook=book.as_of.isoformat(),
        rows=len(book.rows),
    )
    title = f"{book.organization.name}党内统计（截至{book.as_of}）"
    numbers = [Column(each, "integer") for each in book.titles]
    rows = [[name, *(cell.count for cell in cells)] for name, cells in book.rows]
    balance = [[line.name, *line.cells] for line in (book.balance.total, *book.balance.lines)]
    moved = [Column(each, "integer") for each in TITLES]
    return write(
        [
            SheetSpec("党员队伍", [Column("党支部"), *numbers], rows, title=title),
            SheetSpec("增减变动", [Column("党支部"), *moved], balance, title=title),
        ]
    )
