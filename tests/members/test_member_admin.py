"""Street staff in the admin: the roster's columns out, masked; in through the wizard."""

import pytest
from django.urls import reverse

from core.office.spreadsheets import read
from core.records.protection import blind_index
from members.importing.columns import ALIASES
from members.models import Membership
from members.resources import MemberResource
from people.models import Person
from tests.members.rosters import number

pytestmark = pytest.mark.django_db


@pytest.fixture
def spell(district) -> Membership:
    person = Person.objects.create(
        name="崔明",
        pinyin="cuiming",
        initials="cm",
        resident_number=number("19650305"),
        resident_number_index=blind_index(number("19650305")),
        phone="13000000001",
        occupation='=HYPERLINK("http://x")',
    )
    return Membership.objects.create(person=person, organization=district.branch, during=("2020-01-01", None))


def test_the_resource_has_the_columns_of_the_import_and_masks(spell):
    dataset = MemberResource().export(Membership.objects.all())
    meanings = {words[0] for words in ALIASES.values()}
    assert set(dataset.headers) <= meanings and "公民身份号码" in dataset.headers
    [row] = dataset.dict
    assert row["姓名"] == "崔明" and row["所在党支部"] == "甲一社区党支部" and row["党员类别"] == "正式党员"
    assert number("19650305") not in str(row) and "13000000001" not in str(row) and "****" in row["联系电话"]


def test_the_admins_export_is_masked_and_its_import_is_the_wizard(client, spell, street_officer):
    street_officer.is_staff = True
    street_officer.save()
    client.force_login(street_officer)
    page = client.get(reverse("admin:members_membership_changelist"))
    assert "崔明" in page.text and reverse("organizations:roster_members") in page.text
    answer = client.post(
        reverse("admin:members_membership_changelist"),
        {"action": "export_selected", "_selected_action": [spell.pk]},
    )
    cells = [cell for line in read(answer.content).sheets[0].rows for cell in line]
    assert "崔明" in cells and number("19650305") not in cells and "13000000001" not in cells
