"""``manage.py export`` of django-import-export knows no scope, no mask and no log: closed."""

from argparse import REMAINDER, ArgumentParser
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError


class Closed(BaseCommand):
    """A command of a library that would go past the portal's rules: it says what to use instead."""

    instead = ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("anything", nargs=REMAINDER)

    def handle(self, *args: Any, **options: Any) -> NoReturn:
        raise CommandError(self.instead)


class Command(Closed):
    help = "已关闭：请在后台列表中导出（closed: export from the lists of the administration）"
    instead = "这个命令不分范围、不遮盖号码、不记日志，已关闭。请登录后台，在列表中选择“导出所选（Excel）”"
