"""`manage.py verify_measures [--month YYYY-MM] [--json]`: every number against the rows of its records."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from assessments import facts
from assessments.facts import Verified
from organizations.models import Month


class Command(BaseCommand):
    help = "Adds up the rows of every measure and compares with the stored facts; ends with 1 when anything disagrees."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--month", help="only this month, YYYY-MM (default: all)")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of sentences")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        months = Month.objects.select_related("district").exclude(computed_at=None).order_by("district", "month")
        if options["month"]:
            try:
                months = months.filter(month=date.fromisoformat(options["month"] + "-01"))
            except ValueError:
                raise CommandError("--month 请写成 YYYY-MM，例如 2026-10") from None
        verified = Verified()
        for row in months:
            if row.closed_at is None:  # a running month is compared as of this moment
                facts.compute_month(district=row.district, month=row.month, now=now)
            facts.verify(row, verified, now=now)
        found = verified.as_dict()
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self.stdout.write(
                f"{found['measures']} 项指标，{found['organizations']} 个组织，核对 {found['compared']} 个数，"
                f"不一致 {len(found['disagree'])} 个"
            )
            for each in found["disagree"][:50]:
                self.stdout.write(
                    f"  {each['month']} 组织 {each['organization']} {each['indicator']}："
                    f"记录 {each['rows']}，数值 {each['fact']}"
                )
        if found["disagree"]:
            raise SystemExit(1)
