"""Documents of acts, and the change of term: ends all, begins all, in one transaction."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from core.models import AuditEvent
from core.records import audit
from core.records.errors import RuleViolation
from core.records.versions import save_versioned
from organizations.actions.handed import restore_handed
from organizations.actions.posts import appoint, end_post, follow_directly
from organizations.models import Order, Organization, Post
from organizations.orders import rules
from organizations.orders.fields import Paper
from organizations.orders.models import OrderKind
from organizations.orders.rules import Elected
from organizations.registers.register import Asked
from organizations.rules import raise_field_errors
from organizations.terms import term_end
from organizations.tree.effective import check_effective, check_month_open

BY_TERM = "organizations.post_ended_by_term"


@transaction.atomic
def file_order(
    *,
    by: Any,
    organization: Organization,
    kind: str,
    paper: Paper | None,
    on: date,
    today: date,
    begun: Sequence[int] = (),
    ended: Sequence[int] = (),
    **facts: Any,
) -> Order | None:
    """Keep the document of an act that was just done; one that is there already takes in the posts.

    ``paper`` None: it has none yet (a change of term is kept all the same).
    """
    if paper is None and kind != OrderKind.TERM:
        return None
    number, issued_on, scan = paper or ("", None, "")
    rows = Order.objects.standing().select_for_update(of=("self",)).select_related("organization")
    known: Order | None = rows.filter(organization=organization, kind=kind, number=number, issued_on=issued_on).first()
    if known is not None and kind in rules.OF_POSTS:
        known.begun, known.ended = [*known.begun, *begun], [*known.ended, *ended]
        known.scan = scan or known.scan
        save_versioned(known, known.version, ["begun", "ended", "scan"])
        audit.record("organizations.order_joined", by=by, target=known, posts=[*begun, *ended])
        return known
    order = Order(
        organization=organization,
        kind=kind,
        style=rules.style_of(kind),
        number=number,
        issued_on=issued_on,
        issuer=rules.issuer_of(organization),
        scan=scan,
        effective_on=on,
        begun=[*begun],
        ended=[*ended],
        **facts,
    )
    rules.check_order(order, Asked(by, today, frozenset({"number"})))
    raise_field_errors(order, exclude=["scope"])
    order.save()
    audit.record("organizations.register_entered", by=by, target=order, register="orders")
    return order


def standing_on(organization: Organization, on: date) -> list[Post]:
    """Posts of the body that a change of term on the day ends, heads first."""
    order = {str(position): place for place, position in enumerate(rules.positions_of_term(organization))}
    rows = Post.objects.filter(organization=organization, position__in=order).in_force(on).select_related("person")
    return sorted(rows, key=lambda post: (order[post.position], post.during.lower, post.pk))


@transaction.atomic
def change_term(
    *,
    by: Any,
    organization: Organization,
    on: date,
    session: int,
    chosen: Sequence[Elected],
    basis: str,
    today: date,
    seen: str | None = None,
    paper: Paper | None = None,
    **facts: Any,
) -> Order:
    """End every seat of the body on the day and begin those that were chosen, for the term of its kind (S2 二(四)).

    Who is chosen again keeps rights given by hand. ``seen``: ids of the posts that were shown (``shown_as``). Raises
    RuleViolation; nothing is half done.
    """
    organization = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    check_effective(organization, on, today=today, label="换届日期", future=True, lasting=True)
    if seen is not None and seen != shown_as(standing_on(organization, today)):
        raise RuleViolation("changed-meanwhile", "班子成员刚有变动，请核对后再确认")
    standing = standing_on(organization, on)
    positions = rules.positions_of_term(organization)
    later = Post.objects.filter(organization=organization, position__in=positions, during__startswith__gt=on)
    rules.check_term(organization, on=on, standing=standing, later=later.select_related("person")[:1])
    rules.check_chosen(chosen)
    again = {each.person.pk for each in chosen}
    for post in standing:
        keep = post.person_id in again
        end_post(by=by, post=post, on=on, today=today, reason="换届", keep_handed=keep, code=BY_TERM)
    until = term_end(organization, positions[0], on)
    was = {(post.person_id, post.position): post.full_time for post in standing}
    made = [
        appoint(
            by=by,
            person=each.person,
            organization=organization,
            position=each.position,
            since=on,
            today=today,
            basis=basis,
            full_time=was.get((each.person.pk, each.position), True),
            term_ends_on=until,
        )
        for each in chosen
    ]
    order = file_order(
        by=by,
        organization=organization,
        kind=OrderKind.TERM,
        paper=paper,
        on=on,
        today=today,
        begun=[post.pk for post in made],
        ended=[post.pk for post in standing],
        session=session,
        **facts,
    )
    assert order is not None
    audit.record(
        "organizations.term_changed",
        by=by,
        target=organization,
        organization_id=organization.pk,
        session=session,
        on=on.isoformat(),
        ended=len(standing),
        begun=len(made),
    )
    return order


def shown_as(posts: Sequence[Post]) -> str:
    """The posts that a page shows, to be told whether they are others by now."""
    return ",".join(str(pk) for pk in sorted(post.pk for post in posts))


def revoke_term(order: Order, by: Any, _today: date) -> None:
    """What the change of term did is taken back: the new posts go, the old ones go on as before.

    Raises RuleViolation once something was built on it, or in a closed month.
    """
    organization = order.organization
    check_month_open(organization, order.effective_on, label="换届日期", field=None)
    made = list(Post.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=order.begun))
    old = list(Post.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=order.ended))
    untouched = all(post.during.lower == order.effective_on and post.during.upper is None for post in made)
    if len(made) != len(order.begun) or not untouched or any(post.during.upper != order.effective_on for post in old):
        raise RuleViolation("built-on", "换届以后任职又有变动，不能撤销换届，请逐人办理")
    for post in made:
        audit.record("organizations.post_cancelled", by=by, target=post, on=order.effective_on.isoformat())
        try:
            post.delete()
        except ProtectedError as error:
            raise RuleViolation("built-on", f"{post.person.name}的任职已有后续记录，不能撤销换届") from error
    events = AuditEvent.objects.filter(code=BY_TERM, target_type=Post._meta.label_lower)
    for post in old:
        told = events.filter(target_id=str(post.pk)).order_by("-pk").values_list("data", flat=True)[0]
        until = date.fromisoformat(told["before"]) if told["before"] else None
        post.during, post.ended_because = (post.during.lower, until), ""
        post.save(update_fields=["during", "ended_because"])
        restore_handed(told["handed"])
        audit.record("organizations.post_end_undone", by=by, target=post, on=order.effective_on.isoformat())
    persons = {post.person_id for post in (*made, *old)}
    follow_directly(by=by, organization=organization, persons=persons, on=order.effective_on, today=None)
