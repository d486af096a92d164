"""One object in the user's scope: outside it is 404, inside but not allowed is 403 (docs/architecture.md)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from organizations.kinds import Kind
from organizations.models import Organization
from organizations.scoping import may

MANAGE, MANAGE_GRID = "organizations.manage_organization", "organizations.manage_grid"
MANAGE_UNITS = "organizations.manage_service"
GRID_BODIES = (Kind.GRID_BRANCH, Kind.BUILDING_GROUP, Kind.MEMBER_HOUSEHOLD)


def may_manage(user: Any, organization: Organization) -> bool:
    """Whoever keeps the tree there; bodies of the grids also whoever keeps the grids (the secretary)."""
    if may(user, MANAGE, organization):
        return True
    return organization.kind in GRID_BODIES and may(user, MANAGE_GRID, organization)


def get_scoped(rows: Any, user: Any, *, see: str, need: str | None = None, **lookup: Any) -> Any:
    """One object of ``rows`` (manager or queryset): 404 outside ``see``, 403 inside but without ``need``."""
    found = get_object_or_404(rows.visible_to(user, see), **lookup)
    if need is not None:
        organization = found if isinstance(found, Organization) else found.organization
        if not user.has_perm(need, organization):  # guardian's backend: organizations.backends
            raise PermissionDenied("您可以查看，但没有办理的权限")
    return found
