"""Pages of every roster: choose → upload → preview → commit → result with undo. One set for all subjects."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.office import documents
from core.office.rosters import blank_workbook, marked_workbook, store
from core.web.forms import Done, bound, press, run
from core.web.guards import require, require_safe_or_POST
from core.web.home import lists
from organizations.access import get_scoped
from organizations.models import RosterBatch
from organizations.rosters import actions, forms, jobs, rules
from organizations.rosters.downloads import sent
from organizations.rosters.rules import ROSTER
from organizations.rosters.running import engine_of
from organizations.rosters.sending import EXPORT
from organizations.rosters.subject import Subject, context
from organizations.scoping import permissions_of
from organizations.tasks import progress_key, work_on_roster
from organizations.views import tabs

VIEW = "organizations.view_organization"
RECENT, SHOWN_ROWS = 12, 100
LARGE_BYTES = 200_000
"""A workbook of about 2 500 rows: from here on a job does the work."""
State = RosterBatch.State


def _recent(user: Any, subjects: list[Subject]) -> list[dict[str, Any]]:
    rows: list[RosterBatch] = []
    for subject in subjects:
        found = RosterBatch.objects.visible_to(user, subject.right).filter(subject=subject.key)
        rows += found.select_related("organization", "uploaded_by__person").order_by("-uploaded_at")[:RECENT]
    labels = {subject.key: subject.label for subject in subjects}
    newest = sorted(rows, key=lambda row: row.uploaded_at, reverse=True)[:RECENT]
    return [{"batch": row, "label": labels[row.subject]} for row in newest]


@require(VIEW)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    held = permissions_of(request.user)
    subjects = [subject for subject in lists().rosters if subject.right in held]
    context = {
        "subjects": [{"subject": each, "url": reverse(each.page)} for each in subjects],
        "recent": _recent(request.user, subjects),
        "tabs": tabs("organizations:rosters"),
    }
    return render(request, "organizations/rosters.html", context)


def upload(subject: Subject) -> Callable[..., HttpResponse]:
    """The page of one subject: who holds its right anywhere opens it."""

    @require(subject.right)
    @require_safe_or_POST
    def page_of_subject(request: HttpRequest) -> HttpResponse:
        form = forms.UploadForm(bound(request), request.FILES or None, user=request.user, subject=subject)

        def act(data: dict[str, Any]) -> Done:
            uploaded = data["file"]
            is_large = uploaded.size > LARGE_BYTES
            batch = (actions.receive if is_large else actions.upload)(
                uploaded.read(),
                by=request.user,  # type: ignore[arg-type]
                subject=subject,
                organization=data["organization"],
                since=data["since"],
                filename=uploaded.name,
                now=timezone.now(),
            )
            if is_large:
                _hand_out(batch)
            return Done(reverse("organizations:roster_batch", args=[batch.reference]))

        def page() -> HttpResponse:
            shown = {
                "form": form,
                "subject": subject,
                "template": reverse(f"{subject.page}_template") if form.fields["organization"].initial else "",
                "export": reverse(f"{subject.page}_export"),
                "recent": _recent(request.user, [subject]),
            }
            return render(request, "organizations/roster_upload.html", shown)

        return run(request, form, act, page)

    return page_of_subject


def _hand_out(batch: RosterBatch) -> None:
    """For speed only: a broker that is down leaves it to the sweep (organizations.tasks.resume_rosters)."""
    pk = batch.pk
    transaction.on_commit(lambda: work_on_roster.delay(pk), robust=True)


def template(subject: Subject) -> Callable[..., HttpResponse]:
    """The empty workbook of one subject, with the words of the user's own scope to choose from."""

    @require(subject.right)
    @require_safe
    def template_of_subject(request: HttpRequest) -> HttpResponse:
        organization = forms.first(request.user, subject)
        if organization is None:
            raise PermissionDenied("您没有可以导入的组织")
        content = blank_workbook(subject.label, subject.columns, context(request.user, organization))
        return documents.download(content, f"{subject.label}模板.xlsx")

    return template_of_subject


def export(subject: Subject) -> Callable[..., HttpResponse]:
    """What the user may take out of one subject, in the columns that it comes in by."""

    @require(EXPORT)
    @require_safe
    def export_of_subject(request: HttpRequest) -> HttpResponse:
        return sent(request, subject, back=reverse("organizations:rosters"))

    return export_of_subject


def _batch(request: HttpRequest, reference: str) -> RosterBatch:
    rows = RosterBatch.objects.select_related("organization", "uploaded_by__person", "undone_by__person")
    found: RosterBatch = get_scoped(rows, request.user, see=VIEW, reference=reference)
    if not rules.may_import(request.user, found):
        raise PermissionDenied("您没有导入这种名册的权限")
    return found


@require(VIEW)
@require_safe
def batch(request: HttpRequest, reference: str) -> HttpResponse:
    found, now = _batch(request, reference), timezone.now()
    subject, until = rules.subject_of(found.subject), rules.undo_until(found)
    can = ROSTER.available(found, request.user, at=now)
    shown = {
        "batch": found,
        "subject": subject,
        "sheets": _marked(found),
        "warnings": _told_in_words(found)[:SHOWN_ROWS],
        "busy": found.state in rules.BUSY,
        "done": cache.get(progress_key(found.pk), 0),
        "refused": [each for each in found.problems if not each["row"] and each["kind"] == "error"],
        "left_out": found.rows - found.valid,
        "may_skip": subject.divisible and found.valid,
        "undo_until": until,
        "undo_quick": until is not None and now <= until,
        "can": can,
        "waiting": subject.handout.waiting(found, request.user) if subject.handout and can.get("hand_out") else 0,
        "hindrances": ROSTER.hindrances(found, request.user, among=("undo",), at=now),
        "may_mark": bool(found.problems) and found.uploaded_by_id == request.user.pk,
        "again": reverse(subject.page),
        "result": reverse(subject.shown) + (f"?organization={found.organization_id}" if subject.below else ""),
    }
    return render(request, "organizations/roster_batch.html", shown)


def _told_in_words(found: RosterBatch) -> list[dict[str, Any]]:
    """Warnings, and questions about rows that do not stand among those drawn with their cells."""
    drawn = {(sheet["sheet"], row["row"]) for sheet in found.sample for row in sheet["rows"]}
    return [
        each
        for each in found.problems
        if each["kind"] == "warning" or (each["kind"] == "question" and (each["sheet"], each["row"]) not in drawn)
    ]


def _marked(found: RosterBatch) -> list[dict[str, Any]]:
    """The rows to look at, a table a sheet, each cell with its state."""
    problems: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for problem in found.problems:
        problems.setdefault((problem["sheet"], problem["row"]), []).append(problem)
    sheets = []
    for sheet in found.sample:
        rows = []
        for row in sheet["rows"][:SHOWN_ROWS]:
            listed = problems.get((sheet["sheet"], row["row"]), [])
            css = {p["column"]: "cell-bad" if p["kind"] == "error" else "cell-warn" for p in reversed(listed)}
            cells = [
                {"text": text, "css": css.get(title, "")}
                for title, text in zip(sheet["titles"], row["cells"], strict=False)
            ]
            rows.append({"row": row["row"], "cells": cells, "problems": listed})
        sheets.append({"sheet": sheet["sheet"], "titles": sheet["titles"], "rows": rows})
    return sheets


@require(VIEW)
@require_POST
def commit(request: HttpRequest, reference: str) -> HttpResponse:
    found = _batch(request, reference)
    back = reverse("organizations:roster_batch", args=[reference])

    def act() -> Done:
        skip, now = bool(request.POST.get("skip")), timezone.now()
        content = store.fetch(found.reference)
        if content is not None and len(content) > LARGE_BYTES:
            jobs.start(by=request.user, batch=found, now=now, skip_invalid=skip)  # type: ignore[arg-type]
            _hand_out(found)
        else:
            actions.commit(by=request.user, batch=found, now=now, skip_invalid=skip)  # type: ignore[arg-type]
        return Done(back)

    return press(request, act, back=back)


@require(VIEW)
@require_POST
def discard(request: HttpRequest, reference: str) -> HttpResponse:
    found = _batch(request, reference)

    def act() -> Done:
        actions.discard(by=request.user, batch=found, now=timezone.now())  # type: ignore[arg-type]
        return Done(rules.subject_of(found.subject).page, "已放弃这次导入，上传的文件已删除")

    return press(request, act, back=reverse("organizations:roster_batch", args=[reference]))


@require(VIEW)
@require_POST
@never_cache
def hand_out(request: HttpRequest, reference: str) -> HttpResponse:
    """What the batch gives on paper."""
    found = _batch(request, reference)

    def act() -> HttpResponse:
        address = request.build_absolute_uri(reverse("account_login"))
        content = actions.hand_out(by=request.user, batch=found, now=timezone.now(), address=address)  # type: ignore[arg-type]
        return documents.download(content, f"{found.reference}发放单.pdf")

    return press(request, act, back=reverse("organizations:roster_batch", args=[reference]))


@require(VIEW)
@require_POST
def undo(request: HttpRequest, reference: str) -> HttpResponse:
    found = _batch(request, reference)
    back = reverse("organizations:roster_batch", args=[reference])

    def act() -> Done:
        reason = request.POST.get("reason", "")
        undone = actions.take_back(by=request.user, batch=found, now=timezone.now(), reason=reason)  # type: ignore[arg-type]
        if undone.kept:
            names = "、".join(undone.kept[:20])
            messages.warning(request, f"{len(undone.kept)}项导入后又有变动或已被使用，没有撤销：{names}")
        return Done(back, f"已撤销：删除新增的{undone.removed}条记录，恢复{undone.restored}条")

    return press(request, act, back=back)


@require(VIEW)
@require_safe
def marked(request: HttpRequest, reference: str) -> HttpResponse:
    """The rows to look at of the user's own file, marked; only for who uploaded it, and while the file is kept."""
    found = _batch(request, reference)
    content = store.fetch(found.reference) if found.uploaded_by_id == request.user.pk else None
    if content is None:
        messages.error(request, "原表只有上传人能下载，保留七天")
        return redirect("organizations:roster_batch", found.reference)
    subject = rules.subject_of(found.subject)
    tables = engine_of(subject).tables(content, found.file_name)
    book = marked_workbook(tables, found.problems, found.file_name)
    return documents.download(book, f"{found.reference}需要核对的行.xlsx")
