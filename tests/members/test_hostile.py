"""Files that no office sends: each refused with its own sentence by command and wizard, the database unchanged."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from core.office.spreadsheets.errors import MESSAGES
from core.office.spreadsheets.limits import MAX_FILE_BYTES
from members.models import Membership
from organizations.models import RosterBatch
from organizations.rosters import views as roster_views
from tests.core.hostile import CASES
from tests.members.rosters import DATA, roster, row, run_import

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MEM-02")]
_NOT_DATA = ("people_accountsession",)


def fingerprint() -> dict[str, str]:
    """Hash of every table's rows."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in _NOT_DATA:
                cursor.execute(
                    f"SELECT md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '')) FROM \"{table}\" t"
                )
                found[table] = cursor.fetchone()[0]
    return found


def test_there_are_a_dozen_of_them():
    assert len(CASES) >= 12


def test_the_command_refuses_each_by_its_code_and_changes_nothing(district, tmp_path):
    before = fingerprint()
    for case in CASES:
        path = tmp_path / case.filename
        path.write_bytes(case.make())
        status, result = run_import(path, "DX-A", "--commit", "--skip-invalid")
        assert (status, [e["code"] for e in result["errors"]]) == (2, [case.code]), case.name
        assert result["errors"][0]["message"] and result["committed"] is False, case.name
        path.unlink()
    assert fingerprint() == before


def test_the_wizard_refuses_each_at_the_field_and_changes_nothing(client, district, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(roster_views, "LARGE_BYTES", MAX_FILE_BYTES)
    client.force_login(district.secretary)
    client.get(reverse("organizations:roster_members"))
    before = fingerprint()
    for case in CASES:
        page = client.post(
            reverse("organizations:roster_members"),
            {"organization": district.community.pk, "file": SimpleUploadedFile(case.filename, case.make())},
        )
        assert page.status_code == 422 and page.context["form"].errors.get("file"), case.name
    assert fingerprint() == before
    assert not list((tmp_path / "rosters").glob("*"))


def test_in_the_background_a_refused_file_leaves_its_batch_and_the_reason(
    client, district, settings, tmp_path, monkeypatch, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(roster_views, "LARGE_BYTES", 0)
    client.force_login(district.secretary)
    case = next(case for case in CASES if case.code == "bomb")
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(
            reverse("organizations:roster_members"),
            {"organization": district.community.pk, "file": SimpleUploadedFile(case.filename, case.make())},
        )
    batch = RosterBatch.objects.get()
    assert batch.state == RosterBatch.State.FAILED and batch.problems[0]["message"] in client.get(page.url).text
    assert not Membership.objects.exists() and not list((tmp_path / "rosters").glob("*"))


@pytest.mark.parametrize("size", [0, 200, 4_000, 9_000, 14_000])
def test_a_truncated_roster_is_never_half_read(district, tmp_path, size):
    path = tmp_path / "roster.xlsx"
    path.write_bytes((DATA / "messy_members.xlsx").read_bytes()[:size])
    before = fingerprint()
    status, result = run_import(path, "DX-A", "--commit", "--skip-invalid")
    assert status == 2 and result["errors"][0]["code"] in MESSAGES
    assert fingerprint() == before


def test_a_failure_in_the_last_row_leaves_nothing_of_the_first(district, tmp_path):
    path = tmp_path / "roster.xlsx"
    path.write_bytes(roster(row(), row(姓名="杜国", 公民身份号码="999999")))
    before = fingerprint()
    status, result = run_import(path, "DX-A", "--commit")
    assert status == 1 and json.dumps(result["errors"], ensure_ascii=False).count("公民身份号码") >= 1
    assert fingerprint() == before


def test_text_that_breaks_copy_or_sql_is_stored_as_it_is(district, tmp_path):
    nasty = "\\N \\. \t'; DROP TABLE people_person; -- 𠮷🎉"
    path = tmp_path / "roster.xlsx"
    path.write_bytes(roster(row(备注=nasty, 工作单位及职务="\\copy\\")))
    status, _ = run_import(path, "DX-A", "--commit")
    spell = Membership.objects.select_related("person").get()
    assert status == 0 and spell.remark == "\\N \\. '; DROP TABLE people_person; -- 𠮷🎉"
    assert spell.person.occupation == "\\copy\\"
