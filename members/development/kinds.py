"""``DEVELOPMENT``: from the application to full membership, step by step (MEM-08, MEM-10; S4A 二2, 三2;
发展党员工作细则 2026). A file is judged by the rule of each step's day."""

from collections.abc import Sequence
from datetime import date

from core.chinese.dates import age_on
from core.records.errors import RuleViolation
from members.development import approval, papers, reviews
from members.development.register import KIND
from members.models import Membership
from organizations import standards
from organizations.cases.kinds import CaseKind, Draft, File, Gap, Level, Persons, StepKind, Stop
from organizations.kinds import BRANCHES
from organizations.models import Case, CaseOutcome, Organization
from people.models import Person

VIEW, RIGHT = "organizations.view_member", "organizations.manage_member"
AGE = "mem.applicant.age_min"
CLEAR, UNCLEAR = "清楚", "不清楚"


def _full_members(case: Case, on: date) -> object:
    """Full members of the branch on the day, but the applicant."""
    spells = Membership.objects.as_of(on).full().filter(organization=case.organization_id)
    people = Person.objects.filter(pk__in=spells.values("person")).exclude(pk=case.person_id or 0)
    return people.order_by("pinyin", "pk")


def _ways(case: Case, on: date) -> Sequence[str]:
    found: Sequence[str] = standards.at("mem.activist.selection_ways", organization=case.organization, as_of=on)
    return found


def priority_groups(organization: Organization, on: date) -> Sequence[str]:
    """Groups among whom members are developed first, by the words of the district (MEM-10; S4A 三2)."""
    found = standards.at("mem.development.priority_groups", organization=organization, as_of=on)
    return [*found, *(() if AWAY in found else (AWAY,))]


AWAY = "外出务工经商人员"
"""Those working away: S4A 三3 asks to look for activists among them, besides the groups of the standard."""


def _publicity_asked(file: File, on: date) -> bool:
    """Before a target is listed: national since 2026-05-18."""
    return file.number("mem.target.publicity_working_days", on) is not None


def _in_community(file: File, _on: date) -> bool:
    return Level.COMMUNITY.of(file.case.organization) is not None


def _check_applicant(case: Case, _by: object, _today: date) -> None:
    """Of age on the day of the application, and no member."""
    person = case.person
    if person is None:
        raise RuleViolation("no-person", "请填写申请人", field="person_name")
    if Membership.objects.current().filter(person=person).exists():
        raise RuleViolation("member", f"{person.name}已经是党员", field="person_name")
    least = standards.at(AGE, organization=case.organization, as_of=case.begun_on)
    if person.birth_date and least is not None and age_on(person.birth_date, case.begun_on) < int(least):
        raise RuleViolation("under-age", f"递交申请时未满{least}周岁", field="begun_on")


def _months(_case: Case, _on: date) -> Sequence[str]:
    low = standards.at("mem.probation.extension_months_min", organization=_case.organization, as_of=_on)
    high = standards.at("mem.probation.extension_months_max", organization=_case.organization, as_of=_on)
    return [f"{number}个月" for number in range(int(low), int(high) + 1)]


def _check_extension(draft: Draft) -> None:
    most = int(draft.file.number("mem.probation.extensions_max", draft.on))
    if len(draft.file.all_of("extend")) >= most:
        raise RuleViolation("extended", f"预备期只能延长{most}次")


CONTACTS = Persons(
    "contact",
    "培养联系人",
    "mem.activist.contacts_min",
    "mem.activist.contacts_max",
    _full_members,
    "本支部的正式党员；是直系亲属的，在“亲属关系”里写明",
)
INTRODUCERS = Persons(
    "introducer", "入党介绍人", "mem.target.introducers", "mem.target.introducers", _full_members, "本支部的正式党员"
)

STEPS = (
    StepKind("talk", "派人谈话", within=Gap("mem.applicant.talk_months"), note="谈话情况"),
    StepKind("recommend", "推荐入党积极分子人选", choices=_ways, choice_label="产生方式", note="推荐情况"),
    StepKind("activist_members", "确定入党积极分子：党员会议", proof="meeting.members"),
    StepKind("activist_residents", "确定入党积极分子：居民代表会议", proof="meeting.residents"),
    StepKind("activist", "支委会确定入党积极分子，指定培养联系人", proof="meeting.committee", persons=CONTACTS),
    StepKind(
        "verify",
        "街道核实列入申请人信息库",
        Level.STREET,
        optional=True,
        since="activist",
        until="approve",
        note="核实情况",
        help_text="确定积极分子以前没有录入申请人信息的，核对申请书原件后登记",
    ),
    StepKind("contacts", "更换培养联系人", optional=True, since="activist", until="approve", persons=CONTACTS),
    StepKind(
        "review",
        "半年考察",
        every=Gap("mem.activist.review_months"),
        since="activist",
        until="target",
        note="考察意见",
    ),
    StepKind("activist_training", "入党积极分子培训", proof="training.activist"),
    StepKind(
        "target_members",
        "确定发展对象：党员会议",
        after=(Gap("mem.activist.months_min", "activist"),),
        proof="meeting.members",
        gates=reviews.half_yearly,
    ),
    StepKind(
        "target_residents",
        "确定发展对象：居民代表会议",
        after=(Gap("mem.activist.months_min", "activist"),),
        proof="meeting.residents",
    ),
    StepKind("target_publicity", "列为发展对象前公示", proof="publication.development", asked=_publicity_asked),
    StepKind("target", "上级同意列为发展对象", Level.STREET, document="同意（备案）文号"),
    StepKind("introducers", "确定入党介绍人", persons=INTRODUCERS),
    StepKind("target_training", "发展对象集中培训", proof="training.target"),
    StepKind(
        "political",
        "政治审查",
        choices=lambda _case, _on: (CLEAR, UNCLEAR),
        choice_label="政审结论",
        document="政审材料编号",
        help_text="只登记结论和材料编号，材料内容不录入系统",
    ),
    StepKind("publicity", "接收预备党员前公示", proof="publication.development"),
    StepKind("prereview", "上级党委预审", Level.STREET, within=Gap("mem.target.prereview_months", "publicity")),
    StepKind(
        "vote",
        "支部大会讨论接收预备党员",
        within=Gap("mem.target.meeting_months_after_prereview", "prereview"),
        proof="meeting.admission",
    ),
    StepKind("deliberate", "社区党组织审议", Level.COMMUNITY, proof="meeting.community", asked=_in_community),
    StepKind("approval_talk", "审批前谈话", Level.STREET, note="谈话情况"),
    StepKind(
        "approve",
        "街道（镇）审批",
        Level.STREET,
        within=Gap("mem.approval.months", "vote"),
        excused=True,
        document="批复文号",
        gates=approval.refusals,
        check=approval.check,
        then=approval.admit,
        fixed=True,
    ),
    StepKind("oath", "入党宣誓", within=Gap("mem.oath.months", "approve")),
    StepKind(
        "probation_review",
        "预备党员考察",
        every=Gap("mem.probation.review_months"),
        since="approve",
        until="convert",
        note="考察意见",
    ),
    StepKind(
        "extend",
        "延长预备期",
        Level.STREET,
        optional=True,
        since="oath",
        until="convert_vote",
        proof="meeting.extension",
        choices=_months,
        choice_label="延长",
        document="批复文号",
        check=_check_extension,
        fixed=True,
    ),
    StepKind("convert_apply", "本人提交转正申请", note="预备期表现"),
    StepKind(
        "convert_vote",
        "支部大会讨论转正",
        after=(Gap("mem.probation.months", "vote"),),
        proof="meeting.admission",
        gates=approval.probation_over,
    ),
    StepKind(
        "convert",
        "街道（镇）批准转正",
        Level.STREET,
        within=Gap("mem.conversion.approval_months", "convert_vote"),
        document="批复文号",
        then=approval.make_full,
        fixed=True,
    ),
)

DEVELOPMENT = CaseKind(
    key=KIND,
    label="发展党员",
    noun="入党申请",
    about="从递交申请到转正，每一步有日期、依据和办理的组织；只有街道（镇）能审批",
    kinds=BRANCHES,
    view=VIEW,
    right=RIGHT,
    steps=STEPS,
    begun="递交入党申请日期",
    person="申请人",
    categories=priority_groups,
    category="优先发展人群",
    kinship="与支部班子成员、培养联系人有亲属关系的写明，如“支部书记之子”；没有的留空",
    stops=(
        Stop(
            "end_application",
            "终止培养",
            CaseOutcome.CANCELLED,
            until="activist",
            help_text="本人撤回申请、调离等，写明原因",
        ),
        Stop(
            "cancel_activist",
            "取消入党积极分子资格",
            CaseOutcome.CANCELLED,
            since="activist",
            until="target",
            help_text="不具备条件的及时取消，写明原因",
        ),
        Stop("cancel_target", "取消发展对象资格", CaseOutcome.CANCELLED, since="target", until="vote"),
        Stop("refuse", "不予批准", CaseOutcome.REFUSED, Level.STREET, since="vote", until="approve"),
        Stop(
            "cancel_probation",
            "取消预备党员资格",
            CaseOutcome.CANCELLED,
            Level.STREET,
            since="approve",
            until="convert",
            then=approval.dismiss,
        ),
    ),
    check=_check_applicant,
    facts=reviews.facts,
    flags=reviews.flags,
    papers=papers.PAPERS,
    pages=(
        ("发展党员计划", "members:development_plans"),
        ("没有档案的党员", "members:development_missing"),
        ("空白支部", "members:blank_branches"),
        ("责任追究", "organizations:cases", "responsibility"),
    ),
)
