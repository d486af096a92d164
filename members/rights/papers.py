"""The copy that a person takes of what is held (PIPL 45): one workbook, nothing masked, nothing of others."""

from typing import Any

from core.office.spreadsheets import Column, SheetSpec, write
from core.records import audit
from members.rights import queries
from members.rights.queries import Look, Section
from people.models import CorrectionRequest, Person

_PERSON = (
    "name",
    "sex",
    "birth_date",
    "ethnicity",
    "education",
    "specialty",
    "occupation",
    "resident_number",
    "phone",
    "address",
)


def take_copy(*, by: Any, person: Person) -> bytes:
    """The workbook for the person, and that it was taken."""
    content = copy(person, queries.held(person), queries.looks(person))
    audit.record("members.copy_taken", by=by, target=person, label=f"人员 {person.pk}")
    return content


def copy(person: Person, sections: list[Section], looked: list[Look]) -> bytes:
    """``sections``: ``queries.held``; ``looked``: ``queries.looks``."""
    labels = dict(CorrectionRequest.Field.choices)
    shown = {"sex": person.get_sex_display(), "education": person.get_education_display()}
    facts = [(labels[name], str(shown.get(name, getattr(person, name) or "") or "未填")) for name in _PERSON]
    records = [(section.label, record.place, record.words) for section in sections for record in section.records]
    looks = [(each.at, each.who, each.office, each.field, each.reason) for each in looked]
    text, columns = Column("内容"), [Column("类别"), Column("组织"), Column("内容")]
    seen = [Column("时间", "datetime"), Column("查看人"), Column("组织"), Column("看的内容"), Column("原因")]
    title = f"{person.name}的登记信息副本"
    return write(
        [
            SheetSpec("基本信息", [Column("项目"), text], facts, title=title),
            SheetSpec("登记和记录", columns, records, title=title),
            SheetSpec("谁看过", seen, looks, title=title),
        ]
    )
