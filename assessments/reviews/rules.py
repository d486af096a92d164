"""The order of a two-way review: daily record, report, display, judged by the superior and by both publics (ASM-07)."""

from datetime import date
from typing import Any

from assessments.honours import street_of
from assessments.models import ReviewCount, ReviewRequirement, TwoWayReview
from assessments.rules import REVIEW
from core.records.errors import RuleViolation
from organizations import standards
from organizations.models import MandateWork, Organization, Post, Publication
from organizations.publications import actions as publishing
from organizations.registers.register import Asked
from organizations.scoping import may
from organizations.tree.effective import check_not_ahead

GRADES, REQUIREMENTS = "asm.two_way_review.grades", "asm.two_way_review.requirements"


def grades_of(organization: Organization | None, on: date) -> list[str]:
    return list(standards.at(GRADES, organization=organization, as_of=on))


def daily(row: TwoWayReview) -> int:
    """Confirmed entries of the year in the register of duty, in the bodies of the community."""
    rows = MandateWork.objects.under(row.organization).filter(person=row.person_id, done_on__year=row.year)
    return int(rows.filter(withdrawn_on=None, confirmed_on__isnull=False).count())


def _open(row: TwoWayReview) -> TwoWayReview:
    stored = TwoWayReview.objects.get(pk=row.pk)
    if stored.concluded_on is not None:
        raise RuleViolation("concluded", f"已于{stored.concluded_on}办结，不能再改")
    return stored


def check_review(row: TwoWayReview, asked: Asked) -> None:
    """The year's daily record comes first; what hangs out stands."""
    if row.pk is not None and _open(row).displayed_on is not None:
        raise RuleViolation("displayed", "述职报告已经公开展示，不能再改")
    if not asked.names:
        return
    if row.year not in (asked.today.year - 1, asked.today.year):
        years = f"{asked.today.year - 1}年或{asked.today.year}年"
        raise RuleViolation("year", f"只能登记{years}的述职", field="year")
    days = (date(row.year, 1, 1), date(row.year + 1, 1, 1))
    if not Post.objects.under(row.organization).filter(person=row.person, during__overlap=days).exists():
        raise RuleViolation("no-post", f"{row.person.name}{row.year}年在本社区没有任职", field="person")
    if not daily(row):
        message = f"{row.person.name}{row.year}年还没有确认的履职记录，请先在大党委成员履职台账登记平时记实"
        raise RuleViolation("no-daily-record", message, field="person")


def ask_requirements(row: TwoWayReview, _by: Any, today: date) -> None:
    """A line for each requirement that the standard names on the day."""
    labels = standards.at(REQUIREMENTS, organization=row.organization, as_of=today)
    ReviewRequirement.objects.bulk_create(
        ReviewRequirement(review=row, organization_id=row.organization_id, label=label) for label in labels
    )


def check_requirement(line: ReviewRequirement, _asked: Asked) -> None:
    _open(line.review)
    if not line.how.strip():
        raise RuleViolation("empty", "请写明怎样做到", field="how")


def check_display(row: TwoWayReview, _asked: Asked) -> None:
    if _open(row).displayed_on is not None:
        raise RuleViolation("displayed", "已经公开展示")
    if lacking := [each.label for each in row.requirements.order_by("pk") if not each.how]:
        raise RuleViolation("requirements", f"四项要求还没有写全：{'、'.join(lacking)}")


def display(row: TwoWayReview, by: Any, today: date) -> None:
    publishing.publish_for(
        row,
        by=by,
        organization=row.organization,
        handler=street_of(row.organization),
        kind=Publication.Kind.OTHER_NOTICE,
        title=f"{row.person.name}{row.year}年述职报告",
        content=row.content[:5000],
        today=today,
    )


def _day(day: date | None, row: TwoWayReview, asked: Asked, name: str, label: str) -> None:
    """A day of judging: told, past, not before the display."""
    if day is None:
        raise RuleViolation("no-day", f"请填写{label}", field=name)
    check_not_ahead(day, today=asked.today, label=label, field=name)
    if row.displayed_on is None or day < row.displayed_on:
        raise RuleViolation("before-display", f"先公开展示述职报告，{label}不能早于展示日期", field=name)


def check_superior(row: TwoWayReview, asked: Asked) -> None:
    """Judged by the street, never by the community itself."""
    stored = _open(row)
    if not may(asked.by, REVIEW, row.organization):
        raise RuleViolation("superior", "上级评议由街道党工委登记")
    if stored.superior_on is not None:
        raise RuleViolation("judged", "上级已经评议")
    if row.superior_grade not in grades_of(row.organization, asked.today):
        raise RuleViolation("grade", "请选择等次", field="superior_grade")
    _day(row.superior_on, stored, asked, "superior_on", "上级评议日期")


def check_count(line: ReviewCount, asked: Asked) -> None:
    """Papers balance: valid ones are those of the grades."""
    stored = _open(line.review)
    if not asked.names:
        return
    _day(line.held_on, stored, asked, "held_on", "评议日期")
    if line.returned > line.issued:
        raise RuleViolation("returned", "收回票数不能多于发出票数", field="returned")
    if sum(line.counts) + line.invalid != line.returned:
        raise RuleViolation("balance", "各等次票数与废票之和必须等于收回票数", field="returned")


def check_conclusion(row: TwoWayReview, asked: Asked) -> None:
    """Both directions were heard: the superior, the members, the public reviewers; the display is over."""
    stored = _open(row)
    _day(row.concluded_on, stored, asked, "concluded_on", "办结日期")
    if stored.superior_on is None:
        raise RuleViolation("superior", "上级还没有评议")
    there = set(row.counts.values_list("side", flat=True))
    if missing := [side.label for side in ReviewCount.Side if side not in there]:
        raise RuleViolation("sides", f"还没有登记{'、'.join(missing)}的评议票")
    running = publishing.current_for(stored)
    if running is not None and asked.today <= running.ends_on:
        raise RuleViolation("running", f"公开展示到{running.ends_on}，期满后才能办结")
    if not row.follow_up.strip():
        raise RuleViolation("no-follow-up", "请填写整改措施", field="follow_up")


def conclude(row: TwoWayReview, by: Any, today: date) -> None:
    publishing.conclude_for(row, by=by, today=today, what="办结")
