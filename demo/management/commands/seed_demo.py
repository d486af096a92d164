"""Seed the demo district through the real actions, or with ``--members N`` a district of any size by COPY."""

import json
import os
import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from assessments.jobs import left_to_the_night
from demo import bulk, district, history
from organizations.models import Organization

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
SEED = 999_999


@contextmanager
def _without_savepoints() -> Iterator[None]:
    """The years stand or fall whole: no action is taken back alone, which saves a third of the statements."""
    features = connection.features
    features.uses_savepoints, before = False, features.uses_savepoints
    try:
        yield
    finally:
        features.uses_savepoints = before


class Command(BaseCommand):
    help = "生成演示数据；--members N 生成任意规模的一个区（用于测量）"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--members", type=int, metavar="N", help="用 COPY 生成 N 名党员的一个区")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["members"]:
            counts = bulk.generate(members=options["members"], today=timezone.localdate())
            self.stdout.write(json.dumps(counts, ensure_ascii=False))
            return
        if Organization.objects.exists():
            raise CommandError("数据库里已有组织，演示数据只能生成在空库中（the database is not empty）")
        passwords = {
            name: "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
            for name in ("district", "street", "secretary", "member", "unit")
        }
        now = timezone.now()
        dice = random.Random(SEED)
        with left_to_the_night(), transaction.atomic():
            demo = district.build(now=now, passwords=passwords, dice=dice)
            with _without_savepoints():
                history.write(demo, now=now, dice=dice)
        path = settings.PORTAL_HOME / "demo-accounts.json"
        path.touch(mode=0o600)
        os.chmod(path, 0o600)
        path.write_text(json.dumps(demo.accounts, ensure_ascii=False, indent=1), encoding="utf-8")
        for account in demo.accounts:
            self.stdout.write(f"{account['role']}: {account['username']} / {account['password']}")
