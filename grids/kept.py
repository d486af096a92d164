"""How long grids keep who raised an opinion: the opinion itself, its answer and its times stay (GRD-06, MEM-15)."""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate

from core.records.protection import mask_name
from core.records.retention import Asked, Kept
from core.zone import midnight
from grids.models import Opinion, ServiceNeed
from organizations.scoping import subtree_condition


def answered(asked: Asked) -> QuerySet[Opinion]:
    """Opinions answered before the day whose asker can still be called; not those who are still to be told."""
    rows: QuerySet[Opinion] = Opinion.objects.filter(
        subtree_condition([asked.path], field="scope"), answered_at__lt=midnight(asked.before)
    )
    waiting = Opinion.objects.to_tell().values("pk")
    return rows.exclude(phone=b"", caller=b"").exclude(pk__in=waiting)


def forget(ids: list[int]) -> None:
    Opinion.objects.filter(pk__in=ids).update(phone=b"", caller=b"", version=F("version") + 1)


def _said(opinion: Opinion) -> tuple[str, date | None]:
    caller = f"（{mask_name(opinion.caller)}）" if opinion.caller else ""
    return f"{opinion}{caller}", localdate(opinion.answered_at) if opinion.answered_at else None


def over(asked: Asked) -> QuerySet[ServiceNeed]:
    """Services that ended by the day: of a recipient nothing is needed any more (GRD-07)."""
    within = subtree_condition([asked.path], field="scope") if asked.path else Q()
    rows: QuerySet[ServiceNeed] = ServiceNeed.objects.filter(within, during__endswith__lte=asked.before)
    return rows


def drop(ids: list[int]) -> None:
    ServiceNeed.objects.filter(pk__in=ids).delete()


KINDS = (
    Kept(
        key="service_needs",
        label="服务对象（服务结束后）",
        model=ServiceNeed,
        what="整条登记；走访和服务次数不含服务对象，不受影响",
        standard="grd.service_recipient.keep_months",
        due=over,
        erase=drop,
        scope="scope",
        said=lambda need: (str(need), need.during.upper),
        night=True,
    ),
    Kept(
        key="opinions",
        label="社情民意反映人的称呼和电话",
        model=Opinion,
        what="称呼和电话；反映内容、答复和满意度保留",
        standard="grd.opinion.contact_keep_months",
        due=answered,
        erase=forget,
        person="reporter",
        scope="scope",
        said=_said,
    ),
)
