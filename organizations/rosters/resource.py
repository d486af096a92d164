"""django-import-export's face of the rosters: a dataset comes in through the engine, or not at all.

The library writes row by row past rules, scope and log. Here ``import_data`` hands the dataset to the roster's checker
and writer, with its refusals, its batch and its undo, and tells the result in the library's shape; a resource without a
roster refuses.
"""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, NoReturn

from django.core.exceptions import ValidationError
from import_export.resources import ModelResource
from import_export.results import Result, RowResult
from tablib import Dataset

from core.office.rosters import WARNING
from core.office.spreadsheets import Column, SheetSpec, write
from core.records.errors import RuleViolation
from organizations.rosters import sending
from organizations.rosters.actions import import_file
from organizations.rosters.outcome import Outcome
from organizations.rosters.rules import check_target, subject_of
from organizations.rosters.subject import Context
from people.models import User

_HEADER_ROWS = 1


def _closed() -> RuleViolation:
    return RuleViolation("no-import", "这种表只能导出；要修改内容，请在页面上办理，或用对应的名册导入")


class RosterResource(ModelResource):  # type: ignore[misc]  # the library has no types
    """An export. ``roster``: key of the subject that gives it its columns and takes them in again; ``also``: columns
    behind those (title → of the record), where a record is a row. Without a roster the fields are the columns.
    """

    roster = ""
    also: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}

    def export(self, queryset: Any = None, **kwargs: Any) -> Dataset:
        if not self.roster:
            return super().export(queryset, **kwargs)
        subject = subject_of(self.roster)
        records = list(self._meta.model._default_manager.all() if queryset is None else queryset)
        lines = sending.lines_of(subject, records)
        if self.also:
            for line, record in zip(lines, records, strict=True):
                line += [tell(record) for tell in self.also.values()]
        return Dataset(*lines, headers=[*sending.titles_of(subject), *self.also])

    def get_export_headers(self, selected_fields: Any = None) -> list[str]:
        return [field.column_name for field in self.get_export_fields(selected_fields)]

    def import_data(  # noqa: PLR0913 - the library's signature
        self,
        dataset: Dataset,
        dry_run: bool = False,
        raise_errors: bool = False,
        use_transactions: bool | None = None,
        collect_failed_rows: bool = False,
        rollback_on_validation_errors: bool = False,
        *,
        context: Context | None = None,
        skip_invalid: bool = False,
        **kwargs: Any,
    ) -> Result:
        """Check (``dry_run``) or import the dataset as the roster; all or nothing unless ``skip_invalid``.

        Raises RuleViolation without a roster or context, and outside the rights of ``context.by``.
        """
        if not self.roster or context is None or context.organization is None:
            raise _closed()
        subject = subject_of(self.roster)
        if isinstance(context.by, User):
            check_target(subject, context.organization, context.by)
        sheet = SheetSpec(subject.label, [Column(title) for title in dataset.headers or []], list(dataset))
        outcome, _ = import_file(
            write([sheet]),
            subject=subject,
            context=context,
            commit=not dry_run,
            skip_invalid=skip_invalid,
            filename=f"{subject.label}.xlsx",
        )
        return _result(outcome, dataset)

    def save_instance(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise _closed()

    def delete_instance(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise _closed()


def _result(outcome: Outcome, dataset: Dataset) -> Result:
    result = Result()
    result.diff_headers = list(dataset.headers or [])
    result.total_rows = outcome.rows
    counts = {
        RowResult.IMPORT_TYPE_NEW: outcome.created,
        RowResult.IMPORT_TYPE_UPDATE: outcome.updated,
        RowResult.IMPORT_TYPE_SKIP: outcome.unchanged,
        RowResult.IMPORT_TYPE_INVALID: len(outcome.faulty | outcome.doubtful),
    }
    result.totals.update(counts)
    told: dict[int, list[str]] = {}
    for found in outcome.findings:
        if found.row and found.kind != WARNING:
            told.setdefault(found.row, []).append(f"{found.column}：{found.message}")
    for row, words in sorted(told.items()):
        number = row - _HEADER_ROWS
        values = dict(zip(dataset.headers or [], dataset[number - 1], strict=False))
        result.append_invalid_row(number, values, ValidationError(words))
    return result
