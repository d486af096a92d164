"""Who takes a post, for what, and where (MEM-07)."""

from datetime import date

from core.records.errors import RuleViolation
from grids.models import DutyPost, DutyService
from grids.queries import communities_of
from organizations import standards
from organizations.models import Organization
from organizations.registers.register import Asked
from organizations.tree.effective import check_not_ahead, check_span

ROLES = "mem.volunteer_roles"


def roles_of(organization: Organization | None, on: date) -> list[str]:
    """The names of volunteer posts (the eight roles 义务八大员) that the district keeps."""
    return list(standards.at(ROLES, organization=organization, as_of=on))


def check_post(entry: DutyPost, asked: Asked) -> None:
    """A member who belongs to the community that day; a volunteer post is of the list; the area lies in the grid."""
    if not asked.names:
        return
    since = entry.during.lower
    check_span(entry.organization, entry.during, today=asked.today)
    entry.name = entry.name.strip()
    if entry.kind == DutyPost.Kind.VOLUNTEER and entry.name not in (roles := roles_of(entry.organization, since)):
        raise RuleViolation("no-role", f"义务岗是：{'、'.join(roles)}；要增加请区里在指标里添上", field="name")
    if (
        entry.pk is None
        and not communities_of(entry.person_id, on=since).filter(pk__in=entry.organization.ancestor_ids).exists()
    ):
        message = f"{entry.person.name}这一天的组织关系不在本社区，也没有在本社区报到"
        raise RuleViolation("not-a-member-here", message, field="person_name")
    _check_place(entry)
    if entry.pk is not None and any(each.served_on not in entry.during for each in entry.services.all()):
        raise RuleViolation("services-outside", "已登记的服务不在这段时间里，请先更正服务", field="until")


def _check_place(entry: DutyPost) -> None:
    if entry.area is not None and entry.grid is None:
        entry.grid = entry.area.grid
    if entry.area is not None and entry.area.grid_id != entry.grid_id:
        raise RuleViolation("other-grid", f"{entry.area.name}在{entry.area.grid.name}，请改选网格", field="area")
    if entry.grid is not None and entry.grid.organization_id not in entry.organization.ancestor_ids:
        raise RuleViolation("elsewhere", "请选择本社区的网格", field="grid")


def check_service(line: DutyService, asked: Asked) -> None:
    if not asked.names:
        return
    check_not_ahead(line.served_on, today=asked.today, label="日期", field="served_on")
    if line.served_on not in line.post.during:
        raise RuleViolation("outside", f"{line.served_on}不在任岗时间里", field="served_on")
