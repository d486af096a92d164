"""What the portal shows, sends and counts, by name and in order: read this file to know what a page is made of.

config may import everything, so no app needs to announce itself: apps keep plain functions (``<app>/home.py``,
``queries``, ``reminders``), and an upper app is asked by a lower one only through a name that stands here.
"""

import assessments.duties
import assessments.faces
import assessments.home
import assessments.rules
import assessments.tasks
import grids.duties
import grids.home
import grids.rosters
import grids.rules
import grids.undo
import meetings.duties
import meetings.home
import meetings.resolutions
import meetings.rules
import members.duties
import members.home
import members.rosters
import members.rules
import members.transfers.rules
import members.undo
import organizations.accounts.rules
import organizations.alarms
import organizations.duties
import organizations.home
import organizations.preview
import organizations.registers.duties
import organizations.registers.duties_conditions
import organizations.registers.duties_contacts
import organizations.registers.duties_plans
import organizations.registers.duties_venues
import organizations.rosters.rules
import organizations.rosters.subjects
import organizations.rules
import organizations.tasks
import organizations.undo
import people.corrections
import people.home
import services.duties
import services.home
import services.rules
from assessments.models import Objection, Score
from config.walls import WAYS
from core.records import audit
from core.records.channels import EmailChannel
from core.web.home import Home, Kind, QuickAction, SearchGroup
from meetings import reminders as meeting_reminders
from members.queries import persons_of_memberships, persons_registered
from organizations.desks.home import due as duties_of
from organizations.desks.reminders import kinds_of
from organizations.models import Post
from organizations.scoping import may, permissions_of

SOURCES = (  # every line of docs/calendar.md that the portal's records can close; shown by their dates
    *meetings.duties.DUTIES,
    *members.duties.DUTIES,
    *grids.duties.DUTIES,
    *services.duties.DUTIES,
    *assessments.duties.DUTIES,
    *organizations.duties.DUTIES,
    *organizations.registers.duties.DUTIES,
    *organizations.registers.duties_plans.DUTIES,
    *organizations.registers.duties_contacts.DUTIES,
    *organizations.registers.duties_venues.DUTIES,
    *organizations.registers.duties_conditions.DUTIES,
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
    Kind("transfer.answered", "转接申请有答复"),
    Kind("letter.answered", "介绍信有答复"),
    Kind("account.request", "账号申请待核实", MAIL),
    Kind("account.alarm", "查看信息达到上限", MAIL),
    Kind("account.changed", "账号有变动", MAIL),
    Kind("meeting.notice", "会议通知", MAIL, meeting_reminders.still_to_come),
    Kind("meeting.changed", "会议变更", MAIL, meeting_reminders.still_to_come),
    Kind("meeting.cancelled", "会议取消", MAIL),
    Kind("theme_day.tomorrow", "会前提醒", MAIL, meeting_reminders.still_to_come),
    Kind("theme_day.chase", "上级催办"),
    Kind("opinion.received", "首问责任"),
    Kind("opinion.raised", "社情民意上报", MAIL),
    Kind("opinion.answered", "社情民意有答复"),
    Kind("service.group_claimed", "单位集体报名"),
    Kind(services.rules.ACTIVITY_CANCELLED, "服务活动取消", MAIL),
    Kind(services.rules.CHANGE_PROPOSED, "共建协议变更待同意", MAIL),
    Kind(services.rules.SUMMARY_HANDED, "共建年度总结", MAIL),
    Kind(services.rules.OVERDUE_REPORTED, "共建事项已通报主管单位", MAIL),
    *kinds_of(SOURCES),
)

WORKFLOWS = (
    meetings.rules.MEETING,
    meetings.resolutions.RESOLUTION,
    grids.rules.OPINION,
    members.rules.REGISTRATION,
    members.rules.SCHEDULED,
    members.transfers.rules.TRANSFER,
    members.transfers.rules.LETTER,
    organizations.rosters.rules.ROSTER,
    organizations.accounts.rules.REQUEST,
    people.corrections.CORRECTION,
    services.rules.AGREEMENT,
    services.rules.CHANGE,
    assessments.rules.SCHEME,
    assessments.rules.EVALUATION,
    services.rules.ACTIVITY,
    services.rules.CLAIM,
)

FACES = (
    (Post, organizations.rules.POST),
    (Score, assessments.faces.SCORE),
    (Objection, assessments.faces.OBJECTION),
)

ROSTERS = (members.rosters.MEMBERS, *organizations.rosters.subjects.SUBJECTS, *grids.rosters.SUBJECTS)

HOME = Home(
    sources=SOURCES,
    duties=(duties_of,),
    quick_actions=QUICK_ACTIONS,
    marks=(meetings.home.meeting_days,),
    panels=(assessments.home.five_good,),
    cards=(meetings.home.next_meeting, services.home.my_services, members.home.my_registration, grids.home.my_opinions),
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
    faces=FACES,
    rosters=ROSTERS,
    persons=(  # who reaches a person: by posts, at a unit, by membership, in a grid, in a service
        organizations.home.holders_of_posts,
        organizations.home.contacts_of_units,
        organizations.home.instructors_of_units,
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
    undoings=(*organizations.undo.UNDOINGS, *members.undo.UNDOINGS, *grids.undo.UNDOINGS),
    standing=(organizations.home.seats_held, members.home.standing_of_member, grids.home.standing_in_grid),
    count_members=members.home.relationships,
    alarm=organizations.alarms.alarm,
    ways=WAYS,
    after_record=(assessments.tasks.after_record, organizations.tasks.after_record),
)
