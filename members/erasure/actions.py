"""Every write of holds and erasures: place, release; propose, confirm, refuse, withdraw (MEM-15)."""

from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone

from core.records import audit, walls
from core.records.errors import RuleViolation
from core.records.retention import Kept
from core.records.versions import save_versioned
from members.erasure import queries
from members.erasure.models import Erasure, LegalHold
from members.erasure.rules import ERASURE, check_hold, check_release
from organizations.models import Organization
from organizations.rules import raise_field_errors
from people.models import Person, User


def take_turn() -> None:
    """Holds and erasures one after the other: nothing is cleared beside a hold that is just being placed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('members.erasure', 0))")


# -- holds -----------------------------------------------------------------------------------------


@transaction.atomic
def place_hold(
    *,
    by: User,
    organization: Organization,
    person: Person | None,
    kind: str,
    reason: str,
    document: str,
    since: date,
    until: date | None,
    now: datetime | None = None,
) -> LegalHold:
    """Nothing that it covers is cleared from now on, not by the night either."""
    at = now or timezone.now()
    take_turn()
    hold = LegalHold(
        organization=organization,
        person=person,
        kind=kind,
        reason=reason.strip(),
        document=document.strip(),
        during=(since, until),
        placed_by=by,
        placed_at=at,
    )
    check_hold(hold, today=timezone.localdate(at))
    raise_field_errors(hold, exclude=["scope"])
    hold.save()
    audit.record("members.hold_placed", by=by, target=hold, kind=kind, person=hold.person_id)
    return hold


@transaction.atomic
def release_hold(*, by: User, hold: LegalHold, version: int, reason: str, now: datetime | None = None) -> LegalHold:
    """The periods run on as if it had never been. RuleViolation for who placed it, Conflict."""
    take_turn()
    current: LegalHold = LegalHold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    check_release(current, by)
    current.released_by, current.released_at = by, now or timezone.now()
    current.released_because = reason.strip()
    save_versioned(current, version, ["released_by", "released_at", "released_because"])
    audit.record("members.hold_released", by=by, target=current, kind=current.kind, person=current.person_id)
    return current


# -- two officers ----------------------------------------------------------------------------------


@transaction.atomic
def propose(*, by: User, organization: Organization, shown: str, reason: str, now: datetime | None = None) -> Erasure:
    """What is due in the community as the page showed it (``shown``: ``queries.digest``), for another to confirm."""
    at = now or timezone.now()
    lines = queries.plan(organization, now=at)
    if queries.digest(lines) != shown:
        raise RuleViolation("changed-meanwhile", "清单刚有变化，请看过现在的清单再提出")
    rows = {each.kind.key: each.due for each in lines if each.due}
    if not rows:
        raise RuleViolation("nothing-due", "没有到期可以清除的内容")
    erasure = Erasure(organization=organization, reason=reason.strip(), rows=rows, proposed_by=by, proposed_at=at)
    raise_field_errors(erasure, exclude=["scope"])
    erasure.save()
    audit.record("members.erasure_proposed", by=by, target=erasure, numbers=erasure.numbers)
    return erasure


@transaction.atomic
def confirm(*, by: User, erasure: Erasure, now: datetime | None = None) -> Erasure:
    """Clear, all of it or nothing, what was proposed, is still due and no hold keeps, as shown (else Unseen)."""
    at = now or timezone.now()
    take_turn()
    current = _locked(erasure)
    ERASURE.check_state("confirm", current)
    with walls.beyond(queries.DUE):
        for key, ids in current.rows.items():
            _hold_rows(queries.kind_named(key), ids)
        lines = queries.plan(current.organization, now=at)
        left = queries.remaining(current, lines)
        if not left:
            raise RuleViolation("nothing-left", "清单里已没有可以清除的内容，请由提出人撤回")
        current.done, current.decided_by, current.decided_at = left, by, at
        numbers = {key: len(ids) for key, ids in left.items()}
        ERASURE.advance("confirm", current, by=by, at=at, fields=["done", "decided_by", "decided_at"], numbers=numbers)
        for each in lines:
            if ids := left.get(each.kind.key):
                each.kind.erase(ids)
    return current


def _hold_rows(kind: Kept | None, ids: list[int]) -> None:
    """Nobody ties a person anew, or changes a row, between the last look and the erasure."""
    if kind is not None:
        list(kind.model._base_manager.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def _locked(erasure: Erasure) -> Erasure:
    rows = Erasure.objects.select_for_update(of=("self",)).select_related("organization")
    return rows.get(pk=erasure.pk)


@transaction.atomic
def decide(*, by: User, erasure: Erasure, step: str, answer: str = "", now: datetime | None = None) -> Erasure:
    """``refuse`` with the reason, or ``withdraw``: nothing is cleared."""
    at = now or timezone.now()
    current = _locked(erasure)
    if step == "refuse" and not answer.strip():
        raise RuleViolation("no-reason", "请填写不同意的原因", field="answer")
    current.decided_by, current.decided_at, current.answer = by, at, answer.strip()[:200]
    ERASURE.advance(step, current, by=by, at=at, fields=["decided_by", "decided_at", "answer"])
    return current


def delete_at_night(kind: Kept, *, today: date) -> int:
    """What the night deletes of the kind: all that is due and no hold keeps. Returns how many rows."""
    take_turn()
    ids = list(queries.tonight(kind, today=today).values_list("pk", flat=True))
    kind.erase(ids)
    return len(ids)
