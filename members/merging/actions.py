"""Two records of one person become one, and two again (MEM-13)."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from core.records import audit, walls
from core.records.errors import RuleViolation
from core.records.protection import blind_index
from members.merging.models import PersonMerge
from members.merging.queries import MANAGE, Relation, relations
from members.models import Membership
from organizations import ties
from organizations.models import Organization
from organizations.scoping import reach
from people.actions import EDITABLE, update_person
from people.models import Person, User

MERGE = "members.merge"
"""The way past the wall: all records of both go over, also those that one office does not see."""
SPELL = ("organization_id", "status", "member_class", "joined_on", "full_on", "remark")


def check_can_merge(*, by: User, kept: Person, gone: Person, today: date) -> None:
    """Raise RuleViolation where two records cannot be one person's, or are not this office's alone."""
    if kept.pk == gone.pk:
        raise RuleViolation("same-record", "请选择两份不同的记录")
    if kept.name != gone.name:
        raise RuleViolation("names-differ", "两份记录的姓名不同，请先更正姓名再合并")
    if PersonMerge.objects.standing().filter(gone__in=[kept, gone]).exists():
        raise RuleViolation("merged-already", "其中一份已经合并过")
    both = Person.objects.filter(pk__in=[kept.pk, gone.pk])
    if both.visible_to(by, MANAGE).count() < 2 or both.filter(ties.held_outside(reach(by, MANAGE), today)).exists():
        message = "其中一份还由别的党组织管理，请由双方的上级合并，或先办理转接"
        raise RuleViolation("held-elsewhere", message)
    accounts = User.objects.filter(person__in=[kept, gone])
    if accounts.count() == 2 and accounts.get(person=gone).is_active:
        raise RuleViolation("two-accounts", "两份记录都有账号，请先停用要并入的那一份的账号，或保留另一份")


@transaction.atomic
def merge_persons(
    *,
    by: User,
    kept: Person,
    gone: Person,
    versions: tuple[int, int],
    reason: str,
    organization: Organization,
    now: datetime | None = None,
) -> PersonMerge:
    """``gone`` goes into ``kept``: every record that can stand there goes over, facts that ``kept`` lacks are filled.

    An open relationship of the same time ends today as a correction, so that no closed month changes. ``versions``: of
    ``kept`` and ``gone`` as they were shown. Raises RuleViolation, Conflict.
    """
    at = now or timezone.now()
    today = timezone.localdate(at)
    if not reason.strip():
        raise RuleViolation("reason-missing", "请写明确认是同一人的依据", field="reason")
    locked = {row.pk: row for row in Person.objects.select_for_update().filter(pk__in=[kept.pk, gone.pk])}
    if (locked[kept.pk].version, locked[gone.pk].version) != versions:
        raise RuleViolation("changed-meanwhile", "记录刚被别人修改过，请看过最新内容再合并")
    check_can_merge(by=by, kept=kept, gone=gone, today=today)
    kept, gone = locked[kept.pk], locked[gone.pk]
    merge = PersonMerge(
        organization=organization, kept=kept, gone=gone, merged_at=at, merged_by=by, reason=reason.strip()
    )
    with walls.beyond(MERGE):
        _end_doubles(merge, today=today)
        merge.moved = {
            each.label: ids for each in relations() if (ids := _move(each, _to_move(each, gone, kept), kept))
        }
    merge.filled = _fill(by, kept, gone)
    merge.save()
    audit.record(
        "members.persons_merged",
        by=by,
        target=merge,
        kept=kept.pk,
        gone=gone.pk,
        records=sum(map(len, merge.moved.values())),
    )
    return merge


def _end_doubles(merge: PersonMerge, *, today: date) -> None:
    """Open spells of ``gone`` that the spells of ``kept`` overlap: one human being has one relationship."""
    for spell in _overlapping(merge.gone, merge.kept).filter(during__endswith__isnull=True):
        if spell.during.lower < today:
            spell.during = (spell.during.lower, today)
            spell.end_reason = Membership.End.CORRECTION
            spell.version += 1
            spell.save(update_fields=["during", "end_reason", "version"])
            merge.ended_on = today
        else:
            kept = {name: _plain(getattr(spell, name)) for name in SPELL} | {"since": spell.during.lower.isoformat()}
            merge.removed = [*merge.removed, kept]
            spell.delete()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _overlapping(gone: Person, kept: Person) -> Any:
    spans = list(Membership.objects.filter(person=kept).values_list("during", flat=True))
    rows = Membership.objects.filter(person=gone)
    overlapping = [row.pk for row in rows if any(_overlap(row.during, span) for span in spans)]
    return rows.filter(pk__in=overlapping)


def _overlap(one: Any, other: Any) -> bool:
    return (one.upper is None or other.lower < one.upper) and (other.upper is None or one.lower < other.upper)


def _to_move(relation: Relation, gone: Person, kept: Person) -> list[int]:
    rows = relation.model._base_manager.filter(**{relation.field: gone}).order_by("pk")
    if relation.model is Membership:
        rows = rows.exclude(pk__in=_overlapping(gone, kept).values("pk"))
    return list(rows.values_list("pk", flat=True))


def _move(relation: Relation, ids: Collection[int], to: Person) -> list[int]:
    """Write ``to`` into the rows; those that cannot stand there twice stay. Returns who went over."""
    if not ids or _written(relation, ids, to):
        return list(ids)
    return [pk for pk in ids if _written(relation, [pk], to)]


def _written(relation: Relation, ids: Collection[int], to: Person) -> bool:
    """All of the rows or none; False where a constraint or a trigger of the database refuses."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            relation.model._base_manager.filter(pk__in=ids).update(**{relation.field: to})
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except DatabaseError:
        return False
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return True


def _fill(by: User, kept: Person, gone: Person) -> list[str]:
    """What ``kept`` lacks and ``gone`` knows; nobody is found by number or phone of ``gone`` any more."""
    Person.objects.filter(pk=gone.pk).update(resident_number_index=None, phone_index=None, version=gone.version + 1)
    given = {name: getattr(gone, name) for name in EDITABLE if not getattr(kept, name) and getattr(gone, name)}
    if given.get("resident_number"):
        given.pop("sex", None), given.pop("birth_date", None)
    if given:
        update_person(by=by, person=kept, version=kept.version, **given)
    return sorted(given)


@transaction.atomic
def take_apart(*, by: User, merge: PersonMerge, now: datetime | None = None) -> PersonMerge:
    """They were two persons after all: what went over goes back, what was filled is emptied where it still stands."""
    at = now or timezone.now()
    current = PersonMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if current.undone_at is not None:
        raise RuleViolation("undone-already", "这次合并已经拆分过")
    kept = Person.objects.select_for_update().get(pk=current.kept_id)
    gone = Person.objects.select_for_update().get(pk=current.gone_id)
    emptied = {name: None if name == "birth_date" else "" for name in current.filled}
    emptied = {name: empty for name, empty in emptied.items() if getattr(kept, name) == getattr(gone, name)}
    if emptied:
        update_person(by=by, person=kept, version=kept.version, **emptied)
    number = blind_index(gone.resident_number) if gone.resident_number else None
    if number is not None and Person.objects.filter(resident_number_index=number).exists():
        raise RuleViolation("number-taken", "号码已登记在保留的人员上，请先更正号码再拆分")
    phone = blind_index(gone.phone) if gone.phone else None
    Person.objects.filter(pk=gone.pk).update(resident_number_index=number, phone_index=phone, version=gone.version + 1)
    with walls.beyond(MERGE):
        for relation in relations():
            rows = relation.model._base_manager.filter(pk__in=current.moved.get(relation.label, ()))
            _move(relation, list(rows.filter(**{relation.field: kept}).values_list("pk", flat=True)), gone)
        _reopen(gone, current)
    current.undone_at, current.undone_by = at, by
    current.save(update_fields=["undone_at", "undone_by"])
    audit.record("members.persons_taken_apart", by=by, target=current, kept=kept.pk, gone=gone.pk)
    return current


def _reopen(gone: Person, merge: PersonMerge) -> None:
    """The relationship that the merge had ended goes on, unless another one began meanwhile."""
    if Membership.objects.current().filter(person=gone).exists():
        return
    ended = Membership.objects.filter(
        person=gone, during__endswith=merge.ended_on, end_reason=Membership.End.CORRECTION
    )
    for spell in ended.order_by("-during") if merge.ended_on else ():
        spell.during, spell.end_reason = (spell.during.lower, None), ""
        spell.version += 1
        spell.save(update_fields=["during", "end_reason", "version"])
        return
    _put_back(gone, merge.removed)


def _put_back(gone: Person, removed: Iterable[dict[str, Any]]) -> None:
    for values in removed:
        since = date.fromisoformat(values["since"])
        fields = {name: values[name] for name in SPELL}
        Membership.objects.create(person=gone, during=(since, None), **fields)
