"""How long the lists of needs keep the phone of who asked: the line and what came of it stay (SVC-05, MEM-15)."""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate

from core.records.retention import Asked, Kept
from core.zone import midnight
from organizations.scoping import subtree_condition
from services.models import Listing

State = Listing.State


def ended(asked: Asked) -> QuerySet[Listing]:
    """Lines done, or taken down, before the day, with the phone of who asked."""
    over = Q(state=State.DONE, done_on__lt=asked.before)
    over |= Q(state=State.WITHDRAWN, received_at__lt=midnight(asked.before))
    rows: QuerySet[Listing] = Listing.objects.filter(over, subtree_condition([asked.path], field="scope"))
    return rows.exclude(phone=b"")


def forget(ids: list[int]) -> None:
    Listing.objects.filter(pk__in=ids).update(phone=b"", version=F("version") + 1)


def _said(listing: Listing) -> tuple[str, date | None]:
    return f"{listing} {listing.phone_masked}", listing.done_on or localdate(listing.received_at)


KINDS = (
    Kept(
        key="listings",
        label="需求和点单的联系电话",
        model=Listing,
        what="联系电话；事项和完成情况保留",
        standard="svc.listing.contact_keep_months",
        due=ended,
        erase=forget,
        person="person",
        scope="scope",
        said=_said,
    ),
)
