"""What organisations know of an officer who leaves: duties of the office, cases, units, contact points."""

from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from psycopg2.extras import DateRange

from core.chinese.dates import chinese_date
from core.records.versions import save_versioned
from organizations.cases.kinds import kinds as kinds_of_cases
from organizations.desks.home import item
from organizations.desks.queries import desks, lines_of_desk
from organizations.handing.kinds import Handing, Leaving, Thing
from organizations.models import Case, CasePerson, ContactPoint, RoleRule, UnitPresence
from organizations.rules import raise_field_errors
from organizations.scoping import subtree_condition
from people.models import Person, User

MANY = 200
"""Lines of one kind on a list."""


def _duties(leaving: Leaving) -> Iterable[Thing]:
    """What the office owes today by the rights of the post."""
    rule = RoleRule.objects.filter(kind=leaving.post.organization.kind, position=leaving.post.position).first()
    if rule is None:
        return
    rights = rule.role.permissions.values_list("content_type__app_label", "codename")
    held = {leaving.path: {f"{app}.{codename}" for app, codename in rights}}
    number = 0
    for desk in desks(held):
        for line in lines_of_desk(desk, viewer=0, now=timezone.localtime()):
            number += 1
            shown = item(line)
            detail = f"（{shown.detail}）" if shown.detail else ""
            yield Thing(number, f"{shown.title}{detail}，{chinese_date(shown.due_on)}到期", shown.url)


def _cases(leaving: Leaving) -> Iterable[Thing]:
    rows = Case.objects.filter(subtree_condition([leaving.path], field="scope"), ended_on=None)
    if leaving.above_communities:
        rows = rows.filter(Q(recorded_by__person=leaving.person) | Q(steps__recorded_by__person=leaving.person))
    known = kinds_of_cases()
    for row in rows.select_related("organization").distinct().order_by("begun_on", "pk")[:MANY]:
        kind = known.get(row.kind)
        label = kind.label if kind else ""
        yield Thing(
            row.pk, f"{label}：{row.title}（{row.organization.label}）", reverse("organizations:case", args=[row.pk])
        )


def _roles(leaving: Leaving) -> Iterable[Thing]:
    rows = CasePerson.objects.filter(
        subtree_condition([leaving.path], field="scope"), person=leaving.person, until=None, case__ended_on=None
    )
    known = kinds_of_cases()
    for row in rows.select_related("case__organization").order_by("pk")[:MANY]:
        kind = known.get(row.case.kind)
        words = {step.persons.role: step.persons.label for step in kind.steps if step.persons} if kind else {}
        text = f"{row.case.title}的{words.get(row.role, '相关人员')}（{row.case.organization.label}）"
        yield Thing(row.pk, text, reverse("organizations:case", args=[row.case_id]))


def _presences(leaving: Leaving, field: str) -> Iterable[Thing]:
    rows = UnitPresence.objects.filter(
        subtree_condition([leaving.path], field="scope"), during__contains=leaving.today, **{field: leaving.person}
    )
    for row in rows.select_related("unit").order_by("pk")[:MANY]:
        yield Thing(row.pk, row.unit.name, reverse("organizations:unit", args=[row.pk]))


def _pass_presences(field: str, pks: Sequence[int], leaving: Leaving, successor: Person) -> None:
    rows = UnitPresence.objects.filter(pk__in=pks, **{field: leaving.person})
    for row in rows.select_for_update(of=("self",), no_key=True):
        setattr(row, field, successor)
        row.save(update_fields=[field])


def _points(leaving: Leaving) -> Iterable[Thing]:
    rows = ContactPoint.objects.filter(
        subtree_condition([leaving.path], field="scope"), leader=leaving.person, withdrawn_on=None
    ).filter(Q(during__endswith__isnull=True) | Q(during__endswith__gt=leaving.today))
    for row in rows.select_related("organization").order_by("pk")[:MANY]:
        yield Thing(row.pk, row.organization.name, reverse("organizations:contacts_entry", args=[row.pk]))


def _pass_points(leaving: Leaving, pks: Sequence[int], successor: Person) -> None:
    """The leaver's spell ends on the day, the successor's begins: visits stay with who made them."""
    today = leaving.today
    rows = ContactPoint.objects.filter(pk__in=pks, leader=leaving.person).select_related("organization")
    for row in rows.select_for_update(of=("self",), no_key=True):
        since, until = row.during.lower, row.during.upper
        if since >= today:
            row.leader = successor
            raise_field_errors(row, exclude=["scope"])
            save_versioned(row, row.version, ["leader"])
            continue
        row.during = DateRange(since, today)
        save_versioned(row, row.version, ["during"])
        made = ContactPoint(
            organization=row.organization, leader=successor, duty=row.duty, during=DateRange(today, until)
        )
        raise_field_errors(made, exclude=["scope"])
        made.save()


def absent(person: int) -> bool:
    """Whether nobody signs in as the person any more."""
    return not User.objects.filter(person=person, is_active=True).exists()


HANDINGS = (
    Handing("duties", "待办事项", _duties),
    Handing("cases", "办理中的事项", _cases),
    Handing("roles", "事项里的身份", _roles, note="在事项里按程序另行确定"),
    Handing(
        "instructor",
        "担任党建指导员的单位",
        lambda leaving: _presences(leaving, "instructor"),
        lambda leaving, pks, successor: _pass_presences("instructor", pks, leaving, successor),
    ),
    Handing(
        "contact",
        "担任联系人的单位",
        lambda leaving: _presences(leaving, "contact"),
        lambda leaving, pks, successor: _pass_presences("contact", pks, leaving, successor),
        ticked=False,
    ),
    Handing("points", "领导联系点", _points, _pass_points),
)
