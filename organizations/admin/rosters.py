"""Batches of every roster, to look at; what is done with one stands on its page."""

from typing import Any, ClassVar

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from organizations.admin_base import ScopedModelAdmin
from organizations.models import RosterBatch


@admin.register(RosterBatch)
class RosterBatchAdmin(ScopedModelAdmin):
    view_permission = "organizations.manage_organization"
    list_display = [
        *("reference", "subject", "file_name", "organization", "state", "rows", "valid", "faulty"),
        *("uploaded_at", "uploaded_by", "page"),
    ]
    list_filter = ["subject", "state"]
    list_select_related = ["organization", "uploaded_by__person"]
    search_fields = ["reference", "file_name"]
    ordering = ["-uploaded_at"]
    fields: ClassVar[Any] = [
        *("reference", "subject", "file_name", "organization", "state", "since", "rows", "valid", "created", "updated"),
        *("unchanged", "faulty", "doubtful", "uploaded_at", "uploaded_by", "committed_at", "undone_at", "page"),
    ]
    readonly_fields = fields

    @admin.display(description="详情")
    def page(self, batch: RosterBatch) -> str:
        address = reverse("organizations:roster_batch", args=[batch.reference])
        return format_html('<a href="{}">打开批次</a>', address)
