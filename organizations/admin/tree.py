"""Organisations as an indented tree, and posts."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from organizations import actions, rules
from organizations.admin_base import ReadOnlyInline, ScopedAdminForm, ScopedModelAdmin
from organizations.models import Organization, Placement, Position, Post
from organizations.resources import OrganizationResource, PostResource

INDENT = "\N{IDEOGRAPHIC SPACE}"
VIEW, MANAGE = "organizations.view_organization", "organizations.manage_organization"


def begins(row: Any) -> Any:
    return row.during.lower


def ends(row: Any) -> Any:
    return row.during.upper or "—"


begins.short_description = "起"  # type: ignore[attr-defined]
ends.short_description = "止"  # type: ignore[attr-defined]


class PlacementInline(ReadOnlyInline):
    model = Placement
    fk_name = "organization"
    fields: ClassVar[Any] = ["parent", begins, ends]
    readonly_fields = fields
    verbose_name_plural = "隶属关系"


class PostInline(ReadOnlyInline):
    model = Post
    fields: ClassVar[Any] = ["person", "position", "basis", begins, ends, "term_ends_on"]
    readonly_fields = fields
    verbose_name_plural = "任职"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Post]:
        return super().get_queryset(request).select_related("person", "organization").order_by("-during")


@admin.register(Organization)
class OrganizationAdmin(ScopedModelAdmin):
    view_permission = VIEW
    change_permission = MANAGE
    resource_class = OrganizationResource
    list_display = ["indented", "code", "kind", "established_on", "dissolved_on"]
    list_filter = ["kind", "community_type"]
    search_fields = ["name", "code", "pinyin", "^initials"]
    search_help_text = "可用名称、编码、全拼或首字母查找"
    ordering = ["path"]
    date_hierarchy = "established_on"
    readonly_fields = ["code", "name", "short_name", "kind", "established_on", "dissolved_on", "duties"]
    fields = ["name", "short_name", "code", "kind", "established_on", "dissolved_on", "community_type", "duties"]
    inlines = [PlacementInline, PostInline]

    @admin.display(description="组织名称", ordering="path")
    def indented(self, organization: Organization) -> str:
        return INDENT * (len(organization.ancestor_ids) - 1) + organization.name

    @admin.display(description="办理")
    def duties(self, organization: Organization) -> str:
        """Changes with a date, a preview and rules stand in the portal; here are the ways to them."""
        names = [("查看", "detail"), ("任职", "appoint"), ("新建下级", "create"), ("更名", "rename")]
        names += [("改变隶属", "move"), ("撤销", "dissolve")]
        return format_html_join(
            " · ",
            '<a href="{}">{}</a>',
            ((reverse(f"organizations:{name}", args=[organization.pk]), label) for label, name in names),
        )


class PostForm(ScopedAdminForm):
    """A new post; existing ones end by the portal's page with its preview."""

    since = forms.DateField(label="任职日期", widget=AdminDateWidget)

    class Meta:
        model = Post
        fields = ["person", "organization", "position", "basis", "full_time", "term_ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "since" in self.fields:
            self.fields["since"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        organization, position = cleaned.get("organization"), cleaned.get("position")
        if organization and position and Position(position) not in rules.positions_in(organization.kind):
            self.add_error("position", f"{organization.get_kind_display()}不设这个职务")
        return cleaned

    def _post_clean(self) -> None:
        """The action checks the whole post with its dates; the form alone has no range yet."""


@admin.register(Post)
class PostAdmin(ScopedModelAdmin):
    view_permission = VIEW
    change_permission = MANAGE
    may_add = True
    form = PostForm
    resource_class = PostResource
    list_display = ["person", "position", "organization", "basis", begins, ends, "term_ends_on"]
    list_filter = ["position", "basis"]
    list_select_related = ["person", "organization"]
    search_fields = ["person__name", "^person__pinyin", "^person__initials", "organization__name"]
    search_help_text = "可用姓名、全拼、首字母或组织名称查找"
    ordering = ["scope", "position", "pk"]
    date_hierarchy = "term_ends_on"
    autocomplete_fields = ["person", "organization"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request, obj)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ["person", "organization", "position", "basis", "since", "term_ends_on", "full_time"]
        return ["person", "organization", "position", "basis", begins, ends, "term_ends_on", "ended_because", "ending"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [] if obj is None else self.get_fields(request, obj)

    @admin.display(description="离任")
    def ending(self, post: Post) -> str:
        return format_html('<a href="{}">办理离任</a>', reverse("organizations:end_post", args=[post.pk]))

    def perform(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        names = ("person", "organization", "position", "basis", "full_time", "since", "term_ends_on")
        made = actions.appoint(
            by=request.user, today=timezone.localdate(), **{name: form.cleaned_data[name] for name in names}
        )
        obj.__dict__.update(made.__dict__)
