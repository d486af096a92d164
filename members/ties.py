"""Where every person belongs, without the wall of the database: a view of keys, days and states, of nothing in words.

Whether somebody else holds a person, whether the unit stands for one, who has a vote: that is judged over all places,
and behind the wall these questions would find nothing and say no. Nobody is listed from here, and nothing is written.
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from organizations.models import Organization
from organizations.scoping import subtree_condition

FULL, CONFIRMED, BY_UNIT = "full", "confirmed", "unit"
OPEN = ("submitted", "asked_back", CONFIRMED)
"""Of ``Membership.Status`` and of ``DualRegistration``, whose module reads this one."""


class MemberTieQuerySet(models.QuerySet["MemberTie"]):
    def relationships(self) -> Self:
        """Spells of a relationship that have no end."""
        return self.filter(kind=MemberTie.Kind.RELATIONSHIP, during__endswith__isnull=True)

    def spells(self, on: Any) -> Self:
        """Spells of a relationship in force on the day."""
        return self.filter(kind=MemberTie.Kind.RELATIONSHIP, during__contains=on)

    def full(self) -> Self:
        return self.filter(state=FULL)

    def under(self, organization: Organization) -> Self:
        return self.filter(subtree_condition([organization.path], field="path"))

    def registered_in(self, states: Any) -> Self:
        return self.filter(kind=MemberTie.Kind.REGISTRATION, state__in=states)

    def valid(self, on: Any) -> Self:
        """Confirmed registrations that hold on the day."""
        return self.registered_in([CONFIRMED]).filter(during__contains=on)

    def vouched(self, today: date) -> Self:
        """Registrations for which the unit stands itself: it said so, or one is confirmed by its word."""
        standing = Q(state=CONFIRMED, proof=BY_UNIT, during__contains=today)
        said = Q(said=True, state__in=OPEN)
        return self.filter(said | standing, kind=MemberTie.Kind.REGISTRATION)

    def suspensions(self) -> Self:
        return self.filter(kind=MemberTie.Kind.SUSPENSION)


class MemberTieKind(models.TextChoices):
    RELATIONSHIP = "relationship", "组织关系"
    REGISTRATION = "registration", "报到"
    SUSPENSION = "suspension", "停止党籍"


class MemberTie(models.Model):
    """One relationship, registration or suspension: whose, where, when, in which state."""

    Kind = MemberTieKind

    kind = models.CharField(max_length=12, choices=MemberTieKind)
    person = models.BigIntegerField()
    path = models.CharField(max_length=160, db_collation="C")
    during = DateRangeField(null=True)
    state = models.CharField(max_length=12)
    """Class of a relationship, state of a registration, end of a suspension."""
    side = models.CharField(max_length=6)
    proof = models.CharField(max_length=12)
    said = models.BooleanField()
    """The unit's contact said: a member of the unit."""

    objects: ClassVar = MemberTieQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "members_tie"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.person} {self.path}"
