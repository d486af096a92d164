"""Accounts, and every person the portal knows, with protected data."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone

from core.chinese import Education, Sex
from core.history import tracked
from core.models import VersionedModel
from core.protection import ProtectedField, mask_address, mask_number, mask_phone


class Characters(Func):
    """``tsvector`` of the single characters of a name, so that any part of a Chinese name is found by index."""

    template = (
        "to_tsvector('simple'::regconfig, regexp_replace(lower(%(expressions)s::text), '(.)', '\\1 ', 'g'))"
    )
    output_field = SearchVectorField()


@tracked(
    exclude=["resident_number", "resident_number_index", "phone", "phone_index", "address", "name_characters"]
)
class Person(VersionedModel):
    """A member, worker, contact of a unit, grid head or resident who registers. One row per human being."""

    name = models.CharField("姓名", max_length=40)
    pinyin = models.CharField("姓名全拼", max_length=120, blank=True, db_collation="C", editable=False)
    initials = models.CharField("姓名首字母", max_length=20, blank=True, db_collation="C", editable=False)
    name_characters = models.GeneratedField(
        expression=Characters(F("name")), output_field=SearchVectorField(), db_persist=True
    )
    sex = models.CharField("性别", max_length=6, choices=Sex, blank=True)
    birth_date = models.DateField("出生日期", null=True, blank=True)
    ethnicity = models.CharField("民族", max_length=12, blank=True)
    education = models.CharField("学历", max_length=12, choices=Education, blank=True)
    specialty = models.CharField("专长", max_length=80, blank=True)
    occupation = models.CharField("工作单位及职务", max_length=120, blank=True)
    resident_number = ProtectedField("公民身份号码")
    resident_number_index = models.BinaryField(max_length=32, null=True, unique=True, editable=False)
    phone = ProtectedField("联系电话")
    phone_index = models.BinaryField(max_length=32, null=True, editable=False, db_index=True)
    address = ProtectedField("家庭住址")
    created_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "人员"
        ordering = ["pinyin", "id"]
        indexes = [
            models.Index(fields=["pinyin", "id"], name="person_pinyin"),
            models.Index(fields=["initials"], name="person_initials"),
            GinIndex(fields=["name_characters"], name="person_name_characters"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def resident_number_masked(self) -> str:
        return mask_number(self.resident_number)

    @property
    def phone_masked(self) -> str:
        return mask_phone(self.phone)

    @property
    def address_masked(self) -> str:
        return mask_address(self.address)


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(username, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=username)


class User(AbstractBaseUser, PermissionsMixin):
    """An account. Rights come from dated grants on organisations (organizations.scoping), never from being
    superuser.
    """

    username = models.CharField(
        "用户名", max_length=60, unique=True, error_messages={"unique": "这个用户名已经有人使用"}
    )
    person = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, related_name="user", verbose_name="人员"
    )
    email = models.EmailField("邮箱", blank=True)
    is_active = models.BooleanField("启用", default=True)
    is_staff = models.BooleanField("可进后台", default=False)
    date_joined = models.DateTimeField("开通时间", default=timezone.now, editable=False)
    last_seen_at = models.DateTimeField("最近使用", null=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = verbose_name_plural = "账号"
        constraints = [
            models.CheckConstraint(
                condition=~Q(username=Value("")),
                name="user_name_given",
                violation_error_message="用户名不能为空",
            )
        ]

    def __str__(self) -> str:
        return self.person.name if self.person_id and self.person else self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)
