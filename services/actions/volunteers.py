"""Lists of names, who came without a claim, helpers who are no members, hours on paper, reports (SVC-04, SVC-18)."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core.office.images import photograph
from core.records import audit
from core.records.errors import RuleViolation
from core.records.versions import save_versioned
from organizations.models import Unit
from organizations.rules import raise_field_errors
from people.models import User
from services import rules, walkins
from services.actions.activities import publish_activity
from services.actions.claims import locked
from services.models import Activity, ActivityPhoto, ActivityReport, Claim, Helper, VolunteerTeam
from services.rules import ACTIVITY, CLAIM

MOST_DATES = 60
"""Activities that are published at once."""
MOST_PHOTOS = 12


@transaction.atomic
def publish_series(
    *, by: Any, starts: Sequence[datetime], length: timedelta, shifts: int, at: datetime, **fields: Any
) -> list[Activity]:
    """An activity for each start and each of its shifts, one after the other; all of them or none. One alone is no
    series. Raises what ``publish_activity`` raises."""
    if len(starts) * shifts > MOST_DATES:
        raise RuleViolation("too-many", f"一次最多发布 {MOST_DATES} 场，请缩短重复的时间", field="until")
    series = uuid.uuid4() if len(starts) * shifts > 1 else None
    made = []
    for start in starts:
        for number in range(shifts):
            activity = publish_activity(
                by=by, starts_at=start + number * length, ends_at=start + (number + 1) * length, at=at, **fields
            )
            if series is not None:
                activity.series, activity.shift = series, number + 1 if shifts > 1 else None
                activity.save(update_fields=["series", "shift"])
            made.append(activity)
    return made


def _lock(activity: Activity) -> Activity:
    found: Activity = Activity.objects.select_for_update(of=["self"]).get(pk=activity.pk)
    return found


def _add(activity: Activity, names: Iterable[str], *, unit: Unit | None, team: VolunteerTeam | None, state: str) -> int:
    made = Helper.objects.bulk_create(
        Helper(
            organization_id=activity.organization_id, activity=activity, name=name, unit=unit, team=team, state=state
        )
        for name in names
    )
    return len(made)


def _check_from(activity: Activity, unit: Unit | None, team: VolunteerTeam | None) -> None:
    day = timezone.localdate(activity.starts_at)
    if team is not None and (
        team.organization_id != activity.organization_id
        or team.withdrawn_on is not None
        or (team.dissolved_on is not None and team.dissolved_on <= day)
    ):
        raise RuleViolation("other-team", "请选择本社区现有的志愿服务队", field="team")
    if (
        unit is not None
        and not unit.presences.filter(organization=activity.organization_id, during__contains=day).exists()
    ):
        raise RuleViolation("unit-elsewhere", f"{unit.name}活动当天不在本社区的辖区", field="unit")


def _check_new(activity: Activity, names: Collection[str], *, but: Collection[int] = ()) -> None:
    known = set(activity.helpers.filter(name__in=names).exclude(pk__in=but).values_list("name", flat=True))
    if known:
        first = next(name for name in names if name in known)
        raise RuleViolation("listed", f"“{first}”已经在名单里；另一位同名的请写成“{first}（2）”", field="names")


def _check_places(activity: Activity, more: int) -> None:
    if activity.taken + more > activity.places:
        left = activity.places - activity.taken
        raise RuleViolation("full", f"还有 {left} 个名额，名单有 {more} 人，请减少人数", field="names")


@transaction.atomic
def sign_up_list(
    *,
    by: Any,
    activity: Activity,
    names: Sequence[str],
    at: datetime,
    unit: Unit | None = None,
    team: VolunteerTeam | None = None,
) -> int:
    """The office signs up a list before the activity begins: all of them or none. Returns how many."""
    current = _lock(activity)
    step = ACTIVITY.check("sign_up_list", current, by=by, at=at)
    if not names:
        raise RuleViolation("nobody", "请写名单，一行一个姓名", field="names")
    _check_from(current, unit, team)
    _check_new(current, names)
    _check_places(current, len(names))
    made = _add(current, names, unit=unit, team=team, state=Helper.State.LISTED)
    Activity.objects.filter(pk=current.pk).update(taken=F("taken") + made)
    audit.record(step.event, by=by, target=current, persons=made, unit=unit.name if unit else "")
    return made


@transaction.atomic
def set_unit_list(*, by: User, activity: Activity, unit: Unit, names: Sequence[str], at: datetime) -> tuple[int, int]:
    """The unit's contact says who of its people comes besides its members: the list as it is now. Returns (new, gone);
    who is on it already stays. Raises RuleViolation: ``activity-state``, ``activity-begun``, ``listed``, ``full``."""
    current = _lock(activity)
    step = ACTIVITY.check("claim", current, by=by, at=at)
    own = {each.name: each for each in current.helpers.filter(unit=unit, state=Helper.State.LISTED)}
    new = [name for name in names if name not in own]
    gone = [each for name, each in own.items() if name not in names]
    if not new and not gone:
        return 0, 0
    _check_from(current, unit, None)
    _check_new(current, new)
    _check_places(current, len(new) - len(gone))
    Helper.objects.filter(pk__in=[each.pk for each in gone]).delete()
    _add(current, new, unit=unit, team=None, state=Helper.State.LISTED)
    Activity.objects.filter(pk=current.pk).update(taken=F("taken") + len(new) - len(gone))
    audit.record(step.event, by=by, target=current, unit=unit.name, listed=len(new), taken_off=len(gone))
    return len(new), len(gone)


@transaction.atomic
def enter_on_spot(
    *,
    by: Any,
    activity: Activity,
    names: Sequence[str],
    at: datetime,
    unit: Unit | None = None,
    team: VolunteerTeam | None = None,
) -> tuple[int, int]:
    """Who came, entered on the spot: who is known by name as a member of the community or registered there gets the
    service as an own record, everybody else is a helper. Returns (members, helpers). Places are not asked for: they are
    there. Raises RuleViolation ``namesakes`` with both in words."""
    current = _lock(activity)
    step = ACTIVITY.check("enter_on_spot", current, by=by, at=at)
    if not names:
        raise RuleViolation("nobody", "请写名单，一行一个姓名", field="names")
    _check_from(current, unit, team)
    known = walkins.persons_named(names, current)
    members = [known[name] for name in names if name in known]
    others = [name for name in names if name not in known]
    claims = {
        claim.person_id: claim
        for claim in current.claims.standing().filter(person__in=[each.pk for each in known.values()])
    }
    came = [claim for claim in claims.values() if claim.state in CLAIM["register"].frm]
    Claim.objects.filter(pk__in=[claim.pk for claim in came]).update(
        state=Claim.State.ATTENDED, signed_in_at=current.starts_at
    )
    made = Claim.objects.bulk_create(
        Claim(
            organization_id=current.organization_id,
            activity=current,
            person=person,
            state=Claim.State.ATTENDED,
            on_spot=True,
            unit=unit,
            service=Claim.Service.COLLECTIVE if unit else Claim.Service.SINGLE,
            claimed_at=at,
            signed_in_at=min(max(at, current.starts_at), current.ends_at),
        )
        for person in members
        if person.pk not in claims
    )
    listed = current.helpers.filter(name__in=others, state__in=(Helper.State.LISTED, Helper.State.ABSENT))
    found = set(listed.values_list("name", flat=True))
    listed.update(state=Helper.State.CAME)
    new = [name for name in others if name not in found]
    _check_new(current, new)
    helpers = _add(current, new, unit=unit, team=team, state=Helper.State.CAME)
    audit.record(step.event, by=by, target=current, members=len(made) + len(came), helpers=helpers + len(found))
    return len(made) + len(came), helpers + len(found)


@transaction.atomic
def helpers_came(*, by: Any, activity: Activity, helpers: Iterable[int], at: datetime) -> int:
    """Who of the lists was there, ticked by hand."""
    step = ACTIVITY.check("register_attendance", activity, by=by, at=at)
    rows = Helper.objects.filter(activity=activity, pk__in=list(helpers))
    came = rows.filter(state__in=(Helper.State.LISTED, Helper.State.ABSENT)).update(state=Helper.State.CAME)
    if came:
        audit.record(step.event, by=by, target=activity, helpers=came)
    return came


@transaction.atomic
def remove_helper(*, by: Any, helper: Helper, at: datetime) -> None:
    """A name that was entered by mistake; hours that were filled stand."""
    current = _lock(helper.activity)
    stored = Helper.objects.select_for_update(of=["self"]).get(pk=helper.pk)
    if stored.hours is not None:
        raise RuleViolation("hours-filled", "已经填写服务时长，不能删去")
    if stored.state == Helper.State.LISTED and at < current.starts_at:
        Activity.objects.filter(pk=current.pk).update(taken=F("taken") - 1)
    audit.record("services.helper_removed", by=by, target=current, helper=stored.name)
    stored.delete()


@transaction.atomic
def helper_hours(
    *, by: User, activity: Activity, helpers: Iterable[int], hours: Decimal, at: datetime, reason: str = ""
) -> int:
    """The community's hours of helpers who came, several at once, also again until the signature is entered: it keeps
    what it stands for. ``reason``: why they are longer than the activity."""
    current = _lock(activity)
    step = ACTIVITY.check("confirm_hours", current, by=by, at=at)
    rules.check_hours(current, hours, reason)
    rows = Helper.objects.filter(activity=current, pk__in=list(helpers), state=Helper.State.CAME)
    filled = rows.update(hours=hours, hours_reason=reason.strip(), confirmed_by_community_by=by)
    audit.record(step.event, by=by, target=current, helpers=filled, each=str(hours), reason=reason.strip())
    return filled


@transaction.atomic
def enter_signatures(
    *, by: User, activity: Activity, claims: Iterable[int], helpers: Iterable[int], at: datetime
) -> int:
    """The own confirmation of who has no account, from the signed sheet, by another officer. Returns how many."""
    current = _lock(activity)
    done = 0
    for claim in Claim.objects.filter(activity=current, pk__in=list(claims)).order_by("pk"):
        own = locked(claim)
        own.confirmed_by_member_at, own.confirmed_by_member_by = at, by
        CLAIM.advance(
            "confirm_on_paper",
            own,
            by=by,
            at=at,
            fields=["confirmed_by_member_at", "confirmed_by_member_by"],
            hours=str(own.hours),
        )
        done += 1
    rows = Helper.objects.filter(activity=current, pk__in=list(helpers), state=Helper.State.CAME, hours__isnull=False)
    if rows.filter(confirmed_by_community_by=by).exists():
        raise RuleViolation("same-officer", "填写时长的人不能再登记签字，请由另一人登记")
    signed = rows.update(state=Helper.State.CONFIRMED, signature_entered_by=by)
    if signed:
        audit.record(CLAIM["confirm_on_paper"].event, by=by, target=current, helpers=signed)
    return done + signed


@transaction.atomic
def strike_claim(*, by: Any, claim: Claim, at: datetime) -> Claim:
    """An entry on the spot that was a mistake."""
    current = locked(claim)
    current.withdrawn_at = at
    CLAIM.advance("strike", current, by=by, at=at, fields=["withdrawn_at"], activity=current.activity_id)
    return current


@transaction.atomic
def report_activity(
    *, by: Any, activity: Activity, photos: Sequence[Any], version: int | None, at: datetime, **fields: Any
) -> ActivityReport:
    """What it came to, with photographs; the report of before is corrected. Raises Conflict for a stale version."""
    current = _lock(activity)
    step = ACTIVITY.check("report", current, by=by, at=at)
    stored = ActivityReport.objects.filter(activity=current).first()
    report = stored or ActivityReport(organization_id=current.organization_id, activity=current)
    for name, value in fields.items():
        setattr(report, name, value)
    if report.judged > report.served:
        raise RuleViolation("judged", f"服务 {report.served} 人，评价的有 {report.judged} 人，请核对", field="served")
    kept = report.photos.count() if stored else 0
    if kept + len(photos) > MOST_PHOTOS:
        raise RuleViolation("too-many", f"最多 {MOST_PHOTOS} 张照片，已有 {kept} 张", field="photos")
    raise_field_errors(report, exclude=["scope"])
    if stored is None:
        report.save()
    else:
        save_versioned(report, version or 0, list(fields))
    for upload in photos:
        photo = ActivityPhoto(organization_id=current.organization_id, report=report, uploaded_at=at)
        photo.image.save(f"{report.pk}.jpg", photograph(upload, field="photos"), save=True)
    audit.record(step.event, by=by, target=current, served=report.served, photos=len(photos))
    return report


@transaction.atomic
def remove_photo(*, by: Any, photo: ActivityPhoto) -> None:
    """A photograph that should not be there."""
    audit.record("services.activity_photo_removed", by=by, target=photo.report.activity)
    photo.image.delete(save=False)
    photo.delete()
