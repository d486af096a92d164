"""Messages about an agreement to its unit's contact."""

from datetime import date

from core.records import outbox
from services.models import Agreement


def tell_contact(kind: str, agreement: Agreement, *, title: str, text: str, url: str, day: date) -> None:
    """One message to the contact of the agreement's unit on the day, where it has one with an account."""
    outbox.insert_from_select(
        kind,
        "services.agreement",
        """
        SELECT %(agreement)s::bigint, u.id, %(day)s::date, %(title)s, %(text)s, %(url)s
        FROM organizations_unitpresence p JOIN people_user u ON u.person_id = p.contact_id AND u.is_active
        WHERE p.unit_id = %(unit)s AND p.organization_id = %(community)s AND p.during @> %(day)s::date
        """,
        {
            "agreement": agreement.pk,
            "unit": agreement.unit_id,
            "community": agreement.organization_id,
            "day": day,
            "title": title,
            "text": text,
            "url": url,
        },
    )
