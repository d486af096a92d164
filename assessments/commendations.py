"""Commendation, best secretary, criticism by circular, adjustment of unfit officers (ASM-08).

S2 四(六), S3 三4, S0 三(一)3. What the register of awards (``honours``) says of all kinds holds here; besides, each
title is for holders of its own, and an adjustment that was decided is owed until the officer has left the posts held on
the day of the decision.
"""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from assessments.models import Award
from core.chinese.dates import chinese_date
from core.office.documents import Block, KeyValue, Official, Paragraph, Signature
from core.records.duties import Duty, Line, Message, Source
from organizations.models import Organization, Post, Unit
from organizations.scoping import end_sql, subtree_condition
from organizations.seats import POSITION_NAMES
from people.models import Person

Holder = Award.Holder
COMMUNITY, UNIT, PERSON, SECRETARY = "先进社区", "先进单位", "先进个人", "优秀社区党组织书记"
COMMENDATIONS = (COMMUNITY, UNIT, PERSON, SECRETARY)
CRITICISED, ADJUSTED = "通报批评", "调整不称职干部"
CRITICISMS = (CRITICISED, ADJUSTED)
HOLDERS: dict[str, Sequence[str]] = {
    COMMUNITY: (Holder.COMMUNITY,),
    UNIT: (Holder.UNIT,),
    PERSON: (Holder.PERSON,),
    SECRETARY: (Holder.PERSON,),
    CRITICISED: (Holder.COMMUNITY, Holder.UNIT, Holder.PERSON),
    ADJUSTED: (Holder.PERSON,),
}
"""Title → who may hold it."""

ADJUST_DAYS = 30
"""Days within which the posts of an unfit officer end after the decision."""


def posts_of(award: Award, *, on: date) -> QuerySet[Post]:
    """Posts that the person of an award holds in its community, or below it, on the day."""
    found: QuerySet[Post] = Post.objects.filter(person=award.person).in_force(on).under(award.organization)
    return found.select_related("organization").order_by("organization__path", "pk")


def units_at(communities: QuerySet[Organization], *, on: date) -> QuerySet[Unit]:
    """Units that are present in the communities on the day."""
    return Unit.objects.filter(presences__organization__in=communities, presences__during__contains=on).distinct()


def officers_at(communities: QuerySet[Organization], *, on: date) -> QuerySet[Person]:
    """Persons who hold a post in the communities or in what stands below them on the day."""
    paths = communities.values_list("path", flat=True)
    held = Post.objects.in_force(on).filter(subtree_condition(paths, field="scope"))
    return Person.objects.filter(pk__in=held.values("person")).order_by("pinyin", "pk")


def is_adjustment(award: Award) -> bool:
    """Whether posts are to end by what was decided."""
    return award.is_decided and award.level == ADJUSTED and award.decided_on is not None


def remaining(award: Award, *, on: date) -> list[Post]:
    """Posts that were to end by the decision and are held still; one that was given later is another matter."""
    if not is_adjustment(award):
        return []
    return [post for post in posts_of(award, on=on) if post.during.lower <= award.decided_on]


def _open(line: Line) -> str:
    if line.count == 1 and line.record:
        return reverse("organizations:end_post", args=[line.record])
    return reverse("assessments:awards") + "?kind=criticism"


ADJUSTMENTS = Source(
    "officer.adjust",
    f"""
    SELECT 'officer.adjust' AS key, p.organization_id, p.scope, NULL AS person_id, NULL AS barred_id, p.id AS record,
           1 AS amount, a.decided_on AS opens_on, a.decided_on + {ADJUST_DAYS} AS due_on, NULL AS verdict,
           h.name || '的' || o.name || n.label AS label, a.document AS detail, ARRAY[7, 0, -1] AS remind
    FROM assessments_award a
    JOIN organizations_post p ON p.person_id = a.person_id AND p.during @> %(today)s::date
     AND lower(p.during) <= a.decided_on AND p.scope >= a.scope AND p.scope < {end_sql("a.scope")}
    JOIN organizations_organization o ON o.id = p.organization_id
    JOIN people_person h ON h.id = p.person_id
    JOIN {POSITION_NAMES} n (position, label) ON n.position = p.position
    WHERE a.level = '{ADJUSTED}' AND a.state = '{Award.State.GRANTED}' AND a.decided_on <= %(today)s
      AND a.scope >= %(lo)s AND a.scope < %(hi)s
    """,
    (
        Duty(
            "officer.adjust",
            "调整{label}职务",
            "{count} 个职务已决定调整，还没有离任",
            "去办理",
            _open,
            "organizations.manage_organization",
            notes="最早：{label}，{detail}",
            keeper=True,
            message=Message(
                "officer.adjust",
                "干部调整",
                "organizations.post",
                "已决定调整{label}职务",
                "依据{detail}，期限 {due_on}",
                lambda: reverse("assessments:awards"),
                by_organization=False,
            ),
        ),
    ),
)


def decision(award: Award, district: Organization) -> Official:
    """The decision or circular of what was given or criticised."""
    subject = f"{award.holder_label}（{award.organization.name}）"
    if award.kind == Award.Kind.CRITICISM:
        what = "组织调整" if award.level == ADJUSTED else "通报批评"
        title, told = f"关于对{award.holder_label}予以{what}的通报", f"经研究，决定对{subject}予以{what}。"
        why = "事由"
    else:
        verb = "表彰" if award.kind == Award.Kind.COMMENDATION else "命名"
        title, told = f"关于{verb}{award.holder_label}的决定", f"经研究，决定授予{subject}{award}。"
        why = "事迹"
    blocks: list[Block] = [Paragraph(told), Paragraph(f"{why}：{award.grounds}")]
    if award.valid_until is not None:
        blocks.append(KeyValue([("有效期至", chinese_date(award.valid_until))]))
    blocks.append(Signature(district.name, award.decided_on))
    return Official(title=title, number=award.document, recipient="各街道（镇）、社区党组织", blocks=blocks)
