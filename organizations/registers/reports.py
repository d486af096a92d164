"""The annual work reports of the streets: form, rule and register (S1 一1; ORG-11)."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.records.errors import RuleViolation
from core.web.forms import TitleField
from organizations.kinds import STREETS
from organizations.models import StreetReport
from organizations.registers.forms import EntryForm
from organizations.registers.register import Asked, Column, Register, plain
from organizations.tree.effective import check_not_ahead, check_stands


class StreetReportForm(EntryForm):
    """What a street reports of one year."""

    year = forms.TypedChoiceField(label="年度", coerce=int)
    title = TitleField(label="名称", max_length=80)

    class Meta:
        model = StreetReport
        fields: ClassVar[Any] = ["year", "title", "reported_on", "content"]
        widgets: ClassVar[Any] = {"content": forms.Textarea(attrs={"rows": 10, "maxlength": 6000})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        years = range(today.year, today.year - 6, -1)
        self.fields["year"].choices = [(year, f"{year}年") for year in years]  # type: ignore[attr-defined]
        self.fields["year"].initial = today.year if today.month > 6 else today.year - 1
        self.fields["reported_on"].initial = today


def check_report(report: StreetReport, asked: Asked) -> None:
    """A report of a year is given in that year or after it, by a street that stood by then."""
    if not asked.names:
        return
    check_not_ahead(report.reported_on, today=asked.today, label="报告日期", field="reported_on")
    check_stands(report.organization, report.reported_on, label="报告日期", field="reported_on")
    if report.year > report.reported_on.year:
        raise RuleViolation("before-year", f"{report.year}年还没有到，不能报告", field="year")
    first = report.organization.established_on
    if first is not None and report.year < first.year:
        raise RuleViolation("before-founding", f"{report.organization.name}{first.year}年才成立", field="year")


REPORTS = Register(
    key="street_reports",
    label="街道年度工作报告",
    noun="年度工作报告",
    about="街道（镇）每年向区委报告工作，一年一份，年底前报告",
    model=StreetReport,
    form=StreetReportForm,
    kinds=STREETS,
    on="year",
    columns=(
        Column("名称", str),
        Column("报告组织", lambda report: report.organization.name),
        plain(StreetReport, "year"),
        plain(StreetReport, "reported_on"),
    ),
    facts=(plain(StreetReport, "content"),),
    check=check_report,
    sought=("title",),
)
