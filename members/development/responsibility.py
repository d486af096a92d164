"""Responsibility traced 责任追究 for defects found in a development file (MEM-17; S4A 三2)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from core.records.errors import RuleViolation
from members.development.register import KIND as DEVELOPMENT
from members.models import Membership
from organizations.cases.kinds import CaseKind, File, Level, Persons, StepKind
from organizations.kinds import BRANCHES
from organizations.models import Case, CasePerson, Organization, Post
from people.models import Person

KIND = "responsibility"
DEFECTS = ("程序缺失或倒置", "会议记录不实", "培养考察不到位", "突击填写材料", "近亲发展", "政审不清", "其他问题")
MEASURES = ("批评教育", "责令检查", "通报批评", "诫勉", "组织处理", "移送纪检机关", "不予追究")


def _defects(_organization: Organization, _on: date) -> Sequence[str]:
    return DEFECTS


def _answerable(case: Case, on: date) -> Any:
    """Officers of the branch and of what stands above it in the community, members of the branch, and whom the file
    names: contacts and introducers."""
    places = [case.organization_id, *case.organization.ancestor_ids]
    posts = Post.objects.filter(organization__in=places).values("person")
    members = Membership.objects.as_of(on).filter(organization=case.organization_id).values("person")
    named = CasePerson.objects.filter(case__kind=DEVELOPMENT, case__person=case.person_id).values("person")
    people = Person.objects.filter(pk__in=posts) | Person.objects.filter(pk__in=members)
    return (people | Person.objects.filter(pk__in=named)).distinct().order_by("pinyin", "pk")


def _check_file(case: Case, _by: Any, _today: date) -> None:
    """Of a file that is there, with the defect said."""
    if case.person is None:
        raise RuleViolation("no-person", "请填写发展档案的当事人", field="person_name")
    files = Case.objects.filter(kind=DEVELOPMENT, organization=case.organization_id, person=case.person)
    if not files.exists():
        raise RuleViolation("no-file", f"{case.organization.name}没有{case.person.name}的发展档案", field="person_name")
    if not case.category:
        raise RuleViolation("no-defect", "请选择发现的问题", field="category")


RESPONSIBILITY = CaseKind(
    key=KIND,
    label="发展党员责任追究",
    noun="责任追究",
    about="发展党员档案里发现的问题：支部说明，街道（镇）认定责任和处理，整改后销号",
    kinds=BRANCHES,
    view="organizations.view_member",
    right="organizations.manage_member",
    opens=Level.STREET,
    begun="发现日期",
    person="发展档案当事人",
    categories=_defects,
    category="发现的问题",
    steps=(
        StepKind("statement", "支部说明情况", note="情况说明"),
        StepKind(
            "decide",
            "认定责任、作出处理",
            Level.STREET,
            choices=lambda _case, _on: MEASURES,
            choice_label="处理",
            persons=Persons(
                "responsible", "责任人", "", "", _answerable, "支部和社区任职的人、支部党员、培养联系人和介绍人"
            ),
            document="处理文号",
            note="认定的事实和责任",
        ),
        StepKind("rectify", "整改到位", note="整改情况"),
        StepKind("close", "核查销号", Level.STREET, note="核查意见"),
    ),
    check=_check_file,
)


def traced(file: File) -> Iterable[str]:
    """Defects found in the file of a person, for its page."""
    rows = Case.objects.filter(kind=KIND, person=file.case.person_id, organization=file.case.organization_id)
    return [
        f"{row.category}：{'正在追究责任' if row.is_open else '责任追究已办结'}"
        for row in rows.order_by("begun_on", "pk")
    ]
