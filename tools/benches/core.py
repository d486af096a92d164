"""`manage.py bench`: the home page and the search at two sizes; the outbox against the bare INSERT … SELECT."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test.utils import override_settings

from core.records import outbox
from core.web.home import Kind, lists
from tools.benchmark import Result, against_small, compared, page, statements, visit

RECIPIENTS = 100_000
HOMES = {"district": "bulk-district", "street": "bulk-street", "secretary": "bulk-secretary", "member": "bulk-member"}
SEARCHES = {"name 王伟": "王伟", "initials wj": "wj", "community 朝阳": "朝阳"}
_KIND = "bench.reminder"
_SELECT = "SELECT u.id, u.id, %(due)s::date, '提醒', '地点：服务站', '/meetings/1/' FROM bench_user u"
_BARE = """
INSERT INTO core_notification (kind, subject_type, subject_id, recipient_id, due_on, title, text, url, created_at)
SELECT 'bench.bare', 'bench', s.*, now() FROM ({select}) s
"""


def bench_reminders(members: int) -> Result:
    """100 000 recipients, against a plain insert of the same rows into the same table; found again, inserted once."""
    found: list[int] = []
    own = replace(lists(), kinds=(Kind(_KIND, "提醒"),))
    with override_settings(PORTAL_LISTS=own), transaction.atomic(), connection.cursor() as cursor:
        table = connection.ops.quote_name(get_user_model()._meta.db_table)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the foreign keys are checked after the clock stopped
        cursor.execute(
            f"INSERT INTO {table} (username, password, is_superuser, is_active, is_staff, email, date_joined,"
            " session_number)"
            " SELECT 'bench-' || n, '!', false, true, false, '', now(), 0 FROM generate_series(1, %s) n",
            [RECIPIENTS],
        )
        chosen = f"SELECT id FROM {table} WHERE username LIKE 'bench-%%'"
        cursor.execute(f"CREATE TEMPORARY TABLE bench_user AS {chosen}", [])
        days = iter(range(1, 29))

        def bare() -> None:
            cursor.execute(_BARE.format(select=_SELECT), {"due": date(2026, 1, next(days))})

        def finder() -> None:
            params: dict[str, Any] = {"due": date(2026, 2, next(days))}
            found.append(outbox.insert_from_select(_KIND, "bench", _SELECT, params))

        measured, baseline = compared(finder, bare, rounds=5)
        found.append(outbox.insert_from_select(_KIND, "bench", _SELECT, {"due": date(2026, 2, next(days) - 2)}))
        cursor.execute(
            "SELECT count(*), count(DISTINCT (recipient_id, due_on)) FROM core_notification WHERE kind = %s", [_KIND]
        )
        rows, different = cursor.fetchone()
        transaction.set_rollback(True)
    assert rows == different == sum(found), "not exactly once"
    return Result(
        f"reminders: {RECIPIENTS} recipients", measured, baseline, 2.0, f"{rows} rows, each once; rolled back"
    )


def bench_home(members: int) -> list[Result]:
    """The home page with everything that is due for the district's officer, a street's, a secretary, a member."""
    rows = []
    for role, username in HOMES.items():
        rows += page(members, f"home page of the {role}", visit(username, "/"), queries=12)
    return rows


def bench_search(members: int) -> list[Result]:
    """The search of the top bar, by the district's officer."""
    rows = []
    for label, words in SEARCHES.items():
        search = visit(HOMES["district"], f"/search/?q={words}")
        note = f"{len(statements(search))} queries"
        rows.append(Result(f"search, {label}", *against_small(members, search), 1.3, note))
    return rows
