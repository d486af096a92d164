"""Every number that the plan (S0) and the directive (S2) set: its target, and the relation of who reaches it (ASM-10).

A target of rows reads the duties and registers of the rooms below: a row for each organisation, meeting or person that
the number is about, with a verdict as of the day that is asked. Nothing is counted here that is not listed.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from assessments.target_selections import selections
from assessments.target_sql import CARDS, COMMENDED, GROWN, SCORED
from core.records.duties import Source, union
from core.records.measures import Verdict
from meetings import bodies
from meetings.duties.periods import PERIODS
from organizations import standards
from organizations.kinds import BRANCHES, Kind
from organizations.models import BodyKind, Organization, Position, Post
from organizations.registers.duties import TRAINING
from organizations.registers.duties_bodies import FOUNDED
from organizations.registers.duties_venues import STATION
from organizations.reorganizing import establishment
from organizations.rules import COMPOSITION, POSITIONS, composition
from services.funds.duties import ALLOCATED


@dataclass(frozen=True)
class Line:
    """One organisation, meeting or person of a target. ``verdict``: ``counts``, ``open`` (its day is not past),
    ``missing``, ``unknown``."""

    organization_id: int
    place: str
    record: int | None
    verdict: str
    label: str
    detail: str

    @property
    def reached(self) -> bool:
        return self.verdict == Verdict.COUNTS

    @property
    def state(self) -> str:
        words = {Verdict.COUNTS: "达到", Verdict.OPEN: "还没有，期限未到", Verdict.UNKNOWN: "没有记录，不能判断"}
        return words.get(Verdict(self.verdict), "没有达到")

    @property
    def kind(self) -> str:
        kinds = {Verdict.COUNTS: "good", Verdict.OPEN: "warn", Verdict.UNKNOWN: ""}
        return kinds.get(Verdict(self.verdict), "bad")


Url = Callable[[Line], str]


def _detail(line: Line) -> str:
    return reverse("organizations:detail", args=[line.organization_id])


@dataclass(frozen=True)
class Target:
    """``words`` says the target, with the ``standards`` put in; ``share``: the standard of the share that has to reach
    it (all of them without); ``page``: the list of the room that keeps the records."""

    key: str
    clause: str
    title: str
    words: str
    standards: tuple[str, ...] = ()
    share: str = ""
    page: str = ""
    url: Url = _detail


@dataclass(frozen=True)
class Rows(Target):
    """``sql``: columns key, organization_id, scope, record, verdict, label, detail; reads what ``sources`` read."""

    sql: str = ""
    sources: tuple[Source, ...] = ()


def _nothing(_found: list[Organization], _on: date) -> Iterator[Line]:
    return iter(())


@dataclass(frozen=True)
class Computed(Target):
    """Rows of a rule that is written in Python, of organisations of ``kind`` on a day."""

    of: Kind = Kind.COMMUNITY
    rows: Callable[[list[Organization], date], Iterator[Line]] = _nothing


@dataclass(frozen=True)
class Number(Target):
    """A number of the monthly facts; ``line``: the standard it is held against, else ``whole``."""

    indicator: str = ""
    line: str = ""
    whole: Decimal = Decimal(100)
    unit: str = "%"


@dataclass(frozen=True)
class Points(Target):
    """Demonstration points of one level, by the quotas of the register of awards."""

    level: str = ""


def _of(source: Source, condition: str = "true", *, yearly: bool = False, label: str = "r.label") -> str:
    """Rows of a duty; ``yearly``: those whose time is in the year that is asked."""
    when = " AND extract(year FROM r.opens_on) = %(year)s" if yearly else ""
    return f"""SELECT r.organization_id, r.scope, r.record, r.verdict, {label} AS label, r.detail
        FROM ({union([source])}) r WHERE {condition}{when}"""


_KEY_OF = {duty.key: source for source in PERIODS for duty in source.duties}


def _seat(kind: Kind, position: Position, seats: str) -> str:
    """Organisations of the kind with as many holders of the seat as the standard says."""
    return f"""SELECT t.organization_id, o.path AS scope, t.organization_id AS record,
               CASE WHEN n.held >= s.{seats} THEN 'counts' ELSE 'missing' END AS verdict, o.name AS label,
               '应有 ' || s.{seats} || ' 名，现有 ' || n.held || ' 名' AS detail
        FROM tree t JOIN organizations_organization o ON o.id = t.organization_id
        JOIN std s ON s.organization_id = t.organization_id
        CROSS JOIN LATERAL (SELECT count(DISTINCT p.person_id) AS held FROM organizations_post p
            WHERE p.organization_id = t.organization_id AND p.position = '{position}'
              AND p.during @> %(today)s::date) n
        WHERE t.kind = '{kind}'"""


def _standards(name: str, **read: str) -> tuple[Source, ...]:
    """Standards that a relation of this module reads."""
    return (Source(name, "", (), read),)


_BRANCHES = f"""SELECT c.organization_id, o.path AS scope, c.organization_id AS record,
           CASE WHEN n.held >= s.branches_least THEN 'counts' ELSE 'missing' END AS verdict, o.name AS label,
           n.held || ' 个党支部' AS detail
    FROM communities c JOIN organizations_organization o ON o.id = c.organization_id
    JOIN std s ON s.organization_id = c.organization_id
    CROSS JOIN LATERAL (SELECT count(*) AS held FROM tree t WHERE t.community_id = c.organization_id
        AND t.kind IN ({", ".join(f"'{kind}'" for kind in BRANCHES)})) n"""
_TIGHT = f"""SELECT j.organization_id, j.scope, j.record,
           CASE WHEN j.tight AND {bodies.KEPT} THEN 'counts' WHEN make_date(j.year, 12, 31) < %(today)s THEN 'missing'
                ELSE 'open' END AS verdict, j.title AS label,
           j.tightness || CASE WHEN {bodies.KEPT} THEN '' ELSE '，还缺' || {bodies.LACKS} END AS detail
    FROM ({bodies.JUDGED}) j WHERE j.kind = '{BodyKind.CONFERENCE}' AND j.year = %(year)s"""


def _composition(found: list[Organization], on: date) -> Iterator[Line]:
    """Communities, with what their big committee lacks; two queries."""
    committees = Organization.objects.filter(kind=Kind.BIG_COMMITTEE).in_force(on)
    committees = committees.filter(placements__parent__in=found, placements__during__contains=on)
    of = {parent: pk for parent, pk in committees.values_list("placements__parent", "pk") if parent is not None}
    seats: dict[int, Counter[str]] = {pk: Counter() for pk in of.values()}
    persons: dict[int, set[int]] = {pk: set() for pk in of.values()}
    held = Post.objects.filter(organization__in=seats, position__in=POSITIONS[Kind.BIG_COMMITTEE]).in_force(on)
    for committee, position, person in held.values_list("organization_id", "position", "person_id"):
        seats[committee][position] += 1
        persons[committee].add(person)
    numbers = standards.at_each(list(COMPOSITION), [(each.pk, on) for each in found])
    for each, row in zip(found, numbers, strict=True):
        pk = of.get(each.pk)
        if pk is None:
            yield Line(each.pk, each.name, None, Verdict.MISSING, each.name, "还没有组建社区大党委")
            continue
        limits = {name: known.value for name, known in row.items()}
        lacks = [need.message for need in composition(seats[pk], len(persons[pk]), limits) if need.message]
        words = "；".join(lacks) or f"共 {len(persons[pk])} 名，配备齐全"
        verdict = Verdict.MISSING if lacks else Verdict.COUNTS
        yield Line(pk, each.name, pk, verdict, f"{each.name}大党委", words)


def _upgraded(found: list[Organization], on: date) -> Iterator[Line]:
    """Communities whose number of members makes a general branch or a committee due."""
    for row in establishment.rows(found, today=on):
        if row.should is not None:
            words = f"党员 {row.members} 名，应设{row.should.label}，现为{row.own.name if row.own else '没有'}"
            verdict = Verdict.COUNTS if row.has_what_it_should else Verdict.MISSING
            yield Line(row.community.pk, row.community.name, None, verdict, row.community.name, words)


def _officers(found: list[Organization], on: date) -> Iterator[Line]:
    """Committees and general branches of communities, with or without their full-time officer."""
    for row in establishment.rows(found, today=on):
        if row.own is not None:
            verdict = Verdict.COUNTS if row.officer else Verdict.MISSING
            words = "已配备" if row.officer else "没有专职副书记或专职党务干事"
            yield Line(row.own.pk, row.community.name, row.own.pk, verdict, row.own.name, words)


def _scored(line: Line) -> str:
    return reverse("assessments:unit_scores_entry", args=[line.record]) if line.record else _detail(line)


def _meeting(line: Line) -> str:
    return reverse("meetings:detail", args=[line.record]) if line.record else _detail(line)


def _award(line: Line) -> str:
    return reverse("assessments:award", args=[line.record])


def _body(line: Line) -> str:
    return reverse("organizations:bodies_entry", args=[line.record]) if line.record else _detail(line)


def _funds(line: Line) -> str:
    return reverse("services:fund_community", args=[line.organization_id])


PLAN = (
    Number(
        "secretary_age",
        "S0 二2",
        "社区书记平均年龄",
        "不超过 {0} 岁",
        ("org.secretary.mean_age_max",),
        indicator="secretary_age",
        line="org.secretary.mean_age_max",
        unit=" 岁",
    ),
    Number(
        "secretary_college",
        "S0 二2",
        "年轻书记大专以上学历",
        "{0} 岁及以下的书记中不低于 {1}%",
        ("org.secretary.young_age_max", "org.secretary.young_college_share_min"),
        indicator="secretary_college",
        line="org.secretary.young_college_share_min",
    ),
    Rows(
        "conference",
        "S0 二3",
        "社区党建联席会议组建率",
        "不低于 {0}%",
        ("org.joint_conference.coverage",),
        "org.joint_conference.coverage",
        "meetings:bodies",
        sql=_of(FOUNDED, f"r.label = '{BodyKind.CONFERENCE.label}'"),
        sources=(FOUNDED,),
    ),
    Rows(
        "tight",
        "S0 二3",
        "联席会议过渡到紧密型",
        "每个联席会议，有章程、固定成员，每年开会不少于 {0} 次，决议按期办结",
        ("org.body.tight_meetings_min",),
        page="meetings:bodies",
        url=_body,
        sql=_TIGHT,
        sources=(bodies.TIGHT,),
    ),
    Rows(
        "joint_conference",
        "S0 二3",
        "召开联席会议",
        "每个社区每年不少于 {0} 次",
        ("mtg.joint_conference.per_year",),
        page="meetings:regular",
        url=_meeting,
        sql=_of(_KEY_OF["joint_conference.hold"], yearly=True),
        sources=(_KEY_OF["joint_conference.hold"],),
    ),
    Rows(
        "station",
        "S0 二4",
        "社区党员服务中心（站）",
        "不低于 {0}%",
        ("org.service_center.coverage",),
        "org.service_center.coverage",
        "organizations:venue_coverage",
        sql=_of(STATION),
        sources=(STATION,),
    ),
    Points("province", "S0 二5", "省级党建示范点", "", page="assessments:awards", url=_award, level="province"),
    Points("city", "S0 二5", "市级党建示范点", "", page="assessments:awards", url=_award, level="city"),
    Points("district", "S0 二5", "区级党建示范点", "", page="assessments:awards", url=_award, level="district"),
    Rows(
        "training",
        "S0 三(一)2",
        "正副书记岗位轮训",
        "每人每年不少于 {0} 次",
        ("org.training.secretary_per_year",),
        page="organizations:untrained",
        sql=_of(TRAINING, "r.key = 'training.refresher'", yearly=True),
        sources=(TRAINING,),
    ),
    Rows(
        "branches",
        "S0 三(二)1",
        "一居一支",
        "每个社区至少 {0} 个党支部",
        ("org.community.branches_min",),
        page="organizations:establishment",
        sql=_BRANCHES,
        sources=_standards("targets.branches", branches_least="org.community.branches_min"),
    ),
    Computed(
        "upgrade",
        "S0 三(二)1",
        "符合条件的社区组建党委、党总支",
        "党员多于 {0} 名的设党总支，多于 {1} 名的设党委",
        ("org.general_branch.members_min", "org.committee.members_min"),
        page="organizations:establishment",
        rows=_upgraded,
    ),
    Computed(
        "officers",
        "S0 三(二)1",
        "党委、党总支配备专职副书记或干事",
        "党委专职副书记 {0} 名，党总支专职副书记或党务干事 {1} 名",
        ("org.committee.full_time_deputies_min", "org.general_branch.full_time_officers_min"),
        page="organizations:establishment",
        rows=_officers,
    ),
    Rows(
        "growth",
        "S0 三(四)3",
        "党建经费逐年增加",
        "比上年增长，高于 {0}%",
        ("svc.fund.growth_min",),
        page="services:funds",
        url=_funds,
        sql=GROWN,
        sources=_standards("targets.growth", fund_growth="svc.fund.growth_min"),
    ),
)
"""The numbers of the district's plan, in its order."""

DIRECTIVE = (
    Computed(
        "big_committee",
        "S2 二(三)",
        "大党委组成",
        "委员 {0}—{1} 名，书记 {2} 名，副书记 {3} 名（专职 {4} 名，兼职 {5} 名）",
        (
            "org.big_committee.members_min",
            "org.big_committee.members_max",
            "org.big_committee.secretaries",
            "org.big_committee.deputies",
            "org.big_committee.full_time_deputies",
            "org.big_committee.part_time_deputies",
        ),
        page="organizations:seats",
        rows=_composition,
    ),
    Rows(
        "grid_branch",
        "S2 二(三)",
        "网格大党支部书记",
        "每个网格大党支部 {0} 名",
        ("org.grid_branch.secretaries",),
        page="organizations:seats",
        sql=_seat(Kind.GRID_BRANCH, Position.SECRETARY, "grid_secretaries"),
        sources=_standards("targets.grid", grid_secretaries="org.grid_branch.secretaries"),
    ),
    Rows(
        "building_group",
        "S2 二(三)",
        "楼栋党小组组长",
        "每个楼栋党小组 {0} 名",
        ("org.building_group.leaders",),
        page="organizations:seats",
        sql=_seat(Kind.BUILDING_GROUP, Position.LEADER, "building_leaders"),
        sources=_standards("targets.building", building_leaders="org.building_group.leaders"),
    ),
    *selections(Computed, Line),
    Number(
        "registration",
        "S2 三(五)",
        "在职党员双报到",
        "不低于 {0}%",
        ("mem.registration.coverage",),
        page="members:registrations",
        indicator="registration_rate",
        line="mem.registration.coverage",
    ),
    Number(
        "theme_day",
        "S2 三(三)",
        "主题党日",
        "每个社区每月开展，应开展的全部开展",
        indicator="theme_day_held",
    ),
    Rows(
        "cards",
        "S2 三(四)",
        "网格服务联系卡",
        "每个社区发放到 {0}% 的住户",
        ("grd.contact_card.coverage",),
        page="grids:index",
        sql=CARDS,
        sources=_standards("targets.cards", cards="grd.contact_card.coverage"),
    ),
    Rows(
        "delegate_conference",
        "S2 四(一)",
        "党员代表会议",
        "每个社区每年不少于 {0} 次",
        ("mtg.delegate_conference.per_year",),
        page="meetings:regular",
        url=_meeting,
        sql=_of(_KEY_OF["delegate_conference.hold"], yearly=True),
        sources=(_KEY_OF["delegate_conference.hold"],),
    ),
    Rows(
        "unit_scores",
        "S2 四(五)",
        "通报驻区单位共建测评",
        "每家单位每年 {0} 次",
        ("asm.unit.score_per_year",),
        page="assessments:unit_scores",
        url=_scored,
        sql=SCORED,
    ),
    Rows(
        "funds",
        "S2 四(六)",
        "党建活动经费",
        "每个社区每年不少于 {0} 元",
        ("svc.fund.community_year",),
        page="services:funds",
        url=_funds,
        sql=_of(ALLOCATED, yearly=True),
        sources=(ALLOCATED,),
    ),
    Rows(
        "commendation",
        "S2 四(六)",
        "表彰共驻共建的单位和个人",
        "每个社区每年不少于 {0} 次",
        ("svc.commendation.per_year",),
        page="assessments:awards",
        sql=COMMENDED,
        sources=_standards("targets.commended", commended="svc.commendation.per_year"),
    ),
    Number(
        "agreements",
        "S2 五(二)",
        "共建协议",
        "每家驻区单位每年签订，应签的全部签订",
        page="services:index",
        indicator="agreement_coverage",
    ),
)
"""The numbers of the directive on big committees, in its order."""

GROUPS = (("三年规划", PLAN), ("大党委制实施意见", DIRECTIVE))
ALL: dict[str, Any] = {each.key: each for _title, group in GROUPS for each in group}
