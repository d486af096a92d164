"""Ways a notification leaves the house. SMS or WeCom join by implementing ``core.web.home.Channel``."""

from django.core.mail import EmailMessage

from core.models import Delivery


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
