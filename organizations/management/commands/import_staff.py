"""``manage.py import_staff FILE --organization CODE --since DATE [--commit] [--json]``; exit 0, 1 or 2."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.spreadsheets import UnreadableSpreadsheet
from organizations.models import Organization
from organizations.staff import import_staff


class Command(BaseCommand):
    help = "导入街道的社区工作者名册"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--organization", required=True, metavar="CODE")
        parser.add_argument("--since", type=date.fromisoformat, default=date(date.today().year, 1, 1))
        parser.add_argument("--commit", action="store_true")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        organization = Organization.objects.filter(code=options["organization"]).first()
        if organization is None:
            raise CommandError(f"没有编码为 {options['organization']} 的组织", returncode=2)
        try:
            done = import_staff(
                options["file"],
                by="import_staff",
                organization=organization,
                since=options["since"],
                commit=options["commit"],
            )
        except (UnreadableSpreadsheet, OSError) as error:
            raise CommandError(str(error), returncode=2) from error
        committed = options["commit"] and not done.errors
        if options["json"]:
            self.stdout.write(json.dumps(done.as_dict(committed=committed), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(f"共 {done.rows} 行，新增 {done.created} 人，错误 {len(done.errors)} 处")
            for error in done.errors:
                self.stdout.write(f"{error.sheet} 第{error.row}行 {error.column}: {error.message}")
        if done.errors:
            raise SystemExit(1)
