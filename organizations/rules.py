"""Decisions about the tree and posts; no writes."""

from django.core.exceptions import ValidationError
from django.db.models import Model

from core.chinese import pinyin
from core.errors import RuleViolation
from organizations.kinds import ALLOWED_PARENTS, ROOTS, Kind


def check_can_place(*, kind: str, parent_kind: str | None) -> None:
    """Raise RuleViolation unless ``kind`` may stand under ``parent_kind`` (None: a root) (ORG-01, ORG-03)."""
    if parent_kind is None:
        if kind not in ROOTS:
            raise RuleViolation("superior-missing", "党组织必须有上级,请选择上级组织", field="parent")
        return
    if parent_kind not in ALLOWED_PARENTS.get(kind, ()):
        raise RuleViolation(
            "kind-not-allowed",
            f"{Kind(kind).label}不能设在{Kind(parent_kind).label}之下",
            field="parent",
        )


def name_keys(name: str) -> tuple[str, str]:
    """Full pinyin and initials of an organisation's name, cut to what the columns hold."""
    full, initials = pinyin(name)
    return full[:240], initials[:40]


def raise_field_errors(instance: Model, *, exclude: list[str] | None = None) -> None:
    """Run full_clean (fields, constraints) and turn its first error into a RuleViolation with the field's name."""
    try:
        instance.full_clean(exclude=exclude)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise RuleViolation("invalid", messages[0], field=None if field == "__all__" else field) from error
