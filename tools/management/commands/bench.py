"""`manage.py bench`: the ratios that docs/testing.md promises, as a table and as JSON lines."""

import json
import logging
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings

from tools.benches import assessments, core, meetings, members, rosters
from tools.benchmark import Result, database


def benches() -> dict[str, Callable[[int], Result | list[Result]]]:
    """`{"members.list_page": function}` for every `bench_*` in `tools.benches`."""
    found = {}
    for module in (core, members, rosters, meetings, assessments):
        for name, value in vars(module).items():
            if name.startswith("bench_") and callable(value) and value.__module__ == module.__name__:
                found[f"{module.__name__.rpartition('.')[2]}.{name.removeprefix('bench_')}"] = value
    return found


class Command(BaseCommand):
    help = "性能比值：导入、列表、看板、计分、提醒等，每项与同一台机器上的基准相比"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--members", type=int, default=100_000, help="党员人数（size of the district）")
        parser.add_argument("--only", default="", help="只运行名称含此字的项目（part of a name）")

    def handle(self, *, members: int, only: str, **options: Any) -> None:
        chosen = {name: bench for name, bench in benches().items() if only in name}
        if not chosen:
            raise CommandError("没有可运行的项目（no bench of that name）")
        if members < 100:
            raise CommandError("--members 至少为 100")
        results: list[tuple[str, Result]] = []
        logging.disable(logging.WARNING)  # the requests of the benches
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # no files need be collected
        with override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}), database(members):
            for name, bench in chosen.items():
                self.stderr.write(f"{name} …")
                answer = bench(members)
                rows = answer if isinstance(answer, list) else [answer]
                results += [(name, one) for one in rows]
                for one in rows:  # a bench that breaks later takes no figure along
                    self.stderr.write(_line(one))
        self.stdout.write(f"{'bench':<58}{'measured':>10}{'baseline':>10}{'ratio':>8}{'bar':>7}")
        for _name, one in results:
            self.stdout.write(_line(one))
        lines = [json.dumps({"bench": name, "members": members} | one.as_dict()) for name, one in results]
        for line in lines:
            self.stdout.write(line)
        (settings.PORTAL_HOME / f"bench-{members}.jsonl").write_text("\n".join(lines) + "\n")


def _line(one: Result) -> str:
    """One row of the table: what was measured over its baseline, and the bar beside."""
    digits = 4 if one.unit == "s" else 0
    mark = "" if one.ratio <= one.bar else "  > bar"
    return (
        f"{one.name:<58}{one.measured:>10.{digits}f}{one.baseline:>10.{digits}f}{one.ratio:>8.2f}{one.bar:>7.2f}{mark}"
    )
