"""Every write of the lists, orders, wishes and calls for help: handed in, accepted, matched, done, rated."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core import tasks
from core.chinese.calendar import add_working_days
from core.records import audit, outbox
from core.records.errors import RuleViolation
from organizations import standards
from organizations.models import Organization, Unit, UnitPresence
from organizations.rules import raise_field_errors
from people.models import Person, User
from services import rules
from services.models import Listing
from services.rules import LISTING
from services.rules.matching import ACCEPT_DAYS, check_done_on, check_due_on, check_role

SUBJECT = "services.listing"


@transaction.atomic
def hand_in(
    *,
    by: Any,
    community: Organization,
    kind: str,
    title: str,
    content: str,
    at: datetime,
    place: str = "",
    way: str = Listing.Way.OFFICE,
    unit: Unit | None = None,
    phone: str = "",
) -> Listing:
    """Take in what a resident or a unit asks for or offers; the community accepts it within its days."""
    day = timezone.localdate(at)
    if (
        unit is not None
        and not UnitPresence.objects.filter(organization=community, unit=unit, during__contains=day).exists()
    ):
        raise RuleViolation("unit-elsewhere", f"{unit.name}不在{community.name}的辖区", field="unit")
    days = standards.at(ACCEPT_DAYS, organization=community, as_of=day)
    listing = Listing(
        organization=community,
        kind=kind,
        title=title.strip(),
        content=content.strip(),
        place=place.strip(),
        way=way,
        unit=unit,
        phone=phone,
        received_at=at,
        accept_by=add_working_days(day, days),
    )
    raise_field_errors(listing, exclude=["scope"])
    listing.save()
    audit.record("services.listing_handed_in", by=by, target=listing, kind=kind, way=way)
    return listing


def _locked(listing: Listing) -> Listing:
    rows = Listing.objects.select_for_update(of=["self"]).select_related("organization", "person", "taker_unit")
    found: Listing = rows.get(pk=listing.pk)
    return found


@transaction.atomic
def accept_listing(
    *,
    by: Any,
    listing: Listing,
    version: int,
    at: datetime,
    mode: str,
    direction: str,
    due_on: date | None,
    title: str,
    kind: str,
) -> Listing:
    """The community classifies it and puts it on the lists (SVC-06). Raises Conflict for a stale version."""
    stored, day = _locked(listing), timezone.localdate(at)
    labels = standards.several(
        ["svc.service_modes", "svc.service_directions"], organization=stored.organization, as_of=day
    )
    rules.check_label(mode, labels["svc.service_modes"], what="服务模式", field="mode")
    rules.check_label(direction, labels["svc.service_directions"], what="服务方向", field="direction")
    stored.mode, stored.direction, stored.due_on = mode, direction, due_on
    stored.title, stored.kind, stored.accepted_at = title.strip(), kind, at
    check_due_on(due_on, today=day, resource=stored.is_resource)
    raise_field_errors(stored, exclude=["scope", "state", "version"])
    fields = ["mode", "direction", "due_on", "title", "kind", "accepted_at"]
    LISTING.advance("accept", stored, by=by, at=at, version=version, fields=fields, mode=mode, direction=direction)
    return stored


_HOLDER = ["person", "taker_unit", "resource", "taken_at", "taken_by"]


def _hold(name: str, listing: Listing, *, by: Any, at: datetime, **fields: Any) -> Listing:
    """Somebody gets it; whoever comes second is told (the row is locked, the state is asked again)."""
    stored = _locked(listing)
    for field, value in fields.items():
        setattr(stored, field, value)
    stored.taken_at, stored.taken_by_id = at, getattr(by, "pk", None)
    LISTING.advance(name, stored, by=by, at=at, fields=_HOLDER)
    return stored


def _give_back(name: str, listing: Listing, *, by: Any, at: datetime, **data: Any) -> Listing:
    stored = _locked(listing)
    LISTING.check(name, stored, by=by, at=at)
    check_role(name, stored, by)
    stored.person = stored.taker_unit = stored.resource = stored.taken_at = stored.taken_by = None
    LISTING.advance(name, stored, by=by, at=at, fields=_HOLDER, **data)
    return stored


def _reason(reason: str) -> str:
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明原因", field="reason")
    return reason.strip()[:120]


@transaction.atomic
def take_listing(*, by: User, listing: Listing, person: Person, at: datetime) -> Listing:
    """A member takes it by one tap (SVC-05)."""
    return _hold("take_order", listing, by=by, at=at, person=person)


@transaction.atomic
def take_for_unit(*, by: User, listing: Listing, unit: Unit, at: datetime) -> Listing:
    """The contact of a unit claims it for the unit (SVC-03): two units cannot have one project."""
    if not rules.is_contact_here(by, listing, unit.pk):
        raise RuleViolation("no-contact", f"您不是{unit.name}在这个社区的联系人")
    return _hold("take_for_unit", listing, by=by, at=at, taker_unit=unit)


@transaction.atomic
def match_listing(*, by: Any, listing: Listing, resource: Listing, at: datetime) -> Listing:
    """A need is met by a resource of the same community: the unit that offers it has the need (SVC-03)."""
    offered = Listing.objects.select_for_update(of=["self"]).get(pk=resource.pk)
    fits = offered.state == Listing.State.OPEN and offered.is_resource
    if not fits or offered.organization_id != listing.organization_id:
        raise RuleViolation("no-resource", "这项资源现在不能用，请另选", field="resource")
    if offered.unit_id is None:
        raise RuleViolation("no-unit", "这项资源没有提供单位，不能对接", field="resource")
    stored = _hold("match", listing, by=by, at=at, taker_unit_id=offered.unit_id, resource=offered)
    text = f"用您单位的“{offered.title}”" + (f"，请在{stored.due_on}前完成" if stored.due_on else "")
    _tell(stored, LISTING["match"].message, f"社区对接：{stored.title}", text, at=at)
    return stored


@transaction.atomic
def dispatch_listing(*, by: Any, listing: Listing, person: Person, at: datetime) -> Listing:
    """The community sends it to a member, who is told; dispatched once at a time (SVC-05)."""
    stored = _hold("dispatch", listing, by=by, at=at, person=person)
    _tell(stored, LISTING["dispatch"].message, f"社区派单：{stored.title}", f"请在{stored.due_on}前完成", at=at)
    return stored


def _tell(listing: Listing, kind: str, title: str, text: str, *, at: datetime) -> None:
    """Who has it is told: the member, or the contact of the unit in this community on the day."""
    day, url = timezone.localdate(at), reverse("services:my_listing", args=[listing.pk])
    contacts = UnitPresence.objects.filter(
        unit=listing.taker_unit_id, organization=listing.organization_id, during__contains=day
    )
    holder = Q(person=listing.person_id) if listing.person_id else Q(person__in=contacts.values("contact"))
    users = User.objects.filter(holder, is_active=True)
    outbox.notify(outbox.Note(kind, SUBJECT, listing.pk, user.pk, day, title, text, url) for user in users)
    tasks.send_soon()


@transaction.atomic
def agree_listing(*, by: User, listing: Listing, at: datetime) -> Listing:
    """The member accepts what was dispatched."""
    stored = _locked(listing)
    LISTING.check("agree", stored, by=by, at=at)
    check_role("agree", stored, by)
    stored.taken_at = at
    stored.taken_by = None  # what the community dispatched is given back with its reason, not undone
    LISTING.advance("agree", stored, by=by, at=at, fields=["taken_at", "taken_by"])
    return stored


@transaction.atomic
def decline_listing(*, by: User, listing: Listing, reason: str, at: datetime) -> Listing:
    return _give_back("decline", listing, by=by, at=at, reason=_reason(reason))


@transaction.atomic
def undo_listing(*, by: User, listing: Listing, at: datetime) -> Listing:
    """Whoever took it gives it back within ``core.undo_minutes``."""
    return _give_back("undo", listing, by=by, at=at)


@transaction.atomic
def release_listing(*, by: Any, listing: Listing, reason: str, at: datetime) -> Listing:
    """The community takes it back, with the reason, and may dispatch it anew; who had it is told."""
    said, before = _reason(reason), _locked(listing)
    _tell(before, LISTING["release"].message, f"社区收回：{before.title}", f"原因：{said}", at=at)
    return _give_back("release", listing, by=by, at=at, reason=said)


@transaction.atomic
def finish_listing(*, by: Any, listing: Listing, result: str, done_on: date, at: datetime) -> Listing:
    """Who has it says what was done and when."""
    stored = _locked(listing)
    LISTING.check("finish", stored, by=by, at=at)
    check_role("finish", stored, by)
    check_done_on(stored, done_on, today=timezone.localdate(at))
    if not result.strip():
        raise RuleViolation("result-missing", "请写明完成情况", field="result")
    stored.result, stored.done_on = result.strip(), done_on
    raise_field_errors(stored, exclude=["scope", "state", "version"])
    LISTING.advance("finish", stored, by=by, at=at, fields=["result", "done_on"])
    return stored


@transaction.atomic
def reopen_listing(*, by: Any, listing: Listing, reason: str, at: datetime) -> Listing:
    """What was entered as done was not; the rating of it goes, too."""
    stored, said = _locked(listing), _reason(reason)
    stored.done_on, stored.rating, stored.rated_at = None, "", None
    LISTING.advance("reopen", stored, by=by, at=at, fields=["done_on", "rating", "rated_at"], reason=said)
    _tell(stored, LISTING["reopen"].message, f"撤销完成：{stored.title}", f"原因：{said}", at=at)
    return stored


@transaction.atomic
def rate_listing(*, by: Any, listing: Listing, rating: str, at: datetime) -> Listing:
    """Who asked says whether it helped, once; the community may enter what was said by telephone."""
    stored = _locked(listing)
    LISTING.check("rate", stored, by=by, at=at)
    if stored.rating:
        raise RuleViolation("rated", "已经评价过了")
    if rating not in Listing.Rating.values:
        raise RuleViolation("rating", "请选择评价", field="rating")
    stored.rating, stored.rated_at = rating, at
    LISTING.advance("rate", stored, by=by, at=at, fields=["rating", "rated_at"], rating=rating)
    return stored


@transaction.atomic
def withdraw_listing(*, by: Any, listing: Listing, reason: str, at: datetime) -> Listing:
    """What nobody has is taken off the lists, with the reason."""
    stored = _locked(listing)
    stored.withdrawn_because = _reason(reason)
    LISTING.advance("withdraw", stored, by=by, at=at, fields=["withdrawn_because"], reason=stored.withdrawn_because)
    return stored


@transaction.atomic
def reveal_listing_phone(*, by: Any, listing: Listing, reason: str) -> str:
    """The asker's full telephone; who looked and why is in the audit log, the number is not."""
    if len(reason.strip()) < 2:
        raise RuleViolation("reason-missing", "请写明查看电话的原因", field="reason")
    audit.record("services.listing_phone_revealed", by=by, target=listing, reason=reason.strip()[:200])
    return str(listing.phone)
