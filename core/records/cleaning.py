"""`full_clean` in few statements: every write asks it, so what it costs is what an action costs."""

from collections.abc import Callable, Collection, Iterable
from functools import reduce
from operator import and_
from typing import Any

from django.core.exceptions import FieldError, ValidationError
from django.db import DatabaseError, router, transaction
from django.db.models import BaseConstraint, BooleanField, CheckConstraint, ForeignKey, Model, Q, Value
from django.db.models.functions import Coalesce
from django.db.models.sql import Query
from django.db.models.sql.constants import SINGLE


def full_clean(instance: Model, *, exclude: Collection[str] | None = None) -> None:
    """What ``instance.full_clean`` finds, with all check constraints asked in one statement, and without asking for
    rows that the instance holds already (a foreign key set from an object; the database's own key answers for a race).

    Raises ValidationError as ``full_clean`` does.
    """
    left = set(exclude or ())
    clean_fields, get_constraints = instance.clean_fields, instance.get_constraints

    def fields(exclude: Collection[str] | None = None) -> None:
        clean_fields(exclude={*(exclude or ()), *_held(instance)})

    def constraints() -> list[tuple[type[Model], Iterable[BaseConstraint]]]:
        return [(model, _to_ask(instance, model, own, left)) for model, own in get_constraints()]

    with _instead(instance, clean_fields=fields, get_constraints=constraints):
        instance.full_clean(exclude=left)


class _instead:  # noqa: N801  (reads as the words of a with statement)
    """Methods of one object are others for a while."""

    def __init__(self, instance: Model, **methods: Callable[..., Any]) -> None:
        self.instance, self.methods = instance, methods

    def __enter__(self) -> None:
        self.instance.__dict__.update(self.methods)

    def __exit__(self, *raised: object) -> None:
        for name in self.methods:
            del self.instance.__dict__[name]


def _held(instance: Model) -> set[str]:
    """Foreign keys set from an object; what only some rows may be chosen for is asked as ever."""
    return {
        field.name
        for field in instance._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and not field.get_limit_choices_to()
        and field.is_cached(instance)
        and field.get_cached_value(instance) is not None
    }


def _to_ask(
    instance: Model, model: type[Model], constraints: Iterable[BaseConstraint], left: set[str]
) -> list[BaseConstraint]:
    """The constraints one by one; where all checks hold together, none of them."""
    rest = [each for each in constraints if not isinstance(each, CheckConstraint)]
    checks = [Q(each.condition) for each in constraints if isinstance(each, CheckConstraint)]
    asked = [each for each in checks if left.isdisjoint(each.referenced_base_fields)]
    return rest if not asked or _hold(instance, model, asked, left) else list(constraints)


def _hold(instance: Model, model: type[Model], checks: list[Q], left: set[str]) -> bool:
    """Whether every check holds, an unknown one does, as in the database; where a value cannot be read: no."""
    together = reduce(and_, (Q(Coalesce(each, True, output_field=BooleanField())) for each in checks))
    using = router.db_for_write(type(instance), instance=instance)
    query = Query(None)
    try:
        for name, value in instance._get_field_expression_map(meta=model._meta, exclude=left).items():  # type: ignore[attr-defined]
            query.add_annotation(value, name, select=False)
        query.add_annotation(Value(1), "_check")
        query.add_q(together)
        with transaction.atomic(using=using):
            return query.get_compiler(using=using).execute_sql(SINGLE) is not None
    except (FieldError, TypeError, ValueError, ValidationError, DatabaseError):
        return False
