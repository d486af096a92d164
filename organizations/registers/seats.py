"""Who sets the seats of an organisation, and from which day (ORG-33)."""

from typing import Any

from core.records.errors import RuleViolation
from organizations.access import MANAGE
from organizations.kinds import ROOTS, Kind
from organizations.models import Organization, SeatPlan
from organizations.registers.register import Asked
from organizations.rules import positions_in
from organizations.scoping import reach
from organizations.tree.effective import check_not_ahead, check_stands
from people.models import User

KEEPERS = tuple(kind for kind in Kind if kind not in ROOTS)


def check_plan(plan: SeatPlan, asked: Asked) -> None:
    """Before a number of seats is set, corrected or withdrawn: by the superior, for a post that the kind has."""
    _check_superior(plan.organization, asked.by)
    if not asked.names:
        return
    if plan.position not in positions_in(plan.organization.kind):
        label = plan.get_position_display()
        raise RuleViolation("no-such-post", f"{plan.organization.get_kind_display()}不设{label}", field="position")
    check_stands(plan.organization, plan.since, label="核定日期", field="since")
    check_not_ahead(plan.since, today=asked.today, label="核定日期", field="since", future=True)


def _check_superior(organization: Organization, by: Any) -> None:
    """Nobody sets the seats of the own office: the right is asked for at the organisation above."""
    above = "".join(f"{step}." for step in organization.path.split(".")[:-2])
    if isinstance(by, User) and not any(above.startswith(path) for path in reach(by, MANAGE)):
        raise RuleViolation("not-superior", f"{organization.name}的职数由上级核定", field="organization")
