"""Roles as data, and dated grants of guardian's permissions on organisations."""

from collections.abc import Sequence
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from guardian.managers import BaseObjectPermissionManager, GroupObjectPermissionManager, UserObjectPermissionManager
from guardian.models import GroupObjectPermission, UserObjectPermissionBase

from organizations.kinds import Kind
from organizations.models.posts import Position, Post
from organizations.models.tree import Organization


class Role(models.Model):
    """A preset of permissions, in data: what somebody in a post may do. See RoleRule for which posts give it."""

    code = models.SlugField("代码", unique=True)
    label = models.CharField("角色", max_length=40)
    permissions = models.ManyToManyField(Permission, verbose_name="权限")

    class Meta:
        verbose_name = verbose_name_plural = "角色"

    def __str__(self) -> str:
        return self.label


class RoleRule(models.Model):
    """A post of ``position`` in an organisation of ``kind`` gives ``role`` (at the community for its bodies)."""

    kind = models.CharField("组织类型", max_length=32, choices=Kind)
    position = models.CharField("职务", max_length=32, choices=Position)
    role = models.ForeignKey(Role, models.CASCADE, related_name="rules", verbose_name="角色")

    class Meta:
        verbose_name = verbose_name_plural = "任职授权规则"
        constraints = [models.UniqueConstraint(fields=["kind", "position"], name="role_rule_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.get_position_display()} → {self.role}"


class Refusing(BaseObjectPermissionManager):
    """Guardian's functions know neither dates nor the tree: all of them come here, for any model, and are refused.

    ``user.has_perm(permission, organization)`` and guardian's decorators and mixins, which ask it, answer rightly.
    """

    def is_generic(self) -> NoReturn:
        """Guardian asks this before it reads a grant."""
        raise NotImplementedError(
            "guardian's shortcuts know neither dates nor the tree: read with user.has_perm(permission, organization)"
            " and visible_to(user), write with organizations.actions.give_role and revoke_role"
        )

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        self.is_generic()

    assign_perm = bulk_assign_perm = assign_perm_to_many = assign = _refuse
    remove_perm = bulk_remove_perm = remove_perm_from_many = _refuse


class GrantManager(Refusing, UserObjectPermissionManager):
    pass


class GroupGrantManager(Refusing, GroupObjectPermissionManager):
    pass


class GroupGrant(GroupObjectPermission):
    """Posts give rights, groups never do: guardian's permissions of groups are neither written nor read."""

    objects: ClassVar = GroupGrantManager()

    class Meta:
        proxy = True


class Grant(UserObjectPermissionBase):
    """A guardian permission on an organisation, with dates. It flows down the tree; ``post`` when it came from one,
    ``acting`` when from acting for its holder."""

    content_object = models.ForeignKey(Organization, models.CASCADE, related_name="grants", verbose_name="组织")
    during = DateRangeField("起止")
    post = models.ForeignKey(Post, models.CASCADE, null=True, blank=True, related_name="grants", verbose_name="任职")
    acting = models.ForeignKey(
        "organizations.Acting", models.CASCADE, null=True, blank=True, related_name="grants", verbose_name="代理"
    )
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="授权人"
    )
    granted_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = GrantManager()

    class Meta:
        verbose_name = verbose_name_plural = "授权"
        unique_together: ClassVar[Sequence[Sequence[str]]] = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user", "permission", "content_object", "post", "acting"],
                name="grant_once_a_source",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(during__isempty=False), name="grant_during_not_empty"),
        ]
