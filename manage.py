#!/usr/bin/env python
"""Command line of the portal; finds or starts the embedded servers of its PORTAL_HOME first."""

import os
import sys

WITHOUT_SERVERS = {"help", "--help", "-h", "version", "--version", "collectstatic", "findstatic", "djlint", "kill_test"}
OWNERS = {"migrate", "backup", "restore", "bench", "flush", "dbshell"}
"""What makes tables, reads or empties all of them, signed in as their owner; the rest works as the portal does."""


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command == "runserver":
        os.environ.setdefault("DEBUG", "1")
    try:
        from django.core.management import execute_from_command_line

        from core.records import reach
        from server import embedded, environment
    except ImportError as error:
        print(
            f"缺少软件包 {error.name}：请先运行 make run 或 make install (dependencies are not installed)",
            file=sys.stderr,
        )
        return 1
    try:
        with reach.office():  # a command serves no person; requests that it serves have their person's reach
            if command in WITHOUT_SERVERS:
                execute_from_command_line(sys.argv)
            else:
                with embedded.servers():
                    environment.choose_role(owner=command in OWNERS)
                    execute_from_command_line(sys.argv)
    except environment.StartError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
