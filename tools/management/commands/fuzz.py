"""``manage.py fuzz``: odd requests to every route as every role, undone again; JSON with the errors of the server."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.test.utils import setup_test_environment, teardown_test_environment

from organizations.scoping import permissions_of
from people.models import User
from tools.fuzz import Fuzzer

MOST_ROLES = 12


def roles() -> dict[str, User]:
    """Accounts that differ in what they may do, a dozen at most; the first of each kind."""
    found: dict[frozenset[str], User] = {}
    for user in User.objects.filter(is_active=True).order_by("pk")[:2000]:
        found.setdefault(frozenset(permissions_of(user)) | {f"staff {user.is_staff}"}, user)
    return {user.username: user for user in list(found.values())[:MOST_ROLES]}


class Command(BaseCommand):
    help = "向每个网址以每种角色发送异常请求（不留下任何改动），以JSON列出出错的"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--requests", type=int, default=20_000)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, requests: int, seed: int, **options: Any) -> None:
        setup_test_environment(debug=False)
        try:
            report = Fuzzer(roles(), seed).run(requests)
        finally:
            teardown_test_environment()
        self.stdout.write(json.dumps({"seed": seed} | report.as_json(), ensure_ascii=False, indent=1))
        if report.server_errors:
            sys.exit(1)
