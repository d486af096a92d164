"""Messages of what the demo lived: they carry its days, not the moment at which the demo is made."""

from datetime import datetime

from core.models import Delivery, Notification


def newest_message() -> int:
    """Id of the newest message, 0 when there is none."""
    return Notification.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def date_messages(told: int, *, sent: datetime, read: datetime | None = None) -> None:
    """What was told after the message ``told`` was told, and sent, at ``sent``: nothing leaves the house today."""
    Notification.objects.filter(pk__gt=told).update(created_at=sent, read_at=read)
    Delivery.objects.filter(notification_id__gt=told, state=Delivery.State.PENDING).update(
        state=Delivery.State.SENT, sent_at=sent
    )
