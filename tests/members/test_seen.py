"""Registrations chosen in a list are confirmed as the list showed them."""

import pytest
from django.test import Client

from members import actions
from members.models import DualRegistration
from tests.members.test_registration import NOW, client_of, submit
from tests.pressing import carrying_what_stands_in_the_form


@pytest.mark.django_db
def test_a_registration_that_was_changed_since_is_shown_before_it_is_confirmed(district):
    row = submit(district, unit_name="税务局")
    DualRegistration.objects.filter(pk=row.pk).update(vouched_at=NOW)
    office: Client = client_of(district.secretary)
    page = office.get("/members/registrations/").text
    tokens = [each.partition('"')[0] for each in page.split('name="shown" value="')[1:]]
    assert len(tokens) == 1
    actions.decide_registration(by=district.secretary, registration=row, step="ask_back", reason="请写单位全称")
    actions.resubmit_registration(by=district.member, registration=row, unit_name="法院")
    data = {"chosen": [row.pk], "shown": tokens}
    with carrying_what_stands_in_the_form():
        answer = office.post("/members/registrations/confirm/", data)
        assert answer.status_code == 409 and "税务局" in answer.text and "法院" in answer.text
        assert DualRegistration.objects.get().state == "submitted"
        again = {name: value for name, value in answer.context["again"] if name != "chosen"} | {"chosen": [row.pk]}
        assert office.post("/members/registrations/confirm/", again).status_code == 302
    assert DualRegistration.objects.get().state == "confirmed"
