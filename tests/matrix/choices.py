"""Forms as the pages of a role offer them, and whether anything of another tree was written or named.

A form is sent as it stands, with what is empty filled in, so that it would be taken; then again with the id of
something out of the role's sight in each of its choices. What counts is not the answer but the tables: nothing of the
other tree changed, and nothing new points there.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from django.forms import BaseForm
from django.urls import Resolver404, resolve
from lxml import html
from PIL import Image

from organizations.models import Organization, Unit
from organizations.models.scoped import ScopedModel
from people.models import Person, User
from tests.matrix import Place, World
from tests.walks.person import data_of

NAMED: dict[str, str] = {
    "organization": "organizations.Organization",
    "community": "organizations.Organization",
    "parent": "organizations.Organization",
    "branch": "organizations.Organization",
    "unit": "organizations.Unit",
    "person": "people.Person",
    "persons": "people.Person",
    "invited": "people.Person",
    "recorder": "people.Person",
    "host": "people.Person",
    "chosen": "members.DualRegistration",
    "claims": "services.Claim",
    "grid": "grids.Grid",
    "building": "grids.Building",
}
"""What a field's id is of where the view reads it by hand; forms say it themselves (ModelChoiceField)."""


@dataclass
class Form:
    """A form of a page: where it is sent, what stands in it, and its choices by the model whose ids they are."""

    page: str
    goal: str
    name: str
    data: dict[str, Any]
    choices: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        return self.name, tuple(sorted(self.data))


def _blank(page: Any, form: Any, data: dict[str, Any], world: World) -> None:
    """What is empty gets a value that its kind of field takes."""
    named = form.xpath(".//input|.//select|.//textarea")
    if form.get("id"):
        named += page.xpath(f'//*[@form="{form.get("id")}"]')
    for each in named:
        name, kind = each.get("name"), (each.get("type") or "").lower()
        if not name or each.get("disabled") is not None:
            continue
        if kind == "file" and each.get("required") is not None:
            data[name] = _photograph()
        elif kind in ("radio", "checkbox") and not data.get(name) and (each.get("value") or "on") != "on":
            data[name] = [each.get("value")]
        elif each.tag == "select" and not any(data.get(name) or ()):
            values = [option.get("value") for option in each.iter("option") if option.get("value")]
            data[name] = values[:1]
        elif kind in ("submit", "button", "hidden", "radio", "checkbox", "file") or any(data.get(name) or ()):
            continue
        elif kind == "date" or name in ("since", "until", "on", "day"):
            data[name] = [world.date.isoformat()]
        elif kind == "number":
            data[name] = [each.get("min") or "1"]
        elif kind == "time":
            data[name] = ["09:00"]
        elif kind == "datetime-local":
            data[name] = [f"{world.date.isoformat()}T09:00"]
        elif each.get("required") is not None:
            data[name] = ["各项工作按计划办理"]
    for button in form.xpath(".//button[@name]|.//input[@type='submit' and @name]"):
        data.setdefault(button.get("name"), [button.get("value", "")])


def _photograph() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(content, "JPEG")
    return SimpleUploadedFile("a.jpg", content.getvalue(), "image/jpeg")


def _models_of(answer: Any) -> dict[str, str]:
    """Field → model of every choice of the forms that the page was drawn with."""
    found: dict[str, str] = {}
    for context in answer.context or ():
        flat = context.flatten() if hasattr(context, "flatten") else context
        for value in flat.values():
            value = getattr(value, "form", value)  # the admin's wrapper
            if isinstance(value, BaseForm):
                for name, each in value.fields.items():
                    rows = getattr(each, "queryset", None)
                    if rows is not None:
                        found[value.add_prefix(name)] = rows.model._meta.label
    return found


def forms_of(world: World, address: str, answer: Any) -> Iterator[Form]:
    """The forms that the answer to ``address`` offers and that write."""
    if answer.status_code != 200 or not answer.get("Content-Type", "").startswith("text/html"):
        return
    page = html.fromstring(answer.content.decode())
    told = _models_of(answer)
    for form in page.iter("form"):
        if (form.get("method") or "get").lower() != "post" and not form.get("hx-post"):
            continue
        goal = urljoin(address, form.get("hx-post") or form.get("action") or address)
        try:
            match = resolve(urlsplit(goal).path)
        except Resolver404:
            continue
        data = data_of(page, form)
        data.pop("csrfmiddlewaretoken", None)
        _blank(page, form, data, world)
        choices = {name: told.get(name) or NAMED.get(name, "") for name in data}
        yield Form(address, goal, match.view_name, data, {name: label for name, label in choices.items() if label})


def ids_of(world: World, place: Place, label: str) -> list[int]:
    """Ids of things of the model that belong to the place."""
    model = apps.get_model(label)
    if model is Organization:
        return [place.community.pk, place.branch.pk]
    if model is Person:
        return [place.member.pk, place.secretary.pk]
    if model is Unit:
        return [place.unit.pk]
    if model is User:
        return [world.account_of(place).pk]
    made = [world.get(each, place) for each in world.factories if each.split(" ")[0] == label]
    return [each.pk for each in made if each is not None]


_WRITTEN = """
SELECT sum(pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
    + pg_stat_get_xact_tuples_deleted(oid))
FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
"""


def rows_written() -> int:
    """Rows that this transaction has written so far, what was taken back included."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN)
        return int(cursor.fetchone()[0])


class Witness:
    """Looks at the tables: what belongs to a place, and what points there. ``look`` is one statement, and a dear one:
    it looks again only where a row was written since."""

    def __init__(self, world: World, place: Place, *, above: bool) -> None:
        """``above``: the whole district of the place is out of sight, else its community alone."""
        top = place.street.path[: place.street.path.index(".") + 1] if above else place.community.path
        inside = list(Organization.objects.filter(path__startswith=top).values_list("pk", flat=True))
        persons = [place.member.pk, place.secretary.pk]
        ids = {
            "organizations_organization": inside,
            "people_person": persons,
            "people_user": list(User.objects.filter(person__in=persons).values_list("pk", flat=True)),
            "organizations_unit": [place.unit.pk],
        }
        for label in world.factories:
            model = apps.get_model(label.split(" ")[0])
            if issubclass(model, ScopedModel) and model is not Unit:
                rows = model._default_manager.filter(organization__in=inside)
                ids[model._meta.db_table] = list(rows.values_list("pk", flat=True))
        parts: list[str] = []
        self._parameters: list[Any] = []
        for model in apps.get_models():
            if model._meta.proxy or not model._meta.managed or getattr(model, "pgh_tracked_model", None) is not None:
                continue
            table = model._meta.db_table
            if issubclass(model, ScopedModel):
                digest = "md5(string_agg(t::text, '|' ORDER BY t::text))"
                parts.append(
                    f"(SELECT '{table} ' || coalesce({digest}, '') FROM {table} t WHERE starts_with(scope, %s))"
                )
                self._parameters.append(top)
            for each in model._meta.concrete_fields:
                if isinstance(each, models.ForeignKey) and ids.get(each.related_model._meta.db_table):
                    parts.append(
                        f"(SELECT '{table}.{each.column} ' || count(*) FROM {table} WHERE \"{each.column}\" = ANY(%s))"
                    )
                    self._parameters.append(ids[each.related_model._meta.db_table])
        self._statement = f"SELECT ARRAY[{', '.join(parts)}]"
        self._written = -1
        self._found: list[str] = []

    def look(self) -> list[str]:
        written = rows_written()
        if written != self._written:
            with connection.cursor() as cursor:
                cursor.execute(self._statement, self._parameters)
                self._found = cursor.fetchone()[0]
            self._written = written
        return self._found
