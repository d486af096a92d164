"""Services of the complete community beside its activities: teams, a course, money and goods for need, cards."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from demo.history.clock import ago, at
from demo.history.scans import SCAN
from demo.world import Community, Demo
from organizations.registers import actions
from services import actions as services
from services.actions import volunteers
from services.feedback import rules as feedback
from services.feedback.register import FEEDBACK
from services.funds import actions as funds
from services.funds import rules as fund_rules
from services.funds.register import GRANTS, VOUCHERS
from services.goods.register import GOODS, STATIONS
from services.models import Helper, VolunteerTeam
from services.registers_contacts import COMMITMENTS, VISITS
from services.registers_teams import TEAMS


def keep_services(demo: Demo, today: date) -> None:
    community = demo.communities[0]
    [team, *_] = _teams(community, today)
    _course(community, team, today)
    _money(community, today)
    _goods(community, today)
    _visits(community, today)
    _commitment(community, today)
    _cards(community, today)


def _teams(community: Community, today: date) -> list[VolunteerTeam]:
    """One of residents, two of units."""
    units = {each.unit.name: each.unit for each in community.presences}
    return [
        actions.enter(
            by=community.secretary,
            register=TEAMS,
            organization=community.node,
            today=today,
            title=title,
            theme=theme,
            unit=units.get(unit),
            leader=leader,
            people=people,
            founded_on=ago(today, days),
        )
        for title, theme, unit, leader, people, days in (
            ("红马甲邻里互助队", "为民", "", "贺素芬", 26, 330),
            ("税务局政策宣讲队", "知民", "税务局", "田志远", 9, 320),
            ("第二医院健康服务队", "乐民", "第二医院", "崔立新", 12, 300),
        )
    ]


HELPERS = ("贺素芬", "乔玉珍", "段长河", "苗春兰")


def _course(community: Community, team: VolunteerTeam, today: date) -> None:
    """Saturdays: two are over, with their hours signed and a report; two are to come."""
    last = today - timedelta(days=(today.weekday() - 5) % 7 or 7)
    first_ahead = last + timedelta(days=7 if last + timedelta(days=7) > today else 14)
    days = (last - timedelta(days=7), last, first_ahead, first_ahead + timedelta(days=7))
    held = volunteers.publish_series(
        by=community.secretary,
        community=community.node,
        title="银龄手机课堂",
        mode="常态化服务",
        direction="便民利民服务",
        place="社区活动室",
        starts=[at(day, 9, 30) for day in days],
        length=timedelta(hours=2),
        shifts=1,
        places=8,
        beneficiary="elderly",
        at=at(days[0] - timedelta(days=6), 16),
    )[:2]
    for number, activity in enumerate(held):
        over = activity.ends_at + timedelta(hours=1)
        names = HELPERS[: 4 - number]
        volunteers.sign_up_list(
            by=community.secretary, activity=activity, names=names, team=team, at=at(days[0] - timedelta(days=4))
        )
        came = list(Helper.objects.filter(activity=activity).values_list("pk", flat=True))
        volunteers.helpers_came(by=community.secretary, activity=activity, helpers=came, at=activity.starts_at)
        activity = services.hold_activity(by=community.secretary, activity=activity, at=over)
        volunteers.helper_hours(by=community.secretary, activity=activity, helpers=came, hours=Decimal(2), at=over)
        volunteers.enter_signatures(by=community.director, activity=activity, claims=(), helpers=came, at=over)
        volunteers.report_activity(
            by=community.secretary,
            activity=activity,
            photos=(),
            version=None,
            at=over,
            content="志愿者一对一教老人视频通话、线上挂号和防诈骗，课后建了学习群，随时解答。",
            served=14 + number,
            good=12,
            fair=2,
            poor=0,
        )


# -- money and goods ---------------------------------------------------------------------------------


def _money(community: Community, today: date) -> None:
    """The community's own money and a help fund, each quarter of the two years that is over made public."""
    fund = fund_rules.funds_of(community.node, today)[0]
    own: tuple[tuple[str, int, int, str, str], ...] = (
        ("budget", 340, 20000, "党建活动经费", "区财政局"),
        ("activity", 250, 2600, "“七一”主题活动场地和材料", "文化服务公司"),
        ("budget", 160, 22000, "党建活动经费", "区财政局"),
        ("dues", 155, 3000, "党费补助", "街道党工委"),
        ("project", 70, 4800, "楼道照明改造材料", "五金商店"),
        ("visits", 20, 1200, "走访慰问用品", "便民超市"),
    )
    for number, (kind, days, amount, purpose, party) in enumerate(own, 1):
        _voucher(community, VOUCHERS, ago(today, days), today, f"JF-{number:03d}", "", kind, amount, purpose, party)
    given: tuple[tuple[str, int, int, str, str, int | None], ...] = (
        ("donation", 330, 12000, "驻区单位捐款", "农业银行营业部等 3 家单位", None),
        ("living", 240, 3000, "春节前生活救助", "困难家庭", 6),
        ("donation", 150, 8000, "“慈善一日捐”", "在职党员和居民", None),
        ("study", 80, 4000, "新生助学", "低收入家庭学生", 2),
        ("disaster", 1, 1500, "家中失火临时救助", "受灾家庭", 1),
    )
    for number, (kind, days, amount, purpose, party, persons) in enumerate(given, 1):
        number_ = f"BF-{number:03d}"
        on = ago(today, days)
        _voucher(community, GRANTS, on, today, number_, fund, kind, amount, purpose, party, persons)
    for ledger in ("", fund):
        for first, last in reversed(fund_rules.latest_periods(community.node, today)):
            if (on := last + timedelta(days=1)) <= today:
                funds.publish(by=community.secretary, organization=community.node, first=first, today=on, fund=ledger)


def _voucher(
    community: Community,
    register: Any,
    on: date,
    today: date,
    number: str,
    fund: str,
    kind: str,
    amount: int,
    purpose: str,
    party: str,
    persons: int | None = None,
) -> None:
    """Entered by the director, booked the day after by the secretary; that of yesterday waits."""
    voucher = actions.enter(
        by=community.director,
        register=register,
        organization=community.node,
        today=on,
        fund=fund,
        kind=kind,
        happened_on=on,
        amount=Decimal(amount),
        purpose=purpose,
        party=party,
        persons=persons,
        number=f"{on.year}-{number}",
        scan=ContentFile(SCAN, name="voucher.pdf"),
        entered_by=community.director,
    )
    booked = on + timedelta(days=1)
    if booked < today:
        actions.correct(
            by=community.secretary,
            register=register,
            entry=voucher,
            version=voucher.version,
            today=booked,
            step=register.steps[0],
            approved_on=booked,
            approved_by=None,
        )


def _goods(community: Community, today: date) -> None:
    station = actions.enter(
        by=community.secretary,
        register=STATIONS,
        organization=community.node,
        today=today,
        title="朝阳南街爱心捐助站",
        kind="station",
        address="社区办公楼一层东侧",
        opened_on=ago(today, 350),
    )
    moved: tuple[tuple[str, int, str, int, str, str, int | None], ...] = (
        ("in", 320, "大米", 60, "袋", "农业银行营业部", None),
        ("in", 300, "棉被", 24, "床", "居民和在职党员", None),
        ("out", 290, "大米", 40, "袋", "困难家庭", 20),
        ("out", 180, "棉被", 9, "床", "独居老人", 9),
        ("in", 60, "图书", 120, "册", "育红小学", None),
        ("out", 12, "大米", 12, "袋", "困难家庭", 6),
    )
    for way, days, item, quantity, measure, party, persons in moved:
        actions.enter(
            by=community.secretary,
            register=GOODS,
            organization=community.node,
            today=today,
            station=station,
            way=way,
            happened_on=ago(today, days),
            item=item,
            quantity=Decimal(quantity),
            measure=measure,
            party=party,
            persons=persons,
        )


# -- units -------------------------------------------------------------------------------------------

HEARD = ("希望错峰安排单位职工参加周末服务", "单位门前共享单车摆放乱", "想了解社区的助老需求")


def _visits(community: Community, today: date) -> None:
    """Every unit twice a year, half of them have something to say; what was said is answered."""
    matters = VISITS.parts[0]
    days = [date(year, month, 5) for year in (today.year - 1, today.year) for month in (3, 9)]
    for turn, first in enumerate(days):
        for number, presence in enumerate(community.presences):
            on = first + timedelta(days=2 * number)
            if on >= today:
                return
            visit = actions.enter(
                by=community.secretary,
                register=VISITS,
                organization=community.node,
                today=today,
                unit=presence.unit,
                direction="to_unit",
                visited_on=on,
                visitors="社区书记、网格长",
                content="商量本年共建事项和在职党员报到服务，听取单位意见。",
            )
            answered = on + timedelta(days=3)
            if number == 2 * turn % 8 and answered < today:
                line = actions.add_line(
                    by=community.secretary, part=matters, entry=visit, today=on, text=HEARD[turn % 3]
                )
                actions.correct_line(
                    by=community.secretary,
                    part=matters,
                    line=line,
                    version=line.version,
                    today=answered,
                    step=matters.steps[0],
                    answered_on=answered,
                    answer="已商定办法，下月起照办，并告诉单位联系人。",
                )


def _commitment(community: Community, today: date) -> None:
    """A promise kept twice."""
    promise = actions.enter(
        by=community.secretary,
        register=COMMITMENTS,
        organization=community.node,
        today=today,
        title="组织关系接转咨询",
        content="材料齐全的，两个工作日内答复并协助办理。",
        limit_days=2,
        responsible="社区党员服务站",
        since=ago(today, 340),
    )
    part = COMMITMENTS.parts[0]
    for days, about in ((120, "转入咨询"), (30, "转出手续")):
        on = ago(today, days)
        line = actions.add_line(by=community.secretary, part=part, entry=promise, today=on, about=about, accepted_on=on)
        actions.correct_line(
            by=community.secretary,
            part=part,
            line=line,
            version=line.version,
            today=on + timedelta(days=1),
            step=part.steps[0],
            done_on=on + timedelta(days=1),
        )


def _cards(community: Community, today: date) -> None:
    """The cards of the quarters that are over, and what the units wrote back."""
    begun = date(today.year - 1, 1, 1)
    part = FEEDBACK.parts[0]
    back = part.steps[0]
    for period in reversed(feedback.open_periods(community.node, today)):
        issued = period.ends_on + timedelta(days=2)
        if period.starts_on < begun or issued > today:
            continue
        entry = actions.enter(
            by=community.secretary,
            register=FEEDBACK,
            organization=community.node,
            today=issued,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            issued_on=issued,
            note="感谢贵单位支持在职党员到社区报到服务。",
        )
        returned = issued + timedelta(days=6)
        if returned >= today:
            continue
        for number, card in enumerate(entry.cards.order_by("pk")):
            actions.correct_line(
                by=community.secretary,
                part=part,
                line=card,
                version=card.version,
                today=returned,
                step=back,
                returned_on=returned,
                for_awards=True,
                for_appraisal=number % 2 == 0,
                for_promotion=False,
                comment="按时报到，踊跃参加社区服务",
                answer="已在支部通报",
            )
