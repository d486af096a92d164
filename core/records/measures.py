"""Measures: one relation of records with a verdict, read by facts, lists, reminders and the pages behind a number.

The app that owns a record says once, in a ``Source``, what it is worth: one SELECT over its tables with the columns

=================  ========================================================================================
organization_id    where it is measured, in the tree of the month's last day
record             id of the record, null where what is owed is missing or nothing was recorded
on_day             the local day it belongs to
due_on             by when it is owed, null for what is not
entered_at         when it was entered, null for what has no entry
limit_on           the last local day on which entering it was in time: an entry after the close is timely until then
=================  ========================================================================================

and what its measures need besides. The SELECT reads the relations of organizations.relations (``tree``,
``communities``, ``std``) and the parameters ``%(first)s``, ``%(next)s``, ``%(last)s`` (days of the month),
``%(start)s``, ``%(end)s`` (the same as moments), ``%(year)s``,
``%(known_by)s`` (what was entered later does not exist) and ``%(today)s`` (the local day of ``known_by``).

From the one text two shapes are generated: ``rows`` for pages and verification, ``sums`` for the nightly facts (the
literal rows of a million members cost three times as much). Verdicts decide what a row adds: see ``MEASURED``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import models

from core.zone import local_day


class Verdict(models.TextChoices):
    COUNTS = "counts", "计入"
    LATE = "late", "逾期"
    MISSING = "missing", "欠缺"
    EXCUSED = "excused", "免计"
    VOID = "void", "不计"
    UNKNOWN = "unknown", "未知"
    OPEN = "open", "未到期"


MEASURED = (Verdict.COUNTS, Verdict.LATE, Verdict.MISSING)
"""Verdicts whose numerator and denominator are added up; ``unknown`` is counted apart, the others add nothing."""


def values_of(states: Iterable[str]) -> str:
    """SQL list of a set of states or kinds: ``('recorded', 'closed')``; of our own names only."""
    names = [str(state) for state in states]
    if not all(name.isidentifier() for name in names):
        raise ValueError(f"not names: {names}")
    return "(" + ", ".join(f"'{name}'" for name in names) + ")"


@dataclass(frozen=True)
class Measure:
    """One number: SQL expressions over a row ``r`` of its source.

    ``denominator`` "NULL" for what is counted, not related. ``verdict`` yields one of ``verdicts``; ``why`` a key of
    the source's ``reasons``.
    """

    code: str
    numerator: str
    denominator: str = "NULL"
    verdict: str = f"'{Verdict.COUNTS}'"
    verdicts: tuple[Verdict, ...] = (Verdict.COUNTS,)
    why: str = "''"

    @property
    def all_measured(self) -> bool:
        return all(verdict in MEASURED for verdict in self.verdicts)


Described = Mapping[int, tuple[str, str]]
Describe = Callable[[Any, Sequence[int]], Described]


@dataclass(frozen=True)
class Source:
    """One SELECT (see the module) and the measures over it.

    ``watches``: labels of the models whose change moves it. ``describe(user, records)`` gives title and address of the
    records that the user may see. ``reasons``: sentence of each ``why``. ``standards``: column of ``std`` → name.
    """

    name: str
    sql: str
    measures: tuple[Measure, ...]
    describe: Describe
    watches: tuple[str, ...]
    reasons: Mapping[str, str] = field(default_factory=dict)
    standards: Mapping[str, str] = field(default_factory=dict)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(measure.code for measure in self.measures)


class Reading(Protocol):
    """What reads standards: a source of measures or of duties."""

    @property
    def name(self) -> str: ...

    @property
    def standards(self) -> Mapping[str, str]: ...


def standards_of(sources: Iterable[Reading]) -> dict[str, str]:
    """Columns of ``std`` that the sources need. Raises ValueError where two give one column different names."""
    names: dict[str, str] = {}
    for source in sources:
        for alias, name in source.standards.items():
            if names.setdefault(alias, name) != name:
                raise ValueError(f"{source.name}: {alias} is {names[alias]} elsewhere")
    return names


def rows(source: Source, codes: Iterable[str] | None = None, *, many: bool = False) -> str:
    """SQL: a line for each record and measure (organization_id, indicator, record, on_day, due_on, entered_at,
    numerator, denominator, verdict, why). ``many``: for millions of rows, which are told no reason; each column of the
    source is computed once."""
    wanted = set(source.codes if codes is None else codes)
    lines = ",\n        ".join(
        f"('{each.code}', ({each.numerator})::numeric, ({each.denominator})::numeric, ({each.verdict})::text,"
        f" {'NULL' if many else f'({each.why})::text'})"
        for each in source.measures
        if each.code in wanted
    )
    measured = values_of(MEASURED)
    return f"""
    SELECT r.organization_id, v.indicator, r.record, r.on_day, r.due_on, r.entered_at,
           CASE WHEN v.verdict IN {measured} THEN v.numerator END AS numerator,
           CASE WHEN v.verdict IN {measured} THEN v.denominator END AS denominator,
           v.verdict, v.why
    FROM ({source.sql}{" OFFSET 0" if many else ""}) r CROSS JOIN LATERAL (VALUES
        {lines}
    ) v(indicator, numerator, denominator, verdict, why)"""


def sums(source: Source, *, timely: bool = False) -> str:
    """SQL: organization_id, indicator, numerator, denominator, unknown, timely, the rows of an organisation added up.

    ``timely`` (null unless asked for): the part of the numerator that was entered after ``%(closed_at)s`` and within
    its own limit. ``OFFSET 0`` keeps a column of the source, and a verdict, from being computed anew in every
    expression that reads it.
    """
    measured = values_of(MEASURED)
    columns, lines = [], []
    told: dict[str, int] = {}  # verdict → number of its columns
    for number, each in enumerate(source.measures):
        keep, unknown, late = "", "0", f"r.entered_at >= %(closed_at)s AND {local_day('r.entered_at')} <= r.limit_on"
        if not each.all_measured:
            verdict = told.setdefault(each.verdict, len(told))
            keep, late = f" FILTER (WHERE r.measured{verdict})", f"r.measured{verdict} AND {late}"
            if Verdict.UNKNOWN in each.verdicts:
                unknown = f"count(*) FILTER (WHERE r.unknown{verdict})"
        in_time = f"sum({each.numerator}) FILTER (WHERE {late})" if timely else "NULL"
        denominator = "NULL" if each.denominator == "NULL" else f"sum({each.denominator}){keep}"
        columns.append(
            f"sum({each.numerator}){keep} AS n{number}, {denominator} AS d{number}, {unknown} AS u{number},"
            f" {in_time} AS t{number}"
        )
        lines.append(f"('{each.code}', n{number}::numeric, d{number}::numeric, u{number}::integer, t{number}::numeric)")
    verdicts = "".join(
        f", ({verdict}) IN {measured} AS measured{place}, ({verdict}) = '{Verdict.UNKNOWN}' AS unknown{place}"
        for verdict, place in told.items()
    )
    judged = f"(SELECT r.*{verdicts} FROM ({source.sql} OFFSET 0) r OFFSET 0)"
    return f"""
    SELECT s.organization_id, v.indicator, v.numerator, v.denominator, v.unknown, v.timely
    FROM (SELECT r.organization_id, {", ".join(columns)} FROM {judged} r GROUP BY r.organization_id) s
    CROSS JOIN LATERAL (VALUES {", ".join(lines)}) v(indicator, numerator, denominator, unknown, timely)
    WHERE v.numerator IS NOT NULL OR v.denominator IS NOT NULL OR v.unknown > 0"""
