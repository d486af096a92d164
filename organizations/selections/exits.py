"""``EXIT``: a part-time deputy or member leaves before the term ends (S2 二(六); ORG-10)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from core.records.errors import RuleViolation
from organizations.actions.posts import end_post
from organizations.cases.kinds import CaseKind, Draft, File, Gate, Level, StepKind, Stop
from organizations.kinds import Kind
from organizations.models import Case, CaseOutcome, Organization, Position, Post
from organizations.orders.actions import file_order
from organizations.orders.fields import Paper
from organizations.orders.models import OrderKind
from organizations.selections.papers import PAPERS

KIND = "exit"
VIEW, RIGHT = "organizations.view_organization", "organizations.manage_register"
SEATS = (Position.PART_TIME_DEPUTY, Position.COMMITTEE_MEMBER)
"""Seats that are left by notice of the unit."""

WHOSE = {"community_notice": "社区党组织", "street_notice": "街道（镇）"}
"""The two notices, and who has to get each."""


def posts_left(case: Case, on: date) -> list[Post]:
    """Seats of the person that the exit ends: those of a selection or an appointment, in force on the day."""
    rows = Post.objects.filter(organization=case.organization_id, person=case.person_id, position__in=SEATS)
    return list(rows.exclude(basis=Post.Basis.DIRECT_ENTRY).in_force(on).order_by("pk"))


def _check_seat(case: Case, _by: Any, today: date) -> None:
    """Of somebody who sits there by selection."""
    if case.person is None:
        raise RuleViolation("no-person", "请填写退出人", field="person_name")
    if posts_left(case, today):
        return
    direct = Post.objects.filter(organization=case.organization_id, person=case.person, position__in=SEATS)
    if direct.in_force(today).exists():
        message = f"{case.person.name}是直接进入的，随社区党组织的职务变动，不办理单位通告退出"
        raise RuleViolation("direct-entry", message, field="person_name")
    message = f"{case.person.name}没有担任{case.organization.name}的兼职副书记、委员"
    raise RuleViolation("no-seat", message, field="person_name")


def _both_notices(file: File, _on: date) -> Iterable[Gate]:
    """The unit writes to the street and to the community; with one of the two nothing is decided."""
    for key, whose in WHOSE.items():
        yield Gate(
            f"{whose}收到单位党组织的书面通告",
            file.row(key) is not None,
            f"{whose}还没有收到单位党组织的书面通告，只有一份通告不能研究退出",
            f"请单位党组织补送书面通告，由{whose}登记",
            reverse("organizations:case", args=[file.case.pk]),
        )


def _seat_held(file: File, on: date) -> Iterable[Gate]:
    name = file.case.person.name if file.case.person else ""
    yield Gate(
        "职务仍由本人担任",
        bool(posts_left(file.case, on)),
        f"{name}当天没有担任这个职务，可能已经离任",
        "核对任职，已经离任的“终止办理”",
        reverse("organizations:detail", args=[file.case.organization_id]),
    )


def _end(draft: Draft) -> None:
    """The posts end on the day of the filing, by the document of the street's decision."""
    case, decision = draft.file.case, draft.file.row("decide")
    assert decision is not None
    organization = Organization.objects.select_for_update(no_key=True).get(pk=case.organization_id)
    posts = posts_left(case, draft.on)
    for post in posts:
        end_post(by=draft.by, post=post, on=draft.on, today=draft.today, reason="单位党组织通告退出")
    file_order(
        by=draft.by,
        organization=organization,
        kind=OrderKind.REMOVAL,
        paper=Paper(decision.document, decision.done_on),
        on=draft.on,
        today=draft.today,
        ended=[post.pk for post in posts],
    )


def _facts(file: File) -> Iterable[tuple[str, Any]]:
    rows = Post.objects.filter(organization=file.case.organization_id, person=file.case.person_id, position__in=SEATS)
    for post in rows.order_by("during", "pk"):
        end = f"，{post.during.upper}离任" if post.during.upper else ""
        yield "职务", f"{post.get_position_display()}（{post.get_basis_display()}，{post.during.lower}任职{end}）"
    if file.case.outcome == CaseOutcome.DONE:
        road = f"{reverse('organizations:case_new', args=['selection'])}?organization={file.case.organization_id}"
        yield "增补", format_html('空出的职务按公开推选的程序增补：<a href="{}">登记公开推选</a>', road)


def _flags(file: File) -> Iterable[str]:
    missing = [whose for key, whose in WHOSE.items() if file.row(key) is None]
    if file.case.is_open and len(missing) == 1:
        yield (f"只登记了一份通告：请单位党组织把书面通告也送{missing[0]}，由{missing[0]}登记，两份都有才能研究退出")


EXIT = CaseKind(
    key=KIND,
    label="大党委委员退出",
    noun="退出",
    about="单位党组织书面通告街道（镇）和社区，全体委员会议研究，街道（镇）审定，区委组织部备案后解除职务",
    kinds=(Kind.BIG_COMMITTEE,),
    view=VIEW,
    right=RIGHT,
    begun="通告落款日期",
    person="退出人",
    steps=(
        StepKind(
            "community_notice",
            "社区党组织收到书面通告",
            document="通告文号或编号",
            note="退出原因",
            loose=True,
            help_text="单位党组织的书面通告要送社区党组织和街道（镇），两份都要登记",
        ),
        StepKind("street_notice", "街道（镇）收到书面通告", Level.STREET, document="通告文号或编号", loose=True),
        StepKind("meeting", "大党委全体委员会议研究", proof="meeting.plenary", gates=_both_notices),
        StepKind("decide", "街道（镇）党委会审定", Level.STREET, document="审定文号"),
        StepKind(
            "file",
            "区委组织部备案，解除职务",
            Level.DISTRICT,
            document="备案文号",
            gates=_seat_held,
            then=_end,
            fixed=True,
        ),
    ),
    stops=(
        Stop("withdraw", "终止办理", CaseOutcome.CANCELLED, until="file", help_text="单位党组织撤回通告等，写明原因"),
        Stop("refuse", "不予同意", CaseOutcome.REFUSED, Level.STREET, since="meeting", until="decide"),
    ),
    check=_check_seat,
    facts=_facts,
    flags=_flags,
    papers=PAPERS,
)
