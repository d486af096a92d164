"""The roster of accounts: opened without a password for persons known inside what it is imported to.

Never for oneself, and never upwards: whom another tree holds gets no account from here. The rights are those of the
person's posts. Who imported it prints a sealed slip for each with a password for one use.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from core.office.rosters import QUESTION, Column, Row, Table, cells
from core.records.errors import RuleViolation
from organizations import ties
from organizations.accounts import accounts_managed_by, open_accounts
from organizations.accounts.slips import print_slips, waiting
from organizations.models import RosterBatch, RosterChange
from organizations.rosters.finding import Newcomer, Persons
from organizations.rosters.sending import person_cells
from organizations.rosters.subject import CREATED, UNCHANGED, Context, Derived, Handout, Journal, Line, Sent, Subject
from organizations.scoping import reach
from people.models import Person, User
from people.rules import check_username

COLUMNS = (
    Column("person", "姓名", ("人员姓名",), read=cells.person_name, needed=True, required=True),
    Column("phone", "联系电话", ("电话", "手机", "手机号码"), read=cells.phone, needed=True, protected=True),
    Column("number", "公民身份号码", ("身份证号", "身份证号码"), read=cells.resident_number, protected=True),
    Column(
        "username",
        "用户名",
        ("账号", "登录名"),
        read=cells.code(longest=60, title="用户名"),
        note="留空时按姓名全拼生成",
    ),
)
NOT_HERE = "导入范围内没有这个人，或此人另在范围以外任职；请先登记人员，或由上级开通"


def check(table: Table, context: Context) -> list[Line]:
    persons = Persons(table, context)
    table.twice("username", lambda row: (row["username"] or "").lower() or None, "用户名与{where}相同")
    managed = _managed(table, context)
    found = [(row, persons.of(row, [managed.get(row["username"])])) for row in table.rows if not row.faulty]
    known = {person.pk for _, person in found if isinstance(person, Person)}
    accounts = set(User.objects.filter(person__in=known).values_list("person_id", flat=True))
    outside = _outside(known, context)
    names = {row["username"] for row, _ in found if row["username"]}
    taken = set(User.objects.filter(username__in=names).values_list("username", flat=True))
    own = getattr(context.by, "person_id", None)
    first: dict[int, Row] = {}
    lines = []
    for row, person in found:
        if row.faulty or person is None:
            continue
        if isinstance(person, Person) and managed.get(row["username"]) == person:
            lines.append(Line(row, UNCHANGED, person.name))
        elif isinstance(person, Newcomer) or person.pk in outside:
            table.report(row, "person", "person-unknown", NOT_HERE, QUESTION)
        elif person.pk == own:
            table.report(row, "person", "oneself", "不能给自己开通账号")
        elif first.setdefault(person.pk, row) is not row:
            table.report(row, "person", "duplicate-in-file", f"与{first[person.pk].where(row)}是同一个人")
        elif person.pk in accounts:
            lines.append(Line(row, UNCHANGED, person.name))
        elif refused := _refusal(row["username"]):
            table.report(row, "username", refused.code, refused.message)
        elif row["username"] in taken:
            table.report(row, "username", "username-taken", "这个用户名已经有人使用，请换一个")
        else:
            lines.append(Line(row, CREATED, person.name, "开通后打印开通单", person))
    return lines


def _managed(table: Table, context: Context) -> dict[str, Person]:
    """Whose the user names of the file are, among the accounts that the importer manages."""
    names = {row["username"] for row in table.rows if row["username"]}
    accounts = accounts_managed_by(context.by) if isinstance(context.by, User) else User.objects.all()
    found = accounts.filter(username__in=names, person__isnull=False).select_related("person")
    return {user.username: user.person for user in found if user.person is not None}


def _refusal(username: str | None) -> RuleViolation | None:
    try:
        check_username(username or "")
    except RuleViolation as violation:
        return violation
    return None


def _outside(persons: set[int], context: Context) -> set[int]:
    """Whom another tree holds, by post, membership or registration, now or later: one query."""
    if context.roots is None:
        return set()
    outside = ties.held_outside(context.roots, context.today)
    return set(Person.objects.filter(outside, pk__in=persons).values_list("pk", flat=True))


def _visible(user: Any, permission: str) -> QuerySet[User]:
    """Accounts that the user manages; whoever does not hold the permission sees none."""
    if not reach(user, permission):
        return User.objects.none()
    return accounts_managed_by(user).filter(person__isnull=False)


def _in_order(rows: QuerySet[User], _on: date) -> QuerySet[User]:
    return rows.order_by("person__pinyin", "pk")


def _cells(records: Sequence[User]) -> Iterator[dict[str, Any]]:
    for user in records:
        yield {"username": user.username, **person_cells(user.person)}


def write(lines: Sequence[Line], context: Context, journal: Journal) -> None:
    persons = [(line.data, line.row["username"] or "") for line in lines]
    journal.created(open_accounts(by=context.by, persons=persons, office=context.organization))


def _opened(batch: RosterBatch) -> QuerySet[RosterChange, int]:
    opened = batch.changes.filter(model=User._meta.label, what=RosterChange.What.CREATED)
    return opened.values_list("record", flat=True)


def _slips(batch: RosterBatch, by: Any, address: str, now: datetime) -> bytes:
    return print_slips(
        by=by,
        accounts=list(_opened(batch)),
        office=batch.organization,
        address=address,
        now=now,
        printed_at=batch.handed_out_at,
    )


def _waiting(batch: RosterBatch, by: Any) -> int:
    return waiting(by=by, accounts=list(_opened(batch)), printed_at=batch.handed_out_at).count()


HANDOUT = Handout(
    "账号开通单",
    "请现在打印开通单：每人一张，印有一次性密码，系统不保存密码。折好封口，当面交给本人。",
    "遗失或者过期的可以重新打印，只印还没有人使用的账号，先前的开通单随即作废。",
    _slips,
    _waiting,
)
FOLLOWING = (
    Derived("organizations.Grant", "user", {"post__isnull": False}),
    Derived("organizations.Grant", "user", {"acting__isnull": False}),
    Derived("organizations.AccountOffice", "user"),
)
"""What a batch that opened accounts gives on paper, and the rows that come with an account."""

ACCOUNTS = Subject(
    key="accounts",
    lock="people_user",
    label="账号名册",
    noun="个账号",
    right="organizations.manage_grants",
    since="开通日期",
    columns=COLUMNS,
    check=check,
    write=write,
    shown="organizations:index",
    sent=Sent(_visible, _in_order, _cells, ("person",)),
    hint="只给范围内已登记的人员开通，权限随任职；导入后打印开通单，密封交给本人",
    handout=HANDOUT,
    derived=FOLLOWING,
)
