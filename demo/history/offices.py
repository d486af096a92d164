"""What streets and the district keep of their communities: mandates, firms, kinds of branches, cadres, training."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from psycopg2.extras import DateRange

from core.chinese.dates import month_start
from demo.history.clock import ago
from demo.world import BY, Community, Demo
from members.models import Membership
from organizations import actions as organizations
from organizations.kinds import Kind
from organizations.mandates.register import TIME, WORK
from organizations.mandates.rules import BY_UNIT
from organizations.models import BodyKind, Position, Post, Training, Unit, YearPlan
from organizations.registers import actions, training
from organizations.registers.branch_groups import BRANCH_GROUPS
from organizations.registers.duties import LEADING, LED
from organizations.registers.kinds import PLANS, TRAINING
from organizations.registers.kinds_groups import RESIDENTS
from organizations.registers.kinds_stationed import STATIONED
from organizations.registers.two_new import TWO_NEWS
from organizations.terms import term_end
from people import actions as people
from people.models import Person


def keep_offices(demo: Demo, today: date) -> None:
    community = demo.communities[0]
    for each in demo.communities:
        if each.profile.able:
            _times(each, today)
    _work(community, today)
    _two_new(demo, today)
    _three_kinds(community, today)
    _reserve(demo, today)
    _plans(demo, today)
    _classes(demo, today)


def _times(community: Community, today: date) -> None:
    """What units guarantee their members of the big committee: this year's once it is agreed, else last year's."""
    signed = date(today.year, 1, 20)
    if signed >= today:
        signed = date(today.year - 1, 1, 20)
    posts = Post.objects.filter(organization=community.big_committee, position__in=BY_UNIT).in_force(signed)
    for number, post in enumerate(posts.select_related("person").order_by("pk")):
        actions.enter(
            by=community.secretary,
            register=TIME,
            organization=community.big_committee,
            today=signed,
            person=post.person,
            unit=community.presences[number % len(community.presences)].unit,
            year=signed.year,
            hours=Decimal(40 if post.position == Position.PART_TIME_DEPUTY else 24),
            signed_on=signed,
            signed_by="单位党组织负责人",
        )


def _work(community: Community, today: date) -> None:
    """Of the secretary, entered by the director, before the report of last year; of members now and then."""
    seats = Post.objects.filter(organization=community.big_committee).select_related("person").order_by("pk")
    others = [post.person for post in seats if post.position in BY_UNIT]
    secretary: Any = community.secretary.person
    told: tuple[tuple[Person, date, str, str, int, bool], ...] = (
        (secretary, date(today.year - 1, 6, 18), "survey", "到各网格开座谈会，梳理老旧小区改造意见", 6, False),
        (secretary, date(today.year - 1, 11, 7), "project", "协调供电公司改造3号楼线路", 4, False),
        (others[0], ago(today, 150), "visit", "走访12户困难党员和独居老人", 3, True),
        (others[1], ago(today, 95), "resource", "联系单位捐赠图书120册", 2, True),
        (others[2], ago(today, 40), "grid", "参加第2网格议事会，商定停车划线", 2, True),
        (others[3], ago(today, 8), "project", "为老人食堂联系平价供菜", 3, False),
    )
    for person, on, kind, content, hours, unit_time in told:
        actions.enter(
            by=community.director,
            register=WORK,
            organization=community.big_committee,
            today=on,
            person=person,
            done_on=on,
            kind=kind,
            content=content,
            hours=Decimal(hours),
            unit_time=unit_time,
        )


def _two_new(demo: Demo, today: date) -> None:
    """A large firm, a small one and a social organisation; the first lacks little of the checklist."""
    units = Unit.objects.filter(organization=demo.nanhuan)
    chosen = (
        (units.filter(kind="new_economic").order_by("pk")[0], "large", "district_committee", "区非公有制企业党委", 10),
        (units.filter(kind="new_economic").order_by("pk")[1], "small", "street", "南环街道综合党委", 6),
        (units.filter(kind="new_social").order_by("pk")[0], "", "supervising", "区民政局党组", 4),
    )
    part = TWO_NEWS.parts[0]
    since = ago(today, 300)
    for unit, size, superior, name, has in chosen:
        entry = actions.enter(
            by=demo.clerk,
            register=TWO_NEWS,
            organization=demo.nanhuan,
            today=today,
            unit=unit,
            size=size,
            superior=superior,
            superior_name=name,
            settled_on=since,
        )
        for number, line in enumerate(entry.items.order_by("pk")[:has]):
            actions.correct_line(
                by=demo.clerk,
                part=part,
                line=line,
                version=line.version,
                today=today,
                since=since + timedelta(days=12 * number),
                evidence="街道现场查看，有照片",
            )


def _three_kinds(community: Community, today: date) -> None:
    """A branch of the cultural team and one for floating members, founded this month; a building's is still missing."""
    since = month_start(today)
    team = actions.enter(
        by=community.secretary,
        register=RESIDENTS,
        organization=community.node,
        today=today,
        kind=BodyKind.MASS,
        title="朝阳南街文艺队",
        founded_on=ago(today, 340),
    )
    person = people.create_person(by=BY, name="汤秋菊", sex="female", birth_date=date(1961, 4, 9))
    actions.add_line(
        by=community.secretary,
        part=RESIDENTS.parts[0],
        entry=team,
        today=today,
        person=person,
        duty="队长",
        during=DateRange(ago(today, 330), None),
    )
    made = [
        organizations.create_organization(
            by=BY,
            kind=kind,
            code=f"{community.node.code}-{code}",
            name=f"{community.node.name}{name}",
            parent=community.general_branch,
            since=since,
            today=today,
        )
        for kind, code, name in (
            (Kind.FUNCTIONAL_BRANCH, "G", "文艺队党支部"),
            (Kind.FLOATING_MEMBER_BRANCH, "L", "流动党员党支部"),
        )
    ]
    rows = Membership.objects.under(community.node).current().filter(member_class="retired", person__user=None)
    free = rows.filter(person__posts=None).select_related("person").order_by("-name_key", "pk")[1:3]
    for branch, spell in zip(made, free, strict=True):
        organizations.appoint(
            by=BY,
            person=spell.person,
            organization=branch,
            position=Position.SECRETARY,
            since=since,
            basis=Post.Basis.ELECTION,
            full_time=False,
            term_ends_on=term_end(branch, Position.SECRETARY, since),
        )
    actions.enter(
        by=community.secretary,
        register=BRANCH_GROUPS,
        organization=made[0],
        today=today,
        body=team,
        group=team.title,
        since=since,
    )


def _reserve(demo: Demo, today: date) -> None:
    """Two reserve cadres on attachment, one with a matter that was done."""
    part = STATIONED.parts[0]
    for number, (community, name, department) in enumerate(
        ((demo.communities[0], "穆晓晨", "区直机关工委"), (demo.communities[2], "时雨桐", "南环街道办事处"))
    ):
        person = people.create_person(by=BY, name=name, sex="female", birth_date=date(1996, 7, 3), education="bachelor")
        entry = actions.enter(
            by=demo.clerk,
            register=STATIONED,
            organization=community.big_committee,
            today=today,
            person=person,
            trade="reserve",
            department=department,
            tasks="挂职社区党总支书记助理，联系两个网格，协助社情民意办理。",
            hours="每周一至周四",
            during=DateRange(ago(today, 220), today + timedelta(days=145)),
        )
        if number:
            continue
        asked = ago(today, 110)
        line = actions.add_line(
            by=demo.clerk,
            part=part,
            entry=entry,
            today=today,
            kind="coordination",
            matter="牵头整理共驻共建需求清单",
            asked_on=asked,
            due_on=asked + timedelta(days=30),
        )
        actions.correct_line(
            by=demo.clerk,
            part=part,
            line=line,
            version=line.version,
            today=today,
            step=part.steps[0],
            done_on=asked + timedelta(days=21),
            outcome="清单已发8家单位，认领15项",
        )


def _plans(demo: Demo, today: date) -> None:
    """The plan of each street and its statement with the district."""
    signed = date(today.year, 2, 15)
    if signed >= today:
        return
    for street, keeper in ((demo.nanhuan, demo.clerk), (demo.qingyang, demo.officer)):
        for kind, by, targets in (
            (YearPlan.Kind.PLAN, keeper, (("社区书记例会", 12, "次"),)),
            (YearPlan.Kind.STATEMENT, demo.officer, (("社区党员服务站覆盖率", 100, "%"),)),
        ):
            plan = actions.enter(
                by=by,
                register=PLANS,
                organization=street,
                today=today,
                kind=kind,
                year=today.year,
                content="建强社区党组织，推动共驻共建，办好居民关心的实事。",
            )
            for title, wanted, unit in targets:
                given = {"title": title, "wanted": Decimal(wanted), "unit": unit, "due_on": date(today.year, 12, 31)}
                actions.add_line(by=by, part=PLANS.parts[0], entry=plan, today=today, **given)
            typed: dict[str, Any] = {"signed_on": signed, "signed_by": "党工委会议"}
            actions.correct(by=by, register=PLANS, entry=plan, version=plan.version, today=today, **typed)


def _classes(demo: Demo, today: date) -> None:
    """The district's class for those who lead, the street's for its cadres, the community's for its grids: each once
    its month is over; a few were not there."""
    leading = Post.objects.filter(position__in=LEADING, organization__kind__in=LED).in_force(today)
    cadres = Post.objects.filter(
        position__in=(Position.DIRECTOR, Position.WORKER), organization__kind=Kind.COMMUNITY
    ).in_force(today)
    community = demo.communities[0]
    grids = [each.person for grid in community.grids for each in grid.responsible_persons.select_related("person")]
    purpose = Training.Purpose
    for by, place, month, title, purposes, persons in (
        (demo.officer, demo.district, 6, "社区党组织书记集中轮训班", [purpose.REFRESHER], _people(leading)[:-4]),
        (demo.clerk, demo.nanhuan, 9, "社区工作者培训班", [purpose.CADRE], _untaught(demo, _people(cadres))[:-3]),
        (community.secretary, community.node, 10, "网格责任人培训", [purpose.GRID], grids),
    ):
        held = date(today.year, month, 12)
        if held >= today:
            continue
        class_ = actions.enter(
            by=by,
            register=TRAINING,
            organization=place,
            today=today,
            title=f"{today.year}年{title}",
            form=Training.Form.CLASS,
            purposes=purposes,
            starts_on=held - timedelta(days=2),
            ends_on=held,
            hours=20,
            place="区委党校" if place == demo.district else "会议室",
            content="党建引领基层治理、发展党员程序、群众工作方法。",
        )
        training.attend(by=BY, training=class_, persons=persons, outcome="passed", today=today)


def _people(posts: Any) -> list[Person]:
    return list({post.person_id: post.person for post in posts.select_related("person").order_by("pk")}.values())


def _untaught(demo: Demo, persons: list[Person]) -> list[Person]:
    """Directors were at the class of May."""
    known = {user.person_id for each in demo.communities for user in (each.secretary, each.director)}
    return [person for person in persons if person.pk not in known]
