"""What a district begins a scheme from, as data: five good, four promotions; adopted for a year and changed at will."""

from dataclasses import dataclass

from assessments.models import FIVE_GOOD, Dimension, SchemeItem, Voters

INDICATOR, JUDGEMENT, BALLOT = (
    SchemeItem.Source.INDICATOR,
    SchemeItem.Source.JUDGEMENT,
    SchemeItem.Source.BALLOT,
)


@dataclass(frozen=True)
class Line:
    dimension: str
    title: str
    source: str
    weight: int
    indicator: str = ""
    zero_at: int = 0
    full_at: int = 100
    clause: str = ""
    advice: str = ""
    voters: str = ""
    ballots_min: int | None = None
    standard: str = ""
    times: int = 1
    """The standard that ``full_at`` is a year of, and how many of its periods a year has."""


WEIGHTS: dict[str, str] = {
    Dimension.LEADING_BODY: "asm.five_good.weight.leading_body",
    Dimension.MEMBERSHIP: "asm.five_good.weight.membership",
    Dimension.MECHANISMS: "asm.five_good.weight.mechanisms",
    Dimension.RESULTS: "asm.five_good.weight.results",
    Dimension.RESPONSE: "asm.five_good.weight.response",
}
"""What the items of each of the five must weigh together."""

UNITS_BALLOTS = 5
"""A community has about ten units, which cast a ballot each: the thirty of residents' polls can never come in."""

FIVE_GOOD_LINES: tuple[Line, ...] = (
    Line(
        Dimension.LEADING_BODY,
        "大党委会议",
        INDICATOR,
        10,
        "big_committee_meeting",
        clause="S2 四(一)",
        advice="每季度按规定次数召开大党委会议并当季记录",
        standard="mtg.big_committee.per_quarter",
        times=4,
    ),
    Line(
        Dimension.LEADING_BODY,
        "党建联席会议",
        INDICATOR,
        10,
        "joint_conference",
        clause="S0 二3",
        advice="每年按规定次数召开联席会议，上、下半年均有",
        standard="mtg.joint_conference.per_year",
    ),
    Line(
        Dimension.MEMBERSHIP,
        "在职党员双报到",
        INDICATOR,
        10,
        "registration_rate",
        0,
        100,
        "S2 三(五)",
        "请驻区单位核实党员数，动员未报到的党员报到",
    ),
    Line(
        Dimension.MEMBERSHIP,
        "党员信息完整",
        INDICATOR,
        10,
        "members_complete",
        60,
        100,
        "S0 三(三)",
        "补齐性别、出生日期、学历、入党时间",
    ),
    Line(
        Dimension.MECHANISMS,
        "主题党日按月开展",
        INDICATOR,
        12,
        "theme_day_held",
        0,
        100,
        "S2 三(三)",
        "每月开展一次主题党日并记录",
    ),
    Line(
        Dimension.MECHANISMS,
        "主题党日按时记录",
        INDICATOR,
        8,
        "theme_day_prompt",
        0,
        100,
        "S2 三(三)",
        "开展后在规定天数内记录",
    ),
    Line(
        Dimension.RESULTS,
        "共建协议签订",
        INDICATOR,
        4,
        "agreement_coverage",
        0,
        100,
        "S2 五(二)",
        "与每个驻区单位签订当年协议",
    ),
    Line(
        Dimension.RESULTS,
        "共建事项按期完成",
        INDICATOR,
        8,
        "agreement_items",
        0,
        100,
        "S2 五(二)",
        "到期前完成事项并登记进展",
    ),
    Line(
        Dimension.RESULTS,
        "志愿服务时长",
        INDICATOR,
        8,
        "service_hours",
        0,
        100,
        "S2 三(五)",
        "组织活动，双方确认服务时长",
    ),
    Line(
        Dimension.RESPONSE,
        "社情民意按期答复",
        INDICATOR,
        8,
        "opinions_prompt",
        40,
        100,
        "S2 二(五)",
        "在时限内答复居民反映的事项",
    ),
    Line(
        Dimension.RESPONSE,
        "居民满意度",
        BALLOT,
        5,
        "",
        60,
        95,
        "S3 三1",
        "居民满意度票达到规定票数",
        voters=Voters.RESIDENTS,
    ),
    Line(
        Dimension.RESPONSE,
        "驻区单位满意度",
        BALLOT,
        3,
        "",
        60,
        95,
        "S3 三1",
        "驻区单位满意度票达到规定票数",
        voters=Voters.UNITS,
        ballots_min=UNITS_BALLOTS,
    ),
    Line(
        Dimension.RESPONSE,
        "街道评审",
        JUDGEMENT,
        4,
        "",
        0,
        4,
        "S3 三4",
        "街道评审小组现场评议",
    ),
)

DEVELOPMENT, SERVICE, STABILITY, CIVILITY = "development", "service", "stability", "civility"

FOUR_PROMOTIONS_LINES: tuple[Line, ...] = (
    Line(
        DEVELOPMENT,
        "大党委会议",
        INDICATOR,
        7,
        "big_committee_meeting",
        clause="S3 二1",
        advice="每季度按规定次数召开大党委会议并当季记录",
        standard="mtg.big_committee.per_quarter",
        times=4,
    ),
    Line(
        DEVELOPMENT,
        "离退休、下岗和流动党员登记完整",
        INDICATOR,
        6,
        "members_complete",
        60,
        100,
        "S3 二1",
        "补齐性别、出生日期、学历、入党时间",
    ),
    Line(
        DEVELOPMENT,
        "部门包居结对共建",
        INDICATOR,
        7,
        "agreement_coverage",
        clause="S3 二1",
        advice="与每个驻区单位签订当年协议",
    ),
    Line(DEVELOPMENT, "星级社区创建", JUDGEMENT, 5, "", 0, 5, "S3 二1", "街道评审创建情况"),
    Line(SERVICE, "志愿服务时长", INDICATOR, 9, "service_hours", clause="S3 二2", advice="组织活动，双方确认服务时长"),
    Line(SERVICE, "参加服务人次", INDICATOR, 6, "service_persons", 0, 60, "S3 二2", "动员党员和居民参加服务"),
    Line(SERVICE, "共建事项按期完成", INDICATOR, 10, "agreement_items", clause="S3 二2", advice="到期前完成并登记进展"),
    Line(
        STABILITY, "社情民意按期答复", INDICATOR, 12, "opinions_prompt", 40, 100, "S3 二3", "在时限内答复居民反映的事项"
    ),
    Line(STABILITY, "答复后群众满意", INDICATOR, 6, "opinions_satisfied", 60, 95, "S3 二3", "答复后请居民评价"),
    Line(
        STABILITY, "在职党员双报到", INDICATOR, 7, "registration_rate", clause="S3 二3", advice="动员未报到的党员报到"
    ),
    Line(
        CIVILITY,
        "党建联席会议",
        INDICATOR,
        6,
        "joint_conference",
        clause="S3 二4",
        advice="每年按规定次数召开联席会议",
        standard="mtg.joint_conference.per_year",
    ),
    Line(
        CIVILITY,
        "主题党日按月开展",
        INDICATOR,
        6,
        "theme_day_held",
        clause="S3 二4",
        advice="每月开展一次主题党日并记录",
    ),
    Line(CIVILITY, "文明创建活动", JUDGEMENT, 5, "", 0, 5, "S3 二4", "街道评审文明家庭、楼院、单位等创建情况"),
    Line(
        CIVILITY,
        "居民满意度",
        BALLOT,
        8,
        "",
        60,
        95,
        "S3 三1",
        "居民满意度票达到规定票数",
        voters=Voters.RESIDENTS,
    ),
)

FOUR_PROMOTIONS = "four_promotions"


@dataclass(frozen=True)
class Pattern:
    """How a scheme of a series begins: its name, its dimensions (key and name) and items."""

    series: str
    name: str
    dimensions: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]

    @property
    def label(self) -> str:
        return f"通行的{self.name}方案（{len(self.lines)}项）"


PATTERNS: dict[str, Pattern] = {
    each.series: each
    for each in (
        Pattern(FIVE_GOOD, "五个好评价", tuple((each.value, each.label) for each in Dimension), FIVE_GOOD_LINES),
        Pattern(
            FOUR_PROMOTIONS,
            "一抓四促评价",
            ((DEVELOPMENT, "促发展"), (SERVICE, "促服务"), (STABILITY, "促稳定"), (CIVILITY, "促文明")),
            FOUR_PROMOTIONS_LINES,
        ),
    )
}
"""S0 二; S3 一, 二."""
