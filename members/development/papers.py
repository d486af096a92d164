"""Papers of a development file: what the branch asks of the street, and what the street answers, for the admission and
for the end of the probation (发展党员工作细则)."""

from datetime import date

from core.chinese.dates import add_months, chinese_date
from core.office.documents import Official
from organizations.cases.kinds import CasePaper, File, Level
from organizations.cases.papers import office, passed, report, said

_ROAD = ("activist", "activist_training", "target", "target_training", "political", "publicity", "prereview")


def _name(file: File) -> str:
    return file.case.person.name if file.case.person else ""


def _voted(file: File, key: str) -> str:
    row = file.row(key)
    return f"{chinese_date(row.done_on)}，支部大会讨论并表决通过（{said(row)}）" if row else ""


def _answer(file: File, key: str, matter: str, lines: list[str]) -> Official:
    row = file.row(key)
    named, rest = matter.split("同志", 1)
    return report(
        f"关于同意{named}同志",
        f"{rest}的批复",
        says=[f"你们《关于{matter}的请示》收悉。经研究，批复如下：", *lines, "此复。"],
        to=file.case.organization.name,
        by=office(file, Level.STREET),
        on=row.done_on if row else None,
        number=row.document if row else "",
    )


def _probation_ends(file: File) -> date | None:
    """Counted from the branch meeting that admitted."""
    admitted = file.day("vote")
    if admitted is None:
        return None
    return add_months(admitted, int(file.number("mem.probation.months", admitted)))


def _admission(file: File) -> str:
    return f"接收{_name(file)}同志为中共预备党员"


def _conversion(file: File) -> str:
    return f"{_name(file)}同志{'按期' if file.row('extend') is None else ''}转为中共正式党员"


def _ask_admission(file: File) -> Official:
    named = file.case.persons.filter(role="introducer").select_related("person").order_by("pk")
    introducers = "、".join(row.person.name for row in named)
    return report(
        f"关于{_admission(file)}的请示",
        says=[
            f"{_name(file)}同志于{chinese_date(file.case.begun_on)}递交入党申请。{passed(file, _ROAD)}。",
            *([f"入党介绍人：{introducers}。"] if introducers else []),
            f"{_voted(file, 'vote')}，同意{_admission(file)}。",
            "妥否，请批示。",
        ],
        to=office(file, Level.STREET),
        by=file.case.organization.name,
        on=file.day("vote"),
    )


def _admit(file: File) -> Official:
    ends = _probation_ends(file)
    until = f"，预备期自{chinese_date(file.day('vote'))}至{chinese_date(ends)}" if ends else ""
    return _answer(file, "approve", _admission(file), [f"同意{_admission(file)}{until}。"])


def _ask_conversion(file: File) -> Official:
    longer = file.row("extend")
    return report(
        f"关于{_conversion(file)}的请示",
        says=[
            f"{_name(file)}同志于{chinese_date(file.day('vote'))}经支部大会讨论接收为预备党员，"
            f"{chinese_date(file.day('approve'))}批准"
            + (f"，{chinese_date(longer.done_on)}延长预备期{longer.choice}" if longer else "")
            + f"；{chinese_date(file.day('convert_apply'))}提出转正申请。",
            f"{_voted(file, 'convert_vote')}，同意{_conversion(file)}。",
            "妥否，请批示。",
        ],
        to=office(file, Level.STREET),
        by=file.case.organization.name,
        on=file.day("convert_vote"),
    )


def _convert(file: File) -> Official:
    return _answer(file, "convert", _conversion(file), [f"同意{_conversion(file)}。"])


PAPERS = (
    CasePaper("ask", "接收预备党员请示", _ask_admission, "vote"),
    CasePaper("admit", "接收预备党员批复", _admit, "approve"),
    CasePaper("ask_convert", "转正请示", _ask_conversion, "convert_vote"),
    CasePaper("convert", "转正批复", _convert, "convert"),
)
