"""Posts give grants, which end with them to the day (docs/adr/0003-grants.md); by hand: ``handed``."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from core.records import audit
from organizations import rules, ties
from organizations.actions.handed import end_actings, end_handed
from organizations.kinds import COMMUNITY_BODIES, COMMUNITY_ORGANIZATIONS, Kind
from organizations.models import SINGLE_SEATS, Organization, Position, Post
from organizations.modes import check_mode
from organizations.scoping import line_sql
from organizations.selections.direct import DIRECT_ENTRY
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
    check_mode(organization, position, fields.get("selection_mode", ""), on=since)
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
    if basis == Post.Basis.ELECTION:
        follow_directly(by=by, organization=organization, persons={person.pk}, on=since, today=today)
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
    for post in made:
        if post.basis == Post.Basis.ELECTION:
            follow_directly(
                by=by, organization=post.organization, persons={post.person_id}, on=_first(post), today=None
            )
    return made


def _first(post: Post) -> date:
    first: date = post.during[0]  # a tuple until it is read back
    return first


@transaction.atomic
def end_post(
    *,
    by: Any,
    post: Post,
    on: date,
    today: date | None,
    reason: str = "",
    close_empty: bool = False,
    keep_handed: bool = False,
    code: str = "organizations.post_ended",
) -> Post:
    """End a post: the last day is the day before ``on``; its grants end with it (trigger), and what its holder gave and
    got by hand (``handed.of_post``).

    A day after ``today`` is scheduled; ``today`` None: the caller has checked the day. A post that had not begun by
    ``on`` is refused; ``close_empty`` deletes it instead (its organisation ends). ``keep_handed``: the holder goes on
    in another seat; ``code``: the event, where the end is part of a larger act.
    """
    rows = Post.objects.select_for_update(of=("self",), no_key=True).select_related("organization")
    post = rows.get(pk=post.pk)
    if close_empty and on <= post.during.lower:
        audit.record("organizations.post_cancelled", by=by, target=post, on=on.isoformat(), reason=reason)
        post.delete()
        return post
    rules.check_can_end(post=post, on=on)
    if today is not None:
        check_not_ahead(on, today=today, label="离任日期", future=True)
        check_month_open(post.organization, on, label="离任日期")
    before, handed = post.during.upper, [] if keep_handed else end_handed(post=post, on=on)
    handed += end_actings(post, on)
    post.during = (post.during.lower, on)
    post.ended_because = reason
    post.save(update_fields=["during", "ended_because"])
    audit.record(
        code,
        by=by,
        target=post,
        on=on.isoformat(),
        before=before.isoformat() if before else None,
        reason=reason,
        handed=handed,
    )
    follow_directly(by=by, organization=post.organization, persons={post.person_id}, on=on, today=None)
    return post


def entering_directly(community: Organization, on: date) -> list[Post]:
    """The elected offices of the day by which persons sit in the big committee, the highest of each; one query."""
    rows = Post.objects.under(community).in_force(on).select_related("person").order_by("pk")
    elected = rows.filter(
        organization__kind__in=COMMUNITY_ORGANIZATIONS, position__in=list(DIRECT_ENTRY), basis=Post.Basis.ELECTION
    )
    order = list(DIRECT_ENTRY)
    found: dict[int, Post] = {}
    for post in sorted(elected, key=lambda each: order.index(Position(each.position))):
        found.setdefault(post.person_id, post)
    return list(found.values())


@transaction.atomic
def follow_directly(
    *, by: Any, organization: Organization, persons: Collection[int], on: date, today: date | None
) -> None:
    """Bring the seats of direct entry of ``persons`` to the elected offices that they hold on the day.

    Nothing follows where the community has no big committee. Who sits there already by selection stays so, and a seat
    for one that somebody else holds is left: the page of the committee says so.
    """
    if organization.kind not in COMMUNITY_ORGANIZATIONS:
        return
    community = Organization.objects.filter(pk__in=organization.ancestor_ids, kind=Kind.COMMUNITY).first()
    committees = Organization.objects.under(community).filter(kind=Kind.BIG_COMMITTEE) if community else None
    committee = committees.in_force(on).select_for_update(no_key=True).first() if committees is not None else None
    if community is None or committee is None:
        return
    offices = {post.person_id: post for post in entering_directly(community, on) if post.person_id in persons}
    seats = {person: DIRECT_ENTRY[Position(office.position)] for person, office in offices.items()}
    held = Post.objects.filter(organization=committee, person__in=persons, basis=Post.Basis.DIRECT_ENTRY)
    for post in held.in_force(on):
        if seats.get(post.person_id) != post.position:
            keep = post.person_id in seats
            end_post(by=by, post=post, on=on, today=None, reason=_FOLLOWED, close_empty=True, keep_handed=keep)
    standing = Post.objects.filter(organization=committee).in_force(on)
    for person, office in offices.items():
        taken = standing.filter(person=person)
        if seats[person] in SINGLE_SEATS:
            taken = taken | standing.filter(position=seats[person])
        if taken.exists():
            continue
        before = held.filter(person=person, position=seats[person], during__endswith=on, ended_because=_FOLLOWED)
        if not _gone_on(by, before.first()):
            appoint(
                by=by,
                person=office.person,
                organization=committee,
                position=seats[person],
                since=on,
                until=office.during.upper,
                today=today,
                basis=Post.Basis.DIRECT_ENTRY,
                full_time=office.full_time,
                term_ends_on=office.term_ends_on,
            )


_FOLLOWED = "社区党组织职务变动"


def _gone_on(by: Any, post: Post | None) -> bool:
    """The seat that ended on the day goes on: its holder was chosen again, or the end was taken back."""
    if post is None:
        return False
    on, post.during, post.ended_because = post.during.upper, (post.during.lower, None), ""
    post.save(update_fields=["during", "ended_because"])
    audit.record("organizations.post_end_undone", by=by, target=post, on=on.isoformat())
    return True


_GIVEN = f"""
    SELECT u.id AS user_id, rp.permission_id, COALESCE(anchor.id, o.id) AS organization_id, p.during, p.post_id,
           p.acting_id
    FROM (
        SELECT id AS post_id, NULL::bigint AS acting_id, person_id, organization_id, position, during
        FROM organizations_post
        UNION ALL
        SELECT NULL, a.id, a.person_id, h.organization_id, h.position, a.during * h.during
        FROM organizations_acting a JOIN organizations_post h ON h.id = a.post_id WHERE a.during && h.during
    ) p
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
"""What posts give by RoleRule to persons with an account, and to who acts for a holder; community bodies give it at the
community."""


def grant_by_posts(*, persons: Iterable[int] | None = None, by: Any = None) -> int:
    """Insert the grants that posts give and that are missing; one statement. Returns how many.

    ``persons`` None: everybody. Call it after opening an account; appointing does it itself.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO organizations_grant
                (user_id, permission_id, content_object_id, during, post_id, acting_id, granted_by_id, granted_at)
            SELECT user_id, permission_id, organization_id, during, post_id, acting_id, %(by)s, %(now)s
            FROM ({_GIVEN}) given
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
          ON given.user_id = g.user_id AND given.permission_id = g.permission_id
         AND given.organization_id = g.content_object_id
         AND given.post_id IS NOT DISTINCT FROM g.post_id AND given.acting_id IS NOT DISTINCT FROM g.acting_id
        WHERE (g.post_id IS NOT NULL OR g.acting_id IS NOT NULL) AND given.user_id IS NULL
          AND (upper_inf(g.during) OR upper(g.during) > %(on)s)
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
