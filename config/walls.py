"""The ways past the wall of the database (core.records.walls): what a request has to see that its person's reach hides.

Each is taken by ``walls.beyond(key)`` where the key stands in the code, by no other means.
"""

from core.web.home import Way

WAYS = (
    Way("core.after_record", "数字随记录更新：本社区及上级组织的当月数按全部记录重新计算，不显示任何记录"),
    Way("organizations.rosters", "花名册核对和写入：每一行与全部记录比对，别处的人只转为转接申请，预览不说在不在"),
    Way("organizations.duties", "待办：按整个社区的记录判断（如联合主题党日），结果只取本级及以下、本人的"),
    Way("assessments.evidence", "数字背后的记录：按当月的组织树计算，移出的社区只显示名称和数字，记录标题仍按查看范围"),
    Way("assessments.quota", "示范点名额：按全区已授予的个数判断是否还有名额，只得出各级个数"),
    Way(
        "assessments.targets", "目标进度：按各年年末的组织树计数，只列本级及以下组织的名称和情况，打开记录仍按查看范围"
    ),
    Way("assessments.card", "党员年度卡：本人当年的组织关系，到会和服务的次数按本人全部记录计算，其他组织的记录只计数"),
    Way("assessments.showcase", "品牌和典型公布页：已公布、没有撤下的一条和它的报道，不需要登录"),
    Way("members.floating_pair", "流动党员双向联系：对方党支部为同一人的登记和联系，一方登记时建立，一起结束"),
    Way("members.relationship", "登记和变动组织关系：一人一时只有一处，按本人的全部记录判断，原处的记录一起结束"),
    Way("members.transfer", "转接组织关系和介绍信：一方办理，另一方的组织关系随之变动；双方都要知道现在在不在"),
    Way("members.standing", "党籍变动、停止党籍和表彰随本人：现所在党支部看到本人的全部，不管在哪个党支部登记"),
    Way("members.past", "过去某一天的人数和增减：按当日的组织树计算，包括后来移出的党支部"),
    Way("members.held", "本人查看登记的信息：写明本人的全部记录，不管在哪个组织；查看人的任职只取组织名称"),
    Way("assessments.own_unit", "单位联系人看本单位的测评、答复街道考核：只取本单位的行和所问的街道、年度、期限"),
    Way("assessments.screen", "大屏：凭只读网址显示本级及以下组织的数字，不显示人员，不需要登录"),
    Way("members.erasure", "到期信息清除：按全部组织的记录判断是否还有联系，页面只列所选社区到期的内容"),
    Way("members.merge", "合并或拆分重复人员：两份记录的全部内容一起移动，页面只显示各有几条，不显示内容"),
    Way("meetings.roll", "会议应到名单：停止党籍的不列入，网格和党小组按所在社区、党支部的全部记录列名"),
    Way("meetings.scan", "会议签到码：外单位人员凭现场的码签到，码由会议密钥生成"),
    Way("meetings.void", "作废会议记录：核对有没有事项以这次会议为依据，只得出事项名称"),
    Way("meetings.burst", "集中补录：按一个人录入的全部会议判断，只得出所查会议是否集中补录"),
    Way("services.sign_in", "服务签到码：由活动密钥生成，报名以后转出的人员也能签到"),
    Way("services.public", "共建公开页：只显示已公开的协议，不显示人员，不需要登录"),
    Way("services.orders", "群众点单：扫社区的码提交，凭自己的网址查看办理情况，不需要登录"),
    Way("organizations.undo", "撤销刚办理的结束：找到本人刚结束的一条记录，权限按这条记录重新判断"),
    Way("organizations.proofs", "办理步骤的依据：上级举办的培训、社区的会议写明本人的，只显示标题和日期"),
    Way("organizations.published_rules", "工作细则公布页：已公布、没有撤回的一版，不需要登录"),
    Way("organizations.publication", "公示公开页：已开始、没有撤回的一条，不显示异议和人员，不需要登录"),
    Way("grids.residence", "居住登记：一人一时只住一处，住到这里，原来的居住登记一起结束；只动本人的登记"),
    Way("grids.public", "网格公示页和民意查询页：凭码打开，不需要登录"),
)
