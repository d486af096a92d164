"""Members and import batches for street staff; a roster comes in through the same wizard as a secretary's."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from members.models import ImportBatch, Membership
from members.resources import MemberResource
from organizations.admin_base import ScopedModelAdmin


@admin.register(Membership)
class MembershipAdmin(ScopedModelAdmin):
    """Read only: a change ends a spell and opens the next, on the member's page."""

    view_permission = "organizations.view_member"
    resource_class = MemberResource
    change_list_template = "admin/members/membership/change_list.html"
    list_display = ["person", "organization", "status", "member_class", "joined_on", "full_on", "page"]
    list_filter = ["status", "member_class"]
    list_select_related = ["person", "organization"]
    search_fields = ["person__name", "^person__pinyin", "^person__initials"]
    search_help_text = "可用姓名、全拼或首字母查找"
    ordering = ["name_key", "pk"]
    fields = ["person", "organization", "status", "member_class", "joined_on", "full_on", "remark", "page"]
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return super().get_queryset(request).filter(during__endswith__isnull=True)

    @admin.display(description="详情")
    def page(self, spell: Membership) -> str:
        return format_html('<a href="{}">打开党员页面</a>', reverse("members:member", args=[spell.pk]))


@admin.register(ImportBatch)
class ImportBatchAdmin(ScopedModelAdmin):
    view_permission = "organizations.import_member"
    list_display = [
        *("reference", "file_name", "organization", "state", "rows", "valid", "faulty"),
        *("uploaded_at", "uploaded_by", "page"),
    ]
    list_filter = ["state"]
    list_select_related = ["organization", "uploaded_by__person"]
    search_fields = ["reference", "file_name"]
    ordering = ["-uploaded_at"]
    fields: Any = [
        *("reference", "file_name", "organization", "state", "as_of", "rows", "valid", "created", "updated"),
        *("unchanged", "faulty", "doubtful", "uploaded_at", "uploaded_by", "committed_at", "undone_at", "page"),
    ]
    readonly_fields = fields

    @admin.display(description="详情")
    def page(self, batch: ImportBatch) -> str:
        return format_html('<a href="{}">打开批次</a>', reverse("members:import_batch", args=[batch.reference]))
