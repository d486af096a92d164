"""Guessing numbers by rosters: nothing is said of the crowd, it is counted for the day, and told above."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.models import AuditEvent, Notification
from members.models import Membership
from organizations.models import RosterBatch
from people.actions import create_person
from tests.members.conftest import SINCE
from tests.members.rosters import number, roster, row

SEQUENCES = range(1, 120, 2)


@pytest.fixture
def secretary(client, district, street_officer):
    client.force_login(district.secretary)
    return client


def upload(client, organization, *rows):
    file = SimpleUploadedFile("花名册.xlsx", roster(*rows))
    return client.post(
        reverse("organizations:roster_members"), {"organization": organization.pk, "file": file}, follow=True
    )


def held_elsewhere(district, sequence, name="韦建华"):
    person = create_person(by="tests", name=name, resident_number=number("19650305", sequence))
    Membership.objects.create(person=person, organization=district.other_branch, during=(SINCE, None))
    return person


def guesses(name, sequences=SEQUENCES):
    return [
        row(序号=i, 姓名=name, 公民身份号码=number("19650305", i), 联系电话="", 入党时间="1990.07.01")
        for i in sequences
    ]


@pytest.mark.parametrize("name", ["猜测", "韦建华"])
def test_a_list_of_guesses_finds_nobody_even_by_the_right_name(district, secretary, name):
    """Birthday and name known, all sequences tried in one file: the one that is held is told by nothing."""
    for sequence in (41, 77):
        held_elsewhere(district, sequence)
    page = upload(secretary, district.community, *guesses(name)).text
    batch = RosterBatch.objects.get()
    assert not [each for each in batch.problems if each["code"] == "belongs-elsewhere"]
    assert "由导入范围以外的组织管理" not in page
    rows = {each["row"] for each in batch.problems if each["code"] not in ("same-person-other-number",)}
    assert not rows & {SEQUENCES.index(41) + 2, SEQUENCES.index(77) + 2}, "no word about these rows alone"
    event = AuditEvent.objects.get(code="members.lookup_elsewhere")
    assert event.data == {"people": 0, "unmatched": 2} and event.actor_id == district.secretary.pk


def test_the_day_has_a_limit_and_the_street_is_told_once(district, secretary, street_officer):
    limit = settings.UNMATCHED_PER_DAY
    for sequence in range(1, 2 * limit + 2, 2):
        held_elsewhere(district, sequence, name=f"韦{sequence}")
    names = "甲乙丙丁戊己庚辛壬癸子丑"
    tried = [row(姓名=f"猜{names[i]}", 公民身份号码=number("19650305", 2 * i + 1), 联系电话="") for i in range(limit)]
    upload(secretary, district.community, *tried[: limit - 1])
    assert not Notification.objects.filter(kind="account.alarm").exists()
    upload(secretary, district.community, tried[limit - 1])
    told = Notification.objects.get(kind="account.alarm")
    assert told.recipient == street_officer and "杜桂芳" in told.title
    refused = upload(secretary, district.community, row())
    assert refused.status_code == 422 and "已告知上级党组织" in refused.text
    assert RosterBatch.objects.count() == 2


def test_rosters_looked_at_and_not_imported_have_a_limit(district, secretary, settings):
    settings.PREVIEWS_PER_DAY = 3
    for sequence in (1, 3, 5):
        assert upload(secretary, district.community, row(公民身份号码=number("19650305", sequence))).status_code == 200
    refused = upload(secretary, district.community, row(公民身份号码=number("19650305", 7)))
    assert refused.status_code == 422 and "请明天再上传" in refused.text
    done = RosterBatch.objects.order_by("pk").first()
    secretary.post(reverse("organizations:roster_commit", args=[done.reference]))
    again = upload(secretary, district.community, row(姓名="另人", 公民身份号码=number("19650305", 9)))
    assert again.status_code == 200, "what was imported is no look-up"
