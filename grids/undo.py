"""Ends of the grids that can be taken back for some minutes (organizations.undo)."""

from django.urls import reverse

from grids.models import AreaPerson, GridEntry, ResponsiblePerson
from organizations.scoping import may
from organizations.undo import Undoing

UNDOINGS = (
    Undoing(
        "grids.responsible_person_ended",
        "grids.responsible_person_end_undone",
        "撤销结束责任",
        ResponsiblePerson,
        lambda user, row: may(user, "organizations.manage_grid", row.organization),
        lambda responsible: reverse("grids:grid", args=[responsible.grid_id]),
        unchecked=("scope", "photo"),
    ),
    Undoing(
        "grids.area_person_ended",
        "grids.area_person_end_undone",
        "撤销结束职责",
        AreaPerson,
        lambda user, row: may(user, "organizations.manage_grid", row.organization),
        lambda row: reverse("grids:area", args=[row.area_id]),
    ),
    Undoing(
        "grids.entry_ended",
        "grids.entry_end_undone",
        "撤销结束进网格",
        GridEntry,
        lambda user, row: may(user, "organizations.manage_grid", row.organization),
        lambda row: reverse("grids:entered", args=[row.grid_id]),
    ),
)
