"""Who manages an account: one rule for every door (docs/adr/0023-accounts.md).

Reach over a person (a registration, a past membership or post, being a contact) gives nothing over the account.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from organizations import ties
from organizations.actions import grant_by_posts
from organizations.models import AccountOffice, Grant, Organization, Post
from organizations.scoping import MANAGE_GRANTS, reach, subtree_condition
from people import actions
from people.models import Person, User

MANAGE = f"organizations.{MANAGE_GRANTS}"


def accounts_managed_by(user: Any, on: date | None = None) -> QuerySet[User]:
    """Accounts that ``user`` may see, block, unlock and give a password: none of his own, no superuser's by another.

    All grants and posts of today and later lie inside his ``manage_grants``; and the account was opened there or its
    person is a member there. Without grants and posts, membership decides where there is one. An account of which
    neither office nor membership is known goes with its grants and posts alone.
    """
    on = on or timezone.localdate()
    paths = reach(user, MANAGE, on)
    if not paths:
        return User.objects.none()

    def inside(rows: Any, path: str) -> Exists:
        return Exists(rows.filter(subtree_condition(paths, field=path)))

    def beyond(rows: Any, path: str) -> Exists:
        return Exists(rows.exclude(subtree_condition(paths, field=path)))

    grants = Grant.objects.filter(ties.lasting(on), user=OuterRef("pk"))
    posts = Post.objects.filter(ties.lasting(on), person=OuterRef("person_id"))
    offices = AccountOffice.objects.filter(user=OuterRef("pk"))
    kept = inside(offices, "scope")
    acts = Q(Exists(grants)) | Q(Exists(posts))
    known, member = Q(Exists(offices)), Q(pk__in=[])
    mine = Q(pk__in=[])
    for tie in ties.keeping():
        rows = tie.rows(on).filter(**{tie.person: OuterRef("person_id")})
        member |= Q(Exists(rows))
        mine |= Q(inside(rows, tie.path))
    mine |= Q(kept) & (acts | ~member) | acts & ~known & ~member
    found = User.objects.filter(mine).exclude(beyond(grants, "content_object__path") | beyond(posts, "scope"))
    if not user.is_superuser:
        found = found.exclude(is_superuser=True)
    return found.exclude(pk=user.pk)


def persons_to_open(user: Any, on: date | None = None) -> QuerySet[Person]:
    """Persons for whom ``user`` may open an account: reached, and held by nobody outside his ``manage_grants``."""
    on = on or timezone.localdate()
    persons = Person.objects.visible_to(user, MANAGE).exclude(ties.held_outside(reach(user, MANAGE, on), on))
    return persons.exclude(pk=user.person_id) if user.person_id else persons


@transaction.atomic
def open_account(*, by: Any, person: Person, office: Organization | None, **fields: Any) -> User:
    """``people.actions.open_account`` at the office that keeps it, with the rights of the person's posts.

    ``office`` None: the operator of the machine opens it; the person's posts and membership say who keeps it.
    """
    user = actions.open_account(by=by, person=person, **fields)
    if office is not None:
        AccountOffice.objects.create(user=user, organization=office)
    grant_by_posts(persons=[person.pk], by=by)
    return user


def office_for(user: Any, person: Person, on: date | None = None) -> Organization:
    """The office of ``user`` that will keep an account opened for the person: where a tie of the person lies."""
    on = on or timezone.localdate()
    paths = reach(user, MANAGE, on)
    held = ties.paths_of(person.pk, on)
    path = next((path for path in paths if any(each.startswith(path) for each in held)), paths[0])
    return Organization.objects.get(path=path)
