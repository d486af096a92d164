"""Forms of residents' groups."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.web.forms import TitleField
from organizations.forms import HOLDER, PersonFieldsMixin
from organizations.models import GROUPS, Body, BodyMember, GroupTopic
from organizations.registers.forms import EntryForm, LineForm


class GroupForm(EntryForm):
    """What group a community has; its kind stays once it is entered."""

    kind = forms.ChoiceField(label="类型", choices=[("", "请选择"), *((each.value, each.label) for each in GROUPS)])
    title = TitleField(label="名称", max_length=80)

    class Meta:
        model = Body
        fields: ClassVar[Any] = ["kind", "title", "founded_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            del self.fields["kind"]


class GroupMemberForm(LineForm, PersonFieldsMixin):
    """Who sits in it; later only the duty and the days change."""

    since = forms.DateField(label="开始日期")
    until = forms.DateField(label="结束日期", required=False, help_text="从这一天起不再是成员；没有定的留空")

    field_order = ("person_name", "person", "register_new", "phone", "duty", "since", "until")

    class Meta:
        model = BodyMember
        fields: ClassVar[Any] = ["duty"]
        help_texts: ClassVar[Any] = {"duty": "主任、委员、会长；论坛写居民代表、党代表、人大代表、政协委员等"}

    def __init__(self, *args: Any, user: Any, entry: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, entry=entry, **kwargs)
        self.order_fields(self.field_order)
        if self.instance.pk:
            for name in HOLDER[:4]:
                del self.fields[name]
            self.fields["since"].initial = self.instance.during.lower
            self.fields["until"].initial = self.instance.during.upper
            return
        self.find_persons(user)
        self.fields["since"].initial = max(entry.founded_on, timezone.localdate())

    def clean(self) -> dict[str, Any] | None:
        return self.cleaned_data if self.instance.pk else PersonFieldsMixin.clean(self)


class GroupTopicForm(LineForm):
    class Meta:
        model = GroupTopic
        fields: ClassVar[Any] = ["discussed_on", "topic", "attended", "conclusion"]
        widgets: ClassVar[Any] = {"conclusion": forms.Textarea(attrs={"rows": 3, "maxlength": 500})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["discussed_on"].initial = timezone.localdate()
