"""`manage.py import_staff FILE --organization CODE`: check a street's list of workers, and with --commit write it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from organizations.rosters.command import RosterCommand
from organizations.rosters.subjects import WORKERS


class Command(RosterCommand):
    help = "检查并导入社区工作者名册（exit status: 0 every row valid, 1 some are not, 2 the file cannot be read）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", required=True, metavar="CODE", help="街道")
        super().add_arguments(parser)

    def handle(self, *, file: Path, organization: str, **options: Any) -> None:
        self.run(WORKERS, file, code=organization, by="import_staff", **options)
