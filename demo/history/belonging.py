"""Members of the complete community: who floats, who needs help, who serves in which post, whom their units talk to."""

from datetime import date, timedelta

from psycopg2.extras import DateRange

from demo.history.clock import ago, at
from demo.world import Community, Demo
from grids import actions as grids
from grids.models import Household, ResponsiblePerson
from grids.posts.register import DUTY_POSTS
from grids.registers_estates import ESTATES
from meetings.education.register import EDUCATION
from meetings.models import Meeting
from members.floating.register import FLOATING
from members.hardship.register import HARDSHIPS
from members.models import DualRegistration, Membership
from members.residence.register import CONTACTS, IDENTITIES
from organizations.models import Organization
from organizations.registers import actions
from people.models import Person

AWAY = (
    ("天津市滨海新区", "work", "滨海新区某物流园党支部"),
    ("北京市大兴区", "work", "大兴区某建筑项目临时党支部"),
    ("山东省济南市", "business", "济南市某商会党支部"),
    ("江苏省苏州市", "work", ""),
    ("河北省石家庄市", "family", ""),
    ("广东省深圳市", "business", "深圳市某电子公司党支部"),
)


def keep_members(demo: Demo, today: date) -> None:
    community = demo.communities[0]
    branch = _branch(community)
    retired = _of_class(community, "retired")
    _floating(demo, community, branch, today)
    _hardship(community, branch, retired[4:6], retired[6], today)
    _posts(community, retired[7:9], today)
    _education(community, today)
    _neighbourhoods(community, today)
    for each in demo.communities:
        if each.profile.able:
            _contacts(each, today)


def _branch(community: Community) -> Organization:
    return Organization.objects.under(community.node).filter(kind="branch").order_by("path")[0]


def _of_class(community: Community, member_class: str) -> list[Person]:
    """Members who have no account and no seat, in the order of their names."""
    spells = Membership.objects.under(community.node).current().filter(member_class=member_class, person__user=None)
    rows = spells.filter(person__posts=None).select_related("person").order_by("name_key", "pk")
    return [spell.person for spell in rows]


def _floating(demo: Demo, community: Community, branch: Organization, today: date) -> None:
    """Where each of those away is, spoken with lately; one who lives here comes from the other street."""
    card = FLOATING.parts[0]
    spells = Membership.objects.filter(organization=branch, member_class="floating_out").current()
    for number, spell in enumerate(spells.select_related("person").order_by("name_key", "pk")):
        place, reason, other = AWAY[number % len(AWAY)]
        since = ago(today, 300 - 20 * number)
        entry = actions.enter(
            by=community.secretary,
            register=FLOATING,
            organization=branch,
            today=today,
            person=spell.person,
            direction="out",
            place=place,
            reason=reason,
            other=other,
            other_contact="组织委员" if other else "",
            card_number=f"LD{today.year}{number + 1:03d}",
            known_on=since,
            during=DateRange(since, None),
        )
        way, said = ("heard", "对方支部告知已参加两次组织生活") if other else ("member", "电话联系，工作顺利，按期学习")
        actions.add_line(
            by=community.secretary,
            part=card,
            entry=entry,
            today=today,
            happened_on=ago(today, 15 + number),
            way=way,
            content=said,
        )
    comes = Membership.objects.under(demo.qingyang).filter(member_class="floating_out").current()
    spell = comes.select_related("person", "organization").order_by("pk")[0]
    since = ago(today, 12)
    actions.enter(
        by=demo.officer,
        register=FLOATING,
        organization=spell.organization,
        today=since,
        person=spell.person,
        direction="out",
        place="本区南环街道",
        reason="family",
        other=branch.name,
        card_number=f"LD{today.year}101",
        known_on=since,
        during=DateRange(since, None),
    )


def _hardship(community: Community, branch: Organization, persons: list[Person], helper: Person, today: date) -> None:
    """Two members, visited in each half of the year; the first is helped by another member."""
    visits, pair = HARDSHIPS.parts[0], HARDSHIPS.steps[0]
    since = ago(today, 350)
    told = (("alone", "雨雪天代买米面药品"), ("income", "春节前生活补助，留意合适的岗位"))
    for number, (person, (category, needed)) in enumerate(zip(persons, told, strict=True)):
        entry = actions.enter(
            by=community.secretary,
            register=HARDSHIPS,
            organization=branch,
            today=today,
            person=person,
            category=category,
            needed=needed,
            during=DateRange(since, None),
        )
        halves = [date(year, month, day) for year in (today.year - 1, today.year) for month, day in ((2, 3), (6, 28))]
        for on in [day for day in (*halves, ago(today, 9)) if since <= day < today]:
            actions.add_line(
                by=community.secretary,
                part=visits,
                entry=entry,
                today=today,
                kind="visit",
                visited_on=on,
                visitor="社区书记、支部委员",
                content="送去米面油和慰问金，问了近来的难处。",
                asked="想有人定期陪着买菜" if on.month == 6 and not number else "",
            )
        if number:
            continue
        paired = ago(today, 200)
        entry.refresh_from_db()
        actions.correct(
            by=community.secretary,
            register=HARDSHIPS,
            entry=entry,
            version=entry.version,
            today=paired,
            step=pair,
            helper=helper,
            paired_on=paired,
        )
        actions.add_line(
            by=community.secretary,
            part=visits,
            entry=entry,
            today=today,
            kind="help",
            visited_on=ago(today, 5),
            visitor=helper.name,
            content="陪同买菜、代缴水电费。",
        )


# -- posts and places --------------------------------------------------------------------------------

POSTS = (
    ("pioneer", "政策宣传先锋岗", "宣讲惠民政策，解答办事流程", 10),
    ("volunteer", "治安巡逻员", "晚间巡逻，劝阻乱停乱放", 15),
    ("duty", "楼道卫生监督岗", "每月检查楼道堆物，劝导整改", None),
)


def _posts(community: Community, persons: list[Person], today: date) -> None:
    """The member of the demo and two others; each has served lately."""
    services = DUTY_POSTS.parts[0]
    since = ago(today, 330)
    for number, (person, (kind, name, duties, day)) in enumerate(
        zip((community.in_service[0], *persons), POSTS, strict=True)
    ):
        entry = actions.enter(
            by=community.secretary,
            register=DUTY_POSTS,
            organization=community.node,
            today=today,
            person=person,
            kind=kind,
            name=name,
            duties=duties,
            grid=community.grids[number],
            service_day=day,
            during=DateRange(since, None),
        )
        monthly = [today.replace(day=day)] if day is not None and day < today.day else []
        for on in (ago(today, 62), ago(today, 33), *monthly):
            actions.add_line(
                by=community.secretary, part=services, entry=entry, today=today, served_on=on, content=duties
            )
    actions.enter(
        by=community.secretary,
        register=IDENTITIES,
        organization=_branch(community),
        today=today,
        person=persons[0],
        ways=["badge", "board"],
        pledge="楼上楼下的事，随叫随到",
        agreed_on=ago(today, 200),
        during=DateRange(ago(today, 200), None),
    )


def _neighbourhoods(community: Community, today: date) -> None:
    """Two estates, one of which people are to move into, and rounds of the heads of the grids."""
    old = actions.enter(
        by=community.secretary,
        register=ESTATES,
        organization=community.node,
        today=today,
        name="锻压厂家属院",
        kind="unit_compound",
        address="朝阳南街12号",
        listed_on=ago(today, 355),
        planned_households=216,
        manager="安居物业服务公司",
        owners_committee="家属院管理委员会",
        branch=_branch(community),
    )
    new = actions.enter(
        by=community.secretary,
        register=ESTATES,
        organization=community.node,
        today=today,
        name="朝阳新苑",
        kind="commercial",
        address="朝阳南街与迎宾路交口",
        listed_on=ago(today, 90),
        moves_in_on=today + timedelta(days=120),
        planned_households=480,
        developer="通用房地产开发公司",
    )
    actions.add_line(
        by=community.secretary,
        part=ESTATES.parts[0],
        entry=new,
        today=today,
        contacted_on=ago(today, 25),
        partner="developer",
        content="商定交房时设党员服务点，预留物业用房一间。",
        result="预留60平方米党群活动用房",
    )
    for building in community.grids[0].buildings.order_by("pk"):
        building.estate = old
        grids.update_building(by=community.secretary, building=building, version=building.version)
    _rounds(community, today)


def _rounds(community: Community, today: date) -> None:
    for number, grid in enumerate(community.grids):
        [seat] = grid.responsible_persons.filter(role=ResponsiblePerson.Role.GRID_HEAD).select_related("person")
        doors = list(Household.objects.filter(building__grid=grid).order_by("pk")[:2])
        for turn, (days, purpose, content) in enumerate(
            ((26, "routine", "问了近况，楼道照明正常。"), (6, "safety", "检查燃气和充电，提醒不在楼道充电。"))
        ):
            on = ago(today, days + number)
            grids.log_visit(
                by=community.secretary,
                grid=grid,
                household=doors[turn],
                person=seat.person,
                visited_on=on,
                purpose=purpose,
                today=today,
                at=at(on, 18),
                content=content,
            )


def _education(community: Community, today: date) -> None:
    """A topic that was held in a theme day, and one that is to be held."""
    held = Meeting.objects.theme_days().recorded().filter(organization=community.big_committee)
    last = held.order_by("-held_at").first()
    for classes, topic, begins, due in (
        (["in_service"], "在职党员到社区做什么", ago(today, 90), today + timedelta(days=20)),
        (["retired", "unemployed"], "离岗不离党、退休不褪色", ago(today, 30), today + timedelta(days=60)),
    ):
        entry = actions.enter(
            by=community.secretary,
            register=EDUCATION,
            organization=community.node,
            today=today,
            classes=classes,
            topic=topic,
            content="集中学习和讨论，会后每人认领一件实事。",
            begins_on=begins,
            due_on=due,
        )
        if last is not None and classes == ["in_service"] and last.held_at is not None:
            actions.add_line(by=community.secretary, part=EDUCATION.parts[0], entry=entry, today=today, meeting=last)


# -- units of those who live here --------------------------------------------------------------------


def _contacts(community: Community, today: date) -> None:
    """With the Party organisation of each unit whose members live here; both told each other in each half of a year."""
    exchanges = CONTACTS.parts[0]
    rows = DualRegistration.objects.confirmed().filter(organization=community.node, side="home").exclude(unit_name="")
    since = ago(today, 340)
    days = [date(year, month, 18) for year in (today.year - 1, today.year) for month in (4, 10)]
    for name in rows.order_by("unit_name").values_list("unit_name", flat=True).distinct():
        entry = actions.enter(
            by=community.secretary,
            register=CONTACTS,
            organization=_branch(community),
            today=today,
            unit_name=name,
            unit_contact="机关党委（支部）组织委员",
            branch_contact="支部组织委员",
            during=DateRange(since, None),
        )
        for number, on in enumerate(day for day in days if since <= day < today):
            actions.add_line(
                by=community.secretary,
                part=exchanges,
                entry=entry,
                today=today,
                happened_on=on,
                direction="from_unit" if number % 2 else "to_unit",
                content="单位支持参加社区服务" if number % 2 else "通报在职党员参加社区服务的情况",
                answer="已转告本人和所在支部",
            )
