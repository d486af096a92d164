import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from people.models import AccountSession as Session
from server.dumps import count_rows


@pytest.fixture
def three_sessions(transactional_db: None) -> None:
    for number in range(3):
        Session.objects.create(session_key=f"k{number}", session_data="x", expire_date=timezone.now())


@pytest.fixture
def media(tmp_path: Path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    (settings.MEDIA_ROOT / "photos").mkdir(parents=True)
    (settings.MEDIA_ROOT / "photos" / "one.jpg").write_bytes(b"picture")
    return settings.MEDIA_ROOT


@pytest.mark.django_db(transaction=True)
def test_restore_gives_back_what_was_backed_up(three_sessions: None, media: Path, tmp_path: Path) -> None:
    before = count_rows()
    call_command("backup", tmp_path / "copy")
    Session.objects.all().delete()
    (media / "photos" / "one.jpg").unlink()
    (media / "photos" / "later.jpg").write_bytes(b"later")
    call_command("restore", tmp_path / "copy", replace=True)
    assert count_rows() == before
    assert Session.objects.count() == 3
    assert [file.name for file in media.rglob("*.jpg")] == ["one.jpg"]
    assert (media / "photos" / "one.jpg").read_bytes() == b"picture"


def member(name: str, **fields: Any) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    for key, value in fields.items():
        setattr(made, key, value)
    return made


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "foreign",
    [
        member("/etc/cron.d/own"),
        member("media/../../own"),
        member("media/photos/link", type=tarfile.SYMTYPE, linkname="/etc"),
        member("media/photos/hard", type=tarfile.LNKTYPE, linkname="media/photos/one.jpg"),
        member("media/pipe", type=tarfile.FIFOTYPE),
    ],
    ids=lambda each: each.name,
)
def test_archive_that_leads_out_of_its_folder_changes_nothing(
    three_sessions: None, media: Path, tmp_path: Path, foreign: tarfile.TarInfo
) -> None:
    call_command("backup", tmp_path / "copy")
    with tarfile.open(tmp_path / "copy" / "media.tar", "a") as archive:
        archive.addfile(foreign)
    Session.objects.filter(session_key="k0").delete()
    with pytest.raises(CommandError, match="现有数据未动"):
        call_command("restore", tmp_path / "copy", replace=True)
    assert Session.objects.count() == 2
    assert (media / "photos" / "one.jpg").exists()
    assert not list(tmp_path.rglob("own"))


@pytest.mark.django_db(transaction=True)
def test_restore_does_not_replace_data_unasked(three_sessions: None, media: Path, tmp_path: Path) -> None:
    call_command("backup", tmp_path / "copy")
    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", tmp_path / "copy")


@pytest.mark.django_db(transaction=True)
def test_damaged_backup_changes_nothing(three_sessions: None, media: Path, tmp_path: Path) -> None:
    call_command("backup", tmp_path / "copy")
    dump = tmp_path / "copy" / "database.dump"
    dump.write_bytes(dump.read_bytes()[: dump.stat().st_size // 2])
    with pytest.raises(CommandError, match="现有数据未动"):
        call_command("restore", tmp_path / "copy", replace=True)
    assert Session.objects.count() == 3
    assert (media / "photos" / "one.jpg").exists()


@pytest.mark.django_db(transaction=True)
def test_backup_is_private_and_holds_no_keys(media: Path, tmp_path: Path) -> None:
    call_command("backup", tmp_path / "copy")
    assert (tmp_path / "copy").stat().st_mode & 0o077 == 0
    assert sorted(file.name for file in (tmp_path / "copy").iterdir()) == [
        "about.json",
        "database.dump",
        "media.tar",
    ]
    assert json.loads((tmp_path / "copy" / "about.json").read_text())["postgresql"] == connection.pg_version
    with pytest.raises(CommandError, match="已存在"):
        call_command("backup", tmp_path / "copy")


@pytest.mark.django_db
def test_folder_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="不是完整的备份"):
        call_command("restore", tmp_path)
