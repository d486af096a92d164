"""`manage.py bench`: a thousand rows of every roster but members, read, checked and written; nothing of it stays."""

import time
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.office.spreadsheets import Column, SheetSpec, write
from grids.rosters import GRIDS, HOUSEHOLDS
from organizations.actions import create_organization
from organizations.kinds import Kind
from organizations.models import Organization
from organizations.rosters.actions import import_file
from organizations.rosters.subject import Subject, context
from organizations.rosters.subjects import ACCOUNTS, ORGANIZATIONS, POSTS, UNITS, WORKERS
from tools.benchmark import Result

ROWS = 1_000
SECONDS = 10.0
"""What an office may wait (quality.md)."""


def _names(order: int) -> str:
    """As many names as rows, none twice."""
    return "崔" + chr(0x4E00 + order % 500) + chr(0x5200 + order // 500)


def _rosters() -> list[tuple[Subject, Sequence[str], list[tuple[Any, ...]]]]:
    """Each stands on what those before it wrote."""
    rows = range(ROWS)
    phone = [f"139{n:08}" for n in rows]
    community = "测速社区"
    return [
        (
            ORGANIZATIONS,
            ("组织编码", "组织名称", "组织类型", "上级组织编码"),
            [(f"BR-{n:04}", f"测速第{n:04}党支部", "党支部", "BR-S") for n in rows],
        ),
        (
            UNITS,
            ("单位名称", "单位类型", "所在社区", "联系人", "联系电话"),
            [(f"测速单位{n:04}", "机关", community, "联" + _names(n)[1:], phone[n]) for n in rows],
        ),
        (
            POSTS,
            ("姓名", "组织", "职务", "联系电话"),
            [(_names(n), f"BR-{n:04}", "书记", phone[n]) for n in rows],
        ),
        (
            WORKERS,
            ("姓名", "性别", "岗位", "所在社区", "联系电话"),
            [("工" + _names(n)[1:], "女", "社区工作者", community, f"137{n:08}") for n in rows],
        ),
        (ACCOUNTS, ("姓名", "联系电话"), [(_names(n), phone[n]) for n in rows]),
        (
            GRIDS,
            ("社区", "网格编号", "网格名称", "楼栋", "单元数", "层数", "每层户数"),
            [(community, f"W{n // 10}", f"测速网格{n // 10}", f"{n}号楼", 1, 6, 2) for n in rows],
        ),
        (
            HOUSEHOLDS,
            ("社区", "网格编号", "楼栋", "单元", "楼层", "户序", "门牌"),
            [(community, f"W{n // 10}", f"{n}号楼", 1, 6, 3, "加建") for n in rows],
        ),
    ]


def bench_rosters(members: int) -> list[Result]:
    """Seconds of `manage.py import_roster … --commit` with ROWS rows; nothing of it stays."""
    today = timezone.localdate()
    found = []
    with transaction.atomic():
        root = create_organization(
            by="bench", kind=Kind.DISTRICT_DEPARTMENT, code="BR", name="测速名册组织部", parent=None, since=today
        )
        street = create_organization(
            by="bench", kind=Kind.STREET_WORKING_COMMITTEE, code="BR-S", name="测速党工委", parent=root, since=today
        )
        create_organization(by="bench", kind=Kind.COMMUNITY, code="BR-C", name="测速社区", parent=street, since=today)
        for subject, titles, rows in _rosters():
            found.append(_timed(subject, titles, rows, street))
        transaction.set_rollback(True)
    return found


def _timed(subject: Subject, titles: Sequence[str], rows: list[tuple[Any, ...]], street: Organization) -> Result:
    content = write([SheetSpec(subject.label, [Column(title) for title in titles], rows)])
    started = time.perf_counter()
    outcome, _ = import_file(content, subject=subject, context=context("bench", street), commit=True)
    seconds = time.perf_counter() - started
    if not outcome.committed or outcome.created != ROWS:
        raise AssertionError(f"{subject.key}: {outcome.created} of {outcome.rows} rows, {outcome.findings[:3]}")
    return Result(f"roster of {subject.key}", seconds, 1, SECONDS, f"{ROWS} rows, seconds")
