"""Contact points: who may follow a community, what a visit is, which problems are open, who answers first (ORG-19)."""

from typing import Any

from psycopg2.extras import DateRange

from core.records.errors import RuleViolation
from organizations.kinds import BRANCHES, COMMUNITY_ORGANIZATIONS, STREETS, Kind
from organizations.models import ContactPoint, ContactVisit, Organization, Position, Post
from organizations.registers.register import Asked
from organizations.tree.effective import check_not_ahead, check_stands


def check_point(point: ContactPoint, asked: Asked) -> None:
    """A leader comes from above: nobody follows the community in which the own post is (S0 四)."""
    since, until = point.during.lower, point.during.upper
    check_stands(point.organization, since, label="开始日期", field="since")
    check_not_ahead(since, today=asked.today, label="开始日期", field="since", future=True)
    if until is not None:
        check_not_ahead(until, today=asked.today, label="结束日期", field="until", future=True)
    if Post.objects.in_force(since).under(point.organization).filter(person=point.leader).exists():
        message = f"{point.leader.name}在{point.organization.name}任职，联系点由上级领导联系"
        raise RuleViolation("own-community", message, field="person_name")
    if point.pk is not None:
        visits = point.visits.order_by("visited_on").values_list("visited_on", flat=True)
        if any(day not in point.during for day in visits):
            raise RuleViolation("visits-outside", "已登记的走访不在这段时间里，请先更正走访", field="until")


def span(data: dict[str, Any]) -> dict[str, Any]:
    """The two days of the form as the spell of the row. Raises RuleViolation when they are in the wrong order."""
    since, until = data.pop("since"), data.pop("until", None)
    if until is not None and until <= since:
        raise RuleViolation("date-order", "结束日期必须晚于开始日期", field="until")
    return data | {"during": DateRange(since, until)}


def check_visit(visit: ContactVisit, asked: Asked) -> None:
    """A visit happened, while the leader followed the community; a solved problem stays as it was."""
    if not asked.names:
        return
    check_not_ahead(visit.visited_on, today=asked.today, label="走访日期", field="visited_on")
    if visit.visited_on not in visit.point.during:
        raise RuleViolation("outside", f"{visit.visited_on}不在联系这个社区的时间里", field="visited_on")
    if visit.solved_on is not None and not visit.problem:
        raise RuleViolation("solved", "问题已登记解决，请先撤销解决", field="problem")


def check_solution(visit: ContactVisit, asked: Asked) -> None:
    """A problem is solved once, after it was found."""
    stored = ContactVisit.objects.get(pk=visit.pk)
    if not stored.problem:
        raise RuleViolation("no-problem", "这次走访没有发现问题")
    if stored.solved_on is not None:
        raise RuleViolation("already-solved", f"已于{stored.solved_on}登记解决")
    if visit.solved_on is not None:
        check_not_ahead(visit.solved_on, today=asked.today, label="解决日期", field="solved_on")
        if visit.solved_on < stored.visited_on:
            raise RuleViolation("before-visit", "解决日期不能早于走访日期", field="solved_on")


def check_reopened(visit: ContactVisit, _asked: Asked) -> None:
    """What was entered as solved by mistake is open again."""
    if ContactVisit.objects.get(pk=visit.pk).solved_on is None:
        raise RuleViolation("not-solved", "还没有登记解决")


def reopened(data: dict[str, Any]) -> dict[str, Any]:
    """What taking a solution back writes."""
    return data | {"solved_on": None, "solution": ""}


def is_open(visit: ContactVisit) -> bool:
    return bool(visit.problem) and visit.solved_on is None


def state_of(visit: ContactVisit) -> str:
    """The problem's state in words; empty where none was found."""
    if not visit.problem:
        return ""
    return "还没有解决" if visit.solved_on is None else f"{visit.solved_on}解决：{visit.solution}"


def visits_of(point: ContactPoint) -> str:
    """How many visits, problems and solutions."""
    visits = list(point.visits.all())
    found = [visit for visit in visits if visit.problem]
    words = f"走访 {len(visits)} 次"
    if not found:
        return words
    return f"{words}，发现问题 {len(found)} 个，已解决 {sum(visit.solved_on is not None for visit in found)} 个"


_FIRST = {
    "社区": (*COMMUNITY_ORGANIZATIONS, *BRANCHES, Kind.BIG_COMMITTEE),
    "街道（镇）": STREETS,
    "区": (Kind.DISTRICT_DEPARTMENT,),
}


def first_responsible(organization: Organization, on: Any) -> list[tuple[str, str]]:
    """Who answers first for Party building at each level 第一责任人: the secretary of the community's own organisation
    (of the big committee where it has none), of its street, of the district; a seat without holder says so (S0 四)."""
    inside = Organization.objects.under(organization).filter(kind__in=_FIRST["社区"])
    bodies = [*organization.ancestor_ids, *inside.values_list("pk", flat=True)]
    order = [*_FIRST["社区"]]
    held = (
        Post.objects.in_force(on)
        .filter(organization__in=bodies, position=Position.SECRETARY)
        .select_related("person", "organization")
        .order_by("scope", "pk")
    )
    found = {}
    for level, kinds in _FIRST.items():
        rows = [post for post in held if post.organization.kind in kinds]
        if level == "社区":  # a branch only where it is the community's own organisation
            rows = [
                post
                for post in rows
                if post.organization.kind not in BRANCHES or post.organization.ancestor_ids[-2] == organization.pk
            ]
            rows.sort(key=lambda post: order.index(Kind(post.organization.kind)))
        found[level] = f"{rows[0].person.name}（{rows[0].organization.name}书记）" if rows else "没有书记"
    return list(found.items())
