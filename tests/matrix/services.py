from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from members.models import Membership
from organizations.models import Unit, UnitPresence
from people.models import User
from services import actions, codes
from services.models import (
    Activity,
    Agreement,
    AgreementChange,
    AgreementItem,
    AgreementProgress,
    Claim,
    LetterItem,
    OverdueLetter,
)
from tests.matrix import Place, Row, World

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


OBJECTS = {
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
