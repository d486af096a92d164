"""Members for street staff; a roster comes in through the same wizard as a secretary's."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from members.models import Membership
from members.resources import MemberResource
from organizations.admin_base import ScopedModelAdmin


@admin.register(Membership)
class MembershipAdmin(ScopedModelAdmin):
    """Read only: a change ends a spell and opens the next, on the member's page."""

    view_permission = "organizations.view_member"
    resource_class = MemberResource
    list_display = ["person", "organization", "status", "member_class", "joined_on", "full_on", "page"]
    list_filter = ["status", "member_class"]
    list_select_related = ["person", "organization"]
    search_fields = ["person__name", "^person__pinyin", "^person__initials"]
    search_help_text = "可用姓名、全拼或首字母查找"
    ordering = ["name_key", "pk"]
    fields: ClassVar[Any] = [
        *("person", "organization", "status", "member_class"),
        *("joined_on", "full_on", "remark", "page"),
    ]
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return super().get_queryset(request).filter(during__endswith__isnull=True)

    @admin.display(description="详情")
    def page(self, spell: Membership) -> str:
        return format_html('<a href="{}">打开党员页面</a>', reverse("members:member", args=[spell.pk]))
