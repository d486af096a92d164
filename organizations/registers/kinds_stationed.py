"""The register of staff sent in by departments (ORG-24)."""

from typing import Any

from organizations.forms import HOLDER
from organizations.models import StationedStaff, StationedTask
from organizations.registers import contacts, forms_stationed, stationed
from organizations.registers.persons import person_named
from organizations.registers.register import Column, Part, Register, Step, plain


def with_person(data: dict[str, Any], by: Any) -> dict[str, Any]:
    """The person whom the form names, and the spell of its two days."""
    fields = contacts.span(data)
    if HOLDER.name in fields:
        fields["person"] = person_named(fields, HOLDER, by)
    return fields


STATIONED = Register(
    key="stationed",
    label="派驻人员",
    noun="派驻人员",
    about="公安、司法、城管、卫生等部门派驻社区的人员和挂职的后备干部，大党委与他们协调的事项、提出的监督意见和办理结果",
    model=StationedStaff,
    form=forms_stationed.StationedForm,
    kinds=stationed.KEEPERS,
    on="during",
    columns=(
        Column("姓名", lambda staff: staff.person.name),
        plain(StationedStaff, "trade"),
        plain(StationedStaff, "department"),
        Column("社区大党委", lambda staff: staff.organization.name),
        Column("开始日期", lambda staff: staff.during.lower.isoformat()),
        Column("结束日期", lambda staff: staff.during.upper.isoformat() if staff.during.upper else ""),
        Column("协调事项", stationed.matters_of),
    ),
    facts=(
        Column("派出单位", lambda staff: staff.unit.name if staff.unit else ""),
        plain(StationedStaff, "tasks"),
        plain(StationedStaff, "hours"),
    ),
    parts=(
        Part(
            key="matter",
            label="协调和监督",
            noun="事项",
            model=StationedTask,
            parent="staff",
            form=forms_stationed.StationedTaskForm,
            columns=(
                plain(StationedTask, "matter"),
                plain(StationedTask, "kind"),
                plain(StationedTask, "asked_on"),
                plain(StationedTask, "due_on"),
                Column("情况", stationed.state_of),
            ),
            check=stationed.check_matter,
            joins=("staff__organization",),
            steps=(
                Step(
                    "done",
                    "办结",
                    forms_stationed.TaskDoneForm,
                    stationed.check_done,
                    lambda task: task.done_on is None,
                ),
                Step(
                    "undone",
                    "撤销办结",
                    forms_stationed.TaskUndoneForm,
                    stationed.check_undone,
                    lambda task: task.done_on is not None,
                    stationed.undone,
                ),
            ),
        ),
    ),
    settle=with_person,
    check=stationed.check_staff,
    joins=("organization", "person", "unit"),
    fetched=("matters",),
    sought=("person__name", "department"),
)
