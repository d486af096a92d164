"""The wizard of a secretary: upload, preview with marked cells, confirm, undo; and who may not."""

import io
import os
import zipfile
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.spreadsheets import read
from members import views_import
from members.importing import actions as importing
from members.importing import store
from members.models import ImportBatch, Membership
from people.models import Person
from tests.members.rosters import number, roster, row

pytestmark = [pytest.mark.django_db(transaction=False), pytest.mark.requirement("MEM-02")]
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


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
        reverse("members:import_upload"),
        {"organization": organization.pk, "file": SimpleUploadedFile(name, content)},
        follow=True,
    )


def test_a_clean_roster_is_uploaded_confirmed_and_undone(secretary, district, django_capture_on_commit_callbacks):
    page = upload(secretary, roster(row()), district.community)
    batch = ImportBatch.objects.get()
    assert "全部 1 行都可以导入" in page.text and not Membership.objects.exists()
    page = secretary.post(reverse("members:import_commit", args=[batch.reference]), follow=True)
    assert "已导入 1 人" in page.text and "撤销这次导入（12:10前）" in page.text
    assert Membership.objects.get().organization == district.branch
    with django_capture_on_commit_callbacks(execute=True):
        page = secretary.post(reverse("members:import_undo", args=[batch.reference]), follow=True)
    assert "删除新增的1人" in page.text and not Membership.objects.exists()
    assert store.fetch(batch.reference) is None


def test_bad_cells_are_marked_and_the_rest_can_be_imported(secretary, district):
    good = row(姓名="杜国", 公民身份号码=number("19700101"), 出生年月="1970.01")
    page = upload(secretary, roster(good, row(性别="女")), district.community)
    batch = ImportBatch.objects.get()
    assert '<td class="cell-bad">女</td>' in page.text and "公民身份号码上是“男”" in page.text
    assert number("19650305") not in page.text and "13000000001" not in page.text
    commit = reverse("members:import_commit", args=[batch.reference])
    assert "还有错误" in secretary.post(commit, follow=True).text and not Membership.objects.exists()
    page = secretary.post(commit, {"skip": "1"}, follow=True)
    assert "已导入 1 人，跳过 1 行" in page.text and Membership.objects.get().person.name == "杜国"


def test_the_marked_workbook_gives_the_rows_back_without_a_living_formula(secretary, district):
    upload(secretary, roster(row(性别="女", 备注='=HYPERLINK("http://x")')), district.community)
    batch = ImportBatch.objects.get()
    answer = secretary.get(reverse("members:import_marked", args=[batch.reference]))
    sheet = read(answer.content).sheets[0]
    line = next(cells for cells in sheet.rows if "崔明" in cells)
    assert line[0] == 2 and "性别" in str(line[1]) and "女" in line
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
    again = upload(secretary, answer.content, district.community)
    assert "公民身份号码上是“男”" in again.text


def test_the_file_waits_encrypted_and_goes_after_seven_days(secretary, district, clock, settings):
    upload(secretary, roster(row()), district.community)
    [path] = (settings.MEDIA_ROOT / "imports").iterdir()
    content = path.read_bytes()
    assert b"PK\x03\x04" not in content and path.stat().st_mode & 0o077 == 0
    assert store.fetch(ImportBatch.objects.get().reference)[:2] == b"PK"
    os.utime(path, (NOON.timestamp(), NOON.timestamp()))
    assert store.sweep(NOON + timedelta(days=6)) == 0
    assert store.sweep(NOON + timedelta(days=8)) == 1 and not path.exists()


def test_a_commit_is_bound_to_the_file_and_to_what_was_previewed(secretary, district):
    upload(secretary, roster(row()), district.community)
    batch = ImportBatch.objects.get()
    commit = reverse("members:import_commit", args=[batch.reference])
    kept = store.fetch(batch.reference)
    store.keep(batch.reference, roster(row(姓名="别人")))
    assert "不一致" in secretary.post(commit, follow=True).text
    store.keep(batch.reference, kept)
    importing.import_roster(roster(row()), by="tests", organization=district.street, as_of=date(2026, 11, 22), now=NOON)
    assert "与预览不同" in secretary.post(commit, follow=True).text
    assert Membership.objects.count() == 1 and ImportBatch.objects.get(pk=batch.pk).state == "previewed"


def test_discarding_deletes_the_file(secretary, district, django_capture_on_commit_callbacks):
    upload(secretary, roster(row()), district.community)
    batch = ImportBatch.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        secretary.post(reverse("members:import_discard", args=[batch.reference]))
    assert store.fetch(batch.reference) is None
    assert "不能导入" in secretary.post(reverse("members:import_commit", args=[batch.reference]), follow=True).text


def test_a_large_file_is_done_in_the_background(secretary, district, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(views_import, "LARGE_BYTES", 10)
    with django_capture_on_commit_callbacks(execute=True):
        upload(secretary, roster(row()), district.community)
    batch = ImportBatch.objects.get()
    assert batch.state == ImportBatch.State.PREVIEWED
    with django_capture_on_commit_callbacks(execute=True):
        secretary.post(reverse("members:import_commit", args=[batch.reference]))
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.COMMITTED and Membership.objects.count() == 1


def test_a_background_refusal_brings_the_batch_back_with_its_reason(
    secretary, district, monkeypatch, django_capture_on_commit_callbacks
):
    upload(secretary, roster(row(性别="女")), district.community)
    batch = ImportBatch.objects.get()
    monkeypatch.setattr(views_import, "LARGE_BYTES", 10)
    with django_capture_on_commit_callbacks(execute=True):
        secretary.post(reverse("members:import_commit", args=[batch.reference]))
    page = secretary.get(reverse("members:import_batch", args=[batch.reference]))
    assert "名册里还有错误" in page.text and "核对后确认导入" in page.text


def test_another_communitys_batch_does_not_exist_and_its_tree_is_no_choice(client, secretary, district):
    upload(secretary, roster(row()), district.community)
    batch = ImportBatch.objects.get()
    client.force_login(district.other_secretary)
    for name in ("import_batch", "import_marked"):
        assert client.get(reverse(f"members:{name}", args=[batch.reference])).status_code == 404
    for name in ("import_commit", "import_discard", "import_undo"):
        assert client.post(reverse(f"members:{name}", args=[batch.reference])).status_code == 404
    refused = upload(client, roster(row()), district.community)
    assert ImportBatch.objects.count() == 1 and "选择" in refused.text


def test_without_the_right_there_is_no_wizard(client, district, clock):
    client.force_login(district.member)
    assert client.get(reverse("members:import_upload")).status_code == 403
    client.logout()
    assert client.get(reverse("members:import_upload")).status_code == 302


def test_only_who_uploaded_a_roster_gets_its_cells_back(client, secretary, district, street_officer):
    upload(secretary, roster(row(性别="女")), district.community)
    batch = ImportBatch.objects.get()
    client.force_login(street_officer)
    assert client.get(reverse("members:import_batch", args=[batch.reference])).status_code == 200
    assert client.get(reverse("members:import_marked", args=[batch.reference])).status_code == 302


def test_a_roster_of_a_thousand_takes_three_inputs(secretary, district):
    """Choose the file, upload, confirm (the organisation is proposed): quality.md allows five."""
    form = secretary.get(reverse("members:import_upload")).context["form"]
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
    batch = ImportBatch.objects.get()
    assert batch.rows == 1000 and "全部 1000 行都可以导入" in page.text, batch.problems[:3]
    secretary.post(reverse("members:import_commit", args=[batch.reference]))
    assert Membership.objects.count() == Person.objects.filter(memberships__batch=batch).count() == 1000
