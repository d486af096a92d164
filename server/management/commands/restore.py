"""`manage.py restore FOLDER`: put a backup back, all of it or nothing."""

import json
import os
import shutil
import subprocess
import tarfile
from argparse import ArgumentParser
from pathlib import Path, PurePosixPath
from typing import Any

import psycopg2
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from core.records import roles
from core.records.protection import WrongKeys, check_keys
from server.dumps import count_rows, postgres_tool


class Command(BaseCommand):
    help = "从备份恢复数据库和上传的文件；现有数据会被替换，所以库非空时要加 --replace"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="manage.py backup 生成的目录（made by backup）")
        parser.add_argument("--replace", action="store_true", help="替换现有数据（throw the present data away）")

    def handle(self, *, folder: Path, replace: bool, **options: Any) -> None:
        try:
            about = json.loads((folder / "about.json").read_text())
            dump, media = folder / "database.dump", folder / "media.tar"
            if not (dump.is_file() and media.is_file()):
                raise FileNotFoundError
            check_members(media)
        except (OSError, ValueError, tarfile.TarError) as error:
            raise CommandError(f"{folder} 不是完整的备份（not a complete backup）") from error
        name = str(connection.settings_dict["NAME"])
        if count_rows() and not replace:
            raise CommandError("数据库里已有数据，确定要替换请加 --replace (the database is not empty)")
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
            raise CommandError(f"恢复没有完成，现有数据未动：{reason} (restore failed, nothing changed)")
        self._check_keys(draft)
        self._swap(name, draft)
        with roles.owner_rights():
            roles.grant(using=connection.alias)
        self._restore_media(media)
        found = count_rows()
        if found != about["rows"]:
            differing = sorted(t for t in found.keys() | about["rows"].keys() if found.get(t) != about["rows"].get(t))
            raise CommandError(f"行数与备份时不同：{', '.join(differing)} (row counts differ)")
        self.stdout.write(f"恢复完成：{len(found)} 张表，{sum(found.values())} 行，与备份时相同（{about['made']}）")

    def _check_keys(self, draft: str) -> None:
        """Before anything is replaced: a database whose values nobody here can read is no restored one."""
        session = psycopg2.connect(**connection.get_connection_params() | {"dbname": draft})
        try:
            with session, session.cursor() as cursor:
                cursor.execute("SELECT label, mark FROM core_keymark")
                check_keys({label: bytes(mark) for label, mark in cursor.fetchall()})
        except WrongKeys as error:
            session.close()
            self._execute(f'DROP DATABASE IF EXISTS "{draft}" WITH (FORCE)')
            raise CommandError(str(error)) from error
        finally:
            session.close()

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
        unpack(media, draft)
        shutil.rmtree(target, ignore_errors=True)
        if (draft / "media").exists():
            (draft / "media").rename(target)
        shutil.rmtree(draft, ignore_errors=True)


def check_members(media: Path) -> None:
    """Raises CommandError when the archive holds what ``backup`` never writes: links, devices, names that lead out."""
    with tarfile.open(media) as archive:
        for member in archive:
            name = PurePosixPath(member.name)
            if name.is_absolute() or ".." in name.parts or not (member.isfile() or member.isdir()):
                raise CommandError(f"备份中有不该有的文件 {member.name}，现有数据未动（foreign file in media.tar）")


def unpack(media: Path, target: Path) -> None:
    """Plain files and folders with their times, owned by who restores.

    By hand, because the filters of ``extractall`` are missing in the Python of Debian 12 (3.11.2).
    """
    with tarfile.open(media) as archive:
        for member in archive:
            path = target / member.name
            if member.isdir():
                path.mkdir(parents=True, exist_ok=True)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            content = archive.extractfile(member)
            assert content is not None, "check_members let only files and folders pass"
            with content, open(path, "xb") as file:
                shutil.copyfileobj(content, file)
            path.chmod(member.mode & 0o755 | 0o600)
            os.utime(path, (member.mtime, member.mtime))
