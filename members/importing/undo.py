"""Take a roster's import back, set by set: time grows with the rows, not with their square.

Whom the batch created is removed, whom it changed is restored; who was changed or used since is kept and named. First
the rows are locked, then it is asked who uses them: what was written before is seen, what comes later waits for the
lock and finds nobody (its foreign key refuses it).
"""

from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Min
from django.db.models.functions import Lower

from core.records import bulk
from members.models import Membership, TransferRequest
from organizations.models import RosterBatch
from organizations.rosters.outcome import Undone


def first_day(batch: RosterBatch) -> date | None:
    """The earliest beginning of a spell of the batch."""
    found = Membership.objects.filter(batch=batch).aggregate(first=Min(Lower("during")))
    first: date | None = found["first"]
    return first


def take_back(batch: RosterBatch, *, at: datetime) -> Undone:
    """Inside the caller's transaction, which holds the batch; the caller has checked the step."""
    with connection.cursor() as cursor:
        # Right after a load the planner takes the tables for small: every question and every check would scan them.
        cursor.execute("ANALYZE people_person, members_membership, members_importchange")
        for statement in _LOCK:
            cursor.execute(statement, {"batch": batch.pk})
        removed, kept = _remove_created(cursor, batch, at=at)
        restored, changed_since = _restore_changed(cursor, batch)
    TransferRequest.objects.filter(batch=batch, state=TransferRequest.State.ASKED).update(
        state=TransferRequest.State.WITHDRAWN
    )
    return Undone(removed, restored, kept + changed_since)


def _remove_created(cursor: Any, batch: RosterBatch, *, at: datetime) -> tuple[int, list[str]]:
    """(how many were removed, names of those who were kept)."""
    used = _used(cursor, "people_person", "p.id", besides=("members_membership",))
    used_spell = _used(cursor, "members_membership", "m.id")
    cursor.execute("SELECT members_begin_removal()")
    cursor.execute(_UNTOUCHED.format(used=used, used_spell=used_spell), {"batch": batch.pk})
    removed = cursor.rowcount
    if bulk.may_skip_triggers(cursor, "members_remove_loaded"):
        # Nothing refers to these rows but the spells to the persons: that was just asked, under lock.
        cursor.execute("SELECT members_remove_loaded(%s, %s)", [batch.pk, at])
    else:
        cursor.execute("DELETE FROM members_membership m USING undo_person u WHERE m.id = u.membership_id")
        cursor.execute("DELETE FROM people_person p USING undo_person u WHERE p.id = u.person_id")
    cursor.execute(_KEPT, {"batch": batch.pk})
    return removed, [name for (name,) in cursor.fetchall()]


def _restore_changed(cursor: Any, batch: RosterBatch) -> tuple[int, list[str]]:
    """(how many were restored, names of those who were changed since)."""
    used_spell = _used(cursor, "members_membership", "c.opened_id", besides=("members_importchange",))
    cursor.execute(_RESTORABLE.format(used_spell=used_spell), {"batch": batch.pk})
    restored = cursor.rowcount
    cursor.execute("ANALYZE undo_change")
    for statement in _RESTORE:
        cursor.execute(statement)
    cursor.execute("DROP TABLE undo_change")
    cursor.execute(_NOT_RESTORED, {"batch": batch.pk})
    return restored, [name for (name,) in cursor.fetchall()]


def _used(cursor: Any, table: str, key: str, *, besides: tuple[str, ...] = ()) -> str:
    """SQL: something points to the row of `table` with the `key`."""
    found = [(other, column) for other, column in bulk.keys_to(cursor, table) if other not in besides]
    asked = (f'EXISTS (SELECT FROM {other} x WHERE x."{column}" = {key})' for other, column in found)
    return " OR ".join(asked) or "false"


_LOCK = (
    """
    SELECT count(*) FROM (
        SELECT FROM people_person p JOIN members_membership m ON m.person_id = p.id
        WHERE m.batch_id = %(batch)s ORDER BY p.id FOR UPDATE
    ) created
    """,
    """
    SELECT count(*) FROM (
        SELECT FROM people_person p JOIN members_importchange c ON c.person_id = p.id
        WHERE c.batch_id = %(batch)s ORDER BY p.id FOR UPDATE OF p
    ) changed
    """,
    """
    SELECT count(*) FROM (
        SELECT FROM members_membership m JOIN members_importchange c ON c.person_id = m.person_id
        WHERE c.batch_id = %(batch)s ORDER BY m.id FOR UPDATE OF m
    ) spells
    """,
)
# OFFSET 0: asked row by row of an index. As a join it is planned for the one row that so many conditions seem to leave.
_UNTOUCHED = """
INSERT INTO undo_person (membership_id, person_id)
SELECT m.id, p.id
FROM members_membership m JOIN people_person p ON p.id = m.person_id
WHERE m.batch_id = %(batch)s
  AND NOT EXISTS (SELECT FROM members_importchange c WHERE c.opened_id = m.id OFFSET 0)
  AND m.version = 1 AND p.version = 1 AND upper(m.during) IS NULL
  AND NOT EXISTS (SELECT FROM members_membership o WHERE o.person_id = p.id AND o.id <> m.id OFFSET 0)
  AND NOT ({used}) AND NOT ({used_spell})
"""
_KEPT = """
SELECT p.name FROM members_membership m JOIN people_person p ON p.id = m.person_id
WHERE m.batch_id = %(batch)s AND NOT EXISTS (SELECT FROM members_importchange c WHERE c.opened_id = m.id OFFSET 0)
ORDER BY m.name_key
"""
_RESTORABLE = """
CREATE TEMP TABLE undo_change ON COMMIT DROP AS
SELECT c.* FROM members_importchange c
JOIN people_person p ON p.id = c.person_id
LEFT JOIN members_membership m ON m.id = c.membership_id
LEFT JOIN members_membership o ON o.id = c.opened_id
WHERE c.batch_id = %(batch)s
  AND (c.person_version IS NULL OR c.person_version = p.version)
  AND (c.membership_version IS NULL OR c.membership_version = m.version)
  AND (c.opened_id IS NULL OR (o.version = 1 AND upper(o.during) IS NULL AND NOT ({used_spell})))
"""
_RESTORE = (
    "DELETE FROM members_importchange c USING undo_change u WHERE c.id = u.id",
    "DELETE FROM members_membership m USING undo_change u WHERE m.id = u.opened_id",
    """
    UPDATE members_membership m SET version = m.version + 1,
        during = CASE WHEN u.opened_id IS NULL THEN m.during ELSE daterange(lower(m.during), NULL) END,
        end_reason = CASE WHEN u.opened_id IS NULL THEN m.end_reason ELSE '' END,
        status = CASE WHEN u.opened_id IS NULL AND u.before ? 'status' THEN u.before->>'status' ELSE m.status END,
        member_class = CASE WHEN u.opened_id IS NULL AND u.before ? 'member_class' THEN u.before->>'member_class'
            ELSE m.member_class END,
        joined_on = CASE WHEN u.opened_id IS NULL AND u.before ? 'joined_on' THEN (u.before->>'joined_on')::date
            ELSE m.joined_on END,
        full_on = CASE WHEN u.opened_id IS NULL AND u.before ? 'full_on' THEN (u.before->>'full_on')::date
            ELSE m.full_on END,
        remark = CASE WHEN u.opened_id IS NULL AND u.before ? 'remark' THEN u.before->>'remark' ELSE m.remark END
    FROM undo_change u WHERE m.id = u.membership_id
    """,
    """
    UPDATE people_person p SET version = p.version + 1,
        sex = CASE WHEN u.before ? 'sex' THEN u.before->>'sex' ELSE p.sex END,
        birth_date = CASE WHEN u.before ? 'birth_date' THEN (u.before->>'birth_date')::date ELSE p.birth_date END,
        ethnicity = CASE WHEN u.before ? 'ethnicity' THEN u.before->>'ethnicity' ELSE p.ethnicity END,
        education = CASE WHEN u.before ? 'education' THEN u.before->>'education' ELSE p.education END,
        occupation = CASE WHEN u.before ? 'occupation' THEN u.before->>'occupation' ELSE p.occupation END,
        resident_number = CASE WHEN u.before ? 'resident_number' THEN decode(u.before->>'resident_number', 'hex')
            ELSE p.resident_number END,
        resident_number_index = CASE WHEN u.before ? 'resident_number_index'
            THEN nullif(decode(u.before->>'resident_number_index', 'hex'), '') ELSE p.resident_number_index END,
        phone = CASE WHEN u.before ? 'phone' THEN decode(u.before->>'phone', 'hex') ELSE p.phone END,
        phone_index = CASE WHEN u.before ? 'phone_index' THEN nullif(decode(u.before->>'phone_index', 'hex'), '')
            ELSE p.phone_index END,
        address = CASE WHEN u.before ? 'address' THEN decode(u.before->>'address', 'hex') ELSE p.address END
    FROM undo_change u WHERE p.id = u.person_id AND u.person_version IS NOT NULL
    """,
)
_NOT_RESTORED = """
SELECT p.name FROM members_importchange c JOIN people_person p ON p.id = c.person_id
WHERE c.batch_id = %(batch)s ORDER BY p.pinyin
"""
