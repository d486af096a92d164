"""Notice, sign-in sheet, full record 会议记录 and minutes 会议纪要, from the record alone (MTG-08, GB/T 9704-2012)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from core.chinese.dates import chinese_date
from core.office.documents import Block, Heading, KeyValue, Official, Paragraph, Signature, Table
from meetings import notices, queries
from meetings.actions.path import compose_notice
from meetings.models import Attendance, Meeting, Superior

WITHOUT_LIMIT = 10_000


def _moment(value: datetime | None) -> str:
    if value is None:
        return ""
    return f"{_day(value)}{timezone.localtime(value):%H:%M}"


def _day(value: datetime) -> str:
    return chinese_date(timezone.localdate(value))


def _roster(meeting: Meeting) -> list[Attendance]:
    rows = meeting.attendances.select_related("person", "organization")
    return list(rows.order_by("guest", "organization__path", "person__pinyin", "person_id")[:WITHOUT_LIMIT])


def _name(meeting: Meeting) -> str:
    return notices.full_name(meeting.organization.name, meeting.label)


def _names(rows: list[Attendance], *states: str) -> str:
    return "、".join(row.person.name for row in rows if row.state in states and not row.guest) or "无"


def _counts_line(meeting: Meeting) -> str:
    counted = queries.counts(meeting)
    line = (
        f"应到{counted.entitled}人，实到{counted.present}人（迟到{counted.late}人），"
        f"请假{counted.on_leave}人，缺席{counted.absent}人"
    )
    if counted.made_up:
        line += f"，会后补学{counted.made_up}人"
    if counted.exempt:
        line += f"；另有免到{counted.exempt}人，不计入应到"
    if counted.guests:
        line += f"；列席{counted.guests}人"
    return line


def notice(meeting: Meeting) -> Official:
    """会议通知."""
    text = meeting.notice or compose_notice(meeting)
    blocks: list[Block] = [Paragraph(line) for line in text.splitlines() if line.strip()]
    agenda = list(meeting.agenda.all())
    if agenda:
        blocks += [Heading("会议议程", 1)]
        blocks += [Paragraph(f"{item.position}.{item.title}") for item in agenda]
    issued = meeting.notified_at or meeting.created_at
    blocks.append(Signature(meeting.organization.name, timezone.localdate(issued)))
    return Official(f"关于召开{meeting.label}的通知", blocks, recipient=_recipient(meeting))


def _recipient(meeting: Meeting) -> str:
    return {"members": "全体党员", "committee": "各位班子成员", "delegates": "各位党员代表"}.get(
        meeting.kind.entitled, "各参会单位、人员"
    )


def sign_in_sheet(meeting: Meeting) -> Official:
    """签到表: to be signed on paper, or printed afterwards with what was entered."""
    rows = _roster(meeting)
    filled = any(row.came or row.is_on_leave or row.is_made_up for row in rows)
    table = Table(
        ["序号", "姓名", "所在组织", "签名", "备注"],
        [
            [
                number,
                row.person.name,
                row.organization.label,
                f"{row.get_state_display()}（{row.get_way_display()}）"
                if row.state in Attendance.PRESENT_STATES
                else "",
                ("列席 " if row.guest else "")
                + (row.get_state_display() if filled and row.state not in Attendance.PRESENT_STATES else "")
                + (f" {row.reason}" if row.reason else ""),
            ]
            for number, row in enumerate(rows, 1)
        ],
        widths=[0.5, 1, 2, 1.4, 1.4],
        align=["center", "center", "left", "center", "left"],
    )
    when = meeting.held_at or meeting.starts_at
    return Official(
        f"{meeting.label}签到表",
        [
            Paragraph(f"会议：{meeting.topic}", "lead"),
            Paragraph(f"时间：{_moment(when)}  地点：{meeting.place}", "lead"),
            table,
            Paragraph(_counts_line(meeting), "note"),
        ],
    )


def record(meeting: Meeting) -> Official:
    """会议记录: the full internal record."""
    rows = _roster(meeting)
    pairs = [
        ("会议名称", _name(meeting)),
        ("主题", meeting.topic),
        ("时间", _moment(meeting.held_at or meeting.starts_at)),
        ("地点", meeting.place),
        ("主持人", meeting.host_person.name if meeting.host_person else ""),
        ("记录人", _recorder(meeting)),
    ]
    superiors = list(meeting.superiors.select_related("person", "superior").order_by("pk"))
    if superiors:
        pairs.append(("上级到会", "、".join(map(str, superiors))))
    if topics := list(meeting.set_topics.order_by("month", "pk")):
        pairs.append(("规定动作", "、".join(topic.title for topic in topics)))
    if meeting.kind.with_form:
        pairs += [("活动形式", meeting.form), ("教育内容", meeting.education)]
    blocks: list[Block] = [
        KeyValue(pairs),
        Heading("一、到会情况", 1),
        Paragraph(_counts_line(meeting) + "。"),
        Paragraph(f"到会：{_names(rows, *Attendance.PRESENT_STATES)}。"),
        Paragraph(f"请假：{_names(rows, Attendance.State.ON_LEAVE)}。"),
        Paragraph(f"缺席：{_names(rows, *Attendance.AWAY_STATES)}。"),
        Heading("二、会议内容", 1),
    ]
    for item in meeting.agenda.all():
        blocks.append(Heading(f"（{item.position}）{item.title}", 2))
        if item.notes:
            blocks.append(Paragraph(item.notes))
    blocks += _paragraphs(meeting.content)
    blocks += _guidance(superiors)
    blocks += _decided(meeting, "三、表决与决议")
    blocks.append(
        Paragraph(
            f"召开：{_moment(meeting.held_at)}；录入：{_moment(meeting.recorded_at)}"
            + (f"（会后{meeting.lag_days}天）" if meeting.lag_days is not None else ""),
            "note",
        )
    )
    for addendum in meeting.addenda.select_related("written_by__person"):
        blocks.append(Heading(f"更正附记（{_day(addendum.written_at)}，{addendum.written_by}）", 2))
        blocks.append(Paragraph(f"{addendum.text}（原因：{addendum.reason}）"))
    return Official(f"{meeting.label}会议记录" if "会" not in meeting.label else f"{meeting.label}记录", blocks)


def minutes(meeting: Meeting) -> Official:
    """会议纪要: the official document of what was agreed."""
    counted = queries.counts(meeting)
    when = meeting.held_at or meeting.starts_at
    host = meeting.host_person.name if meeting.host_person else ""
    lead = f"{_day(when)}，{meeting.organization.name}在{meeting.place}召开{meeting.label}，主题为“{meeting.topic}”。"
    if host:
        lead += f"会议由{host}主持。"
    superiors = list(meeting.superiors.select_related("person", "superior").order_by("pk"))
    if superiors:
        lead += f"{'、'.join(map(str, superiors))}到会指导。"
    lead += f"应到{counted.entitled}人，实到{counted.present}人。"
    blocks: list[Block] = [Paragraph(lead)]
    if meeting.kind.with_form:
        blocks.append(Paragraph(f"本次活动采取{meeting.form}形式，开展{meeting.education}。"))
    blocks.append(Heading("一、会议情况", 1))
    blocks += _paragraphs(meeting.content)
    blocks += _guidance(superiors)
    blocks += _decided(meeting, "二、议定事项")
    rows = _roster(meeting)
    if counted.entitled <= 60:
        blocks += [
            Paragraph(f"出席：{_names(rows, *Attendance.PRESENT_STATES)}", "lead"),
            Paragraph(f"请假：{_names(rows, Attendance.State.ON_LEAVE)}", "lead"),
            Paragraph("列席：" + ("、".join(row.person.name for row in rows if row.guest) or "无"), "lead"),
        ]
    confirmed = meeting.confirmed_at or meeting.recorded_at or when
    blocks.append(Signature(meeting.organization.name, timezone.localdate(confirmed)))
    return Official(f"{_name(meeting)}纪要", blocks, letterhead=f"{meeting.organization.name}会议纪要")


def _guidance(superiors: list[Superior]) -> list[Block]:
    return [Paragraph(f"{each}指出：{each.guidance}") for each in superiors if each.guidance]


def _recorder(meeting: Meeting) -> str:
    if meeting.recorder:
        return meeting.recorder.name
    return str(meeting.recorded_by) if meeting.recorded_by else ""


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def _decided(meeting: Meeting, title: str) -> list[Block]:
    blocks: list[Block] = []
    for number, vote in enumerate(meeting.decisions.order_by("pk"), 1):
        outcome = "通过" if vote.adopted else "未通过"
        blocks.append(
            Paragraph(
                f"{number}.{vote.text}：应到{vote.entitled}人，实到{vote.present}人，赞成{vote.votes_for}票，"
                f"反对{vote.votes_against}票，弃权{vote.abstained}票，{outcome}。"
            )
        )
    blocks += _paragraphs(meeting.resolutions_text)
    tasks = list(meeting.resolutions.select_related("owner").order_by("pk"))
    if tasks:
        blocks.append(
            Table(
                ["决议事项", "责任人", "完成期限"],
                [[task.text, task.owner.name if task.owner else "", task.due_on] for task in tasks],
                widths=[3, 1, 1.4],
            )
        )
    return [Heading(title, 1), *blocks] if blocks else []


DOCUMENTS: dict[str, tuple[str, Callable[[Meeting], Official], bool]] = {
    "notice": ("会议通知", notice, False),
    "sheet": ("签到表", sign_in_sheet, False),
    "record": ("会议记录", record, True),
    "minutes": ("会议纪要", minutes, True),
}
"""Key in the address → name, maker, whether it needs a record."""


def make(name: str, meeting: Meeting) -> Official:
    """One of DOCUMENTS; the papers of a record that was voided say so."""
    made = DOCUMENTS[name][1](meeting)
    return replace(made, title=f"{made.title}（已作废）") if meeting.is_void else made
