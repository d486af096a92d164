"""Where a number is held against a line: shades of the tables, who stands ahead and who needs help.

What decides about anybody is a standard: the stars (``asm.star.levels``), the line below which a community is listed
as needing help (``asm.five_good.help_below``), the targets. The shades below decide nothing and no document names them:
they are how a table is coloured, stand here once with their reason, and pages and legends read them.
"""

from collections.abc import Mapping
from decimal import Decimal

from assessments.models import Indicator

REACHED, UNKNOWN = "q4", "qx"
"""Classes of a cell: the line reached; some part unknown and so no number."""

SHARES = (
    (100, REACHED, "达到目标"),
    (90, "q3", "九成以上"),
    (75, "q2", "七成半以上"),
    (60, "q1", "六成以上"),
    (0, "q0", "不足六成"),
)
"""Share of the line in percent, class and words. From the line down one tenth, a quarter, two fifths: below 60 % is not
a pass in any of the sources' ballots (S3 三1) nor in common use, above it the steps widen with the distance."""

EXCESS = ((0, REACHED), (1, "q3"), (2, "q2"), (4, "q1"))
"""The same where less is better, which today is the mean age of secretaries alone: years above the line. One is what a
body ages in a year, four what it ages in a term but one."""

_WHOLE = Decimal(100)
LEGEND = [words for _, _, words in reversed(SHARES)]


def line_of(indicator: Indicator, target: Decimal | None) -> Decimal | None:
    """The target, or for a rate of what is owed the whole of it; None where no document says what is enough."""
    return _WHOLE if target is None and indicator.owed else target


def shade(
    over: tuple[Decimal, Decimal] | None, indicator: Indicator, target: Decimal | None, *, unknown: bool = False
) -> str:
    """Class of the number ``over`` (above and below the line, unrounded); none where there is no line to hold to."""
    if over is None:
        return UNKNOWN if unknown else ""
    line = line_of(indicator, target)
    if not line:
        return ""
    top, bottom = over
    if not indicator.higher_is_better:
        return next((name for limit, name in EXCESS if top <= (line + limit) * bottom), SHARES[-1][1])
    reached, whole = top * 100, line * bottom
    return next((name for limit, name, _ in SHARES if reached >= whole * limit), SHARES[-1][1])


def score_shade(score: Decimal | None, stars: Mapping[int, int], low: Decimal) -> str:
    """Class of a five-good score: its stars, the most the line reached; below the last by who needs help (``low``)."""
    if score is None:
        return ""
    limits = sorted(stars.values(), reverse=True)
    names = [name for _, name, _ in SHARES[:-2]][: len(limits)]
    steps: list[tuple[Decimal | int, str]] = [*zip(limits, names, strict=False), (low, SHARES[-2][1])]
    return next((name for limit, name in steps if score >= limit), SHARES[-1][1])
