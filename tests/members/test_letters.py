"""The relationship moves by letter: validity, receipt, and the figures of each day follow it (MEM-11)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core.models import AuditEvent, Notification
from core.records.errors import RuleViolation
from members.models import Membership, ScheduledChange, TransferLetter, TransferRequest
from members.statistics import member_statistics
from members.transfers import sending
from organizations.desks.home import due
from organizations.models import Month
from tests.clock import NOW, TODAY
from tests.members.conftest import SINCE, District, add_member
from tests.members.rosters import number

LIST = reverse("members:letters")


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def spell(district) -> Membership:
    return add_member(district.branch, "单红", joined_on=date(1999, 7, 1), full_on=date(2000, 7, 1))


@pytest.fixture
def sender(district) -> Client:
    return client_of(district.secretary)


@pytest.fixture
def taker(district) -> Client:
    return client_of(district.other_secretary)


def write(client: Client, spell: Membership, **data):
    values = {"issued_on": TODAY.isoformat(), "version": spell.version} | data
    return client.post(reverse("members:letter_new", args=[spell.pk]), values)


def written(client: Client, spell: Membership, **data) -> TransferLetter:
    answer = write(client, spell, **data)
    assert answer.status_code == 302, answer.context["form"].errors
    return TransferLetter.objects.latest("pk")


def decide(client: Client, letter: TransferLetter, step: str, **data):
    letter.refresh_from_db()
    values = {f"{step}-version": letter.version} | {f"{step}-{name}": value for name, value in data.items()}
    return client.post(reverse("members:letter_decide", args=[letter.pk, step]), values)


def counted(district: District, on: date) -> tuple[int, int]:
    return tuple(member_statistics(each, as_of=on).total for each in (district.community, district.other_community))


@pytest.mark.requirement("MEM-11")
def test_a_letter_moves_the_relationship_on_the_day_of_its_receipt_and_the_figures_with_it(
    district, spell, sender, taker
):
    letter = written(sender, spell, to=district.other_community.pk, issued_on=(TODAY - timedelta(days=6)).isoformat())
    assert letter.number == f"党组介〔2026〕{letter.pk:06d}号"
    assert letter.valid_until == date(2027, 2, 19), "three calendar months, the standard"
    paper = sender.get(reverse("members:letter_pdf", args=[letter.pk])).content
    assert paper.startswith(b"%PDF-")
    assert counted(district, TODAY) == (1, 0), "under way, the member belongs where the letter was written"
    assert "接收单红的组织关系" in taker.get(reverse("core:home")).content.decode()
    page = taker.get(reverse("members:letter", args=[letter.pk]))
    assert {step.name for step, _ in page.context["steps"]} == {"accept", "send_back"}
    on = TODAY - timedelta(days=2)
    assert decide(taker, letter, "accept", branch=district.other_branch.pk, on=on.isoformat()).status_code == 302
    old, new = Membership.objects.filter(person=spell.person).order_by("during")
    assert (old.organization, old.during.upper, old.end_reason) == (district.branch, on, "transfer")
    assert (new.organization, new.during.lower, new.during.upper) == (district.other_branch, on, None)
    assert (new.joined_on, new.full_on) == (spell.joined_on, spell.full_on)
    assert counted(district, on - timedelta(days=1)) == (1, 0)
    assert counted(district, on) == (0, 1) == counted(district, TODAY)
    letter.refresh_from_db()
    assert (letter.state, letter.received_on, letter.receipt_on) == ("done", on, on)
    note = Notification.objects.get(kind="letter.answered", recipient=district.secretary)
    assert "乙一社区党支部已接收" in note.text and sender.get(note.url).status_code == 200
    assert sender.get(reverse("members:receipt_pdf", args=[letter.pk])).content.startswith(b"%PDF-")
    assert not {each.kind for each in due(district.other_secretary, TODAY)} & {"letter.accept", "letter.follow"}


@pytest.mark.requirement("MEM-11")
def test_past_its_validity_nobody_takes_the_member_in_and_the_sender_has_to_follow(district, spell, sender, taker):
    issued = date(2026, 8, 3)
    letter = written(
        sender, spell, to=district.other_community.pk, issued_on=issued.isoformat(), valid_until="2026-08-13"
    )
    page = taker.get(reverse("members:letter", args=[letter.pk])).content.decode()
    assert "已于2026年8月13日过有效期" in page and "已过有效期" in page
    late = decide(taker, letter, "accept", branch=district.other_branch.pk, on=TODAY.isoformat())
    assert late.status_code == 422 and "请开出方作废后重开" in late.content.decode()
    assert Membership.objects.current().get(person=spell.person).organization == district.branch
    [owed] = [each for each in due(district.secretary, TODAY) if each.kind == "letter.follow"]
    assert owed.due_on == date(2026, 9, 13), "a month for the receipt"
    assert "letter.accept" not in {each.kind for each in due(district.other_secretary, TODAY)}
    assert write(sender, spell, elsewhere="某市直机关党委").status_code == 422, "one letter at a time"
    assert decide(sender, letter, "cancel", reason="过期重开").status_code == 302
    again = written(sender, spell, to=district.other_community.pk)
    assert again.number != letter.number and again.valid_until == date(2027, 2, 25)
    assert "letter.follow" not in {each.kind for each in due(district.secretary, TODAY)}


@pytest.mark.requirement("MEM-11")
def test_out_of_the_portal_the_paper_receipt_ends_the_relationship_and_an_error_is_taken_back(
    district, spell, sender, taker
):
    issued = TODAY - timedelta(days=20)
    letter = written(sender, spell, elsewhere="某省某市直机关党委", cross_province="on", issued_on=issued.isoformat())
    assert letter.valid_until == date(2027, 5, 5), "six months across provinces"
    assert taker.get(reverse("members:letter", args=[letter.pk])).status_code == 404
    assert decide(sender, letter, "accept", branch=district.branch.pk, on=TODAY.isoformat()).status_code == 403
    on = TODAY - timedelta(days=3)
    assert decide(sender, letter, "receipt", on=on.isoformat(), receipt_on=TODAY.isoformat()).status_code == 302
    ended = Membership.objects.get(person=spell.person)
    assert (ended.during.upper, ended.end_reason) == (on, "transfer")
    assert counted(district, on - timedelta(days=1)) == (1, 0) and counted(district, on) == (0, 0)
    [undo] = sender.get(reverse("members:member", args=[spell.pk])).context["undoable"]
    sender.post(reverse("organizations:undo", args=[undo.event.pk]))
    letter.refresh_from_db()
    assert (letter.state, letter.received_on) == ("issued", None), "its letter is under way again"
    assert Membership.objects.current().get(person=spell.person).organization == district.branch
    codes = [event.code for event in AuditEvent.objects.filter(target_type="members.transferletter").order_by("pk")]
    assert codes == ["members.letter_issued", "members.letter_receipt", "members.letter_reopened"]


ARRIVAL = {
    "number": "沪组介第88号",
    "elsewhere": "某市外高桥街道党工委",
    "issued_on": "2026-11-02",
    "valid_until": "2026-12-02",
    "on": "2026-11-20",
    "name": "孙学敏",
    "status": "full",
    "joined_on": "1995-07-01",
    "full_on": "1996-07-01",
}


def arrive(client: Client, district: District, **data):
    values = ARRIVAL | {"resident_number": number("19700304", 2), "branch": district.branch.pk} | data
    return client.post(reverse("members:arrival_new"), values)


@pytest.mark.requirement("MEM-11")
def test_who_comes_with_a_letter_is_taken_in_and_the_receipt_is_owed_until_it_is_sent(district, sender):
    over = arrive(sender, district, valid_until="2026-11-19")
    assert over.status_code == 422 and "已过有效期" in over.content.decode()
    assert not Membership.objects.exists()
    assert arrive(sender, district).status_code == 302
    new = Membership.objects.get()
    assert (new.organization, new.during.lower, new.joined_on) == (
        district.branch,
        date(2026, 11, 20),
        date(1995, 7, 1),
    )
    letter = TransferLetter.objects.get()
    [owed] = [each for each in due(district.secretary, TODAY) if each.kind == "letter.receipt"]
    assert owed.due_on == date(2026, 12, 20)
    assert sender.get(reverse("members:receipt_pdf", args=[letter.pk])).content.startswith(b"%PDF-")
    assert sender.get(reverse("members:letter_pdf", args=[letter.pk])).status_code == 404, "written by somebody else"
    before = decide(sender, letter, "send_receipt", receipt_on="2026-11-19")
    assert before.status_code == 422
    assert decide(sender, letter, "send_receipt", receipt_on=TODAY.isoformat()).status_code == 302
    assert "letter.receipt" not in {each.kind for each in due(district.secretary, TODAY)}


@pytest.mark.requirement("MEM-11")
def test_a_letter_does_not_take_somebody_out_of_another_tree_of_the_portal(district, sender, taker):
    assert arrive(taker, district, branch=district.other_branch.pk).status_code == 302
    answer = arrive(sender, district)
    assert answer.status_code == 302 and TransferRequest.objects.get().organization == district.branch
    assert TransferLetter.objects.count() == 1
    assert Membership.objects.get().organization == district.other_branch


@pytest.mark.requirement("MEM-11")
@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "只填一项"),
        ({"to": "other", "elsewhere": "某市直机关党委"}, "只填一项"),
        ({"to": "own"}, "组织关系已在这个社区"),
        ({"to": "street"}, "这个选项不能选"),
        ({"elsewhere": "某市直机关党委", "issued_on": "2026-11-26"}, "开具日期不能晚于今天"),
        ({"elsewhere": "某市直机关党委", "issued_on": "2019-12-31"}, "开始日期"),
        ({"elsewhere": "某市直机关党委", "valid_until": "2026-11-24"}, "有效期不能早于开具日期"),
        ({"elsewhere": "某市直机关党委", "valid_until": "2027-02-26"}, "有效期最长3个月"),
        ({"elsewhere": "某市直机关党委", "version": 99}, "刚被别人修改过"),
    ],
)
def test_what_a_letter_cannot_be_is_refused_and_nothing_is_written(district, spell, sender, data, said):
    places = {"other": district.other_community.pk, "own": district.community.pk, "street": district.street.pk}
    if data.get("to"):
        data = data | {"to": places[data["to"]]}
    answer = write(sender, spell, **data)
    assert answer.status_code == 422 and said in answer.content.decode(), answer.context["form"].errors
    assert not TransferLetter.objects.exists()


@pytest.mark.requirement("MEM-11")
@pytest.mark.parametrize(
    ("on", "said"),
    [("2026-11-04", "不能早于介绍信开具日期"), ("2026-11-26", "接收日期不能晚于今天"), ("2026-10-31", "已经封账")],
)
def test_a_day_on_which_nobody_can_be_taken_in_is_refused(district, spell, sender, taker, on, said):
    Month.objects.create(district=district.root, month=date(2026, 10, 1), computed_at=NOW, closed_at=NOW)
    issued = "2026-10-01" if "封账" in said else "2026-11-05"
    letter = written(sender, spell, to=district.other_community.pk, issued_on=issued)
    answer = decide(taker, letter, "accept", branch=district.other_branch.pk, on=on)
    assert answer.status_code == 422 and said in answer.content.decode()
    letter.refresh_from_db()
    assert letter.state == "issued" and not Notification.objects.exists()


@pytest.mark.requirement("MEM-11")
def test_of_two_hands_the_second_is_told_and_a_member_who_is_gone_is_not_taken_in(district, spell, sender, taker):
    letter = written(sender, spell, to=district.other_community.pk)
    foreign = decide(taker, letter, "accept", branch=district.branch.pk, on=TODAY.isoformat())
    assert foreign.status_code == 422 and Membership.objects.get().organization == district.branch
    assert decide(taker, letter, "cancel", reason="不要").status_code == 403
    assert decide(sender, letter, "send_back", reason="不要").status_code == 403
    assert decide(taker, letter, "send_back", reason=" ").status_code == 422
    seen = letter.version
    assert decide(taker, letter, "send_back", reason="本人不住这里").status_code == 302
    with pytest.raises(RuleViolation, match="已退回"):
        sending.accept_letter(
            by=district.other_secretary, letter=letter, branch=district.other_branch, on=TODAY, version=seen
        )
    assert "本人不住这里" in sender.get(reverse("members:letter", args=[letter.pk])).content.decode()
    again = written(sender, spell, to=district.other_community.pk)
    Membership.objects.filter(pk=spell.pk).update(during=(SINCE, TODAY), end_reason="death")
    answer = decide(taker, again, "accept", branch=district.other_branch.pk, on=TODAY.isoformat())
    assert answer.status_code == 422 and "已不在甲一社区党支部" in answer.content.decode()


@pytest.mark.requirement("MEM-11")
def test_a_change_that_waits_stands_in_the_way_of_a_letter(district, spell, sender):
    ScheduledChange.objects.create(
        organization=district.branch, person=spell.person, on=TODAY + timedelta(days=9), end_reason="transfer"
    )
    answer = write(sender, spell, to=district.other_community.pk)
    assert answer.status_code == 422 and "待生效的变动" in answer.content.decode()


def test_the_list_asks_as_often_for_twenty_letters_as_for_one(district, sender, django_assert_max_num_queries):
    for order in range(20):
        spell = add_member(district.branch, f"单{order}")
        TransferLetter.objects.create(
            organization=district.branch,
            person=spell.person,
            direction="out",
            elsewhere="外地党委",
            number=f"介{order}",
            issued_on=TODAY,
            valid_until=TODAY,
            entered_at=NOW,
        )
    with django_assert_max_num_queries(12):
        page = sender.get(LIST).content.decode()
    assert page.count("外地党委") == 20
