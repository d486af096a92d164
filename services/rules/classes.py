"""How items and agreements are classified: the lists of the year, and what follows from a unit; no writes (SVC-01)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from core.records.errors import RuleViolation
from organizations import standards
from organizations.models import Organization, Unit
from services.models import AgreementItem


class Classes(NamedTuple):
    """The labels of a year: for an item those of S2 四(四), S0 三(二)2 and S3 三2, for an agreement those of S3 二4."""

    kind: list[str]
    kind_s0: list[str]
    kind_s3: list[str]
    partner: list[str]


CLASSES = [
    "svc.co_building.kinds",
    "svc.co_building.kinds_s0",
    "svc.co_building.kinds_s3",
    "svc.co_building.partners",
]
LISTS = {"kind": "六联类别", "kind_s0": "四共类别", "kind_s3": "六共类别"}
"""The classifications of an item: field → what pages call it."""


def classes_of(organization: Organization, year: int) -> Classes:
    """What agreements of the year choose among, drafted or edited: the lists in force on its first day."""
    found = standards.several(CLASSES, organization=organization, as_of=date(year, 1, 1))
    return Classes(*(found[name] for name in CLASSES))


def check_classified(classes: Classes, items: Iterable[AgreementItem]) -> None:
    """Every item bears a label of each classification."""
    for item in items:
        for field, label in LISTS.items():
            if getattr(classes, field) and not getattr(item, field):
                raise RuleViolation("not-classified", f"“{item.title}”还没有选{label}，请修改后再确认")


_PARTNERS = {
    Unit.UnitKind.ARMY: "军民",
    Unit.UnitKind.POLICE: "警民",
    Unit.UnitKind.ENTERPRISE: "社企",
    Unit.UnitKind.NEW_ECONOMIC: "社企",
}


def partner_of(unit: Unit, classes: Classes) -> str:
    """What a first agreement with the unit is proposed as, by its kind; empty for an organ or an institution."""
    label = _PARTNERS.get(unit.kind, "")  # type: ignore[call-overload]
    return label if label in classes.partner else ""
