"""The access matrix: every URL × role × method × object. How to add yours:

1. A URL **without** arguments needs nothing here: its view carries one of the guards of core.web.guards
   (``require``, ``personal``, ``signed_in``, ``staff``, ``public``); without one the test names it and fails.
2. A URL **with** arguments needs a row in ``tests/matrix/<app>.py``::

       OBJECTS = {"meetings.Meeting": lambda world, place: make_meeting(organization=place.branch, ...)}
       ROWS = {
           "meetings:detail": Row("meetings.Meeting"),                           # kwargs {"pk": object.pk}
           "meetings:minutes": Row("meetings.Meeting", kwarg="meeting_id", see="organizations.view_meeting"),
           "meetings:sign_in": Row("meetings.Meeting", kwargs=lambda meeting: {"token": meeting.token}),
       }

   A factory is called once for each place and returns a saved instance that belongs to it: put ``place.word`` into
   its texts (the words of foreign places are looked for in every page). ``place`` has street, community,
   general_branch, branch, big_committee, grid_branch, building_group, household, unit, presence, member (Person).
   ``world.date`` is the day. Return None when the object makes no sense there.
   ``see``: the permission that shows the object (default: the first one that the view requires). Outside → 404;
   inside without all that the view requires → 403. ``need``: any one of these is needed besides, there (403 without).
   A view guarded by ``personal`` or ``signed_in`` shows the object to ``world.users["member"]`` in the place "own"
   and to nobody of another place. ``public_choice=True``: the page may name foreign organisations
   (the list of communities to register at).
3. Models in the admin are walked through OBJECTS by their label; one without an entry is named and fails.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib import import_module
from typing import Any

from django.db import models
from django.test import Client
from django.utils import timezone

from organizations import actions
from organizations.kinds import Kind
from organizations.models import Organization, Position, Post, Unit, UnitPresence
from people.models import Person, User

PASSWORD = "a-long-Password-1"
ROLES = (
    "district",
    "street",
    "secretary",
    "worker",
    "branch_secretary",
    "member",
    "unit_contact",
    "revoked",
    "superuser",
    "anonymous",
)


@dataclass
class Place:
    """One community with everything in it, under a street of a district."""

    key: str
    word: str
    street: Organization
    community: Organization
    general_branch: Organization
    branch: Organization
    big_committee: Organization
    grid_branch: Organization
    building_group: Organization
    household: Organization
    unit: Unit
    presence: UnitPresence
    member: Person
    secretary: Person


@dataclass(frozen=True)
class Row:
    model: str
    kwarg: str = "pk"
    kwargs: Callable[[Any], Mapping[str, Any]] | None = None
    see: str = ""
    need: tuple[str, ...] = ()
    public_choice: bool = False
    nonexistent: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    """Arguments that name a kind of page and no object: the page is one like those without arguments."""

    def arguments(self, instance: Any) -> dict[str, Any]:
        if self.words:
            return dict(self.words)
        return dict(self.kwargs(instance)) if self.kwargs else {self.kwarg: instance.pk}

    def missing(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Arguments of the same shape that name nothing."""
        made = {name: 987_654_321 if isinstance(value, int) else "0" * 12 for name, value in arguments.items()}
        return made | dict(self.nonexistent)


Factory = Callable[["World", Place], models.Model | None]


def registry() -> tuple[dict[str, Factory], dict[str, Row]]:
    """Factories by model label and rows by URL name, of all apps."""
    objects: dict[str, Factory] = {}
    rows: dict[str, Row] = {}
    for app in ("core", "people", "organizations", "members", "grids", "meetings", "services", "assessments"):
        try:
            module = import_module(f"tests.matrix.{app}")
        except ModuleNotFoundError as error:
            if error.name != f"tests.matrix.{app}":
                raise
            continue
        objects |= module.OBJECTS
        rows |= module.ROWS
    return objects, rows


class World:
    """Two districts: ours with two streets and three communities, and a foreign one whose words must never show."""

    CANARY = "鹈鹕"

    def __init__(self) -> None:
        self.date = timezone.localdate()
        self.since = self.date - timedelta(days=400)
        self.district = self._root("MX", "矩阵区委组织部")
        self.foreign_district = self._root("FX", f"{self.CANARY}区委组织部")
        self.street = self._organization(Kind.STREET_WORKING_COMMITTEE, "MX-A", "甲街道党工委", self.district)
        other = self._organization(Kind.STREET_WORKING_COMMITTEE, "MX-B", "乙街道党工委", self.district)
        far = self._organization(
            Kind.STREET_WORKING_COMMITTEE, "FX-A", f"{self.CANARY}街道党工委", self.foreign_district
        )
        self.places = {
            "own": self._place("own", "MX-A-1", "朱鹮", self.street),
            "sibling": self._place("sibling", "MX-A-2", "白鹇", self.street),
            "cousin": self._place("cousin", "MX-B-1", "褐马鸡", other),
            "foreign": self._place("foreign", "FX-A-1", self.CANARY, far),
        }
        self.users = self._users()
        self.clients = {role: self._client(user) for role, user in self.users.items()}
        self.clients["anonymous"] = Client(raise_request_exception=False)
        self.factories, self.rows = registry()
        self._made: dict[tuple[str, str], Any] = {}

    def get(self, label: str, place: Place) -> Any:
        key = (label, place.key)
        if key not in self._made:
            self._made[key] = self.factories[label](self, place)
        return self._made[key]

    def account_of(self, place: Place) -> User:
        """An account of the place's secretary."""
        user = User.objects.filter(person=place.secretary).first()
        return user or self._account(f"secretary-{place.key}", place.secretary)

    def person(self, name: str) -> Person:
        return Person.objects.create(name=name, pinyin="x", initials="x")

    def _root(self, code: str, name: str) -> Organization:
        return actions.create_organization(
            by="test", kind=Kind.DISTRICT_DEPARTMENT, code=code, name=name, parent=None, since=self.since
        )

    def _organization(self, kind: str, code: str, name: str, parent: Organization) -> Organization:
        return actions.create_organization(by="test", kind=kind, code=code, name=name, parent=parent, since=self.since)

    def _place(self, key: str, code: str, word: str, street: Organization) -> Place:
        def make(kind: Kind, suffix: str, parent: Organization) -> Organization:
            return self._organization(kind, code + suffix, f"{word}{kind.label}", parent)

        community = make(Kind.COMMUNITY, "", street)
        general_branch = make(Kind.COMMUNITY_GENERAL_BRANCH, "-G", community)
        branch = make(Kind.BRANCH, "-B", general_branch)
        big_committee = make(Kind.BIG_COMMITTEE, "-D", community)
        grid_branch = make(Kind.GRID_BRANCH, "-W", big_committee)
        building_group = make(Kind.BUILDING_GROUP, "-L", grid_branch)
        household = make(Kind.MEMBER_HOUSEHOLD, "-H", building_group)
        member, secretary = self.person(f"{word}党员"), self.person(f"{word}书记")
        unit = actions.register_unit(
            by="test", organization=street, name=f"{word}供电公司", kind=Unit.UnitKind.ENTERPRISE
        )
        presence = actions.record_presence(by="test", unit=unit, community=community, since=self.since, today=self.date)
        self._appoint(secretary, general_branch, Position.SECRETARY)
        return Place(
            key,
            word,
            street,
            community,
            general_branch,
            branch,
            big_committee,
            grid_branch,
            building_group,
            household,
            unit,
            presence,
            member,
            secretary,
        )

    def _appoint(self, person: Person, organization: Organization, position: str, until: date | None = None) -> Post:
        return actions.appoint(
            by="test",
            person=person,
            organization=organization,
            position=position,
            since=self.since,
            until=until,
        )

    def _account(self, name: str, person: Person, *, staff: bool = False) -> User:
        user = User.objects.create_user(name, PASSWORD, person=person, is_staff=staff)
        actions.grant_by_posts(persons=[person.pk])
        return user

    def _users(self) -> dict[str, User]:
        own = self.places["own"]
        posts = {
            "district": (self.district, Position.OFFICER),
            "street": (self.street, Position.OFFICER),
            "worker": (own.community, Position.WORKER),
            "branch_secretary": (own.branch, Position.SECRETARY),
        }
        users = {}
        for role, (organization, position) in posts.items():
            person = self.person(f"{role}")
            self._appoint(person, organization, position)
            users[role] = self._account(role, person, staff=role in ("district", "street"))
        users["secretary"] = self._account("secretary", own.secretary)
        users["member"] = self._account("member", own.member)
        contact = self.person("unit_contact")
        own.presence.contact = contact
        own.presence.save()
        users["unit_contact"] = self._account("unit_contact", contact)
        former = self.person("revoked")
        self._appoint(former, self.street, Position.OFFICER, until=self.date)
        users["revoked"] = self._account("revoked", former, staff=True)
        users["superuser"] = User.objects.create_superuser("superuser", PASSWORD)
        return users

    def _client(self, user: User) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(user)
        return client


KEEP = "organizations.manage_register"


def register_rows(registers: Iterable[Any]) -> dict[str, Row]:
    """Rows of the addresses of registers: entries and lines are seen by who sees their organisation, written by who
    keeps the registers there."""
    found = {}
    for register in registers:
        label = register.model._meta.label
        found[register.address("entry")] = Row(label)
        own = ("correct", "withdraw", *(step.key for step in register.steps))
        found |= {register.address(step): Row(label, need=(KEEP,)) for step in own}
        for part in register.parts:
            line, steps = part.model._meta.label, ("correct", *(step.key for step in part.steps))
            steps = steps if part.made else (*steps, "remove")
            found |= {register.address(f"{part.key}_{step}"): Row(line, need=(KEEP,)) for step in steps}
            if not part.made:
                found[register.address(f"{part.key}_new")] = Row(label, need=(KEEP,))
    return found
