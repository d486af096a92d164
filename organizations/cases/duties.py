"""The next step of every open case, and steps that repeat: who owes them and by when, by the standards of today.

One source for each kind, made of its steps (``source(kind)``); ``config/home.py`` names it among the duties.
"""

from collections.abc import Iterable

from django.urls import reverse

from core.chinese.calendar import add_working_days_sql
from core.records.duties import Duty, Line, Message, Source
from organizations.cases.kinds import CaseKind, Gap, Level, StepKind

_DEBTOR = {
    Level.OWN: "c.organization_id",
    Level.COMMUNITY: "t.community_id",
    Level.STREET: "t.street_id",
    Level.DISTRICT: "t.district_id",
}


def _page(line: Line) -> str:
    return reverse("organizations:case", args=[line.record])


class _Numbers:
    """Standards that the SQL of a kind reads, each with its column."""

    def __init__(self) -> None:
        self.columns: dict[str, str] = {}

        self.joins: list[str] = []

    def counted(self, day: str, number: str) -> str:
        """The alias of the working day that lies ``number`` of them after ``day``, joined for it."""
        ends = f"e{len(self.joins)}"
        begins = f"b{len(self.joins)}"
        self.joins.append(
            f"LEFT JOIN workdays {begins} ON {begins}.date = {day} "
            f"LEFT JOIN workdays {ends} ON {ends}.working AND {ends}.number = {begins}.number + {number}::int"
        )
        return ends

    def column(self, name: str) -> str:
        alias = f"case_{name.replace('.', '_')}"  # one name for all kinds: sources are read together
        self.columns[alias] = name
        return f"s.{alias}"


def _day(key: str) -> str:
    return f"(d.days ->> '{key}')::date" if key else "c.begun_on"


def _after(gap: Gap, numbers: _Numbers) -> str:
    """SQL of the day that lies the gap after its step; null where there is none."""
    base, number = _day(gap.of), numbers.column(gap.standard)
    if gap.unit == "months":
        return f"({base} + make_interval(months => {number}::int))::date"
    return add_working_days_sql(base, f"{number}::int", numbers.counted(base, number))


def _next_sql(kind: CaseKind, numbers: _Numbers) -> str:
    main = [step for step in kind.steps if step.is_main]
    pace = numbers.column(kind.pace)

    def case_of(values: Iterable[tuple[str, str]], otherwise: str) -> str:
        lines = "".join(f" WHEN '{key}' THEN {value}" for key, value in values)
        return f"CASE c.next_step{lines} ELSE {otherwise} END" if lines else otherwise

    opens = case_of(
        [
            (each.key, f"GREATEST(d.last_on, {', '.join(_after(gap, numbers) for gap in each.after)})")
            for each in main
            if each.after
        ],
        "d.last_on",
    )
    limit = case_of([(each.key, _after(each.within, numbers)) for each in main if each.within], "NULL::date")
    debtor = case_of([(each.key, _DEBTOR[each.level]) for each in main], "c.organization_id")
    label = case_of([(each.key, f"'{each.label}'") for each in main], "''")
    return f"""
    SELECT '{kind.key}.next' AS key, h.id AS organization_id, h.path AS scope, NULL AS person_id, NULL AS barred_id,
           c.id AS record, 1 AS amount, LEAST(x.opens_on, x.limit_on) AS opens_on,
           COALESCE(x.limit_on, x.opens_on + {pace}::int) AS due_on, NULL AS verdict,
           c.title || '：' || x.label AS label,
           CASE WHEN x.limit_on IS NULL THEN '最早' || x.opens_on ELSE '期限' || x.limit_on END AS detail,
           ARRAY[7, 0, -7] AS remind
    FROM organizations_case c
    JOIN tree t ON t.organization_id = c.organization_id
    CROSS JOIN LATERAL (
        SELECT COALESCE(max(e.done_on), c.begun_on) AS last_on, jsonb_object_agg(e.key, e.done_on) AS days
        FROM (SELECT DISTINCT ON (q.key) q.key, q.done_on FROM organizations_casestep q
              WHERE q.case_id = c.id AND q.voided_on IS NULL AND q.key <> '' ORDER BY q.key, q.round DESC) e
    ) d
    CROSS JOIN LATERAL (SELECT {debtor} AS debtor_id, {label} AS label) w
    JOIN organizations_organization h ON h.id = w.debtor_id
    JOIN std s ON s.organization_id = h.id
    {" ".join(numbers.joins)}
    CROSS JOIN LATERAL (SELECT {opens} AS opens_on, {limit} AS limit_on, w.label) x
    WHERE c.kind = '{kind.key}' AND c.ended_on IS NULL AND c.scope >= %(lo)s AND c.scope < %(hi)s"""


def _repeat_sql(kind: CaseKind, step: StepKind, numbers: _Numbers) -> str:
    assert step.every is not None
    number = numbers.column(step.every.standard)
    until = f"AND d.days ->> '{step.until}' IS NULL" if step.until else ""
    return f"""
    SELECT '{kind.key}.{step.key}' AS key, h.id AS organization_id, h.path AS scope, NULL AS person_id,
           NULL AS barred_id, c.id AS record, 1 AS amount,
           (x.base + make_interval(months => GREATEST({number}::int - 1, 0)))::date AS opens_on,
           (x.base + make_interval(months => {number}::int))::date AS due_on, NULL AS verdict,
           c.title || '：{step.label}' AS label, '上次' || x.base AS detail, ARRAY[7, 0, -7] AS remind
    FROM organizations_case c
    JOIN tree t ON t.organization_id = c.organization_id
    JOIN organizations_organization h ON h.id = {_DEBTOR[step.level]}
    JOIN std s ON s.organization_id = h.id
    CROSS JOIN LATERAL (
        SELECT jsonb_object_agg(e.key, e.done_on) AS days
        FROM (SELECT DISTINCT ON (q.key) q.key, q.done_on FROM organizations_casestep q
              WHERE q.case_id = c.id AND q.voided_on IS NULL ORDER BY q.key, q.round DESC) e
    ) d
    CROSS JOIN LATERAL (SELECT GREATEST({_day(step.since)}, {_day(step.key)}) AS base) x
    WHERE c.kind = '{kind.key}' AND c.ended_on IS NULL AND d.days ->> '{step.since}' IS NOT NULL {until}
      AND c.scope >= %(lo)s AND c.scope < %(hi)s"""


def _duty(kind: CaseKind, key: str, words: str) -> Duty:
    return Duty(
        key,
        "办理{label}",
        f"{{count}} 项{words}待办理",
        "去办理",
        lambda line: (
            _page(line) if line.count == 1 and line.record else reverse("organizations:cases", args=[kind.key])
        ),
        kind.right,
        notes="最早一项：{label}",
        behind=f"{{organizations}} 个下级组织有{words}逾期",
        overseer=kind.view,
        behind_note="共 {missing} 项",
        behind_url=lambda _line: reverse("organizations:cases", args=[kind.key]),
        message=Message(
            key,
            f"{words}待办理",
            "organizations.case",
            "请办理{label}",
            "{detail}，{due_on} 以前",
            lambda: reverse("organizations:case", args=[0]),
        ),
    )


def source(kind: CaseKind) -> Source:
    """What the kind's open cases owe: the next step, and each step that repeats."""
    numbers = _Numbers()
    repeats = [step for step in kind.steps if step.every is not None]
    parts = [_next_sql(kind, numbers), *(_repeat_sql(kind, step, numbers) for step in repeats)]
    duties = [
        _duty(kind, f"{kind.key}.next", kind.label),
        *(_duty(kind, f"{kind.key}.{step.key}", step.label) for step in repeats),
    ]
    return Source(f"{kind.key}.next", "\nUNION ALL\n".join(parts), tuple(duties), numbers.columns)
