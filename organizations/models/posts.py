"""Offices held by persons for a time."""

from typing import Any, ClassVar, Self

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from core.records.history import tracked
from core.records.redaction import FreeChar
from organizations.models.scoped import ScopedModel, ScopedQuerySet
from people.models import Person


class Position(models.TextChoices):
    SECRETARY = "secretary", "书记"
    FULL_TIME_DEPUTY = "full_time_deputy", "专职副书记"
    PART_TIME_DEPUTY = "part_time_deputy", "兼职副书记"
    DEPUTY_SECRETARY = "deputy_secretary", "副书记"
    COMMITTEE_MEMBER = "committee_member", "委员"
    ORGANIZATION_COMMISSIONER = "organization_commissioner", "组织委员"
    PARTY_AFFAIRS_OFFICER = "party_affairs_officer", "党务干事"
    LEADER = "leader", "组长"
    HOUSEHOLD_HEAD = "household_head", "户长"
    DIRECTOR = "director", "社区主任"
    WORKER = "worker", "社区工作者"
    OFFICER = "officer", "机关干部"
    INSTRUCTOR = "instructor", "党建指导员"
    UNIT_CONTACT = "unit_contact", "单位联系人"


SINGLE_SEATS = (
    Position.SECRETARY,
    Position.FULL_TIME_DEPUTY,
    Position.LEADER,
    Position.HOUSEHOLD_HEAD,
    Position.DIRECTOR,
)


class PostQuerySet(ScopedQuerySet["Post"]):
    def in_force(self, on: Any) -> Self:
        return self.filter(during__contains=on)


@tracked(exclude=["scope"])
class Post(ScopedModel):
    """An office held by a person for a time (docs/glossary.md: never 阵地)."""

    class Basis(models.TextChoices):
        DIRECT_ENTRY = "direct_entry", "直接进入"
        SELECTION = "selection", "公开推选"
        ELECTION = "election", "选举"
        ENGAGEMENT = "engagement", "聘任"
        APPOINTMENT = "appointment", "委任"

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts", verbose_name="人员")
    position = models.CharField("职务", max_length=32, choices=Position)
    basis = models.CharField("产生方式", max_length=16, choices=Basis, default=Basis.APPOINTMENT)
    full_time = models.BooleanField("专职", default=True)
    during = DateRangeField("任职起止")
    term_ends_on = models.DateField("届满日期", null=True, blank=True)
    selection_mode = models.CharField("选任方式", max_length=12, blank=True)
    ended_because = FreeChar("离任原因", max_length=120, blank=True)

    objects: ClassVar = PostQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "任职"
        constraints = [
            ExclusionConstraint(
                name="post_single_seat_one_at_a_time",
                expressions=[
                    ("organization", RangeOperators.EQUAL),
                    ("position", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(position__in=[str(seat) for seat in SINGLE_SEATS]),
                violation_error_message="同一时间这个职务只能由一人担任",
            ),
            ExclusionConstraint(
                name="post_same_person_once",
                expressions=[
                    ("organization", RangeOperators.EQUAL),
                    ("position", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message="此人在这段时间已担任该职务",
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="post_during_not_empty"),
        ]
        indexes = [
            models.Index(fields=["scope"], name="post_scope"),
            models.Index(fields=["term_ends_on"], name="post_term", condition=Q(term_ends_on__isnull=False)),
        ]
        triggers = [
            *ScopedModel.Meta.triggers,
            pgtrigger.Trigger(
                name="grants_follow_post",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "((NEW.during, NEW.person_id, NEW.organization_id, NEW.position)"
                    " IS DISTINCT FROM (OLD.during, OLD.person_id, OLD.organization_id, OLD.position))"
                ),
                func=(
                    "IF (NEW.person_id, NEW.organization_id, NEW.position)"
                    " IS DISTINCT FROM (OLD.person_id, OLD.organization_id, OLD.position) THEN"
                    " DELETE FROM organizations_grant WHERE post_id = NEW.id;"
                    " ELSE UPDATE organizations_grant SET during = NEW.during WHERE post_id = NEW.id;"
                    " END IF; RETURN NULL;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.get_position_display()} {self.person}"
