"""Papers of a selection: the result to the street, the filing to the district, and the certificates 聘书 of those who
were appointed at the founding meeting (S2 二(四))."""

from django.utils import timezone

from core.chinese.dates import chinese_date
from core.office.documents import Block, Official, PageBreak, Paragraph, Signature, Table
from meetings.models import Nominee, Poll, Selection
from meetings.selections import rules
from meetings.selections.actions import elected, of_case
from organizations.cases.kinds import CasePaper, File, Level
from organizations.cases.papers import office, passed, report
from organizations.models import Post

_ROAD = ("publish", "review", "publicity", "announce")


def _seats(selection: Selection) -> str:
    wanted = [(each, selection.seats(each)) for each in rules.POSITIONS]
    return "、".join(f"{position.label}{number}名" for position, number in wanted if number)


def _rounds(selection: Selection) -> Table:
    """Every ballot that was counted, line by line: who stood and was written in, with votes."""
    polls = selection.meeting.polls.order_by("matter", "round") if selection.meeting else Poll.objects.none()
    asked, lines = rules.standard(selection), []
    for poll in polls.filter(state=Poll.State.SIGNED):
        chosen = {str(who) for who, _ in rules.chosen_in(poll, asked)[0]}
        stood = [(row.person.name, (row.votes or [0])[0]) for row in poll.subjects.select_related("person")]
        stood += [(f"{name}（另选）", votes) for name, votes in poll.write_ins or ()]
        for name, votes in sorted(stood, key=lambda each: -each[1]):
            won = "当选" if name.removesuffix("（另选）") in chosen else ""
            lines.append([str(poll), f"{poll.issued}/{poll.returned}/{poll.valid}", name, votes, won])
    return Table(
        ["投票", "发出/收回/有效", "姓名", "得票", "结果"],
        lines,
        widths=[1.7, 1.2, 1.2, 0.6, 0.7],
        align=["left", "center", "left", "center", "center"],
        caption="投票结果",
    )


def _chosen(selection: Selection) -> str:
    parts = []
    for position in rules.POSITIONS:
        names = [person.name for person in elected(selection, position)]
        if names:
            parts.append(f"{'、'.join(names)}同志当选{position.label}")
    return "；".join(parts) or "没有人当选"


def _result(file: File) -> Official:
    selection = of_case(file.case)
    meeting = selection.meeting
    polls = list(meeting.polls.filter(state=Poll.State.SIGNED)) if meeting else []
    came = f"应到{polls[0].entitled}人，实到{polls[0].present}人，" if polls else ""
    passed_review = Nominee.objects.filter(case=file.case, verdict=Nominee.Verdict.PASSED)
    standing = passed_review.exclude(way=Nominee.Way.WRITE_IN).count()
    held = timezone.localdate(meeting.held_at or meeting.starts_at) if meeting else None
    return report(
        f"关于{file.case.organization.name}",
        "公开推选结果的报告",
        says=[
            f"按照公开推选的程序，{file.case.organization.name}推选{_seats(selection)}。{passed(file, _ROAD)}，"
            f"合格人选{standing}名。",
            f"{chinese_date(held)}召开推选大会，{came}人选竞职演讲，无记名投票，得票超过{_majority(selection)}的当选。",
            _rounds(selection),
            f"{_chosen(selection)}。特此报告，请予审批。",
        ],
        to=office(file, Level.STREET),
        by=file.case.organization.name,
        on=file.day("report") or file.day("vote"),
    )


def _majority(selection: Selection) -> str:
    asked = rules.standard(selection)
    base = {"entitled": "应到会人数", "present": "实到会人数", "valid": "有效票"}[asked.base]
    return f"{base}{'的一半' if asked.majority * 2 == 1 else asked.majority_words}"


def _filing(file: File) -> Official:
    selection, approval = of_case(file.case), file.row("approve")
    number = f"（{approval.document}）" if approval else ""
    return report(
        f"关于{file.case.organization.name}",
        "公开推选结果备案的报告",
        says=[
            f"{file.case.organization.name}于{chinese_date(file.day('vote'))}公开推选{_seats(selection)}，"
            f"{_chosen(selection)}。{chinese_date(file.day('approve'))}，我单位审批同意{number}。",
            "特此报告，请予备案。",
        ],
        to=office(file, Level.DISTRICT),
        by=office(file, Level.STREET),
        on=file.day("approve"),
    )


def number_of(post: Post) -> str:
    """The number of a certificate: of one post for ever, whenever it is printed."""
    return f"聘字〔{post.during.lower.year}〕{post.pk:06d}号"


def _certificates(file: File) -> Official:
    """One sheet for each who was appointed by this selection, with the place of the seal."""
    rows = Post.objects.filter(
        organization=file.case.organization_id, basis=Post.Basis.SELECTION, during__startswith=file.day("found")
    )
    blocks: list[Block] = []
    for post in rows.select_related("person").order_by("-position", "pk"):
        ends = f"至{chinese_date(post.term_ends_on)}" if post.term_ends_on else "起"
        blocks += [PageBreak()] if blocks else []
        blocks += [
            Paragraph(number_of(post), "right"),
            Paragraph(""),
            Paragraph("聘　　书", "title"),
            Paragraph(f"{post.person.name}同志：", "lead"),
            Paragraph(
                f"经公开推选，并报上级批准、备案，聘任您为{file.case.organization.name}{post.get_position_display()}，"
                f"聘期自{chinese_date(post.during.lower)}{ends}。"
            ),
            Paragraph("特颁此证。"),
            Signature(f"{file.case.organization.name}（盖章）", post.during.lower),
        ]
    return Official("", blocks)


PAPERS = (
    CasePaper("result", "推选结果报告（报街道）", _result, "vote"),
    CasePaper("filing", "备案报告（报区委组织部）", _filing, "approve"),
    CasePaper("certificates", "聘书", _certificates, "found"),
)
