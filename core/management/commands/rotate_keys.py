"""``manage.py rotate_keys``: a new key for personal data, every stored value rewritten under it."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.records import audit, rotation


class Command(BaseCommand):
    help = "更换个人信息的加密密钥并重写全部密文；中断后再运行即可继续。旧密钥保留，以便读取备份。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-new-key", action="store_true", help="不产生新密钥，只把旧密钥的密文改用当前密钥")

    def handle(self, *args: Any, no_new_key: bool, **options: Any) -> None:
        left = rotation.count_outdated()
        if left:
            self.stdout.write(f"继续上次未完成的更换：还有 {left} 行。")
        elif not no_new_key:
            if os.environ.get("PORTAL_KEYS"):
                raise CommandError(
                    "密钥由环境变量 PORTAL_KEYS 提供：请在其中加入新密钥并设为 current，"
                    "重启各进程后运行 rotate_keys --no-new-key"
                )
            number = rotation.add_key()
            audit.record("core.key_added", by="rotate_keys", key=number)
            self.stdout.write(f"已产生第 {number} 号密钥。请备份 secrets/keys.json。")
        values, unreadable = 0, []
        for table, done in rotation.rewrite_all():
            values += done.values
            unreadable += done.unreadable
            self.stdout.write(f"{table.label}：已重写 {values} 个值")
        audit.record("core.keys_rotated", by="rotate_keys", values=values, unreadable=len(unreadable))
        for label, pk in unreadable:
            self.stderr.write(f"无法解密，保持原样：{label} {pk}")
        self.stdout.write(f"完成：重写 {values} 个值，{len(unreadable)} 行无法解密。")
        if unreadable:
            sys.exit(1)
