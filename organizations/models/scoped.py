"""What every protected row of the apps above stands on: its organisation, and the copy of that one's path."""

from typing import Any, Self, TypeVar

import pgtrigger
from django.db import models
from django.db.models import F

from organizations.models.tree import Organization
from organizations.scoping import subtree_condition, visible_condition

_Row = TypeVar("_Row", bound=models.Model)


class ScopedQuerySet(models.QuerySet[_Row]):
    """Vocabulary of every protected row: start each query that serves a person here."""

    def visible_to(self, user: Any, permission: str) -> Self:
        """Rows of the organisations where ``user`` holds ``permission`` today, by dated grants down the tree."""
        return self.filter(visible_condition(user, permission, field="scope"))

    def under(self, organization: Organization) -> Self:
        """Rows of the organisation and of everything below it today."""
        return self.filter(subtree_condition([organization.path], field="scope"))


class ScopeField(models.CharField[str, str]):
    """The column that triggers fill: read back after INSERT, and never written by a later save() of a stale object."""

    db_returning = True

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return super().pre_save(model_instance, add) if add else F(self.name)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs  # to the database it is one


class ScopedModel(models.Model):
    """A protected row: belongs to an organisation; ``scope`` copies its path (filled and followed by triggers).

    A subclass with its own Meta inherits ``ScopedModel.Meta`` (a system check says so when it does not).
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="组织")
    scope = ScopeField(max_length=160, editable=False, default="", db_collation="C")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
        triggers = [
            pgtrigger.Trigger(
                name="scope_on_insert",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__scope=""),
                func=(
                    "SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id;"
                    " RETURN NEW;"
                ),
            ),
            pgtrigger.Trigger(
                name="scope_on_move",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__organization__df=pgtrigger.F("old__organization")),
                func=(
                    "SELECT path INTO NEW.scope FROM organizations_organization WHERE id = NEW.organization_id;"
                    " RETURN NEW;"
                ),
            ),
        ]
