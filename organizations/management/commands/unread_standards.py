"""List the standards that no code reads yet, with the requirements they wait for."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from organizations.models import Threshold
from organizations.standards.readers import unread
from organizations.standards.table import definitions


class Command(BaseCommand):
    help = "List standards whose rule does not exist yet (hidden from the administration), by requirement."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = [
            {"name": known.name, "label": known.label_zh, "scope_level": known.scope_level, "rows": known.rows.split()}
            for known in unread()
        ]
        gone = Threshold.objects.exclude(name__in=definitions()).exclude(organization=None)
        retired = [
            {"name": row.name, "value": row.value, "organization": row.organization.name, "document": row.document}
            for row in gone.select_related("organization").order_by("name", "pk")
            if row.organization is not None
        ]
        if options["json"]:
            document = {"known": len(definitions()), "unread": waiting, "retired": retired}
            self.stdout.write(json.dumps(document, ensure_ascii=False))
            return
        for each in waiting:
            self.stdout.write(f"{each['name']:50} {' '.join(each['rows']):30} {each['label']}")
        for row in retired:
            self.stdout.write(f"{row['name']} = {row['value']}：{row['organization']}（名称已不用）")
        self.stdout.write(f"{len(waiting)} of {len(definitions())} have no reader yet")
