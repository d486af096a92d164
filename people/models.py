"""Accounts, and every person the portal knows, with protected data."""

from importlib import import_module
from typing import Any, Self

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q, Value
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.chinese.attributes import Education, Sex
from core.models import VersionedModel
from core.records.history import tracked
from core.records.protection import ProtectedField, RowBound, mask_address, mask_number, mask_phone
from core.records.redaction import FreeChar
from core.records.search import NameCharacters
from people.visibility import visible_condition


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: Any, permission: str = "organizations.view_member") -> Self:
        """Persons whom something (membership, post, registration …) ties to where ``user`` holds
        ``permission``.
        """
        return self.filter(visible_condition(user, permission))


@tracked(exclude=["resident_number", "resident_number_index", "phone", "phone_index", "address", "name_characters"])
class Person(VersionedModel, RowBound):
    """A member, worker, contact of a unit, grid head or resident who registers. One row per human being."""

    name = models.CharField("姓名", max_length=40)
    pinyin = models.CharField("姓名全拼", max_length=120, blank=True, db_collation="C", editable=False)
    initials = models.CharField("姓名首字母", max_length=20, blank=True, db_collation="C", editable=False)
    name_characters = models.GeneratedField(
        expression=NameCharacters(F("name")), output_field=SearchVectorField(), db_persist=True
    )
    sex = models.CharField("性别", max_length=6, choices=Sex, blank=True)
    birth_date = models.DateField("出生日期", null=True, blank=True)
    ethnicity = models.CharField("民族", max_length=12, blank=True)
    education = models.CharField("学历", max_length=12, choices=Education, blank=True)
    specialty = FreeChar("专长", max_length=80, blank=True)
    occupation = FreeChar("工作单位及职务", max_length=120, blank=True)
    resident_number = ProtectedField("公民身份号码")
    resident_number_index = models.BinaryField(max_length=32, null=True, unique=True, editable=False)
    phone = ProtectedField("联系电话")
    phone_index = models.BinaryField(max_length=32, null=True, editable=False, db_index=True)
    address = ProtectedField("家庭住址")
    created_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "人员"
        ordering = ["pinyin", "id"]
        indexes = [
            models.Index(fields=["pinyin", "id"], name="person_pinyin"),
            models.Index(fields=["initials", "pinyin", "id"], name="person_initials"),
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
    one_use_until = models.DateTimeField("一次性密码有效至", null=True, editable=False)
    """Somebody else has set the password: it opens the page of a new one until then, and nothing else."""
    session_number = models.PositiveIntegerField(default=0, editable=False)
    """Part of every session of the account: one more ends them all."""

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []  # noqa: RUF012

    class Meta:
        verbose_name = verbose_name_plural = "账号"
        constraints = [
            models.CheckConstraint(
                condition=~Q(username=Value("")),
                name="user_name_given",
                violation_error_message="用户名不能为空",
            )
        ]

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """On an object the backends alone decide, by dated grants; a superuser has no rights by that."""
        if obj is None:
            return super().has_perm(perm)
        return any(backend.has_perm(self, perm, obj) for backend in auth.get_backends())

    def __str__(self) -> str:
        return self.person.name if self.person_id and self.person else self.username

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        text = f"{self.password}:{self.session_number}"
        return salted_hmac("people.User.session", text, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class AccountSession(AbstractBaseSession):
    """A session as it stands in the database, with whose it is (people.sessions)."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions", verbose_name="账号")
    begun_at = models.DateTimeField("登录时间", null=True)

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "登录会话"

    @classmethod
    def get_session_store_class(cls) -> Any:
        return import_module(settings.SESSION_ENGINE).SessionStore  # built from this model


class CorrectionRequestState(models.TextChoices):
    OPEN = "open", "待处理"
    APPLIED = "applied", "已更正"
    REFUSED = "refused", "未采纳"


class CorrectionRequest(RowBound):
    """A person asks to correct what is held about them; whoever manages members in their scope decides
    (MEM-15).
    """

    class Field(models.TextChoices):
        NAME = "name", "姓名"
        RESIDENT_NUMBER = "resident_number", "公民身份号码"
        SEX = "sex", "性别"
        BIRTH_DATE = "birth_date", "出生日期"
        ETHNICITY = "ethnicity", "民族"
        EDUCATION = "education", "学历"
        PHONE = "phone", "联系电话"
        ADDRESS = "address", "家庭住址"
        OCCUPATION = "occupation", "工作单位及职务"
        SPECIALTY = "specialty", "专长"
        ERASE = "erase", "删除我的登记信息"
        RECORD = "record", "其他登记（入党时间、支部、任职等）"

    State = CorrectionRequestState

    person = models.ForeignKey(Person, models.CASCADE, related_name="corrections", verbose_name="人员")
    field = models.CharField("更正项目", max_length=16, choices=Field)
    proposed = ProtectedField("应为")
    reason = FreeChar("说明", max_length=200, blank=True)
    state = models.CharField("状态", max_length=8, choices=State, default=State.OPEN)
    submitted_at = models.DateTimeField("提出时间", default=timezone.now)
    decided_at = models.DateTimeField("处理时间", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="处理人"
    )
    answer = FreeChar("答复", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "更正申请"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "field"],
                condition=Q(state=CorrectionRequestState.OPEN),
                name="correction_open_once",
                violation_error_message="这一项已提出过更正，正在处理",
            ),
            models.CheckConstraint(
                condition=Q(state=CorrectionRequestState.OPEN, decided_at__isnull=True)
                | Q(
                    state__in=[CorrectionRequestState.APPLIED, CorrectionRequestState.REFUSED],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
                name="correction_decided_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state=CorrectionRequestState.REFUSED) | ~Q(answer=""),
                name="correction_refused_with_answer",
                violation_error_message="不采纳时请写明原因",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_field_display()}"

    @property
    def proposed_shown(self) -> str:
        """What is proposed, masked where the field is protected."""
        masks = {"resident_number": mask_number, "phone": mask_phone, "address": mask_address}
        return masks.get(self.field, str)(self.proposed)
