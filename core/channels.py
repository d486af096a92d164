"""Ways a notification leaves the house. SMS or WeCom join by implementing Channel and calling
``register``.
"""

from typing import Protocol

from django.core.mail import EmailMessage

from core.models import Delivery


class Channel(Protocol):
    """``reachable`` is an SQL condition on the user table ``u``: who can be reached this way.

    ``deliver`` sends one delivery and raises on failure (it is tried again later, with the same idempotency
    key, which the provider uses to drop a repetition). It runs outside any transaction.
    """

    name: str
    reachable: str

    def deliver(self, delivery: Delivery) -> None: ...


class EmailChannel:
    """Letters through Django's mail backend; Message-ID and X-Idempotency-Key make a repetition
    recognisable.
    """

    name = "email"
    reachable = "u.email <> ''"

    def deliver(self, delivery: Delivery) -> None:
        notice = delivery.notification
        headers = {
            "X-Idempotency-Key": delivery.idempotency_key,
            "Message-ID": f"<{delivery.idempotency_key}@portal>",
        }
        body = notice.text or notice.title
        EmailMessage(notice.title, body, to=[notice.recipient.email], headers=headers).send()


_channels: dict[str, Channel] = {}


def register(channel: Channel) -> None:
    _channels[channel.name] = channel


def get(name: str) -> Channel:
    """The channel of that name; KeyError when it is not registered here."""
    return _channels[name]


register(EmailChannel())
