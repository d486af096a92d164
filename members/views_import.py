"""The roster wizard: upload → preview → confirm → result with undo. At most five inputs for a clean roster."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import documents
from core.errors import RuleViolation
from core.spreadsheets.limits import MAX_FILE_BYTES
from members.importing import actions, store
from members.importing.columns import COLUMNS
from members.importing.workbook import marked_workbook
from members.models import ImportBatch
from members.tasks import commit_import, preview_import, progress_key
from organizations.access import get_scoped, require
from organizations.kinds import HOLDS_RELATIONSHIPS, WORK_BODIES, Kind
from organizations.models import Organization
from organizations.scoping import reach

IMPORT = actions.IMPORT
LARGE_BYTES = 1 << 20
"""A workbook of about 12 000 rows: from here on the work is done in the background."""
SHOWN_ROWS = 60
State = ImportBatch.State


class UploadForm(forms.Form):
    organization = forms.ModelChoiceField(
        Organization.objects.none(), label="导入到", empty_label=None, help_text="只导入这个组织及其下级的党员"
    )
    file = forms.FileField(
        label="花名册",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
        help_text="Excel 或 CSV 文件，第一行可以是标题，末尾可以有合计",
        error_messages={"required": "请选择花名册文件", "empty": "文件是空的，请检查后重新上传"},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Organization.objects.visible_to(user, IMPORT).in_force(timezone.localdate())
        roots = reach(user, IMPORT)
        field = self.fields["organization"]
        field.queryset = choices.exclude(kind__in=(*WORK_BODIES, Kind.PARTY_GROUP)).order_by("path")  # type: ignore[attr-defined]
        field.initial = choices.filter(path__in=roots).order_by("path").first()
        if choices.filter(kind__in=HOLDS_RELATIONSHIPS).count() <= 1 and field.initial:
            field.widget = forms.HiddenInput()

    def clean_file(self) -> Any:
        uploaded = self.cleaned_data["file"]
        if uploaded.size > MAX_FILE_BYTES:
            raise forms.ValidationError("文件太大，最大40 MB，请分成几个文件")
        return uploaded


@require_http_methods(["GET", "POST"])
@require(IMPORT)
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            batch = _start(request, form)
        except RuleViolation as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            return redirect("members:import_batch", batch.reference)
    recent = ImportBatch.objects.visible_to(request.user, IMPORT).filter(kind="members")
    context = {
        "form": form,
        "columns": COLUMNS,
        "recent": recent.select_related("organization", "uploaded_by__person").order_by("-uploaded_at")[:8],
    }
    return render(request, "members/import_upload.html", context, status=200)


def _start(request: HttpRequest, form: UploadForm) -> ImportBatch:
    uploaded = form.cleaned_data["file"]
    given: dict[str, Any] = {
        "by": request.user,
        "organization": form.cleaned_data["organization"],
        "filename": uploaded.name,
        "as_of": timezone.localdate(),
        "now": timezone.now(),
    }
    if uploaded.size <= LARGE_BYTES:
        return actions.upload_and_preview(uploaded.read(), **given)
    with transaction.atomic():
        batch = actions.upload(uploaded.read(), **given)
        transaction.on_commit(lambda: preview_import.delay(batch.pk))
    return batch


def _batch(request: HttpRequest, reference: str) -> ImportBatch:
    rows = ImportBatch.objects.select_related("organization", "uploaded_by__person", "undone_by__person")
    found: ImportBatch = get_scoped(rows, request.user, see=IMPORT, reference=reference)
    return found


@require_GET
@require(IMPORT)
def batch(request: HttpRequest, reference: str) -> HttpResponse:
    found = _batch(request, reference)
    now = timezone.now()
    until = actions.undo_until(found)
    context = {
        "batch": found,
        "busy": found.state in (State.READING, State.WRITING),
        "done": cache.get(progress_key(found.pk), 0),
        "rows": _marked_rows(found)[:SHOWN_ROWS],
        "warnings": [p for p in found.problems if p["kind"] == "warning"][:SHOWN_ROWS],
        "refused": [p for p in found.problems if not p["row"]],
        "left_out": found.rows - found.valid,
        "undo_until": until,
        "undo_quick": until is not None and now <= until,
        "has_file": found.state in (State.PREVIEWED, State.COMMITTED),
    }
    return render(request, "members/import_batch.html", context)


def _marked_rows(found: ImportBatch) -> list[dict[str, Any]]:
    """Sampled rows with each cell's state and sentence, for the preview's table."""
    problems: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for problem in found.problems:
        problems.setdefault((problem["sheet"], problem["row"]), []).append(problem)
    rows = []
    for row in found.sample:
        listed = problems.get((row["sheet"], row["row"]), [])
        bad = {p["column"]: ("cell-bad" if p["kind"] == "error" else "cell-warn") for p in reversed(listed)}
        cells = [
            {"text": text, "css": bad.get(title, "")} for title, text in zip(row["titles"], row["cells"], strict=False)
        ]
        rows.append({**row, "cells": cells, "problems": listed})
    return rows


@require_POST
@require(IMPORT)
def commit(request: HttpRequest, reference: str) -> HttpResponse:
    found = _batch(request, reference)
    found.skip_invalid = bool(request.POST.get("skip"))
    try:
        content = store.fetch(found.reference)
        if content is not None and len(content) > LARGE_BYTES:
            with transaction.atomic():
                actions.start_writing(by=request.user, batch=found)  # type: ignore[arg-type]
                transaction.on_commit(lambda: commit_import.delay(found.pk, request.user.pk))
        else:
            actions.commit(by=request.user, batch=found, now=timezone.now())  # type: ignore[arg-type]
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    return redirect("members:import_batch", found.reference)


@require_POST
@require(IMPORT)
def discard(request: HttpRequest, reference: str) -> HttpResponse:
    found = _batch(request, reference)
    try:
        actions.discard(by=request.user, batch=found)  # type: ignore[arg-type]
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
        return redirect("members:import_batch", found.reference)
    messages.success(request, "已放弃这次导入，上传的文件已删除")
    return redirect("members:import_upload")


@require_POST
@require(IMPORT)
def undo(request: HttpRequest, reference: str) -> HttpResponse:
    found = _batch(request, reference)
    try:
        undone = actions.undo(by=request.user, batch=found, now=timezone.now(), reason=request.POST.get("reason", ""))
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"已撤销：删除新增的{undone.removed}人，恢复{undone.restored}人")
        if undone.kept:
            names = "、".join(undone.kept[:20])
            messages.warning(request, f"{len(undone.kept)}人导入后又有变动，没有撤销：{names}")
    return redirect("members:import_batch", found.reference)


@require_GET
@require(IMPORT)
def marked(request: HttpRequest, reference: str) -> HttpResponse:
    """The faulty rows of the user's own file, marked; only for who uploaded it, and while the file is kept."""
    found = _batch(request, reference)
    content = store.fetch(found.reference) if found.uploaded_by_id == request.user.pk else None
    if content is None:
        messages.error(request, "原表只有上传人能下载，保留七天")
        return redirect("members:import_batch", found.reference)
    return documents.download(marked_workbook(content, found), f"{found.reference}需要核对的行.xlsx")
