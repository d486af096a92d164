"""`manage.py import_organizations FILE [--parent CODE]`: check a list of organisations, and with --commit write it."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.spreadsheets import UnreadableSpreadsheet
from organizations.importing import Finding, Plan, import_organizations
from organizations.models import Organization

CLEAN, NOT_CLEAN, UNREADABLE = 0, 1, 2


class Command(BaseCommand):
    help = "检查并导入组织 (exit status: 0 every row valid, 1 some are not, 2 the file cannot be read)"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=".xlsx, .xls, .ods, .csv")
        parser.add_argument("--parent", metavar="CODE", help="没有填写上级的组织归入这里，且只在这里以下新建和修改")
        parser.add_argument("--since", type=date.fromisoformat, metavar="DATE", help="隶属起始日期 (today)")
        parser.add_argument("--commit", action="store_true", help="写入 (otherwise nothing is written)")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, file: Path, parent: str | None, commit: bool, **options: Any) -> None:
        today = timezone.localdate()
        try:
            plan = import_organizations(
                file,
                by="import_organizations",
                since=options["since"] or today,
                today=today,
                parent=Organization.objects.get(code=parent) if parent else None,
                commit=commit,
                filename=file.name,
            )
        except UnreadableSpreadsheet as refusal:
            self._refuse(refusal.code, refusal.message, options["json"])
        except OSError as error:
            self._refuse("not-found", f"打不开文件：{error.strerror}", options["json"])
        except Organization.DoesNotExist:
            self._refuse("organization-unknown", f"没有编码为“{parent}”的组织", options["json"])
        else:
            self._report(plan, options["json"])
            if plan.errors:
                raise SystemExit(NOT_CLEAN)

    def _refuse(self, code: str, message: str, as_json: bool) -> None:
        if as_json:
            plan = Plan(errors=[Finding("", 0, "", code, message)])
            self.stdout.write(json.dumps(plan.as_dict() | {"valid": 0}, ensure_ascii=False))
        else:
            self.stderr.write(message)
        raise SystemExit(UNREADABLE)

    def _report(self, plan: Plan, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(plan.as_dict(), ensure_ascii=False))
            return
        for error in plan.errors:
            self.stdout.write(f"{error.sheet} 第{error.row}行 {error.column}:{error.message}")
        counts = f"共{plan.rows}行，有效{plan.valid}行，新增{len(plan.created)}个"
        self.stdout.write(f"{counts}，更新{plan.updated}个，无变化{plan.unchanged}个")
        if not plan.committed:
            self.stdout.write("没有写入" + ("" if plan.errors else ";加上 --commit 写入"))
