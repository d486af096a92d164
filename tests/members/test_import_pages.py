"""The wizard of a secretary: upload, preview with marked cells, confirm, undo; and who may not."""

import io
import os
import zipfile
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from config.celery import app as celery_app
from core.office.rosters import store
from core.office.spreadsheets import read
from core.zone import ZONE
from members.models import Membership
from organizations.models import RosterBatch
from organizations.rosters import jobs
from organizations.rosters import views as roster_views
from organizations.tasks import resume_rosters
from people.models import Person
from tests.members.rosters import import_roster, number, roster, row

pytestmark = [pytest.mark.django_db(transaction=False), pytest.mark.requirement("MEM-02")]
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=ZONE)


@pytest.fixture
def clock(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def secretary(client, district, clock):
    client.force_login(district.secretary)
    return client


def upload(client, content, organization, name="花名册.xlsx"):
    return client.post(
        reverse("organizations:roster_members"),
        {"organization": organization.pk, "file": SimpleUploadedFile(name, content)},
        follow=True,
    )


def test_a_clean_roster_is_uploaded_confirmed_and_undone(secretary, district, django_capture_on_commit_callbacks):
    page = upload(secretary, roster(row()), district.community)
    batch = RosterBatch.objects.get()
    assert "全部 1 行都可以导入" in page.text and not Membership.objects.exists()
    page = secretary.post(reverse("organizations:roster_commit", args=[batch.reference]), follow=True)
    assert "已导入 1 行" in page.text and "撤销这次导入（12:10前）" in page.text
    assert Membership.objects.get().organization == district.branch
    with django_capture_on_commit_callbacks(execute=True):
        page = secretary.post(reverse("organizations:roster_undo", args=[batch.reference]), follow=True)
    assert "删除新增的1条记录" in page.text and not Membership.objects.exists()
    assert store.fetch(batch.reference) is None


def test_bad_cells_are_marked_and_the_rest_can_be_imported(secretary, district):
    good = row(姓名="杜国", 公民身份号码=number("19700101"), 出生年月="1970.01")
    page = upload(secretary, roster(good, row(性别="女")), district.community)
    batch = RosterBatch.objects.get()
    assert '<td class="cell-bad">女</td>' in page.text and "公民身份号码上是“男”" in page.text
    assert number("19650305") not in page.text and "13000000001" not in page.text
    commit = reverse("organizations:roster_commit", args=[batch.reference])
    assert "还有错误" in secretary.post(commit, follow=True).text and not Membership.objects.exists()
    page = secretary.post(commit, {"skip": "1"}, follow=True)
    assert "已导入 1 行，跳过 1 行" in page.text and Membership.objects.get().person.name == "杜国"


def test_the_marked_workbook_gives_the_rows_back_without_a_living_formula(secretary, district):
    upload(secretary, roster(row(性别="女", 备注='=HYPERLINK("http://x")')), district.community)
    batch = RosterBatch.objects.get()
    answer = secretary.get(reverse("organizations:roster_marked", args=[batch.reference]))
    sheet = read(answer.content).sheets[0]
    line = next(cells for cells in sheet.rows if "崔明" in cells)
    assert line[0] == 2 and "性别" in str(line[1]) and "女" in line
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
    again = upload(secretary, answer.content, district.community)
    assert "公民身份号码上是“男”" in again.text


def test_the_file_waits_encrypted_and_goes_after_seven_days(secretary, district, clock, settings):
    upload(secretary, roster(row()), district.community)
    paths = sorted((settings.MEDIA_ROOT / "rosters").iterdir())
    assert [path.suffix for path in paths] == [".bin", ".checked"]
    for path in paths:
        content = path.read_bytes()
        assert b"PK\x03\x04" not in content and "崔明".encode() not in content and path.stat().st_mode & 0o077 == 0
        os.utime(path, (NOON.timestamp(), NOON.timestamp()))
    assert store.fetch(RosterBatch.objects.get().reference)[:2] == b"PK"
    assert store.sweep(NOON + timedelta(days=6)) == 0
    assert store.sweep(NOON + timedelta(days=8)) == 2 and not any(path.exists() for path in paths)


def test_a_commit_is_bound_to_the_file_and_to_what_was_previewed(secretary, district):
    upload(secretary, roster(row()), district.community)
    batch = RosterBatch.objects.get()
    commit = reverse("organizations:roster_commit", args=[batch.reference])
    kept = store.fetch(batch.reference)
    store.keep(batch.reference, roster(row(姓名="别人")))
    assert "不一致" in secretary.post(commit, follow=True).text
    store.keep(batch.reference, kept)
    import_roster(roster(row()), by="tests", organization=district.street, as_of=date(2026, 11, 22), now=NOON)
    assert "与预览不同" in secretary.post(commit, follow=True).text
    assert Membership.objects.count() == 1 and RosterBatch.objects.get(pk=batch.pk).state == "previewed"


def test_discarding_deletes_the_file(secretary, district, django_capture_on_commit_callbacks):
    upload(secretary, roster(row()), district.community)
    batch = RosterBatch.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        secretary.post(reverse("organizations:roster_discard", args=[batch.reference]))
    assert store.fetch(batch.reference) is None
    assert (
        "这个批次现在是“已放弃”，不能再导入"
        in secretary.post(reverse("organizations:roster_commit", args=[batch.reference]), follow=True).text
    )


def test_a_large_file_is_done_in_the_background(secretary, district, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(roster_views, "LARGE_BYTES", 10)
    with django_capture_on_commit_callbacks(execute=True):
        upload(secretary, roster(row()), district.community)
    batch = RosterBatch.objects.get()
    assert batch.state == RosterBatch.State.PREVIEWED
    with django_capture_on_commit_callbacks(execute=True):
        secretary.post(reverse("organizations:roster_commit", args=[batch.reference]))
    batch.refresh_from_db()
    assert batch.state == RosterBatch.State.COMMITTED and Membership.objects.count() == 1


def test_a_background_refusal_brings_the_batch_back_with_its_reason(
    secretary, district, monkeypatch, django_capture_on_commit_callbacks
):
    upload(secretary, roster(row(性别="女")), district.community)
    batch = RosterBatch.objects.get()
    monkeypatch.setattr(roster_views, "LARGE_BYTES", 10)
    with django_capture_on_commit_callbacks(execute=True):
        secretary.post(reverse("organizations:roster_commit", args=[batch.reference]))
    page = secretary.get(reverse("organizations:roster_batch", args=[batch.reference]))
    assert "名册里还有错误" in page.text and "核对后确认导入" in page.text


def test_another_communitys_batch_does_not_exist_and_its_tree_is_no_choice(client, secretary, district):
    upload(secretary, roster(row()), district.community)
    batch = RosterBatch.objects.get()
    client.force_login(district.other_secretary)
    for name in ("roster_batch", "roster_marked"):
        assert client.get(reverse(f"organizations:{name}", args=[batch.reference])).status_code == 404
    for name in ("roster_commit", "roster_discard", "roster_undo"):
        assert client.post(reverse(f"organizations:{name}", args=[batch.reference])).status_code == 404
    refused = upload(client, roster(row()), district.community)
    assert RosterBatch.objects.count() == 1 and "选择" in refused.text


def test_without_the_right_there_is_no_wizard(client, district, clock):
    client.force_login(district.member)
    assert client.get(reverse("organizations:roster_members")).status_code == 403
    client.logout()
    assert client.get(reverse("organizations:roster_members")).status_code == 302


def test_only_who_uploaded_a_roster_gets_its_cells_back(client, secretary, district, street_officer):
    upload(secretary, roster(row(性别="女")), district.community)
    batch = RosterBatch.objects.get()
    client.force_login(street_officer)
    assert client.get(reverse("organizations:roster_batch", args=[batch.reference])).status_code == 200
    assert client.get(reverse("organizations:roster_marked", args=[batch.reference])).status_code == 302


def test_a_roster_of_a_thousand_takes_three_inputs(secretary, district):
    """Choose the file, upload, confirm (the organisation is proposed): quality.md allows five."""
    form = secretary.get(reverse("organizations:roster_members")).context["form"]
    proposed = form.fields["organization"].initial
    rows = (
        row(
            公民身份号码=number(f"{1930 + n // 25:04}0{n % 9 + 1}{n % 25 + 1:02}", 2 * n % 1000 + 1),
            出生年月="",
            联系电话="",
        )
        for n in range(1000)
    )
    page = upload(secretary, roster(*rows), proposed)
    batch = RosterBatch.objects.get()
    assert batch.rows == 1000 and "全部 1000 行都可以导入" in page.text, batch.problems[:3]
    secretary.post(reverse("organizations:roster_commit", args=[batch.reference]))
    assert Membership.objects.count() == Person.objects.filter(memberships__batch=batch).count() == 1000


def test_a_broker_that_is_down_loses_no_roster(secretary, district, monkeypatch, django_capture_on_commit_callbacks):
    """The message never leaves; the sweep finds what waits, by the database alone."""
    monkeypatch.setattr(roster_views, "LARGE_BYTES", 10)
    celery_app.conf.update(task_always_eager=False, broker_write_url="redis://127.0.0.1:1/0")
    celery_app.amqp._producer_pool = None  # of an earlier test, with the broker that is up
    try:
        with django_capture_on_commit_callbacks(execute=True):
            assert upload(secretary, roster(row()), district.community).status_code == 200
    finally:
        celery_app.conf.update(task_always_eager=True, broker_write_url=None)
        celery_app.amqp._producer_pool = None
    batch = RosterBatch.objects.get()
    assert batch.state == RosterBatch.State.READING
    with time_machine.travel(NOON + timedelta(minutes=1)):
        assert jobs.waiting(timezone.now()) == [batch.pk]
    with time_machine.travel(NOON + timedelta(minutes=1)):
        resume_rosters()
    batch.refresh_from_db()
    assert batch.state == RosterBatch.State.PREVIEWED
