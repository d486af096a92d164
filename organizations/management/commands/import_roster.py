"""`manage.py import_roster SUBJECT FILE --organization CODE`: check a roster, and with --commit write it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from core.web.home import lists
from organizations.rosters.command import RosterCommand


class Command(RosterCommand):
    help = "检查并导入名册（exit status: 0 every row valid, 1 some are not, 2 the file cannot be read）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        keys = [subject.key for subject in lists().rosters]
        parser.add_argument("subject", choices=keys, help="名册：" + " ".join(keys))
        parser.add_argument("--organization", required=True, metavar="CODE", help="导入到这个组织及其下级")
        super().add_arguments(parser)

    def handle(self, *, subject: str, organization: str, file: Path, **options: Any) -> None:
        found = next(each for each in lists().rosters if each.key == subject)
        self.run(found, file, code=organization, by="import_roster", **options)
