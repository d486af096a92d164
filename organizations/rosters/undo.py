"""Take a batch back: what it made goes, what it changed or removed comes again; what is in use by now stays.

A record stays when somebody changed it since, or when anything outside the batch points to it (read from the
database's own foreign keys, so that an app of tomorrow counts, too).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db import OperationalError, connection, models, transaction
from django.db.models.functions import Lower

from core.records.errors import RuleViolation
from organizations.models import RosterBatch, RosterChange
from organizations.rosters.marks import marks_of
from organizations.rosters.outcome import Undone
from organizations.rosters.subject import Subject

What = RosterChange.What
Key = tuple[str, int]
_PATIENCE = 5


@dataclass
class _Undo:
    subject: Subject
    changes: list[RosterChange]
    kept: set[Key] = field(default_factory=set)

    def of(self, what: str) -> list[RosterChange]:
        return [change for change in self.changes if change.what == what]

    def by_model(self, changes: Iterable[RosterChange]) -> dict[type[models.Model], set[int]]:
        """Ids by model, the last made first."""
        found: dict[type[models.Model], set[int]] = {}
        for change in reversed(list(changes)):
            if (change.model, change.record) not in self.kept:
                found.setdefault(apps.get_model(change.model), set()).add(change.record)
        return found

    def wait_for_others(self) -> None:
        """Let whoever is just recording something about these records finish, and keep others out until the end.

        Foreign keys are asked at the commit only: without this their work would find the record gone. Raises
        RuleViolation when they take longer than a few seconds.
        """
        made = self.by_model([*self.of(What.CREATED), *self.of(What.CHANGED)])
        known = self.subject.parts
        parts = [apps.get_model(known[each._meta.label][0]) for each in made if each._meta.label in known]
        pointing = {source for model in [*made, *parts] for source, _ in references(model)}
        tables = ", ".join(sorted(f'"{source._meta.db_table}"' for source in {*pointing, *made, *parts}))
        if not tables:
            return
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{_PATIENCE}s'")
                cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")
                cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
        except OperationalError as error:
            raise RuleViolation("busy", "正有人在办理相关业务，请稍后再撤销") from error

    def lock_and_compare(self) -> None:
        """Hold the batch's records, and keep those that are not as the batch left them."""
        for model, ids in self.by_model([*self.of(What.CREATED), *self.of(What.CHANGED)]).items():
            list(model._base_manager.select_for_update(no_key=False).filter(pk__in=ids).values_list("pk", flat=True))
            now = marks_of(model, ids)
            left = {c.record: c.mark for c in self.changes if c.model == model._meta.label and c.what != What.REMOVED}
            self.kept |= {(model._meta.label, pk) for pk in ids if now.get(pk) != left[pk]}

    def keep_what_is_used(self) -> None:
        """Until nothing more is found: whoever points to a record keeps it, and rows of one group stand together."""
        while True:
            before = len(self.kept)
            made = self.by_model(self.of(What.CREATED))
            for model, ids in made.items():
                self.kept |= {(model._meta.label, pk) for pk in self._used(model, ids, made)}
            self._keep_groups()
            if len(self.kept) == before:
                return

    def _keep_groups(self) -> None:
        mixed = {change.group for change in self.changes if change.group and change.what != What.CREATED}
        held = {c.group for c in self.changes if c.group in mixed and (c.model, c.record) in self.kept}
        self.kept |= {(change.model, change.record) for change in self.changes if change.group in held}

    def _used(self, model: type[models.Model], ids: set[int], made: dict[type[models.Model], set[int]]) -> set[int]:
        found: set[int] = set()
        parts = self.subject.parts.get(model._meta.label)
        for source, column in references(model):
            if (source._meta.label, column) == parts:
                continue
            rows: Any = source._base_manager.filter(**{f"{column}__in": ids})
            for derived in self.subject.derived:
                if (derived.model, derived.field) == (source._meta.label, column):
                    rows = rows.exclude(**derived.only) if derived.only else rows.none()
            going = {pk for pk in made.get(source, ()) if (source._meta.label, pk) not in self.kept}
            going |= self._pointed_elsewhere_before(source, column)
            found |= set(rows.exclude(pk__in=going).values_list(column, flat=True))
        if parts:
            part, column = apps.get_model(parts[0]), parts[1]
            owner = dict(part._base_manager.filter(**{f"{column}__in": ids}).values_list("pk", column))
            for source, link in references(part):
                used = source._base_manager.filter(**{f"{link}__in": list(owner)}).values_list(link, flat=True)
                found |= {owner[pk] for pk in used}
        return found

    def _pointed_elsewhere_before(self, source: type[models.Model], column: str) -> set[int]:
        """Rows that the batch made point where they do: restoring them takes the link away."""
        name = next(each.attname for each in source._meta.concrete_fields if each.name == column)
        changed = (c for c in self.of(What.CHANGED) if c.model == source._meta.label and name in c.before)
        return {c.record for c in changed if (c.model, c.record) not in self.kept}

    def remove(self) -> int:
        made = self.by_model(self.of(What.CREATED))
        for model, ids in made.items():
            if parts := self.subject.parts.get(model._meta.label):
                _delete(apps.get_model(parts[0]), parts[1], ids)
            for derived in self.subject.derived:
                source = apps.get_model(derived.model)
                if source._meta.get_field(derived.field).related_model is model:
                    _delete(source, derived.field, ids)
            _delete(model, "pk", ids)
        return sum(map(len, made.values()))

    def restore(self) -> int:
        changed = [c for c in self.of(What.CHANGED) if (c.model, c.record) not in self.kept]
        for change in reversed(changed):
            model = apps.get_model(change.model)
            values = _values(model, change.before)
            if "version" in {each.name for each in model._meta.concrete_fields}:
                values["version"] = models.F("version") + 1
            model._base_manager.filter(pk=change.record).update(**values)
        removed = [c for c in self.of(What.REMOVED) if (c.model, c.record) not in self.kept]
        for change in removed:
            model = apps.get_model(change.model)
            model(**_values(model, change.before)).save(force_insert=True)
        return len({(c.model, c.record) for c in changed}) + len(removed)

    def names(self) -> list[str]:
        by_model: dict[type[models.Model], set[int]] = {}
        for label, pk in self.kept:
            by_model.setdefault(apps.get_model(label), set()).add(pk)
        found = [str(each) for model, ids in by_model.items() for each in model._base_manager.filter(pk__in=ids)[:200]]
        return sorted(dict.fromkeys(found))


def references(model: type[models.Model]) -> list[tuple[type[models.Model], str]]:
    """(model, field) of every foreign key to ``model`` that the database holds."""
    found = []
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel) or relation.many_to_many:
            continue
        source = relation.field.model._meta
        if source.managed and not source.proxy and getattr(relation.field, "db_constraint", False):
            found.append((relation.field.model, relation.field.name))
    return found


def _delete(model: type[models.Model], column: str, ids: set[int]) -> None:
    """Straight: that nothing is left which points there has been asked."""
    rows: Any = model._base_manager.filter(**{f"{column}__in": ids})
    rows._raw_delete(rows.db)


def _values(model: type[models.Model], stored: dict[str, Any]) -> dict[str, Any]:
    fields = {each.attname: each for each in model._meta.concrete_fields}
    return {name: None if text is None else fields[name].to_python(text) for name, text in stored.items()}


_BEGINS = ("during", "since", "on", "reported_in_on")
"""Fields that say from which day a record counts."""


def first_day(batch: RosterBatch) -> date | None:
    """See ``outcome.Engine``; one query a model."""
    made: dict[str, list[int]] = {}
    for label, pk in RosterChange.objects.filter(batch=batch).exclude(what=What.REMOVED).values_list("model", "record"):
        made.setdefault(label, []).append(pk)
    days: list[date] = []
    for label, ids in made.items():
        model = apps.get_model(label)
        names = {each.name for each in model._meta.concrete_fields} & {*_BEGINS}
        begins = {f"{name}_": models.Min(Lower(name) if name == "during" else name) for name in names}
        found = model._base_manager.filter(pk__in=ids).aggregate(**begins) if begins else {}
        days += [day for day in found.values() if day is not None]
    return min(days, default=None)


def take_back(subject: Subject, batch: RosterBatch) -> Undone:
    """Inside the caller's transaction; the caller has checked the step."""
    work = _Undo(subject, list(RosterChange.objects.filter(batch=batch)))
    work.wait_for_others()
    work.lock_and_compare()
    work.keep_what_is_used()
    names = work.names()
    removed = work.remove()
    restored = work.restore()
    return Undone(removed, restored, names)
