"""`manage.py backup FOLDER`: the database and the media of this instance in a new folder."""

import json
import shutil
import subprocess
import tarfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from server.dumps import count_rows, postgres_tool, server_version


class Command(BaseCommand):
    help = "备份数据库和上传的文件到一个新目录（keys are not in it: keep PORTAL_HOME/secrets apart）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="新目录，不能已存在（a folder that does not exist yet）")

    def handle(self, *, folder: Path, **options: Any) -> None:
        draft = folder.with_name(f".{folder.name}.partial")
        if folder.exists() or draft.exists():
            raise CommandError(f"{folder if folder.exists() else draft} 已存在（exists already）")
        try:
            draft.mkdir(mode=0o700, parents=True)
            rows = self._dump_database(draft / "database.dump")
            with tarfile.open(draft / "media.tar", "w") as archive:
                if settings.MEDIA_ROOT.exists():
                    archive.add(settings.MEDIA_ROOT, arcname="media")
            about = {
                "made": timezone.localtime().isoformat(timespec="seconds"),
                "postgresql": server_version(),
                "rows": rows,
            }
            (draft / "about.json").write_text(json.dumps(about, indent=1))
            draft.rename(folder)
        except OSError as error:
            raise CommandError(f"备份没有完成：{error.strerror} (backup failed)") from error
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        self.stdout.write(
            f"备份完成：{folder}，{len(rows)} 张表，{sum(rows.values())} 行，"
            f"{dump_size(folder)} MB。密钥不在其中，请另外保存 {settings.PORTAL_HOME / 'secrets'}"
        )

    def _dump_database(self, dump: Path) -> dict[str, int]:
        """Write the dump; returns the rows of each table at the very moment that the dump shows."""
        command, environment = postgres_tool("pg_dump")
        with transaction.atomic(), connection.cursor() as cursor, open(dump, "wb") as file:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            command.append(f"--snapshot={cursor.fetchone()[0]}")
            done = subprocess.run(
                [*command, "--format=custom", "--compress=1", "--no-owner", "--no-privileges"],
                stdout=file,
                stderr=subprocess.PIPE,
                env=environment,
                text=True,
            )
            if done.returncode:
                raise CommandError(f"备份没有完成：{(done.stderr.strip().splitlines() or ['?'])[-1]} (pg_dump failed)")
            return count_rows()


def dump_size(folder: Path) -> str:
    return f"{sum(file.stat().st_size for file in folder.iterdir()) / (1 << 20):.1f}"
