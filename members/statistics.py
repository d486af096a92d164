"""Members of an organisation as of a date, in one pass: counts add up to the total, the unknown is shown (MEM-03).

Counted are organisational relationships in formal branches (requirements.md, decision 1) that were in force on the
day; age is in completed years on the day. Which branches belong to the organisation says the tree of that day: a later
move changes no past number. Before a branch's first roster its members are not recorded, which is said, not counted as
none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

from core.chinese.attributes import EDUCATION_BANDS, UNKNOWN_LABEL, Sex
from core.chinese.numbers import ratio
from core.records import walls
from members.models import Membership
from organizations import standards
from organizations.kinds import HOLDS_RELATIONSHIPS
from organizations.measures import known_then, then
from organizations.models import Organization
from organizations.tree.effective import settled_at
from organizations.tree.names import names_on
from organizations.tree.queries import subtree_ids

OFFICIAL_AGE_BANDS = "0-30;31-35;36-40;41-45;46-50;51-55;56-60;61-"
"""Of the annual statistics of the Party; the survey's are the threshold mem.age_bands.survey."""
PAST = "members.past"
"""The way past the wall: a past day is counted by its own tree, with the branches that have moved away since."""
HAN, MINORITY = "汉族", "少数民族"
COUNTED = ("sex", "birth_date", "education", "ethnicity")
"""What a person is divided by: attributes without days, which stand as they were known when a day was settled."""

_COUNT = """
SELECT grouping(p.sex, a.age, p.education, m.status, m.member_class, p.ethnicity, m.organization_id),
       p.sex, a.age, p.education, m.status, m.member_class, p.ethnicity, m.organization_id, count(*)
FROM members_membership m
JOIN {persons} p ON p.id = m.person_id
CROSS JOIN LATERAL (SELECT extract(year FROM age(%(as_of)s::date, p.birth_date))::int AS age) a
WHERE m.organization_id = ANY(%(branches)s) AND m.during @> %(as_of)s::date
GROUP BY GROUPING SETS
    ((), (p.sex), (a.age), (p.education), (m.status), (m.member_class), (p.ethnicity), (m.organization_id))
"""
_KNOWN_THEN = f"""(
    SELECT w.id, {", ".join(f"{then('e', name, 'w')} AS {name}" for name in COUNTED)}
    FROM people_person w {known_then("people_personevent", ", ".join(COUNTED), "e", "w.id")})"""
"""SQL of persons as they were known when the figures of the day were settled (``%(known_by)s``)."""

_UNRECORDED = """
SELECT count(*) FROM unnest(%(branches)s::bigint[]) branch(id)
WHERE EXISTS (SELECT 1 FROM members_membership m WHERE m.organization_id = branch.id)
AND NOT EXISTS (
    SELECT 1 FROM members_membership m WHERE m.organization_id = branch.id AND lower(m.during) <= %(as_of)s
)
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
    unrecorded: int = 0
    """Branches of that day whose first roster came later: their members are not in the total."""
    settled: datetime | None = None
    """When the day was settled: persons are counted as they were known then."""

    @property
    def title(self) -> str:
        return f"{self.organization.name}党员统计（截至{self.as_of:%Y-%m-%d}）"

    @property
    def recorded(self) -> bool:
        """Whether anything is known of the day."""
        return bool(self.total) or not self.unrecorded

    def as_dict(self) -> dict[str, object]:
        """`{"as_of", "total", "unrecorded", "by": {key: {label: count}}}`; unknown as 未填."""
        if not self.recorded:
            return {"as_of": self.as_of.isoformat(), "total": None, "unrecorded": self.unrecorded, "by": {}}
        by = {table.key: {line.label: line.count for line in table.lines} for table in self.tables}
        return {"as_of": self.as_of.isoformat(), "total": self.total, "unrecorded": self.unrecorded, "by": by}


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


@walls.beyond(PAST)
def member_statistics(organization: Organization, *, as_of: date) -> Statistics:
    """Seven queries whatever the size: the branches of the day, the pass over their members, names, bands, the close.

    Of a settled day (``settled_at``) a later correction of schooling or birth changes nothing.
    """
    settings = standards.several(
        ["mem.age_bands.survey", "mem.percent_decimals"], organization=organization, as_of=as_of
    )
    there = subtree_ids(organization, on=as_of, kinds=HOLDS_RELATIONSHIPS)
    settled = settled_at(organization, as_of)
    statement = _COUNT.format(persons="people_person" if settled is None else _KNOWN_THEN)
    with connection.cursor() as cursor:
        cursor.execute(statement, {"branches": there, "as_of": as_of, "known_by": settled})
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
    counted = [pk for pk in branches if isinstance(pk, int)]
    paths = dict(Organization.objects.filter(pk__in=counted).values_list("pk", "path"))
    names = names_on(counted, on=as_of)
    unrecorded = _unrecorded(sorted(set(there) - set(counted)), as_of)
    decimals = int(settings["mem.percent_decimals"])

    def table(key: str, title: str, parts: Iterable[tuple[str, int, dict[str, str]]], unknown: dict[str, str]) -> Table:
        listed = [*parts]
        rest = total - sum(count for _, count, _ in listed)
        if rest:
            listed.append((UNKNOWN_LABEL, rest, unknown))
        return Table(
            key,
            title,
            [
                Line(label, count, str(ratio(count, total or 1, places=decimals)), query)
                for label, count, query in listed
            ],
        )

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
                [(names[pk], branches[pk], {"branch": str(pk)}) for pk in sorted(counted, key=paths.__getitem__)],
                {},
            ),
        ],
        unrecorded,
        settled,
    )


def _unrecorded(branches: list[int], as_of: date) -> int:
    """How many of these have members, but none recorded by the day."""
    with connection.cursor() as cursor:
        cursor.execute(_UNRECORDED, {"branches": branches, "as_of": as_of})
        return int(cursor.fetchone()[0])


def _within(age: int, band: Band) -> bool:
    return band.low <= age and (band.high is None or age <= band.high)
