"""What members, and the rooms below, keep of people for a time: who is named and tied to nothing, contacts of who left,
answered requests and messages."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from functools import partial

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from core.models import Notification
from core.records.retention import Asked, Kept
from core.zone import midnight
from members.erasure.models import LegalHold
from members.merging.models import PersonMerge
from members.merging.queries import VIEW, counted, relations
from members.models import DualRegistration, ImportChange, Membership, TransferRequest
from organizations import ties
from organizations.models import AccountOffice, UnitPresence
from organizations.scoping import Inside
from people.clearing import CLEARED, clear_contacts, clear_persons
from people.models import CorrectionRequest, Person, User
from people.visibility import reached

NOT_FILES = {
    AccountOffice,
    CorrectionRequest,
    DualRegistration,
    ImportChange,
    LegalHold,
    TransferRequest,
    UnitPresence,
    User,
}
"""Records that name a person and are no files of the Party: they stay, and say no longer who it was. Whatever else
names somebody is kept, and so is the person: also what a later table records."""


def inside(path: str) -> QuerySet[Person]:
    """Persons whom a record ties or tied to the subtree of ``path``."""
    return Person.objects.filter(pk__in=reached(Inside([path]), VIEW))


def tied(on: date) -> Q:
    """``Q`` for persons whom a relationship, a right, a post, a registration … holds on the day; not a mere account."""
    return ties.held(on, but=AccountOffice)


def files_of(persons: Collection[int]) -> dict[int, list[str]]:
    """By person, words of the records of which the Party's files consist, and which name the person; two queries."""
    kept = counted(persons, among=[each for each in relations() if each.model not in NOT_FILES])
    found = defaultdict(list, {person: [words for words, _number in rows] for person, rows in kept.items() if rows})
    for pair in PersonMerge.objects.filter(Q(kept__in=persons) | Q(gone__in=persons)).values_list("kept", "gone"):
        for person in set(pair).intersection(persons):
            found[person].append(str(PersonMerge._meta.verbose_name))
    return {person: list(dict.fromkeys(words)) for person, words in found.items()}


def asked_for() -> Exists:
    """Who asked to be erased, and was not refused: the period is not waited for."""
    rows = CorrectionRequest.objects.filter(field=CorrectionRequest.Field.ERASE)
    rows = rows.exclude(state=CorrectionRequest.State.REFUSED)
    return Exists(rows.filter(person=OuterRef("pk")))


def named_only(asked: Asked) -> QuerySet[Person]:
    """Persons without a tie and without a file, of whom nothing was recorded since the day, or who asked for it."""
    since = midnight(asked.before)
    moved = DualRegistration.objects.filter(
        Q(submitted_at__gte=since) | Q(decided_at__gte=since) | Q(during__endswith__gt=asked.before),
        person=OuterRef("pk"),
    )
    ended = UnitPresence.objects.filter(during__endswith__gt=asked.before)
    accounts = User.objects.filter(Q(is_active=True) | Q(last_seen_at__gte=since), person=OuterRef("pk"))
    quiet = (
        Q(created_at__lt=since)
        & ~Exists(moved)
        & ~Exists(ended.filter(Q(contact=OuterRef("pk")) | Q(instructor=OuterRef("pk"))))
        & ~Exists(accounts)
    )
    spells = Membership.objects.filter(person=OuterRef("pk"))
    rows = inside(asked.path).exclude(name=CLEARED).filter(~tied(asked.today), ~Exists(spells), quiet | asked_for())
    ids = list(rows.values_list("pk", flat=True))
    files = files_of(ids) if ids else {}
    return Person.objects.filter(pk__in=[pk for pk in ids if pk not in files])


def left(asked: Asked) -> QuerySet[Person]:
    """Whose relationship ended before the day, tied to nothing, and whose phone or address is still kept."""
    spells = Membership.objects.filter(person=OuterRef("pk"))
    later = spells.filter(Q(during__endswith__isnull=True) | Q(during__endswith__gt=asked.before))
    reachable = ~Q(phone=b"") | ~Q(address=b"")
    return inside(asked.path).filter(~tied(asked.today), Exists(spells), ~Exists(later), reachable)


def clear_named_only(ids: list[int]) -> None:
    """The persons, what rosters changed in them, and what they had handed in with a registration."""
    ImportChange.objects.filter(person__in=ids).delete()
    rows = DualRegistration.objects.filter(person__in=ids)
    papers = [row.document for row in rows.exclude(document="")]
    rows.update(document="", pledge="", specialty="", reason="", version=F("version") + 1)
    clear_persons(ids)
    for paper in papers:
        transaction.on_commit(partial(paper.storage.delete, str(paper.name)))


def _delete_requests(ids: list[int]) -> None:
    CorrectionRequest.objects.filter(pk__in=ids).delete()


def _delete_messages(ids: list[int]) -> None:
    Notification.objects.filter(pk__in=ids).delete()


def _person(person: Person) -> tuple[str, date | None]:
    words = f"{person.name} {person.phone_masked} {person.address_masked}"
    return " ".join(words.split()), localdate(person.created_at)


KINDS = (
    Kept(
        key="persons",
        label="没有联系的人员资料",
        model=Person,
        what="姓名、号码、电话、住址、单位等全部资料和账号；报到等记录保留，不再写明是谁",
        standard="core.person.keep_months",
        due=named_only,
        erase=clear_named_only,
        person="pk",
        said=_person,
    ),
    Kept(
        key="former",
        label="转出、去世等党员的联系方式",
        model=Person,
        what="电话和住址；党员名册和姓名保留",
        standard="mem.former.contact_keep_months",
        due=left,
        erase=clear_contacts,
        person="pk",
        said=_person,
    ),
)
NIGHTLY = (
    Kept(
        key="corrections",
        label="已处理的更正申请",
        model=CorrectionRequest,
        standard="core.correction.keep_months",
        due=lambda asked: CorrectionRequest.objects.exclude(state=CorrectionRequest.State.OPEN).filter(
            decided_at__lt=midnight(asked.before)
        ),
        erase=_delete_requests,
        person="person",
        night=True,
    ),
    Kept(
        key="messages",
        label="站内消息",
        model=Notification,
        standard="core.message.keep_months",
        due=lambda asked: Notification.objects.filter(created_at__lt=midnight(asked.before)),
        erase=_delete_messages,
        person="recipient__person",
        night=True,
    ),
)
