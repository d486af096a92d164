from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from core.models import AuditEvent
from core.records import audit
from organizations import actions
from organizations.models import (
    AccountRequest,
    Acting,
    Body,
    BodyMember,
    BranchGroup,
    Case,
    CasePerson,
    CaseStep,
    CommunityYear,
    ConditionIssue,
    ContactPoint,
    ContactVisit,
    Grant,
    GroupTopic,
    Guidance,
    Handover,
    MandateTime,
    MandateWork,
    Order,
    Participation,
    Post,
    Publication,
    PublicationObjection,
    PublicationPlace,
    Reorganization,
    Role,
    RosterBatch,
    SeatPlan,
    StaffFigure,
    StationedStaff,
    StationedTask,
    StreetReport,
    Threshold,
    Training,
    TrainingAttendance,
    TwoNewItem,
    TwoNewOrganization,
    Venue,
    WorkingRule,
    YearPlan,
    YearTarget,
)
from organizations.registers.kinds import REGISTERS
from tests.matrix import KEEP, Place, Row, World, register_rows


def threshold(world: World, place: Place) -> Threshold:
    number = list(world.places).index(place.key)
    national = Threshold.objects.filter(organization=None, scope_level="street").order_by("name")[number]
    return actions.set_threshold(
        by="test",
        threshold=national,
        organization=place.street,
        value=national.value,
        effective_from=world.date,
        document=f"{place.word}〔2026〕{place.key}号",
    )


def participation(world: World, place: Place) -> Participation:
    return actions.join_big_committee(
        by="test", big_committee=place.big_committee, unit=place.unit, since=world.since, today=world.date
    )


def grant(world: World, place: Place) -> Grant:
    return Grant.objects.create(
        user=world.account_of(place),
        permission=Role.objects.get(code="community_worker").permissions.order_by("pk")[0],
        content_object=place.community,
        during=(world.since, None),
    )


def roster(world: World, place: Place) -> RosterBatch:
    return RosterBatch.objects.create(
        organization=place.community,
        reference=f"MC2026{list(world.places).index(place.key):08}",
        subject="posts",
        file_name=f"{place.word}任职.xlsx",
        file_sha256="0" * 64,
        since=world.date,
    )


def ended(world: World, place: Place) -> AuditEvent:
    """An end that the own member's account entered, and somebody else in the other places."""
    by = world.users["member"] if place.key == "own" else "test"
    post = Post.objects.get(person=place.secretary)
    return audit.record("organizations.post_ended", by=by, target=post, on=world.date.isoformat(), before=None)


def stationed(world: World, place: Place) -> StationedStaff:
    return StationedStaff.objects.create(
        organization=place.big_committee,
        person=place.member,
        trade="police",
        department=f"{place.word}派出所",
        tasks="治安",
        during=(world.since, None),
    )


def stationed_task(world: World, place: Place) -> StationedTask:
    staff = world.get("organizations.StationedStaff", place)
    return StationedTask.objects.create(
        organization=place.big_committee,
        staff=staff,
        kind="coordination",
        matter=f"{place.word}的停车",
        asked_on=world.date,
        due_on=world.date,
    )


def order(world: World, place: Place) -> Order:
    post = Post.objects.get(person=place.secretary)
    return Order.objects.create(
        organization=post.organization,
        kind="appointment",
        style="notice",
        number=f"{place.word}〔2026〕5号",
        issued_on=world.date,
        issuer=place.street.name,
        effective_on=world.date,
        begun=[post.pk],
        scan=ContentFile(b"paper", name="a.jpg"),
    )


def order_of_term(world: World, place: Place) -> Order:
    return Order.objects.create(
        organization=place.branch, kind="term", style="reply", issuer=place.street.name, effective_on=world.date,
        session=2,
    )  # fmt: skip


VIEW, MANAGE = "organizations.view_organization", "organizations.manage_organization"
GRID = "organizations.manage_grid"


def account_request(world: World, place: Place) -> AccountRequest:
    return AccountRequest.objects.create(
        organization=place.street, user=world.account_of(place), kind="second_factor", reason=f"{place.word}手机丢失"
    )


def training(world: World, place: Place) -> Training:
    return Training.objects.create(
        organization=place.community,
        title=f"{place.word}网格责任人培训",
        form="class",
        purposes=["grid"],
        starts_on=world.date,
        ends_on=world.date,
        hours=4,
        content=f"{place.word}的课程",
    )


def attendance(world: World, place: Place) -> TrainingAttendance:
    held = world.get("organizations.Training", place)
    return TrainingAttendance.objects.create(organization=place.community, training=held, person=place.secretary)


def year_plan(world: World, place: Place) -> YearPlan:
    return YearPlan.objects.create(
        organization=place.community, kind="plan", year=world.date.year, content=f"{place.word}的计划"
    )


def year_target(world: World, place: Place) -> YearTarget:
    plan = world.get("organizations.YearPlan", place)
    return YearTarget.objects.create(
        organization=place.community, plan=plan, title=f"{place.word}的目标", wanted=4, unit="次", due_on=world.date
    )


def contact_point(world: World, place: Place) -> ContactPoint:
    return ContactPoint.objects.create(
        organization=place.community, leader=place.member, duty=f"{place.word}领导", during=(world.since, None)
    )


def contact_visit(world: World, place: Place) -> ContactVisit:
    point = world.get("organizations.ContactPoint", place)
    return ContactVisit.objects.create(
        organization=place.community, point=point, visited_on=world.date, content="座谈", problem=f"{place.word}的问题"
    )


def working_rule(world: World, place: Place) -> WorkingRule:
    day = world.date
    return WorkingRule.objects.create(
        organization=place.general_branch, title=f"{place.word}工作细则", number=1, content="第一条", adopted_on=day,
        adopted_by="党总支会议", effective_on=day, published_on=day,
    )  # fmt: skip


def venue(world: World, place: Place) -> Venue:
    return Venue.objects.create(
        organization=place.community, title=f"{place.word}服务站", kind="社区党员服务站", acquisition="自建",
        funding=["财政支持"], address="1号", area=90, services="代办", hours="每天", opened_on=world.date,
    )  # fmt: skip


def branch_group(world: World, place: Place) -> BranchGroup:
    """Of the branch, as if it were a functional one."""
    body = Body.objects.create(
        organization=place.community, kind="mass", title=f"{place.word}书画社", tightness="", founded_on=world.since
    )
    return BranchGroup.objects.create(organization=place.branch, body=body, group=body.title, since=world.date)


def two_new(world: World, place: Place) -> TwoNewOrganization:
    return TwoNewOrganization.objects.create(
        organization=place.street, unit=place.unit, superior="street", superior_name=f"{place.word}综合党委",
        settled_on=world.date,
    )  # fmt: skip


def two_new_item(world: World, place: Place) -> TwoNewItem:
    entry = world.get("organizations.TwoNewOrganization", place)
    return TwoNewItem.objects.create(organization=place.street, entry=entry, part="base", label="有场所")


def community_year(world: World, place: Place) -> CommunityYear:
    return CommunityYear.objects.create(
        organization=place.community, year=world.date.year, office_area=90, activity_area=90, budget_funds=20000,
        dues_funds=0, other_funds=0, officers=3, allowances=9000, note=f"{place.word}的条件",
    )  # fmt: skip


def condition_issue(world: World, place: Place) -> ConditionIssue:
    row = world.get("organizations.CommunityYear", place)
    return ConditionIssue.objects.create(
        organization=place.community, conditions=row, title=f"{place.word}的困难", raised_on=world.date
    )


def seat_plan(world: World, place: Place) -> SeatPlan:
    return SeatPlan.objects.create(
        organization=place.community, position="worker", seats=3, since=world.date, document=f"{place.word}〔2026〕1号"
    )


def staff_figure(world: World, place: Place) -> StaffFigure:
    return StaffFigure.objects.create(
        organization=place.community, year=2002, total=60, college=26, mean_age=42, source=f"{place.word}报告"
    )


def publication(world: World, place: Place) -> Publication:
    """Not begun yet, so that its form is taken; what anybody sees is in tests/organizations."""
    start = world.date + timedelta(days=3)
    return Publication.objects.create(
        organization=place.community, kind="low_income", title=f"{place.word}公示", content="三户", contact="社区",
        starts_on=start, working_days=5, ends_on=start + timedelta(days=7),
    )  # fmt: skip


def running(world: World, place: Place) -> Publication:
    """One that anybody may read."""
    return Publication.objects.create(
        organization=place.community, kind="low_income", title=f"{place.word}公示", content="三户", contact="社区",
        starts_on=world.date, working_days=5, ends_on=world.date + timedelta(days=7),
    )  # fmt: skip


def posted(world: World, place: Place) -> PublicationPlace:
    return PublicationPlace.objects.create(
        organization=place.community, publication=running(world, place), place=f"{place.word}公示栏",
        posted_on=world.date, photo=ContentFile(b"photograph", name="a.jpg"),
    )  # fmt: skip


def objection(world: World, place: Place) -> PublicationObjection:
    return PublicationObjection.objects.create(
        organization=place.community, publication=running(world, place), channel="phone", raised_on=world.date,
        text=f"{place.word}有异议",
    )  # fmt: skip


def guidance(world: World, place: Place) -> Guidance:
    street = place.street
    return Guidance.objects.create(
        organization=street,
        community_type="urban",
        title=f"{place.word}指导",
        content=place.word,
        issued_on=world.date,
    )


def reorganization(world: World, place: Place) -> Reorganization:
    return Reorganization.objects.create(
        organization=place.branch,
        kind=Reorganization.Kind.SPLIT,
        on=world.date + timedelta(days=30),
        document=f"{place.word}的批复",
        name=f"{place.word}的新支部",
        code=f"{place.branch.code}-N",
        persons=[place.secretary.pk],
    )


def street_report(world: World, place: Place) -> StreetReport:
    return StreetReport.objects.create(
        organization=place.street,
        year=2026,
        title=f"{place.word}{place.key}报告",
        reported_on=world.date,
        content="工作",
    )


def body(world: World, place: Place) -> Body:
    return Body.objects.create(
        organization=place.community, kind="conference", title=f"{place.word}联席会议", founded_on=world.date,
        tightness="松散型",
    )  # fmt: skip


def group(world: World, place: Place) -> Body:
    return Body.objects.create(
        organization=place.community, kind="owners", title=f"{place.word}业主委员会", founded_on=world.since
    )


def group_topic(world: World, place: Place) -> GroupTopic:
    return GroupTopic.objects.create(
        organization=place.community,
        body=world.get("organizations.Body group", place),
        discussed_on=world.date,
        topic=f"{place.word}的电梯",
        attended=9,
        conclusion="同意",
    )


def body_member(world: World, place: Place) -> BodyMember:
    found = world.get("organizations.Body", place)
    return BodyMember.objects.create(
        organization=place.community, body=found, unit=place.unit, person=place.secretary, during=(world.date, None)
    )


def mandate_work(world: World, place: Place) -> MandateWork:
    return MandateWork.objects.create(
        organization=place.big_committee, person=place.secretary, done_on=world.date, kind="visit",
        content=f"{place.word}走访", hours=2,
    )  # fmt: skip


def mandate_time(world: World, place: Place) -> MandateTime:
    return MandateTime.objects.create(
        organization=place.big_committee, person=place.secretary, unit=place.unit, year=world.date.year, hours=40,
        signed_on=world.date, signed_by=f"{place.word}单位负责人",
    )  # fmt: skip


def case(world: World, place: Place) -> Case:
    """A file of an applicant with its first step, who is talked with next."""
    person = world.person(f"{place.word}申请人")
    row = Case.objects.create(
        organization=place.branch,
        kind="development",
        title=f"{place.word}申请人入党申请",
        person=person,
        begun_on=world.date - timedelta(days=9),
        next_step="recommend",
    )
    CaseStep.objects.create(
        organization=place.branch, case=row, key="talk", done_on=world.date - timedelta(days=5), note=place.word
    )
    return row


def case_step(world: World, place: Place) -> CaseStep:
    found: CaseStep = world.get("organizations.Case", place).steps.get()
    return found


def case_person(world: World, place: Place) -> CasePerson:
    step = world.get("organizations.CaseStep", place)
    return CasePerson.objects.create(
        organization=place.branch, case=step.case, step=step, role="contact", person=place.member, since=world.date
    )


def left_post(world: World, place: Place) -> Post:
    return Post.objects.create(
        organization=place.community, person=place.member, position="worker", during=(world.since, world.date)
    )


def handover(world: World, place: Place) -> Handover:
    """Handed over by the member, who left a post."""
    return Handover.objects.create(
        organization=place.community,
        post=world.get("organizations.Post left", place),
        leaver=place.member,
        successor=place.secretary,
        handed_on=world.date,
        lines=[["决议事项", place.word, "移交接任人"]],
    )


def acting(world: World, place: Place) -> Acting:
    post = world.get("organizations.Post", place)
    until = world.date + timedelta(days=10)
    return Acting.objects.create(
        organization=post.organization, post=post, person=place.member, during=(world.date, until), reason="leave"
    )


OBJECTS = {
    "organizations.Post left": left_post,
    "organizations.Handover": handover,
    "organizations.Acting": acting,
    "organizations.Case": case,
    "organizations.CaseStep": case_step,
    "organizations.CasePerson": case_person,
    "organizations.MandateWork": mandate_work,
    "organizations.MandateTime": mandate_time,
    "organizations.Publication": publication,
    "organizations.Publication running": running,
    "organizations.PublicationPlace": posted,
    "organizations.PublicationObjection": objection,
    "core.AuditEvent": lambda world, place: audit.record(
        "organizations.renamed", by="test", target=place.community, organization_id=place.community.pk, old=place.word
    ),
    "core.AuditEvent end": ended,
    "people.Person": lambda world, place: place.secretary,
    "people.User": lambda world, place: world.account_of(place),
    "organizations.Organization": lambda world, place: place.community,
    "organizations.Organization branch": lambda world, place: place.branch,
    "organizations.Reorganization": reorganization,
    "organizations.Order": order,
    "organizations.StationedStaff": stationed,
    "organizations.StationedTask": stationed_task,
    "organizations.Order term": order_of_term,
    "organizations.Post": lambda world, place: Post.objects.get(person=place.secretary),
    "organizations.Unit": lambda world, place: place.unit,
    "organizations.UnitPresence": lambda world, place: place.presence,
    "organizations.Participation": participation,
    "organizations.Threshold": threshold,
    "organizations.Grant": grant,
    "organizations.RosterBatch": roster,
    "organizations.AccountRequest": account_request,
    "organizations.Training": training,
    "organizations.TrainingAttendance": attendance,
    "organizations.WorkingRule": working_rule,
    "organizations.Guidance": guidance,
    "organizations.Venue": venue,
    "organizations.TwoNewOrganization": two_new,
    "organizations.TwoNewItem": two_new_item,
    "organizations.BranchGroup": branch_group,
    "organizations.Body": body,
    "organizations.Body group": group,
    "organizations.GroupTopic": group_topic,
    "organizations.BodyMember": body_member,
    "organizations.StreetReport": street_report,
    "organizations.SeatPlan": seat_plan,
    "organizations.StaffFigure": staff_figure,
    "organizations.CommunityYear": community_year,
    "organizations.ConditionIssue": condition_issue,
    "organizations.ContactPoint": contact_point,
    "organizations.ContactVisit": contact_visit,
    "organizations.YearPlan": year_plan,
    "organizations.YearTarget": year_target,
    "organizations.Role": lambda world, place: Role.objects.get(code="community_worker"),
}
_MEMBER: dict[str, Any] = {"see": "organizations.view_member", "need": ("organizations.manage_member",)}
ROWS: dict[str, Row] = {
    "organizations:case": Row("organizations.Case", see="organizations.view_member"),
    "organizations:case_back": Row("organizations.Case", **_MEMBER),
    "organizations:case_correct": Row("organizations.Case", **_MEMBER),
    "organizations:case_step": Row(
        "organizations.Case",
        kwargs=lambda found: {"pk": found.pk, "step": "recommend"},
        nonexistent={"step": "recommend"},
        **_MEMBER,
    ),
    "organizations:case_paper": Row(
        "organizations.Case",
        kwargs=lambda found: {"pk": found.pk, "paper": "sheet"},
        nonexistent={"paper": "sheet"},
        see="organizations.view_member",
    ),
    "organizations:case_stop": Row(
        "organizations.Case",
        kwargs=lambda found: {"pk": found.pk, "how": "end_application"},
        nonexistent={"how": "end_application"},
        **_MEMBER,
    ),
    "organizations:cases": Row(
        "organizations.Case", words={"kind": "development"}, need=("organizations.view_member",)
    ),
    "organizations:case_new": Row(
        "organizations.Case", words={"kind": "development"}, need=("organizations.manage_member",)
    ),
    **{f"organizations:{name}": Row("organizations.Organization") for name in ("detail", "history", "branch")},
    **{
        f"organizations:{name}": Row("organizations.Organization", need=(MANAGE,))
        for name in ("appoint", "rename", "dissolve", "create")
    },
    **{
        f"organizations:{name}": Row("organizations.Organization", see=VIEW)
        for name in ("move", "establish_big_committee")
    },
    **{
        f"organizations:{name}": Row("organizations.Organization branch", see=VIEW)
        for name in ("merge", "split", "upgrade")
    },
    "organizations:classify": Row("organizations.Organization", see=VIEW),
    "organizations:reorganization_withdraw": Row("organizations.Reorganization", see=VIEW),
    **{
        f"organizations:roster_{name}": Row(
            "organizations.RosterBatch", need=(MANAGE,), kwargs=lambda found: {"reference": found.reference}
        )
        for name in ("batch", "commit", "discard", "undo", "marked", "handout")
    },
    "organizations:account_step": Row(
        "organizations.AccountRequest",
        see="organizations.manage_grants",
        kwargs=lambda found: {"pk": found.pk, "step": "refuse"},
        nonexistent={"step": "refuse"},
    ),
    "organizations:undo": Row("core.AuditEvent end"),
    "organizations:person_posts": Row("people.Person in scope", see=VIEW),
    "organizations:end_post": Row("organizations.Post", need=(MANAGE,)),
    "organizations:hand_over": Row("organizations.Post left", need=(MANAGE,)),
    "organizations:act_for": Row("organizations.Post", need=(MANAGE,)),
    "organizations:end_acting": Row("organizations.Acting", need=(MANAGE,)),
    **{
        f"organizations:{name}": Row("organizations.Handover") for name in ("handover", "handover_paper", "my_handover")
    },
    "organizations:post_mode": Row("organizations.Post", need=(MANAGE,)),
    "organizations:unit": Row("organizations.UnitPresence"),
    **{
        f"organizations:{name}": Row("organizations.UnitPresence", see=VIEW)
        for name in ("report_in", "correct_unit", "end_presence", "open_account", "print_slip")
    },
    "organizations:join": Row("organizations.UnitPresence", need=(MANAGE,)),
    "organizations:leave": Row("organizations.Participation", need=(MANAGE,)),
}
ROWS["organizations:term"] = Row("organizations.Organization branch", need=(MANAGE,))
ROWS |= {f"organizations:order_{name}": Row("organizations.Order") for name in ("paper", "scan")}
ROWS["organizations:order_report"] = Row("organizations.Order term")
ROWS["organizations:publication"] = Row("organizations.Publication running", public_choice=True)
ROWS["organizations:publication_sheet"] = Row("organizations.Publication")
ROWS["organizations:publication_photo"] = Row("organizations.PublicationPlace")
ROWS["organizations:published_rule"] = Row("organizations.WorkingRule", public_choice=True)
ROWS["organizations:training_attendance_new"] = Row("organizations.Training", need=(KEEP,))
ROWS |= register_rows(REGISTERS)
ROWS["organizations:groups_entry"] = Row("organizations.Body group")
ROWS |= {
    f"organizations:groups_{step}": Row("organizations.Body group", need=(KEEP,))
    for step in ("correct", "withdraw", "dissolve", "restore", "member_new", "topic_new")
}
