"""What the portal shows, sends and counts, by name and in order: read this file to know what a page is made of.

config may import everything, so no app needs to announce itself: apps keep plain functions (``<app>/home.py``,
``queries``, ``reminders``), and an upper app is asked by a lower one only through a name that stands here.
"""

import assessments.chases.duties
import assessments.chases.register
import assessments.duties
import assessments.faces
import assessments.home
import assessments.honours
import assessments.partners.duties
import assessments.partners.registers
import assessments.reviews.duties
import assessments.reviews.register
import assessments.rules
import assessments.screens
import assessments.showcases
import assessments.tasks
import grids.duties
import grids.entered
import grids.handing
import grids.home
import grids.kept
import grids.posts.duties
import grids.registers
import grids.rosters
import grids.rules
import grids.undo
import meetings.ballots.rules
import meetings.bodies
import meetings.duties
import meetings.education.duties
import meetings.handing
import meetings.home
import meetings.proofs
import meetings.registers
import meetings.resolutions
import meetings.rules
import meetings.selections.kinds
import members.development.blank
import members.development.kinds
import members.development.proofs
import members.development.register
import members.development.responsibility
import members.duties
import members.erasure.kinds
import members.erasure.queries
import members.erasure.rules
import members.floating.register
import members.following
import members.hardship.register
import members.home
import members.registrations.roster
import members.residence.register
import members.rosters
import members.rules
import members.transfers.rules
import members.undo
import organizations.accounts.rules
import organizations.alarms
import organizations.cases.diagrams
import organizations.cases.duties
import organizations.cases.queries
import organizations.coverage
import organizations.duties
import organizations.handing.actions
import organizations.handing.own
import organizations.home
import organizations.mandates.duties
import organizations.preview
import organizations.publications.duties
import organizations.registers.duties
import organizations.registers.duties_bodies
import organizations.registers.duties_conditions
import organizations.registers.duties_contacts
import organizations.registers.duties_plans
import organizations.registers.duties_reports
import organizations.registers.duties_stationed
import organizations.registers.duties_venues
import organizations.registers.kinds
import organizations.reorganizing.rules
import organizations.rosters.rules
import organizations.rosters.subjects
import organizations.rules
import organizations.selections.exits
import organizations.selections.recommended
import organizations.tasks
import organizations.telling
import organizations.undo
import people.corrections
import people.home
import services.duties
import services.duties_matching
import services.duties_registers
import services.feedback.duties
import services.funds.duties
import services.handing
import services.home
import services.kept
import services.registers
import services.rules
import services.rules.matching
from assessments.models import Score
from config.walls import WAYS
from core.records import audit
from core.records.channels import EmailChannel
from core.web.home import CardOfCounts, CardOfRows, Home, Kind, QuickAction, SearchGroup
from meetings import reminders as meeting_reminders
from meetings.actions.directives import WITHDRAWN
from members.queries import persons_of_memberships, persons_registered
from organizations.desks.home import due as duties_of
from organizations.desks.reminders import kinds_of
from organizations.models import Post
from organizations.scoping import may, permissions_of

CASES = (
    meetings.selections.kinds.SELECTION,
    organizations.selections.recommended.RECOMMENDED,
    organizations.selections.exits.EXIT,
    members.development.kinds.DEVELOPMENT,
    members.development.blank.BLANK,
    members.development.responsibility.RESPONSIBILITY,
)
PROOFS = (*members.development.proofs.PROOFS, *meetings.proofs.PROOFS, *meetings.selections.kinds.PROOFS)

SOURCES = (  # every line of docs/calendar.md that the portal's records can close; shown by their dates
    *meetings.duties.DUTIES,
    *meetings.education.duties.DUTIES,
    *members.duties.DUTIES,
    *grids.duties.DUTIES,
    *grids.posts.duties.DUTIES,
    *services.duties.DUTIES,
    *services.duties_matching.DUTIES,
    *services.duties_registers.DUTIES,
    *services.feedback.duties.DUTIES,
    *services.funds.duties.DUTIES,
    *assessments.duties.DUTIES,
    *assessments.partners.duties.DUTIES,
    *assessments.reviews.duties.DUTIES,
    *assessments.chases.duties.DUTIES,
    *organizations.duties.DUTIES,
    *organizations.coverage.DUTIES,
    *organizations.registers.duties.DUTIES,
    *organizations.registers.duties_plans.DUTIES,
    *organizations.registers.duties_contacts.DUTIES,
    *organizations.registers.duties_venues.DUTIES,
    *organizations.registers.duties_reports.DUTIES,
    *organizations.registers.duties_conditions.DUTIES,
    *organizations.registers.duties_bodies.DUTIES,
    *organizations.registers.duties_stationed.DUTIES,
    *meetings.bodies.DUTIES,
    *organizations.publications.duties.DUTIES,
    *organizations.mandates.duties.DUTIES,
    *members.development.blank.DUTIES,
    *(organizations.cases.duties.source(kind) for kind in CASES),
)

QUICK_ACTIONS = (
    QuickAction("计划主题党日", "meetings:plan", "meeting", ("organizations.manage_meeting",), primary=True),
    QuickAction("记录会议", "meetings:index", "edit", ("organizations.manage_meeting",)),
    QuickAction("确认双报到", "members:registrations", "check", ("organizations.confirm_registration",)),
    QuickAction("登记社情民意", "grids:opinion_new", "edit", ("organizations.manage_grid",)),
    QuickAction("发布志愿服务", "services:activity_new", "heart", ("organizations.manage_service",)),
    QuickAction("导入花名册", "organizations:roster_members", "upload", ("organizations.import_member",)),
    QuickAction("五好评价", "assessments:evaluations", "star", ("organizations.decide_evaluation",)),
    QuickAction("办理任职", "organizations:index", "tree", ("organizations.manage_organization",)),
)

SEARCHES = (
    SearchGroup("党员", members.home.members),
    SearchGroup("组织", organizations.home.find_organizations),
    SearchGroup("人员", people.home.persons),
    SearchGroup("会议", meetings.home.find_meetings),
    SearchGroup("网格", grids.home.grids),
    SearchGroup("共建与服务", services.home.agreements_and_activities),
)

MAIL = ("email",)
KINDS = (
    Kind("registration.confirmed", "报到已确认"),
    Kind("registration.answered", "报到有答复"),
    Kind("registration.list_returned", "单位名单未确认", MAIL),
    Kind("feedback.issued", "社区送来反馈卡", MAIL),
    Kind("transfer.answered", "转接申请有答复"),
    Kind("letter.answered", "介绍信有答复"),
    Kind(organizations.telling.NOT_TAKEN, "待生效的变动没有生效", MAIL),
    Kind(organizations.handing.actions.TO_SIGN, "工作交接待签收"),
    Kind("account.request", "账号申请待核实", MAIL),
    Kind("account.alarm", "查看信息达到上限", MAIL),
    Kind("account.changed", "账号有变动", MAIL),
    Kind("meeting.notice", "会议通知", MAIL, meeting_reminders.still_to_come),
    Kind("meeting.changed", "会议变更", MAIL, meeting_reminders.still_to_come),
    Kind("meeting.cancelled", "会议取消", MAIL),
    Kind("meeting.voided", "会议记录作废", MAIL),
    Kind("meeting.leave_answered", "请假有答复", MAIL),
    Kind(WITHDRAWN, "规定动作撤回"),
    Kind("theme_day.tomorrow", "会前提醒", MAIL, meeting_reminders.still_to_come),
    Kind("theme_day.chase", "上级催办"),
    Kind("opinion.received", "首问责任"),
    Kind("opinion.raised", "社情民意上报", MAIL),
    Kind("opinion.answered", "社情民意有答复"),
    Kind("service.group_claimed", "单位集体报名"),
    Kind(services.rules.matching.DISPATCHED, "社区派单", MAIL),
    Kind(services.rules.matching.RETURNED, "社区收回派单", MAIL),
    Kind(services.rules.matching.MATCHED, "资源对接", MAIL),
    Kind(services.rules.matching.REOPENED, "撤销完成", MAIL),
    Kind(services.rules.ACTIVITY_CANCELLED, "服务活动取消", MAIL),
    Kind(services.rules.HOURS_DISPUTED, "服务时长有异议", MAIL),
    Kind(services.rules.CHANGE_PROPOSED, "共建协议变更待同意", MAIL),
    Kind(services.rules.SUMMARY_HANDED, "共建年度总结", MAIL),
    Kind(services.rules.OVERDUE_REPORTED, "共建事项已通报主管单位", MAIL),
    *kinds_of(SOURCES),
)

WORKFLOWS = (
    meetings.rules.MEETING,
    meetings.resolutions.RESOLUTION,
    meetings.ballots.rules.POLL,
    grids.rules.OPINION,
    members.rules.REGISTRATION,
    members.rules.SCHEDULED,
    organizations.reorganizing.rules.REORGANIZATION,
    members.transfers.rules.TRANSFER,
    members.transfers.rules.LETTER,
    organizations.rosters.rules.ROSTER,
    organizations.accounts.rules.REQUEST,
    people.corrections.CORRECTION,
    members.erasure.rules.ERASURE,
    services.rules.AGREEMENT,
    services.rules.CHANGE,
    assessments.rules.SCHEME,
    assessments.rules.EVALUATION,
    assessments.honours.AWARD,
    services.rules.ACTIVITY,
    services.rules.CLAIM,
    services.rules.LISTING,
)

FACES = (
    (Post, organizations.rules.POST),
    (Score, assessments.faces.SCORE),
)

ROSTERS = (
    members.rosters.MEMBERS,
    members.registrations.roster.IN_SERVICE,
    *organizations.rosters.subjects.SUBJECTS,
    *grids.rosters.SUBJECTS,
)

REGISTERS = (
    *organizations.registers.kinds.REGISTERS,
    *members.development.register.REGISTERS,
    *members.hardship.register.REGISTERS,
    *members.residence.register.REGISTERS,
    *members.floating.register.REGISTERS,
    *meetings.registers.REGISTERS,
    *grids.registers.REGISTERS,
    *services.registers.REGISTERS,
    *assessments.showcases.REGISTERS,
    assessments.screens.SCREENS,
    *assessments.partners.registers.PARTNERS,
    assessments.reviews.register.REVIEWS,
    assessments.chases.register.CHASES,
)

HOME = Home(
    sources=SOURCES,
    duties=(duties_of,),
    quick_actions=QUICK_ACTIONS,
    marks=(meetings.home.meeting_days,),
    panels=(assessments.home.first_minute, assessments.home.five_good),
    cards=(
        CardOfRows("meetings/ballots/_to_vote.html", meetings.home.polls_to_vote),
        meetings.home.next_meeting,
        services.home.my_services,
        CardOfRows("services/_phone_agreements.html", services.home.agreements_of_contact),
        members.home.my_registration,
        CardOfRows("grids/_phone_grids.html", grids.home.seats),
        CardOfRows("grids/_phone_buildings.html", grids.home.led),
        CardOfRows("grids/_phone_doors.html", grids.home.headed),
        CardOfRows("grids/_phone_duties.html", grids.home.posts_held),
        CardOfCounts("grids/_phone_opinions.html", grids.home.my_opinions),
    ),
    searches=SEARCHES,
    kinds=KINDS,
    channels=(EmailChannel(),),
    audit_labels=(
        audit.LABELS,
        people.home.AUDIT_LABELS,
        organizations.home.AUDIT_LABELS,
        members.home.AUDIT_LABELS,
        grids.home.AUDIT_LABELS,
        meetings.home.AUDIT_LABELS,
        services.home.AUDIT_LABELS,
        assessments.home.AUDIT_LABELS,
    ),
    rights=permissions_of,
    may=may,
    workflows=WORKFLOWS,
    diagrams=(organizations.cases.diagrams.drawn,),
    faces=FACES,
    rosters=ROSTERS,
    registers=REGISTERS,
    cases=CASES,
    proofs=PROOFS,
    bodies=(meetings.bodies.facts,),
    persons=(  # who reaches a person: by posts, at a unit, by membership, in a grid, in a service
        organizations.home.holders_of_posts,
        organizations.home.contacts_of_units,
        organizations.home.instructors_of_units,
        organizations.cases.queries.persons_of_cases,
        persons_of_memberships,
        persons_registered,
        grids.home.responsible_persons,
        services.home.persons_serving,
    ),
    ties=(*organizations.home.TIES, *members.home.TIES),
    hangings=(  # what the preview of a move or a dissolution counts; what blocks one stands there, too
        organizations.preview.standing_here,
        members.home.members_here,
        grids.home.grids_here,
        meetings.home.meetings_announced,
        services.home.agreements_in_hand,
    ),
    handovers=(  # what an officer who leaves has open, in the order of the list
        *organizations.handing.own.HANDINGS,
        *meetings.handing.HANDINGS,
        *grids.handing.HANDINGS,
        *services.handing.HANDINGS,
    ),
    undoings=(*organizations.undo.UNDOINGS, *members.undo.UNDOINGS, *grids.undo.UNDOINGS),
    standing=(organizations.home.seats_held, members.home.standing_of_member, grids.home.standing_in_grid),
    count_members=members.home.relationships,
    party_members=members.home.party_members,
    count_full_members=members.home.full_members,
    followers=members.following.followers,
    follow=members.following.follow,
    alarm=organizations.alarms.alarm,
    ways=WAYS,
    kept=(  # what names people and is kept for a time: by two officers, then by the night
        *members.erasure.kinds.KINDS,
        *grids.kept.KINDS,
        *services.kept.KINDS,
        *members.erasure.kinds.NIGHTLY,
    ),
    kept_because=members.erasure.queries.kept_because,
    grid_parts=(  # what enters the grid: organisations, resources, services, activities
        grids.entered.TIERS,
        grids.entered.UNITS,
        grids.entered.VENUES,
        services.home.PROMISED,
        services.home.IN_GRIDS,
        meetings.home.IN_GRIDS,
    ),
    after_record=(assessments.tasks.after_record, organizations.tasks.after_record),
)
