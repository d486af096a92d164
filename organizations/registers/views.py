"""Pages of every register: index, list, one entry with its lines, new, correct, withdraw. One set for all."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from psycopg2.extras import DateRange

from core.office import documents, spreadsheets
from core.web.forms import Done, bound
from core.web.guards import opens, require, require_safe_or_POST
from core.web.home import lists
from organizations.access import get_scoped
from organizations.registers import actions, forms
from organizations.registers.forms import KEEP
from organizations.registers.register import Part, Register, Step
from organizations.scoping import may, permissions_of
from organizations.views import EXPORT, PAGE, VIEW, show, tabs

View = Callable[..., HttpResponse]


@require(VIEW)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    listed = [
        {"register": each, "url": reverse(each.page), "links": _links(request.user, each)} for each in lists().registers
    ]
    context = {"registers": listed, "tabs": tabs("organizations:registers")}
    return render(request, "organizations/registers/index.html", context)


def _links(user: Any, register: Register) -> list[tuple[str, str]]:
    """Pages beside the register that the user may open."""
    return [(label, name) for label, name in register.links if opens(user, name)]


def _of_year(register: Register, year: int) -> Q:
    """Entries of the year, by the day or the year of ``on``; a spell belongs to every year that it touches."""
    kind = register.model._meta.get_field(register.on).get_internal_type()
    if kind == "DateRangeField":
        return Q(**{f"{register.on}__overlap": DateRange(date(year, 1, 1), date(year + 1, 1, 1))})
    return Q(**{f"{register.on}__year" if kind == "DateField" else register.on: year})


def _own(register: Register, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those rows of the model that are the register's."""
    return rows.filter(kind__in=register.only) if register.only else rows


def _listed(request: HttpRequest, register: Register, form: forms.RegisterFilter) -> QuerySet[Any]:
    data = form.cleaned_data if form.is_valid() else {}
    rows = _own(register, register.model.objects.visible_to(request.user, VIEW).standing())
    rows = rows.select_related(*register.joins).prefetch_related(*register.fetched)
    if data.get("year"):
        rows = rows.filter(_of_year(register, data["year"]))
    if text := data.get("q"):
        named = Q(organization__name__contains=text)
        for name in register.sought:
            named |= Q(**{f"{name}__contains": text})
        rows = rows.filter(named)
    found: QuerySet[Any] = rows.order_by(f"-{register.on}", "scope", "pk")
    return found


def entries(register: Register) -> View:
    """The list of one register."""

    @require(VIEW)
    @require_safe
    def page_of_register(request: HttpRequest) -> HttpResponse:
        form = forms.RegisterFilter(request.GET, today=timezone.localdate())
        rows = _listed(request, register, form)
        if request.GET.get("format") == "xlsx":
            return _sent(request, register, rows)
        page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
        held = permissions_of(request.user)
        context = {
            "register": register,
            "links": _links(request.user, register),
            "form": form,
            "page": page,
            "titles": [column.title for column in register.columns],
            "rows": [(entry, [column.value(entry) for column in register.columns]) for entry in page],
            "entry_page": register.address("entry"),
            "new_url": reverse(register.address("new")) if {KEEP, register.need or KEEP} <= held else "",
            "may_export": EXPORT in held,
            "tabs": tabs("organizations:registers"),
        }
        return render(request, "organizations/registers/list.html", context)

    return page_of_register


def _sent(request: HttpRequest, register: Register, rows: QuerySet[Any]) -> HttpResponse:
    """The workbook of the list, of what the user may take out; recorded."""
    if EXPORT not in permissions_of(request.user):
        raise PermissionDenied("您没有导出数据的权限")
    mine = register.model.objects.visible_to(request.user, EXPORT).order_by().values("pk")
    columns = (*register.columns, *register.facts)
    cells = [[column.value(entry) for column in columns] for entry in rows.filter(pk__in=mine)]
    today = timezone.localdate()
    sheet = spreadsheets.SheetSpec(
        f"{register.label}台账", [spreadsheets.Column(each.title, each.kind) for each in columns], cells
    )
    content = actions.export_list(by=request.user, sheet=sheet)
    return documents.download(content, f"{register.label}台账{today:%Y%m%d}.xlsx")


def _found(request: HttpRequest, register: Register, pk: int, *, keep: bool) -> Any:
    rows = _own(register, register.model.objects.select_related(*register.joins))
    return get_scoped(rows, request.user, see=VIEW, need=KEEP if keep else None, pk=pk)


def _page(register: Register, entry: Any) -> str:
    return reverse(register.address("entry"), args=[entry.pk])


def _crumbs(register: Register, entry: Any = None) -> dict[str, Any]:
    steps = [(reverse("organizations:registers"), "台账"), (reverse(register.page), register.label)]
    if entry is not None:
        steps.append((_page(register, entry), str(entry)))
    return {"crumbs": steps, "back": steps[-1][0]}


def _again(request: HttpRequest, register: Register) -> dict[str, Any]:
    """The words of the entry that ``?of=`` names, where it is in sight, for the next one; or its ``?organization=``,
    with whatever else of the form the address says."""
    of, organization = request.GET.get("of", ""), request.GET.get("organization", "")
    if organization.isdecimal():
        said = {name: request.GET[name] for name in register.form.base_fields if name in request.GET}
        return said | {"organization": int(organization)}
    if not register.again or not of.isdecimal():
        return {}
    found = register.model.objects.visible_to(request.user, VIEW).filter(pk=int(of)).first()
    fields: Any = register.form._meta.fields
    return {} if found is None else {name: getattr(found, name) for name in ("organization", *fields)}


def new(register: Register) -> View:
    """A new entry."""

    @require(*filter(None, (KEEP, register.need)))
    @require_safe_or_POST
    def new_entry(request: HttpRequest) -> HttpResponse:
        given: dict[str, Any] = {"user": request.user, "kinds": register.kinds, "initial": _again(request, register)}
        form = register.form(bound(request), request.FILES or None, **given)

        def act(data: dict[str, Any]) -> Done:
            typed = register.settle(data, request.user)
            made = actions.enter(by=request.user, register=register, today=timezone.localdate(), **typed)
            return Done(_page(register, made), f"已登记{made}")

        context = {"title": f"登记{register.noun}", "button": "登记", **_crumbs(register)}
        return show(request, form, act, "organizations/registers/form.html", **context)

    return new_entry


def entry(register: Register) -> View:
    """The page of one entry with its lines."""

    @require(VIEW)
    @require_safe
    def page_of_entry(request: HttpRequest, pk: int) -> HttpResponse:
        found = _found(request, register, pk, keep=False)
        keeps = found.withdrawn_on is None and may(request.user, KEEP, found.organization)
        mine = keeps and not register.fixed(found) and register.mine(request.user, found)
        context = {
            "register": register,
            "entry": found,
            "facts": [(column.title, column.value(found)) for column in (*register.columns, *register.facts)]
            + register.more(found),
            "parts": [_lines(register, part, found, keeps=keeps) for part in register.parts],
            "correct_url": reverse(register.address("correct"), args=[pk]) if mine else "",
            "pages": [
                (label, reverse(name, args=[pk])) for label, name in register.pages if register.has_page(found, name)
            ],
            "steps": [
                (step.label, reverse(register.address(step.key), args=[pk]))
                for step in register.steps
                if keeps and step.can(found) and step.may(request.user, found)
            ],
            "again": (register.again, f"{reverse(register.address('new'))}?of={pk}")
            if keeps and register.again
            else (),
            "public_url": _public_url(register, found),
            "withdraw_url": reverse(register.address("withdraw"), args=[pk]) if mine else "",
            **_crumbs(register),
        }
        return render(request, "organizations/registers/entry.html", context)

    return page_of_entry


def _public_url(register: Register, found: Any) -> str:
    """Where anybody reads the entry; empty while nobody does."""
    if not register.public or found.withdrawn_on is not None or not register.is_public(found):
        return ""
    return reverse(register.public, args=[getattr(found, register.public_by)])


def _lines(register: Register, part: Part, entry: Any, *, keeps: bool) -> dict[str, Any]:
    rows = part.model._default_manager.filter(**{part.parent: entry}).select_related(*part.joins).order_by("pk")
    name = register.address(part.key)
    columns = (*part.columns, *(part.kept if keeps else ()))
    return {
        "part": part,
        "titles": [column.title for column in columns],
        "rows": [
            {
                "cells": [column.value(row) for column in columns],
                "correct_url": reverse(f"{name}_correct", args=[row.pk]) if keeps else "",
                "steps": [
                    (step.label, reverse(f"{name}_{step.key}", args=[row.pk]))
                    for step in part.steps
                    if keeps and step.can(row)
                ],
                "remove_url": reverse(f"{name}_remove", args=[row.pk]) if keeps and not part.made else "",
            }
            for row in rows
        ],
        "new_url": reverse(f"{name}_new", args=[entry.pk]) if keeps and not part.made else "",
        "keeps": keeps,
    }


def correct(register: Register, step: Step | None = None) -> View:
    """Other words for an entry, or a step of it, by whoever keeps it."""
    form_of: Any = step.form if step else register.form

    @require(VIEW)
    @require_safe_or_POST
    def correct_entry(request: HttpRequest, pk: int) -> HttpResponse:
        found = _found(request, register, pk, keep=True)
        given = {"instance": found, "user": request.user, "kinds": register.kinds}
        form = form_of(bound(request), request.FILES or None, **given)

        def act(data: dict[str, Any]) -> Done:
            typed = step.also(data) if step else register.settle(data, request.user)
            today = timezone.localdate()
            actions.correct(by=request.user, register=register, entry=found, today=today, step=step, **typed)
            return Done(_page(register, found), f"{step.label}已保存" if step else "已更正")

        title = f"{found}{step.label}" if step else f"更正{register.noun}"
        context = {"title": title, "button": "保存", **_crumbs(register, found)}
        return show(request, form, act, "organizations/registers/form.html", **context)

    return correct_entry


def withdraw(register: Register) -> View:
    """An entry made by mistake."""

    @require(VIEW)
    @require_safe_or_POST
    def withdraw_entry(request: HttpRequest, pk: int) -> HttpResponse:
        found = _found(request, register, pk, keep=True)
        form = forms.WithdrawForm(bound(request), initial={"version": found.version})

        def act(data: dict[str, Any]) -> Done:
            actions.withdraw(by=request.user, register=register, entry=found, today=timezone.localdate(), **data)
            return Done(_page(register, found), "已撤回，不再计入")

        context = {
            "title": f"撤回{register.noun}",
            "button": "撤回",
            "note": "撤回以后这条记录不再计入，内容和原因仍可查看。登记错了内容的，请用“更正”。",
            **_crumbs(register, found),
        }
        return show(request, form, act, "organizations/registers/form.html", **context)

    return withdraw_entry


def new_line(register: Register, part: Part) -> View:
    """A line below an entry."""

    @require(VIEW)
    @require_safe_or_POST
    def enter_line(request: HttpRequest, pk: int) -> HttpResponse:
        found = _found(request, register, pk, keep=True)
        form = part.form(bound(request), request.FILES or None, user=request.user, entry=found)

        def act(data: dict[str, Any]) -> Done:
            typed = part.settle(data, request.user)
            actions.add_line(by=request.user, part=part, entry=found, today=timezone.localdate(), **typed)
            return Done(_page(register, found), f"已登记{part.noun}")

        context = {"title": f"登记{part.noun}", "button": "登记", **_crumbs(register, found)}
        return show(request, form, act, "organizations/registers/form.html", **context)

    return enter_line


def _line(request: HttpRequest, register: Register, part: Part, pk: int) -> tuple[Any, Any]:
    """The line and its entry."""
    joins = (part.parent, "organization", *part.joins)
    rows: Any = part.model._default_manager.select_related(*joins)
    line = get_scoped(rows, request.user, see=VIEW, need=KEEP, pk=pk)
    return line, getattr(line, part.parent)


def correct_line(register: Register, part: Part, step: Step | None = None) -> View:
    """Other words for a line, or a step of it."""
    form_of: Any = step.form if step else part.form

    @require(VIEW)
    @require_safe_or_POST
    def correct_found(request: HttpRequest, pk: int) -> HttpResponse:
        line, found = _line(request, register, part, pk)
        form = form_of(bound(request), request.FILES or None, instance=line, user=request.user, entry=found)

        def act(data: dict[str, Any]) -> Done:
            typed = step.also(data) if step else part.settle(data, request.user)
            today = timezone.localdate()
            actions.correct_line(by=request.user, part=part, line=line, today=today, step=step, **typed)
            return Done(_page(register, found), f"{step.label}已保存" if step else "已更正")

        context = {
            "title": step.label if step else f"更正{part.noun}",
            "button": "保存",
            "subject": str(line),
            **_crumbs(register, found),
        }
        return show(request, form, act, "organizations/registers/form.html", **context)

    return correct_found


def remove_line(register: Register, part: Part) -> View:
    """A line entered by mistake."""

    @require(VIEW)
    @require_safe_or_POST
    def remove_found(request: HttpRequest, pk: int) -> HttpResponse:
        line, found = _line(request, register, part, pk)
        form = forms.ReasonForm(bound(request))

        def act(data: dict[str, Any]) -> Done:
            actions.remove_line(by=request.user, part=part, line=line, today=timezone.localdate(), **data)
            return Done(_page(register, found), "已删除")

        context = {"title": f"删除{part.noun}", "button": "删除", "subject": str(line), **_crumbs(register, found)}
        return show(request, form, act, "organizations/registers/form.html", **context)

    return remove_found
