"""The register of awards: stars by the decided result, civility titles, demonstration points with quotas."""

from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from assessments import honours
from assessments.models import Award, Evaluation, Scheme, UnitAwardOpinion
from core.models import AuditEvent
from core.records.errors import RuleViolation
from core.zone import ZONE
from organizations import actions as organizations
from organizations.models import Organization, PublicationObjection, Threshold, Unit
from organizations.publications.actions import current_for
from people.models import Person, User
from tests.assessments import planting
from tests.assessments.planting import put_in_force
from tests.assessments.test_scheme_editor import rate

NOW = datetime(2027, 2, 1, 10, tzinfo=ZONE)
TODAY = date(2027, 2, 1)
LATER = datetime(2027, 2, 22, 10, tzinfo=ZONE)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def february():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def district(db: None) -> Organization:
    def make(kind: str, code: str, parent: Organization | None) -> Organization:
        return organizations.create_organization(
            by="t", kind=kind, code=code, name=code, parent=parent, since=date(2020, 1, 1)
        )

    root = make("district_department", "DX", None)
    street = make("street_working_committee", "DX-A", root)
    other = make("street_working_committee", "DX-B", root)
    for number, parent in ((1, street), (2, street), (3, street), (4, other)):
        make("community_general_branch", f"A{number}Z", make("community", f"A{number}", parent))
    for name, code, position in (
        ("officer", "DX", "officer"),
        ("clerk", "DX-A", "officer"),
        ("secretary", "A1Z", "secretary"),
        ("second", "A2Z", "secretary"),
    ):
        person = Person.objects.create(name=name)
        User.objects.create_user(name, "x", person=person)
        place = Organization.objects.get(code=code)
        organizations.appoint(by="t", person=person, organization=place, position=position, since=date(2020, 1, 1))
    return root


@pytest.fixture
def results(district: Organization) -> Scheme:
    """A1 92, A2 85, A3 71 and A4 95 with a veto, all decided."""
    made = Scheme.objects.create(
        district=district, year=2026, name="五个好评价", dimensions=[{"key": "d", "label": "方面"}]
    )
    rate("theme_day_held", scheme=made).save()
    put_in_force(made)
    for code, total, vetoed in (("A1", 92, False), ("A2", 85, False), ("A3", 71, False), ("A4", 95, True)):
        Evaluation.objects.create(
            organization=community(code), scheme=made, total=total, state="decided", vetoed=vetoed
        )
    return made


def community(code: str) -> Organization:
    return Organization.objects.get(code=code)


def user(name: str) -> User:
    return User.objects.get(username=name)


def account(name: str) -> Client:
    client = Client()
    client.force_login(user(name))
    return client


def community_agrees(unit: Unit) -> None:
    """What the award of a unit asks first."""
    UnitAwardOpinion.objects.create(
        organization=community("A1"),
        unit=unit,
        title="先进单位",
        asked_by="主管单位",
        asked_on=date(2026, 12, 1),
        given_on=date(2026, 12, 2),
        agrees=True,
        opinion="履约好",
    )


def asked(kind: str, level: str, code: str = "A1", **more: Any) -> Award:
    said = {"year": 2026, "grounds": "工作扎实", "holder": "community"} | more
    return Award(kind=kind, level=level, organization=community(code), **said)


def nominate(kind: str, level: str, code: str = "A1", **more: Any) -> Award:
    return honours.nominate(by=user("secretary"), award=asked(kind, level, code, **more), now=NOW)


def step(award: Award, name: str, by: str = "clerk", now: datetime = NOW, **said: Any) -> Award:
    return honours.take_step(by=user(by), award=award, step=name, said=honours.Said(**said), now=now)


DECISION = {"document": "区委〔2027〕3号", "on": date(2027, 2, 20), "valid_until": date(2027, 12, 31)}


def granted(award: Award, **said: Any) -> Award:
    step(award, "review", text="同意")
    step(award, "publish")
    return step(award, "grant", "officer", LATER, **DECISION | said)


def refused(match: str, field: str | None, call: Any, *args: Any, **said: Any) -> None:
    with pytest.raises(RuleViolation, match=match) as caught, transaction.atomic():
        call(*args, **said)
    assert caught.value.field == field


# --- stars --------------------------------------------------------------------------------------------


@pytest.mark.requirement("ASM-05")
def test_stars_follow_the_decided_result_and_the_lines_of_the_standard(results):
    found = {
        each.organization.code: each.stars for each in honours.candidates(user("officer"), years=(2026,), on=TODAY)
    }
    assert found == {"A1": 5, "A2": 4, "A3": 3}, "after a veto there are none"
    refused("要求审定总分90分以上", "level", nominate, "star", "5", "A2")
    refused("没有一票否决", "level", nominate, "star", "3", "A4")
    refused("现行标准没有", "level", nominate, "star", "6")
    assert nominate("star", "4", "A2").level_label == "四星级社区"
    assert nominate("star", "3", "A1").level == "3", "fewer than it reaches may be asked for"
    left = {each.organization.code for each in honours.candidates(user("officer"), years=(2026,), on=TODAY)}
    assert left == {"A3"}


@pytest.mark.requirement("ASM-05")
def test_a_district_that_moves_a_line_moves_the_stars(results, district):
    number = Threshold.objects.get(name="asm.star.levels", organization=None)
    number.pk, number.organization, number.value = None, district, "5:95;4:90;3:80"
    number.origin, number.effective_from, number.document = "district", date(2027, 1, 1), "文件"
    number.save(force_insert=True)
    found = {
        each.organization.code: each.stars for each in honours.candidates(user("officer"), years=(2026,), on=TODAY)
    }
    assert found == {"A1": 4, "A2": 3}


@pytest.mark.requirement("ASM-05")
def test_without_a_decided_result_there_are_no_stars(results):
    Evaluation.objects.filter(organization__code="A1").update(state="published")
    refused("还没有审定", "level", nominate, "star", "5")
    assert "A1" not in {each.organization.code for each in honours.candidates(user("officer"), years=(2026,), on=TODAY)}


@pytest.mark.requirement("ASM-05")
def test_stars_are_reviewed_published_decided_by_document_held_until_a_day_and_revoked_with_reason(results):
    award = nominate("star", "5")
    refused("已有同样的申报", None, nominate, "star", "5")
    step(award, "review", text="同意")
    award = step(award, "publish")
    assert "A1" in current_for(award).content
    refused("公示期到2027-02-", None, step, award, "grant", "officer", NOW, **DECISION)
    for lacking, field in (("document", "document"), ("on", "on"), ("valid_until", "valid_until")):
        said = {name: value for name, value in DECISION.items() if name != lacking}
        refused("请填写", field, step, award, "grant", "officer", LATER, **said)
    refused("今天", "on", step, award, "grant", "officer", LATER, **DECISION | {"on": date(2027, 2, 23)})
    refused(
        "晚于", "valid_until", step, award, "grant", "officer", LATER, **DECISION | {"valid_until": date(2027, 2, 1)}
    )
    award = step(award, "grant", "officer", LATER, **DECISION)
    assert award.conditions[0]["found"] == "2026年总分92"
    a1 = community("A1")
    assert honours.star_held(a1, on=date(2027, 2, 19)) is None
    assert honours.star_held(a1, on=date(2027, 12, 31)) == award
    assert honours.star_held(a1, on=date(2028, 1, 1)) is None
    refused("原因", "text", step, award, "revoke", "officer", LATER, text=" ")
    step(award, "revoke", "officer", LATER, text="弄虚作假")
    assert honours.star_held(a1, on=date(2027, 3, 1)) is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.filter(pk=award.pk).update(state="granted", document="")
    codes = set(AuditEvent.objects.values_list("code", flat=True))
    assert {"assessments.award_nominated", "assessments.award_granted", "assessments.award_revoked"} <= codes


@pytest.mark.requirement("ASM-05")
def test_what_was_true_at_the_nomination_must_be_true_at_the_decision(results):
    award = nominate("star", "5")
    step(award, "review", text="同意")
    step(award, "publish")
    Evaluation.objects.filter(organization__code="A1").update(total=80)
    refused("还不符合条件", None, step, award, "grant", "officer", LATER, **DECISION)


@pytest.mark.requirement("ASM-05")
def test_an_objection_is_answered_before_the_decision_and_one_that_is_upheld_ends_it(results):
    award = nominate("star", "5")
    refused(".", None, honours.object_to, by=user("second"), award=award, text="不实", now=NOW)
    step(award, "review", text="同意")
    step(award, "publish")
    made = honours.object_to(by=user("secretary"), award=award, text="台账不实", now=NOW)
    refused("答复", None, step, award, "grant", "officer", LATER, **DECISION)
    PublicationObjection.objects.filter(pk=made.pk).update(answer="属实", answered_on=TODAY, upheld=True)
    refused("异议成立", None, step, award, "grant", "officer", LATER, **DECISION)
    assert step(award, "refuse", now=LATER, text="异议成立").state == "refused"
    assert nominate("star", "3").pk, "it can be asked for again"


@pytest.mark.requirement("ASM-05")
def test_a_nomination_is_taken_back_by_who_made_it_before_the_review(results):
    award = nominate("star", "5")
    assert step(award, "withdraw", "secretary").state == "withdrawn"
    again = nominate("star", "5")
    step(again, "review", text="同意")
    with pytest.raises(RuleViolation):
        step(again, "withdraw", "secretary")


# --- titles of civility -------------------------------------------------------------------------------


@pytest.mark.requirement("ASM-15")
def test_the_six_titles_are_those_of_the_standard_and_a_district_may_change_them(district):
    titles = [level for level, _ in honours.levels("civility", community("A1"), on=TODAY)]
    assert titles == ["文明家庭", "文明卫生红旗楼院", "文明卫生单位", "文明卫生户", "星级保洁员", "文明小区"]
    number = Threshold.objects.get(name="asm.civility_titles", organization=None)
    number.pk, number.organization, number.value = None, district, "文明家庭;最美楼道"
    number.origin, number.effective_from, number.document = "district", date(2027, 1, 1), "文件"
    number.save(force_insert=True)
    refused("现行标准没有", "level", nominate, "civility", "文明小区", holder="named", name="春风里")
    assert nominate("civility", "最美楼道", holder="named", name="3号楼一单元").holder_label == "3号楼一单元"


@pytest.mark.requirement("ASM-15")
def test_a_title_is_held_by_a_named_family_or_courtyard_or_a_unit_and_by_nobody_twice_a_year(district):
    refused("名称", None, nominate, "civility", "文明家庭", holder="named", name=" ")
    refused("不授予", "holder", nominate, "civility", "文明家庭", holder="community")
    refused("不授予", "holder", nominate, "civility", "文明家庭", holder="person")
    unit = planting.unit(community("A1"), since=date(2020, 1, 1)).unit
    refused("请选择单位", None, nominate, "civility", "文明卫生单位", holder="unit")
    community_agrees(unit)
    assert nominate("civility", "文明卫生单位", holder="unit", unit=unit).holder_label == str(unit)
    nominate("civility", "文明家庭", holder="named", name="张家")
    refused("已有同样的申报", None, nominate, "civility", "文明家庭", holder="named", name="张家 ")
    assert nominate("civility", "文明家庭", holder="named", name="李家").pk
    assert nominate("civility", "文明家庭", holder="named", name="张家", year=2027).pk, "next year again"


@pytest.mark.requirement("ASM-15")
def test_a_title_goes_the_whole_way_and_ends(district):
    award = granted(nominate("civility", "文明家庭", holder="named", name="张家"))
    assert Award.objects.valid(date(2027, 3, 1)).get() == award
    assert not Award.objects.valid(date(2028, 1, 1)).exists()
    step(award, "revoke", "officer", LATER, text="不再符合")
    assert not Award.objects.valid(date(2027, 3, 1)).exists()


@pytest.mark.requirement("ASM-15")
@pytest.mark.parametrize(
    ("said", "field", "match"),
    [
        ({"grounds": " "}, "grounds", "事迹"),
        ({"year": 2024}, "year", "只能申报"),
        ({"year": 2028}, "year", "只能申报"),
    ],
)
def test_a_nomination_says_why_and_of_which_year(district, said, field, match):
    refused(match, field, nominate, "civility", "文明家庭", holder="named", name="张家", **said)


# --- demonstration points -----------------------------------------------------------------------------


@pytest.mark.requirement("ASM-09")
def test_a_demonstration_point_has_reached_the_good_result(results):
    refused("要求审定总分80分以上", "level", nominate, "demonstration", "district", "A3")
    refused("一票否决", "level", nominate, "demonstration", "district", "A4")
    assert nominate("demonstration", "district", "A2").level_label == "区级党建示范点"


@pytest.mark.requirement("ASM-09")
def test_quotas_of_province_and_city_hold_and_about_ten_of_the_district_is_shown(results, district):
    for code in ("A3", "A4"):
        Evaluation.objects.filter(organization__code=code).update(total=90, vetoed=False)
    for code in ("A1", "A2"):
        granted(nominate("demonstration", "province", code), valid_until=None)
    counts = {each.level: (each.count, each.words, each.gap) for each in honours.quotas(district, on=date(2027, 3, 1))}
    assert counts == {"province": (2, "1—2个", 0), "city": (0, "2—3个", 2), "district": (0, "10个左右", 10)}
    third = asked("demonstration", "province", "A3")
    refused("不超过2个，已有2个", "level", honours.nominate, by=user("secretary"), award=third, now=LATER)
    held = Award.objects.get(organization__code="A1", kind="demonstration")
    step(held, "revoke", "officer", LATER, text="复查不合格")
    assert honours.nominate(by=user("secretary"), award=asked("demonstration", "province", "A3"), now=LATER).pk


@pytest.mark.requirement("ASM-09")
def test_points_count_within_the_years_of_the_plan(results, district):
    granted(nominate("demonstration", "city", "A1"), valid_until=None)
    assert honours.quotas(district, on=date(2027, 3, 1))[1].count == 1
    assert honours.quotas(district, on=date(2028, 12, 31))[1].count == 1
    assert honours.quotas(district, on=date(2029, 1, 1))[1].count == 0, "2026 is no longer one of the three years"


@pytest.mark.requirement("ASM-09")
def test_two_nominations_for_the_last_place_only_one_is_given(results):
    for code in ("A3", "A4"):
        Evaluation.objects.filter(organization__code=code).update(total=90, vetoed=False)
    granted(nominate("demonstration", "province", "A1"), valid_until=None)
    waiting = [nominate("demonstration", "province", code) for code in ("A2", "A3")]
    for each in waiting:
        step(each, "review", text="同意")
        step(each, "publish")
    step(waiting[0], "grant", "officer", LATER, **DECISION | {"valid_until": None})
    refused("已有2个", None, step, waiting[1], "grant", "officer", LATER, **DECISION | {"valid_until": None})


# --- pages --------------------------------------------------------------------------------------------


def test_pages_show_the_own_part_and_each_acts_where_it_may(results):
    award = nominate("star", "5")
    assert account("secretary").get(f"/assessments/awards/{award.pk}/").status_code == 200
    assert account("second").get(f"/assessments/awards/{award.pk}/").status_code == 404
    assert account("secretary").post(f"/assessments/awards/{award.pk}/review/").status_code == 403
    assert account("clerk").post(f"/assessments/awards/{award.pk}/nonsense/").status_code == 404
    page = account("officer").get("/assessments/awards/").content.decode()
    assert "省级党建示范点" in page and "A1" in page and "四星级社区" in page
    page = account("second").get("/assessments/awards/").content.decode()
    assert "A1" not in page and "省级党建示范点" not in page
    answer = account("secretary").post(
        "/assessments/awards/new/",
        {
            "organization": community("A1").pk,
            "level": "criticism:通报批评",
            "year": 2026,
            "holder": "community",
            "grounds": "x",
        },
    )
    assert answer.status_code == 422 and "由街道或区里提出" in answer.content.decode()
    answer = account("secretary").post(
        "/assessments/awards/new/",
        {"organization": community("A2").pk, "level": "star:4", "year": 2026, "holder": "community", "grounds": "x"},
    )
    assert answer.status_code == 422, "not in another community"


def test_the_list_costs_no_more_with_more_rows(results, django_assert_max_num_queries):
    for code in ("A1", "A2", "A3"):
        nominate("civility", "文明家庭", code, holder="named", name="张家")
    client = account("officer")
    with django_assert_max_num_queries(18):
        assert client.get("/assessments/awards/").status_code == 200
