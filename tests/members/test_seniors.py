"""Awards to senior members: fifty years on 1 July, alive and in the Party, decided and kept (MEM-18)."""

import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from members import actions as members
from members.models import Membership, SeniorAward, StandingSpell
from members.standing.seniors import reckoning, seniors
from tests.clock import TODAY
from tests.members.conftest import add_member

pytestmark = pytest.mark.requirement("MEM-18")
PAGE = reverse("members:seniors")


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def office(district) -> Client:
    return client_of(district.secretary)


def senior(branch, name: str, full: date, **fields) -> Membership:
    return add_member(branch, name, joined_on=full, full_on=full, **fields)


def names(district, year: int = 2026) -> dict[str, int]:
    return {each.spell.person.name: each.years for each in seniors(district.community, year, today=TODAY)}


def test_fifty_years_on_the_first_of_july_of_the_year(district):
    senior(district.branch, "刚满", date(1976, 7, 1))
    senior(district.branch, "差一天", date(1976, 7, 2))
    senior(district.branch, "六十年", date(1966, 7, 1))
    senior(district.other_branch, "外社区", date(1966, 7, 1))
    joined = add_member(district.branch, "未转正", joined_on=date(1960, 7, 1))
    Membership.objects.filter(pk=joined.pk).update(status="probationary")
    add_member(district.branch, "无预备期", joined_on=date(1970, 7, 1))
    add_member(district.branch, "不详", joined_on=date(1960, 7, 1))
    assert names(district) == {"六十年": 60, "无预备期": 56, "刚满": 50}
    assert names(district, 2025) == {"六十年": 59, "无预备期": 55}
    assert reckoning(district.community, 2020).years is None and names(district, 2020) == {}


def test_a_suspension_counts_off_and_who_is_suspended_dead_or_gone_is_not_there(district):
    rows = {
        name: senior(district.branch, name, date(1975, 7, 1)) for name in ("停过两年", "停着", "去世", "转走", "在")
    }
    spans = {"停过两年": (date(2000, 7, 1), date(2002, 7, 1)), "停着": (date(2026, 1, 1), None)}
    for name, span in spans.items():
        StandingSpell.objects.create(
            organization=district.branch,
            person=rows[name].person,
            kind="suspended",
            during=span,
            end="restored" if span[1] else "",
        )
    for name, reason in (("去世", "death"), ("转走", "transfer")):
        members.end_membership(
            by="t", membership=rows[name], on=date(2026, 6, 30), version=1, today=TODAY, reason=reason
        )
    assert names(district) == {"在": 51}
    known_late = senior(district.branch, "后登记", date(1970, 7, 1))
    Membership.objects.filter(pk=known_late.pk).update(during=(date(2026, 11, 20), None))
    assert names(district) == {"后登记": 56, "在": 51}, "was recorded nowhere on the first of July"


def decide(client: Client, district, people, *, year: int = 2026, **data):
    values = {"persons": [spell.person_id for spell in people], "decision": "granted", "document": "区组〔2026〕6号"}
    return client.post(f"{PAGE}?community={district.community.pk}&year={year}", values | data)


def test_the_medal_is_granted_to_many_once_in_a_life_and_taken_back_when_it_was_a_mistake(district, office):
    one, two = (senior(district.branch, name, date(1970, 7, 1)) for name in ("甲", "乙"))
    assert decide(office, district, [one, two], given_on="2026-06-29").status_code == 302
    award = SeniorAward.objects.get(person=one.person)
    assert (award.years, award.decision, award.document, award.given_on) == (
        56,
        "granted",
        "区组〔2026〕6号",
        date(2026, 6, 29),
    )
    again = decide(office, district, [one])
    assert again.status_code == 422 and "已有决定" in again.text
    earlier = decide(office, district, [one], year=2025)
    assert earlier.status_code == 422, "once in a life"
    assert "2026年颁发" in office.get(reverse("members:member", args=[one.pk])).text
    pdf = office.get(reverse("members:seniors_pdf", args=[district.community.pk])).content
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "共2名" in text and "56年" in text
    assert office.post(reverse("members:senior_back", args=[award.pk])).status_code == 302
    assert decide(office, district, [one], decision="withheld", document="", reason="组织正在核实").status_code == 302
    assert SeniorAward.objects.standing().get(person=one.person).decision == "withheld"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"persons": []}, "请先勾选党员"),
        ({"document": ""}, "请填写批准颁发的文件字号"),
        ({"decision": "withheld"}, "请写明原因"),
        ({"given_on": "2026-11-26"}, "颁发日期不能晚于今天"),
        ({"decision": "nonsense"}, "不能选"),
    ],
)
def test_what_cannot_be_decided_is_refused(district, office, data, said):
    one = senior(district.branch, "甲", date(1970, 7, 1))
    answer = decide(office, district, [one], **data)
    assert answer.status_code == 422 and said in answer.text
    assert not SeniorAward.objects.exists()


def test_all_or_none_and_only_who_has_the_years(district, office):
    one = senior(district.branch, "甲", date(1970, 7, 1))
    young = senior(district.branch, "乙", date(2000, 7, 1))
    assert decide(office, district, [one, young]).status_code == 422
    far = senior(district.other_branch, "丙", date(1960, 7, 1))
    assert decide(office, district, [far]).status_code == 422
    assert not SeniorAward.objects.exists()
    other = client_of(district.other_secretary)
    answer = decide(other, district, [one])
    assert answer.status_code in (404, 422) and not SeniorAward.objects.exists()
    assert client_of(district.member).get(PAGE).status_code == 403
