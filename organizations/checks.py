"""System checks: what every scoped model of every app must have, so that no row escapes its scope."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Warning, register

from organizations.models import Organization, ScopedModel

_TRIGGERS = {"scope_on_insert", "scope_on_move"}


@register()
def check_scoped_models(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """E001 no scope triggers, E002 no organisation, W001 no index on scope, W002 scope kept in history."""
    found: list[CheckMessage] = []
    for model in apps.get_models():
        fields = {field.name: field for field in model._meta.concrete_fields}
        if issubclass(model, ScopedModel):
            missing = _TRIGGERS - {trigger.name for trigger in getattr(model._meta, "triggers", ())}
            if missing:
                found.append(
                    Error(
                        f"scope triggers are missing: {', '.join(sorted(missing))}",
                        hint="write `class Meta(ScopedModel.Meta)` and begin triggers with *ScopedModel.Meta.triggers",
                        obj=model,
                        id="organizations.E001",
                    )
                )
        if "scope" not in fields:
            continue
        if getattr(model, "pgh_tracked_model", None) is not None:
            found.append(
                Warning(
                    "history keeps scope",
                    hint='@tracked(exclude=["scope"])',
                    obj=model,
                    id="organizations.W002",
                )
            )
            continue
        if "organization" not in fields or fields["organization"].related_model is not Organization:
            found.append(Error("scope without organization", obj=model, id="organizations.E002"))
        firsts = {index.fields[0].lstrip("-") for index in model._meta.indexes if index.fields}
        if "scope" not in firsts and not getattr(model, "scope_without_index", ""):
            found.append(
                Warning(
                    "no index begins with scope",
                    hint='models.Index(fields=["scope"], name="…_scope"), or say why not in `scope_without_index`',
                    obj=model,
                    id="organizations.W001",
                )
            )
    return found
