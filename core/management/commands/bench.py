"""`manage.py bench`: the ratios that docs/testing.md promises, as a table and as JSON lines."""

import json
import logging
from argparse import ArgumentParser
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings

from core.benchmark import Result, database


def benches() -> dict[str, Callable[[int], Result | list[Result]]]:
    """`{"members.list_page": function}` for every `bench_*` in an app's `bench.py`, in order of the apps."""
    found = {}
    for app in apps.get_app_configs():
        if app.path.startswith(str(settings.BASE_DIR)) and find_spec(f"{app.name}.bench"):
            module = import_module(f"{app.name}.bench")
            for name, value in vars(module).items():
                if name.startswith("bench_") and callable(value) and value.__module__ == module.__name__:
                    found[f"{app.label}.{name.removeprefix('bench_')}"] = value
    return found


class Command(BaseCommand):
    help = "性能比值:导入、列表、看板、计分、提醒等, 每项与同一台机器上的基准相比"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--members", type=int, default=100_000, help="党员人数 (size of the district)")
        parser.add_argument("--only", default="", help="只运行名称含此字的项目 (part of a name)")

    def handle(self, *, members: int, only: str, **options: Any) -> None:
        chosen = {name: bench for name, bench in benches().items() if only in name}
        if not chosen:
            raise CommandError("没有可运行的项目 (no bench of that name)")
        if members < 100:
            raise CommandError("--members 至少为 100")
        results: list[tuple[str, Result]] = []
        logging.disable(logging.WARNING)  # the requests of the benches
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # no files need be collected
        with override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}), database(members):
            for name, bench in chosen.items():
                self.stderr.write(f"{name} …")
                answer = bench(members)
                results += [(name, one) for one in (answer if isinstance(answer, list) else [answer])]
        self.stdout.write(f"{'bench':<52}{'measured s':>12}{'baseline s':>12}{'ratio':>9}{'bar':>7}")
        for _name, one in results:
            mark = "" if one.ratio <= one.bar else "  > bar" if one.ratio <= 1.3 * one.bar else "  > 1.3 x bar"
            line = f"{one.name:<52}{one.measured_s:>12.4f}{one.baseline_s:>12.4f}"
            line += f"{one.ratio:>9.2f}{one.bar:>7.2f}"
            self.stdout.write(line + mark)
        lines = [json.dumps({"bench": name, "members": members} | one.as_dict()) for name, one in results]
        for line in lines:
            self.stdout.write(line)
        (settings.PORTAL_HOME / f"bench-{members}.jsonl").write_text("\n".join(lines) + "\n")
