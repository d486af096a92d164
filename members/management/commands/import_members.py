"""`manage.py import_members FILE --organization CODE`: check a roster, and with --commit write it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from members.rosters import MEMBERS
from organizations.rosters.command import RosterCommand


class Command(RosterCommand):
    help = "检查并导入党员花名册（exit status: 0 every row valid, 1 some are not, 2 the file cannot be read）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", required=True, metavar="CODE", help="导入到这个组织及其下级")
        super().add_arguments(parser)

    def handle(self, *, file: Path, organization: str, **options: Any) -> None:
        self.run(MEMBERS, file, code=organization, by="import_members", **options)
