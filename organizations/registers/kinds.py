"""The registers that the portal keeps, in the order of their index."""

from typing import Any

from django.utils import timezone

from organizations.forms import HOLDER
from organizations.kinds import Kind
from organizations.mandates.register import TIME, WORK
from organizations.models import (
    COORDINATING,
    Body,
    BodyMember,
    CommunityYear,
    ConditionIssue,
    ContactPoint,
    ContactVisit,
    SeatPlan,
    StaffFigure,
    Training,
    TrainingAttendance,
    Venue,
    WorkingRule,
    YearPlan,
    YearTarget,
)
from organizations.orders.register import ORDERS
from organizations.publications.register import PUBLICATIONS
from organizations.registers import (
    bodies,
    conditions,
    contacts,
    forms,
    forms_bodies,
    papers,
    plans,
    seats,
    staff,
    training,
    venues,
)
from organizations.registers.branch_groups import BRANCH_GROUPS
from organizations.registers.guidance import GUIDANCE
from organizations.registers.kinds_groups import RESIDENTS
from organizations.registers.kinds_stationed import STATIONED
from organizations.registers.persons import person_named
from organizations.registers.register import Column, Part, Register, Step, plain
from organizations.registers.reports import REPORTS
from organizations.registers.two_new import TWO_NEWS

KEEPER = Column("登记组织", lambda entry: entry.organization.name)


def _purposes(entry: Training) -> str:
    return "、".join(Training.Purpose(each).label for each in entry.purposes)


TRAINING = Register(
    key="training",
    label="培训",
    noun="培训",
    about="任职培训、岗位轮训、程序培训、网格责任人培训，谁参加了，谁今年还没有参加",
    model=Training,
    form=forms.TrainingEntryForm,
    kinds=training.ORGANIZERS,
    on="ends_on",
    columns=(
        plain(Training, "title"),
        Column("举办", KEEPER.value),
        Column("类别", _purposes),
        plain(Training, "form"),
        plain(Training, "starts_on"),
        plain(Training, "ends_on"),
        plain(Training, "hours"),
    ),
    facts=(plain(Training, "place"), plain(Training, "content")),
    parts=(
        Part(
            key="attendance",
            label="参加人员",
            noun="参加人员",
            model=TrainingAttendance,
            parent="training",
            form=forms.AttendanceForm,
            columns=(Column("姓名", lambda line: line.person.name), plain(TrainingAttendance, "outcome")),
            check=training.check_attendance,
            joins=("person",),
            by_hand=True,
        ),
    ),
    check=training.check_class,
    sought=("title",),
    links=(("谁还没有参加", "organizations:untrained"),),
)

PLANS = Register(
    key="plans",
    label="年度计划和责任状",
    noun="计划或责任状",
    about="年初定目标，层层签订责任状，年底登记完成情况，年终考核",
    model=YearPlan,
    form=forms.YearPlanForm,
    kinds=plans.KEEPERS,
    on="year",
    columns=(
        Column("名称", str),
        KEEPER,
        plain(YearPlan, "year"),
        plain(YearPlan, "kind"),
        Column("下达组织", lambda plan: plan.superior.name if plan.superior else ""),
        plain(YearPlan, "signed_on"),
        Column("目标", plans.progress),
        Column("年终考核", lambda plan: plan.get_grade_display()),
    ),
    facts=(
        plain(YearPlan, "signed_by"),
        plain(YearPlan, "content"),
        plain(YearPlan, "concluded_on"),
        plain(YearPlan, "conclusion"),
        plain(YearPlan, "reward"),
    ),
    parts=(
        Part(
            key="target",
            label="年度目标",
            noun="目标",
            model=YearTarget,
            parent="plan",
            form=forms.YearTargetForm,
            columns=(
                plain(YearTarget, "title"),
                Column("目标值", lambda target: f"{target.wanted.normalize():f} {target.unit}"),
                plain(YearTarget, "due_on"),
                Column("完成值", lambda target: "" if target.done is None else f"{target.done.normalize():f}"),
                plain(YearTarget, "result"),
                Column("情况", plans.state_of),
            ),
            check=plans.check_target,
            joins=("plan__organization", "plan__superior"),
            steps=(Step("result", "登记完成情况", forms.YearResultForm, plans.check_result),),
        ),
    ),
    steps=(
        Step(
            "conclude", "年终考核", forms.ConcludeForm, plans.check_conclusion, lambda plan: plan.concluded_on is None
        ),
        Step(
            "reopen",
            "撤销考核",
            forms.ReopenForm,
            plans.check_reopening,
            lambda plan: plan.concluded_on is not None,
            plans.reopened,
        ),
    ),
    check=plans.check_plan,
    joins=("organization", "superior"),
    fetched=("targets",),
)


def _contact(data: dict[str, Any], by: Any) -> dict[str, Any]:
    """The leader whom the form names, and the spell of its two days."""
    fields = contacts.span(data)
    if HOLDER.name in fields:
        fields["leader"] = person_named(fields, HOLDER, by)
    return fields


def _member(data: dict[str, Any], by: Any) -> dict[str, Any]:
    """The person who sits in a body, and the spell of the two days."""
    fields = contacts.span(data)
    if HOLDER.name in fields:
        fields["person"] = person_named(fields, HOLDER, by)
    return fields


CONTACTS = Register(
    key="contacts",
    label="领导联系点",
    noun="联系点",
    about="哪位领导联系哪个社区，走访了几次，发现的问题解决了没有，谁是第一责任人",
    model=ContactPoint,
    form=forms.ContactPointForm,
    kinds=(Kind.COMMUNITY,),
    on="during",
    columns=(
        Column("联系领导", lambda point: point.leader.name),
        plain(ContactPoint, "duty"),
        Column("联系的社区", KEEPER.value),
        Column("开始日期", lambda point: point.during.lower.isoformat()),
        Column("结束日期", lambda point: point.during.upper.isoformat() if point.during.upper else ""),
        Column("走访和问题", contacts.visits_of),
    ),
    more=lambda point: [
        (f"{level}第一责任人", who)
        for level, who in contacts.first_responsible(point.organization, timezone.localdate())
    ],
    parts=(
        Part(
            key="visit",
            label="走访",
            noun="走访",
            model=ContactVisit,
            parent="point",
            form=forms.ContactVisitForm,
            columns=(
                plain(ContactVisit, "visited_on"),
                plain(ContactVisit, "content"),
                plain(ContactVisit, "problem"),
                Column("解决情况", contacts.state_of),
            ),
            check=contacts.check_visit,
            joins=("point__organization", "point__leader"),
            steps=(
                Step("solve", "登记解决", forms.SolutionForm, contacts.check_solution, contacts.is_open),
                Step(
                    "unsolve",
                    "撤销解决",
                    forms.UnsolveForm,
                    contacts.check_reopened,
                    lambda visit: visit.solved_on is not None,
                    contacts.reopened,
                ),
            ),
        ),
    ),
    settle=_contact,
    check=contacts.check_point,
    joins=("organization", "leader"),
    fetched=("visits",),
    sought=("leader__name", "duty"),
)

RULES = Register(
    key="rules",
    label="工作细则",
    noun="工作细则",
    about="一版一版登记，公布以后正文不再改，修订就登记新版本，看得出哪一版在施行",
    model=WorkingRule,
    form=forms.WorkingRuleForm,
    kinds=papers.KEEPERS,
    on="adopted_on",
    columns=(
        Column("名称", str),
        KEEPER,
        plain(WorkingRule, "adopted_on"),
        plain(WorkingRule, "effective_on"),
        plain(WorkingRule, "published_on"),
        Column("情况", lambda rule: papers.state_of(rule, timezone.localdate())),
    ),
    facts=(plain(WorkingRule, "adopted_by"), plain(WorkingRule, "change"), plain(WorkingRule, "content")),
    more=papers.versions,
    steps=(
        Step("publish", "公布", forms.PublishForm, papers.check_publication, lambda rule: rule.published_on is None),
    ),
    check=papers.check_rule,
    sought=("title",),
    again="登记新版本",
    public="organizations:published_rule",
)

VENUES = Register(
    key="venues",
    label="阵地",
    noun="阵地",
    about="四类阵地怎样取得、经费从哪里来、提供什么服务、什么时候开放，哪个社区还没有党员服务站",
    model=Venue,
    form=forms.VenueForm,
    kinds=venues.KEEPERS,
    on="opened_on",
    columns=(
        plain(Venue, "title"),
        KEEPER,
        plain(Venue, "kind"),
        plain(Venue, "acquisition"),
        Column("经费来源", lambda venue: "、".join(venue.funding)),
        plain(Venue, "opened_on"),
        Column("停用日期", lambda venue: venue.closed_on.isoformat() if venue.closed_on else ""),
    ),
    facts=(
        plain(Venue, "address"),
        Column("面积", lambda venue: f"{venue.area} 平方米"),
        plain(Venue, "services"),
        plain(Venue, "hours"),
    ),
    steps=(
        Step("close", "停用", forms.CloseVenueForm, venues.check_closing, lambda venue: venue.closed_on is None),
        Step(
            "reopen",
            "恢复使用",
            forms.ReopenVenueForm,
            venues.check_reopening,
            lambda venue: venue.closed_on is not None,
            lambda data: data | {"closed_on": None},
        ),
    ),
    check=venues.check_venue,
    sought=("title", "kind"),
    links=(("覆盖情况", "organizations:venue_coverage"),),
)


def _number(name: str, model: Any = CommunityYear) -> Column:
    """The column of an amount or an area, a number in the workbook too."""
    return Column(plain(model, name).title, lambda row: getattr(row, name), "number")


CONDITIONS = Register(
    key="conditions",
    label="社区工作条件",
    noun="工作条件",
    about="每年的场所、经费和补贴，与上年比较；提出的困难和上级的答复",
    model=CommunityYear,
    form=forms.CommunityYearForm,
    kinds=conditions.KEEPERS,
    on="year",
    columns=(
        Column("名称", str),
        plain(CommunityYear, "year"),
        _number("office_area"),
        _number("activity_area"),
        Column("经费合计（元）", conditions.funds, "number"),
        plain(CommunityYear, "officers"),
        _number("allowances"),
        Column("提出的问题", conditions.issues_of),
    ),
    facts=(_number("budget_funds"), _number("dues_funds"), _number("other_funds"), plain(CommunityYear, "note")),
    more=conditions.against_last_year,
    parts=(
        Part(
            key="issue",
            label="提出的问题和答复",
            noun="问题",
            model=ConditionIssue,
            parent="conditions",
            form=forms.ConditionIssueForm,
            columns=(
                plain(ConditionIssue, "title"),
                plain(ConditionIssue, "raised_on"),
                plain(ConditionIssue, "answer"),
                plain(ConditionIssue, "answered_by"),
                Column("答复日期", lambda issue: issue.answered_on.isoformat() if issue.answered_on else "还没有答复"),
            ),
            check=conditions.check_issue,
            joins=("conditions__organization",),
            steps=(
                Step(
                    "answer",
                    "答复",
                    forms.AnswerForm,
                    conditions.check_answer,
                    lambda issue: issue.answered_on is None,
                ),
                Step(
                    "unanswer",
                    "撤销答复",
                    forms.UnanswerForm,
                    conditions.check_unanswered,
                    lambda issue: issue.answered_on is not None,
                    conditions.unanswered,
                ),
            ),
        ),
    ),
    check=conditions.check_year,
    fetched=("issues",),
)

SEATS = Register(
    key="seat_plans",
    label="核定职数",
    noun="核定职数",
    about="上级核定的某个职务的人数；没有核定的，大党委、网格大党支部和楼栋党小组按标准，其他组织的负责人按一名",
    model=SeatPlan,
    form=forms.SeatPlanForm,
    kinds=seats.KEEPERS,
    on="since",
    columns=(
        Column("组织", KEEPER.value),
        plain(SeatPlan, "position"),
        plain(SeatPlan, "seats"),
        plain(SeatPlan, "since"),
        plain(SeatPlan, "document"),
    ),
    check=seats.check_plan,
    sought=("document",),
    links=(("职数和空缺", "organizations:seats"),),
)

STAFF = Register(
    key="staff_figures",
    label="社区工作者历年数字",
    noun="历年数字",
    about="系统启用以前各年社区工作者的人数、学历和平均年龄，注明来源，供统计时比较",
    model=StaffFigure,
    form=forms.StaffFigureForm,
    kinds=staff.KEEPERS,
    on="year",
    columns=(
        Column("名称", str),
        plain(StaffFigure, "year"),
        _number("total", StaffFigure),
        _number("college", StaffFigure),
        _number("mean_age", StaffFigure),
        plain(StaffFigure, "source"),
    ),
    check=staff.check_figure,
    sought=("source",),
    links=(("社区工作者统计", "organizations:staff"),),
)

BODIES = Register(
    key="bodies",
    label="协调机构",
    noun="协调机构",
    about="区指导委员会、街道协调委员会、社区联席会议、在职党员联络站、两新组织联席会议的章程和成员",
    model=Body,
    form=forms_bodies.BodyForm,
    kinds=bodies.KEEPERS,
    on="founded_on",
    columns=(
        Column("名称", str),
        plain(Body, "kind"),
        KEEPER,
        plain(Body, "founded_on"),
        Column("紧密程度", lambda body: body.tightness),
        Column("成员", bodies.counted),
        Column("撤销日期", lambda body: body.dissolved_on.isoformat() if body.dissolved_on else ""),
    ),
    facts=(
        Column("章程通过日期", lambda body: body.charter_on.isoformat() if body.charter_on else ""),
        Column("章程", lambda body: body.charter),
    ),
    more=bodies.facts,
    parts=(
        Part(
            key="member",
            label="成员单位和固定成员",
            noun="成员",
            model=BodyMember,
            parent="body",
            form=forms_bodies.BodyMemberForm,
            columns=(
                Column("成员单位", lambda line: line.unit.name if line.unit else ""),
                Column("固定成员", lambda line: line.person.name if line.person else ""),
                plain(BodyMember, "duty"),
                Column("开始日期", lambda line: line.during.lower.isoformat()),
                Column("结束日期", lambda line: line.during.upper.isoformat() if line.during.upper else ""),
            ),
            check=bodies.check_member,
            joins=("unit", "person", "body__organization"),
            settle=_member,
        ),
    ),
    steps=(
        Step(
            "dissolve",
            "撤销",
            forms_bodies.DissolveBodyForm,
            bodies.check_dissolution,
            lambda body: body.dissolved_on is None,
        ),
        Step(
            "restore",
            "恢复",
            forms_bodies.RestoreBodyForm,
            bodies.check_restoring,
            lambda body: body.dissolved_on is not None,
            lambda data: data | {"dissolved_on": None},
        ),
    ),
    check=bodies.check_body,
    fetched=("members",),
    sought=("title",),
    links=(("覆盖和紧密程度", "meetings:bodies"),),
    only=tuple(COORDINATING),
)

REGISTERS = (
    TRAINING,
    PLANS,
    CONTACTS,
    RULES,
    GUIDANCE,
    VENUES,
    CONDITIONS,
    SEATS,
    STAFF,
    PUBLICATIONS,
    BODIES,
    WORK,
    TIME,
    REPORTS,
    ORDERS,
    STATIONED,
    RESIDENTS,
    TWO_NEWS,
    BRANCH_GROUPS,
)
