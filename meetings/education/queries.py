"""Who of the classes has attended a topic, and who has not: from the attendance of its meetings (MEM-19)."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q

from meetings.education.models import ClassEducation, EducationSession
from meetings.models import Attendance, Meeting
from members.models import DualRegistration, Membership
from organizations.kinds import Kind
from organizations.scoping import subtree_condition
from people.models import Person

LEARNED = (*Attendance.PRESENT_STATES, Attendance.State.MADE_UP)
MOST = 500


class Roll(NamedTuple):
    """Members of the classes on the day: who came to a meeting of the topic or made it up, and who did not."""

    learned: list[Person]
    missing: list[Person]

    @property
    def words(self) -> str:
        return f"应学 {len(self.learned) + len(self.missing)} 人，已学 {len(self.learned)} 人"


def _day(entry: ClassEducation, today: date) -> date:
    """Whose topic it is: members of the day until its end, then of its last day."""
    return max(entry.begins_on, min(entry.due_on, today))


def _members(entry: ClassEducation, on: date) -> Q:
    """Persons of the classes below the keeper; at a community also in-service members who are registered there."""
    within = subtree_condition([entry.organization.path], field="organization__path")
    spells = Membership.objects.as_of(on).filter(within, member_class__in=entry.classes)
    found = Q(pk__in=spells.values("person"))
    if entry.organization.kind == Kind.COMMUNITY and Membership.MemberClass.IN_SERVICE in entry.classes:
        rows = DualRegistration.objects.confirmed().filter(organization=entry.organization_id, during__contains=on)
        found |= Q(pk__in=rows.values("person"))
    return found


def roll(entry: ClassEducation, *, today: date) -> Roll:
    """One query; the first MOST by name."""
    came = Attendance.objects.filter(
        person=OuterRef("pk"),
        state__in=LEARNED,
        meeting__in=EducationSession.objects.filter(education=entry, meeting__state__in=Meeting.RECORDED_STATES).values(
            "meeting"
        ),
    )
    rows = Person.objects.filter(_members(entry, _day(entry, today))).annotate(came=Exists(came))
    found: list[Any] = list(rows.order_by("pinyin", "pk")[:MOST])
    return Roll([each for each in found if each.came], [each for each in found if not each.came])


def meetings_for(entry: ClassEducation) -> Any:
    """Recorded meetings of the keeper and of what lies below it, from the first month of the topic on: all of them are
    in the sight of whoever sees the topic."""
    below = subtree_condition([entry.organization.path], field="organization__path")
    rows = Meeting.objects.recorded().filter(below, month__gte=entry.begins_on.replace(day=1))
    return rows.order_by("-held_at", "-pk")
