"""An export imported again changes nothing: of every roster, with the cases in which it is hard to say who is meant."""

import contextlib
import importlib
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.forms import BaseForm, CharField
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from core.chinese.idnumber import make_number
from core.models import AuditEvent
from core.office.rosters import read_table
from core.office.spreadsheets import Column, SheetSpec, write
from core.web.forms import TitleField
from core.web.home import lists
from grids.actions.places import create_building, create_grid, set_up_member_household
from grids.forms import PersonByNameForm
from grids.models import Building, Grid, Household
from members.actions import put_in_force
from members.models import DualRegistration, Membership
from members.registrations.actions import list_members
from organizations import accounts, actions
from organizations.kinds import Kind
from organizations.models import Organization, Position, RosterBatch, Unit, UnitPresence
from organizations.rosters import actions as engine
from organizations.rosters.sending import send
from organizations.rosters.subject import Context, Subject
from people.actions import create_person
from people.models import Person, User
from tests.clock import TODAY
from tests.organizations.conftest import SINCE, Tree

pytestmark = pytest.mark.django_db
SUBJECTS = [subject.key for subject in lists().rosters]
HOME = "幸福里一区12号楼3单元"
PHONES = ("13900000001", "13900000002", "13800000009")


class Office:
    """A street as it is after some years: namesakes everywhere, branches of one name, somebody of another tree."""

    def __init__(self) -> None:
        tree = self.tree = Tree()
        self.clerk = tree.holder(tree.street, name="孟庆云", staff=True)
        self.other_branch = self._branch(tree.neighbour)
        self.twins = [self._member(tree.branch, sequence, PHONES[sequence // 2]) for sequence in (1, 3)]
        self._member(self.other_branch, 5, "")
        tree.make(Kind.BIG_COMMITTEE, "T-A-1-D", tree.community, "幸福里社区大党委")
        self._posts()
        self._units()
        self._places()
        self._accounts()
        self._in_service()

    def _branch(self, community: Organization) -> Organization:
        general = self.tree.make(Kind.COMMUNITY_GENERAL_BRANCH, "T-A-2-G", community, "文庙社区党总支")
        return self.tree.make(Kind.BRANCH, "T-A-2-B", general, "幸福里第一党支部")  # of the same name as another's

    def _member(self, branch: Organization, sequence: int, phone: str) -> Person:
        number = make_number("999999", date(1965, 3, 5), sequence)
        person = create_person(
            by="test",
            name="田志远",
            resident_number=number,
            phone=phone,
            address=HOME,
            education="senior",
        )
        joined = date(1990, 7, 1)
        values = {"joined_on": joined, "full_on": date(1991, 7, 1), "member_class": "retired", "remark": "老党员"}
        Membership.objects.create(person=person, organization=branch, during=(SINCE, None), **values)
        return person

    def _posts(self) -> None:
        for person, place, position in (
            (self.twins[0], self.tree.branch, Position.SECRETARY),
            (self.twins[1], self.tree.branch, Position.COMMITTEE_MEMBER),
            (self.twins[0], self.tree.community, Position.WORKER),
            (self.twins[1], self.tree.community, Position.WORKER),
            (self.tree.person("白晓梅"), self.tree.community, Position.DIRECTOR),
            (self.tree.person("白晓梅"), self.tree.general_branch, Position.SECRETARY),
        ):
            actions.appoint(by="test", person=person, organization=place, position=position, since=SINCE)

    def _units(self) -> None:
        stranger = create_person(by="test", name="石大勇", phone="13700000001")
        Membership.objects.create(person=stranger, organization=self.tree.other_street, during=(SINCE, None))
        given = {"since": date(2026, 11, 2), "today": TODAY, "by": "test"}
        code = "91350100M000100Y43"
        facts = {"sector": "电力", "credit_code": code, "superior_unit": "市供电局", "full_members": 12}
        first = actions.enter_unit(community=self.tree.community, name="供电公司", kind="enterprise", **facts, **given)
        actions.enter_unit(community=self.tree.neighbour, name="供电公司", kind="enterprise", **given)
        first.contact = self.twins[1]
        first.save()
        second = actions.enter_unit(
            community=self.tree.community, name="第一小学", kind="institution", reported_in_on=TODAY, **given
        )
        second.contact = stranger
        second.save()

    def _places(self) -> None:
        given = {"by": "test", "since": SINCE, "today": TODAY}
        grid = create_grid(community=self.tree.community, code="W1", name="第一网格", with_branch=True, **given)
        create_grid(community=self.tree.community, code="W2", name="第二网格", with_branch=False, **given)
        building = create_building(grid=grid, name="1号楼", entrances=2, floors=2, doors=2, **given)
        household = Household.objects.filter(building=building).order_by("pk")[1]
        set_up_member_household(household=household, person=self.twins[0], **given)

    def _accounts(self) -> None:
        for person in self.twins:
            accounts.open_account(by=self.clerk, person=person, office=self.tree.street)
        alone = create_person(by="test", name="田志远", phone=PHONES[2])
        accounts.open_account(by=self.clerk, person=alone, office=self.tree.community)

    def _in_service(self) -> None:
        """Three of a unit's list, two of one name; one has confirmed."""
        unit = Unit.objects.get(name="供电公司", presences__organization=self.tree.community)
        stranger = create_person(by="test", name="田志远", phone="13600000005")
        rows = [
            DualRegistration(organization=self.tree.community, person=person, unit=unit, unit_name=unit.name, side=side)
            for person, side in ((self.twins[0], "work"), (self.twins[1], "home"), (stranger, "work"))
        ]
        list_members(by=self.clerk, registrations=rows, at=timezone.now())
        put_in_force(rows[0], proof="unit", by=self.clerk, at=timezone.now(), months=12)
        rows[0].state = "confirmed"
        rows[0].save()


@pytest.fixture
def office(db: None) -> Office:
    return Office()


def subject_of(key: str) -> Subject:
    return next(subject for subject in lists().rosters if subject.key == key)


def again(office: Office, subject: Subject, content: bytes, *, commit: bool = True) -> Any:
    street = Organization.objects.get(pk=office.tree.street.pk)
    context = Context(User.objects.get(pk=office.clerk.pk), street, TODAY, TODAY)
    outcome, _ = engine.import_file(content, subject=subject, context=context, commit=commit, filename="再次.xlsx")
    return outcome


def numbers_of_rows() -> dict[str, int]:
    kept = {"AuditEvent", "RosterBatch", "ImportChange", "RosterChange"}
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model.__name__ not in kept and not model._meta.proxy
    }


@pytest.mark.parametrize("key", SUBJECTS)
def test_an_export_imported_again_gives_no_change(key: str, office: Office) -> None:
    subject = subject_of(key)
    content = send(subject, by=User.objects.get(pk=office.clerk.pk))
    before = numbers_of_rows()
    outcome = again(office, subject, content)
    wrong = [found for found in outcome.findings if found.row]
    assert not wrong, wrong
    assert outcome.rows == outcome.unchanged >= 2 and outcome.committed
    assert numbers_of_rows() == before


@pytest.mark.parametrize("key", SUBJECTS)
def test_what_goes_out_has_the_rosters_columns_masked_logged_and_in_scope(key: str, office: Office) -> None:
    subject, tree = subject_of(key), office.tree
    elsewhere = tree.make(Kind.COMMUNITY, "T-B-1", tree.other_street, "别处社区")
    post = {"by": "test", "organization": elsewhere, "since": SINCE}
    actions.appoint(person=tree.person("别处人"), position=Position.WORKER, **post)
    client = Client()
    client.force_login(User.objects.get(pk=office.clerk.pk))
    answer = client.get(reverse(f"{subject.page}_export"))
    assert answer.status_code == 200
    rows = CalamineWorkbook.from_object(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [column.title for column in subject.columns] in rows
    text = str(rows)
    secret = [
        *PHONES,
        "13700000001",
        *(person.resident_number for person in Person.objects.all()),
    ]
    assert not [each for each in secret if each and each in text] and HOME not in text
    assert "别处" not in text
    [event] = AuditEvent.objects.filter(code__endswith=".exported")
    assert event.data["rows"] == len(read_table(answer.content, subject.columns, "x.xlsx").rows)


def test_who_may_not_export_is_offered_and_given_nothing(office: Office) -> None:
    worker = office.tree.holder(office.tree.community, Position.WORKER, name="社工")
    client = Client()
    client.force_login(worker)
    for key in SUBJECTS:
        assert client.get(reverse(f"{subject_of(key).page}_export")).status_code == 403
    assert "导出" not in client.get(reverse("grids:index")).text.replace("导出数据", "")


# -- edited elsewhere ------------------------------------------------------------------------------


def edited(content: bytes, change: Callable[[dict[str, Any]], Any]) -> bytes:
    """The export with some cells typed over, as somebody does who keeps it in a spreadsheet."""
    rows = CalamineWorkbook.from_object(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    at = next(number for number, row in enumerate(rows) if "姓名" in row or "单位名称" in row)
    titles = [str(cell) for cell in rows[at]]
    kept = []
    for row in rows[at + 1 :]:
        cells = dict(zip(titles, row, strict=True))
        change(cells)
        kept.append(list(cells.values()))
    return write([SheetSpec("改过的", [Column(title) for title in titles], kept)])


def test_the_register_edited_elsewhere_changes_only_what_was_typed_over(office: Office) -> None:
    subject, twin = subject_of("members"), office.twins[0]

    def change(cells: dict[str, Any]) -> None:
        if str(cells["联系电话"]).endswith("0001"):
            cells["备注"], cells["联系电话"] = "楼门长", "13600000006"

    content = edited(send(subject, by=User.objects.get(pk=office.clerk.pk)), change)
    outcome = again(office, subject, content)
    assert (outcome.updated, outcome.unchanged, outcome.created) == (1, 2, 0), outcome.findings
    twin.refresh_from_db()
    spell = Membership.objects.current().get(person=twin)
    assert (spell.remark, twin.phone, twin.address) == ("楼门长", "13600000006", HOME)
    assert len(twin.resident_number) == 18


def test_a_masked_number_that_means_nobody_or_several_is_asked_at_its_cell(office: Office) -> None:
    subject = subject_of("members")

    def nobody(cells: dict[str, Any]) -> None:
        cells["姓名"] = "王小二"

    content = edited(send(subject, by=User.objects.get(pk=office.clerk.pk)), nobody)
    outcome = again(office, subject, content)
    assert {(found.column, found.code, found.kind) for found in outcome.findings if found.row} == {
        ("公民身份号码", "masked-unknown", "question")
    }
    assert not outcome.committed
    double = Person.objects.get(pk=office.twins[0].pk)
    number = next(
        made
        for sequence in range(7, 999, 2)
        if (made := make_number("999999", date(1965, 3, 5), sequence))[-2:] == double.resident_number[-2:]
    )
    person = create_person(by="test", name="田志远", resident_number=number)
    Membership.objects.create(person=person, organization=office.tree.branch, during=(SINCE, None))
    outcome = again(office, subject, send(subject, by=User.objects.get(pk=office.clerk.pk)))
    asked = [found for found in outcome.findings if found.kind == "question"]
    assert {(found.column, found.code) for found in asked} == {("公民身份号码", "masked-ambiguous")} and len(asked) == 2
    assert number not in str(outcome.findings)


def test_the_preview_and_the_import_of_a_masked_register_are_one(office: Office) -> None:
    """The import does not take what the preview kept as if nobody's number had changed meanwhile."""
    subject, clerk = subject_of("members"), User.objects.get(pk=office.clerk.pk)
    street = Organization.objects.get(pk=office.tree.street.pk)
    content = edited(send(subject, by=clerk), lambda cells: cells.update(备注="新备注"))
    now = timezone.now()
    given = {"by": clerk, "subject": subject, "organization": street, "since": TODAY, "filename": "a.xlsx"}
    batch = engine.upload(content, now=now, **given)
    assert (batch.state, batch.updated) == (RosterBatch.State.PREVIEWED, 3)
    done = engine.commit(by=clerk, batch=batch, now=now)
    assert (done.state, done.updated, done.created) == (RosterBatch.State.COMMITTED, 3, 0)


def test_a_masked_phone_of_a_namesake_says_who_becomes_contact(office: Office) -> None:
    subject = subject_of("units")

    def change(cells: dict[str, Any]) -> None:
        if cells["单位名称"] == "第一小学":
            cells["联系人"], cells["联系电话"] = "田志远", "139****0001"

    outcome = again(office, subject, edited(send(subject, by=User.objects.get(pk=office.clerk.pk)), change))
    assert (outcome.updated, outcome.unchanged) == (1, 2), outcome.findings
    assert UnitPresence.objects.get(unit__name="第一小学").contact == office.twins[0]

    def nobody(cells: dict[str, Any]) -> None:
        cells["联系电话"] = "139****7777"

    outcome = again(office, subject, edited(send(subject, by=User.objects.get(pk=office.clerk.pk)), nobody))
    assert {(found.column, found.code) for found in outcome.findings if found.row} == {("联系电话", "masked-unknown")}


# -- names as people type them ---------------------------------------------------------------------


def test_names_typed_in_forms_are_kept_as_rosters_read_them(office: Office) -> None:
    """Spaces between characters and half-width brackets, at every form of a name: the next roster finds each again."""
    tree = office.tree
    client = Client()
    client.force_login(User.objects.get(pk=office.clerk.pk))
    day = TODAY.isoformat()
    place = {"organization": tree.community.pk, "code": "W8", "name": "第 八 网格 (南)", "since": day}
    client.post(reverse("grids:grid_new"), place)
    grid = Grid.objects.get(code="W8")
    sizes = {"entrances": 1, "floors": 1, "doors": 1, "since": day}
    client.post(reverse("grids:building_new", args=[grid.pk]), sizes | {"name": "综 合 楼(东)"})
    unit = {"name": "供电 局 (北区)", "kind": "enterprise", "community": tree.community.pk, "since": day}
    client.post(reverse("organizations:new_unit"), unit)
    renamed = {"name": "幸福里 (北) 社区", "on": day, "version": Organization.objects.get(pk=tree.neighbour.pk).version}
    client.post(reverse("organizations:rename", args=[tree.neighbour.pk]), renamed)
    building = Building.objects.get(grid=grid)
    assert (grid.name, building.name) == ("第八网格（南）", "综合楼（东）")
    assert Unit.objects.filter(name="供电局（北区）").count() == 1
    assert Organization.objects.get(pk=tree.neighbour.pk).name == "幸福里（北）社区"
    for key in ("organizations", "units", "grids", "households"):
        outcome = again(office, subject_of(key), send(subject_of(key), by=User.objects.get(pk=office.clerk.pk)))
        assert outcome.rows == outcome.unchanged, (key, outcome.findings)


def test_every_form_of_a_name_reads_it_as_rosters_do(rf: RequestFactory) -> None:
    models = (Organization, Unit, Grid, Building)
    forms = [form for app in apps.get_app_configs() for form in _forms_of(f"{app.name}.forms")]
    found = {
        (form.__name__, name)
        for form in forms
        for name, field in form.base_fields.items()
        if not issubclass(form, PersonByNameForm)
        if name in ("name", "short_name") and isinstance(field, CharField) and not isinstance(field, TitleField)
    }
    assert len(forms) > 20 and TitleField in {type(field) for form in forms for field in form.base_fields.values()}
    assert not found
    request = rf.get("/")
    request.user = User.objects.create(username="somebody")
    for model, offered in admin.site._registry.items():
        if model in models and "name" not in offered.readonly_fields:
            field = offered.get_form(request).base_fields["name"]
            assert isinstance(field, TitleField), model


def _forms_of(module: str) -> list[type[BaseForm]]:
    with contextlib.suppress(ModuleNotFoundError):
        members = vars(importlib.import_module(module)).values()
        return [
            each
            for each in members
            if isinstance(each, type) and issubclass(each, BaseForm) and hasattr(each, "base_fields")
        ]
    return []
