"""How the ten communities of the demo differ: what each does of what it owes, so that scores spread believably."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """Shares are 0 to 1. ``late_month``: months of this year whose theme day is entered after the close."""

    theme_days: float
    prompt: float
    turnout: float
    joint_conferences: int
    committee_meetings: int
    registered: float
    agreements: float
    items_kept: float
    activities_a_month: int
    opinions_prompt: float
    satisfied: float
    judgement: float
    """Points out of 4 that the street's reviewers give."""
    units_known: bool = True
    late_months: tuple[int, ...] = ()

    @property
    def able(self) -> bool:
        """Keeps its seats, units and bodies; the others do little of anything."""
        return self.theme_days > 0.5


EXCELLENT = Profile(1.0, 1.0, 0.95, 2, 4, 0.97, 1.0, 1.0, 2, 1.0, 0.97, 4.0)
VERY_GOOD = Profile(1.0, 1.0, 0.9, 2, 4, 0.95, 1.0, 1.0, 2, 1.0, 0.95, 3.8)
GOOD = Profile(0.95, 0.85, 0.85, 2, 3, 0.75, 0.9, 0.85, 1, 0.9, 0.9, 3.2)
FAIR = Profile(0.85, 0.7, 0.75, 1, 3, 0.6, 0.75, 0.7, 1, 0.75, 0.85, 2.8)
WEAK = Profile(0.3, 0.2, 0.5, 0, 0, 0.15, 0.35, 0.25, 0, 0.3, 0.7, 1.0)
POOR = Profile(0.35, 0.25, 0.5, 0, 1, 0.15, 0.3, 0.25, 0, 0.3, 0.68, 1.0)

BY_CODE: dict[str, Profile] = {
    "DX-NH-01": EXCELLENT,
    "DX-NH-02": GOOD,
    "DX-NH-03": VERY_GOOD,
    "DX-NH-04": FAIR,
    "DX-NH-05": Profile(**{**GOOD.__dict__, "units_known": False}),
    "DX-NH-06": POOR,
    "DX-NH-07": FAIR,
    "DX-NH-08": Profile(**{**GOOD.__dict__, "late_months": (4, 7)}),
    "DX-NH-09": WEAK,
    "DX-NH-10": GOOD,
}
COMPLETE = "DX-NH-01"
"""The community that is complete: 朝阳南街社区."""

UNITS: tuple[tuple[str, str, str, str], ...] = (
    ("税务局", "organ", "税务", "市税务局"),
    ("第二医院", "institution", "医疗", "市卫生健康委"),
    ("育红小学", "institution", "教育", "区教育局"),
    ("农业银行营业部", "enterprise", "金融", "农业银行市分行"),
    ("天辰锻压机械厂", "enterprise", "制造", "市国资委"),
    ("通用房地产开发公司", "new_economic", "房地产", ""),
    ("师范专科学校", "institution", "教育", "市教育局"),
    ("供电公司", "enterprise", "电力", "省电力公司"),
)
"""Units of the complete community; the others have some of OTHER_UNITS under their own name."""

OTHER_UNITS: tuple[tuple[str, str, str, str], ...] = (
    ("小学", "institution", "教育", "区教育局"),
    ("卫生服务中心", "institution", "医疗", "区卫生健康局"),
    ("派出所", "police", "公安", "区公安分局"),
    ("供热公司", "enterprise", "供热", "市城管局"),
    ("商贸公司", "new_economic", "商贸", ""),
    ("养老服务社", "new_social", "养老", "区民政局"),
)
TOPICS = (
    "学习党的创新理论，谈体会、讲行动",
    "走进楼院听民声，现场解决烦心事",
    "义务清扫背街小巷，共建文明楼院",
    "参观红色教育基地，重温入党誓词",
    "走访慰问困难党员和孤寡老人",
    "微党课：我身边的先锋故事",
    "座谈：老旧小区改造怎么改更好",
    "安全隐患大排查，党员带头入户",
)
ACTIVITIES = (
    ("周末课堂：小学生作业辅导", "常态化服务", "福利服务", "minor", "社区党员服务站"),
    ("陪诊助老：帮行动不便老人就医", "按需服务", "福利服务", "elderly", "第二医院门诊"),
    ("家电义务维修日", "专业化基地化服务", "便民利民服务", "everybody", "文化广场"),
    ("政策咨询进小区：税费与社保", "社会化服务", "面向单位的社会化服务", "unit", "社区大厅"),
    ("再就业技能培训班", "专业化基地化服务", "再就业与社会保障服务", "laid_off", "社区活动室"),
    ("邻里文化节志愿服务", "文化惠民服务", "便民利民服务", "everybody", "文化广场"),
)
OPINIONS = (
    ("楼道声控灯不亮，晚上老人上下楼不安全", "好的，已联系物业更换灯具"),
    ("小区西门停车划线不清，早晚高峰堵车", "已与交警中队现场商定重新划线"),
    ("老人食堂菜价能否公示", "已在食堂门口公示当周菜谱和价格"),
    ("三号楼前下水井盖松动", "当天已加固，维修单位一周后复查"),
    ("希望周末开放活动室", "从本周起周六上午开放，党员志愿者值守"),
    ("楼道堆放杂物影响通行", "已上门沟通并清理，网格员每周巡查"),
)
