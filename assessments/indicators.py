"""Indicators: the reference row of each measure, and the list of all sources that nights, pages and checks read.

What a measure counts stands with the records it counts (``<app>/measures.py``); here is how it is called, how a year is
made of its months and what it is compared with. The value of a fact is ``100 × numerator ÷ denominator`` for percents,
``numerator ÷ denominator`` for years, the numerator otherwise.
"""

from dataclasses import dataclass

import grids.measures
import meetings.measures
import members.measures
import organizations.measures
import services.measures
from assessments.models import Indicator
from core.records.measures import Source

PERCENT, COUNT, HOURS, PERSONS, YEARS = Indicator.Unit.values
RATIO, SUM, LATEST = Indicator.Year.values


@dataclass(frozen=True)
class Definition:
    code: str
    title: str
    unit: str
    year: str
    explanation: str
    records: str
    clause: str = ""
    target: str = ""
    higher_is_better: bool = True
    on_dashboard: bool = True
    owed: bool = False
    """Of a rate: what is below the line is owed, all of it, so that it is held against 100 % where it has no target."""


DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        "theme_day_held",
        "主题党日",
        PERCENT,
        RATIO,
        "到期时已开展并有记录的社区 ÷ 应开展的社区",
        "meetings:index",
        "S2 三(三)",
        owed=True,
    ),
    Definition(
        "theme_day_prompt",
        "按时记录",
        PERCENT,
        RATIO,
        "规定天数内录入的主题党日 ÷ 应开展和已开展的主题党日",
        "meetings:index",
        "S2 三(三)",
        owed=True,
    ),
    Definition(
        "theme_day_attendance",
        "到会率",
        PERCENT,
        RATIO,
        "主题党日实到人数 ÷ 应到人数（列席不计）",
        "meetings:index",
        "S2 三(三)",
    ),
    Definition(
        "branch_theme_day",
        "支部主题党日",
        PERCENT,
        RATIO,
        "到期时已开展并有记录的党支部 ÷ 应开展的党支部，全社区联合开展的各支部各计一次",
        "meetings:index",
        "支部工作条例 16",
        on_dashboard=False,
        owed=True,
    ),
    Definition(
        "joint_conference",
        "联席会议",
        COUNT,
        SUM,
        "社区党建联席会议次数",
        "meetings:index",
        "S0 二3",
        "mtg.joint_conference.per_year",
    ),
    Definition(
        "big_committee_meeting",
        "大党委会议",
        COUNT,
        SUM,
        "大党委会议次数",
        "meetings:index",
        "S2 四(一)",
        on_dashboard=False,
    ),
    Definition(
        "registration_rate",
        "双报到率",
        PERCENT,
        LATEST,
        "月末在工作地社区有效报到的本单位党员 ÷ 驻区单位正式党员数",
        "members:registrations",
        "S2 三(五)",
        "mem.registration.coverage",
    ),
    Definition(
        "both_sides_rate",
        "两地报到率",
        PERCENT,
        LATEST,
        "月末在居住地和工作地社区都有效报到的本单位党员 ÷ 驻区单位正式党员数",
        "members:registrations",
        "S2 三(五)",
        "mem.registration.coverage",
        on_dashboard=False,
    ),
    Definition(
        "home_registrations",
        "居住地报到",
        PERSONS,
        LATEST,
        "月末在居住地社区有效报到的在职党员",
        "members:registrations",
        "S2 三(五)",
        on_dashboard=False,
    ),
    Definition(
        "agreement_coverage",
        "共建签约",
        PERCENT,
        LATEST,
        "当年双方已确认协议的单位 ÷ 签订期限已到的驻区单位",
        "services:index",
        "S2 五(二)",
        owed=True,
    ),
    Definition(
        "agreement_items",
        "共建履约",
        PERCENT,
        RATIO,
        "按期完成的共建事项 ÷ 已到期的共建事项，到期没有协议的单位按一项未完成",
        "services:index",
        "S2 五(二)",
        owed=True,
    ),
    Definition(
        "service_hours",
        "服务时长",
        HOURS,
        SUM,
        "双方确认的志愿服务小时数",
        "services:index",
        "S2 三(五)",
    ),
    Definition(
        "service_persons",
        "参加服务",
        PERSONS,
        SUM,
        "双方确认的参加服务人次",
        "services:index",
        "S2 三(五)",
        on_dashboard=False,
    ),
    Definition(
        "opinions_prompt",
        "民情按期",
        PERCENT,
        RATIO,
        "在期限内答复或上报的社情民意 ÷ 已到期的社情民意，各层级各自负责",
        "grids:index",
        "S2 二(五), 三(四)",
        owed=True,
    ),
    Definition(
        "opinions_satisfied",
        "民情满意",
        PERCENT,
        RATIO,
        "满意和基本满意的评价 ÷ 全部评价",
        "grids:index",
        "S3 三1",
        on_dashboard=False,
    ),
    Definition(
        "secretary_age",
        "书记平均年龄",
        YEARS,
        LATEST,
        "月末在任社区书记的平均周岁",
        "organizations:index",
        "S0 二2",
        "org.secretary.mean_age_max",
        higher_is_better=False,
    ),
    Definition(
        "secretary_college",
        "年轻书记大专以上",
        PERCENT,
        LATEST,
        "45岁及以下书记中大专及以上学历的比例",
        "organizations:index",
        "S0 二2",
        "org.secretary.young_college_share_min",
    ),
    Definition(
        "members",
        "党员",
        PERSONS,
        LATEST,
        "月末组织关系在册的党员",
        "members:index",
        "S4A 一",
    ),
    Definition(
        "members_complete",
        "党员信息完整率",
        PERCENT,
        LATEST,
        "性别、出生日期、学历、入党时间都已填写的党员 ÷ 党员",
        "members:index",
        "S0 三(三)",
        on_dashboard=False,
    ),
    Definition(
        "members_college",
        "党员大专以上",
        PERCENT,
        LATEST,
        "大专及以上学历的党员 ÷ 学历已填的党员",
        "members:index",
        "S4A 一",
        on_dashboard=False,
    ),
)


SOURCES: tuple[Source, ...] = (
    *meetings.measures.SOURCES,
    *members.measures.SOURCES,
    *services.measures.SOURCES,
    *grids.measures.SOURCES,
    *organizations.measures.SOURCES,
)


def source_of(code: str) -> Source:
    """The source that yields an indicator. Raises LookupError for one that no source yields."""
    for source in SOURCES:
        if code in source.codes:
            return source
    raise LookupError(code)


def watching(model: str) -> tuple[Source, ...]:
    """Sources that a change of ``app.model`` may move."""
    return tuple(source for source in SOURCES if model in source.watches)


def load() -> None:
    """Bring the reference rows to what this version says."""
    Indicator.objects.bulk_create(
        [
            Indicator(order=order, **{name: getattr(each, name) for name in each.__dataclass_fields__})
            for order, each in enumerate(DEFINITIONS)
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[
            "title",
            "unit",
            "year",
            "higher_is_better",
            "clause",
            "target",
            "explanation",
            "records",
            "order",
            "on_dashboard",
            "owed",
        ],
    )
