from core.models import AuditEvent
from core.records import audit
from organizations import actions
from organizations.models import (
    AccountRequest,
    CommunityYear,
    ConditionIssue,
    ContactPoint,
    ContactVisit,
    Grant,
    Participation,
    Post,
    Role,
    RosterBatch,
    Threshold,
    Training,
    TrainingAttendance,
    Venue,
    WorkingRule,
    YearPlan,
    YearTarget,
)
from organizations.registers.kinds import REGISTERS
from tests.matrix import Place, Row, World


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


KEEP = "organizations.manage_register"
OBJECTS = {
    "core.AuditEvent": lambda world, place: audit.record(
        "organizations.renamed", by="test", target=place.community, organization_id=place.community.pk, old=place.word
    ),
    "core.AuditEvent end": ended,
    "people.Person": lambda world, place: place.secretary,
    "people.User": lambda world, place: world.account_of(place),
    "organizations.Organization": lambda world, place: place.community,
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
    "organizations.Venue": venue,
    "organizations.CommunityYear": community_year,
    "organizations.ConditionIssue": condition_issue,
    "organizations.ContactPoint": contact_point,
    "organizations.ContactVisit": contact_visit,
    "organizations.YearPlan": year_plan,
    "organizations.YearTarget": year_target,
    "organizations.Role": lambda world, place: Role.objects.get(code="community_worker"),
}
ROWS: dict[str, Row] = {
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
    "organizations:end_post": Row("organizations.Post", need=(MANAGE,)),
    "organizations:unit": Row("organizations.UnitPresence"),
    **{
        f"organizations:{name}": Row("organizations.UnitPresence", see=VIEW)
        for name in ("report_in", "correct_unit", "end_presence", "open_account", "print_slip")
    },
    "organizations:join": Row("organizations.UnitPresence", need=(MANAGE,)),
    "organizations:leave": Row("organizations.Participation", need=(MANAGE,)),
}
ROWS["organizations:published_rule"] = Row("organizations.WorkingRule", public_choice=True)
ROWS["organizations:training_attendance_new"] = Row("organizations.Training", need=(KEEP,))
for register in REGISTERS:
    label = register.model._meta.label
    ROWS[register.address("entry")] = Row(label)
    own = ("correct", "withdraw", *(step.key for step in register.steps))
    ROWS |= {register.address(step): Row(label, need=(KEEP,)) for step in own}
    for part in register.parts:
        line, steps = part.model._meta.label, ("correct", "remove", *(step.key for step in part.steps))
        ROWS |= {register.address(f"{part.key}_{step}"): Row(line, need=(KEEP,)) for step in steps}
        ROWS[register.address(f"{part.key}_new")] = Row(label, need=(KEEP,))
