from django.utils import timezone

from core.models import Notification
from people.models import User
from tests.matrix import Place, Row, World


def notification(world: World, place: Place) -> Notification | None:
    """A message of the own member; of somebody else's in the other places."""
    recipient = world.users["member"] if place.key == "own" else User.objects.create_user(f"of {place.key}")
    return Notification.objects.create(
        kind="test",
        subject_type="test",
        subject_id=ord(place.key[0]),
        recipient=recipient,
        due_on=timezone.localdate(),
        title=f"{place.word}的通知",
    )


OBJECTS = {"core.Notification": notification}
ROWS = {"core:open_message": Row("core.Notification")}
