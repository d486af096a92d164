"""`manage.py member_statistics --organization CODE --as-of DATE`: members by sex, age, schooling, category, branch."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from members.statistics import member_statistics
from organizations.models import Organization


class Command(BaseCommand):
    help = "按时点统计党员"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", required=True, metavar="CODE")
        parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="YYYY-MM-DD (today)")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, organization: str, **options: Any) -> None:
        try:
            found = Organization.objects.get(code=organization)
        except Organization.DoesNotExist:
            raise CommandError(f"没有编码为“{organization}”的组织") from None
        result = member_statistics(found, as_of=options["as_of"] or timezone.localdate())
        if options["json"]:
            self.stdout.write(json.dumps(result.as_dict(), ensure_ascii=False))
            return
        self.stdout.write(f"{found.name} 截至{result.as_of.isoformat()} 党员{result.total}名")
        for table in result.tables:
            self.stdout.write(f"【{table.title}】")
            for line in table.lines:
                self.stdout.write(f"  {line.label}：{line.count}（{line.percent}%）")
