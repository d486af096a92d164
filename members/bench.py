"""`manage.py bench`: the roster import against reading the file and copying its cells; the register at two sizes."""

import csv
import io
import random
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from core.benchmark import Result, against_small
from core.idnumber import make_number
from members.importing.actions import import_roster
from members.importing.columns import COLUMNS
from members.queries import RegisterFilter, register_page
from organizations.actions import create_organization
from organizations.kinds import Kind
from organizations.models import Organization
from people.models import User

BRANCHES = 400
_AREA = "659999"  # of a known province and used by nobody in the seeded district
_TITLES = [column.title for column in COLUMNS if column.name != "remark"]
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜戚谢邹喻柏水窦章"
_GIVEN = "明华丽强芳军敏静伟磊娟勇艳杰涛超秀霞平刚桂英玉兰红建国志文辉海燕鹏飞云鑫"
_WORDS = {
    "学历": ("小学", "初中", "高中", "中专", "大专", "大学本科", "研究生"),
    "人员类别": ("在职", "离退休", "下岗失业", "外出流动", "务农", "个体经营"),
    "工作单位": ("农业银行营业部", "第二医院", "育红小学", "税务局", "供电公司", "天辰锻压机械厂", "师范专科学校"),
    "职务": ("教师", "医师", "职工", "科员", "工程师"),
}


def invented_rows(rows: int, branches: list[str]) -> Iterator[list[Any]]:
    """Rows of 15 columns without errors, dates as dates, every number different."""
    chance = random.Random(20260630)
    first_day = date(1940, 1, 1)
    for i in range(rows):
        birth = first_day + timedelta(days=i * 20_000 // rows)
        sequence = (i * 7) % 1000
        joined = date(birth.year + 20 + chance.randrange(8), chance.randrange(1, 13), chance.randrange(1, 29))
        yield [
            i + 1,
            chance.choice(_SURNAMES) + chance.choice(_GIVEN) + chance.choice(_GIVEN),
            "男" if sequence % 2 else "女",
            "汉族",
            birth,
            make_number(_AREA, birth, sequence),
            chance.choice(_WORDS["学历"]),
            joined,
            date(joined.year + 1, joined.month, joined.day),
            branches[i % len(branches)],
            "正式党员",
            chance.choice(_WORDS["人员类别"]),
            chance.choice(_WORDS["工作单位"]) + chance.choice(_WORDS["职务"]),
            f"130{i:08d}",
            f"示范路{i % 300 + 1}号院{i % 7 + 1}号楼{i}室",
        ]


def write_roster(path: Path, rows: int, branches: list[str]) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("党员花名册")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, _TITLES)
    for number, row in enumerate(invented_rows(rows, branches), start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, cell, day)
            else:
                sheet.write(number, column, cell)
    book.close()


def read_and_copy(path: Path) -> None:
    """The baseline: calamine reads, COPY writes the same cells as text into a bare table."""
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    buffer.seek(0)
    columns = ", ".join(f"c{n} text" for n in range(len(rows[0])))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_copy ({columns})")
        cursor.copy_expert("COPY bench_copy FROM STDIN WITH (FORMAT csv)", buffer)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_copy")


def _district(today: date) -> tuple[Organization, list[str]]:
    """A district of its own beside the seeded one, kept between runs: its root and the names of its branches."""
    root = Organization.objects.filter(code="BENCH").first()
    if root is None:
        with transaction.atomic():
            root = create_organization(
                by="bench", kind=Kind.DISTRICT_DEPARTMENT, code="BENCH", name="测速区委组织部", parent=None, since=today
            )
            street = None
            for number in range(BRANCHES):
                if number % 40 == 0:
                    street = create_organization(
                        by="bench",
                        kind=Kind.STREET_WORKING_COMMITTEE,
                        code=f"BENCH-{number // 40:02}",
                        name=f"测速{number // 40:02}街道党工委",
                        parent=root,
                        since=today,
                    )
                create_organization(
                    by="bench",
                    kind=Kind.BRANCH,
                    code=f"BENCH-{number:04}",
                    name=f"测速街道第{number:04}号党支部",
                    parent=street,
                    since=today,
                )
    return root, list(Organization.objects.under(root).branches().values_list("name", flat=True))


def _import_once(path: Path, root: Organization, members: int) -> float:
    """Seconds of one import; its rows are deleted and vacuumed away afterwards."""
    started = time.perf_counter()
    outcome, batch = import_roster(
        path, by="bench", organization=root, as_of=timezone.localdate(), now=timezone.now(), filename=path.name
    )
    seconds = time.perf_counter() - started
    if batch is None or outcome.created != members:
        raise AssertionError(f"{outcome.created} of {members} rows imported, {outcome.findings[:3]}")
    with connection.cursor() as cursor:
        # Nothing refers to these rows: without the checks of sixteen foreign keys and the history, it takes a second.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "CREATE TEMP TABLE gone AS SELECT person_id FROM members_membership WHERE batch_id = %s", [batch.pk]
        )
        cursor.execute("DELETE FROM members_membership WHERE batch_id = %s", [batch.pk])
        cursor.execute("DELETE FROM people_person p USING gone WHERE p.id = gone.person_id")
        cursor.execute("DROP TABLE gone")
        cursor.execute("DELETE FROM members_importbatch WHERE id = %s", [batch.pk])
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE people_person, members_membership")
    return seconds


def bench_import(members: int) -> Result:
    """A roster of `members` people: read, every check, encryption, history, audit, one transaction, commit.

    Baseline and import in turn, the better of two runs each, so that neither has the quieter moment.
    """
    baseline, measured = [], []
    with TemporaryDirectory() as folder:
        path = Path(folder) / "roster.xlsx"
        root, names = _district(timezone.localdate())
        write_roster(path, members, names)
        for _ in range(2):
            started = time.perf_counter()
            read_and_copy(path)
            baseline.append(time.perf_counter() - started)
            measured.append(_import_once(path, root, members))
    return Result("roster import", min(measured), min(baseline), 3.0, f"{members} rows, 15 columns")


# -- the register ------------------------------------------------------------------------------------

DISTRICT_OFFICER = "bulk-district"


def _visit(url: str) -> Callable[[], None]:
    """A request of the district officer from middleware to rendered page."""
    clients: dict[str, Client] = {}

    def visit() -> None:
        name = connection.settings_dict["NAME"]
        if name not in clients:
            clients[name] = Client()
            clients[name].force_login(
                User.objects.get(username=DISTRICT_OFFICER), backend="people.backends.AccountBackend"
            )
        response = clients[name].get(url)
        if response.status_code != 200:
            raise AssertionError(f"{url}: {response.status_code}")

    return visit


def _statements(chosen: RegisterFilter, page: int) -> Callable[[], None]:
    """The queries of one page of the register alone."""

    def read() -> None:
        user = User.objects.get(username=DISTRICT_OFFICER)
        register_page(user, chosen, page, today=timezone.localdate())

    return read


REGISTER_PAGES: tuple[tuple[str, str, RegisterFilter, int], ...] = (
    ("first page", "", RegisterFilter(), 1),
    ("page 200", "?page=200", RegisterFilter(), 200),
    ("women", "?sex=female", RegisterFilter(sex="female"), 1),
    ("name 王伟", "?q=王伟", RegisterFilter(text="王伟"), 1),
    ("pinyin wang", "?q=wang", RegisterFilter(text="wang"), 1),
    ("initials zjg", "?q=zjg", RegisterFilter(text="zjg"), 1),
)


def bench_register(members: int) -> list[Result]:
    """The member list of a district officer, sorted by pinyin: with `members` against 10 000."""
    results = []
    for label, query, chosen, page in REGISTER_PAGES:
        visit = _visit(f"/members/{query}")
        visit()
        with CaptureQueriesContext(connection) as captured:
            visit()
        note = f"{len(captured)} queries"
        results.append(Result(f"member list, {label}", *against_small(members, visit), 1.3, note))
        read = _statements(chosen, page)
        results.append(Result(f"  its queries, {label}", *against_small(members, read), 1.3))
    return results
