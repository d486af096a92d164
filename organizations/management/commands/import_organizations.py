"""`manage.py import_organizations FILE [--parent CODE]`: check a list of organisations, and with --commit write it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from organizations.rosters.command import RosterCommand
from organizations.rosters.subjects import ORGANIZATIONS


class Command(RosterCommand):
    help = "检查并导入组织（exit status: 0 every row valid, 1 some are not, 2 the file cannot be read）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--parent", metavar="CODE", help="没有填写上级的组织归入这里，且只在这里以下新建和修改")
        super().add_arguments(parser)

    def handle(self, *, file: Path, parent: str | None, **options: Any) -> None:
        self.run(ORGANIZATIONS, file, code=parent, by="import_organizations", **options)
