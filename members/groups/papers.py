"""The roster of a branch on paper, from the record alone."""

from datetime import date

from core.chinese.dates import age_on, chinese_date
from core.office.documents import TableColumn, table_pdf
from members.groups.models import GroupMembership
from members.models import Membership
from members.standing.queries import standings
from organizations.models import Organization

COLUMNS = (
    TableColumn("序号", 0, "center"),
    TableColumn("姓名", 1.2),
    TableColumn("性别", 0, "center"),
    TableColumn("民族", 0, "center"),
    TableColumn("出生日期", 0, "center"),
    TableColumn("年龄", 0, "center"),
    TableColumn("学历", 1),
    TableColumn("入党时间", 0, "center"),
    TableColumn("转正时间", 0, "center"),
    TableColumn("党龄", 0, "center"),
    TableColumn("党员类别", 0, "center"),
    TableColumn("管理类型", 0, "center"),
    TableColumn("党小组", 1.6),
    TableColumn("备注", 1.2),
)


def roster_rows(branch: Organization, *, today: date) -> list[list[str]]:
    """One line for each member of the branch today, by name; what is not known is left empty, to be written in."""
    spells = list(
        Membership.objects.current().filter(organization=branch).select_related("person").order_by("name_key", "pk")
    )
    groups = dict(
        GroupMembership.objects.as_of(today)
        .filter(person__in=[spell.person_id for spell in spells])
        .values_list("person_id", "organization__name")
    )
    ages = standings(spells, on=today)
    return [
        [
            str(number),
            spell.person.name,
            spell.person.get_sex_display() if spell.person.sex else "",
            spell.person.ethnicity,
            f"{spell.person.birth_date:%Y-%m-%d}" if spell.person.birth_date else "",
            str(age_on(spell.person.birth_date, today)) if spell.person.birth_date else "",
            spell.person.get_education_display() if spell.person.education else "",
            f"{spell.joined_on:%Y-%m-%d}" if spell.joined_on else "",
            f"{spell.full_on:%Y-%m-%d}" if spell.full_on else "",
            ages[spell.pk].words,
            spell.get_status_display(),
            spell.get_member_class_display() if spell.member_class else "",
            groups.get(spell.person_id, ""),
            ages[spell.pk].note,
        ]
        for number, spell in enumerate(spells, 1)
    ]


def branch_roster(branch: Organization, *, today: date) -> bytes:
    """The roster as PDF, A4 landscape; the header repeats, pages are counted."""
    rows = roster_rows(branch, today=today)
    return table_pdf(
        f"{branch.name}党员名册",
        COLUMNS,
        rows,
        subtitle=f"截至{chinese_date(today)}，共{len(rows)}名",
        footer="年龄、党龄按周年计算；党龄自转正之日起算，停止党籍期间不计",
        landscape=True,
    )
