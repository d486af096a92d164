"""What a record is like, in a few characters: a batch leaves a mark, and an undo sees whether it still holds."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import models

from organizations.models import RosterBatch, RosterChange

_FOLLOWS = {"scope", "path"}
"""Columns that triggers and the tree keep: no work of a person."""


def marks_of(model: type[models.Model], ids: Iterable[int]) -> dict[int, str]:
    """Id → version of a versioned record, else a digest of its columns; one query. Who is gone is not in it."""
    names = {field.name for field in model._meta.concrete_fields}
    rows: Any = model._base_manager.filter(pk__in=list(ids))
    if "version" in names:
        return {pk: f"v{version}" for pk, version in rows.values_list("pk", "version")}
    return {instance.pk: _digest(instance) for instance in rows}


@contextmanager
def own_work(batch: RosterBatch) -> Iterator[None]:
    """What is done inside is the batch's own doing: a record that was as the batch left it is so afterwards, too."""
    made = batch.changes.filter(what=RosterChange.What.CREATED)
    untouched: dict[str, list[RosterChange]] = {}
    for label in made.order_by("model").values_list("model", flat=True).distinct():
        changes = list(made.filter(model=label).order_by("pk"))
        now = marks_of(apps.get_model(label), [change.record for change in changes])
        untouched[label] = [change for change in changes if now.get(change.record) == change.mark]
    yield
    for label, changes in untouched.items():
        now = marks_of(apps.get_model(label), [change.record for change in changes])
        for change in changes:
            change.mark = now.get(change.record, "")
        RosterChange.objects.bulk_update(changes, ["mark"], batch_size=1000)


def _digest(instance: models.Model) -> str:
    values = {
        field.attname: None if getattr(instance, field.attname) is None else field.value_to_string(instance)
        for field in instance._meta.concrete_fields
        if field.name not in _FOLLOWS
    }
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
