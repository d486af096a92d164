"""Persons (masked), accounts, and the audit log, within scope."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from core.models import AuditEvent
from core.records import audit
from organizations.accounts import (
    accounts_managed_by,
    give_password,
    office_for,
    open_account,
    persons_to_open,
    takes_two,
)
from organizations.accounts.actions import ask
from organizations.admin_base import ScopedAdminForm, ScopedModelAdmin
from organizations.models import AccountRequest, Organization
from organizations.resources import AccountResource, PersonResource
from people.attempts import unlock
from people.models import Person, User

GRANTS = "organizations.manage_grants"


@admin.register(Person)
class PersonAdmin(ScopedModelAdmin):
    """Read only and masked; a value is revealed with a reason on the person's page."""

    view_permission = "organizations.view_member"
    resource_class = PersonResource
    list_display = ["name", "sex", "birth_date", "ethnicity", "education", "phone_masked", "resident_number_masked"]
    list_filter = ["sex", "education"]
    search_fields = ["name", "^pinyin", "^initials"]
    search_help_text = "可用姓名、全拼或首字母查找"
    ordering = ["pinyin", "pk"]
    date_hierarchy = "birth_date"
    fields: ClassVar[Any] = [
        *("name", "sex", "birth_date", "ethnicity", "education", "specialty", "occupation"),
        *("resident_number_masked", "phone_masked", "address_masked", "page"),
    ]
    readonly_fields = fields

    def holds(self, request: HttpRequest, permission: str, obj: Any = None) -> bool:
        if not super().holds(request, permission):
            return False
        return obj is None or Person.objects.visible_to(request.user, permission).filter(pk=obj.pk).exists()

    @admin.display(description="完整信息")
    def page(self, person: Person) -> str:
        try:
            address = reverse("people:person", args=[person.pk])
        except NoReverseMatch:
            return "—"
        return format_html('<a href="{}">打开人员页面</a>', address)


class AccountForm(ScopedAdminForm):
    """Open an account for a person in scope, or set a new password for one."""

    password = forms.CharField(
        label="初始密码",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="至少10位，只能用一次：本人首次登录后必须更换。修改时留空表示不变；设置后此人的所有登录立即失效",
    )
    ask = forms.ChoiceField(
        label="申请",
        required=False,
        choices=[("", "—"), *AccountRequest.Kind.choices],
        help_text="由另一位管理这个账号的人员在“账号申请”中核实办理",
    )
    reason = forms.CharField(label="申请原因", required=False, max_length=200)

    class Meta:
        model = User
        fields = ["person", "username", "email", "is_active", "is_staff"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and takes_two(self.instance):
            self.fields.pop("password", None)
        if not self.instance.pk and "person" in self.fields:
            self.fields["person"].required = True
            self.fields["username"].required = False
            self.fields["username"].help_text = "留空则按姓名全拼生成"
            self.fields["password"].required = True

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if password:
            try:
                validate_password(password, self.instance)
            except ValidationError as error:
                raise forms.ValidationError(error.messages) from error
        return str(password)

    def _post_clean(self) -> None:
        if self.instance.pk:
            super()._post_clean()  # type: ignore[misc]


@admin.register(User)
class UserAdmin(ScopedModelAdmin):
    """Accounts that the user manages: open, block, new password. Rights are given by posts and grants, never here."""

    view_permission = GRANTS
    change_permission = GRANTS
    may_add = True
    resource_class = AccountResource
    form = AccountForm
    list_display = ["username", "person", "is_active", "is_staff", "last_seen_at", "date_joined"]
    list_filter = ["is_active", "is_staff"]
    list_select_related = ["person"]
    search_fields = ["username", "person__name", "^person__pinyin", "^person__initials"]
    ordering = ["username"]
    autocomplete_fields = ["person"]
    actions = ["unlock"]

    def get_visible(self, request: HttpRequest, permission: str) -> QuerySet[Any]:
        return accounts_managed_by(request.user)

    def holds(self, request: HttpRequest, permission: str, obj: Any = None) -> bool:
        if not super().holds(request, permission):
            return False
        return obj is None or obj.pk is None or self.get_visible(request, permission).filter(pk=obj.pk).exists()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = ["person", "username", "email", "is_staff"]
        if obj is None:
            return [*fields, "password"]
        own_way = [] if takes_two(obj) else ["password"]
        return [*fields, *own_way, "ask", "reason", "is_active", "last_seen_at"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return []
        # Letters about what others do with an account with rights go where its owner says.
        return ["person", "username", "last_seen_at", *(["email"] if takes_two(obj) else [])]

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> Any:
        return None

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "person":
            kwargs["queryset"] = persons_to_open(request.user)
            kwargs["error_messages"] = {"invalid_choice": "此人还由别的组织管理，请由共同的上级开通账号"}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def perform(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        data = form.cleaned_data
        if not change:
            user = open_account(
                by=request.user,
                person=data["person"],
                office=office_for(request.user, data["person"]),
                username=data["username"],
                password=data["password"],
                is_staff=data["is_staff"],
                email=data["email"],
            )
            obj.pk, obj.username = user.pk, user.username
            return
        changed = [name for name in form.changed_data if name not in ("password", "ask", "reason")]
        User.objects.filter(pk=obj.pk).update(**{name: getattr(obj, name) for name in changed})
        if changed:
            audit.record("people.account_changed", by=request.user, target=obj, fields=changed)
        officer: Any = request.user
        user = User.objects.get(pk=obj.pk)
        if data.get("password"):
            give_password(by=officer, user=user, password=data["password"])
        if data["ask"]:
            ask(by=officer, user=user, kind=data["ask"], reason=data["reason"])
            self.message_user(request, "已提出申请，由另一位管理这个账号的人员办理")

    @admin.action(description="解除登录锁定", permissions=["change"])
    def unlock(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            unlock(user)
            audit.record("people.unlocked", by=request.user, target=user)
        self.message_user(request, "已解除锁定", messages.SUCCESS)


@admin.register(AuditEvent)
class AuditEventAdmin(ScopedModelAdmin):
    view_permission = "organizations.view_audit"
    list_display = ["occurred_at", "actor_label", "event", "target_label", "organization_name"]
    search_fields = ["actor_label", "target_label", "=code"]
    ordering = ["-occurred_at", "-pk"]
    date_hierarchy = "occurred_at"
    fields: ClassVar[Any] = ["occurred_at", "actor_label", "event", "target_type", "target_id", "target_label", "data"]
    readonly_fields = fields

    def get_visible(self, request: HttpRequest, permission: str) -> QuerySet[Any]:
        inside = Organization.objects.visible_to(request.user, permission)
        return AuditEvent.objects.filter(organization_id__in=inside.values("pk"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        names = Organization.objects.filter(pk=OuterRef("organization_id")).values("name")[:1]
        rows: QuerySet[Any] = super().get_queryset(request).annotate(place=Subquery(names))
        return rows

    @admin.display(description="事项", ordering="code")
    def event(self, event: Any) -> str:
        return audit.label_of(event.code)

    @admin.display(description="组织")
    def organization_name(self, event: Any) -> str:
        return str(event.place)
