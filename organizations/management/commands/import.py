"""``manage.py import`` of django-import-export writes rows past the actions: closed."""

from organizations.management.commands.export import Closed


class Command(Closed):
    help = "已关闭：请用 import_members、import_organizations 等命令（closed: use the rosters' own commands）"
    instead = (
        "这个命令不经检查、不记日志，已关闭。请用 import_organizations、import_members 或 import_staff，或在网站上导入"
    )
