"""The plan of a community, and where posters of its grids were put up."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from core.records import audit
from core.records.errors import RuleViolation
from grids import rules
from grids.models import Building, CommunityPlan, Grid, Posting
from organizations.models import Organization
from organizations.rules import raise_field_errors


@transaction.atomic
def save_plan(*, by: Any, community: Organization, picture: "ContentFile[bytes]") -> CommunityPlan:
    """The community's plan; a new picture takes the place of the old one, boundaries stay."""
    plan = CommunityPlan.objects.select_for_update().filter(organization=community).first()
    old = plan.picture.name if plan is not None else ""
    if plan is None:
        plan = CommunityPlan(organization=community)
    else:
        plan.version += 1
    plan.picture = picture
    plan.save()
    if old:
        storage = plan.picture.storage
        transaction.on_commit(lambda: storage.delete(old))
    audit.record("grids.plan_saved", by=by, target=plan)
    return plan


@transaction.atomic
def put_up(
    *, by: Any, grid: Grid, kind: str, spot: str, on: date, today: date, building: Building | None = None
) -> Posting:
    """A poster hangs at ``spot`` from ``on``; where one hung already, it is replaced by the new one (S2 三(四))."""
    if building is not None and building.grid_id != grid.pk:
        raise RuleViolation("other-grid", "这栋楼不在这个网格", field="building")
    rules.check_day(grid, on, today=today, label="张贴日期", field="on", past=True)
    for old in Posting.objects.select_for_update().filter(grid=grid, spot=spot, during__endswith__isnull=True):
        _take_down(old, on)
    posting = Posting(
        organization=grid.organization, grid=grid, building=building, kind=kind, spot=spot, during=(on, None)
    )
    raise_field_errors(posting, exclude=["scope"])
    posting.save()
    audit.record("grids.poster_put_up", by=by, target=posting, on=on.isoformat())
    return posting


def _take_down(posting: Posting, on: date) -> None:
    if on <= posting.during.lower:
        raise RuleViolation("before-start", f"日期必须晚于原来的张贴日期{posting.during.lower:%Y-%m-%d}", field="on")
    posting.during = (posting.during.lower, on)
    posting.save(update_fields=["during"])


@transaction.atomic
def take_down(*, by: Any, posting: Posting, on: date, today: date) -> Posting:
    """The poster does not hang there any more from ``on``."""
    posting = Posting.objects.select_for_update(of=["self"]).select_related("grid__organization").get(pk=posting.pk)
    if posting.during.upper is not None:
        raise RuleViolation("already-down", f"已登记于{posting.during.upper:%Y-%m-%d}取下")
    rules.check_day(posting.grid, on, today=today, label="取下日期", field="on", past=True)
    _take_down(posting, on)
    audit.record("grids.poster_taken_down", by=by, target=posting, on=on.isoformat())
    return posting
