"""Boundaries of grids on the plan of their community: what is an area, and what two share (GRD-01)."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from core.records.errors import RuleViolation

PLAN_SIDE = 1000
CORNERS_MAXIMUM = 60


def check_boundary(corners: Any) -> list[list[int]]:
    """Corners of a polygon on the plan: [] or 3–60 whole pairs within 0–1000 that do not cross themselves."""
    if corners in (None, ""):
        return []
    if not isinstance(corners, list | tuple):
        raise RuleViolation("boundary", "网格范围应是若干个拐点坐标", field="boundary")
    points: list[list[int]] = []
    for corner in corners:
        if not (
            isinstance(corner, list | tuple)
            and len(corner) == 2
            and all(isinstance(value, int) and 0 <= value <= PLAN_SIDE for value in corner)
        ):
            raise RuleViolation("boundary", f"拐点坐标应是0至{PLAN_SIDE}之间的整数", field="boundary")
        points.append([corner[0], corner[1]])
    if points and not 3 <= len(points) <= CORNERS_MAXIMUM:
        raise RuleViolation("boundary", f"网格范围需要3至{CORNERS_MAXIMUM}个拐点", field="boundary")
    if len({(x, y) for x, y in points}) < len(points):
        raise RuleViolation("boundary", "有两个拐点是同一点，请去掉一个", field="boundary")
    if _crosses_itself(points):
        raise RuleViolation("boundary", "网格范围的边线相互交叉或者重合，请检查拐点次序", field="boundary")
    return points


def _turn(a: Sequence[int], b: Sequence[int], c: Sequence[int]) -> int:
    value = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (value > 0) - (value < 0)


def _between(a: Sequence[int], b: Sequence[int], c: Sequence[int]) -> bool:
    """``c`` lies on the edge from ``a`` to ``b``."""
    inside = min(a[0], b[0]) <= c[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= c[1] <= max(a[1], b[1])
    return inside and _turn(a, b, c) == 0


def _meet(a: Sequence[int], b: Sequence[int], c: Sequence[int], d: Sequence[int]) -> bool:
    """Two edges cross, touch or run along each other."""
    if _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0:
        return True
    return _between(a, b, c) or _between(a, b, d) or _between(c, d, a) or _between(c, d, b)


def _crosses_itself(points: list[list[int]]) -> bool:
    """Edges meet elsewhere than at the corner between neighbours, or one runs back along the one before it."""
    count = len(points)
    edges = [(points[i], points[(i + 1) % count]) for i in range(count)]
    for i, (a, b) in enumerate(edges):
        _, c = edges[(i + 1) % count]
        if _between(a, b, c) or _between(b, c, a):
            return True
        for j in range(i + 2, count):
            if (i, j) != (0, count - 1) and _meet(a, b, *edges[j]):
                return True
    return False


def _spans(points: Sequence[Sequence[int]], y: float) -> list[tuple[float, float]]:
    """Where a level line lies inside the polygon."""
    found = []
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        if (y0 > y) != (y1 > y):
            found.append(x0 + (y - y0) * (x1 - x0) / (y1 - y0))
    found.sort()
    return list(zip(found[::2], found[1::2], strict=True))


def overlapping(one: Sequence[Sequence[int]], other: Sequence[Sequence[int]]) -> bool:
    """Whether two boundaries share more than a border: a warning on the page, never a refusal."""
    levels = sorted({y for _, y in (*one, *other)})
    lines = [low + (high - low) * part for low, high in pairwise(levels) for part in (0.1, 0.5, 0.9)]
    return any(
        min(right, end) - max(left, begin) > 1
        for y in lines
        for left, right in _spans(one, y)
        for begin, end in _spans(other, y)
    )
