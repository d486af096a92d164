"""`manage.py restore FOLDER`: put a backup back, all of it or nothing."""

import json
import shutil
import subprocess
import tarfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from core.dumps import count_rows, postgres_tool


class Command(BaseCommand):
    help = "从备份恢复数据库和上传的文件;现有数据会被替换, 所以库非空时要加 --replace"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="manage.py backup 生成的目录 (made by backup)")
        parser.add_argument("--replace", action="store_true", help="替换现有数据 (throw the present data away)")

    def handle(self, *, folder: Path, replace: bool, **options: Any) -> None:
        try:
            about = json.loads((folder / "about.json").read_text())
            dump, media = folder / "database.dump", folder / "media.tar"
            if not (dump.is_file() and media.is_file()):
                raise FileNotFoundError
        except (OSError, ValueError) as error:
            raise CommandError(f"{folder} 不是完整的备份 (not a complete backup)") from error
        name = str(connection.settings_dict["NAME"])
        if count_rows() and not replace:
            raise CommandError("数据库里已有数据, 确定要替换请加 --replace (the database is not empty)")
        draft = f"{name}_restoring"
        self._execute(f'DROP DATABASE IF EXISTS "{draft}" WITH (FORCE)', f'CREATE DATABASE "{draft}"')
        command, environment = postgres_tool("pg_restore", draft)
        done = subprocess.run(
            [*command, "--exit-on-error", "--no-owner", "--no-privileges", "--jobs=2", str(dump)],
            capture_output=True,
            env=environment,
            text=True,
        )
        if done.returncode:
            self._execute(f'DROP DATABASE IF EXISTS "{draft}" WITH (FORCE)')
            reason = (done.stderr.strip().splitlines() or ["?"])[0]
            raise CommandError(f"恢复没有完成, 现有数据未动: {reason} (restore failed, nothing changed)")
        self._swap(name, draft)
        self._restore_media(media)
        found = count_rows()
        if found != about["rows"]:
            differing = sorted(t for t in found.keys() | about["rows"].keys() if found.get(t) != about["rows"].get(t))
            raise CommandError(f"行数与备份时不同: {', '.join(differing)} (row counts differ)")
        self.stdout.write(f"恢复完成: {len(found)} 张表, {sum(found.values())} 行, 与备份时相同 ({about['made']})")

    def _execute(self, *statements: str) -> None:
        """Statements about databases, from a connection to another one."""
        with connection._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def _swap(self, name: str, draft: str) -> None:
        connection.close()
        self._execute(
            f'DROP DATABASE "{name}" WITH (FORCE)',
            f'ALTER DATABASE "{draft}" RENAME TO "{name}"',
        )

    def _restore_media(self, media: Path) -> None:
        target = settings.MEDIA_ROOT
        draft = target.with_name("media.restoring")
        shutil.rmtree(draft, ignore_errors=True)
        with tarfile.open(media) as archive:
            archive.extractall(draft, filter="data")
        shutil.rmtree(target, ignore_errors=True)
        if (draft / "media").exists():
            (draft / "media").rename(target)
        shutil.rmtree(draft, ignore_errors=True)
