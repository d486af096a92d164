"""What the offices of the demo keep in their registers: this year's training, plans, statements, venues, rules."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from demo.leaders import found_bodies, leave_some_seats
from demo.world import BY, Community, Demo
from organizations.models import Training, TrainingAttendance, YearPlan
from organizations.publications.register import PUBLICATIONS
from organizations.registers import actions, contacts, training
from organizations.registers.kinds import CONDITIONS, CONTACTS, PLANS, RULES, TRAINING, VENUES

SIGNED = (2, 20)
"""Month and day on which the statements of the year are signed."""


def keep_registers(demo: Demo, today: date) -> None:
    """What is over by today; one community has everything, the last one no venue and no training."""
    for community in demo.communities[:-1]:
        _venue(community, today)
        _disclose(community, today)
    for community in demo.communities:
        _undertake(demo, community, today)
    _train(demo, today)
    found_bodies(demo, since=date(today.year - 1, 1, 15))
    leave_some_seats(demo, today)
    _complete(demo, demo.communities[0], today)


def _venue(community: Community, today: date) -> None:
    actions.enter(
        by=community.secretary,
        register=VENUES,
        organization=community.node,
        today=today,
        title=f"{community.node.name}党员服务站",
        kind="社区党员服务站",
        acquisition="联建",
        funding=["财政支持", "街道社区自筹"],
        address="社区办公楼一层",
        area=Decimal(160),
        services="政策咨询、组织关系接转、志愿服务登记、活动室",
        hours="每天8:30—17:30，周末有人值班",
        opened_on=date(today.year - 1, 3, 1),
    )


def _disclose(community: Community, today: date) -> None:
    """Affairs of each quarter, hung up in its last month; the quarter that runs is still owed until then."""
    year = today.year if today.month > 1 else today.year - 1
    for month in (3, 6, 9, 12):
        on = date(year, month, 12)
        if on < today:
            actions.enter(
                by=community.secretary,
                register=PUBLICATIONS,
                organization=community.node,
                today=on,
                kind="affairs",
                title=f"{year}年{(month + 2) // 3}季度党务居务公开",
                content="发展党员、低保、公益性岗位、工作经费收支和居民议事结果。",
                contact="社区党员服务站",
                starts_on=on,
                working_days=7,
                ends_on=None,
            )


def _undertake(demo: Demo, community: Community, today: date) -> None:
    """The plan and the statement of the year, each with its targets."""
    signed = date(today.year, *SIGNED)
    if signed >= today:
        return
    for kind, by, targets in (
        (YearPlan.Kind.PLAN, community.secretary, (("专题党课", 4, "次"),)),
        (YearPlan.Kind.STATEMENT, demo.clerk, (("主题党日", 12, "次"), ("走访辖区单位", 20, "家"))),
    ):
        plan = actions.enter(
            by=by,
            register=PLANS,
            organization=community.node,
            today=today,
            kind=kind,
            year=today.year,
            content="抓好主题党日、网格服务和共驻共建，解决居民反映集中的问题。",
        )
        for title, wanted, unit in targets:
            given = {"title": title, "wanted": Decimal(wanted), "unit": unit, "due_on": date(today.year, 12, 31)}
            actions.add_line(by=by, part=PLANS.parts[0], entry=plan, today=today, **given)
        typed: dict[str, Any] = {"signed_on": signed, "signed_by": "街道党工委、社区党组织"}
        actions.correct(by=by, register=PLANS, entry=plan, version=plan.version, today=today, **typed)


def _train(demo: Demo, today: date) -> None:
    """The street's class of this year for secretaries and directors, once it is May; some were not there."""
    held = date(today.year, 5, 20)
    if held >= today:
        return
    class_ = actions.enter(
        by=demo.clerk,
        register=TRAINING,
        organization=demo.nanhuan,
        today=today,
        title=f"{today.year}年社区书记主任轮训班",
        form=Training.Form.CLASS,
        purposes=[Training.Purpose.REFRESHER, Training.Purpose.CADRE],
        starts_on=held - timedelta(days=1),
        ends_on=held,
        hours=16,
        place="街道党校",
        content="社区大党委工作方法、发展党员程序、网格化服务案例。",
    )
    persons = {user.person for each in demo.communities[:-1] for user in (each.secretary, each.director)}
    training.attend(
        by=BY,
        training=class_,
        persons=sorted((each for each in persons if each), key=lambda each: each.pk),
        outcome=TrainingAttendance.Outcome.PASSED,
        today=today,
    )


def _complete(demo: Demo, community: Community, today: date) -> None:
    """A leader's contact point with a problem solved, working rules in force, last year's conditions."""
    since = date(today.year - 1, 3, 1)
    point = actions.enter(
        by=demo.officer,
        register=CONTACTS,
        organization=community.node,
        today=today,
        leader=demo.officer.person,
        duty="区委组织部副部长",
        **contacts.span({"since": since}),
    )
    visits = CONTACTS.parts[0]
    quarters = [date(year, month, 12) for year in (today.year - 1, today.year) for month in (3, 6, 9, 12)]
    for number, on in enumerate(day for day in quarters if day < today):
        typed = {"visited_on": on, "content": "听取社区党建工作汇报，走访党员中心户。"}
        visit = actions.add_line(
            by=demo.clerk, part=visits, entry=point, today=today, problem="" if number else "活动室面积不够", **typed
        )
        if not number:
            solution = {"solved_on": on + timedelta(days=30), "solution": "供电公司腾出一层办公楼"}
            actions.correct_line(
                by=demo.clerk, part=visits, line=visit, version=1, today=today, step=visits.steps[0], **solution
            )
    rule = actions.enter(
        by=community.secretary,
        register=RULES,
        organization=community.general_branch,
        today=today,
        title="社区党总支工作细则",
        content="第一条 坚持集体领导和个人分工负责相结合。\n第二条 每月召开一次党总支会议。",
        adopted_on=since,
        adopted_by="党总支会议",
        effective_on=since + timedelta(days=14),
    )
    actions.correct(
        by=community.secretary,
        register=RULES,
        entry=rule,
        version=rule.version,
        today=today,
        step=RULES.steps[0],
        published_on=since + timedelta(days=7),
    )
    numbers = {"office_area": 160, "activity_area": 320, "budget_funds": 20000, "dues_funds": 3000, "other_funds": 0}
    actions.enter(
        by=community.secretary,
        register=CONDITIONS,
        organization=community.node,
        today=today,
        year=today.year - 1,
        officers=8,
        allowances=Decimal(268800),
        **{name: Decimal(value) for name, value in numbers.items()},
    )
