"""The "1+3" system: the street the core, the community's organisation the body, and three kinds of branch: building,
functional (tied to a named mass group), floating-member (S1 一3; ORG-04)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils import timezone

from core.records.errors import RuleViolation
from organizations.kinds import COMMUNITY_ORGANIZATIONS, STREETS, Kind
from organizations.models import Body, BodyKind, BranchGroup, Organization
from organizations.registers.forms import KEEP, EntryForm
from organizations.registers.register import Asked, Column, Register, plain
from organizations.scoping import subtree_condition
from organizations.tree.effective import check_not_ahead, check_stands

BUILDING = (Kind.COMMERCIAL_BUILDING_BRANCH, Kind.COURTYARD_BRANCH, Kind.ESTATE_BRANCH)
THREE: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("楼院楼宇党支部", BUILDING),
    ("功能型党支部", (Kind.FUNCTIONAL_BRANCH,)),
    ("流动党员党支部", (Kind.FLOATING_MEMBER_BRANCH,)),
)


def check_tie(row: BranchGroup, asked: Asked) -> None:
    """A mass group of the same community, since both stood."""
    if not asked.names:
        return
    check_not_ahead(row.since, today=asked.today, label="依托日期", field="since")
    check_stands(row.organization, row.since, label="依托日期", field="since")
    if row.body.kind != BodyKind.MASS or row.body.withdrawn_on is not None:
        raise RuleViolation("no-group", "请选择登记在册的群众团体", field="body")
    if row.body.organization_id not in row.organization.ancestor_ids:
        raise RuleViolation("elsewhere", f"{row.body}不是本社区的群众组织", field="body")
    if row.body.dissolved_on is not None:
        raise RuleViolation("dissolved", f"{row.body}已于{row.body.dissolved_on}撤销", field="body")
    if row.since < row.body.founded_on:
        raise RuleViolation("before-founding", f"{row.body}{row.body.founded_on}才成立", field="since")


class TieForm(EntryForm):
    class Meta:
        model = BranchGroup
        fields: ClassVar[Any] = ["body", "since"]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        rows = Body.objects.visible_to(user, KEEP).standing().filter(kind=BodyKind.MASS, dissolved_on=None)
        self.fields["body"].queryset = rows.order_by("title", "pk")  # type: ignore[attr-defined]
        self.fields["body"].empty_label = "请选择"  # type: ignore[attr-defined]
        if not self.instance.pk:
            self.fields["since"].initial = timezone.localdate()


@dataclass(frozen=True)
class Row:
    """A community: who is the core and the body there, its branches of each of the three kinds, and what is missing."""

    community: Organization
    core: Organization | None
    body: Organization | None
    branches: list[tuple[str, list[tuple[Organization, str]]]]

    @property
    def missing(self) -> str:
        lacks = [] if self.core else ["街道党工委"]
        lacks += [] if self.body else ["社区党总支（党委）"]
        for label, found in self.branches:
            lacks += [] if found else [label]
            lacks += [f"{branch.name}没有依托的群众组织" for branch, note in found if note == ""]
        return "、".join(lacks)


def rows(communities: Sequence[Organization], today: date) -> list[Row]:
    """A row for each, in their order; three statements whatever their number."""
    kinds = [kind for _label, three in THREE for kind in three]
    within = subtree_condition([each.path for each in communities], field="path")
    below = Organization.objects.filter(within, kind__in=[*kinds, *COMMUNITY_ORGANIZATIONS]).in_force(today)
    above = Organization.objects.filter(pk__in={pk for each in communities for pk in each.ancestor_ids[:-1]})
    cores = {each.pk: each for each in above.filter(kind__in=STREETS)}
    found: dict[int, list[Organization]] = defaultdict(list)
    places = {each.pk for each in communities}
    for each in below.order_by("path"):
        found[next(pk for pk in reversed(each.ancestor_ids) if pk in places)].append(each)
    branches = [each.pk for listed in found.values() for each in listed if each.kind == Kind.FUNCTIONAL_BRANCH]
    ties = BranchGroup.objects.standing().filter(organization__in=branches, body__dissolved_on=None)
    tied = dict(ties.values_list("organization", "body__title"))

    def note(branch: Organization) -> str:
        return tied.get(branch.pk, "") if branch.kind == Kind.FUNCTIONAL_BRANCH else branch.get_kind_display()

    return [
        Row(
            each,
            next((cores[pk] for pk in reversed(each.ancestor_ids) if pk in cores), None),
            next((one for one in found[each.pk] if one.kind in COMMUNITY_ORGANIZATIONS), None),
            [(label, [(one, note(one)) for one in found[each.pk] if one.kind in three]) for label, three in THREE],
        )
        for each in communities
    ]


BRANCH_GROUPS = Register(
    key="branch_groups",
    label="功能型党支部依托",
    noun="依托",
    about="功能型党支部依托哪个群众组织；一核三类：街道、社区党组织和三类党支部齐不齐",
    model=BranchGroup,
    form=TieForm,
    kinds=(Kind.FUNCTIONAL_BRANCH,),
    on="since",
    columns=(
        Column("依托", str),
        Column("党支部", lambda row: row.organization.name),
        Column("群众组织", lambda row: row.group),
        plain(BranchGroup, "since"),
    ),
    settle=lambda data, _by: data | {"group": data["body"].title},
    check=check_tie,
    links=(("1+3 一览", "organizations:one_plus_three"),),
)
