"""What is wanted and what is offered in a community, matched one by one (SVC-03, SVC-05, SVC-17)."""

import secrets
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.models import VersionedModel
from core.records.history import tracked
from core.records.protection import ProtectedField, RowBound, mask_phone
from core.records.redaction import FreeChar, FreeText
from organizations.models import ScopedModel, ScopedQuerySet, Unit
from people.models import Person


def new_token() -> str:
    return secrets.token_hex(16)


class ListingKind(models.TextChoices):
    NEED = "need", "需求"
    RESOURCE = "resource", "资源"
    PROJECT = "project", "项目"
    ORDER = "order", "群众点单"
    WISH = "wish", "微心愿"
    HELP = "help", "求助"
    MUTUAL = "mutual", "邻里互助"


LISTS = (ListingKind.NEED, ListingKind.RESOURCE, ListingKind.PROJECT)
"""The three lists of a community and its units (S2 四(三))."""
OF_RESIDENTS = (ListingKind.ORDER, ListingKind.WISH, ListingKind.HELP, ListingKind.MUTUAL)
"""What residents ask for."""


class ListingState(models.TextChoices):
    RECEIVED = "received", "待受理"
    OPEN = "open", "待对接"
    DISPATCHED = "dispatched", "已派单"
    TAKEN = "taken", "已对接"
    DONE = "done", "已完成"
    WITHDRAWN = "withdrawn", "已撤下"


HELD = (ListingState.DISPATCHED, ListingState.TAKEN, ListingState.DONE)
"""Somebody has it."""
PUBLIC = (ListingState.OPEN, *HELD)
"""Accepted: classified and shown on the lists."""


class ListingQuerySet(ScopedQuerySet["Listing"]):
    def open(self) -> Self:
        return self.filter(state=ListingState.OPEN)

    def wanted(self) -> Self:
        """What somebody can take: not the resources, which are matched with it."""
        return self.exclude(kind=ListingKind.RESOURCE)

    def resources(self) -> Self:
        return self.open().filter(kind=ListingKind.RESOURCE)


@tracked(exclude=["scope", "phone", "token"])
class Listing(ScopedModel, VersionedModel, RowBound):
    """One line of the lists of needs, resources and projects, an order, a wish, a call for help.

    ``organization``: the community. ``unit``: who offers or asks. ``person`` or ``taker_unit``: who has it.
    ``resource``: what it was matched with. ``taken_by``: who pressed the button, and may undo it for some minutes.
    """

    Kind, State = ListingKind, ListingState
    HELD_STATES, PUBLIC_STATES = HELD, PUBLIC

    class Way(models.TextChoices):
        OFFICE = "office", "社区登记"
        PHONE = "phone", "电话"
        COUNTER = "counter", "窗口"
        CODE = "code", "扫码"
        UNIT = "unit", "单位报送"

    class Rating(models.TextChoices):
        SATISFIED = "satisfied", "满意"
        BASIC = "basic", "基本满意"
        DISSATISFIED = "dissatisfied", "不满意"

    kind = models.CharField("类别", max_length=10, choices=ListingKind)
    title = FreeChar("名称", max_length=60)
    content = FreeText("具体内容", max_length=500)
    place = FreeChar("地点", max_length=60, blank=True)
    mode = models.CharField("服务模式", max_length=20, blank=True)
    direction = models.CharField("服务方向", max_length=20, blank=True)
    way = models.CharField("来源", max_length=8, choices=Way, default=Way.OFFICE)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="提出单位")
    phone = ProtectedField("联系电话")
    state = models.CharField("状态", max_length=10, choices=ListingState, default=ListingState.RECEIVED)
    received_at = models.DateTimeField("提出时间", default=timezone.now)
    accept_by = models.DateField("受理期限")
    accepted_at = models.DateTimeField("受理时间", null=True, blank=True)
    due_on = models.DateField("完成期限", null=True, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="接单人")
    taker_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="对接单位"
    )
    resource = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="matched", verbose_name="对接资源"
    )
    taken_at = models.DateTimeField("对接时间", null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    result = FreeText("完成情况", max_length=500, blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)
    rating = models.CharField("评价", max_length=12, choices=Rating, blank=True)
    rated_at = models.DateTimeField("评价时间", null=True, blank=True)
    withdrawn_because = FreeChar("撤下原因", max_length=120, blank=True)
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)

    objects: ClassVar[Any] = ListingQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = verbose_name_plural = "对接事项"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=HELD) & (Q(person__isnull=False) | Q(taker_unit__isnull=False))
                | ~Q(state__in=HELD) & Q(person=None, taker_unit=None, resource=None),
                name="listing_held_by_somebody",
                violation_error_message="已对接的事项必须有接单人或对接单位",
            ),
            models.CheckConstraint(
                condition=Q(person=None) | Q(taker_unit=None),
                name="listing_held_by_one",
                violation_error_message="一件事只由一方接单",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=PUBLIC) | ~Q(mode="") & ~Q(direction="") & Q(accepted_at__isnull=False),
                name="listing_accepted_is_classified",
                violation_error_message="受理时要选服务模式和服务方向",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ListingKind.RESOURCE) | ~Q(state__in=HELD),
                name="listing_resource_is_matched",
                violation_error_message="资源用来对接需求，不能接单",
            ),
            models.CheckConstraint(
                condition=Q(kind=ListingKind.RESOURCE) | ~Q(state__in=PUBLIC) | Q(due_on__isnull=False),
                name="listing_wanted_has_a_day",
                violation_error_message="请写明完成期限",
            ),
            models.CheckConstraint(
                condition=Q(state=ListingState.DONE, done_on__isnull=False) & ~Q(result="")
                | ~Q(state=ListingState.DONE) & Q(done_on=None),
                name="listing_done_has_result",
                violation_error_message="请写明完成情况和日期",
            ),
            models.CheckConstraint(
                condition=Q(rating="", rated_at=None) | ~Q(rating="") & Q(rated_at__isnull=False),
                name="listing_rating_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=ListingState.WITHDRAWN) | ~Q(withdrawn_because=""),
                name="listing_withdrawn_with_reason",
                violation_error_message="请写明撤下原因",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "state", "kind"], name="listing_scope_state"),
            models.Index(fields=["organization", "state"], name="listing_organization_state"),
            models.Index(fields=["person"], name="listing_person", condition=Q(person__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def phone_masked(self) -> str:
        return mask_phone(self.phone)

    @property
    def is_resource(self) -> bool:
        return self.kind == ListingKind.RESOURCE

    @property
    def taker(self) -> str:
        """Who has it, for pages."""
        if self.person is not None:
            return str(self.person.name)
        return self.taker_unit.name if self.taker_unit is not None else ""

    @property
    def tone(self) -> str:
        if self.state == ListingState.DONE:
            return "good"
        if self.state in (ListingState.DISPATCHED, ListingState.TAKEN):
            return "info"
        return "" if self.state == ListingState.WITHDRAWN else "warn"
