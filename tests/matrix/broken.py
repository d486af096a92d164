"""The scope broken on purpose, one place at a time: what the access matrix has to find (``manage.py matrix_test``).

Each fault is what somebody might write tomorrow: a view that fetches by id alone, a choice from a whole table. The rows
of the database answer everybody meanwhile, so that the tests have to find the fault itself. ``ALONE`` takes down all of
one wall, and the matrix has to find nothing.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from core.records import reach

Patch = pytest.MonkeyPatch
MATRIX, CHOICES = "tests/test_access_matrix.py", "tests/test_access_choices.py"


class Fault(NamedTuple):
    """``tests``: where it has to be found."""

    plant: Callable[[Patch], None]
    tests: tuple[str, ...]


def _by_id_alone(rows: Any, user: Any, *, see: str, need: str | None = None, **lookup: Any) -> Any:
    """``get_scoped`` without the scope; the right to change is still asked."""
    found = get_object_or_404(rows, **lookup)
    organization = getattr(found, "organization", found)
    if need is not None and not user.has_perm(need, organization):
        raise PermissionDenied("您可以查看，但没有办理的权限")
    return found


def _unscoped(module: str) -> Callable[[Patch], None]:
    return lambda patch: patch.setattr(import_module(module), "get_scoped", _by_id_alone)


def _everything(module: str, name: str, make: Callable[[], Any]) -> Callable[[Patch], None]:
    return lambda patch: patch.setattr(import_module(module), name, lambda *args, **kwargs: make())


def _communities() -> Any:
    from organizations.kinds import Kind
    from organizations.models import Organization

    return Organization.objects.filter(kind=Kind.COMMUNITY)


def _export(patch: Patch) -> None:
    from organizations.admin_base import ScopedModelAdmin
    from organizations.models import Post

    def visible(self: Any, request: HttpRequest, permission: str) -> Any:
        return self.model._default_manager.all()

    def queryset(self: Any, request: HttpRequest) -> Any:
        return Post.objects.all() if "action" in request.POST else plain(self, request)

    plain = ScopedModelAdmin.get_queryset
    patch.setattr(ScopedModelAdmin, "get_visible", visible)
    patch.setattr(ScopedModelAdmin, "get_queryset", queryset)


def _action(patch: Patch) -> None:
    from organizations.admin.rights import GrantAdmin
    from organizations.models import Grant

    def revoke(self: Any, request: HttpRequest, _queryset: Any) -> None:
        Grant.objects.filter(pk__in=request.POST.getlist("_selected_action")).delete()

    patch.setattr(GrantAdmin, "revoke", revoke)


def _autocomplete(patch: Patch) -> None:
    def rows(self: Any) -> Any:
        found, _ = self.model_admin.get_search_results(
            self.request, self.model_admin.model._default_manager.order_by("pk"), self.term
        )
        return found

    patch.setattr(AutocompleteJsonView, "get_queryset", rows)


def _confirmed_anywhere(patch: Patch) -> None:
    from members import forms
    from members.models import DualRegistration

    plain = forms.ConfirmForm.__init__

    def of_all(self: Any, *args: Any, rows: Any, **kwargs: Any) -> None:
        plain(self, *args, rows=DualRegistration.objects.all(), **kwargs)

    patch.setattr(forms.ConfirmForm, "__init__", of_all)


def _drill_down(patch: Patch) -> None:
    from organizations.models import Organization

    module = import_module("assessments.views.dashboard")

    def scoped(rows: Any, user: Any, *, see: str, need: str | None = None, **lookup: Any) -> Any:
        return get_object_or_404(Organization.objects.all(), **lookup)

    patch.setattr(module, "get_scoped", scoped)


def _search(patch: Patch) -> None:
    from meetings.models import Meeting

    queryset = type(Meeting.objects.all())
    module = import_module("meetings.home")

    class Everywhere:
        objects = Meeting.objects.all()

    assert hasattr(queryset, "visible_to")
    patch.setattr(module, "Meeting", Everywhere)
    patch.setattr(queryset, "visible_to", lambda self, user, permission: self)


def _reach_is_rule(patch: Patch) -> None:
    """Who reaches a person manages the person's account: the first edition's way in."""
    from organizations import accounts
    from people.models import Person, User

    def managed(user: Any, on: Any = None) -> Any:
        return User.objects.filter(person__in=Person.objects.visible_to(user, accounts.MANAGE)).exclude(pk=user.pk)

    for module in ("organizations.accounts", "organizations.admin.people", "organizations.accounts.rules"):
        found = import_module(module)
        if hasattr(found, "accounts_managed_by"):
            patch.setattr(found, "accounts_managed_by", managed)


def _activity_grid(patch: Patch) -> None:
    from grids.models import Grid
    from services import forms

    plain = forms.ActivityForm.__init__

    def of_all(self: Any, *args: Any, grids: Any, **kwargs: Any) -> None:
        plain(self, *args, grids=Grid.objects.in_force(timezone.localdate()), **kwargs)

    patch.setattr(forms.ActivityForm, "__init__", of_all)


def _matrix(*apps: str) -> tuple[str, ...]:
    return tuple(f"{MATRIX}::test_every_role_on_every_url[{app}]" for app in apps)


def _choices(*apps: str) -> tuple[str, ...]:
    return tuple(f"{CHOICES}::test_no_form_takes_an_id_of_another_tree[{app}]" for app in apps)


ADMIN_ACTIONS = f"{CHOICES}::test_no_action_of_the_admin_reaches_another_tree"
FAULTS: dict[str, Fault] = {
    "a view": Fault(_unscoped("services.views.agreements"), _matrix("services")),
    "a form's choice": Fault(
        _everything("services.queries", "manageable_communities", _communities), _matrix("services")
    ),
    "an export": Fault(_export, (ADMIN_ACTIONS,)),
    "an action of the admin": Fault(_action, (ADMIN_ACTIONS,)),
    "an autocomplete": Fault(_autocomplete, (f"{MATRIX}::test_autocomplete_offers_nothing_foreign",)),
    "a file": Fault(_unscoped("meetings.views.office"), _matrix("meetings")),
    "a POST with foreign ids": Fault(_confirmed_anywhere, _choices("members")),
    "a number's records": Fault(_drill_down, _matrix("assessments")),
    "the search of the top bar": Fault(_search, (f"{MATRIX}::test_search_of_the_top_bar_finds_nothing_foreign",)),
    "an account of two trees": Fault(_reach_is_rule, ("tests/test_two_trees.py",)),
    "a part of a page": Fault(_unscoped("grids.views.grids"), _matrix("grids")),
    "a choice only by POST": Fault(_activity_grid, _choices("services")),
}
"""Place → its fault."""


def _rows_answer_everybody(patch: Patch) -> None:
    """The second wall down: requests reach the rows of the whole database."""
    patch.setattr(import_module("organizations.walls"), "reach_of", lambda user, home: reach.OFFICE)


def _everything_is_visible(patch: Patch) -> None:
    """The first wall down, for every table that has the second one."""
    from organizations.models import ScopedModel
    from organizations.walls import LEFT_OUT

    def broken(plain: Callable[..., Any]) -> Callable[..., Any]:
        def visible_to(self: Any, user: Any, permission: str) -> Any:
            return plain(self, user, permission) if self.model._meta.label in LEFT_OUT else self.all()

        return visible_to

    models = [each for each in apps.get_models() if issubclass(each, ScopedModel)]
    kinds = {kind for each in models for kind in type(each._default_manager.all()).__mro__}
    for kind in kinds:
        if "visible_to" in vars(kind):
            patch.setattr(kind, "visible_to", broken(vars(kind)["visible_to"]))


ALONE = {"rows": _everything_is_visible, "scope": _rows_answer_everybody}
"""The wall that is left standing → what takes the other one down (``manage.py matrix_test --alone``)."""


def plant(name: str) -> Patch:
    """Break the place for the life of this process, or until ``undo()``."""
    patch = Patch()
    _rows_answer_everybody(patch)
    FAULTS[name].plant(patch)
    return patch
