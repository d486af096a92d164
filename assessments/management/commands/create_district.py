"""``manage.py create_district NAME --code CODE --administrator NAME``: the first right of an empty portal (ORG-35).

District, person, post, account, this year's scheme of the five goods: one transaction. The password is for one use,
printed once and kept nowhere.
"""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from assessments.drafting import adopt_scheme
from core.records.errors import RuleViolation
from organizations import accounts
from organizations import actions as organizations
from organizations.kinds import Kind
from organizations.models import Position
from people import actions as people
from people import onetime
from people.models import User

BY = "管理员命令"


class Command(BaseCommand):
    help = "建立第一个区：区委组织部、第一位管理员和一次性密码"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME", help="名称，如“示范区委组织部”")
        parser.add_argument("--code", required=True, help="组织编码，如 DX")
        parser.add_argument("--administrator", required=True, metavar="NAME", help="第一位管理员的姓名")
        parser.add_argument("--phone", default="", help="其手机号（可以用来登录）")
        parser.add_argument("--username", default="", help="用户名（默认为姓名拼音）")
        parser.add_argument(
            "--since", type=date.fromisoformat, metavar="YYYY-MM-DD", help="从哪一天起登记（默认今年 1 月 1 日）"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *, name: str, code: str, administrator: str, **options: Any) -> None:
        today = timezone.localdate()
        since: date = options["since"] or date(today.year, 1, 1)
        if since > today:
            raise CommandError(f"起始日期 {since} 还没有到，请填写今天或以前的日期", returncode=2)
        try:
            with transaction.atomic():
                user, password = _create(
                    name, code, administrator, options["phone"], options["username"], since=since, today=today
                )
        except RuleViolation as violation:
            raise CommandError(violation.message, returncode=2) from violation
        until = timezone.localtime(user.one_use_until)
        if options["json"]:
            answer = {"district": code, "username": user.username, "password": password, "until": until.isoformat()}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        self.stdout.write(f"已建立{name}（{code}），管理员{administrator}")
        self.stdout.write(f"  用户名 user：{user.username}")
        self.stdout.write(f"  一次性密码 one-time password：{password}")
        self.stdout.write(f"  请在 {until:%Y-%m-%d %H:%M} 前登录并更换密码；密码只显示这一次")


def _create(
    name: str, code: str, administrator: str, phone: str, username: str, *, since: date, today: date
) -> tuple[User, str]:
    district = organizations.create_organization(
        by=BY, kind=Kind.DISTRICT_DEPARTMENT, code=code, name=name, parent=None, since=since, today=today
    )
    person = people.create_person(by=BY, name=administrator, **({"phone": phone} if phone else {}))
    organizations.appoint(
        by=BY, person=person, organization=district, position=Position.OFFICER, since=today, today=today
    )
    password = onetime.new_password()
    user = accounts.open_account(
        by=BY,
        person=person,
        office=district,
        username=username,
        password=password,
        is_staff=True,
        one_use_until=accounts.one_use_until(),
    )
    adopt_scheme(by=BY, district=district, year=today.year, on=today)
    return user, password
