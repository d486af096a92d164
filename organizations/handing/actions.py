"""An officer hands over, both sign; somebody acts for an officer on leave, with the rights of the post."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from psycopg2.extras import DateRange

from core.models import AuditEvent
from core.records import audit, outbox
from core.records.versions import Conflict, Difference, save_versioned
from organizations import rules as posts
from organizations import ties
from organizations.actions.posts import grant_by_posts
from organizations.handing import queries, rules
from organizations.handing.kinds import KEPT, PASSED
from organizations.handing.models import Acting, Handover
from organizations.models import Grant, Post
from organizations.rules import raise_field_errors
from organizations.tree.effective import check_effective, check_end
from people.models import Person, User

TO_SIGN = "handover.sign"


def _lock(post: Post) -> Post:
    rows = Post.objects.select_for_update(of=("self",), no_key=True).select_related("organization", "person")
    return rows.get(pk=post.pk)


@transaction.atomic
def hand_over(
    *, by: Any, post: Post, successor: Person, chosen: Collection[str], seen: str, today: date, note: str = ""
) -> Handover:
    """Give the successor what is ``chosen`` (boxes of ``queries.groups``), and keep the list of everything open.

    Raises Conflict when what the person has open is no longer what ``seen`` says: somebody handed over meanwhile.
    """
    stored = _lock(post)
    rules.check_ends(stored)
    rules.check_successor(post=stored, successor=successor.pk)
    ties.check_takes_nobody_over(by=by, person=successor, on=today, field="successor")
    leaving = queries.leaving_of(stored, today)
    found = queries.groups(leaving)
    now = queries.fingerprint(found)
    if now != seen:
        count = (f"{len(seen.split())}项", f"{len(now.split())}项")
        raise Conflict(stored, [Difference("things", "由本人办理、等待移交的", *count)])
    lines: list[list[str]] = []
    for group in found:
        pass_on, passed = group.handing.pass_on, []
        for key, thing in group.boxes:
            taken = pass_on is not None and key in chosen
            passed += [thing.pk] if taken else []
            own = PASSED if taken else KEPT
            lines.append([group.handing.label, thing.text, group.handing.note if pass_on is None else own])
        if pass_on is not None and passed:
            pass_on(leaving, passed, successor)
    handover = Handover(
        organization=stored.organization,
        post=stored,
        leaver=stored.person,
        successor=successor,
        handed_on=today,
        note=note.strip(),
        lines=lines,
        recorded_by=by if isinstance(by, User) else None,
    )
    raise_field_errors(handover, exclude=["scope"])
    handover.save()
    event = audit.record(
        "organizations.handed_over",
        by=by,
        target=handover,
        organization_id=stored.organization_id,
        lines=len(lines),
        successor=successor.pk,
    )
    _tell(handover, event, today)
    return handover


def _tell(handover: Handover, event: AuditEvent, today: date) -> None:
    """Both find the list to sign among their messages."""
    users = User.objects.filter(person__in=[handover.leaver_id, handover.successor_id], is_active=True)
    outbox.notify(
        outbox.Note(
            kind=TO_SIGN,
            subject_type="core.auditevent",
            subject_id=event.pk,
            recipient_id=user.pk,
            due_on=today,
            title=f"请签收{handover}清单",
            text=f"{handover.leaver.name}移交{handover.successor.name}，共{len(handover.lines)}项",
            url=f"/organizations/handovers/mine/{handover.pk}/",
        )
        for user in users
    )


@transaction.atomic
def sign(*, by: Any, handover: Handover, version: int, now: datetime, reason: str = "") -> Handover:
    """Sign for the list as it was made. Raises Conflict when the other has signed since the page was opened."""
    rows = Handover.objects.select_for_update(of=("self",)).select_related("leaver", "successor", "post")
    stored = rows.get(pk=handover.pk)
    side = rules.check_sign(stored, by, reason=reason)
    if side == "successor":
        stored.successor_signed_at, fields = now, ["successor_signed_at"]
    else:
        stored.leaver_signed_at, fields = now, ["leaver_signed_at"]
    if side == "for_leaver":
        stored.signed_for_by, stored.signed_for_because = by, reason.strip()
        fields += ["signed_for_by", "signed_for_because"]
    save_versioned(stored, version, fields)
    audit.record(
        "organizations.handover_signed",
        by=by,
        target=stored,
        organization_id=stored.organization_id,
        side=side,
        reason=reason.strip(),
    )
    return stored


@transaction.atomic
def act_for(
    *, by: Any, post: Post, person: Person, since: date, until: date, today: date, reason: str = Acting.Reason.LEAVE
) -> Acting:
    """Let ``person`` act for the holder of the post from ``since`` to ``until``, the last day; the rights go along."""
    stored = _lock(post)
    posts.check_not_oneself(by=by, person_id=person.pk)
    rules.check_acting(post=stored, person=person.pk, since=since, until=until)
    ties.check_takes_nobody_over(by=by, person=person, on=today)
    organization = stored.organization
    check_effective(organization, since, today=today, label="代理开始日期", field="since", future=True)
    check_effective(organization, until, today=today, label="代理结束日期", field="until", future=True)
    acting = Acting(
        organization=organization,
        post=stored,
        person=person,
        during=DateRange(since, until + timedelta(days=1)),
        reason=reason,
    )
    raise_field_errors(acting, exclude=["scope"])
    acting.save()
    grant_by_posts(persons=[person.pk], by=by)
    audit.record(
        "organizations.acting_named",
        by=by,
        target=acting,
        organization_id=organization.pk,
        since=since.isoformat(),
        until=until.isoformat(),
    )
    return acting


@transaction.atomic
def end_acting(*, by: Any, acting: Acting, version: int, on: date) -> Acting | None:
    """The holder is back: the last day is the day before ``on``, and the rights end with it.

    On or before its first day it is taken back altogether: None.
    """
    stored = Acting.objects.select_for_update(of=("self",), no_key=True).get(pk=acting.pk)
    check_end(since=stored.during.lower - timedelta(days=1), on=on, until=stored.during.upper)
    audit.record(
        "organizations.acting_ended", by=by, target=stored, organization_id=stored.organization_id, on=on.isoformat()
    )
    if on == stored.during.lower:
        Grant.objects.filter(acting=stored).delete()
        if stored.version != version:
            raise Conflict(stored, [])
        stored.delete()
        return None
    stored.during = DateRange(stored.during.lower, on)
    save_versioned(stored, version, ["during"])
    Grant.objects.filter(acting=stored).update(during=(stored.during.lower, on))
    return stored
