"""Optimistic versions: whoever saved second is told, and sees both texts (docs/architecture.md, decision
2).
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django import forms
from django.db import models
from django.db.models import F
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format, localize

from core.records.protection import ProtectedField


class Difference(NamedTuple):
    """One field that the two editors left different, as texts for a person."""

    field: str
    label: str
    posted: str
    stored: str


class Conflict(Exception):
    """The row changed since the editor saw it. ``instance`` is the stored state; nothing was written."""

    def __init__(self, instance: models.Model, differences: list[Difference]) -> None:
        super().__init__("有人在您之前修改了这条记录")
        self.instance = instance
        self.differences = differences


def save_versioned(instance: models.Model, version: int, fields: Sequence[str]) -> None:
    """Write ``fields`` of ``instance`` only if the row still has ``version``; raises Conflict otherwise.

    One conditional UPDATE; the version goes up by one, also on ``instance``. A row that has gone raises
    DoesNotExist.
    """
    manager = type(instance)._base_manager
    columns = [_field(instance, name) for name in fields]
    # As `save` would write it: a protected value is bound to its row.
    values: dict[str, Any] = {column.attname: column.pre_save(instance, False) for column in columns}
    changed = manager.filter(pk=instance.pk, version=version).update(**values, version=F("version") + 1)
    if not changed:
        raise Conflict(*_compare(instance, manager.get(pk=instance.pk), fields))
    instance.version = version + 1  # type: ignore[attr-defined]


def _field(instance: models.Model, name: str) -> models.Field[Any, Any]:
    field = instance._meta.get_field(name)
    assert isinstance(field, models.Field), f"{name} is not a column of {instance._meta.label}"
    return field


def _compare(
    posted: models.Model, stored: models.Model, fields: Sequence[str]
) -> tuple[models.Model, list[Difference]]:
    differences = []
    for name in fields:
        field = _field(posted, name)
        if getattr(posted, field.attname) != getattr(stored, field.attname):
            label = str(getattr(field, "verbose_name", name))
            differences.append(Difference(name, label, text_of(posted, name), text_of(stored, name)))
    return stored, differences


def text_of(instance: models.Model, name: str) -> str:
    """A field's value as a person reads it; protected values are never shown here."""
    field = _field(instance, name)
    if isinstance(field, ProtectedField):
        return "（已加密，不在此显示）" if getattr(instance, field.attname) else "未填"
    if getattr(field, "choices", None):
        value: Any = getattr(instance, f"get_{name}_display")()
    else:
        value = getattr(instance, name)
    if value is None or value == "":
        return "未填"
    if isinstance(value, bool):
        return "是" if value else "否"
    if hasattr(value, "tzinfo") and getattr(value, "tzinfo", None) is not None:
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    return str(localize(value))


class VersionedFormMixin(forms.Form):
    """Left of ModelForm: carries the version that the editor saw as a hidden field
    (``cleaned_data["version"]``).
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        instance = getattr(self, "instance", None)
        if instance is not None and instance.pk is not None:
            self.initial.setdefault("version", instance.version)
        else:
            del self.fields["version"]


def conflict_page(
    request: HttpRequest, conflict: Conflict, *, back: str, form: forms.BaseForm | None = None
) -> HttpResponse:
    """Answer 409 with both texts side by side. ``back``: where the record is shown.

    With ``form`` (bound, the editor's input) the page offers to save it on top of the newer version.
    """
    if form is not None and "version" in form.fields:
        data: Any = form.data.copy() if isinstance(form.data, QueryDict) else dict(form.data)
        data[form.add_prefix("version")] = str(getattr(conflict.instance, "version", 1))
        form.data = data
    context = {
        "differences": conflict.differences,
        "record": str(conflict.instance),
        "record_kind": conflict.instance._meta.verbose_name,
        "back": back,
        "form": form,
    }
    return render(request, "core/conflict.html", context, status=409)
