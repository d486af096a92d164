"""Opinions and grids for which an officer who leaves is responsible (ORG-34)."""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from core.chinese.dates import chinese_date
from core.records.versions import save_versioned
from grids.models import Opinion, ResponsiblePerson
from organizations.handing.kinds import Handing, Leaving, Thing
from organizations.handing.own import MANY
from organizations.scoping import subtree_condition
from people.models import Person


def _opinions(leaving: Leaving) -> Iterable[Thing]:
    rows = Opinion.objects.waiting().filter(
        subtree_condition([leaving.path], field="scope"), first_receiver=leaving.person
    )
    for row in rows.order_by("due_on", "pk")[:MANY]:
        text = f"{row.get_category_display()}：{row.content[:30]}（期限{chinese_date(row.due_on)}）"
        yield Thing(row.pk, text, reverse("grids:opinion", args=[row.pk]))


def _pass_opinions(leaving: Leaving, pks: Sequence[int], successor: Person) -> None:
    rows = Opinion.objects.waiting().filter(pk__in=pks, first_receiver=leaving.person)
    for row in rows.select_for_update(of=("self",)):
        row.first_receiver = successor
        save_versioned(row, row.version, ["first_receiver"])


def _grids(leaving: Leaving) -> Iterable[Thing]:
    rows = ResponsiblePerson.objects.in_force(leaving.today).filter(
        subtree_condition([leaving.path], field="scope"), person=leaving.person
    )
    for row in rows.select_related("grid").order_by("pk")[:MANY]:
        text = f"{row.grid.name}{row.get_role_display()}"
        yield Thing(row.pk, text, reverse("grids:grid", args=[row.grid_id]))


HANDINGS = (
    Handing("opinions", "首问负责的社情民意", _opinions, _pass_opinions),
    Handing("grids", "担任的网格责任人", _grids, note="在网格页另行确定责任人，公示牌随之更换"),
)
