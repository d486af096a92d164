"""What was said of last year and of those who did well: reviews, scores of units, titles, a brand and its press."""

from datetime import date, timedelta
from typing import Any

from assessments import honours
from assessments.models import Award
from assessments.partners.registers import STREET_APPRAISALS, UNIT_OPINIONS, UNIT_SCORES
from assessments.reviews.register import REVIEWS
from assessments.reviews.rules import grades_of
from assessments.showcases import PRESS, SHOWCASES
from demo.history.clock import ago, at
from demo.world import Community, Demo
from organizations.registers import actions


def give_honours(demo: Demo, today: date) -> None:
    community = demo.communities[0]
    _review(demo, community, today)
    _units(demo, community, today)
    _brand(community, today)
    _awards(demo, community, today)


def _step(register: Any, entry: Any, key: str, by: Any, on: date, **fields: Any) -> Any:
    """A step of an entry on its day."""
    step = next(each for each in register.steps if each.key == key)
    entry.refresh_from_db()
    return actions.correct(by=by, register=register, entry=entry, version=entry.version, today=on, step=step, **fields)


def _review(demo: Demo, community: Community, today: date) -> None:
    """The secretary's report of last year: hung out, judged by the street, members and residents, concluded."""
    year = today.year - 1
    begun = date(year, 12, 4)
    requirements, counts = REVIEWS.parts
    row = actions.enter(
        by=community.secretary,
        register=REVIEWS,
        organization=community.node,
        today=begun,
        person=community.secretary.person,
        year=year,
        content="一年来，带领班子抓主题党日、网格服务和共驻共建，办成居民关心的实事12件。"
        "不足是走访新就业群体不够，老旧小区改造推进慢。",
    )
    for line in row.requirements.order_by("pk"):
        actions.correct_line(
            by=community.secretary,
            part=requirements,
            line=line,
            version=line.version,
            today=begun,
            how="对照年初承诺逐项列出，有台账、照片和居民评价。",
        )
    _step(REVIEWS, row, "display", community.secretary, begun, displayed_on=begun)
    grades = grades_of(community.node, begun)
    for side, issued, given in (("members", 48, (38, 8, 1, 0)), ("residents", 20, (15, 4, 0, 0))):
        actions.add_line(
            by=community.director,
            part=counts,
            entry=row,
            today=begun + timedelta(days=14),
            side=side,
            held_on=begun + timedelta(days=14),
            place="社区会议室",
            issued=issued,
            returned=sum(given),
            invalid=0,
            grades=grades,
            counts=list(given),
        )
    _step(
        REVIEWS,
        row,
        "superior",
        demo.clerk,
        begun + timedelta(days=18),
        superior_grade=grades[0],
        superior_opinion="工作扎实，群众认可；要加强对新就业群体的服务。",
        superior_on=begun + timedelta(days=18),
    )
    done = begun + timedelta(days=24)
    _step(
        REVIEWS,
        row,
        "conclude",
        community.secretary,
        done,
        follow_up="建立快递员、网约车司机联系名册，每月走访一次。",
        concluded_on=done,
    )


def _units(demo: Demo, community: Community, today: date) -> None:
    """Last year's part of each unit, told to its superior; an award that was asked about; the street's appraisal."""
    year = today.year - 1
    scored = date(year, 12, 28)
    for presence in community.presences:
        row = actions.enter(
            by=community.secretary,
            register=UNIT_SCORES,
            organization=community.node,
            today=scored,
            unit=presence.unit,
            year=year,
            comment="按协议参加共建，职工志愿服务受居民欢迎。",
        )
        if presence.unit.superior_unit:
            on = scored + timedelta(days=2)
            _step(
                UNIT_SCORES,
                row,
                "report",
                community.secretary,
                on,
                reported_to=presence.unit.superior_unit,
                reported_on=on,
            )
    actions.enter(
        by=community.secretary,
        register=UNIT_OPINIONS,
        organization=community.node,
        today=ago(today, 60),
        unit=community.presences[1].unit,
        title="市级文明单位",
        asked_by="市卫生健康委",
        asked_on=ago(today, 64),
        agrees=True,
        opinion="每月到社区义诊，职工踊跃参加志愿服务，同意申报。",
        given_on=ago(today, 60),
    )
    asked = ago(today, 6)
    appraisal = actions.enter(
        by=demo.officer,
        register=STREET_APPRAISALS,
        organization=demo.nanhuan,
        today=asked,
        year=asked.year,
        asked_on=asked,
        until=today + timedelta(days=9),
    )
    answer = STREET_APPRAISALS.parts[0]
    for number, line in enumerate(appraisal.opinions.order_by("-pk")[:5]):
        actions.correct_line(
            by=demo.officer,
            part=answer,
            line=line,
            version=line.version,
            today=today,
            step=answer.steps[0],
            grade="fairly" if number == 3 else "satisfied",
            text="联席会议可以再务实一些" if number == 3 else "",
            answered_on=ago(today, 2),
        )


def _brand(community: Community, today: date) -> None:
    """A brand that anybody reads, a case that hangs out, and what was printed of them."""
    for number, (kind, title, spirit, content, days) in enumerate(
        (
            (
                "brand",
                "红马甲敲敲门",
                "门常敲、情常在",
                "党员志愿者结对独居老人，每周敲一次门、问一声好、办一件事。两年来敲门三千余次，及时救助突发情况7起。",
                200,
            ),
            ("case", "一张长凳议事会", "小事楼下议", "楼栋党小组在长凳边议事，停车划线、楼道清理当场定、限期办。", 4),
        )
    ):
        on = ago(today, days)
        row = actions.enter(
            by=community.secretary,
            register=SHOWCASES,
            organization=community.node,
            today=on,
            kind=kind,
            title=title,
            spirit=spirit,
            content=content,
            began_on=ago(today, 340),
        )
        _step(SHOWCASES, row, "publicise", community.secretary, on, publicised_on=on, retracted_because="")
        if number:
            continue
        told = on + timedelta(days=25)
        _step(SHOWCASES, row, "publish", community.secretary, told, published_on=told)
        for medium, outlet, headline, later in (
            ("paper", "示范日报", "一声敲门，一份牵挂", 40),
            ("online", "区融媒体中心", "红马甲敲开邻里心", 120),
        ):
            actions.enter(
                by=community.secretary,
                register=PRESS,
                organization=community.node,
                today=today,
                title=headline,
                medium=medium,
                outlet=outlet,
                issued_on=on + timedelta(days=later),
                showcase=row,
                note="报道社区党员志愿者上门关爱独居老人。",
            )


def _awards(demo: Demo, community: Community, today: date) -> None:
    """Stars for last year once it is decided, a courtyard's title held, a family's that hangs out."""
    year = today.year - 1
    begun = date(today.year, 2, 10)
    if begun < today:
        _give(demo, community, today, begun, kind="star", level="5", year=year, holder="community",
              grounds="五个好评价名列前茅，主题党日、双报到和网格服务做在前面。")  # fmt: skip
    for name, level, days in (("锻压厂家属院", "文明卫生红旗楼院", 180), ("贺素芬家庭", "文明家庭", 5)):
        on = ago(today, days)
        _give(demo, community, today, on, kind="civility", level=level, year=on.year, holder="named", name=name,
              grounds="邻里和睦，带头清理楼道，热心公益。")  # fmt: skip


def _give(demo: Demo, community: Community, today: date, begun: date, **fields: Any) -> None:
    """Nominated, reviewed, hung out, granted: what is to come is left to come."""
    award = honours.nominate(
        by=community.secretary, award=Award(organization=community.node, **fields), now=at(begun, 9)
    )
    granted = begun + timedelta(days=30)
    said = honours.Said(
        document=f"区委组织部命名决定〔{granted.year}〕{award.pk}号",
        on=granted,
        valid_until=granted.replace(year=granted.year + 2) if award.kind == "star" else None,
    )
    steps = (
        ("review", demo.clerk, 1, honours.Said(text="情况属实，同意申报。")),
        ("publish", demo.clerk, 2, honours.Said()),
        ("grant", demo.officer, 30, said),
    )
    for step, by, days, told in steps:
        on = begun + timedelta(days=days)
        if on >= today:
            return
        award = honours.take_step(by=by, award=award, step=step, said=told, now=at(on, 10))
