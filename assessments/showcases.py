"""The registers of brands, typical cases and publicity: rules, forms, numbers of a year (ASM-17; S2 二(五), S3 三3).

A brand or case hangs out for objections in the register of publications; the street answers them. Once the period is
over and no objection was upheld it is published, and anybody reads it until it is taken down with a reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import Count, QuerySet
from django.utils import timezone

from assessments.honours import street_of
from assessments.models import Medium, PressItem, Showcase, ShowcaseKind
from core.records.errors import RuleViolation
from core.web.forms import TitleField
from organizations.kinds import Kind
from organizations.models import Organization, Publication
from organizations.publications import actions as publishing
from organizations.publications import rules as publications
from organizations.registers.forms import KEEP, EntryForm
from organizations.registers.kinds import KEEPER
from organizations.registers.register import Asked, Column, Register, Step, plain
from organizations.ties import VIEW
from organizations.tree.effective import check_not_ahead, check_stands


class ShowcaseForm(EntryForm):
    title = TitleField(label="名称", max_length=60)

    class Meta:
        model = Showcase
        fields: ClassVar[Any] = ["kind", "title", "spirit", "content", "began_on"]
        widgets: ClassVar[Any] = {"content": forms.Textarea(attrs={"rows": 8, "maxlength": 3000})}
        help_texts: ClassVar[Any] = {"content": "公布以后人人能看到，不写个人的证件号、电话和住址"}


class BareForm(EntryForm):
    """A step that asks nothing."""

    class Meta:
        model = Showcase
        fields: ClassVar[Any] = []


class RetractForm(EntryForm):
    retracted_because = forms.CharField(label="撤下原因", max_length=120)

    class Meta:
        model = Showcase
        fields: ClassVar[Any] = []


class PressForm(EntryForm):
    class Meta:
        model = PressItem
        fields: ClassVar[Any] = ["title", "medium", "outlet", "issued_on", "showcase", "note"]
        widgets: ClassVar[Any] = {"note": forms.Textarea(attrs={"rows": 3, "maxlength": 500})}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        mine = Showcase.objects.visible_to(user, KEEP).standing().order_by("title", "pk")
        if self.instance.pk:
            mine = mine.filter(organization=self.instance.organization)
        self.fields["showcase"].queryset = mine  # type: ignore[attr-defined]
        self.fields["showcase"].empty_label = "不专指某个品牌或典型"  # type: ignore[attr-defined]


def check_showcase(row: Showcase, asked: Asked) -> None:
    """Before one is entered, corrected or withdrawn: what hangs out or is published stands as it is."""
    if row.pk is not None and Showcase.objects.get(pk=row.pk).publicised_on is not None:
        raise RuleViolation("public", "已经公示或公布，撤下以后才能更正或撤回")
    if not asked.names:
        return
    check_not_ahead(row.began_on, today=asked.today, label="开始日期", field="began_on")
    check_stands(row.organization, row.began_on, label="开始日期", field="began_on")


def check_publicity(row: Showcase, _asked: Asked) -> None:
    if Showcase.objects.get(pk=row.pk).publicised_on is not None:
        raise RuleViolation("public", "已经公示")


def check_publishing(row: Showcase, asked: Asked) -> None:
    """Published once, after its publicity is over, every objection answered and none upheld."""
    stored = Showcase.objects.get(pk=row.pk)
    if stored.publicised_on is None:
        raise RuleViolation("not-publicised", "还没有公示，公示期满后才能公布")
    if stored.published_on is not None:
        raise RuleViolation("published", f"已于{stored.published_on}公布")
    running = publishing.current_for(stored)
    publications.check_over(running, asked.today, "公布")
    publications.check_answered(running)
    if upheld := publications.upheld(running):
        raise RuleViolation("objections-upheld", f"有{upheld}条异议成立，不能公布，请撤下")


def check_retracting(row: Showcase, _asked: Asked) -> None:
    if Showcase.objects.get(pk=row.pk).publicised_on is None:
        raise RuleViolation("not-public", "没有公示，也没有公布")
    if not row.retracted_because.strip():
        raise RuleViolation("no-reason", "请填写撤下原因", field="retracted_because")


def check_press(row: PressItem, asked: Asked) -> None:
    """It was printed, broadcast or posted, about this community."""
    if not asked.names:
        return
    check_not_ahead(row.issued_on, today=asked.today, label="刊播日期", field="issued_on")
    check_stands(row.organization, row.issued_on, label="刊播日期", field="issued_on")
    if row.showcase is not None and row.showcase.organization_id != row.organization_id:
        raise RuleViolation("elsewhere", f"{row.showcase}不是{row.organization.name}的品牌或典型", field="showcase")
    if row.showcase is not None and row.showcase.withdrawn_on is not None:
        raise RuleViolation("withdrawn", f"{row.showcase}已经撤回", field="showcase")


def _hang_out(row: Showcase, by: Any, today: date) -> None:
    publishing.publish_for(
        row,
        by=by,
        organization=row.organization,
        handler=street_of(row.organization),
        kind=Publication.Kind.COMMENDATION,
        title=f"拟公布的{row.get_kind_display()}：{row.title}",
        content=f"{row.organization.name}拟公布{row.get_kind_display()}“{row.title}”。{row.spirit}。{row.content}",
        today=today,
    )


def _conclude(row: Showcase, by: Any, today: date) -> None:
    publishing.conclude_for(row, by=by, today=today, what="公布")


def _take_down(row: Showcase, by: Any, today: date) -> None:
    publishing.withdraw_for(row, by=by, today=today, reason=row.retracted_because)


def _publicised(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"publicised_on": timezone.localdate(), "retracted_because": ""}


def _published(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"published_on": timezone.localdate()}


def _retracted(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"publicised_on": None, "published_on": None}


def _facts(row: Showcase) -> list[tuple[str, str]]:
    """Until when it hangs, which objections there are, what the media said of it."""
    lines = []
    if (running := publishing.current_for(row)) is not None:
        waiting = running.objections.filter(answered_on=None).count()
        words = f"，{waiting} 条异议待答复" if waiting else ""
        lines.append(("公示期", f"{running.starts_on}至{running.ends_on}，{running.owner.name}受理异议{words}"))
    press = row.press.filter(withdrawn_on=None).order_by("-issued_on")
    return [
        *lines,
        ("宣传报道", f"{len(press)} 篇"),
        *((str(each.issued_on), f"{each.outlet}：{each}") for each in press),
    ]


SHOWCASES = Register(
    key="showcases",
    label="品牌和典型",
    noun="品牌或典型",
    about="社区品牌和典型案例，公示、公布，扫码人人能看，多少篇报道",
    model=Showcase,
    form=ShowcaseForm,
    kinds=(Kind.COMMUNITY,),
    on="began_on",
    columns=(
        plain(Showcase, "title"),
        Column("社区", KEEPER.value),
        plain(Showcase, "kind"),
        plain(Showcase, "spirit"),
        plain(Showcase, "began_on"),
        Column("情况", lambda row: row.state),
        plain(Showcase, "published_on"),
    ),
    facts=(plain(Showcase, "content"), plain(Showcase, "publicised_on"), plain(Showcase, "retracted_because")),
    more=_facts,
    steps=(
        Step(
            "publicise",
            "开始公示",
            BareForm,
            check_publicity,
            lambda row: row.publicised_on is None,
            _publicised,
            _hang_out,
        ),
        Step(
            "publish",
            "公布",
            BareForm,
            check_publishing,
            lambda row: row.publicised_on is not None and row.published_on is None,
            _published,
            _conclude,
        ),
        Step(
            "retract",
            "撤下",
            RetractForm,
            check_retracting,
            lambda row: row.publicised_on is not None,
            _retracted,
            _take_down,
        ),
    ),
    check=check_showcase,
    sought=("title", "spirit"),
    public="assessments:showcase_public",
    fixed=lambda row: row.publicised_on is not None,
    app="assessments",
    links=(("品牌和宣传统计", "assessments:showcase_counts"),),
)

PRESS = Register(
    key="press",
    label="宣传报道",
    noun="报道",
    about="报刊、电台、电视台、网络、黑板报对社区的宣传报道",
    model=PressItem,
    form=PressForm,
    kinds=(Kind.COMMUNITY,),
    on="issued_on",
    columns=(
        plain(PressItem, "title"),
        Column("社区", KEEPER.value),
        plain(PressItem, "medium"),
        plain(PressItem, "outlet"),
        plain(PressItem, "issued_on"),
        Column("宣传的品牌或典型", lambda row: str(row.showcase or "")),
    ),
    facts=(plain(PressItem, "note"),),
    check=check_press,
    joins=("organization", "showcase"),
    sought=("title", "outlet"),
    app="assessments",
    links=(("品牌和宣传统计", "assessments:showcase_counts"),),
)

REGISTERS = (SHOWCASES, PRESS)


# --- the numbers of a year ------------------------------------------------------------------------

COUNTED: tuple[tuple[str, str], ...] = (*ShowcaseKind.choices, *Medium.choices)
"""What is counted: brands and cases that were published in the year, reports by medium."""


def _rows(user: Any, what: str, year: int) -> QuerySet[Any]:
    """The records that a number counts: published, or printed, in the year, and not withdrawn."""
    if what in ShowcaseKind.values:
        return Showcase.objects.visible_to(user, VIEW).standing().filter(kind=what, published_on__year=year)
    return PressItem.objects.visible_to(user, VIEW).standing().filter(medium=what, issued_on__year=year)


def records(user: Any, what: str, year: int, community: Organization | None) -> QuerySet[Any]:
    """The list behind a number: of one community, or of all in sight."""
    rows = _rows(user, what, year).select_related("organization")
    rows = rows if community is None else rows.filter(organization=community)
    day = "-published_on" if what in ShowcaseKind.values else "-issued_on"
    return rows.order_by(day, "scope", "pk")


@dataclass(frozen=True)
class Counts:
    """A community, or all of them (None), with its numbers in the order of ``COUNTED``."""

    organization: Organization | None
    numbers: list[tuple[str, int]]


def _counts(user: Any, year: int, communities: Sequence[int] | None) -> dict[tuple[int, str], int]:
    found: dict[tuple[int, str], int] = {}
    shows = Showcase.objects.visible_to(user, VIEW).standing().filter(published_on__year=year)
    press = PressItem.objects.visible_to(user, VIEW).standing().filter(issued_on__year=year)
    for rows, column in ((shows, "kind"), (press, "medium")):
        mine = rows if communities is None else rows.filter(organization__in=communities)
        group = mine.order_by().values_list("organization_id", column).annotate(number=Count("pk"))
        found |= {(pk, what): number for pk, what, number in group}
    return found


def counts(user: Any, communities: Sequence[Organization], year: int) -> list[Counts]:
    """A line for each of the communities; two statements."""
    found = _counts(user, year, [each.pk for each in communities])
    return [Counts(each, [(what, found.get((each.pk, what), 0)) for what, _label in COUNTED]) for each in communities]


def total(user: Any, year: int) -> Counts:
    """The sum of everything in sight."""
    found = _counts(user, year, None)
    sums = {what: sum(number for (_pk, each), number in found.items() if each == what) for what, _label in COUNTED}
    return Counts(None, list(sums.items()))
