from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from meetings import actions, codes
from meetings.models import (
    ClassEducation,
    Delegate,
    EducationSession,
    Exemption,
    Meeting,
    Nominee,
    Paper,
    PhonePoll,
    Photo,
    Poll,
    Problem,
    Resolution,
    Selection,
    SetTopic,
    Superior,
    WorkReport,
)
from meetings.registers import REGISTERS
from meetings.selections.rules import frozen
from organizations.models import Case, CaseStep
from tests.matrix import Place, Row, World, register_rows

VIEW = "organizations.view_meeting"


def meeting(world: World, place: Place) -> Meeting:
    """A notified symposium of the place's big committee with its member on the roster; sign-in is open."""
    now = timezone.now()
    made = actions.plan(
        by="test",
        organization=place.big_committee,
        kind="symposium",
        topic=f"{place.word}座谈",
        starts_at=now + timedelta(minutes=10),
        place=f"{place.word}礼堂",
        now=now - timedelta(days=3),
    )
    actions.notify(by="test", meeting=made, now=now - timedelta(days=3), invited=[place.member.pk])
    return actions.open_sign_in(by="test", meeting=made, now=now)


def resolution(world: World, place: Place) -> Resolution:
    return Resolution.objects.create(
        organization=place.big_committee,
        meeting=world.get("meetings.Meeting", place),
        text=f"{place.word}整修",
        owner=place.member,
    )


def photo(world: World, place: Place) -> Photo:
    return Photo.objects.create(
        meeting=world.get("meetings.Meeting", place),
        image=ContentFile(b"photograph", name="a.jpg"),
        caption=place.word,
    )


def set_topic(world: World, place: Place) -> SetTopic:
    return SetTopic.objects.create(
        organization=place.big_committee, month=world.date.replace(day=1), title=f"{place.word}学习", content="学习"
    )


def paper(world: World, place: Place) -> Paper:
    return Paper.objects.create(
        meeting=world.get("meetings.Meeting", place),
        title=f"{place.word}材料",
        file=ContentFile(b"%PDF-1.7 %%EOF", name="a.pdf"),
    )


def superior(world: World, place: Place) -> Superior:
    return Superior.objects.create(
        organization=place.big_committee,
        meeting=world.get("meetings.Meeting", place),
        person=world.person(f"{place.word}领导"),
        superior=place.street,
        duty="书记",
    )


def education(world: World, place: Place) -> ClassEducation:
    return ClassEducation.objects.create(
        organization=world.get("meetings.Meeting", place).organization,
        classes=["retired"],
        topic=f"{place.word}主题教育",
        begins_on=world.since,
        due_on=world.date,
    )


def education_session(world: World, place: Place) -> EducationSession:
    held = world.get("meetings.Meeting", place)
    return EducationSession.objects.create(
        organization=held.organization, education=world.get("meetings.ClassEducation", place), meeting=held
    )


def exemption(world: World, place: Place) -> Exemption:
    return Exemption.objects.create(
        organization=place.branch,
        person=world.person(f"{place.word}老党员"),
        reason="服刑的",
        during=(world.date, world.date + timedelta(days=30)),
        decided_on=world.date,
        consented_on=world.date,
        consented_by="街道",
    )


def poll(world: World, place: Place) -> Poll:
    """Papers that are still to be counted."""
    made = Poll.objects.create(
        organization=place.big_committee, meeting=world.get("meetings.Meeting", place), matter="appraisal",
        grades=["优秀", "合格"], entitled=2, present=2, teller=place.member, scrutineer=place.secretary,
        opened_at=timezone.now(), scan=ContentFile(b"%PDF-1.4 %%EOF", name="a.pdf"),
    )  # fmt: skip
    made.subjects.create(organization=place.big_committee, person=place.member, position=1)
    return made


def phone_poll(world: World, place: Place) -> PhonePoll:
    """Phones vote; the member may."""
    made = Poll.objects.create(
        organization=place.big_committee, meeting=world.get("meetings.Meeting", place), matter="appraisal", round=2,
        grades=["优秀", "合格"], entitled=2, present=2, teller=place.member, scrutineer=place.secretary,
        opened_at=timezone.now(), state="voting",
    )  # fmt: skip
    made.subjects.create(organization=place.big_committee, person=place.member, position=1)
    made.voters.create(organization=place.big_committee, person=place.member)
    return PhonePoll.objects.create(
        organization=place.big_committee, poll=made, public_key=bytes(32), began_at=timezone.now()
    )


def problem(world: World, place: Place) -> Problem:
    task = Resolution.objects.create(
        organization=place.big_committee, meeting=world.get("meetings.Meeting", place), text=f"{place.word}整改"
    )
    return Problem.objects.create(
        organization=place.big_committee, meeting=task.meeting, source="self", text=f"{place.word}的问题", task=task
    )


def report(world: World, place: Place) -> WorkReport:
    return WorkReport.objects.create(
        organization=place.big_committee, meeting=world.get("meetings.Meeting", place), speaker=place.secretary,
        title=f"{place.word}工作报告", text="一年来",
    )  # fmt: skip


def selection(world: World, place: Place) -> Selection:
    """Published; its only nominee waits for the review."""
    case = Case.objects.create(
        organization=place.big_committee, kind="selection", title=f"{place.word}公开推选", begun_on=world.date,
        next_step="nominate",
    )  # fmt: skip
    CaseStep.objects.create(organization=place.big_committee, case=case, key="publish", done_on=world.date)
    return Selection.objects.create(
        organization=place.big_committee, case=case, published_on=world.date, deputies=1, members=1,
        community_members=3, numbers=frozen(place.big_committee, world.date),
        meeting=world.get("meetings.Meeting", place),
    )  # fmt: skip


def nominee(world: World, place: Place) -> Nominee:
    return Nominee.objects.create(
        organization=place.big_committee, case=world.get("meetings.Selection", place).case, person=place.member,
        position="part_time_deputy", way="self", nominated_on=world.date,
    )  # fmt: skip


def delegate(world: World, place: Place) -> Delegate:
    return Delegate.objects.create(
        organization=place.big_committee, case=world.get("meetings.Selection", place).case,
        person=world.person(f"{place.word}代表"), kind="member",
    )  # fmt: skip


OBJECTS = {
    "meetings.Selection": selection,
    "organizations.Case selection": lambda world, place: world.get("meetings.Selection", place).case,
    "meetings.Nominee": nominee,
    "meetings.Delegate": delegate,
    "meetings.SetTopic": set_topic,
    "meetings.Paper": paper,
    "meetings.Superior": superior,
    "meetings.ClassEducation": education,
    "meetings.EducationSession": education_session,
    "meetings.Exemption": exemption,
    "meetings.Poll": poll,
    "meetings.PhonePoll": phone_poll,
    "meetings.Problem": problem,
    "meetings.WorkReport": report,
    "meetings.Meeting": meeting,
    "meetings.Resolution": resolution,
    "meetings.Photo": photo,
}
_SEEN = Row("meetings.Meeting", see=VIEW)
ROWS = {
    "meetings:class_education_roll": Row("meetings.ClassEducation"),
    **register_rows(REGISTERS),
    "meetings:set_topic": Row("meetings.SetTopic"),
    **{
        f"meetings:set_topic_{name}": Row("meetings.SetTopic", see=VIEW, need=("organizations.manage_meeting",))
        for name in ("correct", "withdraw", "paper")
    },
    "meetings:paper": Row("meetings.Paper"),
    "meetings:paper_remove": Row("meetings.Paper", see=VIEW),
    "meetings:superior_drop": Row("meetings.Superior", see=VIEW),
    "meetings:detail": Row("meetings.Meeting"),
    "meetings:document": Row(
        "meetings.Meeting",
        kwargs=lambda found: {"pk": found.pk, "name": "notice", "suffix": "pdf"},
        nonexistent={"name": "notice", "suffix": "pdf"},
    ),
    "meetings:photo": Row("meetings.Photo"),
    "meetings:finish_resolution": Row("meetings.Resolution", see=VIEW),
    "meetings:drop_resolution": Row("meetings.Resolution", see=VIEW),
    "meetings:reassign_resolution": Row("meetings.Resolution", see=VIEW),
    "meetings:poll": Row("meetings.Poll", see=VIEW),
    "meetings:poll_sheet": Row("meetings.Poll", see=VIEW),
    "meetings:poll_scan": Row("meetings.Poll", see=VIEW),
    "meetings:poll_count": Row("meetings.Poll", see=VIEW),
    "meetings:poll_grade": Row("meetings.Poll", see=VIEW),
    "meetings:poll_step": Row(
        "meetings.Poll",
        kwargs=lambda found: {"pk": found.pk, "step": "recount"},
        see=VIEW,
        nonexistent={"step": "recount"},
    ),
    "meetings:vote": Row("meetings.PhonePoll", kwargs=lambda found: {"pk": found.poll_id}),
    "meetings:poll_device": Row("meetings.PhonePoll", kwargs=lambda found: {"pk": found.poll_id}, see=VIEW),
    "meetings:poll_papers": Row("meetings.PhonePoll", kwargs=lambda found: {"pk": found.poll_id}, see=VIEW),
    "meetings:selection": Row("organizations.Case selection", see="organizations.view_organization"),
    "meetings:selection_speeches": Row("organizations.Case selection", see="organizations.view_organization"),
    **{
        f"meetings:selection_{name}": Row(
            "organizations.Case selection",
            see="organizations.view_organization",
            need=("organizations.manage_register",),
        )
        for name in ("nominate", "delegates", "delegate")
    },
    "meetings:selection_ballot": Row(
        "organizations.Case selection",
        kwargs=lambda found: {"pk": found.pk, "position": "part_time_deputy"},
        see="organizations.view_organization",
        nonexistent={"position": "part_time_deputy"},
    ),
    **{
        f"meetings:selection_{name}": Row(
            "meetings.Nominee", see="organizations.view_organization", need=("organizations.manage_register",)
        )
        for name in ("review", "withdraw")
    },
    "meetings:report": Row("meetings.WorkReport", see=VIEW),
    "meetings:report_correct": Row("meetings.WorkReport", see=VIEW),
    "meetings:problem_withdraw": Row("meetings.Problem", see=VIEW),
    "meetings:my_meeting": Row("meetings.Meeting"),
    "meetings:ledger": Row("organizations.Organization"),
    "meetings:ledger_file": Row(
        "organizations.Organization",
        kwargs=lambda found: {"pk": found.pk, "year": 2026, "suffix": "xlsx"},
        nonexistent={"year": 2026, "suffix": "xlsx"},
    ),
    "meetings:excuse": Row("organizations.Organization", see=VIEW),
    "meetings:withdraw_excuse": Row("organizations.Organization", see=VIEW),
    "meetings:finish_task": Row("meetings.Resolution"),
    # Whoever holds the code of the moment may open it; the page names the meeting and signs in only its roster.
    "meetings:scan": Row(
        "meetings.Meeting",
        kwargs=lambda found: {"code": codes.make(found, now=timezone.now(), seconds=15)},
        public_choice=True,
    ),
    **{
        f"meetings:{name}": _SEEN
        for name in (
            "edit",
            "notify",
            "sign_in",
            "open_sign_in",
            "close_sign_in",
            "attendance",
            "record",
            "decide",
            "decide_leave",
            "paper_new",
            "superior_new",
            "confirm",
            "send_back",
            "close",
            "cancel",
            "void",
            "amend",
            "poll_new",
            "problem_new",
            "report_new",
        )
    },
}
