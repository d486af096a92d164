"""What the frame shows to whom, and what it costs."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from config.navigation import MEMBER, OFFICE, entries, portal
from core.models import Notification
from members.models import Membership
from organizations import actions
from organizations.models import AccountRequest, Organization
from people.models import Person, User

SINCE = date(2020, 1, 1)


def person_user(username: str, name: str) -> User:
    return User.objects.create_user(username, person=Person.objects.create(name=name))


@pytest.fixture
def secretary(db: Any) -> User:
    parent = None
    for kind, code, name in (
        ("district_department", "DX", "示范区委组织部"),
        ("street_working_committee", "DX-N", "南环街道"),
        ("community", "DX-N-1", "朝阳南街社区"),
        ("community_committee", "DX-N-1D", "朝阳南街社区党委"),
    ):
        parent = actions.create_organization(by="tests", kind=kind, code=code, name=name, parent=parent, since=SINCE)
    user = person_user("secretary", "杜桂芳")
    actions.appoint(by="tests", person=user.person, organization=parent, position="secretary", since=SINCE)
    return user


@pytest.fixture
def member(db: Any) -> User:
    return person_user("member", "赵民国")


def labels(user: Any, path: str = "/") -> list[str]:
    return [item["label"] for item in entries(OFFICE, user=user, path=path)]


def drawn(user: Any, template: str = "base.html", **cookies: str) -> str:
    request = RequestFactory().get("/members/")
    request.user = user
    request.COOKIES.update(cookies)
    return engines["django"].get_template(template).render({}, request)


def test_a_page_of_another_room_lights_the_entry_that_leads_to_it(secretary):
    path = reverse("services:member_classes")
    lit = [item["label"] for item in entries(OFFICE, user=secretary, path=path) if item["current"]]
    assert lit == ["党员"]


def test_secretary_sees_duties_but_not_the_back_office(secretary: User) -> None:
    assert {"首页", "会议与主题党日", "党员", "双报到", "网格与民情", "共建与服务"} <= set(labels(secretary))
    assert "后台管理" not in labels(secretary)


def test_member_without_a_post_sees_only_home(member: User) -> None:
    assert labels(member) == ["首页"]
    assert [item["label"] for item in entries(MEMBER, user=member, path="/")] == [
        "首页",
        "服务",
        "日程",
        "我的",
    ]


def test_staff_see_the_back_office(member: User) -> None:
    member.is_staff = True
    assert "后台管理" in labels(member)


def test_who_manages_accounts_finds_the_requests_and_how_many_wait(secretary: User) -> None:
    street = Organization.objects.get(code="DX-N")
    first, second = (person_user(f"officer{number}", f"干部{number}") for number in (1, 2))
    for officer in (first, second):
        actions.appoint(by="tests", person=officer.person, organization=street, position="officer", since=SINCE)
    assert "账号申请" not in labels(secretary)
    AccountRequest.objects.create(
        organization=street, user=secretary, kind="password", reason="忘了", asked_by=first, asked_at=timezone.now()
    )
    waits = {
        user: {each["label"]: each["count"] for each in entries(OFFICE, user=user, path="/")}
        for user in (first, second)
    }
    assert [waits[user]["账号申请"] for user in (first, second)] == [0, 1]  # who asked is no second officer
    page = drawn(User.objects.get(pk=second.pk))
    assert '账号申请\n  <span class="count">1</span>' in page


def test_duties_end_with_the_post(secretary: User) -> None:
    post = secretary.person.posts.get()
    actions.end_post(by="tests", post=post, on=timezone.localdate(), today=timezone.localdate())
    assert labels(User.objects.get(pk=secretary.pk)) == ["首页"]


@pytest.mark.parametrize(
    ("path", "label"),
    [("/", "首页"), ("/members/", "党员"), ("/members/registrations/", "双报到"), ("/members/77/", "党员")],
)
def test_longest_address_is_the_current_place(secretary: User, path: str, label: str) -> None:
    current = [item["label"] for item in entries(OFFICE, user=secretary, path=path) if item["current"]]
    assert current == [label]


def test_place_names_the_community_and_its_street(secretary: User) -> None:
    html = drawn(secretary)
    assert "南环街道 ›" in html and "<b>朝阳南街社区" in html


def test_unread_messages_are_counted(secretary: User) -> None:
    for n, read_at in enumerate((None, None, timezone.now())):
        Notification.objects.create(
            kind="test",
            subject_type="x",
            subject_id=n,
            recipient=secretary,
            due_on=SINCE,
            title="x",
            read_at=read_at,
        )
    assert "2 条未读消息" in drawn(secretary)


def test_frame_costs_three_queries(secretary: User, django_assert_max_num_queries: Any) -> None:
    user = User.objects.select_related("person").get(pk=secretary.pk)
    with django_assert_max_num_queries(3):
        drawn(user)


def test_context_alone_costs_nothing(secretary: User, django_assert_num_queries: Any) -> None:
    request = RequestFactory().get("/")
    request.user = User.objects.get(pk=secretary.pk)
    with django_assert_num_queries(0):
        portal(request)


def test_shared_pages_take_the_frame_of_the_user(secretary: User, member: User) -> None:
    for user, frame in ((secretary, "base.html"), (member, "phone.html")):
        request = RequestFactory().get("/")
        request.user = user
        assert str(portal(request)["frame_template"]) == frame


def test_visitor_gets_a_frame_without_navigation() -> None:
    html = drawn(AnonymousUser(), portal_mode="elder")
    assert 'aria-label="主导航"' not in html and "登录" in html
    assert 'data-mode="elder"' in html


def test_member_sees_the_own_branch_as_place(secretary: User, member: User) -> None:
    committee = secretary.person.posts.get().organization
    branch = actions.create_organization(
        by="tests", kind="branch", code="DX-N-1-1", name="第一党支部", parent=committee, since=SINCE
    )
    Membership.objects.create(person=member.person, organization=branch, during=(SINCE, None))
    html = drawn(member, "phone.html")
    assert "<b>第一党支部" in html
    assert 'href="/organizations/"' not in html
