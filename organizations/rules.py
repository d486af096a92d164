"""Decisions about the tree, posts, units and thresholds; no writes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from core.chinese.readings import phrase_readings
from core.records import cleaning
from core.records.errors import RuleViolation
from core.records.shown import Face
from organizations.kinds import (
    ALLOWED_PARENTS,
    COMMUNITY_BODIES,
    ROOTS,
    STREETS,
    Kind,
)
from organizations.models import Organization, Position, Post, Role, Threshold, Unit, UnitPresence
from organizations.standards import convert_value
from organizations.standards.readers import readers
from organizations.standards.table import unusable

POST = Face(("person", "position", "during", "term_ends_on", "selection_mode"))
"""What its page shows of a post before it is ended."""


def check_can_place(*, kind: str, parent_kind: str | None) -> None:
    """Raise RuleViolation unless ``kind`` may stand under ``parent_kind`` (None: a root) (ORG-01, ORG-03)."""
    if parent_kind is None:
        if kind not in ROOTS:
            raise RuleViolation("superior-missing", "党组织必须有上级，请选择上级组织", field="parent")
        return
    if parent_kind not in ALLOWED_PARENTS.get(kind, ()):
        raise RuleViolation(
            "kind-not-allowed",
            f"{Kind(kind).label}不能设在{Kind(parent_kind).label}之下",
            field="parent",
        )


def check_parent_in_force(*, parent: Organization) -> None:
    """Raise RuleViolation when the superior is dissolved, or its dissolution is scheduled."""
    if parent.dissolved_on is not None:
        raise RuleViolation("superior-dissolved", f"{parent.name}已撤销或已定撤销，不能作为上级组织", field="parent")


def check_can_dissolve(
    *, organization: Organization, on: date, children: Sequence[str], blockers: Sequence[str]
) -> None:
    """Raise RuleViolation while anything stands below, or an app above names a reason (ORG-21)."""
    if organization.dissolved_on is not None:
        raise RuleViolation("already-dissolved", f"{organization.name}已经撤销")
    reasons = list(blockers)
    if children:
        names = "、".join(children[:3]) + ("等" if len(children) > 3 else "")
        reasons.insert(0, f"下面还有{names}，请先撤销或改隶")
    if reasons:
        raise RuleViolation("still-in-use", ";".join(reasons))


def check_can_establish_big_committee(*, community: Organization, existing: Organization | None) -> None:
    """Raise RuleViolation when the community has a big committee already, or is none (S2 二)."""
    if community.kind != Kind.COMMUNITY:
        raise RuleViolation("not-a-community", "大党委设在社区")
    if existing is not None:
        raise RuleViolation("exists", f"{community.name}已有{existing.name}")


def check_can_appoint(*, since: date, until: date | None, term_ends_on: date | None) -> None:
    """Raise RuleViolation for dates in the wrong order (the day itself: ``tree.effective``)."""
    if until is not None and until <= since:
        raise RuleViolation("date-order", "离任日期必须晚于任职日期", field="until")
    if term_ends_on is not None and term_ends_on <= since:
        raise RuleViolation("term-order", "届满日期必须晚于任职日期", field="term_ends_on")


def is_full_time(position: str, *, said: bool) -> bool:
    """Whether the holder of a post has no other work; a part-time deputy's is elsewhere, whatever was ticked."""
    return said and position != Position.PART_TIME_DEPUTY


def check_can_end(*, post: Post, on: date) -> None:
    """Raise RuleViolation unless the post began before ``on`` and has not ended by then."""
    if on <= post.during.lower:
        raise RuleViolation("before-start", "离任日期必须晚于任职日期", field="on")
    if post.during.upper is not None and on >= post.during.upper:
        raise RuleViolation("already-ended", f"此职务已于{post.during.upper:%Y-%m-%d}结束", field="on")


def check_can_give_role(*, role: Role, organization: Organization) -> None:
    """Raise RuleViolation unless posts in organisations of this kind give the role (nobody rises above his place)."""
    rules = list(role.rules.values_list("kind", flat=True))
    kinds = {*rules, *([Kind.COMMUNITY] if set(rules) & {str(kind) for kind in COMMUNITY_BODIES} else [])}
    if organization.kind not in kinds:
        names = "、".join(sorted(Kind(kind).label for kind in kinds))
        raise RuleViolation("role-place", f"“{role.label}”的权限只能在{names}授予", field="role")


def check_not_oneself(*, by: Any, person_id: int | None, user_id: int | None = None) -> None:
    """Raise RuleViolation when somebody gives himself a post or rights."""
    own_person = person_id is not None and getattr(by, "person_id", None) == person_id
    if own_person or (user_id is not None and getattr(by, "pk", None) == user_id):
        raise RuleViolation("oneself", "不能给自己任职或授权，请由其他有权限的人员办理", field="user")


def check_gives_own(*, wanted: dict[str, str], held: dict[str, date | None], until: date | None) -> None:
    """Raise RuleViolation for rights the giver does not hold there, without an end, or beyond the giver's own.

    ``wanted``: codename → label; ``held``: codename → day the giver's own ends (None: open).
    """
    lacking = [label for codename, label in wanted.items() if codename not in held]
    if lacking:
        message = f"您自己没有“{'、'.join(lacking[:3])}”的权限，不能单独授予；请按职务办理任职"
        raise RuleViolation("not-own", message, field="role")
    if until is None:
        raise RuleViolation("no-end", "单独授予的权限要有结束日期", field="until")
    ends = [end for codename, end in held.items() if codename in wanted and end is not None]
    if ends and until > min(ends):
        raise RuleViolation("beyond-own", f"不能晚于您自己权限的结束日期{min(ends):%Y-%m-%d}", field="until")


def check_can_report_in(*, presence: UnitPresence, on: date, field: str = "on") -> None:
    """Raise RuleViolation when reported already, or before the unit was registered in the community."""
    if presence.reported_in_on is not None:
        raise RuleViolation("already-reported", f"该单位已于{presence.reported_in_on:%Y-%m-%d}报到")
    if on < presence.during.lower:
        raise RuleViolation("before-start", "报到日期不能早于登记日期", field=field)


def known_unit(street: Organization, *, name: str, code: str | None) -> Unit | None:
    """The unit that a street means by a name and a credit code (ORG-13), also one that another street registered."""
    by_name = Unit.objects.filter(organization=street, name=name).first()
    by_code = Unit.objects.filter(credit_code=code).select_related("organization").first() if code else None
    return which_unit(by_name, by_code, name=name, code=code)


def which_unit(by_name: Unit | None, by_code: Unit | None, *, name: str, code: str | None) -> Unit | None:
    """Of the unit that the street knows by the name and the one that has the code; None when there is neither.

    Raises RuleViolation where they are two: ``name-differs``, ``code-taken``, ``code-differs``.
    """
    if by_code is not None and by_code != by_name:
        if by_code.name != name:
            raise RuleViolation("name-differs", "这个统一社会信用代码登记的单位名称不同，请核对", field="name")
        if by_name is not None:
            message = "街道已有同名单位，这个统一社会信用代码登记在别的街道，请核对"
            raise RuleViolation("credit-code-taken", message, field="credit_code")
        return by_code
    if by_name is not None and code and by_name.credit_code not in (None, code):
        raise RuleViolation("code-differs", "这家单位登记的统一社会信用代码不同，请核对", field="credit_code")
    return by_name


LEVELS = {"district": (Kind.DISTRICT_DEPARTMENT,), "street": (Kind.DISTRICT_DEPARTMENT, *STREETS)}
"""Level that may change a number → kinds of organisation that may hold a row of their own."""


def check_can_set_threshold(*, threshold: Threshold, organization: Organization, value: str) -> None:
    """Raise RuleViolation for a number that nothing reads yet, a level that may not change it, or a wrong value."""
    allowed = LEVELS.get(threshold.scope_level, ())
    if organization.kind not in allowed:
        message = "全国统一的标准不能调整" if not allowed else "这项标准只能由区委组织部调整"
        raise RuleViolation("level", message, field="organization")
    if threshold.name not in readers():
        raise RuleViolation("unread", "这项标准的业务还没有启用，暂不能调整", field="base")
    try:
        converted = convert_value(value, threshold.unit)
    except (ValueError, ArithmeticError) as error:
        raise RuleViolation("value", f"数值“{value}”的格式不正确，原值为“{threshold.value}”", field="value") from error
    current = convert_value(threshold.value, threshold.unit)
    if converted is None or (current is not None and isinstance(current, list) != isinstance(converted, list)):
        raise RuleViolation("value", f"数值“{value}”的格式不正确，原值为“{threshold.value}”", field="value")
    problem = unusable(threshold.name, threshold.unit, converted)
    if problem:
        raise RuleViolation("value", f"数值“{value}”不能使用：{problem}", field="value")


def name_keys(name: str) -> tuple[str, str]:
    """Full pinyin and initials of an organisation's name: its usual readings, one after the other, as far as the
    columns hold them (`core.records.search.name_filter` finds each by its beginning).
    """
    readings = phrase_readings(name)
    return (
        _fitting([full for full, _ in readings], 240),
        _fitting([initials for _, initials in readings], 40),
    )


def _fitting(words: list[str], length: int) -> str:
    found = words[0][:length]
    for word in dict.fromkeys(words[1:]):
        if word != words[0] and len(found) + 1 + len(word) <= length:
            found += f" {word}"
    return found


def raise_field_errors(instance: Model, *, exclude: list[str] | None = None) -> None:
    """`cleaning.full_clean` (fields, constraints), whose first error becomes a RuleViolation with the field's name."""
    try:
        cleaning.full_clean(instance, exclude=exclude)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise RuleViolation("invalid", messages[0], field=None if field == "__all__" else field) from error


# --- composition of a big committee (S2 二(三); ORG-06) --------------------------------------------

COMPOSITION = (
    "org.big_committee.members_min",
    "org.big_committee.members_max",
    "org.big_committee.secretaries",
    "org.big_committee.deputies",
    "org.big_committee.full_time_deputies",
    "org.big_committee.part_time_deputies",
)


@dataclass(frozen=True)
class Requirement:
    """One line of the composition panel. ``state``: ok, missing, over."""

    label: str
    have: int
    want: str
    state: str
    message: str = ""


def _line(label: str, have: int, least: int, most: int) -> Requirement:
    want = str(least) if least == most else f"{least}–{most}"
    if have < least:
        return Requirement(label, have, want, "missing", f"缺{label}{least - have}名")
    if have > most:
        return Requirement(label, have, want, "over", f"{label}超出{have - most}名")
    return Requirement(label, have, want, "ok")


def composition(seats: dict[str, int], persons: int, limits: dict[str, Any]) -> list[Requirement]:
    """What a big committee has and lacks: ``seats`` position → holders, ``persons`` different holders of any seat.

    The full-time deputy heads its office (S2 二(三)). What counts in the community's own quota: ``queries.quota``.
    """
    deputies = limits["org.big_committee.deputies"]
    held = seats.get(Position.FULL_TIME_DEPUTY, 0) + seats.get(Position.PART_TIME_DEPUTY, 0)
    secretaries = limits["org.big_committee.secretaries"]
    full_time = limits["org.big_committee.full_time_deputies"]
    part_time = limits["org.big_committee.part_time_deputies"]
    return [
        _line(
            "委员（含书记、副书记）",
            persons,
            limits["org.big_committee.members_min"],
            limits["org.big_committee.members_max"],
        ),
        _line("书记", seats.get(Position.SECRETARY, 0), secretaries, secretaries),
        _line("副书记", held, deputies, deputies),
        _line("专职副书记（兼办公室主任）", seats.get(Position.FULL_TIME_DEPUTY, 0), full_time, full_time),
        _line("兼职副书记", seats.get(Position.PART_TIME_DEPUTY, 0), part_time, part_time),
    ]


# --- normal persons for a post: a warning, never a refusal (S2 二(三); ORG-07) ---------------------


class Standing(StrEnum):
    """What a person is at an organisation that a seat normally asks for; each app says what it knows of it."""

    ON_BIG_COMMITTEE = "on_big_committee"
    HEADS_HOUSEHOLD = "heads_household"
    MEMBER = "member"
    GRID_HEAD = "grid_head"
    LIVES_HERE = "lives_here"
    ELECTED_SECRETARY = "elected_secretary"
    FULL_TIME_DEPUTY = "full_time_deputy"
    WORKS_HERE = "works_here"


NORMALLY: dict[tuple[str, str], tuple[tuple[frozenset[Standing], ...], str]] = {
    (Kind.GRID_BRANCH, Position.SECRETARY): (
        (frozenset({Standing.ON_BIG_COMMITTEE}), frozenset({Standing.GRID_HEAD, Standing.MEMBER})),
        "网格大党支部书记一般由大党委委员或担任网格长的党员担任，请核对",
    ),
    (Kind.GRID_BRANCH, Position.COMMITTEE_MEMBER): (
        (frozenset({Standing.LIVES_HERE}), frozenset({Standing.WORKS_HERE})),
        "网格大党支部委员应在本网格居住或工作，没有登记此人居住在这里或从单位报到，请核对",
    ),
    (Kind.BUILDING_GROUP, Position.LEADER): (
        (frozenset({Standing.HEADS_HOUSEHOLD}),),
        "楼栋党小组组长一般由党员中心户户长担任，请核对",
    ),
    (Kind.BIG_COMMITTEE, Position.SECRETARY): (
        (frozenset({Standing.ELECTED_SECRETARY}),),
        "大党委书记原则上由选举产生的社区党委（党总支）书记兼任，请核对",
    ),
    (Kind.BIG_COMMITTEE, Position.FULL_TIME_DEPUTY): (
        (frozenset({Standing.FULL_TIME_DEPUTY}),),
        "大党委专职副书记原则上由社区党委（党总支）专职副书记兼任，请核对",
    ),
}
"""Seat → what its holder normally is, one of several, and what is said of anybody else (S2 二(三), 二(四); ORG-07,
ORG-09)."""


def appointment_warnings(*, organization: Organization, position: str, standing: Collection[str]) -> list[str]:
    """What a seat normally asks of its holder and this person does not have; empty when all is as usual."""
    usual, sentence = NORMALLY.get((organization.kind, position), ((frozenset(),), ""))
    return [] if any(each <= set(standing) for each in usual) else [sentence]


POSITIONS: dict[str, tuple[Position, ...]] = {
    Kind.BIG_COMMITTEE: (
        Position.SECRETARY,
        Position.FULL_TIME_DEPUTY,
        Position.PART_TIME_DEPUTY,
        Position.COMMITTEE_MEMBER,
    ),
    Kind.GRID_BRANCH: (Position.SECRETARY, Position.COMMITTEE_MEMBER),
    Kind.BUILDING_GROUP: (Position.LEADER,),
    Kind.MEMBER_HOUSEHOLD: (Position.HOUSEHOLD_HEAD,),
    Kind.PARTY_GROUP: (Position.LEADER,),
    Kind.COMMUNITY: (Position.DIRECTOR, Position.WORKER),
    Kind.RESIDENTS_COMMITTEE: (Position.DIRECTOR, Position.COMMITTEE_MEMBER),
    Kind.UNIT_ORGANIZATION: (
        Position.SECRETARY,
        Position.DEPUTY_SECRETARY,
        Position.COMMITTEE_MEMBER,
        Position.UNIT_CONTACT,
        Position.INSTRUCTOR,
    ),
}
_PARTY_POSITIONS = (
    Position.SECRETARY,
    Position.FULL_TIME_DEPUTY,
    Position.DEPUTY_SECRETARY,
    Position.COMMITTEE_MEMBER,
    Position.ORGANIZATION_COMMISSIONER,
    Position.PARTY_AFFAIRS_OFFICER,
    Position.OFFICER,
)


def positions_in(kind: str) -> tuple[Position, ...]:
    """Positions offered for an organisation of ``kind``."""
    return POSITIONS.get(kind, _PARTY_POSITIONS)
