"""Disputes, also between unit and residents: taken in, mediated, closed, without a name of any party (GRD-09)."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from core.records.protection import ProtectedField
from core.web import worklist
from grids.models import Dispute, Mediation
from organizations.models import Unit, UnitPresence
from people.models import Person
from tests.clock import TODAY
from tests.grids.conftest import SINCE, Place

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("GRD-09")]


def unit(place: Place, name: str = "农行经营部", community: Any = None) -> Unit:
    made = Unit.objects.create(organization=place.street, name=name, kind="enterprise")
    UnitPresence.objects.create(organization=community or place.community, unit=made, during=(SINCE, None))
    return made


def typed(place: Place, **fields: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "organization": place.community.pk,
        "received_on": "2026-11-10",
        "origin": "asked",
        "kind": "building",
        "between": "residents",
        "parties": "3",
        "subject": "空调外机噪声",
        "due_on": "2026-12-10",
    }
    return given | fields


def enter(client: Client, place: Place, **fields: Any) -> Any:
    return client.post(reverse("grids:disputes_new"), typed(place, **fields))


def post(client: Client, step: str, row: Any, **fields: Any) -> Any:
    fields.setdefault("version", row.version)
    return client.post(reverse(f"grids:disputes_{step}", args=[row.pk]), fields)


def mediate(client: Client, dispute: Dispute, turn: str, on: str = "2026-11-12", **fields: Any) -> Any:
    given = {"held_on": on, "mediator": "网格长", "turn": turn, "content": "双方到场协商"}
    return client.post(reverse("grids:disputes_mediation_new", args=[dispute.pk]), given | fields)


def test_between_unit_and_residents_from_taking_in_to_asking_again(client: Client, place: Place) -> None:
    bank = unit(place)
    client.force_login(place.secretary)
    refused = enter(client, place, between="unit_residents")
    assert refused.status_code == 422 and "请选择涉及的单位" in refused.text
    assert enter(client, place, between="unit_residents", unit=bank.pk).status_code == 302
    dispute = Dispute.objects.get()
    user = type(place.secretary).objects.get(pk=place.secretary.pk)
    [item] = [item for item in worklist.due(user, TODAY) if item.kind == "dispute.close"]
    assert item.title == "调解纠纷：空调外机噪声" and item.due_on == date(2026, 12, 10)
    early = post(client, "close", dispute, closed_on="2026-11-12", outcome="oral", result="移位")
    assert early.status_code == 422 and "还没有登记调解" in early.text
    assert mediate(client, dispute, "ongoing").status_code == 302
    early = post(client, "close", dispute, closed_on="2026-11-13", outcome="written", result="移位")
    assert early.status_code == 422 and "没有达成一致" in early.text
    assert mediate(client, dispute, "agreed", "2026-11-16").status_code == 302
    early = post(client, "close", dispute, closed_on="2026-11-13", outcome="written", result="移位")
    assert early.status_code == 422 and "不能早于最近一次调解" in early.text
    closed = post(client, "close", dispute, closed_on="2026-11-16", outcome="written", result="外机移到北墙")
    assert closed.status_code == 302
    dispute.refresh_from_db()
    assert (dispute.outcome, dispute.result) == ("written", "外机移到北墙")
    assert not [item for item in worklist.due(user, TODAY) if item.kind == "dispute.close"]
    assert "已经办结" in mediate(client, dispute, "agreed", "2026-11-20").text
    assert post(client, "revisit", dispute, revisited_on="2026-11-20", kept="broken").status_code == 302
    dispute.refresh_from_db()
    reopened = post(client, "reopen", dispute, reason="没有移位", due_on="2026-12-20")
    assert reopened.status_code == 302
    dispute.refresh_from_db()
    assert (dispute.closed_on, dispute.outcome, dispute.kept, dispute.due_on) == (None, "", "", date(2026, 12, 20))
    assert mediate(client, dispute, "failed", "2026-11-24").status_code == 302
    assert post(client, "close", dispute, closed_on="2026-11-24", outcome="legal", result="引导诉讼").status_code == 302
    page = client.get(reverse("grids:disputes_entry", args=[dispute.pk])).text
    assert "农行经营部" in page and "引导依法解决" in page and "双方到场协商" in page


def test_no_party_that_is_a_person_can_be_named() -> None:
    for model in (Dispute, Mediation):
        for column in model._meta.get_fields():
            related = getattr(column, "related_model", None)
            assert related is not Person and not isinstance(column, ProtectedField), column


def test_numbers_are_masked_and_health_is_refused(client: Client, place: Place) -> None:
    client.force_login(place.secretary)
    refused = enter(client, place, subject="精神病人扰民")
    assert refused.status_code == 422 and "不写病情或身体状况" in refused.text
    assert enter(client, place, subject="漏水，电话13900000088").status_code == 302
    dispute = Dispute.objects.get()
    assert "13900000088" not in dispute.subject
    refused = mediate(client, dispute, "ongoing", content="一方有高血压")
    assert refused.status_code == 422 and "不写病情" in refused.text


def test_what_cannot_be_is_told_at_its_field(client: Client, place: Place) -> None:
    elsewhere = unit(place, "别处银行", place.other_community)
    bank = unit(place)
    client.force_login(place.secretary)
    for fields, words in (
        ({"received_on": "2026-11-30"}, "受理日期不能晚于今天"),
        ({"due_on": "2026-11-01"}, "办结期限不能早于受理日期"),
        ({"due_on": "2027-06-01"}, "最长三个月"),
        ({"parties": "1"}, "至少2人"),
        ({"unit": bank.pk}, "居民之间的纠纷不选单位"),
        ({"between": "units", "unit": elsewhere.pk}, "选择"),
    ):
        answer = enter(client, place, **fields)
        assert answer.status_code == 422 and words in answer.text, words
    assert not Dispute.objects.exists()


def test_a_dispute_that_needs_no_mediation_is_closed_and_the_database_keeps_the_order(
    client: Client, place: Place
) -> None:
    client.force_login(place.secretary)
    enter(client, place)
    dispute = Dispute.objects.get()
    for wrong in (
        {"closed_on": date(2026, 11, 1), "outcome": "oral"},
        {"closed_on": date(2026, 11, 12)},
        {"revisited_on": date(2026, 11, 12), "kept": "kept"},
        {"between": "units"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Dispute.objects.filter(pk=dispute.pk).update(**wrong)
    assert (
        post(client, "close", dispute, closed_on="2026-11-12", outcome="reconciled", result="自行修好").status_code
        == 302
    )
    dispute.refresh_from_db()
    refused = post(client, "revisit", dispute, revisited_on="2026-11-20", kept="kept")
    assert refused.status_code == 422 and "达成协议" in refused.text


def test_others_neither_see_nor_close_it_and_the_street_sees_without_what_was_said(
    client: Client, place: Place
) -> None:
    client.force_login(place.secretary)
    enter(client, place)
    dispute = Dispute.objects.get()
    mediate(client, dispute, "ongoing")
    client.force_login(place.other_secretary)
    assert client.get(reverse("grids:disputes_entry", args=[dispute.pk])).status_code == 404
    assert post(client, "close", dispute).status_code == 404
    assert "空调外机噪声" not in client.get(reverse("grids:disputes")).text
