from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from members.models import Membership
from organizations.models import Unit, UnitPresence
from people.models import User
from services import actions, codes
from services.models import (
    Activity,
    ActivityPhoto,
    ActivityReport,
    Agreement,
    AgreementChange,
    AgreementItem,
    AgreementProgress,
    Claim,
    ClassFigure,
    CommitmentCase,
    Course,
    CultureEvent,
    CulturePlace,
    DepartmentPairing,
    FeedbackCard,
    FeedbackLine,
    FeedbackRound,
    FundReport,
    FundVoucher,
    GoodsMovement,
    GoodsStation,
    Helper,
    LetterItem,
    Listing,
    OverdueLetter,
    PairingTask,
    ProvidedService,
    Provider,
    ServiceCommitment,
    ServiceFigures,
    TradeFigure,
    UnitVisit,
    VisitMatter,
    VolunteerTeam,
)
from services.registers import REGISTERS
from tests.matrix import Place, Row, World, register_rows

VIEW = "organizations.view_service"


def agreement(world: World, place: Place) -> Agreement:
    """Confirmed by the community, waiting for the place's member, who is the unit's contact."""
    unit = Unit.objects.create(organization=place.street, name=f"{place.word}中学", kind="institution")
    UnitPresence.objects.create(
        organization=place.community, unit=unit, contact=place.member, during=(world.since, None)
    )
    made = actions.draft_agreement(
        by="test", community=place.community, unit=unit, year=world.date.year, at=timezone.now(), aims=place.word
    )
    return actions.confirm_by_community(by=world.account_of(place), agreement=made, at=timezone.now())


def item(world: World, place: Place) -> AgreementItem:
    return world.get("services.Agreement", place).items.first()


def progress(world: World, place: Place) -> AgreementProgress:
    return AgreementProgress.objects.create(
        organization=place.community,
        item=world.get("services.AgreementItem", place),
        happened_on=date(world.date.year, 1, 2),
        note=place.word,
        photo=ContentFile(b"photograph", name="a.jpg"),
    )


def activity(world: World, place: Place, *, starts_in: timedelta = timedelta(minutes=30)) -> Activity:
    starts_at = timezone.now() + starts_in
    return actions.publish_activity(
        by="test",
        community=place.community,
        title=f"{place.word}大扫除",
        mode="常态化服务",
        direction="便民利民服务",
        place=f"{place.word}广场",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        places=20,
        at=timezone.now(),
    )


def offered(world: World, place: Place) -> Activity:
    """An activity that the place's member is offered: of the community of the own branch."""
    _belongs(world, place)
    return activity(world, place, starts_in=timedelta(days=1))


def _belongs(world: World, place: Place) -> None:
    if not Membership.objects.filter(person=place.member).exists():
        Membership.objects.create(person=place.member, organization=place.branch, during=(world.since, None))


def claim(world: World, place: Place) -> Claim:
    _belongs(world, place)
    return actions.claim_activity(
        by="test",
        activity=world.get("services.Activity", place),
        person=place.member,
        at=timezone.now(),
    )


def published(world: World, place: Place) -> Agreement:
    """Running and published, with an item that is long overdue and reported to the superior."""
    unit = Unit.objects.create(organization=place.street, name=f"{place.word}供电所", kind="enterprise")
    UnitPresence.objects.create(
        organization=place.community, unit=unit, contact=place.member, during=(world.since, None)
    )
    now = timezone.now()
    made = Agreement.objects.create(
        organization=place.community,
        unit=unit,
        year=world.date.year,
        aims=place.word,
        state="published",
        confirmed_by_community_at=now,
        confirmed_by_community_by=world.account_of(place),
        confirmed_by_unit_at=now,
        confirmed_by_unit_by=User.objects.create_user(f"confirming-{place.key}", None),
        published_at=now,
    )
    for title in ("路灯检修", "义务用电检查"):
        AgreementItem.objects.create(
            organization=place.community,
            agreement=made,
            kind="服务联做",
            title=f"{place.word}{title}",
            due_on=world.date - timedelta(days=60),
        )
    return made


def letter(world: World, place: Place) -> OverdueLetter:
    about = world.get("services.Agreement published", place)
    made = OverdueLetter.objects.create(
        organization=place.community, agreement=about, addressee=f"{place.word}供电局", sent_on=world.date
    )
    LetterItem.objects.create(organization=place.community, letter=made, item=about.items.first(), done=0)
    return made


def on_paper(world: World, place: Place) -> Agreement:
    """Signed on paper, closed, its summary with the unit."""
    unit = Unit.objects.create(organization=place.street, name=f"{place.word}邮局", kind="enterprise")
    UnitPresence.objects.create(
        organization=place.community, unit=unit, contact=place.member, during=(world.since, None)
    )
    now = timezone.now()
    return Agreement.objects.create(
        organization=place.community,
        unit=unit,
        year=world.date.year,
        aims=place.word,
        state="closed",
        confirmed_by_community_at=now,
        confirmed_by_community_by=world.account_of(place),
        confirmed_by_unit_at=now,
        signed_on=world.date,
        scan=ContentFile(b"paper", name="a.jpg"),
        closed_at=now,
        result=place.word,
        summary_handed_on=world.date,
    )


def change(world: World, place: Place) -> AgreementChange:
    about = world.get("services.Agreement published", place)
    return AgreementChange.objects.create(
        organization=place.community,
        agreement=about,
        what="add",
        kind="服务联做",
        nature="task",
        title=f"{place.word}电动车充电",
        due_on=world.date,
        target=1,
        reason=place.word,
        scan=ContentFile(b"paper", name="a.jpg"),
    )


def unit_activity(world: World, place: Place) -> Activity:
    """An activity of tomorrow; the place's member is the contact of the unit of the place."""
    world.get("services.Agreement", place)
    return activity(world, place, starts_in=timedelta(days=1))


def _group(found: Activity) -> dict[str, int]:
    presence = UnitPresence.objects.filter(organization=found.organization_id, contact__isnull=False).latest("pk")
    return {"presence": presence.pk, "pk": found.pk}


def listing(world: World, place: Place) -> Listing:
    """Dispatched to the place's member."""
    now = timezone.now()
    return Listing.objects.create(
        organization=place.community,
        kind="order",
        title=f"{place.word}修灯",
        content=f"{place.word}楼道",
        mode="按需服务",
        direction="福利服务",
        state="dispatched",
        accept_by=world.date,
        accepted_at=now,
        due_on=world.date,
        person=place.member,
        taken_at=now,
    )


def listing_open(world: World, place: Place) -> Listing:
    """Open to the members of the place, of whom the member is one."""
    _belongs(world, place)
    return Listing.objects.create(
        organization=place.community,
        kind="need",
        title=f"{place.word}整修",
        content=f"{place.word}花坛",
        mode="按需服务",
        direction="福利服务",
        state="open",
        accept_by=world.date,
        accepted_at=timezone.now(),
        due_on=world.date,
    )


def listing_for_unit(world: World, place: Place) -> Listing:
    """Open to the unit of which the place's member is the contact."""
    world.get("services.Agreement", place)
    return listing_open(world, place)


def _claimed(found: Listing) -> dict[str, int]:
    return {"pk": found.pk}


def culture(world: World, place: Place) -> CultureEvent:
    return CultureEvent.objects.create(
        organization=place.community,
        title=f"{place.word}歌会",
        level="广场",
        held_on=world.date,
        place="广场",
        participants=9,
    )


def visit(world: World, place: Place) -> UnitVisit:
    unit = Unit.objects.create(organization=place.street, name=f"{place.word}学校", kind="institution")
    return UnitVisit.objects.create(
        organization=place.community, unit=unit, visited_on=world.date, visitors="书记", content=place.word
    )


def matter(world: World, place: Place) -> VisitMatter:
    return VisitMatter.objects.create(
        organization=place.community,
        visit=world.get("services.UnitVisit", place),
        text=f"{place.word}路灯",
        due_on=world.date,
    )


def commitment(world: World, place: Place) -> ServiceCommitment:
    return ServiceCommitment.objects.create(
        organization=place.community,
        title=f"{place.word}初审",
        content="按期",
        limit_days=3,
        responsible="窗口",
        since=world.date,
    )


def commitment_case(world: World, place: Place) -> CommitmentCase:
    return CommitmentCase.objects.create(
        organization=place.community,
        commitment=world.get("services.ServiceCommitment", place),
        about=f"{place.word}申请",
        accepted_on=world.date,
        due_on=world.date,
    )


def pairing(world: World, place: Place) -> DepartmentPairing:
    return DepartmentPairing.objects.create(
        organization=place.community,
        department=f"{place.word}局",
        leader="局长",
        during=(world.date, world.date + timedelta(days=90)),
        tasks_text="帮扶",
    )


def pairing_task(world: World, place: Place) -> PairingTask:
    return PairingTask.objects.create(
        organization=place.community,
        pairing=world.get("services.DepartmentPairing", place),
        title=f"{place.word}修路",
        due_on=world.date,
    )


def provider(world: World, place: Place) -> Provider:
    return Provider.objects.create(
        organization=place.community,
        name=f"{place.word}艺术团",
        kind="group",
        services="教唱歌",
        signed_on=world.date,
        during=(world.date, world.date + timedelta(days=90)),
        terms="免费",
    )


def provided(world: World, place: Place) -> ProvidedService:
    return ProvidedService.objects.create(
        organization=place.community,
        provider=world.get("services.Provider", place),
        served_on=world.date,
        content=f"{place.word}教唱",
        people=3,
    )


def figures(world: World, place: Place) -> ServiceFigures:
    return ServiceFigures.objects.create(
        organization=place.community, on=world.date, source=f"{place.word}调查", jobs=1, placed=2
    )


def trade(world: World, place: Place) -> TradeFigure:
    parent = world.get("services.ServiceFigures", place)
    return TradeFigure.objects.create(
        organization=place.community, figures=parent, trade=f"{place.word}餐饮", points=2, own=1
    )


def training_class(world: World, place: Place) -> ClassFigure:
    parent = world.get("services.ServiceFigures", place)
    return ClassFigure.objects.create(
        organization=place.community, figures=parent, title=f"{place.word}班", attendances=3
    )


def culture_place(world: World, place: Place) -> CulturePlace:
    return CulturePlace.objects.create(
        organization=place.community,
        title=f"{place.word}学校",
        kind="citizens_school",
        address="1号",
        opened_on=world.date,
    )


def course(world: World, place: Place) -> Course:
    return Course.objects.create(
        organization=place.community,
        place=world.get("services.CulturePlace", place),
        held_on=world.date,
        title=f"{place.word}讲座",
        lecturer="医生",
        attendances=3,
    )


def feedback_round(world: World, place: Place) -> FeedbackRound:
    first = world.date.replace(month=1, day=1)
    return FeedbackRound.objects.create(
        organization=place.community, starts_on=first, ends_on=first + timedelta(days=89), issued_on=world.date,
        note=f"{place.word}寄语",
    )  # fmt: skip


def feedback_card(world: World, place: Place) -> FeedbackCard:
    """Of the unit of which the place's member is the contact."""
    return FeedbackCard.objects.create(
        organization=place.community, round=world.get("services.FeedbackRound", place),
        unit=world.get("services.Agreement", place).unit,
        unit_name=f"{place.word}税务局{FeedbackCard.objects.count()}", persons=1, services=1, hours=2,
    )  # fmt: skip


def feedback_line(world: World, place: Place) -> FeedbackLine:
    return FeedbackLine.objects.create(
        organization=place.community, card=world.get("services.FeedbackCard", place),
        person=world.person(f"{place.word}反馈党员"), sides="居住地社区", services=1, hours=2, meetings=0,
    )  # fmt: skip


def fund_voucher(world: World, place: Place) -> FundVoucher:
    number = FundVoucher.objects.count() + 1
    return FundVoucher.objects.create(
        organization=place.community, kind="budget", happened_on=world.date, amount=100, purpose=f"{place.word}经费",
        party="区财政局", number=f"P-{number}", scan=ContentFile(b"paper", name="a.jpg"),
    )  # fmt: skip


def help_voucher(world: World, place: Place) -> FundVoucher:
    number = FundVoucher.objects.count() + 1
    return FundVoucher.objects.create(
        organization=place.community, fund="慈善基金", kind="donation", happened_on=world.date, amount=100,
        purpose=f"{place.word}捐赠", party="爱心企业", number=f"D-{number}", scan=ContentFile(b"paper", name="a.jpg"),
    )  # fmt: skip


def goods_station(world: World, place: Place) -> GoodsStation:
    return GoodsStation.objects.create(
        organization=place.community, title=f"{place.word}捐助站{GoodsStation.objects.count()}", kind="station",
        address="1号", opened_on=world.date,
    )  # fmt: skip


def goods_movement(world: World, place: Place) -> GoodsMovement:
    return GoodsMovement.objects.create(
        organization=place.community, station=world.get("services.GoodsStation", place), way="in",
        happened_on=world.date, item=f"{place.word}棉被", quantity=10, measure="床", party="爱心企业",
    )  # fmt: skip


def volunteer_team(world: World, place: Place) -> VolunteerTeam:
    return VolunteerTeam.objects.create(
        organization=place.community, title=f"{place.word}服务队{VolunteerTeam.objects.count()}", theme="安民",
        leader="队长", people=5, founded_on=world.date,
    )  # fmt: skip


def helper(world: World, place: Place) -> Helper:
    return Helper.objects.create(
        organization=place.community, activity=world.get("services.Activity", place),
        name=f"{place.word}帮手{Helper.objects.count()}", state="came",
    )  # fmt: skip


def activity_photo(world: World, place: Place) -> ActivityPhoto:
    report, _ = ActivityReport.objects.get_or_create(
        organization=place.community, activity=world.get("services.Activity", place),
        defaults={"content": f"{place.word}报告", "served": 5},
    )  # fmt: skip
    return ActivityPhoto.objects.create(
        organization=place.community, report=report, uploaded_at=timezone.now(), image=ContentFile(b"x", name="a.jpg")
    )


def fund_report(world: World, place: Place) -> FundReport:
    first = world.date.replace(month=1, day=1)
    return FundReport.objects.create(
        organization=place.community, first=first, last=first + timedelta(days=89), opening=0, income=0, spending=0,
        closing=0, lines=[[f"{place.word}经费", "0"]],
    )  # fmt: skip


OBJECTS = {
    "services.ServiceFigures": figures,
    "services.TradeFigure": trade,
    "services.ClassFigure": training_class,
    "services.CulturePlace": culture_place,
    "services.Course": course,
    "services.UnitVisit": visit,
    "services.VisitMatter": matter,
    "services.ServiceCommitment": commitment,
    "services.CommitmentCase": commitment_case,
    "services.DepartmentPairing": pairing,
    "services.PairingTask": pairing_task,
    "services.Provider": provider,
    "services.ProvidedService": provided,
    "services.FeedbackRound": feedback_round,
    "services.FeedbackCard": feedback_card,
    "services.FeedbackLine": feedback_line,
    "services.FundVoucher": fund_voucher,
    "services.FundReport": fund_report,
    "services.GoodsStation": goods_station,
    "services.VolunteerTeam": volunteer_team,
    "services.Helper": helper,
    "services.ActivityPhoto": activity_photo,
    "services.GoodsMovement": goods_movement,
    "services.FundVoucher of a fund": help_voucher,
    "services.Listing": listing,
    "services.Listing open": listing_open,
    "services.Listing for a unit": listing_for_unit,
    "services.CultureEvent": culture,
    "services.Agreement on paper": on_paper,
    "services.AgreementChange": change,
    "services.Activity of a unit": unit_activity,
    "services.Agreement published": published,
    "services.OverdueLetter": letter,
    "services.Agreement": agreement,
    "services.AgreementItem": item,
    "services.AgreementProgress": progress,
    "services.Activity": activity,
    "services.Activity offered": offered,
    "services.Claim": claim,
}
_PAPER = {"kwargs": lambda found: {"pk": found.pk, "suffix": "pdf"}}
ROWS = {
    **register_rows(REGISTERS),
    "services:feedback_card": Row("services.FeedbackCard"),
    "services:feedback_card_pdf": Row("services.FeedbackCard"),
    "services:own_card": Row("services.FeedbackCard"),
    "services:own_card_pdf": Row("services.FeedbackCard"),
    "services:fund_scan": Row("services.FundVoucher"),
    "services:fund_community": Row("organizations.Organization"),
    "services:help_fund": Row("organizations.Organization"),
    **{
        f"services:{name}": Row("services.Activity", see=VIEW)
        for name in ("activity_names", "helper_hours", "activity_signatures", "activity_report")
    },
    "services:activity_photo": Row("services.ActivityPhoto"),
    "services:activity_photo_remove": Row("services.ActivityPhoto", see=VIEW),
    "services:helper_remove": Row("services.Helper", see=VIEW),
    "services:helper_certificate": Row("services.Helper", see=VIEW),
    "services:claim_strike": Row("services.Claim", see=VIEW),
    "services:claim_certificate": Row("services.Claim", see=VIEW),
    "services:goods_public": Row("organizations.Organization", public_choice=True),
    "services:grants_entry": Row("services.FundVoucher of a fund"),
    **{
        f"services:grants_{step}": Row("services.FundVoucher of a fund", need=("organizations.manage_register",))
        for step in ("correct", "withdraw", "approve", "reverse")
    },
    "services:fund_publish": Row(
        "organizations.Organization", see="organizations.view_organization", need=("organizations.manage_register",)
    ),
    "services:fund_report": Row("services.FundReport"),
    "services:fund_report_withdraw": Row(
        "services.FundReport", see="organizations.view_organization", need=("organizations.manage_register",)
    ),
    "services:listing": Row("services.Listing"),
    **{
        f"services:listing_{name}": Row("services.Listing", see=VIEW)
        for name in ("accept", "dispatch", "match", "finish", "rate", "phone", "release", "reopen", "withdraw")
    },
    "services:my_listing": Row("services.Listing"),
    **{f"services:listing_{name}": Row("services.Listing") for name in ("agree", "decline", "undo")},
    "services:my_listing_finish": Row("services.Listing"),
    "services:listing_take": Row("services.Listing open"),
    # A claim names the unit: without one there is nothing to claim for.
    "services:listing_claim": Row("services.Listing for a unit", kwargs=_claimed, public_choice=True),
    "services:order_code": Row("organizations.Organization", see="organizations.manage_service"),
    # Who scans the code of a community orders there; who holds the address of an order sees it.
    "services:order_new": Row("organizations.Organization", public_choice=True),
    "services:order": Row("services.Listing", kwargs=lambda found: {"token": found.token}, public_choice=True),
    "services:agreement": Row("services.Agreement"),
    "services:agreement_edit": Row("services.Agreement", see=VIEW),
    "services:item_add": Row("services.Agreement", see=VIEW),
    "services:agreement_paper": Row("services.Agreement", **_PAPER),
    "services:agreement_step": Row(
        "services.Agreement",
        see=VIEW,
        kwargs=lambda found: {"pk": found.pk, "step": "confirm"},
        nonexistent={"step": "confirm"},
    ),
    "services:item_edit": Row("services.AgreementItem", see=VIEW),
    "services:item_remove": Row("services.AgreementItem", see=VIEW),
    "services:progress_new": Row("services.AgreementItem", see=VIEW),
    "services:agreement_on_paper": Row("services.Agreement", see=VIEW),
    "services:agreement_scan": Row("services.Agreement on paper"),
    "services:change_add": Row("services.Agreement published", see=VIEW),
    "services:change_end": Row("services.Agreement published", see=VIEW),
    "services:change_item": Row("services.AgreementItem", see=VIEW),
    "services:change_drop": Row("services.AgreementItem", see=VIEW),
    "services:change_on_paper": Row("services.AgreementChange", see=VIEW),
    "services:change_scan": Row("services.AgreementChange"),
    "services:change_withdraw": Row("services.AgreementChange", see=VIEW),
    "services:hand_summary": Row("services.Agreement on paper", see=VIEW),
    "services:summary_paper": Row("services.Agreement on paper", **_PAPER),
    "services:my_summary_paper": Row("services.Agreement on paper", **_PAPER),
    "services:my_change_agree": Row("services.AgreementChange"),
    "services:my_change_refuse": Row("services.AgreementChange"),
    "services:report_overdue": Row("services.Agreement published", see=VIEW),
    "services:letter_paper": Row("services.OverdueLetter", **_PAPER),
    "services:letter_withdraw": Row("services.OverdueLetter", see=VIEW),
    "services:progress_withdraw": Row("services.AgreementProgress", see=VIEW),
    "services:my_progress_withdraw": Row("services.AgreementProgress"),
    # What a community has published is for everybody.
    "services:public": Row(
        "services.Agreement published", kwargs=lambda found: {"pk": found.organization_id}, public_choice=True
    ),
    "services:progress_photo": Row("services.AgreementProgress"),
    "services:activity": Row("services.Activity"),
    "services:activity_code": Row("services.Activity", see=VIEW),
    "services:attendance": Row("services.Activity", see=VIEW),
    "services:hours": Row("services.Activity", see=VIEW),
    "services:activity_hold": Row("services.Activity", see=VIEW),
    "services:activity_cancel": Row("services.Activity", see=VIEW),
    "services:claim_release": Row("services.Claim", see=VIEW),
    "services:claim": Row("services.Activity offered"),
    "services:group": Row("services.Activity of a unit", kwargs=_group),
    "services:claim_undo": Row("services.Claim"),
    "services:claim_hours": Row("services.Claim"),
    "services:claim_dispute": Row("services.Claim"),
    "services:claim_hours_back": Row("services.Claim", see=VIEW),
    "services:sign_in_code": Row("services.Claim"),
    "services:my_agreement": Row("services.Agreement"),
    "services:my_agreement_confirm": Row("services.Agreement"),
    "services:my_agreement_return": Row("services.Agreement"),
    "services:my_agreement_paper": Row("services.Agreement", **_PAPER),
    "services:my_progress_new": Row("services.AgreementItem"),
    "services:my_progress_photo": Row("services.AgreementProgress"),
    # Whoever holds the code of the spot may open it: without a claim the page says so and shows nothing.
    "services:sign_in": Row(
        "services.Activity",
        kwargs=lambda found: {"pk": found.pk, "code": codes.code_of(found).token(timezone.now())},
        public_choice=True,
    ),
}
