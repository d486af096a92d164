"""What a record is like, in a few characters: a batch leaves a mark, and an undo sees whether it still holds."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db import models

_FOLLOWS = {"scope", "path"}
"""Columns that triggers and the tree keep: no work of a person."""


def marks_of(model: type[models.Model], ids: Iterable[int]) -> dict[int, str]:
    """Id → version of a versioned record, else a digest of its columns; one query. Who is gone is not in it."""
    names = {field.name for field in model._meta.concrete_fields}
    rows: Any = model._base_manager.filter(pk__in=list(ids))
    if "version" in names:
        return {pk: f"v{version}" for pk, version in rows.values_list("pk", "version")}
    return {instance.pk: _digest(instance) for instance in rows}


def _digest(instance: models.Model) -> str:
    values = {
        field.attname: None if getattr(instance, field.attname) is None else field.value_to_string(instance)
        for field in instance._meta.concrete_fields
        if field.name not in _FOLLOWS
    }
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
