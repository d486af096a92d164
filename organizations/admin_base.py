"""The admin of street and district staff: everything by grants on organisations, nothing by Django's model permissions.

An app registers a model as ``class MembershipAdmin(ScopedModelAdmin)`` with the permission that shows its rows and the
one that changes them. Lists, choices of foreign keys, autocomplete and export stay inside the user's scope; values in
protected fields never reach a form; changes are audited; the editor who lost a race is told.
"""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from core.office.documents import XLSX_TYPE, download
from core.office.spreadsheets import Column, SheetSpec, write
from core.records import audit
from core.records.errors import RuleViolation
from core.records.protection import ProtectedField
from core.records.versions import Conflict, save_versioned
from core.web.forms import plausible_days
from core.web.paging import CappedPaginator
from organizations.models import Organization
from organizations.rosters.resource import RosterResource
from organizations.rosters.rules import subject_of
from organizations.scoping import may, permissions_of

EXPORT = "organizations.export_data"
EXPORTED_ROWS = 50_000
_FILTERED_BY = {"exact", "isnull", "isempty", "id__exact", "in", "gte", "lt", "year", "month", "day"}
"""What Django's filters and the hierarchy of dates ask of their own field."""


def organization_of(instance: models.Model) -> Organization | None:
    """The organisation that a row belongs to: itself, or its ``organization``."""
    if isinstance(instance, Organization):
        return instance
    return getattr(instance, "organization", None)


def _overtaken(conflict: Conflict) -> RuleViolation:
    texts = [f"{each.label}：您填的是“{each.posted}”，现在是“{each.stored}”" for each in conflict.differences]
    said = "；".join(texts) or "您填的各项与现在的内容相同"
    return RuleViolation("conflict", f"别人刚刚修改了这条记录，还没有保存。{said}。核对后可以再次保存")


class ScopedAdminForm(forms.ModelForm[Any]):
    """Carries the version that was shown; ``ScopedModelAdmin.perform`` saves on that version or not at all."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    violation: RuleViolation | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and hasattr(self.instance, "version"):
            self.fields["seen_version"].initial = self.instance.version
        else:
            self.fields.pop("seen_version", None)
        plausible_days(self)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.violation is not None:
            field = self.violation.field
            self.add_error(field if field in self.fields else None, self.violation.message)
        return cleaned


class _Autocomplete(AutocompleteSelect):
    """An id that is none chooses nothing: the field says so, where Django would ask the database for it."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, [each for each in value if str(each).isdecimal()], attr)


class ScopedModelAdmin(admin.ModelAdmin[Any]):
    """Set ``view_permission``; ``change_permission`` too when rows may be edited here, ``may_add`` for new ones.

    ``resource_class`` (import-export) defines the columns of the export, and the roster that its rows come in by:
    the list leads there. Without one there is no export.
    Override ``get_visible`` for a model without ``visible_to``, and ``perform`` to save through an action.
    """

    view_permission: str = "organizations.view_organization"
    change_permission: str = ""
    may_add = False
    resource_class: type[RosterResource] | None = None
    form: Any = ScopedAdminForm
    paginator: ClassVar[Any] = CappedPaginator
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    empty_value_display = "—"

    # -- who may ------------------------------------------------------------------------------------

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.holds(request, self.view_permission, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(self.change_permission) and self.holds(request, self.change_permission, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may_add and self.has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # records end with a date; nothing recorded is lost

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.resource_class is not None and EXPORT in permissions_of(request.user)

    def holds(self, request: HttpRequest, permission: str, obj: Any = None) -> bool:
        if not request.user.is_staff:
            return False
        organization = organization_of(obj) if obj is not None else None
        if organization is None:
            return permission in permissions_of(request.user)
        return may(request.user, permission, organization)

    # -- what is seen -------------------------------------------------------------------------------

    def get_visible(self, request: HttpRequest, permission: str) -> models.QuerySet[Any]:
        scoped: Any = self.model._default_manager
        visible: models.QuerySet[Any] = scoped.visible_to(request.user, permission)
        return visible

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = self.get_visible(request, self.view_permission)
        ordering = self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> list[str]:
        protected = [
            field.name
            for field in self.model._meta.concrete_fields
            if isinstance(field, ProtectedField) or field.name.endswith("_index")
        ]
        return [*(super().get_exclude(request, obj) or ()), *protected]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = [name for name in super().get_fields(request, obj) if name != "seen_version"]
        return [*fields, *self._version_fields(request, obj)]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if not self.fieldsets:
            return super().get_fieldsets(request, obj)
        hidden = self._version_fields(request, obj)
        return [*self.fieldsets, *([(None, {"fields": hidden})] if hidden else [])]

    def _version_fields(self, request: HttpRequest, obj: Any) -> list[str]:
        """The hidden field of an editable versioned row; none on a new or read-only one."""
        editable = obj is not None and hasattr(obj, "version") and self.has_change_permission(request, obj)
        return ["seen_version"] if editable else []

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.violation = getattr(request, "rule_violation", None)
        return form

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        raise Http404  # as everywhere in the portal; Django would go to the index and name the id

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only the filters that the list offers; Django lets any column be asked, password hashes too."""
        return any(
            lookup == field or lookup.startswith(f"{field}__") and lookup.removeprefix(f"{field}__") in _FILTERED_BY
            for field in self._filtered(request)
        )

    def _filtered(self, request: HttpRequest | None) -> list[str]:
        offered: list[Any] = [self.date_hierarchy] if self.date_hierarchy else []
        offered += self.list_filter if request is None else self.get_list_filter(request)
        return [each if isinstance(each, str) else each[0] for each in offered]

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField[Any] | None:
        remote = db_field.remote_field.model
        if "queryset" not in kwargs:
            if remote is Organization:
                kwargs["queryset"] = Organization.objects.visible_to(
                    request.user, self.change_permission or self.view_permission
                )
            else:
                remote_admin = self.admin_site._registry.get(remote)
                if isinstance(remote_admin, ScopedModelAdmin):
                    kwargs["queryset"] = remote_admin.get_queryset(request)
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = _Autocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    # -- writing ------------------------------------------------------------------------------------

    def perform(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write ``obj``; override to call an action. RuleViolation and Conflict become errors on the page."""
        if change and hasattr(obj, "version"):
            columns = {field.name for field in self.opts.concrete_fields}
            typed = [name for name in form.cleaned_data if name in columns]
            save_versioned(obj, form.cleaned_data.get("seen_version") or 0, typed)
        else:
            obj.save()
        audit.record(
            f"{self.opts.app_label}.{'changed' if change else 'added'}_in_admin",
            by=request.user,
            target=obj,
            fields=sorted(name for name in form.changed_data if name != "seen_version"),
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        organization = organization_of(obj)
        if organization is not None and not self.holds(request, self.change_permission, obj):
            raise PermissionDenied
        self.perform(request, obj, form, change)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except RuleViolation as violation:  # rolled back; shown again with what was typed and the reason
            request.rule_violation = violation  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)
        except Conflict as conflict:  # the same, with both texts; saving once more is then on what stands now
            request.rule_violation = _overtaken(conflict)  # type: ignore[attr-defined]
            posted = request.POST.copy()
            posted["seen_version"] = str(conflict.instance.version)  # type: ignore[attr-defined]
            request.POST = posted  # type: ignore[assignment]
            answer = super().changeform_view(request, *args, **kwargs)
            answer.status_code = 409
            return answer

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The list, with the way to the roster of its rows for who may import it."""
        key = self.resource_class.roster if self.resource_class is not None else ""
        shown = dict(extra_context or {})
        if key and subject_of(key).right in permissions_of(request.user):
            shown |= {"roster": subject_of(key), "roster_url": reverse(subject_of(key).page)}
        return super().changelist_view(request, shown)

    # -- export -------------------------------------------------------------------------------------

    @admin.action(description="导出所选（Excel）", permissions=["export"])
    def export_selected(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> HttpResponse:
        """The selected rows for which the user holds export_data, in the resource's columns; logged with its count."""
        assert self.resource_class is not None  # the action is offered only then
        rows = queryset.filter(pk__in=self.get_visible(request, EXPORT).values("pk"))[:EXPORTED_ROWS]
        dataset = self.resource_class().export(rows)
        name = str(self.opts.verbose_name)
        content = write([SheetSpec(name, [Column(title) for title in dataset.headers or []], list(dataset))])
        audit.record(
            f"{self.opts.app_label}.exported",
            by=request.user,
            label=name,
            model=self.opts.label_lower,
            rows=len(dataset),
        )
        response = download(content, f"{name}_{timezone.localdate():%Y%m%d}.xlsx")
        response["Content-Type"] = XLSX_TYPE
        return response

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        if self.has_export_permission(request):
            actions["export_selected"] = self.get_action("export_selected")
        return actions


class ReadOnlyInline(admin.TabularInline[Any, Any]):
    """Rows below a record, shown and never edited there."""

    template = "organizations/admin_rows.html"
    extra = 0
    can_delete = False
    show_change_link = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # the record above it was found in scope

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
