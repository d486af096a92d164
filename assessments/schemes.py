"""The default five-good scheme as data: items, weights and lines; a district adopts it for a year and may change it."""

from dataclasses import dataclass

from assessments.models import Dimension, SchemeItem, Voters

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


SUM = "asm.weights_sum"
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

FIVE_GOOD: tuple[Line, ...] = (
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
