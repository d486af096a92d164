"""``manage.py audit_mutations``: random mutations of a sealed chain; JSON with those found; 1 when one was missed."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tools import mutations as trial


class Command(BaseCommand):
    help = "随机改动一条封印链（临时表中，不碰真实日志），以JSON列出有无库外留存时各发现多少"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mutations", type=int, default=1_000)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, mutations: int, seed: int, **options: Any) -> None:
        report = trial.run(mutations, seed)
        self.stdout.write(json.dumps({"seed": seed} | report.as_json(), ensure_ascii=False, indent=1))
        if report.missed:
            sys.exit(1)
