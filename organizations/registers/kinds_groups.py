"""The register of residents' groups with their people and what they discussed (ORG-23)."""

from organizations.models import GROUPS, Body, BodyMember, GroupTopic
from organizations.registers import bodies, forms_bodies, forms_groups, groups
from organizations.registers.kinds_stationed import with_person
from organizations.registers.register import Column, Part, Register, Step, plain

RESIDENTS = Register(
    key="groups",
    label="居民组织和群团",
    noun="组织",
    about="业主委员会、物业管理委员会、群众团体和社区居民论坛的成员、其中的党员和议事情况",
    model=Body,
    form=forms_groups.GroupForm,
    kinds=groups.KEEPERS,
    on="founded_on",
    columns=(
        Column("名称", str),
        plain(Body, "kind"),
        Column("社区", lambda group: group.organization.name),
        plain(Body, "founded_on"),
        Column("成员", groups.people_of),
        Column("撤销日期", lambda group: group.dissolved_on.isoformat() if group.dissolved_on else ""),
    ),
    more=groups.facts,
    parts=(
        Part(
            key="member",
            label="成员",
            noun="成员",
            model=BodyMember,
            parent="body",
            form=forms_groups.GroupMemberForm,
            columns=(
                Column("姓名", lambda line: line.person.name if line.person else ""),
                plain(BodyMember, "duty"),
                Column("开始日期", lambda line: line.during.lower.isoformat()),
                Column("结束日期", lambda line: line.during.upper.isoformat() if line.during.upper else ""),
            ),
            check=groups.check_group_member,
            joins=("person", "body__organization"),
            settle=with_person,
        ),
        Part(
            key="topic",
            label="议事",
            noun="议题",
            model=GroupTopic,
            parent="body",
            form=forms_groups.GroupTopicForm,
            columns=(
                plain(GroupTopic, "topic"),
                plain(GroupTopic, "discussed_on"),
                plain(GroupTopic, "attended"),
                plain(GroupTopic, "conclusion"),
            ),
            check=groups.check_topic,
            joins=("body__organization",),
        ),
    ),
    steps=(
        Step(
            "dissolve",
            "撤销",
            forms_bodies.DissolveBodyForm,
            bodies.check_dissolution,
            lambda group: group.dissolved_on is None,
        ),
        Step(
            "restore",
            "恢复",
            forms_bodies.RestoreBodyForm,
            bodies.check_restoring,
            lambda group: group.dissolved_on is not None,
            lambda data: data | {"dissolved_on": None},
        ),
    ),
    check=bodies.check_body,
    fetched=("members",),
    sought=("title",),
    links=(("组织和党员一览", "organizations:groups_overview"),),
    only=tuple(GROUPS),
)
