"""Reach over a person gives nothing over the account: every tie that shows somebody, and every door to an account."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import DualRegistration, Membership
from organizations import actions, ties
from organizations.accounts import accounts_managed_by, office_for, open_account, persons_to_open
from organizations.models import Organization, Position, Post
from people.models import Person, User
from tests.core.hostile import workbook
from tests.matrix import PASSWORD, Place, World

STOLEN = "Stolen-Password-9"
CHANGE, ADD, LIST = "admin:people_user_change", "admin:people_user_add", "admin:people_user_changelist"


@pytest.fixture
def world(db: None) -> World:
    return World()


def officer(world: World, place: Place, name: str, **options: bool) -> User:
    """An officer of the street of a place."""
    person = world.person(name)
    world._appoint(person, place.street, Position.OFFICER)
    return world._account(name, person, **options)


def register(person: Person, place: Place, state: str = "submitted") -> DualRegistration:
    if state == "confirmed":
        now, today = timezone.now(), timezone.localdate()
        decided = {"decided_at": now, "slip_number": f"HZ{person.pk}", "during": (today, today + timedelta(days=360))}
        return DualRegistration.objects.create(
            person=person, organization=place.community, side="home", state=state, **decided
        )
    return DualRegistration.objects.create(person=person, organization=place.community, side="home", state=state)


def join(person: Person, branch: Organization, *, ended: bool = False) -> Membership:
    today = timezone.localdate()
    until, reason = (today - timedelta(days=100), "transfer") if ended else (None, "")
    since = today - timedelta(days=200 if ended else 1)
    return Membership.objects.create(person=person, organization=branch, during=(since, until), end_reason=reason)


def contact(person: Person, place: Place) -> None:
    place.presence.contact = person
    place.presence.save()


def past_post(person: Person, place: Place) -> None:
    actions.appoint(
        by="test",
        person=person,
        organization=place.community,
        position=Position.WORKER,
        since=timezone.localdate() - timedelta(days=300),
        until=timezone.localdate() - timedelta(days=100),
    )


REACHED_BY: dict[str, Callable[[Person, Place], object]] = {
    "registration submitted": register,
    "registration refused": lambda person, place: register(person, place, "refused"),
    "registration confirmed": lambda person, place: register(person, place, "confirmed"),
    "membership": lambda person, place: join(person, place.branch),
    "membership of once": lambda person, place: join(person, place.branch, ended=True),
    "contact of a unit": contact,
    "post of once": past_post,
    "post": lambda person, place: world_post(person, place),
}


def world_post(person: Person, place: Place) -> None:
    since = timezone.localdate() - timedelta(days=30)
    actions.appoint(by="test", person=person, organization=place.community, position=Position.WORKER, since=since)


@pytest.mark.parametrize("tie", REACHED_BY)
@pytest.mark.parametrize("who", ["district", "foreign", "cousin"])
def test_no_tie_gives_the_account_of_an_officer_above_or_beside(world: World, who: str, tie: str) -> None:
    own = world.places["own"]
    victim = world.users["district"] if who == "district" else officer(world, world.places[who], "officer-there")
    assert victim.person is not None
    REACHED_BY[tie](victim.person, own)
    street = world.clients["street"]
    page = reverse(CHANGE, args=[victim.pk])
    assert street.get(page).status_code == 404
    form = {"email": "", "is_active": "on", "password": STOLEN}
    assert street.post(page, form).status_code in (302, 404)
    assert page not in street.get(reverse(LIST), {"q": victim.username}).content.decode()
    street.post(reverse(LIST), {"action": "unlock", "_selected_action": [victim.pk]})
    granted = {"user": victim.pk, "role": 1, "content_object": own.community.pk, "since": "2026-11-01"}
    assert street.post(reverse("admin:organizations_grant_add"), granted).status_code == 200
    assert not Client().login(username=victim.username, password=STOLEN)
    assert User.objects.get(pk=victim.pk).check_password(PASSWORD)


@pytest.mark.parametrize("tie", [each for each in REACHED_BY if each not in ("membership",)])
def test_no_tie_gives_the_account_of_a_member_of_another_district(world: World, tie: str) -> None:
    """Without any right or post: kept by the office that opened it, or where the person is a member now."""
    person = world.places["foreign"].member
    join(person, world.places["foreign"].branch)
    opened = open_account(by="test", person=person, office=world.places["foreign"].street, password=PASSWORD)
    REACHED_BY[tie](person, world.places["own"])
    for role in ("street", "district"):
        assert world.clients[role].get(reverse(CHANGE, args=[opened.pk])).status_code == 404, role
    there = officer(world, world.places["foreign"], "street-there", staff=True)
    manages = accounts_managed_by(there).filter(pk=opened.pk).exists()
    assert manages == (tie != "post"), "a post here is beyond them: the account waits for a common superior"


def test_an_account_without_rights_is_kept_where_the_person_is_a_member_or_where_it_was_opened(world: World) -> None:
    person = world.person("无职务")
    opened = open_account(by="test", person=person, office=world.places["own"].street, password=PASSWORD)
    street, district = world.users["street"], world.users["district"]
    beside = officer(world, world.places["cousin"], "street-beside", staff=True)
    assert accounts_managed_by(street).filter(pk=opened.pk).exists()
    join(person, world.places["cousin"].branch)
    assert not accounts_managed_by(street).filter(pk=opened.pk).exists(), "the member moved: no longer ours"
    assert accounts_managed_by(beside).filter(pk=opened.pk).exists()
    assert accounts_managed_by(district).filter(pk=opened.pk).exists()


@pytest.mark.parametrize("tie", [each for each in REACHED_BY if each != "membership"])
def test_an_account_that_nobody_is_known_to_keep_is_not_had_for_a_tie(world: World, tie: str) -> None:
    person = world.person("外来人员")
    bare = world._account("bare", person)
    REACHED_BY[tie](person, world.places["own"])
    assert accounts_managed_by(world.users["street"]).filter(pk=bare.pk).exists() == (tie == "post")


def test_a_right_that_begins_later_or_lies_above_counts(world: World) -> None:
    person = world.places["own"].secretary
    user = world.users["secretary"]
    street = world.users["street"]
    assert accounts_managed_by(street).filter(pk=user.pk).exists()
    tomorrow = timezone.localdate() + timedelta(days=30)
    actions.appoint(
        by="test", person=person, organization=world.district, position=Position.OFFICER, since=tomorrow, today=None
    )
    assert not accounts_managed_by(street).filter(pk=user.pk).exists()
    assert accounts_managed_by(world.users["district"]).filter(pk=user.pk).exists()


def test_nobody_manages_oneself_or_a_superuser(world: World) -> None:
    own = world.places["own"]
    root = User.objects.create_superuser("root", PASSWORD, person=world.person("系统管理员"))
    assert root.person is not None
    join(root.person, own.branch)
    for role in ("street", "district"):
        user = world.users[role]
        ids = set(accounts_managed_by(user).values_list("pk", flat=True))
        assert user.pk not in ids and root.pk not in ids, role
        page = reverse(CHANGE, args=[user.pk])
        assert world.clients[role].get(page).status_code == 404, role
    assert not accounts_managed_by(world.users["secretary"]).exists(), "keeps no accounts"


@pytest.mark.parametrize("tie", REACHED_BY)
def test_no_account_is_opened_for_whom_another_tree_holds(world: World, tie: str) -> None:
    """The rights of the posts there would come with it."""
    person = world.person("别处干部")
    world._appoint(person, world.places["foreign"].street, Position.OFFICER)
    REACHED_BY[tie](person, world.places["own"])
    form = {"person": person.pk, "username": "had", "email": "", "password": STOLEN}
    answer = world.clients["street"].post(reverse(ADD), form)
    assert answer.status_code == 200 and not User.objects.filter(person=person).exists()
    assert "共同的上级开通账号" in answer.content.decode()


def test_an_account_is_kept_by_the_office_that_opened_it(world: World) -> None:
    person = world.places["own"].member
    User.objects.filter(person=person).update(person=None)
    join(person, world.places["own"].branch)
    street = world.users["street"]
    assert persons_to_open(street).filter(pk=person.pk).exists()
    assert office_for(street, person) == world.street
    form = {"person": person.pk, "username": "newmember", "email": "", "password": "a-long-enough-Word-9"}
    assert world.clients["street"].post(reverse(ADD), form).status_code == 302
    assert User.objects.get(username="newmember").office.organization == world.street


@pytest.mark.parametrize(
    ("state", "answer"), [("submitted", 403), ("asked_back", 403), ("refused", 403), ("confirmed", 200)]
)
def test_the_number_of_who_only_registered_is_not_unmasked(world: World, state: str, answer: int) -> None:
    stranger = officer(world, world.places["foreign"], "stranger").person
    assert stranger is not None
    register(stranger, world.places["own"], state)
    secretary = world.clients["secretary"]
    assert secretary.get(reverse("people:person", args=[stranger.pk])).status_code == 200
    address = reverse("people:reveal", args=[stranger.pk])
    told = secretary.post(address, {"field": "resident_number", "reason": "核对身份"})
    assert told.status_code == answer


def test_ties_of_two_trees(world: World) -> None:
    person, today = world.person("两头"), timezone.localdate()
    here, there = [world.places["own"].street.path], [world.places["foreign"].street.path]

    def told() -> tuple[bool, bool]:
        rows = Person.objects.filter(pk=person.pk)
        return rows.filter(ties.elsewhere(here, today)).exists(), rows.filter(ties.elsewhere(there, today)).exists()

    assert told() == (False, False)
    join(person, world.places["foreign"].branch)
    assert told() == (True, False)
    registration = register(person, world.places["own"])
    assert told() == (True, False), "asked for, not confirmed: nothing binds yet"
    DualRegistration.objects.filter(pk=registration.pk).delete()
    register(person, world.places["own"], "confirmed")
    assert told() == (False, False)


# -- posts and contacts --------------------------------------------------------------------------------

WAITING = [
    each for each in REACHED_BY if each not in ("registration confirmed", "membership", "contact of a unit", "post")
]


@pytest.mark.parametrize("tie", WAITING)
def test_nobody_is_given_a_post_by_whom_no_consent_was_given(world: World, tie: str) -> None:
    """By hand, in the admin and by a roster: the transfer or the confirmed registration comes first."""
    own = world.places["own"]
    person = world.person("外区干部")
    world._appoint(person, world.places["foreign"].street, Position.OFFICER)
    REACHED_BY[tie](person, own)
    street, posts = world.clients["street"], Post.objects.filter(person=person, organization=own.branch)
    form = {"person_name": person.name, "position": "secretary", "basis": "election", "since": "2026-11-01"}
    told = street.post(reverse("organizations:appoint", args=[own.branch.pk]), form)
    assert told.status_code == 422 and "由别的组织管理" in told.content.decode() and not posts.exists()
    entry = {"person": person.pk, "organization": own.branch.pk} | form
    told = street.post(reverse("admin:organizations_post_add"), entry)
    assert told.status_code == 200 and "由别的组织管理" in told.content.decode() and not posts.exists()
    sheet = workbook([["姓名", "组织", "职务"], [person.name, own.branch.code, "书记"]], "任职")
    upload = {"organization": own.community.pk, "since": "2026-11-01", "file": SimpleUploadedFile("任职.xlsx", sheet)}
    page = street.post(reverse("organizations:roster_posts"), upload, follow=True)
    assert "由导入范围以外的组织管理" in page.content.decode()


def test_who_confirmed_a_registration_may_give_a_post_and_still_has_not_the_account(world: World) -> None:
    own, district = world.places["own"], world.users["district"]
    victim = officer(world, world.places["cousin"], "deputy-there")
    assert victim.person is not None
    register(victim.person, own, "confirmed")
    form = {"person_name": "deputy-there", "position": "part_time_deputy", "basis": "direct_entry"}
    address = reverse("organizations:appoint", args=[own.big_committee.pk])
    assert world.clients["street"].post(address, form | {"since": "2026-11-01"}).status_code == 302
    assert not accounts_managed_by(world.users["street"]).filter(pk=victim.pk).exists()
    assert accounts_managed_by(district).filter(pk=victim.pk).exists()


def test_a_roster_of_units_names_nobody_of_another_tree(world: World) -> None:
    own, person = world.places["own"], world.person("外区联系人")
    world._appoint(person, world.places["foreign"].street, Position.OFFICER)
    register(person, own)
    sheet = workbook(
        [["单位名称", "单位类型", "所在社区", "联系人"], ["新办企业", "国企", own.community.code, person.name]], "单位"
    )
    upload = {"organization": own.community.pk, "since": "2026-11-01", "file": SimpleUploadedFile("单位.xlsx", sheet)}
    page = world.clients["street"].post(reverse("organizations:roster_units"), upload, follow=True)
    assert "由导入范围以外的组织管理" in page.content.decode()
