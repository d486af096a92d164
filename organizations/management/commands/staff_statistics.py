"""``manage.py staff_statistics --organization CODE --as-of DATE --json`` (ORG-18)."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organizations.models import Organization
from organizations.staff import statistics


class Command(BaseCommand):
    help = "社区工作者统计表"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organization", required=True, metavar="CODE")
        parser.add_argument("--as-of", required=True, type=date.fromisoformat)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        organization = Organization.objects.filter(code=options["organization"]).first()
        if organization is None:
            raise CommandError(f"没有编码为 {options['organization']} 的组织", returncode=2)
        found = statistics(organization=organization, as_of=options["as_of"])
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
            return
        self.stdout.write(
            f"{organization.name} 截至 {found['as_of']}：{found['total']} 人，平均 {found['mean_age']} 岁"
        )
        heads, young = found["secretaries_and_directors"], found["young"]
        self.stdout.write(f"书记主任 {heads['count']} 人 {heads['percent']}%")
        for label, line in found["education"].items():
            self.stdout.write(f"{label} {line['count']} 人 {line['percent']}%")
        self.stdout.write(f"{young['max_age']}岁及以下 {young['count']} 人 {young['percent']}%")
