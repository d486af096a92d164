"""`manage.py kill_test`: the processes of a whole portal are killed while people work; the effects are counted.

Expected effects are computed from plain rows and from what the people were told, without the product's finders. Exit
status 1 when anything was lost or done twice. See docs/testing.md.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.records import roles
from tools.kills.inside import CLOCK, LETTERS, PACE
from tools.kills.trial import Trial

NOT_INHERITED = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "PORTAL_TEST", "PORTAL_KEYS", "EMAIL_HOST", "DEBUG")


class Command(BaseCommand):
    help = "强制结束门户的各个进程若干次，核对办理过的事项不漏不重"
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kills", type=int, default=50)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--minutes", type=float, default=0, help="至多这么久（no kill after so many minutes）")
        parser.add_argument("--pace", type=float, default=1, help="名册的接手检查加快的倍数（sweep of rosters, times)")
        parser.add_argument("--json", metavar="FILE", help="默认写入 PORTAL_HOME/kill-test.json")
        parser.add_argument("--dump", default="", help="已迁移的空库的转储，省去迁移（pg_dump of a migrated database）")
        parser.add_argument("--keep", action="store_true", help="保留试验目录（keep the folder of the trial）")

    def handle(self, *, kills: int, seed: int, **options: Any) -> None:
        if CLOCK in os.environ:  # within the home that is made below
            with roles.as_owner():
                trial = Trial(kills=kills, seed=seed, minutes=options["minutes"], dump=options["dump"])
                Path(options["json"]).write_text(json.dumps(trial.run()))
            return
        file = Path(options["json"] or settings.PORTAL_HOME / "kill-test.json").resolve()
        folder = Path(tempfile.mkdtemp(prefix="kills-", dir=settings.PORTAL_HOME))
        found = folder / "found.json"
        environment = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED} | {
            "PORTAL_HOME": str(folder),
            "PORT": str(_free_port()),
            "DEMO": "0",
            "LOG_LEVEL": "WARNING",
            "EMAIL_BACKEND": "tools.kills.inside.RecordingBackend",
            CLOCK: str(folder / "clock"),
            LETTERS: str(folder / "letters"),
            PACE: str(options["pace"]),
        }
        for name, text in (("clock", "0"), ("letters", "")):
            (folder / name).write_text(text)
        command = [sys.executable, "manage.py", "kill_test", "--kills", str(kills), "--seed", str(seed)]
        command += ["--minutes", str(options["minutes"]), "--json", str(found), "--dump", options["dump"]]
        try:
            done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=False)
            if done.returncode or not found.exists():
                raise CommandError(f"试验没有完成（{done.returncode}），原因见上（the trial did not end, see above）")
            evidence = json.loads(found.read_text(encoding="utf-8"))
        finally:
            if not options["keep"]:
                shutil.rmtree(folder, ignore_errors=True)
        file.write_text(json.dumps(evidence, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        self.stdout.write(json.dumps(evidence, ensure_ascii=False))
        if (
            evidence["lost"]
            or evidence["doubled"]
            or evidence["faults"]
            or evidence["refused"]
            or not evidence["came_to_rest"]
        ):
            raise CommandError(f"漏掉 {evidence['lost']}，重复 {evidence['doubled']}，详见 {file}", returncode=1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
