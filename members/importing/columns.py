"""The columns of a roster: what each is called by those who keep one, and what is stored from it.

The order is the order of an exported roster; ``members.resources`` shows the same columns in the admin.
"""

from core.office.rosters import Column
from core.office.rosters.columns import aliases

COLUMNS: tuple[Column, ...] = (
    Column("sequence", "序号", ("编号", "序", "NO", "No.", "行号")),
    Column("name", "姓名", ("党员姓名", "名字", "姓 名", "党员姓名（必填）"), needed=True, required=True),
    Column("sex", "性别", ("男/女", "性 别"), choices=("男", "女")),
    Column("ethnicity", "民族", ("族别",)),
    Column("birth", "出生年月", ("出生日期", "出生年月日", "出生时间", "生日", "出生")),
    Column(
        "number",
        "公民身份号码",
        (
            "身份证号",
            "身份证号码",
            "身份证",
            "居民身份证号码",
            "居民身份证号",
            "公民身份证号码",
            "公民身份证号",
            "证件号码",
            "证件号",
        ),
        needed=True,
        required=True,
        protected=True,
    ),
    Column("education", "学历", ("文化程度", "学历学位", "最高学历", "学历（文化程度）", "全日制学历")),
    Column(
        "joined",
        "入党时间",
        (
            "入党日期",
            "加入中共组织日期",
            "加入党组织日期",
            "加入党组织时间",
            "入党年月",
            "何时入党",
            "加入中国共产党时间",
        ),
    ),
    Column("full", "转正时间", ("转正日期", "转为正式党员日期", "转为正式党员时间", "转正年月", "何时转正")),
    Column(
        "branch",
        "所在党支部",
        (
            "党支部",
            "所在支部",
            "所属党支部",
            "所属支部",
            "支部",
            "支部名称",
            "党支部名称",
            "所在党组织",
            "所属党组织",
            "党组织名称",
        ),
    ),
    Column("status", "党员类别", ("党员类型", "是否预备党员", "正式或预备")),
    Column("member_class", "人员类别", ("管理类型", "人员类型", "人员身份", "就业状况", "在职状态")),
    Column(
        "occupation",
        "工作单位及职务",
        ("工作单位", "单位及职务", "工作单位和职务", "工作单位职务", "工作岗位", "职业", "单位"),
    ),
    Column(
        "phone", "联系电话", ("手机", "手机号", "手机号码", "电话", "电话号码", "联系方式", "移动电话"), protected=True
    ),
    Column(
        "address",
        "家庭住址",
        ("住址", "现居住地", "家庭地址", "居住地址", "现住址", "常住地址", "家庭详细住址"),
        protected=True,
    ),
    Column("remark", "备注", ("说明", "备 注")),
)

ASKED: tuple[Column, ...] = (
    Column("standing", "党籍状态", ("党员状态", "党籍情况", "党籍", "在籍状态", "组织关系状态", "状态")),
    Column(
        "left",
        "转出时间",
        (
            "转出日期",
            "转出年月",
            "是否转出",
            "组织关系转出时间",
            "组织关系转出日期",
            "去世时间",
            "去世日期",
            "死亡时间",
            "死亡日期",
            "病故时间",
            "是否去世",
            "是否死亡",
            "停止党籍时间",
            "停止党籍日期",
            "是否停止党籍",
            "出党时间",
            "出党日期",
            "退党时间",
            "除名时间",
            "开除时间",
        ),
    ),
    Column("lost", "是否失联", ("是否为失联党员", "是否失联党员", "失联党员", "失联")),
)
"""Columns that are not stored: they tell whether somebody is still a member, and are asked about."""

BY_NAME = {column.name: column for column in (*COLUMNS, *ASKED)}
ALIASES = aliases((*COLUMNS, *ASKED))
