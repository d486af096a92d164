"""Units of the area, their communities, their part in big committees."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from core.web.forms import TitleField
from organizations.admin.tree import VIEW, begins, ends
from organizations.admin_base import ReadOnlyInline, ScopedModelAdmin
from organizations.models import Participation, Unit, UnitPresence
from organizations.resources import UnitPresenceResource

MANAGE_SERVICE = "organizations.manage_service"


class PresenceInline(ReadOnlyInline):
    model = UnitPresence
    fields: ClassVar[Any] = ["organization", begins, ends, "reported_in_on", "contact"]
    readonly_fields = fields
    verbose_name_plural = "所在社区"

    def get_queryset(self, request: HttpRequest) -> QuerySet[UnitPresence]:
        return UnitPresence.objects.visible_to(request.user, VIEW).select_related("organization", "contact", "unit")


@admin.register(Unit)
class UnitAdmin(ScopedModelAdmin):
    view_permission = VIEW
    change_permission = MANAGE_SERVICE
    list_display = ["name", "kind", "sector", "organization", "superior_unit", "full_members"]
    list_filter = ["kind"]
    list_select_related = ["organization"]
    search_fields = ["name", "credit_code"]
    readonly_fields = ["organization"]
    fields: ClassVar[Any] = [
        *("name", "kind", "sector", "credit_code", "superior_unit", "party_organization", "full_members"),
        "organization",
    ]
    autocomplete_fields = ["party_organization"]
    inlines = [PresenceInline]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in ("name", "superior_unit"):
            kwargs["form_class"] = TitleField
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(UnitPresence)
class UnitPresenceAdmin(ScopedModelAdmin):
    view_permission = VIEW
    resource_class = UnitPresenceResource
    list_display = ["unit", "organization", begins, ends, "reported_in_on", "contact"]
    list_filter = [("reported_in_on", admin.EmptyFieldListFilter), "unit__kind"]
    list_select_related = ["unit", "organization", "contact"]
    search_fields = ["unit__name", "organization__name"]
    date_hierarchy = "reported_in_on"
    fields: ClassVar[Any] = ["unit", "organization", begins, ends, "reported_in_on", "contact"]
    readonly_fields = fields


@admin.register(Participation)
class ParticipationAdmin(ScopedModelAdmin):
    view_permission = VIEW
    list_display = ["unit", "organization", begins, ends]
    list_select_related = ["unit", "organization"]
    search_fields = ["unit__name", "organization__name"]
    fields: ClassVar[Any] = ["unit", "organization", begins, ends]
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("unit", "organization")
