"""Who may log a visit of what, and how a grid is redrawn; no writes (GRD-11)."""

from datetime import date

from core.chinese.dates import chinese_date
from core.records.errors import RuleViolation
from grids.models import VISITORS, Building, Grid, Household, ResponsiblePerson
from grids.rules import check_begun, check_day, check_no_diagnosis
from organizations.tree.effective import check_not_ahead, check_stands
from people.models import Person


def check_visit(
    grid: Grid, household: Household | None, person: Person, *, on: date, today: date, content: str
) -> ResponsiblePerson:
    """The seat in which ``person`` visits on the day: head or officer of the grid then. Raises RuleViolation."""
    check_not_ahead(on, today=today, label="走访日期", field="visited_on")
    check_stands(grid.organization, on, label="走访日期", field="visited_on")
    check_begun(grid if household is None else household.building, on, label="走访日期", field="visited_on")
    check_no_diagnosis(content, field="content")
    if household is not None and household.building.grid_id != grid.pk:
        raise RuleViolation("other-grid", "这一户不在这个网格", field="household")
    rows = grid.responsible_persons.in_force(on).filter(person=person, role__in=VISITORS)
    seat: ResponsiblePerson | None = rows.order_by("role", "pk").first()
    if seat is None:
        raise RuleViolation(
            "not-responsible", "走访由当天在任的网格长或网格管理员登记，请核对走访日期", field="visited_on"
        )
    return seat


def check_redrawing(building: Building, to: Grid, *, on: date, today: date) -> None:
    """A building goes to another grid of its community from a day on which both are there."""
    if to.organization_id != building.organization_id:
        raise RuleViolation("elsewhere", "只能调整到本社区的网格", field="to")
    if to.pk == building.grid_id:
        raise RuleViolation("same-grid", f"{building.name}已经在{to.name}，请选择另一个网格", field="to")
    check_day(to, on, today=today, label="调整日期", field="on")
    check_begun(building, on, label="调整日期", field="on")
    if building.since is not None and on == building.since:
        raise RuleViolation("first-day", f"{building.name}{chinese_date(on)}才登记，请直接登记到那个网格", field="on")
    if building.building_group_id is not None and to.grid_branch_id is None:
        raise RuleViolation(
            "no-grid-branch",
            f"{building.name}有楼栋党小组，{to.name}还没有网格大党支部，请先在网格资料里设立",
            field="to",
        )
    if to.buildings.filter(name=building.name).exists():
        raise RuleViolation("same-name", f"{to.name}已有{building.name}，请先改楼栋名称", field="to")
