"""``manage.py workflows``: print ``docs/workflows.md`` as the code has it, or write it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from core.records.workflow import described
from core.web.home import lists


def document() -> str:
    """All of ``docs/workflows.md``: the workflows, then what rooms above draw of their own notations."""
    return "\n".join([described(lists().workflows), *(draw() for draw in lists().diagrams)])


class Command(BaseCommand):
    help = "写出各项业务的状态和步骤（docs/workflows.md）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", type=Path, metavar="FILE", help="写入文件，不在屏幕上显示")

    def handle(self, *, write: Path | None, **options: Any) -> None:
        text = document()
        if write:
            write.write_text(text, encoding="utf-8")
        else:
            self.stdout.write(text, ending="")
