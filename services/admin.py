"""Agreements and activities for street staff: to look through, select and export; work is done on their pages."""

from typing import Any, ClassVar

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from organizations.admin_base import ScopedModelAdmin
from services.models import Activity, Agreement
from services.resources import AgreementResource


@admin.register(Agreement)
class AgreementAdmin(ScopedModelAdmin):
    view_permission = "organizations.view_service"
    resource_class = AgreementResource
    list_display = ["unit", "organization", "year", "state", "confirmed_by_unit_at", "page"]
    list_filter = ["year", "state"]
    list_select_related = ["unit", "organization"]
    search_fields = ["unit__name"]
    search_help_text = "可用单位名称查找"
    ordering = ["-year", "organization__path", "pk"]
    fields: ClassVar[Any] = [
        *("unit", "organization", "year", "state", "aims", "confirmed_by_community_at"),
        *("confirmed_by_unit_at", "published_at", "closed_at", "result", "page"),
    ]
    readonly_fields = fields

    @admin.display(description="详情")
    def page(self, agreement: Agreement) -> str:
        return format_html('<a href="{}">打开协议</a>', reverse("services:agreement", args=[agreement.pk]))


@admin.register(Activity)
class ActivityAdmin(ScopedModelAdmin):
    view_permission = "organizations.view_service"
    list_display = ["title", "organization", "starts_at", "mode", "taken", "places", "state", "page"]
    list_filter = ["state", "mode"]
    list_select_related = ["organization"]
    search_fields = ["title"]
    ordering = ["-starts_at", "pk"]
    fields: ClassVar[Any] = [
        *("title", "organization", "mode", "direction", "beneficiary", "place", "starts_at", "ends_at"),
        *("places", "taken", "state", "page"),
    ]
    readonly_fields = fields

    @admin.display(description="详情")
    def page(self, activity: Activity) -> str:
        return format_html('<a href="{}">打开活动</a>', reverse("services:activity", args=[activity.pk]))
