"""`manage.py bench`: the roster import against reading the file and copying its cells; the register at two sizes."""

import csv
import io
import os
import random
import threading
import time
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter
from django.db import connection, transaction
from django.utils import timezone
from python_calamine import CalamineWorkbook

from core.chinese.idnumber import make_number
from core.records import roles
from members.importing.columns import COLUMNS
from members.rosters import MEMBERS
from organizations.actions import appoint, create_organization
from organizations.kinds import Kind
from organizations.models import Organization, RosterBatch
from organizations.rosters import actions as rosters
from organizations.rosters.subject import context
from people.models import Person, User
from tools.benchmark import Result, page, visit

BRANCHES = 400
ROWS = 100_000
"""Rows of the file at most: the product refuses a larger one (core.office.spreadsheets), and the ratio is per row."""
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


def invented_rows(rows: int, branches: list[str], *, area: str = _AREA) -> Iterator[list[Any]]:
    """Rows of 15 columns without errors, dates as dates, every number different."""
    chance = random.Random(f"{area} 20260630")
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
            make_number(area, birth, sequence),
            chance.choice(_WORDS["学历"]),
            joined,
            date(joined.year + 1, joined.month, joined.day),
            branches[i % len(branches)],
            "正式党员",
            chance.choice(_WORDS["人员类别"]),
            chance.choice(_WORDS["工作单位"]) + chance.choice(_WORDS["职务"]),
            f"13{int(area) % 10}{i:08d}",
            f"示范路{i % 300 + 1}号院{i % 7 + 1}号楼{i}室",
        ]


def write_roster(path: Path, rows: int, branches: list[str], *, area: str = _AREA) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("党员花名册")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, _TITLES)
    for number, row in enumerate(invented_rows(rows, branches, area=area), start=1):
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
    with roles.owner_rights(), connection.cursor() as cursor:
        with transaction.atomic():
            cursor.execute(f"CREATE TABLE bench_copy ({columns})")
            cursor.copy_expert("COPY bench_copy FROM STDIN WITH (FORMAT csv)", buffer)
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


def _officer(root: Organization, today: date) -> User:
    """Who previews, commits and undoes."""
    found = User.objects.filter(username="bench-officer").first()
    if found is None:
        person = Person.objects.create(name="测速", pinyin="cesu", initials="cs")
        found = User.objects.create_user("bench-officer", "", person=person)
        appoint(by="bench", person=person, organization=root, position="officer", since=today, today=today)
    return found


class _Imports:
    """Imports of one generated file each, timed; the tables are vacuumed between them, outside the clock."""

    def __init__(self, folder: str) -> None:
        self.folder, self.today = Path(folder), timezone.localdate()
        self.root, self.branches = _district(self.today)
        self.by = _officer(self.root, self.today)

    def roster(self, rows: int, *, area: str = _AREA) -> Path:
        path = self.folder / f"{rows}-{area}.xlsx"
        if not path.exists():
            write_roster(path, rows, self.branches, area=area)
        return path

    def at_once(self, path: Path) -> tuple[float, RosterBatch]:
        """Seconds of `import_members --commit`."""
        started = time.perf_counter()
        outcome, batch = rosters.import_file(
            path, subject=MEMBERS, context=context("bench", self.root), commit=True, filename=path.name
        )
        seconds = time.perf_counter() - started
        if batch is None or outcome.created != outcome.rows:
            raise AssertionError(f"{outcome.created} of {outcome.rows} rows imported, {outcome.findings[:3]}")
        return seconds, batch

    def after_preview(self, path: Path) -> tuple[float, RosterBatch]:
        """Seconds of the button "import" alone."""
        batch = rosters.receive(
            path.read_bytes(),
            by=self.by,
            subject=MEMBERS,
            organization=self.root,
            since=self.today,
            filename=path.name,
            now=timezone.now(),
        )
        rosters.prepare(batch, now=timezone.now())
        started = time.perf_counter()
        batch = rosters.commit(by=self.by, batch=batch, now=timezone.now())
        return time.perf_counter() - started, batch

    def undone(self, batch: RosterBatch) -> float:
        """Seconds of the undo."""
        started = time.perf_counter()
        done = rosters.take_back(by=self.by, batch=batch, now=timezone.now(), reason="测速")
        seconds = time.perf_counter() - started
        if done.removed != batch.created or done.kept:
            raise AssertionError(f"{done.removed} of {batch.created} removed, kept: {done.kept[:3]}")
        self.rest()
        return seconds

    def rest(self) -> None:
        """Nothing is left of what was undone, nor its history: what is measured afterwards is the seeded district."""
        with roles.owner_rights(), connection.cursor() as cursor:
            for table in ("people_personevent", "members_membershipevent"):
                cursor.execute(f"DELETE FROM {table} WHERE pgh_label = 'delete'")
            cursor.execute(
                "VACUUM ANALYZE people_person, members_membership, people_personevent, members_membershipevent"
            )


def bench_import(members: int) -> list[Result]:
    """A roster of `members` people (ROWS at most): read, every check, encryption, history, audit, one transaction.

    Baseline, import, import after a preview and undo in turn, the better of two runs each, so that none has the
    quieter moment.
    """
    rows = min(members, ROWS)
    seconds: dict[str, list[float]] = {"base": [], "import": [], "commit": [], "undo": []}
    with TemporaryDirectory() as folder:
        imports = _Imports(folder)
        path = imports.roster(rows)
        for _ in range(2):
            started = time.perf_counter()
            read_and_copy(path)
            seconds["base"].append(time.perf_counter() - started)
            for name, work in (("import", imports.at_once), ("commit", imports.after_preview)):
                spent, batch = work(path)
                seconds[name].append(spent)
                seconds["undo"].append(imports.undone(batch))
        base, best = min(seconds["base"]), {name: min(each) for name, each in seconds.items()}
        return [
            Result("roster import", best["import"], base, 3.0, f"{rows} rows, 15 columns"),
            Result("  commit after preview", best["commit"], base, 2.0, "÷ the same baseline"),
            Result("  undo of it", best["undo"], best["import"], 2.0, "÷ the import"),
            Result("  undo of 20 000", *_undos(imports, 20_000, 10_000), 2.5, "÷ undo of 10 000"),
        ]


def _undos(imports: _Imports, large: int, small: int, *, rounds: int = 3) -> tuple[float, float]:
    """Best seconds of an undo of each size, by turns."""
    spent: dict[int, list[float]] = {large: [], small: []}
    for _ in range(rounds):
        for size, each in spent.items():
            each.append(imports.undone(imports.at_once(imports.roster(size))[1]))
    return min(spent[large]), min(spent[small])


def bench_import_memory(members: int) -> Result:
    """Most memory that importing process and children hold together, over all parts of `members` rows."""
    parts = max(1, members // ROWS)
    rows = min(members, ROWS)
    batches, most = [], 0.0
    with TemporaryDirectory() as folder:
        imports = _Imports(folder)
        for part in range(parts):
            path = imports.roster(rows, area=str(int(_AREA) - part))
            with _watched() as peak:
                batches.append(imports.at_once(path)[1])
            most = max(most, max(peak))
            path.unlink()
        for batch in batches:
            imports.undone(batch)
    note = f"{parts} files of {rows} rows; shared pages once"
    return Result("  memory of the import", round(most / 2**20), 1, 512, note, unit="MB")


@contextmanager
def _watched() -> Iterator[list[int]]:
    """Bytes of this process and the children that it starts meanwhile, looked at all the time (proportional set size).

    The embedded servers are its children, too, and no part of it.
    """
    seen, over = [0], threading.Event()
    servers = set(_family(os.getpid())) - {os.getpid()}

    def watch() -> None:
        while not over.wait(0.02):
            seen.append(sum(map(_proportional, _family(os.getpid(), servers))))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def _family(pid: int, besides: Container[int] = ()) -> list[int]:
    """The process and its descendants, without those of `besides` and theirs."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, task.read_text().split()):
                if child not in besides:
                    found += _family(child, besides)
    return found


def _proportional(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


# -- the register ------------------------------------------------------------------------------------

DISTRICT_OFFICER = "bulk-district"
QUERIES = 8


REGISTER_PAGES = (
    ("first page", ""),
    ("page 200", "?page=200"),
    ("women", "?sex=female"),
    ("retired", "?member_class=retired"),
    ("name 王伟", "?q=王伟"),
    ("pinyin wang", "?q=wang"),
    ("initials wj", "?q=wj"),
    ("initials zjg", "?q=zjg"),
)


def bench_register(members: int) -> list[Result]:
    """The member list of a district officer, sorted by pinyin: with `members` against 10 000."""
    results = []
    for label, query in REGISTER_PAGES:
        results += page(members, f"member list, {label}", visit(DISTRICT_OFFICER, f"/members/{query}"), queries=QUERIES)
    return results
