"""``SELECTION``: the road of an open selection, and of the filling of an open seat, step by step (ORG-08, ORG-10)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from core.records.errors import RuleViolation
from meetings.models import Meeting, Nominee, Selection
from meetings.selections import actions, rules
from meetings.selections.papers import PAPERS
from organizations.cases.kinds import CaseKind, Draft, File, Found, Gap, Gate, Level, Proof, StepKind, Stop
from organizations.kinds import Kind
from organizations.models import Case, CaseOutcome, Organization, Publication
from organizations.selections.exits import RIGHT, VIEW

KIND = "selection"
SHOWN = 12


def selection_of(case: Case) -> Selection | None:
    rows = Selection.objects.filter(case=case.pk).select_related("organization", "case", "meeting__kind")
    found: Selection | None = rows.select_related("meeting__organization").first()
    return found


def nominees_of(case: Case) -> list[Nominee]:
    return list(Nominee.objects.filter(case=case.pk).select_related("person").order_by("-position", "place", "pk"))


def page_of(case: Case) -> str:
    return reverse("meetings:selection", args=[case.pk])


def _check_once(case: Case, _by: Any, _today: date) -> None:
    """One selection of a committee at a time; who comes second is told."""
    Organization.objects.select_for_update(no_key=True).get(pk=case.organization_id)
    if Case.objects.filter(kind=KIND, organization=case.organization_id, ended_on=None).exists():
        raise RuleViolation("running", f"{case.organization.name}正在推选", field="organization")


# -- what each step needs --------------------------------------------------------------------------


def _open_seats(file: File, on: date) -> Iterable[Gate]:
    open_now = rules.vacant(file.case.organization, on)
    words = "、".join(f"{position.label}{open_now[position]}名" for position in rules.POSITIONS if open_now[position])
    yield Gate(
        f"空缺职数：{words or '没有'}",
        bool(words),
        f"{file.case.organization.name}的兼职副书记、委员没有空缺",
        "核对职数；要增加的由上级先核定职数",
        reverse("organizations:seats"),
    )


def _nominated(file: File, _on: date) -> Iterable[Gate]:
    selection = selection_of(file.case)
    if selection is None:
        return
    rows = nominees_of(file.case)
    for position in rules.POSITIONS:
        if selection.seats(position):
            some = sum(each.position == position for each in rows)
            label = str(position.label)
            reason = f"还没有{label}的推荐人选"
            yield Gate(f"{label}推荐人选{some}人", some > 0, reason, "去推荐提名", page_of(file.case))


def _reviewed(file: File, _on: date) -> Iterable[Gate]:
    selection = selection_of(file.case)
    if selection is None:
        return
    rows = nominees_of(file.case)
    waiting = [each.person.name for each in rows if not each.verdict]
    reason = f"还没有审查{'、'.join(waiting[:5])}"
    yield Gate("推荐人选都已审查，写明理由", not waiting, reason, "去审查", page_of(file.case))
    yield from rules.ratio_gates(selection, rows)


def _still_enough(file: File, _on: date) -> Iterable[Gate]:
    selection = selection_of(file.case)
    return rules.ratio_gates(selection, nominees_of(file.case)) if selection else ()


def _enough_delegates(file: File, on: date) -> Iterable[Gate]:
    selection = selection_of(file.case)
    return rules.delegate_gates(selection, on) if selection else ()


def _noticed(file: File, _on: date) -> Iterable[Gate]:
    selection = selection_of(file.case)
    meeting = None
    if selection is not None:
        found = announced(file.case)
        meeting = Meeting.objects.filter(pk=found[0].pk).first() if found else None
        yield rules.notice_gate(selection, meeting)


def _voted(file: File, _on: date) -> Iterable[Gate]:
    selection = selection_of(file.case)
    if selection is None:
        return
    for each in rules.results(selection):
        done = each.counted and each.running is None
        yield Gate(
            f"{each.label}投票，当选{len(each.elected) + len(each.write_ins)}名",
            done,
            f"{each.label}的票还没有{'计票签字' if each.running else '投'}",
            "去投票",
            page_of(file.case),
        )
        known = {row.person.name for row in nominees_of(file.case) if row.way == Nominee.Way.WRITE_IN}
        for name, votes in each.write_ins:
            reason = f"另选他人{name}得{votes}票，超过半数，还没有登记人选"
            yield Gate(f"另选的{name}已登记", name in known, reason, "登记另选的人选", page_of(file.case))


def _seats_still_open(file: File, on: date) -> Iterable[Gate]:
    selection = selection_of(file.case)
    if selection is None:
        return
    open_now = rules.vacant(file.case.organization, on)
    for position in rules.POSITIONS:
        chosen = len(actions.elected(selection, position))
        if chosen:
            yield Gate(
                f"{position.label}空缺{open_now[position]}名，当选{chosen}名",
                open_now[position] >= chosen,
                f"{position.label}只空缺{open_now[position]}名，当选{chosen}名：职务已经有人担任",
                "核对任职",
                reverse("organizations:detail", args=[file.case.organization_id]),
            )


# -- proofs ----------------------------------------------------------------------------------------


def _published(case: Case) -> list[Found]:
    """Publications of qualified nominees that ran their days and stand, each naming all of them."""
    selection = selection_of(case)
    names = [each.person.name for each in nominees_of(case) if each.verdict == Nominee.Verdict.PASSED]
    if selection is None or not names:
        return []
    rows = Publication.objects.filter(
        kind=Publication.Kind.SELECTION,
        organization__in=_places(case),
        withdrawn_on=None,
        starts_on__gte=selection.published_on,
        working_days__gte=rules.number(selection, rules.PUBLICITY),
        outcome__in=[Publication.Outcome.NONE, Publication.Outcome.DISMISSED],
    )
    return [
        Found(
            each.pk,
            each.concluded_on,
            f"{each.title}（{each.starts_on}至{each.ends_on}，{each.get_outcome_display()}）",
        )
        for each in rows.order_by("-starts_on", "-pk")[:SHOWN]
        if each.concluded_on and all(name in each.content for name in names)
    ]


def _places(case: Case) -> Any:
    community = rules.community_of(case.organization)
    return Organization.objects.under(community) | Organization.objects.filter(pk__in=case.organization.ancestor_ids)


def announced(case: Case) -> list[Found]:
    """Meetings of the selection that were announced, by the day of the notice."""
    rows = Meeting.objects.filter(
        kind="selection_meeting", organization__in=_places(case), notified_at__isnull=False
    ).standing()
    return [
        Found(
            each.pk, timezone.localdate(each.notified_at), f"{each.topic}（{timezone.localdate(each.starts_at)}召开）"
        )
        for each in rows.order_by("-starts_at")[:SHOWN]
        if each.notified_at is not None
    ]


def _founding(case: Case) -> list[Found]:
    rows = Meeting.objects.filter(
        kind="founding_meeting", organization__in=_places(case), state__in=Meeting.SETTLED_STATES
    )
    return [
        Found(each.pk, timezone.localdate(each.held_at), f"{each.topic}（{timezone.localdate(each.held_at)}）")
        for each in rows.order_by("-held_at")[:SHOWN]
        if each.held_at is not None
    ]


def _meeting(pk: int) -> str:
    return reverse("meetings:detail", args=[pk])


PROOFS = (
    Proof(
        "publication.selection",
        "期满办结的公示",
        _published,
        lambda pk: reverse("organizations:publications_entry", args=[pk]),
        "去登记公示",
        lambda _case: reverse("organizations:publications_new"),
        "公示种类选“推选人选公示”，内容写明全部合格人选，期满办结且没有成立的异议",
    ),
    Proof(
        "meeting.announced",
        "已发出预告的推选大会",
        announced,
        _meeting,
        "去发预告",
        lambda _case: f"{reverse('meetings:plan')}?kind=selection_meeting",
        "计划“公开推选会议”并发出通知",
    ),
    Proof(
        "meeting.founding",
        "成立大会的记录",
        _founding,
        _meeting,
        "去记录会议",
        lambda _case: reverse("meetings:index"),
        "“成立大会”的纪要已确认",
    ),
)


# -- what follows ----------------------------------------------------------------------------------


def _publish(draft: Draft) -> None:
    actions.publish(case=draft.file.case, on=draft.on, by=draft.by)


def _announce(draft: Draft) -> None:
    assert draft.record is not None
    actions.announce(case=draft.file.case, meeting=draft.record)


def _summon(draft: Draft) -> None:
    actions.summon(case=draft.file.case, on=draft.on)


def _draw(draft: Draft) -> None:
    actions.draw(case=draft.file.case, by=draft.by)


def _seat(draft: Draft) -> None:
    actions.seat(draft)


def _not_before_meeting(draft: Draft) -> None:
    selection = selection_of(draft.file.case)
    if selection is not None and selection.meeting is not None:
        held = timezone.localdate(selection.meeting.held_at or selection.meeting.starts_at)
        if draft.on < held:
            raise RuleViolation("early", f"推选大会{held}召开，办理日期不能更早", field="done_on")


# -- what is shown ---------------------------------------------------------------------------------


def _facts(file: File) -> Iterable[tuple[str, Any]]:
    selection = selection_of(file.case)
    if selection is None:
        return
    seats = "、".join(f"{position.label}{selection.seats(position)}名" for position in rules.POSITIONS)
    yield "职数", f"{seats}，{selection.published_on}公布，按公布当天的规定办，中途不变"
    yield "人选、代表和投票", format_html('<a href="{}">看人选、代表和投票</a>', page_of(file.case))


def _categories(_organization: Organization, _on: date) -> Sequence[str]:
    return ("换届推选", "增补")


SELECTION = CaseKind(
    key=KIND,
    label="大党委公开推选",
    noun="公开推选",
    about="兼职副书记、委员的推选和增补：公布职位、推荐提名、资格审查、公示、推选大会投票、审批、备案、成立大会聘任",
    kinds=(Kind.BIG_COMMITTEE,),
    view=VIEW,
    right=RIGHT,
    begun="启动日期",
    titled="推选事项",
    categories=_categories,
    category="推选种类",
    steps=(
        StepKind(
            "publish",
            "公布职位",
            document="公告文号或编号",
            note="公布的范围和方式",
            help_text="职数按公布当天的空缺计算，公布以后不再改变",
            gates=_open_seats,
            then=_publish,
            fixed=True,
        ),
        StepKind("nominate", "推荐提名结束", gates=_nominated),
        StepKind("review", "资格审查结束", gates=_reviewed),
        StepKind("publicity", "公示资格审查结果", proof="publication.selection", gates=_still_enough),
        StepKind("announce", "推选大会预告", proof="meeting.announced", gates=_noticed, then=_announce),
        StepKind("delegates", "确定参会代表", gates=_enough_delegates, then=_summon),
        StepKind("draw", "抽签确定演讲顺序", then=_draw, help_text="系统随机抽签，抽定不改"),
        StepKind("vote", "推选大会投票", gates=_voted, check=_not_before_meeting),
        StepKind("report", "推选结果报街道（镇）", document="报告文号"),
        StepKind(
            "approve",
            "街道（镇）审批",
            Level.STREET,
            within=Gap("org.selection.street_decision_days", "report", "working_days"),
            document="批复文号",
            fixed=True,
        ),
        StepKind(
            "file",
            "区委组织部备案",
            Level.DISTRICT,
            within=Gap("org.selection.district_filing_days", "approve", "working_days"),
            document="备案文号",
            fixed=True,
        ),
        StepKind(
            "found",
            "成立大会，公开聘任",
            proof="meeting.founding",
            gates=_seats_still_open,
            then=_seat,
            fixed=True,
        ),
    ),
    stops=(
        Stop("withdraw", "终止推选", CaseOutcome.CANCELLED, until="approve", help_text="写明原因，重新推选另行启动"),
        Stop("refuse", "不予批准", CaseOutcome.REFUSED, Level.STREET, since="report", until="approve"),
    ),
    check=_check_once,
    facts=_facts,
    papers=PAPERS,
)
