"""Documents of appointments, removals, foundings and dissolutions; the change of term of a whole body (ORG-32)."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from core.office.documents import official_docx
from core.records.errors import RuleViolation
from core.zone import midnight
from organizations import actions
from organizations.kinds import Kind
from organizations.models import Grant, Month, Order, Organization, Position, Post
from organizations.orders import papers, queries
from organizations.orders.actions import change_term, file_order, shown_as, standing_on
from organizations.orders.fields import Paper
from organizations.orders.models import OrderKind
from organizations.orders.register import ORDERS
from organizations.orders.rules import Elected
from organizations.registers import actions as registers
from organizations.scoping import may
from people.models import Person
from tests.organizations.conftest import SINCE, TODAY, Tree

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ORG-32")]
NUMBER = Paper("甲街委〔2026〕8号", TODAY)
SEATS = (Position.SECRETARY, Position.DEPUTY_SECRETARY, *[Position.COMMITTEE_MEMBER] * 5)


class Body:
    """A general branch with seven officers; the first has an account."""

    def __init__(self, tree: Tree) -> None:
        self.tree, self.place = tree, tree.general_branch
        self.clerk = tree.holder(tree.street, name="街道干部")
        self.secretary = tree.holder(self.place, SEATS[0], name="赵书记")
        assert self.secretary.person is not None
        self.old = [self.secretary.person] + [self.seat(f"原任{n}", each) for n, each in enumerate(SEATS[1:])]
        self.new = [self.old[0], *(tree.person(f"新任{n}") for n in range(6))]

    def seat(self, name: str, position: str) -> Person:
        person = self.tree.person(name)
        actions.appoint(by="test", person=person, organization=self.place, position=position, since=SINCE)
        return person

    def chosen(self) -> list[Elected]:
        return [Elected(position, person) for position, person in zip(SEATS, self.new, strict=True)]

    def change(self, **asked: Any) -> Order:
        given = {"on": TODAY, "session": 3, "chosen": self.chosen(), "basis": Post.Basis.ELECTION, "today": TODAY}
        return change_term(by=self.clerk, organization=self.place, **(given | asked))

    def holders(self, on: date) -> set[str]:
        return set(Post.objects.filter(organization=self.place).in_force(on).values_list("person__name", flat=True))


@pytest.fixture
def body(tree: Tree) -> Body:
    return Body(tree)


def text(official: Any) -> str:
    word = Document(BytesIO(official_docx(official)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in word.paragraphs), *cells])


def test_a_change_of_term_ends_all_and_begins_all_with_the_end_of_its_term(body: Body) -> None:
    before = body.holders(TODAY)
    order = body.change(paper=NUMBER, entitled=30, present=27, result="差额一名")
    posts = queries.posts_in(order.begun)
    assert [post.person for post in posts] == body.new and len(order.ended) == 7
    assert body.holders(date(2026, 11, 21)) == before and "原任1" not in body.holders(TODAY)
    assert {post.term_ends_on for post in posts} == {date(2031, 11, 22)}  # five years in a community
    assert {post.basis for post in posts} == {Post.Basis.ELECTION}
    assert (order.session, order.number, order.kind) == (3, NUMBER.number, OrderKind.TERM)
    assert {post.begun_by for post in queries.with_documents(posts)} == {order}  # type: ignore[attr-defined]
    assert queries.next_session(body.place) == 4


def test_who_stays_keeps_rights_given_by_hand_and_the_others_lose_theirs(body: Body) -> None:
    permission = Grant.objects.filter(user=body.secretary).first()
    assert permission is not None
    given = Grant.objects.create(
        user=body.secretary, permission=permission.permission, content_object=body.tree.neighbour, during=(SINCE, None)
    )
    body.change()
    given.refresh_from_db()
    assert given.during.upper is None
    with time_machine.travel(midnight(TODAY)):
        assert may(body.secretary, "organizations.view_organization", body.place)
    body.change(session=4, on=date(2026, 12, 1), chosen=body.chosen()[1:])
    assert not Grant.objects.filter(user=body.secretary, during__contains=date(2026, 12, 2)).exists()


def test_what_does_not_hold_is_refused_and_nothing_is_half_done(body: Body) -> None:
    chosen = body.chosen()
    refused = {
        "nobody": {"chosen": []},
        "twice": {"chosen": [*chosen, Elected(Position.COMMITTEE_MEMBER, body.new[1])]},
        "two-heads": {"chosen": [*chosen, Elected(Position.SECRETARY, body.tree.person("另一书记"))]},
        "later-posts": {"on": SINCE},
        "before-founding": {"on": date(2024, 1, 1)},
        "too-far-ahead": {"on": date(2028, 1, 1)},
        "changed-meanwhile": {"seen": "1,2"},
        "more-than-entitled": {"entitled": 10, "present": 11},
        "in-the-future": {"paper": Paper("甲街委〔2026〕9号", date(2026, 12, 1))},
        "half-counted": {"entitled": 10},
    }
    for code, asked in refused.items():
        with pytest.raises(RuleViolation) as violation:
            body.change(**asked)
        assert violation.value.code == code
    assert not Order.objects.exists() and Post.objects.filter(organization=body.place).count() == 7
    body.change(seen=shown_as(standing_on(body.place, TODAY)))
    with pytest.raises(RuleViolation):
        body.change(on=date(2026, 12, 1))  # the same session twice
    with pytest.raises(RuleViolation) as violation:
        change_term(
            by=body.clerk, organization=body.tree.community, on=TODAY, session=1, chosen=chosen, basis="election",
            today=TODAY,
        )  # fmt: skip
    assert violation.value.code == "no-term"
    Month.objects.create(district=body.tree.district, month=date(2026, 11, 1), closed_at=midnight(TODAY))
    with pytest.raises(RuleViolation) as violation:
        body.change(session=4)
    assert violation.value.code == "month-closed"


def test_a_change_of_term_is_revoked_until_something_is_built_on_it(body: Body) -> None:
    before = body.holders(TODAY)
    order = body.change()
    step = ORDERS.steps[0]
    asked = {"by": body.clerk, "register": ORDERS, "entry": order, "version": 1, "today": TODAY, "step": step}
    written = {"withdrawn_on": TODAY, "withdrawn_because": "日期填错", "reason": "日期填错"}
    registers.correct(**asked, **written)
    assert body.holders(TODAY) == before
    assert not Post.objects.filter(pk__in=order.begun).exists()
    assert set(Post.objects.filter(pk__in=order.ended).values_list("during__endswith", "ended_because")) == {(None, "")}
    again = body.change()  # the same session: the first counts no more
    actions.end_post(
        by=body.clerk, post=queries.posts_in(again.begun)[1], on=date(2026, 12, 1), today=TODAY, reason="调出"
    )
    with pytest.raises(RuleViolation) as violation:
        registers.correct(**(asked | {"entry": again}), **written)
    assert violation.value.code == "built-on"
    with pytest.raises(RuleViolation):
        registers.withdraw(by=body.clerk, register=ORDERS, entry=again, version=1, today=TODAY, reason="错")


def test_one_document_of_several_appointments_is_one(body: Body) -> None:
    asked = {"by": body.clerk, "organization": body.place, "kind": OrderKind.APPOINTMENT, "paper": NUMBER}
    keys = list(Post.objects.filter(organization=body.place).order_by("pk").values_list("pk", flat=True))
    first = file_order(**asked, on=TODAY, today=TODAY, begun=keys[:1])
    assert file_order(**asked, on=TODAY, today=TODAY, begun=keys[1:2]) == first
    order = Order.objects.get()
    assert order.begun == keys[:2]
    assert file_order(**(asked | {"paper": None}), on=TODAY, today=TODAY, begun=keys[2:3]) is None
    assert [post.pk for post in queries.without_document(body.place)] != keys
    assert not {*keys[:2]} & {post.pk for post in queries.without_document(body.place)}
    assert set(keys[2:]) <= {
        post.pk for post in queries.undocumented(body.clerk, "organizations.view_organization", TODAY)
    }


def test_papers_say_who_what_and_from_when(body: Body) -> None:
    order = body.change(paper=NUMBER, entitled=30, present=27, result="差额一名")
    reply, report = text(papers.paper(order)), text(papers.report(order))
    for words in (
        "甲街委〔2026〕8号",
        "第3届班子选举结果的批复",
        "赵书记同志任幸福里社区党总支书记，任期至2031年11月22日",
        "免去原任0同志的幸福里社区党总支副书记职务",
        "此复",
    ):
        assert words in reply, words
    assert "免去赵书记" not in reply
    for words in ("应到会30人，实到会27人", "差额一名", "新任3", "不再担任职务的：原任0、", "特此报告"):
        assert words in report, words
    post = Post.objects.get(pk=order.begun[2])
    notice = file_order(
        by=body.clerk, organization=body.place, kind=OrderKind.APPOINTMENT, paper=NUMBER, on=TODAY, today=TODAY,
        begun=[post.pk],
    )  # fmt: skip
    assert notice is not None
    assert "关于新任1同志任职的通知" in text(papers.paper(notice)) and "决定" in text(papers.paper(notice))
    founding = file_order(
        by=body.clerk, organization=body.tree.branch, kind=OrderKind.FOUNDING, paper=NUMBER, on=SINCE, today=TODAY
    )
    assert founding is not None
    assert "同意设立幸福里第一党支部，自2025年1月1日起成立" in text(papers.paper(founding))


def test_acts_carry_number_day_and_scan(body: Body, sign_in: Any) -> None:
    client: Client = sign_in(body.clerk)
    paper = {"number": "甲街委〔2026〕9号", "issued_on": "2026-11-20"}

    def send(page: str, pk: int, /, **data: Any) -> Any:
        scan = SimpleUploadedFile("扫描.pdf", b"%PDF-1.4 %%EOF")
        address = reverse(f"organizations:{page}", args=[pk])
        shown = re.findall(r'name="shown" value="([^"]*)"', client.get(address).text)
        return client.post(address, data | paper | {"scan": scan} | ({"shown": shown[0]} if shown else {}))

    with time_machine.travel(midnight(TODAY)):
        assert (
            send("create", body.place.pk, kind="branch", name="新支部", code="T-9", since="2026-11-20").status_code
            == 302
        )
        made = Organization.objects.get(name="新支部")
        assert send("appoint", made.pk, person_name="原任1", position="secretary", basis="election",
                    since="2026-11-20").status_code == 302  # fmt: skip
        post = Post.objects.get(organization=made)
        assert send("end_post", post.pk, on="2026-11-21").status_code == 302
        looked = client.get(reverse("organizations:dissolve", args=[made.pk]), {"on": "2026-11-22"})
        seen = looked.context["preview"].numbers
        assert send("dissolve", made.pk, on="2026-11-22", seen=seen).status_code == 302
        kinds = list(Order.objects.filter(organization=made).order_by("pk").values_list("kind", flat=True))
        assert kinds == [OrderKind.FOUNDING, OrderKind.APPOINTMENT, OrderKind.REMOVAL, OrderKind.DISSOLUTION]
        for order in Order.objects.filter(organization=made):
            assert (order.number, order.issued_on) == ("甲街委〔2026〕9号", date(2026, 11, 20)) and order.scan
            assert client.get(reverse("organizations:order_paper", args=[order.pk])).content[:4] == b"%PDF"
            assert client.get(reverse("organizations:order_scan", args=[order.pk])).content[:4] == b"%PDF"
            assert client.get(reverse("organizations:orders_entry", args=[order.pk])).status_code == 200
        bare = client.post(
            reverse("organizations:create", args=[body.place.pk]),
            {"kind": "branch", "name": "三支部", "code": "T-7", "since": "2026-11-20", "number": "甲街委〔2026〕1号"},
        )
        assert bare.status_code == 422 and "请填写发文日期" in bare.text
    assert made.kind == Kind.BRANCH
