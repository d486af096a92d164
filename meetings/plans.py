"""What a plan and a record of a meeting must hold: host, roster, form and education, set topics; no writes."""

from collections.abc import Iterable, Sequence
from datetime import date

from core.chinese.dates import chinese_date
from core.records.errors import RuleViolation
from meetings.models import THEME_DAY, Meeting, MeetingKind, SetTopic
from organizations.access import GRID_BODIES
from organizations.models import Organization


def convened(kind: MeetingKind, host: Organization) -> bool:
    """Whether the convener names participants: by the kind, and for a tier of the grids, which holds no members."""
    by_roster = (MeetingKind.Entitled.MEMBERS, MeetingKind.Entitled.COMMITTEE)
    grid = host.kind in GRID_BODIES and kind.entitled == MeetingKind.Entitled.MEMBERS
    return grid or kind.entitled not in by_roster


def nobody(meeting: Meeting) -> str:
    """Why nobody can be told, and where it is mended."""
    if convened(meeting.kind, meeting.organization):
        return "还没有参加人员，请在“修改计划”里选择"
    return "没有应到人员，请先登记党员或班子成员"


def check_can_plan(*, hosts: Sequence[str], label: str, organization_kind: str, organization_kind_label: str) -> None:
    """``hosts``: kinds of organisations that may hold this kind of meeting."""
    if organization_kind not in hosts:
        raise RuleViolation("host-kind", f"{organization_kind_label}不能主办{label}", field="organization")


def check_lists(meeting: Meeting, *, forms: Sequence[str] | None, educations: Sequence[str] | None) -> None:
    """Form and education of a theme day are of the lists in force on its day (six and four, S2 三(三)); None: as it
    was."""
    if forms is not None and meeting.form not in forms:
        raise RuleViolation("form-unknown", f"活动形式只能是{'、'.join(forms)}", field="form")
    if educations is not None and meeting.education not in educations:
        raise RuleViolation("education-unknown", f"教育内容只能是{'、'.join(educations)}", field="education")


def check_record_complete(*, with_form: bool, form: str, education: str, content: str) -> None:
    if with_form and not form:
        raise RuleViolation("form-missing", "请选择活动形式", field="form")
    if with_form and not education:
        raise RuleViolation("education-missing", "请选择教育内容", field="education")
    if not content.strip():
        raise RuleViolation("content-missing", "请写会议内容", field="content")


def check_set_topics(meeting: Meeting, topics: Iterable[SetTopic], *, month: date, kept: Iterable[int] = ()) -> None:
    """A theme day adopts topics that a superior handed down for its month (MTG-15); ``kept``: adopted before.

    What was withdrawn meanwhile stays where it was adopted, and is not adopted anew.
    """
    known = set(kept)
    for topic in topics:
        if meeting.kind_id != THEME_DAY:
            raise RuleViolation("topic-kind", "规定动作在主题党日采用", field="set_topics")
        if topic.organization_id not in meeting.organization.ancestor_ids:
            raise RuleViolation(
                "topic-elsewhere", f"《{topic}》不是下发给{meeting.organization.name}的", field="set_topics"
            )
        if topic.month != month:
            named = chinese_date(topic.month, "month")
            raise RuleViolation("topic-month", f"《{topic}》是{named}的规定动作，和活动月份不一致", field="set_topics")
        if topic.is_withdrawn and topic.pk not in known:
            raise RuleViolation("topic-withdrawn", f"《{topic}》已经撤回，不能再采用", field="set_topics")
