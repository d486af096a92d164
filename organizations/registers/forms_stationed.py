"""Forms of staff sent in by departments."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from organizations.forms import HOLDER, PersonFieldsMixin
from organizations.models import StationedStaff, StationedTask, Unit
from organizations.registers.forms import EntryForm, LineForm


class StationedForm(EntryForm, PersonFieldsMixin):
    """Who is sent by which department since when; the person stays, the rest is corrected."""

    since = forms.DateField(label="开始日期")
    until = forms.DateField(label="结束日期", required=False, help_text="从这一天起不再派驻；没有定的留空")

    field_order = (
        *("organization", "person_name", "person", "register_new", "phone", "trade", "department", "unit"),
        *("tasks", "hours", "since", "until"),
    )

    class Meta:
        model = StationedStaff
        fields: ClassVar[Any] = ["trade", "department", "unit", "tasks", "hours"]
        widgets: ClassVar[Any] = {"tasks": forms.Textarea(attrs={"rows": 3, "maxlength": 500})}
        help_texts: ClassVar[Any] = {
            "department": "如派出所、司法所、社区卫生服务中心",
            "unit": "派出单位已登记为辖区单位的选择",
            "hours": "如每周二、四上午",
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.order_fields(self.field_order)
        units: Any = self.fields["unit"]
        units.queryset = Unit.objects.visible_to(user, "organizations.view_organization").order_by("name", "pk")
        units.empty_label = "没有登记"
        if self.instance.pk:
            for name in HOLDER[:4]:
                del self.fields[name]
            self.fields["since"].initial = self.instance.during.lower
            self.fields["until"].initial = self.instance.during.upper
            return
        self.find_persons(user)
        self.fields["organization"].label = "社区大党委"
        self.fields["since"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any] | None:
        return self.cleaned_data if self.instance.pk else PersonFieldsMixin.clean(self)


class StationedTaskForm(LineForm):
    class Meta:
        model = StationedTask
        fields: ClassVar[Any] = ["kind", "matter", "asked_on", "due_on"]
        widgets: ClassVar[Any] = {"matter": forms.Textarea(attrs={"rows": 2, "maxlength": 300})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["asked_on"].initial = timezone.localdate()


class TaskDoneForm(LineForm):
    done_on = forms.DateField(label="办结日期")
    outcome = forms.CharField(label="办理结果", max_length=200)

    class Meta:
        model = StationedTask
        fields: ClassVar[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"].initial = timezone.localdate()


class TaskUndoneForm(LineForm):
    reason = forms.CharField(label="撤销原因", max_length=120)

    class Meta:
        model = StationedTask
        fields: ClassVar[Any] = []
