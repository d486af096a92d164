"""Commendation, best secretary, criticism by circular, adjustment of unfit officers (ASM-08)."""

import io
from datetime import date
from typing import Any

import pytest
import time_machine
from docx import Document

from assessments import commendations
from assessments.models import Award, Evaluation, Scheme
from core.models import AuditEvent
from organizations import actions as organizations
from organizations.models import Organization, Post, Unit, UnitPresence
from organizations.publications.actions import current_for
from people.models import Person
from tests.assessments.test_awards import (
    DECISION,
    LATER,
    NOW,
    TODAY,
    account,
    community,
    community_agrees,
    district,  # noqa: F401
    granted,
    nominate,
    refused,
    step,
    user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ASM-08")]
Given = dict[str, Any]


@pytest.fixture(autouse=True)
def february():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def unit(district: Organization) -> Unit:  # noqa: F811
    row = Unit.objects.create(organization=Organization.objects.get(code="DX-A"), name="供电公司", kind="enterprise")
    UnitPresence.objects.create(unit=row, organization=community("A1"), during=(date(2020, 1, 1), None))
    community_agrees(row)
    return row


def secretary() -> Person:
    found = user("secretary").person
    assert found is not None
    return found


def criticism(level: str = "通报批评", **who: Any) -> Award:
    return step(nominate("criticism", level, **who), "review", text="属实")


def test_each_title_is_for_holders_of_its_own(unit: Unit) -> None:
    person = {"holder": "person", "person": secretary()}
    of_unit = {"holder": "unit", "unit": unit}
    wrong: tuple[tuple[str, str, Given], ...] = (
        ("commendation", "先进社区", person),
        ("commendation", "先进单位", {}),
        ("commendation", "先进个人", of_unit),
        ("commendation", "优秀社区党组织书记", {}),
        ("commendation", "优秀社区党组织书记", of_unit),
        ("criticism", "调整不称职干部", {}),
        ("criticism", "调整不称职干部", of_unit),
    )
    for kind, level, who in wrong:
        refused("不授予这样的对象", "holder", nominate, kind, level, **who)
    right: tuple[tuple[str, str, Given], ...] = (
        ("commendation", "先进社区", {}),
        ("commendation", "先进单位", of_unit),
        ("commendation", "先进个人", person),
        ("commendation", "优秀社区党组织书记", person),
        ("criticism", "通报批评", {}),
        ("criticism", "通报批评", of_unit),
        ("criticism", "通报批评", person),
        ("criticism", "调整不称职干部", person),
    )
    for kind, level, who in right:
        if kind == "criticism" or level != "先进社区":
            assert nominate(kind, level, **who).pk
    assert {commendations.HOLDERS[level][0] for _k, level, _w in right[:2]} == {"community", "unit"}


def test_a_commendation_is_publicised_and_decided_by_document_and_printed(unit: Unit) -> None:
    award = nominate("commendation", "先进单位", holder="unit", unit=unit)
    assert account("secretary").get(f"/assessments/awards/{award.pk}/decision.docx").status_code == 404
    refused("先公示|不能|现在", None, step, award, "grant", "officer", LATER, **DECISION)
    award = granted(award)
    assert award.state == "granted" and current_for(award) is not None
    answer = account("secretary").get(f"/assessments/awards/{award.pk}/decision.docx")
    words = "\n".join(each.text for each in Document(io.BytesIO(answer.content)).paragraphs)
    for each in ("关于表彰供电公司的决定", "区委〔2027〕3号", "授予供电公司（A1）2026年先进单位", "工作扎实", "DX"):
        assert each in words, words
    assert account("second").get(f"/assessments/awards/{award.pk}/decision.docx").status_code == 404


def test_the_best_secretary_is_one_in_office_who_was_not_criticised(unit: Unit) -> None:
    worker = Person.objects.create(name="干事")
    organizations.appoint(
        by="t", person=worker, organization=community("A1"), position="worker", since=date(2020, 1, 1)
    )
    best = ("commendation", "优秀社区党组织书记")
    refused("现任本社区党组织书记，不是现任书记", "level", nominate, *best, holder="person", person=worker)
    told = criticism(holder="person", person=secretary())
    assert nominate(*best, holder="person", person=secretary()).pk, "proposed is not told yet"
    Award.objects.filter(level=best[1]).delete()
    told = step(told, "criticise", "officer", NOW, document="区委〔2027〕1号", on=TODAY)
    refused("通报批评：要求当年没有，1次", "level", nominate, *best, holder="person", person=secretary())
    step(told, "revoke", "officer", NOW, text="有误")
    assert granted(nominate(*best, holder="person", person=secretary())).holder_label == "secretary"


def test_criticism_is_told_by_circular_of_the_district_without_publicity(unit: Unit) -> None:
    award = criticism(holder="unit", unit=unit)
    refused("通报批评不公示", None, step, award, "publish")
    refused("请填写文件名称和文号", "document", step, award, "criticise", "officer", NOW, on=TODAY)
    said = {"document": "x", "on": TODAY.isoformat()}
    assert account("clerk").post(f"/assessments/awards/{award.pk}/criticise/", said).status_code == 403
    award = step(award, "criticise", "officer", NOW, document="区委〔2027〕1号", on=TODAY)
    assert award.state_words == "已通报" and current_for(award) is None
    refused("通报批评：要求当年没有，1次", "level", nominate, "commendation", "先进单位", holder="unit", unit=unit)
    assert nominate("commendation", "先进个人", holder="person", person=secretary()).pk, (
        "another holder may be commended"
    )
    paper = account("officer").get(f"/assessments/awards/{award.pk}/decision.docx").content
    words = "\n".join(each.text for each in Document(io.BytesIO(paper)).paragraphs)
    assert "关于对供电公司予以通报批评的通报" in words and "事由：工作扎实" in words
    assert AuditEvent.objects.filter(code="assessments.award_criticised").count() == 1
    assert Scheme.objects.count() == Evaluation.objects.count() == 0, "no result of a year is needed for it"


def test_an_adjustment_is_owed_until_the_posts_of_the_day_have_ended(unit: Unit) -> None:
    elsewhere = Person.objects.create(name="外人")
    adjust = ("criticism", "调整不称职干部")
    refused("要求在本社区任职，没有任职", "level", nominate, *adjust, holder="person", person=elsewhere)
    award = criticism(adjust[1], holder="person", person=secretary())
    assert commendations.remaining(award, on=TODAY) == [], "proposed is not decided"
    award = step(award, "criticise", "officer", NOW, document="区委〔2027〕1号", on=TODAY)
    left = commendations.remaining(award, on=TODAY)
    assert [(post.organization.code, post.position) for post in left] == [("A1Z", "secretary")]
    page = account("clerk").get(f"/assessments/awards/{award.pk}/").content.decode()
    assert "还在任" in page and f"/organizations/posts/{left[0].pk}/end/" in page
    assert "还没有离任" in (home := account("clerk").get("/?all=1").content.decode()) or "调整secretary的" in home
    later = Person.objects.get(pk=secretary().pk)
    Post.objects.filter(pk=left[0].pk).update(during=(date(2020, 1, 1), TODAY))
    organizations.appoint(by="t", person=later, organization=community("A1"), position="worker", since=date(2027, 2, 2))
    assert commendations.remaining(award, on=date(2027, 2, 3)) == [], "a later post is another matter"
    assert "已调整" in account("clerk").get(f"/assessments/awards/{award.pk}/").content.decode()
    home = account("clerk").get("/?all=1").content.decode()
    assert "调整secretary的" not in home


def test_an_adjustment_that_was_taken_back_is_owed_no_more(unit: Unit) -> None:
    award = criticism("调整不称职干部", holder="person", person=secretary())
    award = step(award, "criticise", "officer", NOW, document="区委〔2027〕1号", on=TODAY)
    assert "调整secretary的" in account("clerk").get("/?all=1").content.decode()
    award = step(award, "revoke", "officer", NOW, text="查无实据")
    assert commendations.remaining(award, on=TODAY) == []
    assert "调整secretary的" not in account("clerk").get("/?all=1").content.decode()
    assert account("officer").get(f"/assessments/awards/{award.pk}/decision.docx").status_code == 404
