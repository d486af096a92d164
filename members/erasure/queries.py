"""What is due for erasure in a community, what a hold keeps, and why a person who asks is kept."""

from datetime import date, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.chinese.dates import add_months
from core.records import walls
from core.records.retention import Asked, Kept
from core.web.home import lists
from members.erasure.kinds import files_of, inside, tied
from members.erasure.models import Erasure, LegalHold
from members.models import Membership
from organizations import standards
from organizations.models import Organization
from organizations.scoping import subtree_condition
from people.models import Person

MANAGE = "organizations.manage_member"
DUE = "members.erasure"
"""The way past the wall: whether another office keeps a person; only rows of the community chosen are shown."""
MOST, SHOWN = 2000, 300
"""Rows of one kind that one proposal takes, and that a page opens."""


def kinds() -> list[Kept]:
    """Those that two officers clear."""
    return [kind for kind in lists().kept if not kind.night]


def kind_named(key: str) -> Kept | None:
    return next((kind for kind in lists().kept if kind.key == key), None)


def asked(kind: Kept, *, today: date, organization: Organization | None = None) -> Asked:
    """Everywhere, or of one organisation: what began before the day that its period reaches back to."""
    months = int(standards.at(kind.standard, organization=organization, as_of=today))
    return Asked(organization.path if organization else "", add_months(today, -months), today)


# -- holds -----------------------------------------------------------------------------------------


def holds(user: Any) -> QuerySet[LegalHold]:
    """Holds that the user answers for, those in force first."""
    rows = LegalHold.objects.visible_to(user, MANAGE)
    people = ("organization", "person", "placed_by__person", "released_by__person")
    return rows.select_related(*people).order_by("-released_at", "-placed_at")


def kind_words(hold: LegalHold) -> str:
    kind = kind_named(hold.kind)
    return kind.label if kind else "全部内容"


def held(kind: Kept, rows: QuerySet[Any], *, today: date) -> dict[int, LegalHold]:
    """Which of the rows a hold keeps, and which hold; one query for each hold of the kind."""
    found: dict[int, LegalHold] = {}
    for hold in LegalHold.objects.in_force(today).filter(kind__in=("", kind.key)).order_by("pk"):
        condition = _covered(kind, hold)
        for pk in rows.filter(condition).values_list("pk", flat=True) if condition is not None else ():
            found.setdefault(pk, hold)
    return found


def _covered(kind: Kept, hold: LegalHold) -> Q | None:
    """``Q`` for rows of the kind that the hold covers; None where it cannot cover any."""
    if hold.person_id is not None:
        return Q(**{kind.person: hold.person_id}) if kind.person else None
    if kind.scope:
        return subtree_condition([hold.scope], field=kind.scope)
    persons = list(inside(hold.scope).values_list("pk", flat=True))
    return Q(**{f"{kind.person}__in": persons})


# -- what is due -----------------------------------------------------------------------------------


class Line(NamedTuple):
    """One kind in one community: how long it is kept by which rule, what is due, and what a hold keeps of it."""

    kind: Kept
    period: str
    clause: str
    due: list[int]
    held: dict[int, LegalHold]


def line(kind: Kept, organization: Organization, *, now: datetime) -> Line:
    """What would be cleared, and what would stay, if two officers agreed now."""
    today = timezone.localdate(now)
    row = standards.row(kind.standard, organization=organization, as_of=today)
    with walls.beyond(DUE):
        rows = kind.due(asked(kind, today=today, organization=organization))
        kept = held(kind, rows, today=today)
        due = list(rows.exclude(pk__in=kept).order_by("pk").values_list("pk", flat=True)[:MOST])
    return Line(kind, f"{row.value} 个月", row.clause, due, kept)


def plan(organization: Organization, *, now: datetime) -> list[Line]:
    """The dry run: all kinds of one community."""
    return [line(kind, organization, now=now) for kind in kinds()]


def digest(lines: list[Line]) -> str:
    """What a list says, as a short sign: another one once anything in it is another."""
    text = ";".join(f"{each.kind.key}:{each.due}:{sorted(each.held)}" for each in lines)
    return sha256(text.encode()).hexdigest()[:16]


def tonight(kind: Kept, *, today: date) -> QuerySet[Any]:
    """What the night deletes of one of its kinds: all that is due and no hold keeps."""
    with walls.beyond(DUE):
        rows = kind.due(asked(kind, today=today))
        return rows.exclude(pk__in=held(kind, rows, today=today))


class Opened(NamedTuple):
    """One row of a kind for a page: what it is, since when its time runs, and the hold that keeps it."""

    words: str
    since: date | None
    hold: LegalHold | None


def opened(found: Line) -> list[Opened]:
    """The first rows of a line, those that stay first."""
    ids = [*found.held, *found.due][:SHOWN]
    with walls.beyond(DUE):
        rows = found.kind.model._base_manager.in_bulk(ids)
        return [Opened(*found.kind.said(rows[pk]), found.held.get(pk)) for pk in ids if pk in rows]


# -- proposals -------------------------------------------------------------------------------------


def remaining(erasure: Erasure, lines: list[Line]) -> dict[str, list[int]]:
    """Of what was proposed, what is still due and not held; by kind."""
    free = {each.kind.key: set(each.due) for each in lines}
    left = {key: [pk for pk in ids if pk in free.get(key, ())] for key, ids in erasure.rows.items()}
    return {key: ids for key, ids in left.items() if ids}


def face_lines(erasure: Erasure) -> list[str]:
    """What the confirmation decides on, kind by kind: how much is cleared, how much stays, a sign of which rows."""
    if erasure.state != Erasure.State.PROPOSED:
        return [f"{_label(key)}：已清除 {len(ids)} 条" for key, ids in erasure.done.items()]
    lines = plan(erasure.organization, now=timezone.now())
    left, said = remaining(erasure, lines), []
    for each in lines:
        proposed = erasure.rows.get(each.kind.key, [])
        if not proposed:
            continue
        ids = left.get(each.kind.key, [])
        stays = sum(pk in each.held for pk in proposed)
        gone = len(proposed) - len(ids) - stays
        words = f"{each.kind.label}：清除 {len(ids)} 条"
        words += f"，{stays} 条因保全保留" if stays else ""
        words += f"，{gone} 条已不在清除范围" if gone else ""
        said.append(f"{words}（核对码 {sha256(str(ids).encode()).hexdigest()[:8]}）")
    return said


def _label(key: str) -> str:
    kind = kind_named(key)
    return kind.label if kind else key


# -- a person who asks -----------------------------------------------------------------------------


def kept_because(person: int, on: date) -> str:
    """Why somebody who asks to be erased is kept, as a sentence for them; empty where nothing stands in the way."""
    with walls.beyond(DUE):
        if Membership.objects.filter(person=person).exists():
            return "党员名册是党内档案，依《中国共产党党员教育管理工作条例》长期保存，不能删除"
        if LegalHold.objects.in_force(on).filter(person=person).exists():
            return "依法保全期间不能删除，保全解除后可以再次提出"
        if Person.objects.filter(tied(on), pk=person).exists():
            return "还有有效的报到、任职或权限，请先结束，再提出删除"
        files = files_of([person]).get(person, [])
        return f"下列记录作为档案长期保存，不能删除：{'、'.join(files[:5])}" if files else ""
