"""Every field with a day of every form: a slip of the year, a day that does not exist, one before the thing was there,
an end before its start or a future that cannot be known is told at the field; never an error page, never taken."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assessments.models import Award
from core.models import AuditEvent
from meetings import actions as meetings
from meetings.models import Meeting, Resolution
from meetings.queries import owners_for
from members.models import Membership, TransferLetter
from organizations.actions import create_organization
from organizations.models import Month, Organization, Post, Role, Threshold, Unit, WorkingRule, YearPlan, YearTarget
from services.models import Agreement, Listing
from tests.assessments import planting
from tests.days import CHANGE, END, FACT, SLIPS, close_a_month, day_of
from tests.matrix import World
from tests.members.rosters import number

APPS = ("people", "organizations", "members", "grids", "meetings", "services", "assessments")


@dataclass(frozen=True)
class Page:
    """A page with its form: ``days`` field → days that its rule refuses, counted from the founding (``F``), the last
    closed day (``C``) and today (``T``) of the world. ``given``: what else the form needs to reach that rule.
    ``see``: where the form is read, when elsewhere; ``get``: a filter, which is read with its days; ``told``: the
    reason is a message."""

    url: str
    form: str
    days: dict[str, tuple[str, ...]]
    model: str = ""
    role: str = "street"
    given: dict[str, Any] = field(default_factory=dict)
    see: str = ""
    get: bool = False
    told: bool = False
    kwargs: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.url


ORGANIZATION, SPELL = "organizations.Organization", "members.Membership"
BRANCH, _REORGANIZE = "organizations.Organization branch", "organizations.reorganizing.forms."
_PAPERED = "organizations.forms.DatedPaperForm"
BY_DOCUMENT = {"document": "甲街委〔2026〕9号"}
PRESENCE = "organizations.UnitPresence"
ROSTER = {"file": "roster"}
DISPUTE = {"kind": "neighbour", "between": "residents", "parties": "2", "subject": "漏水", "origin": "asked"}


def seat(world: World) -> Post:
    """The secretary is a part-time deputy of the big committee, too."""
    own = world.places["own"]
    given = {"organization": own.big_committee, "person": own.secretary, "position": "part_time_deputy"}
    found = Post.objects.filter(**given, during__contains=world.date).first()
    return found or Post.objects.create(**given, during=(world.since, None))


GIVEN: dict[str, Callable[[World], Any]] = {
    "big": lambda world: seat(world).organization_id,
    "deputy": lambda world: seat(world).person_id,
    "unit": lambda world: world.places["own"].presence.unit_id,
    "new unit": lambda world: (
        Unit.objects.get_or_create(organization=world.places["own"].street, name="超市", kind="new_economic")[0].pk
    ),
    "year": lambda world: world.date.year,
    "community": lambda world: world.places["own"].community.pk,
    "unit_here": lambda world: f"unit-{world.places['own'].presence.pk}",
    "own_building": lambda world: world.get("grids.Building", world.places["own"]).pk,
    "grid_walked": lambda world: world.get("grids.Grid walked", world.places["own"]).pk,
    "alone": lambda world: Membership.objects.get(person__name="独一").person_id,
    "my_post": lambda world: world.get("grids.DutyPost", world.places["own"]).pk,
    "own_branch": lambda world: world.places["own"].branch.pk,
    "own_community": lambda world: world.places["own"].community.pk,
    "later": lambda world: (world.date + timedelta(days=420)).isoformat(),
    "today": lambda world: world.date.isoformat(),
    "yesterday": lambda world: (world.date - timedelta(days=1)).isoformat(),
    "soon": lambda world: (world.date + timedelta(days=30)).isoformat(),
    "role": lambda world: Role.objects.get(code="street_officer").pk,
    "task owner": lambda world: world.own["task"].owner_id,  # type: ignore[attr-defined]
    "owner": lambda world: owners_for(world.own["life"]).order_by("pk")[0].pk,  # type: ignore[attr-defined]
    "record_days": lambda world: Threshold.objects.get(name="mtg.theme_day.record_days", organization=None).pk,
    "roster": lambda world: SimpleUploadedFile("名册.csv", "姓名,公民身份号码,党支部\n独一,,\n".encode()),
    "scan": lambda world: SimpleUploadedFile("协议.pdf", b"%PDF-1.4 %%EOF"),
    "posts": lambda world: SimpleUploadedFile("任职.csv", "组织,职务,姓名\n新支部,书记,独一\n".encode()),
}
"""What a form needs that is only known in the world, by a word in ``given``."""
PAGES = [
    Page(
        "organizations:appoint",
        "organizations.forms.AppointForm",
        {"since": CHANGE, "term_ends_on": ("T-1",), "issued_on": ("T+1",)},
        ORGANIZATION,
        given={"person_name": "新来的人", "register_new": "on", "position": "worker"},
    ),
    Page(
        "organizations:create",
        "organizations.forms.CreateForm",
        {"since": CHANGE, "issued_on": ("T+1",)},
        ORGANIZATION,
        given={"kind": "branch", "name": "新支部"},
    ),
    Page(
        "organizations:rename",
        "organizations.forms.RenameForm",
        {"on": CHANGE},
        ORGANIZATION,
        given={"name": "新名"},
    ),
    Page("organizations:move", "organizations.forms.MoveForm", {"on": CHANGE}, ORGANIZATION, "district"),
    Page("organizations:merge", _REORGANIZE + "MergeForm", {"on": CHANGE}, BRANCH, "district", given=BY_DOCUMENT),
    Page(
        "organizations:split", _REORGANIZE + "SplitForm", {"on": CHANGE}, BRANCH, given=BY_DOCUMENT | {"name": "三支部"}
    ),
    Page("organizations:classify", _REORGANIZE + "ClassifyForm", {"on": CHANGE}, ORGANIZATION, given=BY_DOCUMENT),
    Page("organizations:upgrade", _REORGANIZE + "UpgradeForm", {"on": CHANGE}, BRANCH, given=BY_DOCUMENT),
    Page("organizations:dissolve", _PAPERED, {"on": CHANGE, "issued_on": ("T+1",)}, ORGANIZATION),
    Page(
        "organizations:act_for",
        "organizations.handing.forms.ActingForm",
        {"since": ("F-1", "C"), "until": ("T-1", "T+400")},
        "organizations.Post",
        given={"person_name": "独一", "since": "today", "until": "later", "reason": "leave"},
    ),
    Page(
        "organizations:end_acting",
        "organizations.handing.forms.EndActingForm",
        {"on": ("F", "T+60")},
        "organizations.Acting",
        given={"version": "1"},
    ),
    Page("organizations:end_post", _PAPERED, {"on": END, "issued_on": ("T+1",)}, "organizations.Post"),
    Page(
        "organizations:establish_big_committee",
        "organizations.forms.EstablishForm",
        {"since": CHANGE, "issued_on": ("T+1",)},
        "bare",
    ),
    Page(
        "organizations:term",
        "organizations.orders.forms.TermForm",
        {"on": CHANGE, "issued_on": ("T+1",)},
        BRANCH,
        given={"session": "3", "name_0": "新来的书记", "register_new": "on"},
    ),
    Page(
        "organizations:orders_new",
        "organizations.orders.forms.OrderForm",
        {"issued_on": ("T+1",)},
        given={"organization": "community", "kind": "founding", "number": "甲街委〔2026〕9号"},
    ),
    Page("organizations:staff", "organizations.forms.StaffFilter", {"as_of": ("T+1",), "earlier": ("T",)}, get=True),
    Page("organizations:history", "organizations.forms.DayForm", {"on": ()}, ORGANIZATION, get=True),
    Page(
        "assessments:announce",
        "assessments.forms_schemes.AnnounceForm",
        {"on": ("T+1", "F-800")},
        "assessments.Scheme",
        "district",
        given={"document": "区委组织部通知"},
        see="assessments:scheme",
    ),
    Page(
        "assessments:award_step",
        "assessments.forms_awards.AwardStepForm",
        {"on": ("T+1",), "valid_until": ()},
        "published award",
        "district",
        given={"document": "文件"},
        see="assessments:award",
        kwargs={"step": "grant"},
    ),
    Page(
        "assessments:reopen_month",
        "assessments.forms.ReopenForm",
        {"until": ("T-1", "T+400")},
        "closed month",
        "district",
        given={"document": "文件", "reason": "补录"},
        see="assessments:month",
    ),
    Page(
        "assessments:circular_draft",
        "assessments.forms.CircularForm",
        {"on": ("T+1",)},
        "assessments.Scheme",
        "district",
        given={"quarter": "1", "number": "1号"},
    ),
    Page(
        "organizations:new_unit",
        "organizations.forms.UnitForm",
        {"since": FACT, "reported_in_on": ("F-1", "C", "T-1", "T+1")},
        given={"name": "税务所", "kind": "organ", "community": "community"},
    ),
    Page(
        "organizations:training_new",
        "organizations.registers.forms.TrainingEntryForm",
        {"starts_on": ("F-1",), "ends_on": ("F-1", "T-1", "T+400")},
        given={"title": "轮训", "purposes": "refresher", "hours": "8", "content": "党务", "form": "class"},
    ),
    Page(
        "organizations:plans_new",
        "organizations.registers.forms.YearPlanForm",
        {"signed_on": ("F-1", "T+1", "T+400")},
        given={"kind": "plan", "content": "计划"},
    ),
    Page(
        "organizations:plans_target_new",
        "organizations.registers.forms.YearTargetForm",
        {"due_on": ("F-1", "T+400")},
        "organizations.YearPlan",
        given={"title": "走访", "wanted": "4", "unit": "次"},
    ),
    Page(
        "organizations:plans_conclude",
        "organizations.registers.forms.ConcludeForm",
        {"concluded_on": ("F-1", "T+1")},
        "judged",
        given={"grade": "qualified", "conclusion": "完成"},
    ),
    Page(
        "organizations:contacts_new",
        "organizations.registers.forms.ContactPointForm",
        {"since": ("F-1", "T+400"), "until": ("F-1", "T-1", "T", "T+400")},
        given={"person_name": "新来的领导", "register_new": "on", "duty": "区领导", "organization": "community"},
    ),
    Page(
        "organizations:contacts_visit_new",
        "organizations.registers.forms.ContactVisitForm",
        {"visited_on": ("F-1", "T+1")},
        "organizations.ContactPoint",
        given={"content": "座谈"},
    ),
    Page(
        "organizations:contacts_visit_solve",
        "organizations.registers.forms.SolutionForm",
        {"solved_on": ("T-1", "T+1")},
        "organizations.ContactVisit",
        given={"solution": "已解决"},
    ),
    Page(
        "organizations:case_new",
        "organizations.cases.forms.BeginForm",
        {"begun_on": ("F-1", "T+1")},
        given={"person_name": "申请人", "register_new": "on", "organization": "own_branch"},
        kwargs={"kind": "development"},
    ),
    Page(
        "organizations:case_step",
        "organizations.cases.forms.StepForm",
        {"done_on": ("F-1", "T+1")},
        "organizations.Case",
        given={"choice": "党员推荐", "note": "推荐"},
        kwargs={"step": "recommend"},
    ),
    Page(
        "meetings:selection_nominate",
        "meetings.selections.forms.NominationForm",
        {"nominated_on": ("F-1", "T+1")},
        "organizations.Case selection",
        given={"person_name": "独一", "way": "self"},
    ),
    Page(
        "organizations:case_stop",
        "organizations.cases.forms.StopForm",
        {"on": ("F-1", "T+1")},
        "organizations.Case",
        given={"reason": "本人撤回"},
        kwargs={"how": "end_application"},
    ),
    Page(
        "members:hardships_new",
        "members.hardship.register.HardshipForm",
        {"since": ("F-1", "T+1"), "until": ("F-1", "T-1", "T", "T+400")},
        given={"person_name": "独一", "category": "income", "needed": "助学", "organization": "own_branch"},
    ),
    Page(
        "members:hardships_pair",
        "members.hardship.register.PairForm",
        {"paired_on": ("F-1", "T+1")},
        "members.Hardship",
        given={"helper": "alone"},
    ),
    Page(
        "members:hardships_visit_new",
        "members.hardship.register.VisitForm",
        {"visited_on": ("F-1", "T+1")},
        "members.Hardship",
        given={"visitor": "书记", "content": "米面油", "kind": "visit"},
    ),
    Page(
        "members:residence_contacts_new",
        "members.residence.forms.ContactForm",
        {"since": ("F-1", "T+1"), "until": ("F-1", "T-1", "T", "T+400")},
        given={"unit_name": "税务局", "unit_contact": "王主任", "branch_contact": "书记", "organization": "own_branch"},
    ),
    Page(
        "members:residence_contacts_exchange_new",
        "members.residence.forms.ExchangeForm",
        {"happened_on": ("F-1", "T+1")},
        "members.ResidenceContact",
        given={"content": "参加清扫", "direction": "to_unit"},
    ),
    Page(
        "meetings:class_education_new",
        "meetings.education.register.EducationForm",
        {"begins_on": ("F-1",), "due_on": ("F-1", "T-1")},
        given={"classes": "retired", "topic": "老有所为", "organization": "own_branch", "due_on": "2026-12-31"},
    ),
    Page(
        "grids:duty_posts_new",
        "grids.posts.register.DutyPostForm",
        {"since": ("F-1", "T+1"), "until": ("F-1", "T-1", "T", "T+400")},
        given={
            "person_name": "独一",
            "kind": "duty",
            "name": "楼道岗",
            "duties": "打扫楼道",
            "organization": "own_branch",
        },
    ),
    Page(
        "grids:my_duties",
        "grids.posts.views.OwnServiceForm",
        {"served_on": ("F-1", "T+1")},
        role="member",
        given={"post": "my_post", "content": "巡查"},
    ),
    Page(
        "grids:duty_posts_service_new",
        "grids.posts.register.DutyServiceForm",
        {"served_on": ("F-1", "T+1")},
        "grids.DutyPost",
        given={"content": "打扫"},
    ),
    Page(
        "members:floating_new",
        "members.floating.register.FloatingForm",
        {"since": ("F-1", "T+1"), "expected_on": ("F-1", "T", "T+30")},
        given={
            "person_name": "独一",
            "direction": "out",
            "place": "外省",
            "reason": "work",
            "organization": "own_branch",
        },
    ),
    Page(
        "members:floating_take",
        "members.floating.register.TakeForm",
        {"taken_on": ("F-1", "T+1")},
        "members.FloatingMember come",
    ),
    Page(
        "members:floating_end",
        "members.floating.register.EndForm",
        {"ended_on": ("F-1", "T+1")},
        "members.FloatingMember",
        given={"reason": "返回"},
    ),
    Page(
        "members:floating_contact_new",
        "members.floating.register.ContactForm",
        {"happened_on": ("F-1", "T+1")},
        "members.FloatingMember",
        given={"way": "member", "content": "通了电话"},
    ),
    Page(
        "members:hold_new",
        "members.erasure.forms.HoldForm",
        {"since": ("T+1",), "until": ("F", "T")},
        given={"document": "区法院协助函", "reason": "诉讼", "organization": "own_community"},
    ),
    Page(
        "members:identities_new",
        "members.residence.forms.IdentityForm",
        {"agreed_on": ("F-1", "T+1")},
        given={"person_name": "独一", "ways": "badge", "organization": "own_branch"},
    ),
    Page(
        "members:identities_end",
        "members.residence.forms.EndIdentityForm",
        {"ended_on": ("F-1", "T+1")},
        "members.ShownIdentity",
        given={"reason": "本人不再同意"},
    ),
    Page(
        "organizations:rules_new",
        "organizations.registers.forms.WorkingRuleForm",
        {"adopted_on": ("F-1", "T+1"), "effective_on": ("F-1", "T-1", "T+400")},
        given={"title": "工作细则", "content": "第一条", "adopted_by": "会议"},
    ),
    Page(
        "organizations:rules_publish",
        "organizations.registers.forms.PublishForm",
        {"published_on": ("F-1", "T-1", "T+1")},
        "unpublished",
    ),
    Page(
        "organizations:guidance_new",
        "organizations.registers.guidance.GuidanceForm",
        {"issued_on": ("F-1", "T+1")},
        role="street",
        given={"title": "指导意见", "content": "加强", "community_type": "urban"},
    ),
    Page(
        "organizations:two_new_new",
        "organizations.registers.two_new.TwoNewForm",
        {"settled_on": ("F-1", "T+1")},
        given={"unit": "new unit", "size": "small", "superior": "street", "superior_name": "综合党委"},
    ),
    Page(
        "organizations:branch_groups_correct",
        "organizations.registers.branch_groups.TieForm",
        {"since": ("F-1", "T+1")},
        "organizations.BranchGroup",
    ),
    Page(
        "organizations:two_new_item_correct",
        "organizations.registers.two_new.ItemForm",
        {"since": ("T+1", "T+400")},
        "organizations.TwoNewItem",
        given={"evidence": "现场查看"},
    ),
    Page(
        "organizations:venues_new",
        "organizations.registers.forms.VenueForm",
        {"opened_on": ("F-1", "T+1")},
        given={
            "title": "服务站",
            "kind": "社区党员服务站",
            "acquisition": "自建",
            "funding": "财政支持",
            "address": "1号",
            "area": "90",
            "services": "代办",
            "hours": "每天",
            "organization": "community",
        },
    ),  # fmt: skip
    Page(
        "organizations:venues_close",
        "organizations.registers.forms.CloseVenueForm",
        {"closed_on": ("F-1", "T", "T+1")},
        "organizations.Venue",
        given={"reason": "拆迁"},
    ),
    Page(
        "organizations:bodies_new",
        "organizations.registers.forms_bodies.BodyForm",
        {"founded_on": ("F-1", "T+1"), "charter_on": ("T+1",)},
        given={
            "kind": "conference",
            "title": "联席会议",
            "tightness": "松散型",
            "charter": "第一条",
            "founded_on": "yesterday",
            "organization": "community",
        },
    ),
    Page(
        "organizations:stationed_new",
        "organizations.registers.forms_stationed.StationedForm",
        {"since": ("F-1", "T+400"), "until": ("F-1", "T-1", "T+400")},
        given={
            "organization": "big",
            "person_name": "新来的民警",
            "register_new": "on",
            "trade": "police",
            "department": "派出所",
            "tasks": "治安",
        },
    ),
    Page(
        "organizations:stationed_matter_new",
        "organizations.registers.forms_stationed.StationedTaskForm",
        {"asked_on": ("F-1", "T+1"), "due_on": ("F-1", "T-1", "T+400")},
        "organizations.StationedStaff",
        given={"kind": "coordination", "matter": "停车", "due_on": "today"},
    ),
    Page(
        "organizations:stationed_matter_done",
        "organizations.registers.forms_stationed.TaskDoneForm",
        {"done_on": ("F-1", "T-1", "T+1")},
        "organizations.StationedTask",
        given={"outcome": "已划线"},
    ),
    Page(
        "organizations:groups_new",
        "organizations.registers.forms_groups.GroupForm",
        {"founded_on": ("F-1", "T+1")},
        given={"organization": "community", "kind": "owners", "title": "业主委员会"},
    ),
    Page(
        "organizations:groups_member_new",
        "organizations.registers.forms_groups.GroupMemberForm",
        {"since": ("F-1", "T+400"), "until": ("F-1", "T-1", "T+400")},
        "organizations.Body group",
        given={"person_name": "新来的业主", "register_new": "on"},
    ),
    Page(
        "organizations:groups_topic_new",
        "organizations.registers.forms_groups.GroupTopicForm",
        {"discussed_on": ("F-1", "T+1")},
        "organizations.Body group",
        given={"topic": "电梯", "attended": "9", "conclusion": "同意"},
    ),
    Page(
        "organizations:bodies_dissolve",
        "organizations.registers.forms_bodies.DissolveBodyForm",
        {"dissolved_on": ("F-1", "T+1")},
        "organizations.Body",
        given={"reason": "合并"},
    ),
    Page(
        "organizations:bodies_member_new",
        "organizations.registers.forms_bodies.BodyMemberForm",
        {"since": ("F-1", "T+400"), "until": ("F-1", "T-1", "T+400")},
        "organizations.Body",
        given={"person_name": "新来的代表", "register_new": "on"},
    ),
    Page(
        "organizations:street_reports_new",
        "organizations.registers.reports.StreetReportForm",
        {"reported_on": ("F-1", "T+1")},
        given={"title": "工作报告", "content": "全年工作"},
    ),
    Page(
        "organizations:seat_plans_new",
        "organizations.registers.forms.SeatPlanForm",
        {"since": ("F-1", "T+400")},
        given={"position": "secretary", "seats": "1", "organization": "own_branch"},
    ),
    Page(
        "organizations:conditions_issue_new",
        "organizations.registers.forms.ConditionIssueForm",
        {"raised_on": ("F-1", "T+1")},
        "organizations.CommunityYear",
        given={"title": "漏雨"},
    ),
    Page(
        "organizations:conditions_issue_answer",
        "organizations.registers.forms.AnswerForm",
        {"answered_on": ("T-1", "T+1")},
        "organizations.ConditionIssue",
        given={"answer": "已修", "answered_by": "街道"},
    ),
    Page(
        "services:feedback_card_return",
        "services.feedback.forms.ReturnForm",
        {"returned_on": ("T-1", "T+1")},
        "services.FeedbackCard",
    ),
    Page(
        "services:vouchers_new",
        "services.funds.forms.VoucherForm",
        {"happened_on": ("F-1", "T+1")},
        given={
            "organization": "community",
            "kind": "budget",
            "amount": "100",
            "purpose": "经费",
            "party": "区财政局",
            "number": "P-1",
            "scan": "scan",
        },
    ),
    Page(
        "services:grants_new",
        "services.funds.forms.GrantForm",
        {"happened_on": ("F-1", "T+1")},
        given={
            "organization": "community",
            "fund": "慈善基金",
            "kind": "donation",
            "amount": "100",
            "purpose": "捐赠",
            "party": "爱心企业",
            "number": "D-1",
            "scan": "scan",
        },
    ),
    Page(
        "services:teams_new",
        "services.registers_teams.TeamForm",
        {"founded_on": ("F-1", "T+1")},
        given={
            "organization": "community",
            "title": "服务队",
            "theme": "安民",
            "leader": "队长",
            "people": "5",
        },
    ),
    Page(
        "services:teams_dissolve",
        "services.registers_teams.DissolveTeamForm",
        {"dissolved_on": ("T+1",)},
        "services.VolunteerTeam",
    ),
    Page(
        "services:stations_new",
        "services.goods.forms.StationForm",
        {"opened_on": ("F-1", "T+1")},
        given={"organization": "community", "title": "捐助站", "kind": "station", "address": "1号"},
    ),
    Page(
        "services:stations_close",
        "services.goods.forms.CloseStationForm",
        {"closed_on": ("T+1",)},
        "services.GoodsStation",
    ),
    Page(
        "services:goods_correct",
        "services.goods.forms.MovementForm",
        {"happened_on": ("F-1", "T+1")},
        "services.GoodsMovement",
    ),
    Page(
        "services:fund_publish",
        "services.funds.forms.PublishForm",
        {"first": ("F-1", "T-1", "T+1")},
        ORGANIZATION,
        see="services:fund_community",
    ),
    Page(
        "organizations:publications_new",
        "organizations.publications.forms.PublicationForm",
        {"starts_on": ("F-1", "C", "T-1", "T+400")},
        given={
            "kind": "low_income",
            "title": "低保公示",
            "content": "三户",
            "contact": "社区服务站",
            "working_days": "5",
            "organization": "community",
        },
    ),
    Page(
        "organizations:publications_place_new",
        "organizations.publications.forms.PlaceForm",
        {"posted_on": ("F-1", "T-1", "T+1")},
        "organizations.Publication running",
        given={"place": "公示栏"},
    ),
    Page(
        "organizations:publications_objection_new",
        "organizations.publications.forms.ObjectionForm",
        {"raised_on": ("F-1", "T-1", "T+1")},
        "organizations.Publication running",
        given={"channel": "phone", "text": "有异议"},
    ),
    Page(
        "organizations:mandate_work_new",
        "organizations.mandates.forms.WorkForm",
        {"done_on": ("F-1", "T+1")},
        given={"organization": "big", "person": "deputy", "kind": "visit", "content": "走访", "hours": "2"},
    ),
    Page(
        "organizations:my_mandate",
        "organizations.mandates.forms.OwnWorkForm",
        {"done_on": ("F-1", "T+1")},
        role="secretary",
        given={"organization": "big", "kind": "visit", "content": "走访", "hours": "2"},
    ),
    Page(
        "organizations:mandate_time_new",
        "organizations.mandates.forms.TimeForm",
        {"signed_on": ("F-1", "T+1")},
        given={
            "organization": "big",
            "person": "deputy",
            "unit": "unit",
            "year": "year",
            "hours": "40",
            "signed_by": "负责人",
        },
    ),
    Page("organizations:end_presence", "organizations.forms.DatedForm", {"on": END}, PRESENCE),
    Page("organizations:join", "organizations.forms.JoinForm", {"since": CHANGE}, PRESENCE),
    Page("organizations:leave", "organizations.forms.DatedForm", {"on": END}, "organizations.Participation"),
    Page(
        "organizations:report_in",
        "organizations.forms.ReportInForm",
        {"on": FACT},
        PRESENCE,
        see="organizations:units",
        told=True,
    ),
    Page(
        "members:member_new",
        "members.forms_entering.MemberForm",
        {"since": FACT, "birth_date": ("T+1",), "joined_on": ("T+1",), "full_on": ("T+1",)},
        given={"name": "新来的党员", "resident_number": number("19650305", 77)},
    ),
    Page(
        "members:member_correct",
        "members.forms_entering.MemberCorrection",
        {"birth_date": ("T+1",), "joined_on": ("T+1",), "full_on": ("T+1",)},
        SPELL,
    ),
    Page(
        "members:member_change",
        "members.forms.ChangeForm",
        {"on": END},
        SPELL,
        see="members:member",
        given={"member_class": "retired"},
    ),
    Page(
        "members:member_end",
        "members.forms.EndForm",
        {"on": END},
        SPELL,
        see="members:member",
        given={"reason": "transfer", "confirm": "on"},
    ),
    Page(
        "members:transfer_decide",
        "members.transfers.forms.AcceptForm",
        {"on": ("F-1", "F", "C", "T+1")},
        "members.TransferRequest",
        see="members:transfer",
        given={"confirm": "on"},
        kwargs={"step": "accept"},
    ),
    Page("members:groups", "members.groups.forms.GroupsForm", {"on": ("F-1", "C", "T+1")}),
    Page(
        "members:standing_begin",
        "members.standing.forms.BeginForm",
        {"since": ("T+1",)},
        SPELL,
        given={"kind": "lost"},
    ),
    Page(
        "members:standing_end",
        "members.standing.forms.EndForm",
        {"on": ("F-1", "T-30", "T+1")},
        "members.StandingSpell",
    ),
    Page(
        "members:standing_contact",
        "members.standing.forms.ContactForm",
        {"on": ("F-1", "T-31", "T+1")},
        "members.StandingSpell",
    ),
    Page("members:seniors", "members.standing.views_seniors.AwardForm", {"given_on": ("T+1",)}),
    Page(
        "members:letter_new",
        "members.transfers.forms.LetterForm",
        {"issued_on": ("F-1", "T+1"), "valid_until": ("T-1", "T+100"), "fees_paid_until": ()},
        SPELL,
        given={"elsewhere": "外地党委"},
    ),
    Page(
        "members:letter_decide",
        "members.transfers.forms.ReceiptForm",
        {"on": ("T-10", "C", "T+1"), "receipt_on": ("T-10", "T+1")},
        "members.TransferLetter",
        see="members:letter",
        kwargs={"step": "receipt"},
    ),
    Page(
        "members:letter_decide",
        "members.transfers.forms.SentForm",
        {"receipt_on": ("F-1", "T-2", "T+1")},
        "members.TransferLetter arrival",
        see="members:letter",
        kwargs={"step": "send_receipt"},
    ),
    Page(
        "members:letter_decide",
        "members.transfers.forms.TakeInForm",
        {"on": ("T-10", "C", "T+1")},
        "letter here",
        see="members:letter",
        kwargs={"step": "accept"},
    ),
    Page(
        "members:arrival_new",
        "members.transfers.forms.ArrivalForm",
        {
            "on": ("F-1", "C", "T+1"),
            "issued_on": ("T+1",),
            "valid_until": ("F-1", "T-2"),
            "birth_date": ("T+1",),
            "joined_on": ("T+1",),
            "full_on": ("T+1",),
        },
        given={
            "name": "来信的党员",
            "resident_number": number("19650305", 79),
            "number": "介字9号",
            "elsewhere": "外地党委",
            "issued_on": "yesterday",
            "valid_until": "soon",
        },
    ),
    Page(
        "organizations:roster_posts",
        "organizations.rosters.forms.UploadForm",
        {"since": ()},  # the preview judges the day of each row, where it stands
        given={"file": "posts"},
    ),
    Page("organizations:roster_members", "organizations.rosters.forms.UploadForm", {"since": ()}),
    Page("members:index", "members.forms.RegisterFilterForm", {"as_of": ("T+1",)}, get=True),
    Page("members:statistics", "members.views_statistics.ChooserForm", {"as_of": ("T+1",)}, get=True),
    Page(
        "assessments:records",
        "assessments.forms.MonthsForm",
        {"from": ("T+40",), "to": ("T+40",)},
        ORGANIZATION,
        get=True,
        kwargs={"code": "theme_day_held"},
    ),
    Page(
        "grids:grid_new",
        "grids.forms.GridForm",
        {"since": CHANGE},
        role="secretary",
        given={"code": "W99", "name": "新网格"},
    ),
    Page(
        "grids:building_new",
        "grids.forms.BuildingForm",
        {"since": CHANGE},
        "grids.Grid",
        "secretary",
        {"name": "9号楼"},
    ),
    Page(
        "grids:responsible_new",
        "grids.forms.ResponsibleForm",
        {"since": CHANGE},
        "grids.Grid",
        "secretary",
        {"name": "新人"},
    ),
    Page(
        "grids:responsible_end",
        "grids.forms.EndForm",
        {"on": END},
        "grids.ResponsiblePerson",
        "secretary",
    ),
    Page(
        "grids:area_new", "grids.forms.AreaForm", {"since": CHANGE}, "grids.Grid", "secretary", {"name": "新的责任区"}
    ),
    Page("grids:area_end", "grids.forms.EndForm", {"on": END}, "grids.Area", "secretary"),
    Page(
        "grids:area_person_new",
        "grids.forms.AreaPersonForm",
        {"since": CHANGE},
        "grids.Area",
        "secretary",
        {"name": "新人", "role": "activist"},
    ),
    Page(
        "grids:entry_new", "grids.forms.EntryForm", {"since": CHANGE}, "grids.Grid", "secretary", {"thing": "unit_here"}
    ),
    *(
        Page(f"grids:{name}", "grids.forms.EndPlaceForm", {"on": FACT}, model, "secretary")
        for name, model in (
            ("grid_end", "grids.Grid"),
            ("building_end", "grids.Building"),
            ("door_end", "grids.Household"),
        )
    ),
    Page(
        "grids:service_need_prolong",
        "grids.forms.ProlongForm",
        {"consent_on": ("T+1",), "until": ("F", "T-1", "T+400")},
        "grids.ServiceNeed",
        "secretary",
        {"age": "70"},
    ),
    Page("grids:residence_end", "grids.forms.MovedOutForm", {"on": END}, "grids.Residence", "secretary"),
    Page("grids:entry_end", "grids.forms.EndForm", {"on": END}, "grids.GridEntry", "secretary"),
    Page("grids:area_person_end", "grids.forms.EndForm", {"on": END}, "grids.AreaPerson", "secretary"),
    Page(
        "grids:member_household_new",
        "grids.forms.MemberHouseholdForm",
        {"since": CHANGE},
        "grids.Household",
        "secretary",
        {"name": "独一"},
        see="grids:household",
    ),
    Page(
        "grids:residence_new",
        "grids.forms.ResidenceForm",
        {"since": CHANGE},
        "grids.Household",
        "secretary",
        {"name": "独一"},
        see="grids:household",
    ),
    Page(
        "grids:service_need_new",
        "grids.forms.ServiceNeedForm",
        {"consent_on": ("T+1",), "since": CHANGE, "until": ("F", "T-1", "T", "T+400")},
        "grids.Household",
        "secretary",
        {"purpose": "陪诊", "age": "70"},
        see="grids:household",
    ),
    Page(
        "grids:visit_new",
        "grids.forms_visits.VisitForm",
        {"visited_on": ("F-1", "T+1")},
        "grids.Grid walked",
        "member",
        {"purpose": "routine"},
    ),
    Page("grids:visits", "grids.forms_visits.VisitsFilter", {"since": (), "until": ()}, role="secretary", get=True),
    Page(
        "grids:redraw",
        "grids.forms_visits.RedrawForm",
        {"on": CHANGE},
        "grids.Grid",
        "secretary",
        {"buildings": "own_building", "to": "grid_walked", "reason": "会议决定"},
    ),
    Page(
        "grids:estates_new",
        "grids.registers_estates.EstateForm",
        {"listed_on": ("F-1", "T+1"), "moves_in_on": ("T+2000",)},
        role="secretary",
        given={"name": "新城花园", "kind": "commercial"},
    ),
    Page(
        "grids:estates_contact_new",
        "grids.registers_estates.EstateContactForm",
        {"contacted_on": ("F-1", "T+1")},
        "grids.Estate",
        "secretary",
        {"partner": "developer", "content": "座谈"},
    ),
    Page(
        "grids:disputes_new",
        "grids.registers_disputes.DisputeForm",
        {"received_on": ("F-1", "T+1"), "due_on": ("T-1", "T+200")},
        role="secretary",
        given=DISPUTE,
    ),
    Page(
        "grids:disputes_mediation_new",
        "grids.registers_disputes.MediationForm",
        {"held_on": ("F-1", "T+1")},
        "grids.Dispute",
        "secretary",
        {"mediator": "网格长", "turn": "ongoing", "content": "上门"},
    ),
    Page(
        "grids:disputes_close",
        "grids.registers_disputes.CloseForm",
        {"closed_on": ("F-1", "T+1")},
        "grids.Dispute",
        "secretary",
        {"outcome": "reconciled", "result": "自行和解"},
    ),
    Page(
        "grids:disputes_reopen",
        "grids.registers_disputes.ReopenForm",
        {"due_on": ("T-1", "T+200")},
        "grids.Dispute closed",
        "secretary",
        {"reason": "没有履行"},
    ),
    Page(
        "grids:disputes_revisit",
        "grids.registers_disputes.RevisitForm",
        {"revisited_on": ("F-1", "T+1")},
        "grids.Dispute closed",
        "secretary",
        {"kept": "kept"},
    ),
    Page(
        "grids:opinion_new",
        "grids.forms_opinions.OpinionForm",
        {"received_at": ("F-1", "T+1")},
        role="secretary",
        given={
            "organization": "community",
            "content": "路灯坏了",
            "channel": "phone",
            "source": "resident",
            "category": "other",
        },
    ),
    Page(
        "grids:opinions", "grids.forms_opinions.OpinionFilter", {"since": (), "until": ()}, role="secretary", get=True
    ),
    Page(
        "grids:opinion_pass",
        "grids.forms_opinions.PassForm",
        {"due_on": ("T-1", "T+60")},
        "grids.Opinion",
        "secretary",
        {"department": "城管中队"},
    ),
    Page(
        "grids:posting_new",
        "grids.forms.PostingForm",
        {"on": FACT},
        "grids.Grid",
        "secretary",
        given={"spot": "新的位置"},
    ),
    Page("grids:posting_end", "grids.forms.EndForm", {"on": ("F-1", "F", "C", "T+1")}, "grids.Posting", "secretary"),
    Page(
        "grids:cards_deliver",
        "grids.forms.DeliverForm",
        {"on": ("F-1", "T+1")},
        "grids.Grid",
        "secretary",
        see="grids:grid",
    ),
    Page("meetings:plan", "meetings.forms.PlanForm", {"starts_at": CHANGE}, role="secretary"),
    Page("meetings:edit", "meetings.forms.PlanForm", {"starts_at": CHANGE}, "planned", "secretary"),
    Page(
        "meetings:record",
        "meetings.forms.RecordForm",
        {"held_at": ("F-1", "T+1")},
        "over",
        "secretary",
        {"content": "座谈"},
    ),
    Page(
        "meetings:enter",
        "meetings.forms.EnterForm",
        {"held_at": ("F-1", "T+1")},
        role="secretary",
        given={"topic": "座谈", "place": "礼堂", "content": "座谈"},
    ),
    Page(
        "meetings:my_meeting", "meetings.forms.MakeUpForm", {"on": ("F-1", "T+1")}, "missed", "member", {"note": "自学"}
    ),
    Page(
        "meetings:exemptions_new",
        "meetings.registers.ExemptionForm",
        {
            "decided_on": ("T+1", "T+400"),
            "consented_on": ("T+1", "T+400"),
            "since": ("T-1",),
            "until": ("T", "T+400"),
        },
        role="secretary",
        given={
            "person_name": "独一",
            "reason": "服刑的",
            "consented_by": "街道",
            "decided_on": "today",
            "consented_on": "today",
            "since": "today",
            "until": "soon",
        },
    ),
    Page(
        "meetings:problem_new",
        "meetings.ballots.forms.ProblemForm",
        {"due_on": ("F-1", "T-2", "T+2000")},
        "life",
        "secretary",
        {"source": "self", "text": "学习少", "measure": "每月学习", "owner": "owner"},
    ),
    Page(
        "meetings:decide",
        "meetings.forms.ResolutionForm",
        {"due_on": ("F-1", "T-1")},
        "held",
        "secretary",
        {"resolve": "1", "text": "整修楼道", "topic": "社区党建"},
    ),
    Page(
        "meetings:reassign_resolution",
        "meetings.forms.ReassignForm",
        {"due_on": ("F-1", "T-1")},
        "task",
        "secretary",
        {"owner": "task owner", "reason": "责任人外出"},
    ),
    Page(
        "assessments:showcases_new",
        "assessments.showcases.ShowcaseForm",
        {"began_on": ("F-1", "T+1", "T+400")},
        role="secretary",
        given={"kind": "brand", "title": "老邻居", "spirit": "有事好商量", "content": "楼院议事"},
    ),
    Page(
        "assessments:press_new",
        "assessments.showcases.PressForm",
        {"issued_on": ("F-1", "T+1", "T+400")},
        role="secretary",
        given={"title": "好邻居", "medium": "paper", "outlet": "晚报"},
    ),
    Page(
        "assessments:two_way_reviews_superior",
        "assessments.reviews.forms.SuperiorForm",
        {"superior_on": ("T-1", "T+1")},
        "assessments.TwoWayReview",
        given={"superior_grade": "好", "superior_opinion": "好"},
    ),
    Page(
        "assessments:two_way_reviews_count_new",
        "assessments.reviews.forms.CountForm",
        {"held_on": ("T-1", "T+1")},
        "assessments.TwoWayReview",
        "secretary",
        {"side": "members", "place": "会议室", "issued": "1", "returned": "1", "invalid": "0", "grade_0": "1"}
        | {f"grade_{number}": "0" for number in (1, 2, 3)},
    ),
    Page(
        "assessments:two_way_reviews_conclude",
        "assessments.reviews.forms.ConclusionForm",
        {"concluded_on": ("T-1", "T+1")},
        "assessments.TwoWayReview",
        "secretary",
        {"follow_up": "多走访"},
    ),
    Page(
        "assessments:chases_new",
        "assessments.chases.forms.ChaseForm",
        {"due_on": ("T-1", "T+400")},
        role="district",
        given={"kind": "chase", "text": "请补齐记录", "organization": "community"},
    ),
    Page(
        "assessments:chases_correct",
        "assessments.chases.forms.ChaseForm",
        {"due_on": ("T-1", "T+400")},
        "assessments.Chase",
        given={"kind": "chase", "text": "请补齐记录"},
    ),
    Page(
        "assessments:chases_pass",
        "assessments.chases.forms.PassForm",
        {"due_on": ("T-1", "T+400")},
        "assessments.Chase to the street",
        given={"community": "community", "text": "请补齐记录"},
    ),
    Page(
        "assessments:chases_return",
        "assessments.chases.forms.ReturnForm",
        {"due_on": ("T-1", "T+400")},
        "assessments.Chase answered",
        given={"reason": "写得不清"},
    ),
    Page(
        "assessments:unit_scores_report",
        "assessments.partners.forms.ReportForm",
        {"reported_on": ("T+1",)},
        "assessments.UnitScore",
        "secretary",
        {"reported_to": "市供电局"},
    ),
    Page(
        "assessments:unit_opinions_new",
        "assessments.partners.forms.OpinionForm",
        {"asked_on": ("F-1", "T+1"), "given_on": ("T-1", "T+1")},
        role="secretary",
        given={"unit": "unit", "title": "先进单位", "asked_by": "区委", "agrees": "True", "opinion": "好"},
    ),
    Page(
        "assessments:street_appraisals_new",
        "assessments.partners.forms.AppraisalForm",
        {"asked_on": ("T+1", "T+400"), "until": ("T-1", "T")},
        role="district",
        given={"year": "2026", "until": "later"},
    ),
    Page(
        "assessments:street_appraisals_conclude",
        "assessments.partners.forms.ConclusionForm",
        {"concluded_on": ("T-400", "T+1")},
        "assessments.StreetAppraisal",
        "district",
        {"result": "好", "document": "区委〔2026〕5号"},
    ),
    Page(
        "assessments:street_appraisals_opinion_answer",
        "assessments.partners.forms.PaperAnswerForm",
        {"answered_on": ("T-1", "T+1")},
        "assessments.StreetOpinion",
        "district",
        {"grade": "satisfied"},
    ),
    Page(
        "assessments:screens_new",
        "assessments.screens.ScreenForm",
        {"until": ("T-1", "T+367")},
        role="district",
        given={"title": "大厅"},
    ),
    Page(
        "services:culture_new",
        "services.registers.CultureEventForm",
        {"held_on": ("T+1", "T+400")},
        role="secretary",
        given={"title": "歌会", "level": "广场", "place": "广场", "participants": "9"},
    ),
    Page(
        "services:figures_new",
        "services.registers_figures.FiguresForm",
        {"on": ("T+1", "T+400")},
        role="secretary",
        given={"source": "调查", "jobs": "1", "placed": "2"},
    ),
    Page(
        "services:places_new",
        "services.registers_figures.PlaceForm",
        {"opened_on": ("T+1", "T+400")},
        role="secretary",
        given={"title": "文化室", "kind": "room", "address": "1号"},
    ),
    Page(
        "services:places_close",
        "services.registers_figures.ClosePlaceForm",
        {"closed_on": ("T-1", "T+1")},
        "services.CulturePlace",
        "secretary",
    ),
    Page(
        "services:places_course_new",
        "services.registers_figures.CourseForm",
        {"held_on": ("T-1", "T+1")},
        "services.CulturePlace",
        "secretary",
        {"title": "讲座", "lecturer": "医生", "attendances": "3"},
    ),
    Page(
        "services:visits_new",
        "services.registers_contacts.UnitVisitForm",
        {"visited_on": ("T+1", "T+400")},
        role="secretary",
        given={"unit": "unit", "visitors": "书记", "content": "走访"},
    ),
    Page(
        "services:visits_matter_answer",
        "services.registers_contacts.AnswerMatterForm",
        {"answered_on": ("T-1", "T+1")},
        "services.VisitMatter",
        "secretary",
        {"answer": "已修"},
    ),
    Page(
        "services:commitments_new",
        "services.registers_contacts.CommitmentForm",
        {"since": ("T+400",)},
        role="secretary",
        given={"title": "初审", "content": "按期", "limit_days": "3", "responsible": "窗口"},
    ),
    Page(
        "services:commitments_case_new",
        "services.registers_contacts.CaseForm",
        {"accepted_on": ("T-1", "T+1")},
        "services.ServiceCommitment",
        "secretary",
        {"about": "申请"},
    ),
    Page(
        "services:commitments_case_done",
        "services.registers_contacts.DoneCaseForm",
        {"done_on": ("T-1", "T+1")},
        "services.CommitmentCase",
        "secretary",
    ),
    Page(
        "services:pairings_new",
        "services.registers_partners.PairingForm",
        {"since": ("T+400",), "until": ("T-1", "T")},
        role="secretary",
        given={"department": "区文化局", "leader": "局长", "tasks_text": "帮扶", "since": "today", "until": "later"},
    ),
    Page(
        "services:pairings_task_new",
        "services.registers_partners.TaskForm",
        {"due_on": ("T-1", "T+91")},
        "services.DepartmentPairing",
        "secretary",
        {"title": "修路"},
    ),
    Page(
        "services:pairings_task_done",
        "services.registers_partners.TaskDoneForm",
        {"done_on": ("T-1", "T+1")},
        "services.PairingTask",
        "secretary",
        {"result": "已修"},
    ),
    Page(
        "services:providers_new",
        "services.registers_partners.ProviderForm",
        {"signed_on": ("T+1",), "since": ("T-1",), "until": ("T-1", "T")},
        role="secretary",
        given={
            "name": "合唱团",
            "kind": "group",
            "services": "教唱歌",
            "terms": "免费",
            "signed_on": "today",
            "since": "today",
            "until": "soon",
        },
    ),
    Page(
        "services:providers_service_new",
        "services.registers_partners.ProvidedForm",
        {"served_on": ("T-1", "T+1")},
        "services.Provider",
        "secretary",
        {"content": "教唱", "people": "3"},
    ),
    Page(
        "services:listing_accept",
        "services.forms_matching.AcceptForm",
        {"due_on": ("T-1", "T+400")},
        "received",
        "secretary",
        {"mode": "按需服务", "direction": "福利服务"},
    ),
    Page(
        "services:listing_finish",
        "services.forms_matching.FinishForm",
        {"done_on": ("T-1", "T+1")},
        "taken",
        "secretary",
        {"result": "已修"},
    ),
    Page(
        "services:activity_new",
        "services.forms.ActivityForm",
        {"day": ("F-1", "C", "T-1", "T+400"), "until": ("F-1", "T-1")},
        role="secretary",
        given={"title": "陪诊", "place": "服务站"},
    ),
    Page(
        "services:item_add",
        "services.forms.ItemForm",
        {"due_on": ("F-1", "C", "T-1", "T+400")},
        "draft",
        "secretary",
        {"title": "便民服务"},
        see="services:agreement",
    ),
    Page(
        "services:progress_new",
        "services.forms.ProgressForm",
        {"happened_on": ("F-1", "T+1", "T+400")},
        "running item",
        "secretary",
        {"note": "已开展"},
    ),
    Page(
        "services:agreement_on_paper",
        "services.forms.PaperForm",
        {"signed_on": ("F-1", "T+1", "T+400")},
        "draft",
        "secretary",
        {"scan": "scan"},
    ),
    Page(
        "services:change_add",
        "services.forms.ChangeForm",
        {"due_on": ("F-1", "C", "T-1", "T+400")},
        "running",
        "secretary",
        {"title": "便民服务", "reason": "居民需要"},
    ),
    Page(
        "services:change_end",
        "services.forms.EndForm",
        {"ends_on": ("F-1", "C", "T-1", "T+400")},
        "running",
        "secretary",
        {"reason": "单位改制"},
    ),
    Page(
        "services:hand_summary",
        "services.forms.HandForm",
        {"handed_on": ("F-1", "C", "T+1", "T+400")},
        "summed up",
        "secretary",
    ),
    Page(
        "admin:organizations_post_add",
        "organizations.admin.tree.PostForm",
        {"since": CHANGE, "term_ends_on": ("F", "T-1", "T")},
    ),
    Page(
        "admin:organizations_grant_add",
        "organizations.admin.rights.GrantForm",
        {"since": ("F-1", "T+400"), "until": ("F", "T-1", "T")},
        given={"role": "role", "until": "later"},
    ),
    Page(
        "admin:organizations_threshold_add",
        "organizations.admin.rights.ThresholdForm",
        {"effective_from": ("F-1", "C", "T+400")},
        given={"base": "record_days", "value": "5", "document": "文件"},
    ),
]


def meeting(world: World, *, starts_in: timedelta, notified: bool) -> Meeting:
    now = timezone.now()
    made = meetings.plan(
        by="test",
        organization=world.places["own"].big_committee,
        kind="symposium",
        topic="座谈",
        starts_at=now + starts_in,
        place="礼堂",
        now=now - timedelta(days=3),
    )
    if notified:
        meetings.notify(by="test", meeting=made, now=now - timedelta(days=3), invited=[world.places["own"].member.pk])
    return made


def bare(world: World) -> Organization:
    own = world.places["own"]
    return create_organization(
        by="test", kind="community", code="MX-A-3", name="新社区", parent=own.street, since=world.since
    )


def held(world: World) -> Meeting:
    made = meeting(world, starts_in=timedelta(minutes=20), notified=True)
    meetings.open_sign_in(by="test", meeting=made, now=timezone.now())
    Meeting.objects.filter(pk=made.pk).update(starts_at=timezone.now() - timedelta(minutes=5))
    return made


def life(world: World) -> Meeting:
    made = meeting(world, starts_in=timedelta(hours=-6), notified=True)
    made = meetings.record(by="test", meeting=made, version=made.version, content="谈心", now=timezone.now())
    branch = world.places["own"].branch
    Meeting.objects.filter(pk=made.pk).update(kind="organizational_life_meeting", organization=branch)
    return Meeting.objects.get(pk=made.pk)


def missed(world: World) -> Meeting:
    made = meeting(world, starts_in=timedelta(hours=-4), notified=True)
    return meetings.record(by="test", meeting=made, version=made.version, content="座谈", now=timezone.now())


def agreement(world: World, *, draft: bool = False, closed: bool = False) -> Agreement:
    """Signed by both sides three days ago, or still to be confirmed by anybody, or closed today."""
    today = timezone.localdate()
    presence = planting.unit(world.places["own"].community, since=world.since)
    made = planting.agreement(presence, signed=today - timedelta(days=3), year=today.year)
    if draft:
        nobody = {f"confirmed_by_{side}_{what}": None for side in ("community", "unit") for what in ("at", "by")}
        Agreement.objects.filter(pk=made.pk).update(state=Agreement.State.DRAFT, **nobody)
    if closed:
        Agreement.objects.filter(pk=made.pk).update(state=Agreement.State.CLOSED, closed_at=timezone.now())
    return made


def letter_here(world: World) -> TransferLetter:
    """From another community of the street to ours."""
    sent = world.get("members.TransferLetter", world.places["sibling"])
    TransferLetter.objects.filter(pk=sent.pk).update(to=world.places["own"].community, elsewhere="")
    return sent


def judged(world: World) -> YearPlan:
    """A plan of last year, every target with its result."""
    community, year = world.places["own"].community, timezone.localdate().year - 1
    plan = YearPlan.objects.create(
        organization=community, kind="plan", year=year, content="计划", signed_on=date(year, 12, 1)
    )
    YearTarget.objects.create(
        organization=community, plan=plan, title="走访", wanted=4, unit="次", due_on=date(year, 12, 31), done=4
    )
    return plan


def unpublished(world: World) -> WorkingRule:
    today = timezone.localdate()
    return WorkingRule.objects.create(
        organization=world.places["own"].general_branch, title="细则", number=1, content="第一条", adopted_on=today,
        adopted_by="会议", effective_on=today,
    )  # fmt: skip


def listing(world: World, **fields: Any) -> Listing:
    return Listing.objects.create(
        **{
            "organization": world.places["own"].community,
            "kind": "order",
            "title": "修灯",
            "content": "楼道",
            "accept_by": timezone.localdate(),
        }
        | fields
    )


def taken(world: World) -> Listing:
    now, today = timezone.now(), timezone.localdate()
    classes = {"mode": "按需服务", "direction": "福利服务", "accepted_at": now, "due_on": today}
    return listing(world, state="taken", person=world.places["own"].member, taken_at=now, **classes)


def published_award(world: World) -> Award:
    """Its publicity is over."""
    made = world.get("assessments.Award", world.places["own"])
    Award.objects.filter(pk=made.pk).update(state="published")
    return made


def closed_month(world: World) -> Month:
    """Long before everything else."""
    day = date(timezone.localdate().year - 4, 1, 1)
    return Month.objects.create(district=world.district, month=day, closed_at=timezone.now(), closed_by="test")


def task(world: World) -> Resolution:
    """Of a meeting of its own, which somebody has to do."""
    told = meeting(world, starts_in=timedelta(hours=-5), notified=True)
    owner = owners_for(told).order_by("pk").first()
    days = {"due_on": timezone.localdate() + timedelta(days=20)}
    return Resolution.objects.create(organization=told.organization, meeting=told, text="整修楼道", owner=owner, **days)


OWN: dict[str, Callable[[World], Any]] = {
    "received": listing,
    "taken": taken,
    "closed month": closed_month,
    "published award": published_award,
    "unpublished": unpublished,
    "judged": judged,
    "bare": bare,
    "letter here": letter_here,
    "held": held,
    "life": life,
    "missed": missed,
    "draft": lambda world: agreement(world, draft=True),
    "running": lambda world: agreement(world),
    "summed up": lambda world: agreement(world, closed=True),
    "running item": lambda world: planting.item(
        agreement(world), due=timezone.localdate() + timedelta(days=1), done=None
    ),
    "planned": lambda world: meeting(world, starts_in=timedelta(days=2), notified=False),
    "task": task,
    "over": lambda world: meeting(world, starts_in=timedelta(hours=-3), notified=True),
}
CASES = [pytest.param(page, name, id=f"{page.url}-{name}") for page in PAGES for name in page.days]


def day_fields(form: type[forms.BaseForm]) -> set[str]:
    return {name for name, each in form.base_fields.items() if isinstance(each, forms.DateField | forms.DateTimeField)}


def all_forms() -> Iterator[type[forms.BaseForm]]:
    for app in APPS:
        package = importlib.import_module(app)
        for module in pkgutil.walk_packages(package.__path__, f"{app}."):
            if not {"migrations", "management", "demo", "tools"} & {*module.name.split(".")}:
                importlib.import_module(module.name)
    todo = [forms.BaseForm]
    while todo:
        form = todo.pop()
        todo += form.__subclasses__()
        if form.__module__.split(".")[0] in APPS and form.__module__ != "django.forms.widgets":
            yield form


def test_every_form_with_a_day_is_tried() -> None:
    leaves = [form for form in all_forms() if not form.__subclasses__()]
    found = {f"{form.__module__}.{form.__qualname__}": day_fields(form) for form in leaves}
    wanted = {name: fields for name, fields in found.items() if fields and "<locals>" not in name}
    tried = {page.form: set(page.days) for page in PAGES}
    assert wanted.keys() <= tried.keys(), "add a Page for each of them"
    lacking = {name: fields - tried[name] for name, fields in wanted.items() if fields - tried[name]}
    assert not lacking


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for all pages: whatever a page writes is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = World()
        Membership.objects.create(
            person=made.person("独一"), organization=made.places["own"].branch, during=(made.since, None)
        )
        made.own = {  # type: ignore[attr-defined]
            page.model: OWN[page.model](made) if page.model in OWN else made.get(page.model, made.places["own"])
            for page in PAGES
            if page.model
        }
        seat(made)
        close_a_month(made)
        yield made
        transaction.set_rollback(True)


def the_form(answer: Any, name: str) -> Any:
    """The form of the class in what the page was drawn from, also the admin's."""
    contexts = answer.context or []
    for layer in [each for context in contexts for each in getattr(context, "dicts", [context])]:
        for value in layer.values():
            form = getattr(value, "form", value) if value.__class__.__name__ == "AdminForm" else value
            classes = {f"{each.__module__}.{each.__qualname__}" for each in type(form).__mro__}
            if isinstance(form, forms.BaseForm) and name in classes:
                return form
    return None


def values_of(form: Any, world: World, page: Page) -> dict[str, Any]:
    """What the page proposes, with what it needs besides."""
    posted = {}
    for name in form.fields:
        value = form[name].value()
        if isinstance(value, bool):
            value = "on" if value else None
        if value in (None, "") and isinstance(form.fields[name], forms.ChoiceField) and form.fields[name].required:
            value = next((choice for choice, _ in form[name].field.choices if choice), None)
        if value is not None:
            posted[form.add_prefix(name)] = [
                str(getattr(each, "pk", each)) for each in (value if isinstance(value, list) else [value])
            ]
    for name, value in page.given.items():
        value = GIVEN[value](world) if value in GIVEN else value
        posted[form.add_prefix(name) if name in form.fields else name] = value
    return posted


class Tried:
    """A page in the world: where it is, what it proposes, and how it answers to one day in one field."""

    def __init__(self, world: World, page: Page, name: str) -> None:
        self.page, self.name, self.client = page, name, world.clients[page.role]
        kwargs = dict(page.kwargs)
        if page.model:
            kwargs["pk"] = world.own[page.model].pk  # type: ignore[attr-defined]
        self.address = reverse(page.url, kwargs=kwargs)
        listed = page.see == "organizations:units"
        seen = reverse(page.see, kwargs={} if listed else {"pk": kwargs["pk"]}) if page.see else self.address
        form = the_form(self.client.get(seen), page.form)
        assert form is not None or page.told, f"no {page.form} on {seen}"
        self.moment = form is not None and isinstance(form.fields[name], forms.DateTimeField)
        self.key = form.add_prefix(name) if form is not None else name
        self.data = values_of(form, world, page) if form is not None else {}
        if page.url == "organizations:move":
            self.data["parent"] = world.places["cousin"].street.pk

    def check(self, day: str) -> None:
        typed = f"{day}T10:00" if self.moment else day
        sent = self.data | {self.key: typed}
        for value in sent.values():
            if isinstance(value, SimpleUploadedFile):
                value.seek(0)
        ask = self.client.get if self.page.get else self.client.post
        answer = ask(self.address, sent, follow=self.page.told)
        if self.page.told:
            text = " ".join(str(each) for each in answer.context["messages"])
            assert text and "已报到" not in text, (day, text)
            return
        shown = 200 if self.page.get or self.page.url.startswith("admin:") else 422
        assert answer.status_code == shown, (day, answer.status_code)
        form = the_form(answer, self.page.form)
        assert form is not None and form.errors.get(self.name), (day, form and form.errors)
        assert form[self.name].value() == typed, "what was typed is kept"


@pytest.mark.django_db
@pytest.mark.parametrize(("page", "name"), CASES)
def test_a_day_that_cannot_be_is_told_at_its_field_and_nothing_is_written(world: World, page: Page, name: str) -> None:
    tried = Tried(world, page, name)
    before = AuditEvent.objects.count()
    for day in (*SLIPS, *(day_of(world, each) for each in page.days[name])):
        tried.check(day)
    assert AuditEvent.objects.count() == before
