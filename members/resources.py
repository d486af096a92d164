"""The roster that goes out: the columns of import, from the office and from the admin, numbers and phones masked."""

from collections.abc import Iterable
from typing import Any

from import_export import fields

from core.office.spreadsheets import Column, SheetSpec
from members.importing.columns import BY_NAME, COLUMNS
from members.models import Membership
from members.statistics import Statistics
from organizations.rosters.resource import RosterResource

_SOURCES = {
    "name": "person__name",
    "sex": "person__get_sex_display",
    "ethnicity": "person__ethnicity",
    "birth": "person__birth_date",
    "number": "person__resident_number_masked",
    "education": "person__get_education_display",
    "joined": "joined_on",
    "full": "full_on",
    "branch": "organization__name",
    "status": "get_status_display",
    "member_class": "get_member_class_display",
    "occupation": "person__occupation",
    "phone": "person__phone_masked",
    "address": "person__address_masked",
    "remark": "remark",
}


class MemberResource(RosterResource):
    """Masked; the columns are those of the members' roster, through which a dataset comes in."""

    roster = "members"

    class Meta:
        model = Membership
        fields = tuple(_SOURCES)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields = {
            name: fields.Field(column_name=BY_NAME[name].title, attribute=source) for name, source in _SOURCES.items()
        }

    def get_export_headers(self, selected_fields: Any = None) -> list[str]:
        return [field.column_name for field in self.fields.values()]

    def get_export_order(self) -> list[str]:
        return list(self.fields)

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("person", "organization")


_DATES = ("birth", "joined", "full")


def roster_sheet(spells: Iterable[Membership]) -> SheetSpec:
    """The register as an office keeps it: what goes out names its columns as import reads them.

    ``spells`` come with person and organization.
    """
    sources = MemberResource().fields
    columns = [
        Column(each.title, kind="integer" if each.name == "sequence" else "date" if each.name in _DATES else "text")
        for each in COLUMNS
    ]
    rows = (
        [number if each.name == "sequence" else sources[each.name].get_value(spell) for each in COLUMNS]
        for number, spell in enumerate(spells, 1)
    )
    return SheetSpec("党员花名册", columns, rows, note="号码和电话已按规定遮盖")


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
