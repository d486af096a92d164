"""Object permissions by dated grants that flow down the tree (guardian's own backend knows no dates)."""

from typing import Any

from django.db.models import Model
from guardian.backends import ObjectPermissionBackend

from organizations.models import Organization
from organizations.scoping import grants_of, may


class TreeGrantBackend(ObjectPermissionBackend):
    """``user.has_perm("organizations.view_member", organization)``; other objects have no object permissions."""

    def has_perm(self, user_obj: Any, perm: str, obj: Model | None = None) -> bool:
        return isinstance(obj, Organization) and user_obj.is_active and may(user_obj, perm, obj)

    def get_group_permissions(self, user_obj: Any, obj: Model | None = None) -> set[str]:
        return set()  # posts give permissions, groups do not

    def get_all_permissions(self, user_obj: Any, obj: Model | None = None) -> set[str]:
        if not isinstance(obj, Organization) or not user_obj.is_active:
            return set()
        return {
            codename
            for codename, paths in grants_of(user_obj).items()
            if any(path and obj.path.startswith(path) for path in paths)
        }
