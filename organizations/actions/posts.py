"""Posts give grants, which end with them to the day (docs/adr/0003-grants.md); by hand: ``handed``."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from core.records import audit
from organizations import rules, ties
from organizations.actions.handed import end_handed
from organizations.kinds import COMMUNITY_BODIES
from organizations.models import Organization, Post
from organizations.scoping import line_sql
from organizations.tree.effective import check_effective, check_month_open, check_not_ahead
from people.models import Person, User


@transaction.atomic
def appoint(
    *,
    by: Any,
    person: Person,
    organization: Organization,
    position: str,
    since: date,
    until: date | None = None,
    today: date | None = None,
    basis: str = Post.Basis.APPOINTMENT,
    full_time: bool = True,
    term_ends_on: date | None = None,
    **fields: Any,
) -> Post:
    """Give a post from ``since`` (until before ``until``) and the rights that go with it, to the same days.

    A day after ``today`` is scheduled: the rights come with it. ``today`` None is for loads: nothing limits what lies
    ahead.
    """
    rules.check_can_appoint(since=since, until=until, term_ends_on=term_ends_on)
    rules.check_not_oneself(by=by, person_id=person.pk)
    ties.check_takes_nobody_over(by=by, person=person, on=today or since)
    check_effective(
        organization, since, today=today, label="任职日期", field="since", future=True, lasting=until is None
    )
    post = Post(
        person=person,
        organization=organization,
        position=position,
        basis=basis,
        full_time=rules.is_full_time(position, said=full_time),
        during=(since, until),
        term_ends_on=term_ends_on,
        **fields,
    )
    rules.raise_field_errors(post, exclude=["scope"])
    post.save()
    grant_by_posts(persons=[person.pk], by=by)
    audit.record(
        "organizations.appointed",
        by=by,
        target=post,
        organization_id=organization.pk,
        position=position,
        since=since.isoformat(),
    )
    return post


@transaction.atomic
def appoint_all(*, by: Any, posts: Sequence[Post]) -> list[Post]:
    """Posts that a roster has checked as ``appoint`` would, with their rights, in a few statements."""
    made = Post.objects.bulk_create(posts, batch_size=1000)
    grant_by_posts(persons=list({post.person_id for post in made}), by=by)
    audit.record_many(
        "organizations.appointed",
        by=by,
        targets=((post, {"position": post.position, "since": _first(post).isoformat()}) for post in made),
    )
    return made


def _first(post: Post) -> date:
    first: date = post.during[0]  # a tuple until it is read back
    return first


@transaction.atomic
def end_post(*, by: Any, post: Post, on: date, today: date | None, reason: str = "", close_empty: bool = False) -> Post:
    """End a post: the last day is the day before ``on``; its grants end with it (trigger), and what its holder gave and
    got by hand (``handed.of_post``).

    A day after ``today`` is scheduled; ``today`` None: the caller has checked the day. A post that had not begun by
    ``on`` is refused; ``close_empty`` deletes it instead (its organisation ends).
    """
    post = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    if close_empty and on <= post.during.lower:
        audit.record("organizations.post_cancelled", by=by, target=post, on=on.isoformat(), reason=reason)
        post.delete()
        return post
    rules.check_can_end(post=post, on=on)
    if today is not None:
        check_not_ahead(on, today=today, label="离任日期", future=True)
        check_month_open(post.organization, on, label="离任日期")
    before, handed = post.during.upper, end_handed(post=post, on=on)
    post.during = (post.during.lower, on)
    post.ended_because = reason
    post.save(update_fields=["during", "ended_because"])
    audit.record(
        "organizations.post_ended",
        by=by,
        target=post,
        on=on.isoformat(),
        before=before.isoformat() if before else None,
        reason=reason,
        handed=handed,
    )
    return post


_GIVEN = f"""
    SELECT u.id AS user_id, rp.permission_id, COALESCE(anchor.id, o.id) AS organization_id, p.during, p.id AS post_id
    FROM organizations_post p
    JOIN people_user u ON u.person_id = p.person_id
    JOIN organizations_organization o ON o.id = p.organization_id
    JOIN organizations_rolerule r ON r.kind = o.kind AND r.position = p.position
    JOIN organizations_role_permissions rp ON rp.role_id = r.role_id
    LEFT JOIN LATERAL (
        SELECT c.id FROM organizations_organization c
        WHERE c.kind = 'community' AND o.kind = ANY(%(bodies)s)
          AND c.id = ANY ({line_sql("o.path")})
        ORDER BY length(c.path) DESC LIMIT 1
    ) anchor ON true
    WHERE (%(persons)s::bigint[] IS NULL OR p.person_id = ANY(%(persons)s))
"""
"""What posts give by RoleRule to persons with an account; community bodies give it at the community."""


def grant_by_posts(*, persons: Iterable[int] | None = None, by: Any = None) -> int:
    """Insert the grants that posts give and that are missing; one statement. Returns how many.

    ``persons`` None: everybody. Call it after opening an account; appointing does it itself.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO organizations_grant
                (user_id, permission_id, content_object_id, during, post_id, granted_by_id, granted_at)
            SELECT user_id, permission_id, organization_id, during, post_id, %(by)s, %(now)s FROM ({_GIVEN}) given
            ON CONFLICT DO NOTHING
            """,
            {
                "by": by.pk if isinstance(by, User) else None,
                "now": timezone.now(),
                "bodies": [str(kind) for kind in COMMUNITY_BODIES],
                "persons": None if persons is None else list(persons),
            },
        )
        return int(cursor.rowcount)


@transaction.atomic
def sweep_grants(*, on: date, by: Any = "nightly") -> tuple[int, int]:
    """Bring grants to what posts and role rules say: insert the missing, end those no post gives any more.

    Two statements whatever the size; returns (inserted, ended). Rights end with their posts by themselves: this
    repairs what raw SQL, a changed role rule or a moved community left behind.
    """
    parameters = {"bodies": [str(kind) for kind in COMMUNITY_BODIES], "persons": None, "on": on}
    stale = f"""
        SELECT g.id FROM organizations_grant g LEFT JOIN ({_GIVEN}) given
          ON given.post_id = g.post_id AND given.user_id = g.user_id AND given.permission_id = g.permission_id
         AND given.organization_id = g.content_object_id
        WHERE g.post_id IS NOT NULL AND given.post_id IS NULL AND (upper_inf(g.during) OR upper(g.during) > %(on)s)
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH stale AS ({stale}),
            never AS (DELETE FROM organizations_grant g USING stale
                      WHERE g.id = stale.id AND lower(g.during) >= %(on)s RETURNING g.id),
            ended AS (UPDATE organizations_grant g SET during = daterange(lower(g.during), %(on)s) FROM stale
                      WHERE g.id = stale.id AND lower(g.during) < %(on)s RETURNING g.id)
            SELECT (SELECT count(*) FROM never) + (SELECT count(*) FROM ended)
            """,
            parameters,
        )
        ended = cursor.fetchone()[0]
    inserted = grant_by_posts()
    if inserted or ended:
        audit.record("organizations.grants_swept", by=by, inserted=inserted, ended=ended, on=on.isoformat())
    return inserted, ended
