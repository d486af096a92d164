"""Roles, dated grants and thresholds."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from organizations import actions
from organizations.admin.tree import begins, ends
from organizations.admin_base import ScopedAdminForm, ScopedModelAdmin
from organizations.models import Grant, Organization, Role, Threshold
from organizations.scoping import may, reach, subtree_condition
from organizations.standards.readers import readers

GRANTS, THRESHOLDS = "organizations.manage_grants", "organizations.manage_thresholds"


@admin.register(Role)
class RoleAdmin(ScopedModelAdmin):
    """Presets: seen by who grants; what stands in them is data of the installation."""

    view_permission = GRANTS
    list_display = ["label", "code"]
    fields: ClassVar[Any] = ["label", "code", "permissions"]
    readonly_fields = fields

    def get_visible(self, request: HttpRequest, permission: str) -> QuerySet[Any]:
        return Role.objects.all()


class GrantForm(ScopedAdminForm):
    """A role by hand: all permissions of a preset, on one organisation, for a time."""

    role = forms.ModelChoiceField(label="角色", queryset=Role.objects.order_by("pk"))
    since = forms.DateField(label="开始日期", widget=AdminDateWidget)
    until = forms.DateField(
        label="结束日期", widget=AdminDateWidget, help_text="必填，不晚于您自己权限的结束日期；随离任提前结束"
    )

    class Meta:
        model = Grant
        fields = ["user", "content_object"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "since" in self.fields:
            self.fields["since"].initial = timezone.localdate()

    def _post_clean(self) -> None:
        """One row of the form becomes many grants: the action checks them."""


@admin.register(Grant)
class GrantAdmin(ScopedModelAdmin):
    view_permission = GRANTS
    change_permission = GRANTS
    may_add = True
    form = GrantForm
    list_display = ["user", "permission_name", "content_object", begins, ends, "source"]
    list_select_related = ["user__person", "permission", "content_object", "post", "acting__post"]
    list_filter = [("post", admin.EmptyFieldListFilter)]
    search_fields = ["user__username", "user__person__name", "content_object__name"]
    autocomplete_fields = ["user", "content_object"]
    actions = ["revoke"]

    def get_visible(self, request: HttpRequest, permission: str) -> QuerySet[Any]:
        return Grant.objects.filter(subtree_condition(reach(request.user, permission), field="content_object__path"))

    def holds(self, request: HttpRequest, permission: str, obj: Any = None) -> bool:
        return super().holds(request, permission, obj.content_object if isinstance(obj, Grant) else obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ["user", "role", "content_object", "since", "until"]
        return ["user", "permission_name", "content_object", begins, ends, "source", "granted_by", "granted_at"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [] if obj is None else self.get_fields(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        data = form.cleaned_data
        if not may(request.user, GRANTS, data["content_object"]):
            raise PermissionDenied
        actions.give_role(
            by=request.user,
            user=data["user"],
            role=data["role"],
            organization=data["content_object"],
            since=data["since"],
            until=data["until"],
            today=timezone.localdate(),
        )
        given = Grant.objects.filter(user=data["user"], content_object=data["content_object"])
        given = given.filter(post=None, acting=None)
        obj.__dict__.update(given.latest("pk").__dict__)

    @admin.display(description="权限", ordering="permission")
    def permission_name(self, grant: Grant) -> str:
        return grant.permission.name

    @admin.display(description="来源")
    def source(self, grant: Grant) -> str:
        if grant.acting is not None:
            return f"代理：{grant.acting.post.get_position_display()}"
        return f"任职：{grant.post.get_position_display()}" if grant.post else "单独授予"

    @admin.action(description="即日收回单独授予的权限", permissions=["change"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[Grant]) -> None:
        """Ends hand-made grants of the chosen users there; those of posts end with the posts."""
        today = timezone.localdate()
        chosen = {(grant.user_id, grant.content_object_id): grant for grant in queryset if grant.post_id is None}
        ended = sum(
            actions.revoke_role(by=request.user, user=grant.user, organization=grant.content_object, on=today)
            for grant in chosen.values()
        )
        self.message_user(request, f"收回了{ended}项权限；随任职产生的权限请办理离任")


class ThresholdForm(ScopedAdminForm):
    """A row of one's own over the one in force: chosen number, place, value, date and document."""

    base = forms.ModelChoiceField(label="标准", queryset=Threshold.objects.none())

    class Meta:
        model = Threshold
        fields = ["organization", "value", "effective_from", "document"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "organization" in self.fields:
            self.fields["base"].queryset = (  # type: ignore[attr-defined]
                Threshold.objects.national(timezone.localdate()).filter(
                    scope_level__in=["district", "street"], name__in=readers()
                )
            )
            self.fields["base"].label_from_instance = (  # type: ignore[attr-defined]
                lambda row: f"{row.label}（{row.name}，全国 {row.value}）"
            )
            self.fields["organization"].required = True
            self.fields["document"].required = True

    def _post_clean(self) -> None:
        """The action checks the whole row."""


@admin.register(Threshold)
class ThresholdAdmin(ScopedModelAdmin):
    """National rows and those of the user's line upwards are seen, if anything reads them; a change is a new row."""

    view_permission = "organizations.view_organization"
    change_permission = THRESHOLDS
    may_add = True
    form = ThresholdForm
    list_display = ["label", "value", "unit", "clause", "level", "organization", "effective_from"]
    list_filter = ["scope_level", "origin", ("organization", admin.EmptyFieldListFilter)]
    list_select_related = ["organization"]
    search_fields = ["label", "name", "clause", "rows"]
    ordering = ["name", "-effective_from"]

    def get_visible(self, request: HttpRequest, permission: str) -> QuerySet[Any]:
        paths = reach(request.user, permission)
        above = {int(step) for path in paths for step in path.split(".") if step}
        condition = Q(organization=None) | Q(organization_id__in=above)
        condition |= subtree_condition(paths, field="organization__path")
        return Threshold.objects.filter(condition, name__in=readers())

    def holds(self, request: HttpRequest, permission: str, obj: Any = None) -> bool:
        return super().holds(request, permission)  # which rows: get_visible; national ones have no organisation

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "organization":
            held = Organization.objects.visible_to(request.user, THRESHOLDS)
            kwargs["queryset"] = (held.streets() | held.filter(kind="district_department")).order_by("path")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ["base", "organization", "value", "effective_from", "document"]
        shown = ["label", "name", "op", "value", "unit", "clause", "origin", "level", "organization"]
        return [*shown, "effective_from", "document", "note"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [] if obj is None else self.get_fields(request, obj)

    @admin.display(description="可调整层级", ordering="scope_level")
    def level(self, threshold: Threshold) -> str:
        names = {"national": "全国统一", "district": "区级", "street": "街道", "platform": "系统"}
        return names.get(threshold.scope_level, threshold.scope_level)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        data = form.cleaned_data
        if not may(request.user, THRESHOLDS, data["organization"]):
            raise PermissionDenied
        made = actions.set_threshold(
            by=request.user,
            threshold=data["base"],
            today=timezone.localdate(),
            **{name: data[name] for name in ("organization", "value", "effective_from", "document")},
        )
        obj.__dict__.update(made.__dict__)
