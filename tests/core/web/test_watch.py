"""What was refused and what left the portal stands in the log, whichever view answered."""

import pytest
from django.test import Client, RequestFactory

from core.models import AuditEvent
from core.office.documents import download
from core.web.watch import watch
from tests.people.conftest import District, district

__all__ = ["district"]


def codes() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("code", flat=True))


@pytest.fixture
def office(district: District) -> Client:
    client = Client()
    client.force_login(district.here.secretary)
    return client


def last() -> AuditEvent:
    return AuditEvent.objects.latest("pk")


def test_a_page_without_right_is_recorded_with_its_name(district: District) -> None:
    client = Client()
    client.force_login(district.here.member_user)
    assert client.get("/members/").status_code == 403
    event = last()
    assert (event.code, event.actor_id) == ("core.denied", district.here.member_user.pk)
    assert event.data == {"status": 403, "method": "GET", "view": "members:index", "numbers": {}}


def test_somebody_elses_record_is_recorded_and_the_same_try_only_once(office: Client, district: District) -> None:
    before = len(codes())
    for _ in range(5):
        assert office.get(f"/people/{district.there.member.pk}/").status_code == 404
    assert codes()[before:] == ["core.denied"]
    assert last().data["numbers"] == {"pk": district.there.member.pk}
    assert office.post(f"/people/{district.there.member.pk}/reveal/").status_code == 404
    assert codes()[before:] == ["core.denied"] * 2


def test_an_address_that_is_none_and_a_stranger_are_not(office: Client) -> None:
    before = codes()
    assert office.get("/nowhere/at/all/").status_code == 404
    assert Client().get("/members/").status_code == 302
    assert Client().get("/grids/p/no-such-token/").status_code == 404
    assert codes() == before


def test_words_in_an_address_stay_out(office: Client) -> None:
    """They may be tokens: what opens a page without an account."""
    assert office.get("/grids/p/geheimes-zeichen/").status_code == 404
    assert "geheimes" not in str(list(AuditEvent.objects.values_list("data", "target_label")))


def test_a_token_missing_from_a_form_is_recorded(district: District) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(district.here.secretary)
    assert client.post(f"/people/{district.here.member.pk}/reveal/", {"field": "phone"}).status_code == 403
    assert last().code == "core.denied"
    assert last().data["view"] == "people:reveal"


@pytest.mark.parametrize("address", ["/members/statistics/export.xlsx", "/members/export/"])
def test_every_file_is_recorded_once(office: Client, address: str) -> None:
    before = len(codes())
    assert office.get(address).status_code == 200
    assert [code.partition(".")[2] for code in codes()[before:]] == ["exported"]


def test_a_file_whose_view_records_nothing_is_recorded_by_its_name(office: Client, district: District) -> None:
    """Documents and slips: what is not an export of its own is a download."""
    request = RequestFactory().get("/any/")
    request.user = district.here.secretary
    before = len(codes())
    watch(lambda request: download(b"%PDF", "双报到回执.pdf"))(request)
    watch(lambda request: download(b"%PDF", "联系卡.pdf", inline=True))(request)
    watch(lambda request: download(b"PNG", "二维码.png", inline=True))(request)
    assert codes()[before:] == ["core.downloaded"] * 2
    assert last().target_label == "联系卡.pdf"
