"""``manage.py verify_audit [--json]``: is the audit chain whole? Exit status 1 when it is not."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.records import sealing

BACKLOG = 100_000  # so many unsealed events mean that the sealer does not run


class Command(BaseCommand):
    help = "核对操作日志的封印链：发现改动、删除、调换、伪造、截尾和未封印的积压。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="输出一行 JSON")
        parser.add_argument("--heads", type=Path, help="与另存的留存文件（head.jsonl 的副本）核对")
        parser.add_argument(
            "--unsealed", type=int, default=BACKLOG, help="允许未封印的条数（默认 %(default)s），超过即不通过"
        )

    def handle(self, *args: Any, as_json: bool, unsealed: int, heads: Path | None, **options: Any) -> None:
        if heads and not heads.is_file():
            raise CommandError(f"没有文件 {heads} (no such file)")
        verdict = sealing.verify(sealing.read_heads(heads) if heads else None)
        backlog = verdict.unsealed > unsealed
        whole = not verdict.findings and not backlog
        if as_json:
            answer = {
                "ok": whole,
                "sealed": verdict.sealed,
                "unsealed": verdict.unsealed,
                "head": verdict.head,
                "first_bad": verdict.findings[0].position if verdict.findings else None,
                "findings": [finding._asdict() for finding in verdict.findings[:1000]],
            }
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self.stdout.write(f"已核对 {verdict.sealed} 条封印，未封印 {verdict.unsealed} 条。")
            for finding in verdict.findings[:50]:
                self.stdout.write(f"位置 {finding.position}：{finding.message}（{finding.code}）")
            if backlog:
                self.stdout.write(f"未封印的日志超过 {unsealed} 条，请检查后台任务。")
            self.stdout.write("封印链完整。" if whole else "封印链不完整。")
        if not whole:
            sys.exit(1)
