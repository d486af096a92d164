"""Agreements that are being drafted where an officer leaves (ORG-34)."""

from collections.abc import Iterable

from django.urls import reverse

from organizations.handing.kinds import Handing, Leaving, Thing
from organizations.handing.own import MANY
from organizations.scoping import subtree_condition
from services.models import Agreement


def _drafts(leaving: Leaving) -> Iterable[Thing]:
    if leaving.above_communities:
        return
    rows = Agreement.objects.filter(subtree_condition([leaving.path], field="scope"), state__in=Agreement.UNSIGNED)
    for row in rows.select_related("unit").order_by("year", "pk")[:MANY]:
        text = f"{row.year}年与{row.unit.name}的共建协议（{row.get_state_display()}）"
        yield Thing(row.pk, text, reverse("services:agreement", args=[row.pk]))


HANDINGS = (Handing("agreements", "草拟中的共建协议", _drafts),)
