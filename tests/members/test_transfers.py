"""A roster names somebody of another branch: asked for, answered, told (MEM-11, MEM-13; decision 7)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core.models import AuditEvent, Notification
from core.records.errors import RuleViolation
from core.records.versions import Conflict
from members.models import Membership, TransferRequest
from members.transfers import actions
from organizations import actions as tree
from organizations.desks.home import due
from organizations.models import Month
from tests.clock import NOW, TODAY
from tests.members.conftest import SINCE, add_member, make_person, make_user

LIST = reverse("members:transfers")


@pytest.fixture
def asked(district) -> TransferRequest:
    """The first branch asks for a member of the other one."""
    spell = add_member(district.other_branch, "单红")
    return TransferRequest.objects.create(
        organization=district.branch, person=spell.person, asked_by=district.secretary, asked_at=NOW
    )


@pytest.fixture
def holder(district) -> Client:
    client = Client()
    client.force_login(district.other_secretary)
    return client


@pytest.fixture
def asker(district) -> Client:
    client = Client()
    client.force_login(district.secretary)
    return client


def decide(client: Client, request: TransferRequest, step: str, **data):
    prefix = "refuse-" if step == "refuse" else ""
    values = {f"{prefix}version": request.version} | {f"{prefix}{name}": value for name, value in data.items()}
    return client.post(reverse("members:transfer_decide", args=[request.pk, step]), values)


@pytest.mark.requirement("MEM-11")
def test_the_branch_that_is_asked_finds_it_at_home_and_lets_the_member_go(district, asked, holder, asker):
    home = holder.get(reverse("core:home")).content.decode()
    assert "答复单红的转接申请" in home and LIST in home
    assert "转接申请" not in asker.get(reverse("core:home")).content.decode()
    assert "单红" in holder.get(LIST).content.decode()
    page = holder.get(reverse("members:transfer", args=[asked.pk]))
    assert {*page.context["can"]} == {"accept", "refuse"}
    unconfirmed = decide(holder, asked, "accept", on=TODAY.isoformat())
    assert unconfirmed.status_code == 422 and unconfirmed.context["accept_form"].errors["confirm"]
    assert decide(holder, asked, "accept", on=TODAY.isoformat(), confirm="on").status_code == 302
    old, new = Membership.objects.filter(person=asked.person).order_by("during")
    assert (old.organization, old.during.upper, old.end_reason) == (district.other_branch, TODAY, "transfer")
    assert (new.organization, new.during.lower, new.during.upper) == (district.branch, TODAY, None)
    asked.refresh_from_db()
    assert (asked.state, asked.answered_for, asked.answered_by) == (
        "accepted",
        district.other_branch,
        district.other_secretary,
    )
    assert AuditEvent.objects.filter(code="members.transfer_accepted").count() == 1
    note = Notification.objects.get(kind="transfer.answered", recipient=district.secretary)
    assert note.title == "单红的转接申请：已转入" and asker.get(note.url).status_code == 200
    assert "答复单红" not in holder.get(reverse("core:home")).content.decode()
    assert "单红" in holder.get(LIST + "?all=1").content.decode(), "who answered sees the answer afterwards"


@pytest.mark.requirement("MEM-11")
def test_a_refusal_needs_its_reason_and_tells_the_asking_side_without_naming_the_branch(district, asked, holder, asker):
    empty = decide(holder, asked, "refuse", reason=" ")
    assert empty.status_code == 422 and "请写明原因" in empty.context["refuse_form"].errors["reason"][0]
    assert decide(holder, asked, "refuse", reason="已定为本支部发展对象培养人").status_code == 302
    text = asker.get(reverse("members:transfer", args=[asked.pk])).content.decode()
    assert "未同意" in text and "已定为本支部发展对象培养人" in text
    assert "乙一" not in text and "康永强" not in text, "which branch holds the relationship is not told"
    assert Membership.objects.get(person=asked.person).organization == district.other_branch
    again = decide(holder, asked, "accept", on=TODAY.isoformat(), confirm="on")
    assert again.status_code in (403, 409, 422)


def test_only_the_asking_side_withdraws_and_only_the_asked_one_answers(district, asked, holder, asker):
    assert decide(holder, asked, "withdraw").status_code == 403
    assert decide(asker, asked, "accept", on=TODAY.isoformat(), confirm="on").status_code == 403
    assert decide(asker, asked, "nonsense").status_code == 404
    page = asker.get(reverse("members:transfer", args=[asked.pk]))
    assert {*page.context["can"]} == {"withdraw"} and "乙一" not in page.content.decode()
    assert decide(asker, asked, "withdraw").status_code == 302
    asked.refresh_from_db()
    assert asked.state == "withdrawn"
    assert holder.get(reverse("members:transfer", args=[asked.pk])).status_code == 404
    assert TransferRequest.objects.create(organization=district.branch, person=asked.person).pk, "may be asked again"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 10, 31), "2026年10月及以前已经封账"),
        (TODAY + timedelta(days=1), "转出日期不能晚于今天"),
        (date(2019, 5, 1), "必须晚于"),
    ],
)
def test_a_day_that_cannot_be_is_refused_at_the_field(district, asked, holder, day, said):
    Month.objects.create(district=district.root, month=date(2026, 10, 1), computed_at=NOW, closed_at=NOW)
    answer = decide(holder, asked, "accept", on=day.isoformat(), confirm="on")
    assert answer.status_code == 422 and said in answer.context["accept_form"].errors["on"][0]
    asked.refresh_from_db()
    assert (asked.state, asked.answered_at) == ("asked", None)
    assert not Notification.objects.exists()


def test_of_two_answers_the_second_is_told(district, asked, holder):
    seen = asked.version
    actions.refuse_transfer(by=district.other_secretary, request=asked, reason="暂不转出", version=seen)
    with pytest.raises((RuleViolation, Conflict)):
        actions.accept_transfer(by=district.other_secretary, request=asked, on=TODAY, version=seen)
    assert Membership.objects.get(person=asked.person).organization == district.other_branch


def test_a_request_without_an_object_is_nobodys_duty_and_cannot_be_accepted(district, asked):
    assert "transfer.answer" in {each.kind for each in due(district.other_secretary, TODAY)}
    Membership.objects.filter(person=asked.person).update(during=(SINCE, TODAY - timedelta(days=1)))
    assert "transfer.answer" not in {each.kind for each in due(district.other_secretary, TODAY)}
    with pytest.raises(RuleViolation, match="已不在别的党支部"):
        actions.accept_transfer(by=district.other_secretary, request=asked, on=TODAY, version=asked.version)


def test_others_do_not_find_it(district, asked):
    stranger = make_user("stranger", make_person("王远"))
    far = tree.create_organization(
        by="tests", kind="branch", code="DX-B-9", name="乙二党支部", parent=district.other_street, since=SINCE
    )
    tree.appoint(by="tests", person=stranger.person, organization=far, position="secretary", since=SINCE)
    client = Client()
    client.force_login(stranger)
    assert client.get(reverse("members:transfer", args=[asked.pk])).status_code == 404
    assert "单红" not in client.get(LIST).content.decode()
