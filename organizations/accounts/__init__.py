"""Who manages an account: one rule for every door (docs/adr/0023-accounts.md).

Reach over a person (a registration, a past membership or post, being a contact) gives nothing over the account.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from core.models import AuditEvent
from core.records import outbox
from core.records.errors import RuleViolation
from organizations import ties
from organizations.actions import grant_by_posts
from organizations.models import AccountOffice, Grant, Organization, Post, Role
from organizations.scoping import MANAGE_GRANTS, grants_of, reach, subtree_condition
from people import actions as people
from people.models import Person, User

MANAGE = f"organizations.{MANAGE_GRANTS}"
SUPERUSER = "系统管理员"
"""Among the roles of the second factor: who has no rights by that, but the machine."""


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


def one_use_until(at: datetime | None = None) -> datetime:
    """Until when a password that somebody else sets (now, or at the moment) opens the page of a new one."""
    return (at or timezone.now()) + timedelta(hours=settings.ONE_USE_HOURS)


def has_rights(user: User, on: date | None = None) -> bool:
    """Whether the account holds any right today or later: its password and second factor take two officers."""
    return Grant.objects.filter(ties.lasting(on or timezone.localdate()), user=user).exists()


def takes_two(user: User) -> bool:
    """Whether a password for the account needs a second officer: it has rights, and somebody has used it."""
    return has_rights(user) and (user.has_usable_password() or user.last_seen_at is not None)


@transaction.atomic
def give_password(*, by: User, user: User, password: str) -> None:
    """One officer sets a password for one use, for an account without rights or never used; the owner is told.

    Raises RuleViolation ``takes-two``.
    """
    if takes_two(user):
        raise RuleViolation(
            "takes-two", "这个账号有管理权限，重置密码要先申请，由另一位有权限的人员确认", field="password"
        )
    event = people.set_password(by=by, user=user, password=password, one_use_until=one_use_until())
    tell_owner(user, f"{by}为您设置了一次性密码，登录后请立即更换", event)


def tell_owner(user: User, text: str, event: AuditEvent) -> None:
    """The owner hears what others did with the account, in the portal and by letter where an address is known."""
    outbox.notify(
        [
            outbox.Note(
                kind="account.changed",
                subject_type="core.auditevent",
                subject_id=event.pk,
                recipient_id=user.pk,
                due_on=timezone.localdate(),
                title="您的账号有变动",
                text=f"{text}。不是您本人要求的，请立即联系上级党组织。",
                url="/people/me/",
            )
        ]
    )


@transaction.atomic
def open_account(*, by: Any, person: Person, office: Organization | None, **fields: Any) -> User:
    """``people.actions.open_account`` at the office that keeps it, with the rights of the person's posts.

    ``office`` None: the operator of the machine opens it; the person's posts and membership say who keeps it. The
    password that an officer gives is for one use.
    """
    if isinstance(by, User) and fields.get("password"):
        fields["one_use_until"] = one_use_until()
    user = people.open_account(by=by, person=person, **fields)
    if office is not None:
        AccountOffice.objects.create(user=user, organization=office)
    grant_by_posts(persons=[person.pk], by=by)
    return user


@transaction.atomic
def open_accounts(*, by: Any, persons: Sequence[tuple[Person, str]], office: Organization | None) -> list[User]:
    """``open_account`` for many, without passwords: (person, user name or ""); a constant number of statements."""
    users = people.open_accounts(by=by, persons=persons)
    if office is not None:
        AccountOffice.objects.bulk_create(
            [AccountOffice(user=user, organization=office) for user in users], batch_size=1000
        )
    grant_by_posts(persons=[person.pk for person, _ in persons], by=by)
    return users


def office_for(user: Any, person: Person, on: date | None = None) -> Organization:
    """The office of ``user`` that will keep an account opened for the person: where a tie of the person lies."""
    on = on or timezone.localdate()
    paths = reach(user, MANAGE, on)
    held = ties.paths_of(person.pk, on)
    path = next((path for path in paths if any(each.startswith(path) for each in held)), paths[0])
    return Organization.objects.get(path=path)


def owes_second_factor(user: User, on: date | None = None) -> bool:
    """Whether the account holds all rights of a role that needs a second factor, has none, and had its time for it."""
    on = on or timezone.localdate()
    if timezone.localdate(user.date_joined) + timedelta(days=settings.SECOND_FACTOR_GRACE_DAYS) > on:
        return False
    if Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        return False
    if user.is_superuser and SUPERUSER in settings.SECOND_FACTOR_ROLES:
        return True
    held = set(grants_of(user, on))
    roles = Role.objects.filter(label__in=settings.SECOND_FACTOR_ROLES).prefetch_related("permissions")
    return any(held >= {permission.codename for permission in role.permissions.all()} for role in roles)
