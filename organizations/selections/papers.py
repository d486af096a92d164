"""Papers of an exit: the report of the big committee to the street, and of the street to the district (S2 二(六))."""

from core.chinese.dates import chinese_date
from core.office.documents import Official
from organizations.cases.kinds import CasePaper, File, Level
from organizations.cases.papers import office, passed, report
from organizations.models import Post

_NOTICES = ("community_notice", "street_notice")


def _seat(file: File) -> str:
    """Who leaves which seat; after the end of the case, which it was."""
    name = file.case.person.name if file.case.person else ""
    rows = Post.objects.filter(organization=file.case.organization_id, person=file.case.person_id)
    post = rows.exclude(basis=Post.Basis.DIRECT_ENTRY).order_by("-during", "-pk").first()
    return f"{name}同志{file.case.organization.name}{post.get_position_display() if post else ''}"


def _title(file: File) -> str:
    return f"{file.case.person.name if file.case.person else ''}同志退出{file.case.organization.name}"


def _to_street(file: File) -> Official:
    notice = file.row("community_notice")
    why = f"退出原因：{notice.note}。" if notice and notice.note else ""
    return report(
        f"关于{_title(file)}",
        "的报告",
        says=[
            f"{passed(file, _NOTICES)}。{why}",
            f"{chinese_date(file.day('meeting'))}，{file.case.organization.name}全体委员会议研究，"
            f"同意免去{_seat(file)}职务，报请审定。",
            "特此报告。",
        ],
        to=office(file, Level.STREET),
        by=file.case.organization.name,
        on=file.day("meeting"),
    )


def _to_district(file: File) -> Official:
    decision = file.row("decide")
    number = f"（{decision.document}）" if decision else ""
    return report(
        f"关于{_title(file)}",
        "备案的报告",
        says=[
            f"{passed(file, (*_NOTICES, 'meeting'))}。",
            f"{chinese_date(file.day('decide'))}，我单位党委会审定{number}，同意免去{_seat(file)}职务，"
            "现报请备案。备案后解除职务，空出的职务按公开推选的程序增补。",
            "特此报告。",
        ],
        to=office(file, Level.DISTRICT),
        by=office(file, Level.STREET),
        on=file.day("decide"),
    )


PAPERS = (
    CasePaper("report", "退出情况报告（报街道）", _to_street, "meeting"),
    CasePaper("filing", "退出备案报告（报区委组织部）", _to_district, "decide"),
)
