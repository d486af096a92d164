"""The register of awards: what each kind asks, who may hold it, how many there are; nominated, decided, ended.

Stars follow the decided five-good result (ASM-05); civility titles are those of the standard (ASM-15); demonstration
points have quotas over the plan's years (ASM-09); commendation and criticism are decided by document (ASM-08).
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from assessments import commendations, faces
from assessments.commendations import ADJUSTED, COMMENDATIONS, CRITICISMS, SECRETARY
from assessments.grounds import Condition, served
from assessments.models import FIVE_GOOD, Award, Evaluation
from assessments.partners.rules import opinion_on
from assessments.queries import STARS, VIEW
from assessments.rules import DECIDE, REPORT, REVIEW
from core.records import audit, walls
from core.records.errors import RuleViolation
from core.records.workflow import ITSELF, Stage, Step, Workflow
from organizations import standards
from organizations.kinds import STREETS, Kind
from organizations.models import Organization, Publication, PublicationObjection
from organizations.publications import actions as publishing
from organizations.publications import rules as publications
from organizations.rules import raise_field_errors
from organizations.tree.effective import check_not_ahead

State, Holder, Kinds = Award.State, Award.Holder, Award.Kind
TITLES = "asm.civility_titles"
MET = "asm.five_good.met_score"
HORIZON = "org.plan.horizon_years"
QUOTAS = {
    "province": ("org.demo.province_min", "org.demo.province_max"),
    "city": ("org.demo.city_min", "org.demo.city_max"),
    "district": ("org.demo.district_about", ""),
}
"""Levels of demonstration points: the standard of how many there shall be, and of how many there may be (S0 二5)."""

_DECIDED = (Evaluation.State.DECIDED, Evaluation.State.FROZEN)


def district_of(organization: Organization) -> Organization:
    return Organization.objects.get(pk__in=[*organization.ancestor_ids, organization.pk], kind=Kind.DISTRICT_DEPARTMENT)


def levels(kind: str, organization: Organization, *, on: date) -> list[tuple[str, str]]:
    """Levels or titles that can be asked for there on the day, with their words."""
    if kind == Kinds.STAR:
        stars = standards.at(STARS, organization=organization, as_of=on)
        return [(str(each), Award(kind=kind, level=str(each)).level_label) for each in sorted(stars, reverse=True)]
    if kind == Kinds.DEMONSTRATION:
        return [(each, Award(kind=kind, level=each).level_label) for each in QUOTAS]
    titles: Sequence[str] = {Kinds.COMMENDATION: COMMENDATIONS, Kinds.CRITICISM: CRITICISMS}.get(Kinds(kind), ())
    if kind == Kinds.CIVILITY:
        titles = standards.at(TITLES, organization=organization, as_of=on)
    return [(each, each) for each in titles]


def holders(kind: str, level: str = "") -> Sequence[str]:
    """Who may hold an award of the kind and level."""
    if level in commendations.HOLDERS:
        return commendations.HOLDERS[level]
    if kind in (Kinds.STAR, Kinds.DEMONSTRATION):
        return [Holder.COMMUNITY]
    if kind == Kinds.CIVILITY:
        return [Holder.NAMED, Holder.UNIT]
    return [Holder.COMMUNITY, Holder.UNIT, Holder.PERSON]


def result_of(community: Organization, year: int) -> Evaluation | None:
    """The decided five-good result of a community in a year."""
    return Evaluation.objects.filter(
        organization=community,
        scheme__series=FIVE_GOOD,
        scheme__year=year,
        scheme__in_force=True,
        state__in=_DECIDED,
        ended_on=None,
    ).first()


def stars_of(result: Evaluation | None, lines: dict[int, int]) -> int:
    """How many stars a result reaches; none without a total or with a veto."""
    if result is None or result.total is None or result.vetoed:
        return 0
    return max((stars for stars, line in lines.items() if result.total >= line), default=0)


def conditions(award: Award, *, on: date) -> list[Condition]:
    """What the kind asks, held against the records and the standards of the day."""
    asks: dict[str, Callable[[Award, date], list[Condition]]] = {
        Kinds.STAR: _of_star,
        Kinds.CIVILITY: _of_civility,
        Kinds.DEMONSTRATION: _of_demonstration,
        Kinds.COMMENDATION: _of_commendation,
        Kinds.CRITICISM: _of_criticism,
    }
    ask = asks.get(award.kind)
    made = ask(award, on) if ask else []
    if award.holder == Holder.UNIT and award.unit is not None and award.kind != Kinds.CRITICISM:
        made.append(_of_unit(award))
    return made


def _of_unit(award: Award) -> Condition:
    """Awards of a unit ask the community (S4B 二)."""
    said = opinion_on(award)
    found = "没有记录" if said is None else f"{said.given_on}{said.get_agrees_display()}"
    return Condition("社区意见", "征求社区意见，社区同意", found, said is not None and said.agrees)


def _result(award: Award) -> tuple[Evaluation | None, str]:
    found = result_of(award.organization, award.year)
    if found is None or found.total is None:
        return found, f"{award.year}年五个好评价还没有审定"
    veto = "，一票否决" if found.vetoed else ""
    return found, f"{award.year}年总分{found.total.normalize():f}{veto}"


def _of_star(award: Award, on: date) -> list[Condition]:
    lines = standards.at(STARS, organization=award.organization, as_of=on)
    found, words = _result(award)
    line = lines.get(int(award.level))
    held = line is not None and stars_of(found, lines) >= int(award.level)
    return [Condition("五个好评价结果", f"审定总分{line}分以上，没有一票否决", words, held)]


def _of_demonstration(award: Award, on: date) -> list[Condition]:
    met = Decimal(standards.at(MET, organization=award.organization, as_of=on))
    found, words = _result(award)
    good = found is not None and found.total is not None and found.total >= met and not found.vetoed
    made = [Condition("五个好评价结果", f"审定总分{met.normalize():f}分以上，没有一票否决", words, good)]
    quota = next(each for each in quotas(district_of(award.organization), on=on) if each.level == award.level)
    if quota.most is not None:
        there = quota.count - (award.state == State.GRANTED)
        made.append(Condition("名额", f"不超过{quota.most}个", f"已有{there}个", there < quota.most))
    return made


def _of_civility(award: Award, on: date) -> list[Condition]:
    titles = standards.at(TITLES, organization=award.organization, as_of=on)
    return [Condition("称号", "现行标准所列的文明称号", award.level, award.level in titles)]


def _of_commendation(award: Award, on: date) -> list[Condition]:
    made = []
    if award.level == SECRETARY and award.person is not None:
        posts = award.person.posts.in_force(on).under(award.organization).filter(position="secretary")
        held = posts.exists()
        made.append(Condition("职务", "现任本社区党组织书记", "现任" if held else "不是现任书记", held))
    criticised = Award.objects.filter(
        kind=Kinds.CRITICISM,
        year=award.year,
        state=State.GRANTED,
        organization=award.organization,
        holder=award.holder,
        unit=award.unit,
        person=award.person,
    ).count()
    made.append(Condition("通报批评", "当年没有", f"{criticised}次" if criticised else "没有", not criticised))
    if award.person is not None:
        made += served(award, award.person, on)
    return made


def _of_criticism(award: Award, on: date) -> list[Condition]:
    if award.level != ADJUSTED or award.state == State.GRANTED:
        return []
    held = "、".join(
        f"{post.organization.label}{post.get_position_display()}" for post in commendations.posts_of(award, on=on)
    )
    return [Condition("职务", "在本社区任职", held or "没有任职", bool(held))]


@dataclass(frozen=True)
class Quota:
    """Demonstration points of a level: how many there are, shall be at least, and may be at most (None: no bound)."""

    level: str
    label: str
    count: int
    least: int
    most: int | None

    @property
    def words(self) -> str:
        return f"{self.least}—{self.most}个" if self.most is not None else f"{self.least}个左右"

    @property
    def gap(self) -> int:
        return max(0, self.least - self.count)


def points(district: Organization, *, on: date, horizon: int) -> QuerySet[Award]:
    """Demonstration points granted within the years of the plan and held on the day."""
    rows = Award.objects.under(district).valid(on).filter(kind=Kinds.DEMONSTRATION)
    return rows.filter(year__gt=on.year - horizon)


def quotas(district: Organization, *, on: date) -> list[Quota]:
    """By level, of those granted within the years of the plan and held on the day."""
    names = sorted({name for pair in QUOTAS.values() for name in pair if name} | {HORIZON})
    numbers = standards.several(names, organization=district, as_of=on)
    with walls.beyond("assessments.quota"):
        counts = list(points(district, on=on, horizon=int(numbers[HORIZON])).values_list("level", flat=True))
    return [
        Quota(
            level,
            Award(kind=Kinds.DEMONSTRATION, level=level).level_label,
            counts.count(level),
            int(numbers[least]),
            int(numbers[most]) if most else None,
        )
        for level, (least, most) in QUOTAS.items()
    ]


# --- the life of a nomination -------------------------------------------------------------------------


def _conditions_hold(award: Award, _by: Any, at: datetime) -> None:
    if failed := [each for each in conditions(award, on=timezone.localdate(at)) if not each.held]:
        words = "；".join(f"{each.label}：要求{each.needed}，{each.found}" for each in failed)
        raise RuleViolation("conditions", f"还不符合条件（{words}）")


def _publicity_over(award: Award, _by: Any, at: datetime) -> None:
    publications.check_over(publishing.current_for(award), timezone.localdate(at), "决定")


def _objections_settled(award: Award, _by: Any, _at: datetime) -> None:
    running = publishing.current_for(award)
    publications.check_answered(running)
    if upheld := publications.upheld(running):
        raise RuleViolation("objections-upheld", f"有{upheld}条异议成立，不能授予，请办理不通过")


def _not_critical(award: Award, _by: Any, _at: datetime) -> None:
    if award.kind == Kinds.CRITICISM:
        raise RuleViolation("criticism", "通报批评不公示，由区里直接决定")


def _critical(award: Award, _by: Any, _at: datetime) -> None:
    if award.kind != Kinds.CRITICISM:
        raise RuleViolation("not-criticism", "荣誉要公示期满后才能决定")


OPEN = (State.NOMINATED, State.REVIEWED, State.PUBLISHED)

AWARD = Workflow(
    model=Award,
    noun="这项申报",
    face=faces.AWARD,
    start=State.NOMINATED,
    stages={
        State.NOMINATED: Stage("街道", "审核，或不通过"),
        State.REVIEWED: Stage("街道", "开始公示；通报批评由区里决定"),
        State.PUBLISHED: Stage("区委组织部", "公示期满、异议答复后决定"),
        State.GRANTED: Stage("区委组织部", "有效期内可以撤销"),
        State.REFUSED: Stage(),
        State.WITHDRAWN: Stage(),
        State.REVOKED: Stage(),
    },
    steps=(
        Step(
            "withdraw", "撤回", (State.NOMINATED,), State.WITHDRAWN, right=REPORT, event="assessments.award_withdrawn"
        ),
        Step(
            "review",
            "审核同意",
            (State.NOMINATED,),
            State.REVIEWED,
            right=REVIEW,
            event="assessments.award_reviewed",
            checks=(_conditions_hold,),
        ),
        Step(
            "publish",
            "开始公示",
            (State.REVIEWED,),
            State.PUBLISHED,
            right=REVIEW,
            event="assessments.award_published",
            checks=(_not_critical, _conditions_hold),
        ),
        Step(
            "object",
            "提出异议",
            (State.PUBLISHED,),
            right=VIEW,
            event="organizations.publication_objected",
            carries=ITSELF,
        ),
        Step(
            "grant",
            "授予",
            (State.PUBLISHED,),
            State.GRANTED,
            right=DECIDE,
            event="assessments.award_granted",
            checks=(_publicity_over, _objections_settled, _conditions_hold),
        ),
        Step(
            "criticise",
            "通报",
            (State.REVIEWED,),
            State.GRANTED,
            right=DECIDE,
            event="assessments.award_criticised",
            checks=(_critical,),
        ),
        Step("refuse", "不通过", OPEN, State.REFUSED, right=REVIEW, event="assessments.award_refused"),
        Step("revoke", "撤销", (State.GRANTED,), State.REVOKED, right=DECIDE, event="assessments.award_revoked"),
    ),
)
"""From the nomination over the street's review and the publicity to the decision; ended with document and reason."""

TAKEN = ("withdraw", "review", "publish", "grant", "criticise", "refuse", "revoke")
"""Steps that the page of an award takes by name."""


@transaction.atomic
def nominate(*, by: Any, award: Award, now: datetime) -> Award:
    """A new nomination; what cannot be held by the holder, or does not meet its conditions, is refused at once."""
    today = timezone.localdate(now)
    if award.organization.kind != Kind.COMMUNITY:
        raise RuleViolation("community", "请选择社区", field="organization")
    if not today.year - 1 <= award.year <= today.year:
        raise RuleViolation("year", f"只能申报{today.year - 1}年或{today.year}年", field="year")
    if award.holder not in holders(award.kind, award.level):
        raise RuleViolation("holder", "这一类不授予这样的对象", field="holder")
    if award.level not in dict(levels(award.kind, award.organization, on=today)):
        raise RuleViolation("level", "现行标准没有这个等级或称号", field="level")
    if not award.grounds.strip():
        raise RuleViolation("grounds", "请填写事迹或事由", field="grounds")
    award.name = award.name.strip()
    award.nominated_by, award.nominated_at = by, now
    for each in conditions(award, on=today):
        if not each.held:
            raise RuleViolation("conditions", f"{each.label}：要求{each.needed}，{each.found}", field="level")
    raise_field_errors(award, exclude=["scope"])
    award.save()
    audit.record(
        "assessments.award_nominated", by=by, target=award, kind=award.kind, level=award.level, year=award.year
    )
    return award


@dataclass(frozen=True)
class Said:
    """What a step needs besides the press of a button."""

    text: str = ""
    document: str = ""
    on: date | None = None
    valid_until: date | None = None


@transaction.atomic
def take_step(*, by: Any, award: Award, step: str, said: Said, now: datetime) -> Award:
    """One step of ``TAKEN``."""
    current = (
        Award.objects.select_for_update(of=("self",)).select_related("organization", "unit", "person").get(pk=award.pk)
    )
    today = timezone.localdate(now)
    AWARD.check(step, current, by=by, at=now)
    fields = ["version", *_written(current, step, said, today)]
    current.version += 1
    AWARD.advance(step, current, by=by, at=now, fields=fields, kind=current.kind, level=current.level)
    if step == "publish":
        _publish(current, by=by, today=today)
    elif step == "grant":
        publishing.conclude_for(current, by=by, today=today, what="决定")
    elif step == "refuse":
        publishing.withdraw_for(current, by=by, today=today, reason=current.ended_because)
    return current


def street_of(community: Organization) -> Organization | None:
    """The street above a community: who answers objections to what it publishes."""
    above = Organization.objects.filter(pk__in=community.ancestor_ids[:-1], kind__in=STREETS)
    return above.order_by("-path").first()


def _publish(award: Award, *, by: Any, today: date) -> None:
    """Hangs out for the days of its kind; objections go to the street, whose review it is."""
    community = award.organization
    publishing.publish_for(
        award,
        by=by,
        organization=community,
        handler=street_of(community),
        kind=Publication.Kind.COMMENDATION,
        title=f"{award}拟授予对象",
        content=f"拟授予{award.holder_label}（{community.name}）{award}。事迹：{award.grounds}"[:500],
        today=today,
    )


def _written(award: Award, step: str, said: Said, today: date) -> list[str]:
    """What a step writes besides the state; raises RuleViolation at what it lacks."""
    if step == "review":
        award.review = said.text.strip()
        return ["review"]
    if step in ("grant", "criticise"):
        _check_document(said, today)
        if said.valid_until is not None and said.on is not None and said.valid_until <= said.on:
            raise RuleViolation("valid-until", "有效期应晚于决定日期", field="valid_until")
        if award.kind == Kinds.STAR and said.valid_until is None:
            raise RuleViolation("valid-until", "请填写星级的有效期", field="valid_until")
        award.document, award.decided_on, award.valid_until = said.document.strip(), said.on, said.valid_until
        award.conditions = [each.stored for each in conditions(award, on=today)]
        return ["document", "decided_on", "valid_until", "conditions"]
    if step in ("refuse", "revoke"):
        if not said.text.strip():
            raise RuleViolation("reason-missing", "请写明原因", field="text")
        award.ended_because, award.ended_on = said.text.strip(), today
        return ["ended_because", "ended_on"]
    return []


def _check_document(said: Said, today: date) -> None:
    if not said.document.strip():
        raise RuleViolation("document-missing", "请填写文件名称和文号", field="document")
    if said.on is None:
        raise RuleViolation("day-missing", "请填写决定日期", field="on")
    check_not_ahead(said.on, today=today, label="决定日期")


@transaction.atomic
def object_to(*, by: Any, award: Award, text: str, now: datetime) -> PublicationObjection:
    """Raised while the nomination is published; answered in the register of publications."""
    current = Award.objects.select_for_update(of=("self",)).select_related("organization").get(pk=award.pk)
    AWARD.check("object", current, by=by, at=now)
    return publishing.object_to(
        by=by, publication=publishing.current_for(current), text=text, today=timezone.localdate(now)
    )


# --- reads --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Candidate:
    """A community whose decided result reaches stars that it does not hold for the year."""

    organization: Organization
    evaluation: Evaluation
    stars: int

    @property
    def label(self) -> str:
        return Award(kind=Kinds.STAR, level=str(self.stars)).level_label


def candidates(user: Any, *, years: Collection[int], on: date) -> list[Candidate]:
    """By the stars of the years, the most first."""
    rows = list(
        Evaluation.objects.visible_to(user, VIEW)
        .filter(
            scheme__series=FIVE_GOOD, scheme__year__in=years, scheme__in_force=True, state__in=_DECIDED, ended_on=None
        )
        .select_related("organization", "scheme")
    )
    asked = set(
        Award.objects.filter(kind=Kinds.STAR, year__in=years, organization__in=[row.organization_id for row in rows])
        .exclude(state__in=(State.REFUSED, State.WITHDRAWN))
        .values_list("organization", "year")
    )
    lines = standards.at_each([STARS], [(row.organization_id, on) for row in rows]) if rows else []
    found = [
        Candidate(row.organization, row, stars_of(row, held[STARS].value or {}))
        for row, held in zip(rows, lines, strict=True)
        if (row.organization_id, row.scheme.year) not in asked
    ]
    return sorted((each for each in found if each.stars), key=lambda each: (-each.stars, each.organization.path))


def star_held(community: Organization, *, on: date) -> Award | None:
    """The stars that a community holds on the day."""
    rows: Iterable[Award] = Award.objects.valid(on).filter(organization=community, kind=Kinds.STAR).order_by("-year")
    return next(iter(rows), None)
