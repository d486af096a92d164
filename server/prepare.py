"""What an instance does before it serves: migrate, collect static files, seed the demo once."""

import hashlib
import io
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable

import django
from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import CommandError
from django.db import DatabaseError

from core.records import reach, roles
from server import environment
from server.environment import StartError, embedded_demo


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        django.setup()
        take(
            [
                ("数据库结构 migrate", migrate),
                ("静态文件 static files", collect_static),
                *([("演示数据 demo", seed_demo)] if embedded_demo() else []),
            ]
        )
    except StartError as error:
        print(f"  {error}", file=sys.stderr)
        return 1
    except Exception as error:  # a fault of ours: one sentence here, the rest where an engineer looks
        log = environment.make_private_directory(environment.home() / "log") / "prepare.log"
        log.write_text(traceback.format_exc())
        print(f"  程序出错 {type(error).__name__}，详见 {log} (an internal error, see that file)", file=sys.stderr)
        return 1
    return 0


def take(steps: Iterable[tuple[str, Callable[[], str]]]) -> None:
    """One step after the other, each with a line: what comes before the first request serves no person."""
    with reach.office():
        for title, work in steps:
            started = time.monotonic()
            done = work()
            print(f"  {title}: {done} ({time.monotonic() - started:.1f} s)", flush=True)


def migrate() -> str:
    """By the owner of the tables. Where only the application is known here, it is looked whether that was done."""
    from core.records import rotation  # models: only after django.setup()
    from core.records.protection import WrongKeys

    try:
        if environment.knows_owner():
            with roles.as_owner():
                call_command("migrate", interactive=False, verbosity=0)
        else:
            call_command("migrate", check_unapplied=True, verbosity=0)
        rotation.check_ring()
        excess = "" if environment.is_test() else roles.excess()
    except SystemExit as error:
        raise StartError(
            "数据库结构不是最新的，请先以 DATABASE_OWNER_URL 运行 manage.py migrate (migrations are missing)"
        ) from error
    except WrongKeys as error:
        raise StartError(str(error)) from error
    except (CommandError, DatabaseError) as error:
        raise StartError(f"数据库结构更新失败（migrate failed）：{_first_line(error)}") from error
    if excess:
        raise StartError(f"{excess}，见 docs/operations.md (the role of the database has too many rights)")
    return "已是最新 up to date"


def static_fingerprint() -> str:
    """Changes when a file of `static/` or a pinned package (the admin's files come from there) changes."""
    digest = hashlib.sha256((settings.BASE_DIR / "requirements" / "base.txt").read_bytes())
    for folder in settings.STATICFILES_DIRS:
        for path in sorted(folder.rglob("*")):
            found = path.stat()
            digest.update(f"{path.relative_to(folder)}:{found.st_size}:{found.st_mtime_ns};".encode())
    return digest.hexdigest()


def collect_static() -> str:
    mark, fingerprint = settings.STATIC_ROOT / ".fingerprint", static_fingerprint()
    if mark.exists() and mark.read_text() == fingerprint:
        return "已是最新 up to date"
    try:
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    except (CommandError, OSError, ValueError) as error:
        raise StartError(f"静态文件收集失败（collectstatic failed）：{_first_line(error)}") from error
    mark.write_text(fingerprint)
    return "已收集 collected"


def seed_demo() -> str:
    """The demo of a new instance; the mark is made only when all of it stands, a broken start repeats it."""
    mark = settings.PORTAL_HOME / "demo-seeded"
    if mark.exists():
        return "已有 present"
    if "seed_demo" not in get_commands():
        return "无 none"
    out = io.StringIO()
    try:
        call_command("seed_demo", stdout=out)
    except (CommandError, DatabaseError, OSError) as error:
        raise StartError(f"演示数据没有生成（seed_demo failed）：{_first_line(error)}") from error
    mark.touch()
    return "已生成 seeded"


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


if __name__ == "__main__":
    sys.exit(main())
