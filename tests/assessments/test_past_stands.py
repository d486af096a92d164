"""The past stands: a change changes nothing of the days before it, or is refused (ORG-21, ASM-12, MEM-03, ORG-18).

Whatever an office may enter about tree, names, posts, members and units is tried with any day; after each of them every
statistic and fact of the days before is what it was, and a closed month is refused by its name.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import travel

from assessments import facts
from assessments.facts import Verified
from assessments.models import Fact, LateFact
from core.models import AuditEvent
from core.records.errors import RuleViolation
from members import actions as members
from members.models import Membership, ScheduledChange, TransferRequest
from members.queries import RegisterFilter, count_under, register
from members.statistics import member_statistics
from members.transfers import actions as transfers
from organizations import actions, undo
from organizations.kinds import STREETS, Kind
from organizations.models import Month, Organization, Participation, Post, Threshold, Unit, UnitPresence
from organizations.queries import state_as_of
from organizations.staff import statistics as staff
from organizations.tree.queries import subtree_ids, superior_ids
from people import actions as people
from people.models import Person
from tests.assessments import planting
from tests.assessments.planting import MARCH, District, at

NOW = at(date(2026, 6, 20))
TODAY = date(2026, 6, 20)
CLOSED, MAY = date(2026, 3, 31), date(2026, 5, 1)
DAYS = (CLOSED, date(2026, 5, 31), date(2026, 6, 10))
TRIED = (date(2026, 3, 10), CLOSED, date(2026, 4, 1), date(2026, 5, 20), date(2026, 6, 1), date(2026, 6, 15), TODAY)


@pytest.fixture
def district(db: None) -> District:
    return planting.plant_tree()


class Office:
    """One district with records, its officer, and everything that can be changed with a day."""

    def __init__(self, district: District, seed: int) -> None:
        self.district, self.dice = district, Random(seed)
        self.officer = planting.account()
        actions.appoint(
            by="tests",
            person=self.officer.person,
            organization=district.root,
            position="officer",
            since=planting.SINCE,
        )
        planting.scatter(district, seed=seed)
        for community in district.communities:
            planting.meeting(district.big[community.pk], date(2026, 5, 12), entitled=3, present=2)
            planting.service(community, date(2026, 5, 8))
            planting.item(
                planting.agreement(planting.unit(community), signed=date(2026, 5, 4)),
                due=date(2026, 5, 20),
                done=date(2026, 5, 18),
            )
            for _ in range(2):
                planting.member(district.branch[community.pk])
            actions.appoint(
                by="tests", person=planting.person(), organization=community, position="worker", since=planting.SINCE
            )
        self.number = 0

    # -- what is reckoned -------------------------------------------------------------------------------

    def reckoned(self, day: date) -> dict[str, Any]:
        """Everything that pages and papers say of the day, of the district, its streets and communities."""
        found: dict[str, Any] = {}
        there = subtree_ids(self.district.root, on=day, kinds=(Kind.DISTRICT_DEPARTMENT, *STREETS, Kind.COMMUNITY))
        for each in Organization.objects.filter(pk__in=there).order_by("pk"):
            state = state_as_of(each, day)
            listed = register(self.officer, RegisterFilter(organization=each, as_of=day), today=TODAY)
            found[each.code] = (
                member_statistics(each, as_of=day).as_dict(),
                staff(organization=each, as_of=day),
                count_under([each], day),
                sorted(listed.values_list("person_id", flat=True)),
                state.name,
                [child.pk for child in state.children],
                sorted(post.pk for post in state.posts),
                superior_ids(each, on=day),
                UnitPresence.objects.filter(organization=each, during__contains=day).count(),
                Participation.objects.filter(organization=each, during__contains=day).count(),
            )
        return found

    def facts_of_may(self) -> list[Any]:
        facts.compute_month(district=self.district.root, month=MAY, now=NOW)
        rows = Fact.objects.filter(month=MAY).order_by("organization__code", "indicator_id")
        return list(rows.values_list("organization__code", "indicator_id", "numerator", "denominator", "unknown"))

    # -- what can be entered ----------------------------------------------------------------------------

    def changes(self) -> list[Callable[[date], Any]]:
        return [
            self.move,
            self.rename,
            self.dissolve,
            self.found,
            self.appoint,
            self.end_post,
            self.join,
            self.change,
            self.leave,
            self.transfer,
            self.enter_unit,
            self.report_in,
            self.take_part,
            self.threshold,
            self.undo,
        ]

    def tried(self) -> list[tuple[Callable[[date], Any], date]]:
        """Each kind of change on a closed day, on one before the last month and on one of the running month."""
        pairs = [(change, on) for change in self.changes() for on in (CLOSED, *self.dice.sample(TRIED[2:], k=2))]
        return self.dice.sample(pairs, k=len(pairs))

    def _next(self, word: str) -> str:
        self.number += 1
        return f"{word}{self.number}"

    def _community(self) -> Organization:
        return Organization.objects.get(pk=self.dice.choice(self.district.communities).pk)

    def _branch(self) -> Organization:
        return Organization.objects.get(pk=self.dice.choice(list(self.district.branch.values())).pk)

    def _spell(self) -> Membership:
        return self.dice.choice(list(Membership.objects.current().order_by("pk")))

    def move(self, on: date) -> None:
        street = Organization.objects.get(pk=self.dice.choice(self.district.streets).pk)
        actions.move_organization(by="tests", organization=self._community(), parent=street, on=on, today=TODAY)

    def rename(self, on: date) -> None:
        where = self.dice.choice([self._community(), self._branch()])
        actions.rename_organization(by="tests", organization=where, name=self._next("新名"), on=on, today=TODAY)

    def dissolve(self, on: date) -> None:
        assert self.district.apart is not None
        actions.dissolve_organization(by="tests", organization=self.district.apart, on=on, today=TODAY)

    def found(self, on: date) -> None:
        actions.create_organization(
            by="tests",
            kind="branch",
            code=self._next("NEW-"),
            name=self._next("新支部"),
            parent=self.district.general[self._community().pk],
            since=on,
            established_on=on,
            today=TODAY,
        )

    def appoint(self, on: date) -> None:
        actions.appoint(
            by="tests",
            person=planting.person(),
            organization=self._community(),
            position="worker",
            since=on,
            today=TODAY,
        )

    def end_post(self, on: date) -> None:
        post = self.dice.choice(list(Post.objects.filter(position="worker", during__endswith__isnull=True)))
        actions.end_post(by=self.officer, post=post, on=on, today=TODAY)

    def join(self, on: date) -> None:
        members.add_membership(by="tests", person=planting.person(), branch=self._branch(), since=on, today=TODAY)

    def change(self, on: date) -> None:
        spell = self._spell()
        members.change_membership(
            by="tests",
            membership=spell,
            on=on,
            version=spell.version,
            today=TODAY,
            branch=self._branch(),
            member_class=self.dice.choice(["retired", "in_service", ""]),
        )

    def leave(self, on: date) -> None:
        spell = self._spell()
        members.end_membership(
            by=self.officer, membership=spell, on=on, version=spell.version, today=TODAY, reason="transfer"
        )

    def transfer(self, on: date) -> None:
        spell = self._spell()
        asking = self.dice.choice([each for each in self.district.branch.values() if each.pk != spell.organization_id])
        request = TransferRequest.objects.create(organization=asking, person=spell.person)
        transfers.accept_transfer(by=self.officer, request=request, on=on, version=request.version, now=NOW)

    def enter_unit(self, on: date) -> None:
        actions.enter_unit(
            by="tests",
            community=self._community(),
            name=self._next("单位"),
            kind=Unit.UnitKind.INSTITUTION,
            since=on,
            today=TODAY,
        )

    def report_in(self, on: date) -> None:
        waiting = list(UnitPresence.objects.filter(reported_in_on=None))
        if waiting:
            actions.report_in(by="tests", presence=self.dice.choice(waiting), on=on, today=TODAY)

    def take_part(self, on: date) -> None:
        committee = self.dice.choice(list(self.district.big.values()))
        unit = Unit.objects.order_by("?").first()
        if unit is not None:
            actions.join_big_committee(by="tests", big_committee=committee, unit=unit, since=on, today=TODAY)

    def threshold(self, on: date) -> None:
        base = Threshold.objects.get(name="org.staff.young_age_max", organization=None)
        actions.set_threshold(
            by="tests",
            threshold=base,
            organization=self.district.root,
            value=str(self.dice.randrange(30, 46)),
            effective_from=on,
            document="测组发〔2026〕1号",
        )

    def undo(self, on: date) -> None:
        codes = [each.event for each in undo.UNDOINGS]
        event = AuditEvent.objects.filter(actor_id=self.officer.pk, code__in=codes, data__on=on.isoformat()).last()
        if event is not None:
            undo.undo(by=self.officer, event=event, now=event.occurred_at)


def test_every_dated_action_is_among_those_that_are_tried(district: District) -> None:
    tried = {change.__name__ for change in Office(district, 0).changes()}
    dated = {
        *("move_organization", "rename_organization", "dissolve_organization", "create_organization", "appoint"),
        "set_threshold",
        *("end_post", "enter_unit", "record_presence", "report_in", "join_big_committee", "leave_big_committee"),
    }
    assert dated <= {*actions.__all__} and len(tried) == 15


@pytest.mark.requirement("ORG-21", "ASM-12", "MEM-03")
@pytest.mark.parametrize("seed", range(2))
def test_a_change_changes_nothing_of_the_days_before_it(district: District, seed: int) -> None:
    office = Office(district, seed)
    with travel(at(date(2026, 4, 6)), tick=False):
        facts.close_month(by="tests", district=district.root, month=MARCH, now=at(date(2026, 4, 5), 23, 50))
    with travel(NOW, tick=False):
        facts.compute_month(district=district.root, month=MARCH, now=NOW)
        late = list(LateFact.objects.order_by("pk").values_list("organization", "indicator", "numerator"))
        was, may = {day: office.reckoned(day) for day in DAYS}, office.facts_of_may()
        taken = set()
        for change, on in office.tried():
            try:
                change(on)
            except RuleViolation as refused:
                assert refused.message and refused.code  # noqa: PT017 - changed or refused, both are right
                continue
            taken.add(change.__name__)
            now = {day: office.reckoned(day) for day in DAYS}
            for day in DAYS:
                if day < on or day <= CLOSED:
                    assert now[day] == was[day], f"{change.__name__} of {on} changed {day}"
            facts_now = office.facts_of_may()
            assert on <= date(2026, 5, 31) or facts_now == may, f"{change.__name__} of {on} changed the facts of May"
            was, may = now, facts_now
        assert len(taken) > 8, f"most of what is tried is possible: {taken}"
        facts.compute_month(district=district.root, month=MARCH, now=NOW)
        verified = Verified()
        facts.verify(Month.objects.get(month=MARCH), verified, now=NOW)
        assert verified.compared and verified.disagree == []
        assert list(LateFact.objects.order_by("pk").values_list("organization", "indicator", "numerator")) == late
        assert not ScheduledChange.objects.exists()


@pytest.mark.requirement("ASM-12")
@pytest.mark.parametrize(
    "name", ["move", "rename", "dissolve", "found", "appoint", "join", "change", "leave", "transfer"]
)
def test_what_would_reach_into_a_closed_month_is_refused_with_its_name(district: District, name: str) -> None:
    office = Office(district, 7)
    Month.objects.create(district=district.root, month=MARCH, computed_at=NOW, closed_at=NOW)
    with travel(NOW, tick=False):
        for on in (date(2026, 3, 2), CLOSED, CLOSED - timedelta(days=60)):
            with pytest.raises(RuleViolation, match="2026年3月及以前已经封账"):
                getattr(office, name)(on)


@pytest.mark.requirement("ASM-12", "MEM-03", "ORG-18")
def test_a_correction_of_a_person_moves_no_settled_day_and_every_open_one(district: District, client: Client) -> None:
    """Also where the number is opened: each line of a settled day lists as many as it says."""
    office = Office(district, 3)
    client.force_login(office.officer)
    Month.objects.create(district=district.root, month=MARCH, computed_at=NOW, closed_at=at(date(2026, 4, 5)))
    with travel(NOW, tick=False):
        was = {day: office.reckoned(day) for day in DAYS}
        for spell in Membership.objects.order_by("pk"):
            changes: list[dict[str, Any]] = [
                {"education": "primary", "sex": "female"},
                {"birth_date": date(2001, 5, 5)},
            ]
            for values in changes:
                person = Person.objects.get(pk=spell.person_id)
                people.update_person(by="tests", person=person, version=person.version, **values)
        worker = Post.objects.filter(position="worker").latest("pk").person
        people.update_person(by="tests", person=worker, version=worker.version, education="master")
        for day in DAYS:
            assert (office.reckoned(day) == was[day]) == (day <= CLOSED), day
        for table in member_statistics(district.root, as_of=CLOSED).tables:
            for line in table.lines:
                page = client.get(
                    reverse("members:index"), {"organization": district.root.pk, "as_of": CLOSED, **line.query}
                )
                assert page.context["page"].total == line.count, (table.title, line)
        page = client.get(reverse("members:statistics"), {"organization": district.root.pk, "as_of": CLOSED})
        assert "以封账时（2026-04-05）登记的为准" in page.content.decode()
