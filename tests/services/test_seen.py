"""Both sides of an agreement confirm the text and the items they read; hours are confirmed as they stand."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from services import actions
from services.models import Agreement, Claim
from services.rules import ItemDraft
from tests.meetings.test_seen import form_of
from tests.pressing import carrying_what_stands_in_the_form
from tests.services.conftest import MARCH
from tests.services.test_activities import NOW, claim_for, ended
from tests.services.test_agreements import draft

ITEM = ItemDraft("组织联建", "每周联合巡逻", date(2026, 12, 20), 52)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(autouse=True)
def _as_posted():
    with carrying_what_stands_in_the_form():
        yield


@pytest.mark.parametrize(
    "change",
    [
        lambda world, found: actions.update_agreement(by="test", agreement=found, version=found.version, aims="第二稿"),
        lambda world, found: actions.add_item(by="test", agreement=found, draft=ITEM, at=MARCH),
        lambda world, found: actions.remove_item(by="test", item=found.items.last()),
        lambda world, found: actions.update_item(by="test", item=found.items.last(), draft=ITEM, at=MARCH),
    ],
    ids=["aims", "item added", "item removed", "item changed"],
)
def test_the_community_confirms_the_items_it_saw(world, change):
    agreement = draft(world, aims="第一稿")
    client = signed_in(world.place.secretary)
    address = reverse("services:agreement_step", args=[agreement.pk, "confirm"])
    seen = form_of(client.get(reverse("services:agreement", args=[agreement.pk])), address)
    change(world, agreement)
    answer = client.post(address, seen)
    assert answer.status_code == 409
    agreement.refresh_from_db()
    assert agreement.state == Agreement.State.DRAFT
    assert client.post(address, form_of(answer, address)).status_code == 302


def test_the_unit_does_not_confirm_what_was_changed_after_its_page_was_drawn(world):
    agreement = draft(world, aims="第一稿")
    actions.confirm_by_community(by=world.place.secretary, agreement=agreement, at=MARCH)
    contact = signed_in(world.contact)
    address = reverse("services:my_agreement_confirm", args=[agreement.pk])
    seen = form_of(contact.get(reverse("services:my_agreement", args=[agreement.pk])), address)
    actions.return_agreement(by=world.contact, agreement=agreement, at=MARCH, reason="再想想")
    actions.add_item(by="test", agreement=agreement, draft=ITEM, at=MARCH)
    actions.confirm_by_community(by=world.place.secretary, agreement=agreement, at=MARCH)
    answer = contact.post(address, seen)
    assert answer.status_code == 409 and "每周联合巡逻" in answer.text
    agreement.refresh_from_db()
    assert agreement.state == Agreement.State.COMMUNITY_CONFIRMED


def test_hours_are_confirmed_for_the_sign_in_that_was_shown(world):
    activity = ended(world)
    claim = claim_for(activity, world.member)
    actions.sign_in(by=world.member, claim=claim, at=NOW())
    client, address = signed_in(world.place.secretary), reverse("services:hours", args=[activity.pk])
    page = client.get(reverse("services:activity", args=[activity.pk]))
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields}
    tokens = [each.partition('"')[0] for each in page.text.split('name="shown" value="')[1:]]
    Claim.objects.filter(pk=claim.pk).update(signed_in_at=activity.starts_at)
    assert client.post(address, data | {"shown": tokens}).status_code == 409
    assert Claim.objects.get().hours is None


def test_a_member_confirms_the_hours_that_the_phone_showed(world):
    activity = ended(world)
    claim = claim_for(activity, world.member)
    actions.sign_in(by=world.member, claim=claim, at=NOW())
    actions.confirm_hours(by=world.place.secretary, activity=activity, hours={claim.pk: 2}, at=NOW())
    phone, address = signed_in(world.member), reverse("services:claim_hours", args=[claim.pk])
    seen = form_of(phone.get(reverse("services:mine")), address)
    Claim.objects.filter(pk=claim.pk).update(hours=1)
    answer = phone.post(address, seen)
    assert answer.status_code == 409 and "您看到的内容" in answer.text
    assert Claim.objects.get().state == Claim.State.ATTENDED
