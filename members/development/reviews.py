"""Half-yearly reviews of an activist, and what is to be noticed about a file."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone

from core.chinese.dates import add_months
from members.development.responsibility import traced
from organizations.cases.kinds import File, Gate

REVIEW = "mem.activist.review_months"
STAGES = (
    ("convert", "正式党员"),
    ("approve", "预备党员"),
    ("target", "发展对象"),
    ("activist", "入党积极分子"),
)


def half_yearly(file: File, on: date) -> Iterable[Gate]:
    """No half-year of the activist without a review before a target is determined."""
    months, begun = int(file.number(REVIEW, on)), file.day("activist")
    if begun is None:
        return [Gate("每半年考察", False, "还没有确定为入党积极分子")]
    owed = full_months(begun, on) // months
    there = len({row.done_on for row in file.all_of("review")})
    reason = f"每{months}个月考察一次，应有{owed}次，已登记{there}次"
    return [Gate("每半年考察", there >= owed, reason, "登记考察", _review(file))]


def full_months(first: date, last: date) -> int:
    """Whole months from the one day to the other."""
    number = (last.year - first.year) * 12 + last.month - first.month
    return number if add_months(first, number) <= last else number - 1


def _review(file: File) -> str:
    return reverse("organizations:case_step", args=[file.case.pk, "review"])


def facts(file: File) -> Iterable[tuple[str, str]]:
    """The stage of the file in a word."""
    return [("阶段", next((words for key, words in STAGES if file.row(key)), "入党申请人"))]


def flags(file: File) -> Iterable[str]:
    """Who was approved although a step's proof fell, is named at the approval; here what the whole file shows."""
    activist = file.day("activist")
    entered = timezone.localdate(file.case.recorded_at)
    found = list(traced(file))
    late = [f"申请人信息{entered}才录入，晚于确定积极分子的日期"] if activist and entered > activist else []
    return [*late, *found]
