"""Reads of feedback cards: who stands on them, what they did, whose they are (MEM-05)."""

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet, Sum

from core.zone import midnight
from meetings.models import Attendance
from meetings.models.meeting import RECORDED
from members.models import DualRegistration
from organizations.models import Unit, UnitPresence
from services.feedback.models import FeedbackCard, FeedbackLine, FeedbackRound
from services.models import Claim

STOOD = (DualRegistration.State.CONFIRMED, DualRegistration.State.ENDED)


def registered_in(entry: FeedbackRound) -> QuerySet[DualRegistration]:
    """Registrations that were valid in the community within the period, whose unit is named."""
    rows = DualRegistration.objects.filter(organization=entry.organization_id, state__in=STOOD).exclude(unit_name="")
    inside = rows.filter(during__overlap=(entry.starts_on, entry.ends_on + timedelta(days=1)))
    return inside.order_by("unit_name", "person__pinyin", "pk")


def units_named(names: Collection[str]) -> dict[str, int]:
    """Registered units of these names: a member registered at home names a unit of another community."""
    found = Unit.objects.filter(name__in=names, presences__during__endswith__isnull=True).order_by("-pk")
    return dict(found.values_list("name", "pk"))


class Done(NamedTuple):
    services: int = 0
    hours: Decimal = Decimal(0)
    meetings: int = 0


def done_in(entry: FeedbackRound, persons: Collection[int]) -> dict[int, Done]:
    """What each did in the community within the period; two statements."""
    began, ended = midnight(entry.starts_on), midnight(entry.ends_on + timedelta(days=1))
    came = Claim.objects.filter(
        activity__organization=entry.organization_id,
        activity__starts_at__gte=began,
        activity__starts_at__lt=ended,
        person__in=persons,
        state__in=Claim.CAME,
    )
    confirmed = Q(state=Claim.State.CONFIRMED)
    served = {
        row["person"]: (row["number"], row["done"] or Decimal(0))
        for row in came.order_by().values("person").annotate(number=Count("pk"), done=Sum("hours", filter=confirmed))
    }
    attended = Attendance.objects.under(entry.organization).filter(
        person__in=persons,
        meeting__state__in=RECORDED,
        meeting__starts_at__gte=began,
        meeting__starts_at__lt=ended,
        state__in=Attendance.PRESENT_STATES,
    )
    met = dict(attended.order_by().values_list("person").annotate(number=Count("pk")))
    return {person: Done(*served.get(person, (0, Decimal(0))), met.get(person, 0)) for person in persons}


def cards_of_contact(person_id: int | None, *, today: date) -> QuerySet[FeedbackCard]:
    """Cards of the units whose contact the person is today, from every community, the newest first."""
    own = UnitPresence.objects.filter(contact_id=person_id, during__contains=today)
    rows = FeedbackCard.objects.filter(unit__in=own.values("unit"), round__withdrawn_on=None)
    return rows.select_related("round", "organization").order_by("-round__starts_on", "pk")


def lines_of(card: FeedbackCard) -> list[FeedbackLine]:
    rows = card.lines.select_related("person")
    return list(rows.order_by("person__pinyin", "pk"))


def of_person(person_id: int, year: int) -> QuerySet[FeedbackLine]:
    """What communities told the unit of a member in a year, and what the unit used it for."""
    rows = FeedbackLine.objects.filter(person=person_id, card__round__starts_on__year=year)
    return rows.filter(card__round__withdrawn_on=None).select_related("card__round", "organization").order_by("pk")
