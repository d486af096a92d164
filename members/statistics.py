"""Members of an organisation as of a date, in one pass: parts add up to the total, the unknown is shown (MEM-03).

Counted are organisational relationships in formal branches (requirements.md, decision 1) that were in force on the
day; age is in completed years on the day. Which branches belong to the organisation is today's tree: a branch that was
moved since is counted where it stands now.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection

from core.chinese import EDUCATION_BANDS, UNKNOWN_LABEL, Sex
from members.models import Membership
from organizations import thresholds
from organizations.kinds import HOLDS_RELATIONSHIPS
from organizations.models import Organization

OFFICIAL_AGE_BANDS = "0-30;31-35;36-40;41-45;46-50;51-55;56-60;61-"
"""Of the annual statistics of the Party; the survey's are the threshold mem.age_bands.survey."""
HAN, MINORITY = "汉族", "少数民族"

_COUNT = """
SELECT grouping(p.sex, a.age, p.education, m.status, m.member_class, p.ethnicity, m.organization_id),
       p.sex, a.age, p.education, m.status, m.member_class, p.ethnicity, m.organization_id, count(*)
FROM members_membership m
JOIN people_person p ON p.id = m.person_id
JOIN organizations_organization o ON o.id = m.organization_id
CROSS JOIN LATERAL (SELECT extract(year FROM age(%(as_of)s::date, p.birth_date))::int AS age) a
WHERE m.scope >= %(path)s AND m.scope < %(end)s AND m.during @> %(as_of)s::date AND o.kind = ANY(%(kinds)s)
GROUP BY GROUPING SETS
    ((), (p.sex), (a.age), (p.education), (m.status), (m.member_class), (p.ethnicity), (m.organization_id))
"""


@dataclass(frozen=True)
class Line:
    """One number: its share of the total in percent, and the register's filter that lists the people behind it."""

    label: str
    count: int
    percent: str
    query: dict[str, str]


@dataclass(frozen=True)
class Table:
    """One way to divide the total; the counts of its lines add up to it."""

    key: str
    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Statistics:
    organization: Organization
    as_of: date
    total: int
    tables: list[Table]

    def as_dict(self) -> dict[str, object]:
        """`{"as_of", "total", "by": {key: {label: count}}}`; unknown as 未填."""
        by = {table.key: {line.label: line.count for line in table.lines} for table in self.tables}
        return {"as_of": self.as_of.isoformat(), "total": self.total, "by": by}


class Band(NamedTuple):
    label: str
    low: int
    high: int | None


def age_bands(written: str | Sequence[str]) -> list[Band]:
    """ "0-45;46-59;60-" → 45岁及以下, 46-59岁, 60岁及以上; both bounds belong to the band (decision 2)."""
    bands = []
    for part in written.split(";") if isinstance(written, str) else written:
        low, high = part.split("-")
        if not high:
            bands.append(Band(f"{low}岁及以上", int(low), None))
        elif int(low) == 0:
            bands.append(Band(f"{high}岁及以下", 0, int(high)))
        else:
            bands.append(Band(f"{low}-{high}岁", int(low), int(high)))
    return bands


def percentages(counts: Sequence[int], *, decimals: int = 1) -> list[str]:
    """Shares of the sum in percent that add up to exactly 100: by largest remainder, of equal ones the first."""
    total = sum(counts)
    unit = 10**decimals
    if not total:
        return [f"{0:.{decimals}f}"] * len(counts)
    whole = [count * 100 * unit // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda i: -(counts[i] * 100 * unit % total))
    for i in by_remainder[: 100 * unit - sum(whole)]:
        whole[i] += 1
    return [f"{value / unit:.{decimals}f}" for value in whole]


def member_statistics(organization: Organization, *, as_of: date) -> Statistics:
    """Three queries whatever the size: the pass over the members, names of branches, bands."""
    settings = thresholds.several(
        ["mem.age_bands.survey", "mem.percent_decimals"], organization=organization, as_of=as_of
    )
    path = organization.path
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNT,
            {"path": path, "end": path[:-1] + "/", "as_of": as_of, "kinds": [str(k) for k in HOLDS_RELATIONSHIPS]},
        )
        rows = cursor.fetchall()
    counts: list[dict[object, int]] = [{} for _ in range(7)]
    total = 0
    for mask, *values, count in rows:
        if mask == 0b1111111:
            total = count
            continue
        position = next(i for i in range(7) if not mask >> (6 - i) & 1)
        counts[position][values[position]] = count
    sexes, ages, degrees, statuses, classes, peoples, branches = counts
    names = Organization.objects.in_bulk([pk for pk in branches if isinstance(pk, int)])
    decimals = int(settings["mem.percent_decimals"])

    def table(key: str, title: str, parts: Iterable[tuple[str, int, dict[str, str]]], unknown: dict[str, str]) -> Table:
        listed = [*parts]
        rest = total - sum(count for _, count, _ in listed)
        if rest:
            listed.append((UNKNOWN_LABEL, rest, unknown))
        shares = percentages([count for _, count, _ in listed], decimals=decimals)
        return Table(key, title, [Line(*part[:2], share, part[2]) for part, share in zip(listed, shares, strict=True)])

    def by_age(key: str, title: str, bands: list[Band]) -> Table:
        parts = [
            (
                band.label,
                sum(n for age, n in ages.items() if isinstance(age, int) and _within(age, band)),
                {"age_from": str(band.low)} | ({} if band.high is None else {"age_to": str(band.high)}),
            )
            for band in bands
        ]
        return table(key, title, parts, {"unknown": "birth"})

    def by_education(key: str, title: str, scheme: str) -> Table:
        parts = [
            (
                band.label,
                sum(degrees.get(member, 0) for member in band.members),
                {"education": ",".join(sorted(band.members))},
            )
            for band in EDUCATION_BANDS[scheme]
        ]
        return table(key, title, parts, {"unknown": "education"})

    han = peoples.get(HAN, 0)
    minority = sum(n for name, n in peoples.items() if name not in (HAN, "", None))
    return Statistics(
        organization,
        as_of,
        total,
        [
            table(
                "sex",
                "性别",
                [(sex.label, sexes.get(sex.value, 0), {"sex": sex.value}) for sex in Sex],
                {"unknown": "sex"},
            ),
            by_age("age", "年龄（调研口径）", age_bands(settings["mem.age_bands.survey"])),
            by_education("education", "文化程度（调研口径）", "survey"),
            table(
                "category",
                "党员类别",
                [(s.label, statuses.get(s.value, 0), {"status": s.value}) for s in Membership.Status],
                {},
            ),
            table(
                "class",
                "管理类型",
                [
                    (c.label, classes[c.value], {"member_class": c.value})
                    for c in Membership.MemberClass
                    if c.value and classes.get(c.value)
                ],
                {"unknown": "member_class"},
            ),
            table(
                "ethnicity",
                "民族",
                [(HAN, han, {"ethnicity": HAN}), (MINORITY, minority, {"ethnicity": MINORITY})],
                {"unknown": "ethnicity"},
            ),
            by_age("age_official", "年龄（年报口径）", age_bands(OFFICIAL_AGE_BANDS)),
            by_education("education_official", "学历（年报口径）", "official"),
            table(
                "branch",
                "党支部",
                [
                    (names[pk].name, count, {"branch": str(pk)})
                    for pk, count in sorted(branches.items(), key=lambda item: names[item[0]].path)
                    if isinstance(pk, int)
                ],
                {},
            ),
        ],
    )


def _within(age: int, band: Band) -> bool:
    return band.low <= age and (band.high is None or age <= band.high)
