"""The fields of a document beside an act: number, day, scan; nothing typed: the document is still to come."""

from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils import timezone

from core.office.scans import scan_of
from core.records.errors import RuleViolation
from organizations.tree.effective import check_not_ahead


class Paper(NamedTuple):
    """What an act knows of its document."""

    number: str
    issued_on: date
    scan: Any = ""


def clean_scan(sent: Any) -> Any:
    """What is kept of an upload."""
    try:
        return scan_of(sent)
    except RuleViolation as refused:
        raise forms.ValidationError(refused.message) from refused


class PaperFields(forms.Form):
    """Cleaned data have ``paper``: a ``Paper``, or None where no number was typed."""

    number = forms.CharField(
        label="文号", max_length=60, required=False, help_text="文件还没有印发的留空，以后在“任免文件”里补登"
    )
    issued_on = forms.DateField(label="发文日期", required=False)
    scan = forms.FileField(label="文件扫描件", required=False, help_text="PDF、JPG、PNG或WebP")

    PAPER = ("number", "issued_on", "scan")

    def papers_last(self) -> None:
        """Call it at the end of __init__: the document stands below the act."""
        names = [name for name in self.fields if name not in self.PAPER]
        self.order_fields([*names, *self.PAPER])

    def clean_issued_on(self) -> date | None:
        day: date | None = self.cleaned_data.get("issued_on")
        if day is not None:
            try:
                check_not_ahead(day, today=timezone.localdate(), label="发文日期")
            except RuleViolation as refused:
                raise forms.ValidationError(refused.message) from refused
        return day

    def clean_scan(self) -> Any:
        sent = self.cleaned_data.get("scan")
        return clean_scan(sent) if sent else ""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        number, issued_on, scan = (cleaned.pop(name, None) for name in self.PAPER)
        if number and issued_on is None and "issued_on" not in self.errors:
            self.add_error("issued_on", "请填写发文日期")
        elif not number and (issued_on or scan):
            self.add_error("number", "请填写文号")
        cleaned["paper"] = Paper(number, issued_on, scan or "") if number and issued_on else None
        return cleaned
