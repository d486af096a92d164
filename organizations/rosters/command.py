"""What the commands of all rosters share: options, exit status, the report in words or as JSON."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.office.rosters import KINDS, Finding
from core.office.spreadsheets import UnreadableSpreadsheet
from core.records.errors import RuleViolation
from organizations.models import Organization
from organizations.rosters.actions import import_file
from organizations.rosters.outcome import Outcome
from organizations.rosters.subject import Context, Subject

NOT_CLEAN, UNREADABLE = 1, 2


class RosterCommand(BaseCommand):
    """Exit status: 0 every row valid, 1 some are not, 2 the file cannot be read."""

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=".xlsx, .xls, .ods, .csv")
        parser.add_argument("--since", "--as-of", type=date.fromisoformat, metavar="DATE", help="起始日期")
        parser.add_argument("--commit", action="store_true", help="写入（otherwise nothing is written）")
        parser.add_argument("--skip-invalid", action="store_true", help="跳过有错误或待确认的行")
        parser.add_argument("--json", action="store_true")

    def run(self, subject: Subject, file: Path, *, code: str | None, by: str, **options: Any) -> None:
        today = timezone.localdate()
        try:
            organization = Organization.objects.get(code=code) if code else None
            context = Context(by, organization, options["since"] or subject.first_day(today), today)
            outcome, batch = import_file(
                file,
                subject=subject,
                context=context,
                commit=options["commit"],
                skip_invalid=options["skip_invalid"],
                filename=file.name,
            )
        except UnreadableSpreadsheet as refusal:
            self._refuse(refusal.code, refusal.message, options["json"])
        except OSError as error:
            self._refuse("not-found", f"打不开文件：{error.strerror}", options["json"])
        except Organization.DoesNotExist:
            self._refuse("organization-unknown", f"没有编码为“{code}”的组织", options["json"])
        except RuleViolation as refusal:
            self._refuse(refusal.code, refusal.message, options["json"], NOT_CLEAN)
        else:
            self._report(outcome, batch.reference if batch is not None else None, options["json"])
            if not outcome.clean:
                raise SystemExit(NOT_CLEAN)

    def _refuse(self, code: str, message: str, as_json: bool, status: int = UNREADABLE) -> None:
        if as_json:
            outcome = Outcome(findings=[Finding("", 0, "", code, message)])
            self.stdout.write(json.dumps(outcome.as_dict(None), ensure_ascii=False))
        else:
            self.stderr.write(message)
        raise SystemExit(status)

    def _report(self, outcome: Outcome, reference: str | None, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(outcome.as_dict(reference), ensure_ascii=False))
            return
        for found in outcome.findings:
            where = f"第{found.row}行 {found.column}：" if found.row else ""
            self.stdout.write(f"{KINDS[found.kind]} {found.sheet} {where}{found.message}")
        for unused in outcome.unused:
            self.stdout.write(f"没有用到的列 {unused.sheet} “{unused.column}”：{'、'.join(unused.examples)}")
        counts = f"共{outcome.rows}行，有效{outcome.valid}行：新增{outcome.created}"
        self.stdout.write(f"{counts}，更新{outcome.updated}，无变化{outcome.unchanged}；")
        self.stdout.write(f"有错误{len(outcome.faulty)}行，待确认{len(outcome.doubtful)}行。")
        if outcome.committed:
            self.stdout.write("已导入" + (f"，批次号{reference}" if reference else ""))
        else:
            self.stdout.write("没有写入任何内容" + ("；加上 --commit 写入" if outcome.clean else ""))
