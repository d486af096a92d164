"""Papers of a case: the sheet of its steps, which every kind has, and the frame of a report (GB/T 9704)."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from core.chinese.dates import chinese_date
from core.office.documents import Block, KeyValue, Official, Paragraph, Signature, Table
from organizations.cases.kinds import CasePaper, File, Level
from organizations.models import CaseStep


def office(file: File, level: Level) -> str:
    """The name of the organisation of the level, of which a case need not have one."""
    found = level.of(file.case.organization)
    return found.name if found else ""


def said(row: CaseStep) -> str:
    """What proves the step and what came of it, in one line."""
    excuse = f"特殊情况：{row.excuse}" if row.excuse else ""
    return "；".join(filter(None, (row.evidence, row.choice, row.document, row.note, excuse)))


def passed(file: File, keys: Sequence[str]) -> str:
    """The steps of these keys that were taken, with their days, in one sentence."""
    rows = [(file.kind.label_of(key), file.day(key)) for key in keys]
    return "；".join(f"{chinese_date(day)}{label}" for label, day in rows if day)


_LINE = 19
"""Signs of a title that stand in one line."""


def report(*title: str, says: Sequence[str | Block], to: str, by: str, on: date | None, number: str = "") -> Official:
    """An official paper of ``by`` to ``to``: paragraphs (or tables between them) and the place of the seal. A title
    that is too long for one line is broken between its parts, never within a word (GB/T 9704)."""
    blocks: list[Block] = [Paragraph(each) if isinstance(each, str) else each for each in says]
    words = ("\n" if sum(map(len, title)) > _LINE else "").join(title)
    return Official(words, [*blocks, Signature(by, on or "　　年　　月　　日")], recipient=to, number=number)


def _sheet(file: File) -> Official:
    """Every step with its day, when it was entered, by whom and on what it rests: what goes into the file."""
    case, kind = file.case, file.kind
    labels = {each.persons.role: each.persons.label for each in kind.steps if each.persons}
    named: dict[str, list[str]] = {}
    for row in case.persons.select_related("person").order_by("role", "since", "pk"):
        ends = f"，{chinese_date(row.until)}止" if row.until else ""
        named.setdefault(row.role, []).append(f"{row.person.name}（{chinese_date(row.since)}起{ends}）")
    facts = [
        ("事项", case.title),
        ("组织", case.organization.name),
        (kind.begun, chinese_date(case.begun_on)),
        ("现状", case.get_outcome_display() if not case.is_open else f"下一步：{kind.label_of(case.next_step)}"),
        *([(kind.category, case.category or "—")] if kind.categories else []),
        *([("亲属关系", case.kinship)] if case.kinship else []),
        *([("结束原因", case.ended_because)] if case.ended_because else []),
        *((labels.get(role, role), "\n".join(words)) for role, words in named.items()),
    ]
    rows = [
        [
            number,
            kind.label_of(taken.key),
            f"{taken.done_on:%Y-%m-%d}",
            said(taken),
            f"{timezone.localdate(taken.recorded_at):%Y-%m-%d}\n{taken.recorded_by or ''}",
        ]
        for number, taken in enumerate(file.rows, 1)
    ]
    blocks: list[Block] = [
        KeyValue(facts),
        Table(
            ["序号", "步骤", "办理日期", "依据和结果", "录入"],
            rows,
            widths=[0.5, 1.6, 1.15, 2.4, 1.15],
            align=["center", "left", "center", "left", "center"],
        ),
    ]
    return Official(f"{kind.label}办理情况表", blocks)


SHEET = CasePaper("sheet", "办理情况表", _sheet)


def papers_of(file: File) -> list[CasePaper]:
    """What can be printed as the case stands."""
    return [SHEET, *(each for each in file.kind.papers if not each.since or file.row(each.since) is not None)]
