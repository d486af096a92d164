"""The roster that goes out: the columns of import, from the office and from the admin, numbers and phones masked."""

from collections.abc import Iterator, Sequence
from typing import Any

from core.office.spreadsheets import Column, SheetSpec
from members.models import Membership
from members.statistics import Statistics
from organizations.rosters.resource import RosterResource
from organizations.rosters.sending import person_cells, written


class MemberResource(RosterResource):
    roster = "members"

    class Meta:
        model = Membership


def member_cells(spells: Sequence[Membership]) -> Iterator[dict[str, Any]]:
    """The cells of the register's columns; a number, a phone, an address are masked."""
    branches = written(spell.organization for spell in spells)
    for spell in spells:
        person = spell.person
        yield {
            **person_cells(person, "name"),
            "sex": person.get_sex_display() if person.sex else "",
            "ethnicity": person.ethnicity,
            "birth": person.birth_date,
            "education": person.get_education_display() if person.education else "",
            "joined": spell.joined_on,
            "full": spell.full_on,
            "branch": branches[spell.organization_id],
            "status": spell.get_status_display(),
            "member_class": spell.get_member_class_display() if spell.member_class else "",
            "occupation": person.occupation,
            "address": person.address_masked,
            "remark": spell.remark,
        }


def statistics_sheet(result: Statistics) -> SheetSpec:
    """The counts of a day as numbers, the total first; an unrecorded day has none."""
    columns = [Column("分类"), Column("项目"), Column("人数", "integer"), Column("占比", "percent")]
    rows: list[list[Any]] = [["总数", "党员（当日未登记）", None, None]]
    if result.recorded:
        rows = [["总数", "党员", result.total, 1 if result.total else 0]]
        rows += [
            [table.title, line.label, line.count, float(line.percent) / 100]
            for table in result.tables
            for line in table.lines
        ]
    return SheetSpec("党员统计", columns, rows, title=result.title)
