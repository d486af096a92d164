"""Operations for migrations that cost less than their originals: indexes, constraints and triggers are no part of how
models relate, so the state's models are not rendered anew for each of them.

Rendering a model renders everything that relates to it, which here is nearly everything: with the originals it was nine
tenths of a first migrate. ``tests/test_migrations.py`` holds the project's migrations to these.
"""

from collections.abc import Sequence
from typing import Any

import pgtrigger.migrations
from django.db import migrations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


def _append(state: ProjectState, app_label: str, model_name: str, option: str, value: object) -> None:
    options = state.models[app_label, model_name].options
    options[option] = [*options.get(option, []), value]


class AddTrigger(pgtrigger.migrations.AddTrigger):
    """pgtrigger's AddTrigger without rendering the model."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        _append(state, app_label, self.model_name, "triggers", self.trigger)


class RemoveTrigger(pgtrigger.migrations.RemoveTrigger):
    """pgtrigger's RemoveTrigger without rendering the model."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        options = state.models[app_label, self.model_name].options
        options["triggers"] = [each for each in options.get("triggers", []) if each.name != self.name]


class AddIndex(migrations.AddIndex):
    """Django's AddIndex without rendering the model."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        _append(state, app_label, self.model_name_lower, "indexes", self.index.clone())


class AddConstraint(migrations.AddConstraint):
    """Django's AddConstraint without rendering the model."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        _append(state, app_label, self.model_name_lower, "constraints", self.constraint)


class Together(Operation):
    """Operations after which the state's models are rendered once, not after each: the first migration of an app.

    Their tables are made as they stand after the last of them, so a ``CreateModel`` holds all its fields, indexes and
    constraints; foreign keys may point at what comes later.
    """

    serialization_expand_args = ["operations"]  # noqa: RUF012 (as Django reads it)

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    @property
    def reversible(self) -> bool:  # type: ignore[override]
        return all(each.reversible for each in self.operations)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__qualname__, [], {"operations": self.operations}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)
        for each in self.operations:
            each.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for each in self.operations:
            each.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: Any,
        from_state: ProjectState,
        to_state: ProjectState,  # noqa: ARG002
    ) -> None:
        for each in reversed(self.operations):
            each.database_backwards(app_label, schema_editor, from_state, from_state)

    def describe(self) -> str:
        return "Make the tables of the app"
