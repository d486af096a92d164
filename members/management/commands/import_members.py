"""`manage.py import_members FILE --organization CODE`: check a roster, and with --commit write it."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.errors import RuleViolation
from core.spreadsheets import UnreadableSpreadsheet
from members.importing import stages
from members.importing.actions import import_roster
from members.importing.reading import ERROR, QUESTION, WARNING
from members.importing.stages import Outcome
from members.models import ImportBatch
from organizations.models import Organization

CLEAN, NOT_CLEAN, UNREADABLE = 0, 1, 2


class Command(BaseCommand):
    help = "检查并导入党员花名册 (exit status: 0 every row valid, 1 some are not, 2 the file cannot be read)"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=".xlsx, .xls, .ods, .csv")
        parser.add_argument("--organization", required=True, metavar="CODE", help="导入到这个组织及其下级")
        parser.add_argument("--commit", action="store_true", help="写入 (otherwise nothing is written)")
        parser.add_argument("--skip-invalid", action="store_true", help="跳过有错误或待确认的行")
        parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="变动从这一天起 (today)")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, file: Path, organization: str, commit: bool, skip_invalid: bool, **options: Any) -> None:
        now = timezone.now()
        today = timezone.localtime(now).date()
        as_of = options["as_of"] or today
        batch: ImportBatch | None = None
        try:
            root = Organization.objects.get(code=organization)
            if commit:
                outcome, batch = import_roster(
                    file,
                    by="import_members",
                    organization=root,
                    as_of=as_of,
                    now=now,
                    skip_invalid=skip_invalid,
                    filename=file.name,
                )
            else:
                outcome = stages.preview(file, organization=root, as_of=as_of, today=today, filename=file.name)
        except UnreadableSpreadsheet as refusal:
            self._refuse(refusal.code, refusal.message, options["json"])
        except OSError as error:
            self._refuse("not-found", f"打不开文件：{error.strerror}", options["json"])
        except Organization.DoesNotExist:
            self._refuse("organization-unknown", f"没有编码为“{organization}”的组织", options["json"])
        except RuleViolation as refusal:
            self._refuse(refusal.code, refusal.message, options["json"], NOT_CLEAN)
        self._report(outcome, batch, as_json=options["json"])
        if not outcome.clean:
            raise SystemExit(NOT_CLEAN)

    def _refuse(self, code: str, message: str, as_json: bool, status: int = UNREADABLE) -> None:
        if as_json:
            finding = {"sheet": "", "row": 0, "column": "", "code": code, "message": message}
            counts = dict.fromkeys(("rows", "valid", "created", "updated", "unchanged"), 0)
            result = {**counts, "errors": [finding], "committed": False, "batch": None}
            self.stdout.write(json.dumps({**result, "questions": [], "warnings": []}, ensure_ascii=False))
        else:
            self.stderr.write(message)
        raise SystemExit(status)

    def _report(self, outcome: Outcome, batch: ImportBatch | None, *, as_json: bool) -> None:
        reference = batch.reference if batch else None
        if as_json:
            self.stdout.write(json.dumps(as_dict(outcome, reference), ensure_ascii=False))
            return
        for finding in outcome.findings:
            mark = {ERROR: "错误", QUESTION: "待确认", WARNING: "提示"}[finding.kind]
            self.stdout.write(f"{mark} {finding.sheet} 第{finding.row}行 {finding.column}：{finding.message}")
        self.stdout.write(
            f"共{outcome.rows}行，有效{outcome.valid}行：新增{outcome.created}，更新{outcome.updated}，"
            f"无变化{outcome.unchanged}；有错误{len(outcome.faulty)}行，待确认{len(outcome.doubtful)}行。"
        )
        if reference:
            self.stdout.write(f"已导入，批次号{reference}")
        else:
            self.stdout.write("没有写入任何内容")


def as_dict(outcome: Outcome, reference: str | None) -> dict[str, Any]:
    """The documented result, plus `questions` (rows that wait for somebody) and `warnings` (rows taken in)."""

    def listed(kind: str) -> list[dict[str, Any]]:
        keys = ("sheet", "row", "column", "code", "message")
        return [{key: getattr(finding, key) for key in keys} for finding in outcome.of_kind(kind)]

    return {
        "rows": outcome.rows,
        "valid": outcome.valid,
        "created": outcome.created,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "errors": listed(ERROR),
        "committed": outcome.committed,
        "batch": reference,
        "questions": listed(QUESTION),
        "warnings": listed(WARNING),
    }
