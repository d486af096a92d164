"""Training: who owes which this year, what counts as had, who may hold it, and what is refused (ORG-17, GRD-08)."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.models import AuditEvent
from core.records.errors import RuleViolation
from grids.actions.places import create_grid
from grids.models import ResponsiblePerson
from organizations import actions as organizations
from organizations.models import Organization, Position, Post, Threshold, Training, TrainingAttendance
from organizations.registers import actions, training
from organizations.registers.kinds import TRAINING
from people.models import Person, User
from tests.clock import TODAY
from tests.organizations.conftest import Tree

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
YEAR = date(2026, 1, 1)


def held(organizer: Organization, *purposes: str, on: date = date(2026, 6, 10), **typed: Any) -> Training:
    given = {
        "title": "党务干部培训班",
        "form": "class",
        "purposes": list(purposes),
        "starts_on": on,
        "ends_on": on,
        "hours": Decimal(8),
        "content": "党务知识",
    }
    made: Training = actions.enter(by="test", register=TRAINING, organization=organizer, today=TODAY, **(given | typed))
    return made


def attended(found: Training, *persons: Person, outcome: str = "passed") -> None:
    training.attend(by="test", training=found, persons=persons, outcome=outcome, today=TODAY)


def in_seat(tree: Tree, organization: Organization, position: str, name: str, since: date = date(2025, 3, 1)) -> Person:
    person = tree.person(name)
    organizations.appoint(by="test", person=person, organization=organization, position=position, since=since)
    return person


def owed(user: User, *, year: int = 2026, today: date = TODAY) -> set[tuple[str, str]]:
    """Name and training of all that are still owed, as the list says it."""
    rows = training.trainees(user, year=year, today=today)
    return {(row.name, row.key.partition(".")[2]) for row in rows if not row.done}


@pytest.fixture
def street(tree: Tree) -> User:
    return tree.holder(tree.street, name="街道干部", staff=True)


@pytest.mark.requirement("ORG-17")
def test_each_seat_owes_its_training_of_the_year_until_it_was_had(tree: Tree, street: User, sign_in: SignIn) -> None:
    old = in_seat(tree, tree.general_branch, "secretary", "老书记")
    organizations.appoint(by="test", person=old, organization=tree.branch, position="secretary", since=date(2025, 3, 1))
    new = in_seat(tree, tree.general_branch, "deputy_secretary", "新副书记", date(2026, 4, 1))
    commissioner = in_seat(tree, tree.branch, "organization_commissioner", "组织委员")
    in_seat(tree, tree.branch, "committee_member", "普通委员")
    director = in_seat(tree, tree.community, "director", "社区主任")
    worker = in_seat(tree, tree.community, "worker", "社区工作者", date(2026, 9, 1))
    gone = in_seat(tree, tree.neighbour, "worker", "已离任")
    organizations.end_post(by="test", post=Post.objects.get(person=gone), on=date(2026, 6, 1), today=TODAY)
    everything = {
        ("老书记", "refresher"),
        ("老书记", "county"),
        ("新副书记", "induction"),
        ("组织委员", "procedure"),
        ("社区主任", "cadre"),
        ("社区工作者", "cadre"),
    }
    assert owed(street) == everything, "once a person and community, whatever seats are held"
    assert owed(tree.holder(tree.other_street, name="乙街道干部")) == set()

    seminar = held(tree.street, "refresher", "procedure", form="seminar")
    attended(seminar, old, commissioner)
    assert owed(street) == everything - {("老书记", "refresher"), ("组织委员", "procedure")}, "a street is no county"
    attended(held(tree.district, "refresher", form="study_visit"), old)
    attended(held(tree.district, "induction"), new, outcome="incomplete")
    attended(held(tree.street, "cadre", on=date(2025, 12, 1)), director)
    wrong = held(tree.street, "cadre")
    attended(wrong, worker)
    left = {("新副书记", "induction"), ("社区主任", "cadre")}
    assert owed(street) == left, "unfinished, or of another year, is not had"
    actions.withdraw(by="test", register=TRAINING, entry=wrong, version=1, today=TODAY, reason="重复登记")
    assert owed(street) == left | {("社区工作者", "cadre")}

    client = sign_in(street)
    page = client.get(reverse("organizations:untrained"))
    assert [row.name for row, _ in page.context["rows"]] == ["社区主任", "社区工作者", "新副书记"]
    assert ("社区干部轮训", 2, 0, 2) in page.context["totals"] and ("岗位轮训", 1, 1, 0) in page.context["totals"]
    assert "老书记" in client.get(reverse("organizations:untrained"), {"all": "on"}).text
    assert "老书记" not in client.get(reverse("organizations:untrained"), {"need": "training.cadre", "all": "on"}).text
    assert "社区主任" not in client.get(reverse("organizations:untrained"), {"year": "2025", "q": "主任"}).text
    assert owed(street, year=2025) == {("老书记", "induction"), ("组织委员", "procedure"), ("已离任", "cadre")}


@pytest.mark.requirement("ORG-17")
def test_how_often_is_the_number_of_the_district_and_duty_and_list_follow_it(tree: Tree, street: User) -> None:
    old = in_seat(tree, tree.general_branch, "secretary", "老书记")
    attended(held(tree.street, "refresher"), old)
    assert owed(street) == set()
    national = Threshold.objects.get(name="org.training.secretary_per_year", organization=None)
    organizations.set_threshold(
        by="test", threshold=national, organization=tree.district, value="2", effective_from=TODAY, document="文件"
    )
    assert owed(street) == {("老书记", "refresher")}
    [row] = training.trainees(street, year=2026, today=TODAY)
    assert row.detail == "书记，岗位轮训：应参加 2 次，已参加 1 次" and row.due_on == date(2026, 12, 31)
    attended(held(tree.district, "refresher", on=date(2026, 10, 8)), old)
    assert owed(street) == set()


@pytest.mark.requirement("ORG-17")
@pytest.mark.parametrize(
    ("where", "typed", "field", "words"),
    [
        ("community", {"purposes": ["refresher"]}, "purposes", "由街道（镇）或区委组织部举办"),
        ("community", {"purposes": ["grid", "cadre"]}, "purposes", "社区干部轮训由街道"),
        ("branch", {"purposes": ["grid"]}, "organization", "不登记培训"),
        ("street", {"purposes": []}, "purposes", ""),
        ("street", {"purposes": ["dancing"]}, "purposes", ""),
        ("street", {"form": "party"}, "form", ""),
        ("street", {"hours": Decimal(0)}, None, "学时应大于0"),
        ("street", {"ends_on": date(2026, 6, 9)}, "ends_on", "不能早于开始日期"),
        ("street", {"starts_on": date(2025, 12, 31)}, "ends_on", "不能跨年度"),
        ("street", {"starts_on": date(2024, 6, 1), "ends_on": date(2024, 6, 2)}, "starts_on", "不能早于"),
        ("street", {"starts_on": date(2028, 1, 1), "ends_on": date(2028, 1, 2)}, "ends_on", "不能晚于"),
    ],
)
def test_a_class_that_cannot_be_is_refused_at_its_field(
    tree: Tree, where: str, typed: dict[str, Any], field: str | None, words: str
) -> None:
    purposes = typed.pop("purposes", ["refresher"])
    with pytest.raises(RuleViolation) as refused:
        held(getattr(tree, where), *purposes, **typed)
    assert refused.value.field == field and words in refused.value.message
    assert not Training.objects.exists()


@pytest.mark.requirement("ORG-17")
def test_who_was_there_is_known_at_the_end_once_and_can_be_put_right(tree: Tree, street: User, sign_in: SignIn) -> None:
    old = in_seat(tree, tree.general_branch, "secretary", "老书记")
    coming = held(tree.street, "refresher", on=TODAY + timedelta(days=3))
    client = sign_in(street)
    address = reverse("organizations:training_attendance_new", args=[coming.pk])
    answer = client.post(address, {"persons": [old.pk], "outcome": "passed"})
    assert answer.status_code == 422 and "结束后才能登记参加人员" in answer.text
    over = held(tree.street, "refresher")
    address = reverse("organizations:training_attendance_new", args=[over.pk])
    assert [words for _, words in client.get(address).context["form"].fields["persons"].choices] == [
        "老书记（幸福里社区党总支书记）"
    ]
    stranger = in_seat(tree, tree.other_street, "secretary", "外街道书记")
    refused = client.post(address, {"persons": [stranger.pk], "outcome": "passed"})
    assert refused.status_code == 422 and "外街道书记" not in refused.text
    assert client.post(address, {"outcome": "passed"}).status_code == 422
    assert client.post(address, {"persons": [old.pk], "outcome": "passed"}).status_code == 302
    with pytest.raises(RuleViolation, match="老书记已登记在这次培训里"):
        attended(over, old)
    [row] = over.attendances.all()
    correct = reverse("organizations:training_attendance_correct", args=[row.pk])
    assert client.post(correct, {"outcome": "absent", "version": 1}).status_code == 302
    assert client.post(correct, {"outcome": "passed", "version": 1}).status_code == 409
    assert owed(street) == {("老书记", "refresher")}
    remove = reverse("organizations:training_attendance_remove", args=[row.pk])
    assert client.post(remove, {"reason": ""}).status_code == 422
    assert client.post(remove, {"reason": "登记错了人"}).status_code == 302
    assert not TrainingAttendance.objects.exists()
    event = AuditEvent.objects.get(code="organizations.register_line_removed")
    assert event.data["reason"] == "登记错了人" and "老书记" in event.target_label


def test_a_class_is_corrected_by_version_and_withdrawn_for_good(tree: Tree, street: User, sign_in: SignIn) -> None:
    over = held(tree.street, "refresher")
    client = sign_in(street)
    correct = reverse("organizations:training_correct", args=[over.pk])
    form = client.get(correct).context["form"]
    typed = {name: form[name].value() for name in form.fields} | {"title": "书记轮训班"}
    assert client.post(correct, typed).status_code == 302
    assert client.post(correct, typed | {"title": "别的名称"}).status_code == 409
    over.refresh_from_db()
    assert (over.title, over.version) == ("书记轮训班", 2)
    attended(over, in_seat(tree, tree.general_branch, "secretary", "老书记"))
    later = (TODAY + timedelta(days=9)).isoformat()
    answer = client.post(correct, typed | {"version": 2, "ends_on": later})
    assert answer.status_code == 422 and "已登记参加人员" in answer.text
    withdraw = reverse("organizations:training_withdraw", args=[over.pk])
    assert client.post(withdraw, {"version": 2, "reason": " "}).status_code == 422
    assert client.post(withdraw, {"version": 1, "reason": "重复"}).status_code == 409
    assert client.post(withdraw, {"version": 2, "reason": "重复"}).status_code == 302
    page = client.get(reverse("organizations:training_entry", args=[over.pk]))
    assert "已撤回，不再计入" in page.text and "更正" not in page.text
    assert client.post(withdraw, {"version": 3, "reason": "再次"}).status_code == 422
    assert "书记轮训班" not in client.get(reverse("organizations:training")).text


def test_lists_cost_the_same_for_one_row_and_for_twenty(
    tree: Tree, street: User, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        attended(held(tree.street, "cadre"), in_seat(tree, tree.community, "worker", f"工作者{number}"))
        in_seat(tree, tree.neighbour, "worker", f"邻居{number}")
    client = sign_in(street)
    found = Training.objects.order_by("pk")[0]
    for address in (
        reverse("organizations:training"),
        reverse("organizations:untrained"),
        reverse("organizations:training_entry", args=[found.pk]),
        reverse("organizations:registers"),
    ):
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
    answer = client.get(reverse("organizations:training"), {"format": "xlsx"})
    assert answer.content[:2] == b"PK"
    assert AuditEvent.objects.get(code="organizations.exported").data["rows"] == 20


@pytest.mark.requirement("GRD-08")
def test_responsible_persons_of_grids_are_trained_every_year_by_whoever_holds_it(
    tree: Tree, street: User, sign_in: SignIn
) -> None:
    grid = create_grid(by="test", community=tree.community, code="W1", name="第一网格", since=YEAR, today=TODAY)
    persons = {}
    for role, name, during in (
        ("grid_head", "网格长", (YEAR, None)),
        ("grid_officer", "网格员", (YEAR, None)),
        ("police", "社区民警", (YEAR, date(2026, 8, 1))),
    ):
        persons[name] = tree.person(name)
        ResponsiblePerson.objects.create(
            organization=tree.community, grid=grid, person=persons[name], role=role, during=during
        )
    ResponsiblePerson.objects.create(
        organization=tree.community,
        grid=grid,
        person=persons["网格长"],
        role="mass_representative",
        during=(YEAR, None),
    )
    secretary = tree.holder(tree.general_branch, Position.SECRETARY, name="赵书记")
    both = {("网格长", "grid"), ("网格员", "grid")}
    assert owed(secretary) - {("赵书记", "refresher")} == both, "once a person, and only who is in charge today"
    assert both < owed(street)
    neighbour = tree.holder(tree.neighbour, Position.DIRECTOR, name="邻居主任")
    assert not both & owed(neighbour)
    attended(held(tree.street, "refresher"), persons["网格长"])
    assert both < owed(street), "a class for something else is none"
    attended(held(tree.community, "grid"), persons["网格长"])
    attended(held(tree.district, "grid", "cadre"), persons["网格员"])
    assert not both & owed(secretary)
    national = Threshold.objects.get(name="grd.responsible_person.training_per_year", organization=None)
    organizations.set_threshold(
        by="test", threshold=national, organization=tree.district, value="2", effective_from=TODAY, document="文件"
    )
    assert both < owed(street)
    with pytest.raises(RuleViolation, match="不登记培训"):
        held(tree.general_branch, "grid")
    client = sign_in(neighbour)
    [own] = Training.objects.filter(organization=tree.community)
    assert client.get(reverse("organizations:training_entry", args=[own.pk])).status_code == 404


@pytest.mark.requirement("ORG-17")
def test_a_secretary_of_a_branch_is_trained_by_the_district_too(tree: Tree, street: User) -> None:
    """The class at county level is the nation's number: once a year, by nobody below the district."""
    old = in_seat(tree, tree.branch, "secretary", "老书记")
    attended(held(tree.street, "refresher"), old)
    assert owed(street) == {("老书记", "county")}
    attended(held(tree.district, "refresher"), old)
    assert owed(street) == set()
