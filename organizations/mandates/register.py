"""Two registers: what members of a big committee did, and the time that units guarantee them."""

from typing import Any

from django.utils import timezone

from organizations.mandates import forms, rules
from organizations.models import MandateTime, MandateWork
from organizations.registers.register import Column, Register, Step, plain


def _confirmed(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"confirmed_on": timezone.localdate()}


WORK = Register(
    key="mandate_work",
    label="大党委成员履职",
    noun="履职记录",
    about="大党委书记、副书记和委员每次履职做了什么、用了多少时间；成员自己登记的由社区确认，述职评议时列出",
    model=MandateWork,
    form=forms.WorkForm,
    kinds=rules.KEEPERS,
    on="done_on",
    columns=(
        Column("记录", str),
        Column("大党委", lambda work: work.organization.name),
        Column("成员", lambda work: work.person.name),
        plain(MandateWork, "done_on"),
        plain(MandateWork, "kind"),
        Column("用时（小时）", lambda work: work.hours, "number"),
        plain(MandateWork, "unit_time"),
        Column("情况", rules.state_of),
    ),
    facts=(plain(MandateWork, "content"), plain(MandateWork, "confirmed_on")),
    steps=(
        Step(
            "confirm",
            "确认",
            forms.ConfirmForm,
            rules.check_confirmation,
            lambda work: work.confirmed_on is None,
            _confirmed,
        ),
        Step(
            "unconfirm",
            "撤销确认",
            forms.TakeBackForm,
            rules.check_taken_back,
            lambda work: work.confirmed_on is not None,
            lambda data: data | {"confirmed_on": None},
        ),
    ),
    settle=lambda data, _by: data | {"confirmed_on": None},
    check=rules.check_work,
    joins=("organization", "person"),
    sought=("person__name",),
)

TIME = Register(
    key="mandate_time",
    label="履职时间保证",
    noun="时间保证",
    about="每年单位保证大党委兼职副书记和委员多少履职时间，谁确认的",
    model=MandateTime,
    form=forms.TimeForm,
    kinds=rules.KEEPERS,
    on="year",
    columns=(
        Column("名称", str),
        Column("大党委", lambda time: time.organization.name),
        Column("单位", lambda time: time.unit.name),
        plain(MandateTime, "year"),
        Column("保证时间（小时）", lambda time: time.hours, "number"),
        plain(MandateTime, "signed_on"),
        plain(MandateTime, "signed_by"),
    ),
    check=rules.check_time,
    joins=("organization", "person", "unit"),
    sought=("person__name", "unit__name"),
)
