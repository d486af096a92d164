from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from meetings import actions, codes
from meetings.models import Meeting, Photo, Resolution
from tests.matrix import Place, Row, World

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


OBJECTS = {
    "meetings.Meeting": meeting,
    "meetings.Resolution": resolution,
    "meetings.Photo": photo,
}
_SEEN = Row("meetings.Meeting", see=VIEW)
ROWS = {
    "meetings:detail": Row("meetings.Meeting"),
    "meetings:document": Row(
        "meetings.Meeting",
        kwargs=lambda found: {"pk": found.pk, "name": "notice", "suffix": "pdf"},
        nonexistent={"name": "notice", "suffix": "pdf"},
    ),
    "meetings:photo": Row("meetings.Photo"),
    "meetings:finish_resolution": Row("meetings.Resolution", see=VIEW),
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
            "confirm",
            "send_back",
            "close",
            "cancel",
            "amend",
        )
    },
}
