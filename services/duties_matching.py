"""What is handed in is accepted, what is accepted is matched, what is taken is done (SVC-03, SVC-05, SVC-17)."""

from django.urls import reverse

from core.records.duties import Duty, Message, Source
from core.records.measures import values_of
from core.zone import local_day
from services.models import Listing
from services.queries import MANAGE

S = Listing.State
_OPEN = f"""
    SELECT CASE l.state WHEN '{S.RECEIVED}' THEN 'listing.accept' ELSE 'listing.match' END AS key,
           l.organization_id, l.scope, NULL AS person_id, NULL AS barred_id, l.id AS record, 1 AS amount,
           {local_day("COALESCE(l.accepted_at, l.received_at)")} AS opens_on,
           CASE l.state WHEN '{S.RECEIVED}' THEN l.accept_by ELSE l.due_on END AS due_on, NULL AS verdict,
           l.title AS label, '期限 ' || COALESCE(l.due_on, l.accept_by) AS detail, ARRAY[0, -1] AS remind
    FROM services_listing l
    WHERE (l.state = '{S.RECEIVED}' OR l.state = '{S.OPEN}' AND l.kind <> '{Listing.Kind.RESOURCE}')
      AND l.scope >= %(lo)s AND l.scope < %(hi)s
"""


def _office(key: str, title: str, titles: str, action: str, behind: str, label: str) -> Duty:
    return Duty(
        key,
        title,
        titles,
        action,
        lambda line: (
            reverse("services:listing", args=[line.record])
            if line.count == 1 and line.record
            else reverse("services:listings")
        ),
        MANAGE,
        notes="先到期的在前",
        behind=behind,
        behind_note="共 {missing} 件",
        behind_url=lambda _line: reverse("services:listings"),
        message=Message(
            key,
            label,
            "services.listing",
            label + "：{label}",
            "{detail}",
            lambda: reverse("services:listing", args=[0]),
        ),
    )


OPEN = Source(
    "listing.accept",
    _OPEN,
    (
        _office(
            "listing.accept",
            "受理：{label}",
            "{count} 件居民和单位提出的事项待受理",
            "去受理",
            "{organizations} 个社区有事项没有按期受理",
            "对接事项待受理",
        ),
        _office(
            "listing.match",
            "对接：{label}",
            "{count} 件事项待对接",
            "去派单",
            "{organizations} 个社区有事项到期没有对接",
            "事项待对接",
        ),
    ),
)

_HELD = f"""
    SELECT 'listing.do' AS key, l.organization_id, l.scope, COALESCE(l.person_id, p.contact_id) AS person_id,
           NULL AS barred_id, l.id AS record, 1 AS amount, {local_day("l.taken_at")} AS opens_on, l.due_on,
           NULL AS verdict, l.title AS label, '完成期限 ' || l.due_on AS detail, ARRAY[1, 0, -1] AS remind
    FROM services_listing l
    LEFT JOIN organizations_unitpresence p ON p.organization_id = l.organization_id AND p.unit_id = l.taker_unit_id
     AND p.during @> %(today)s::date
    WHERE l.state IN {values_of((S.DISPATCHED, S.TAKEN))} AND COALESCE(l.person_id, p.contact_id) IS NOT NULL
      AND l.scope >= %(lo)s AND l.scope < %(hi)s
"""
DO = Source(
    "listing.do",
    _HELD,
    (
        Duty(
            "listing.do",
            "办理：{label}",
            "{count} 件接下的事项要办",
            "去办理",
            lambda _line: reverse("services:my_listings"),
            message=Message(
                "listing.do",
                "接单事项到期",
                "services.listing",
                "请办理：{label}",
                "{detail}，办完请登记",
                lambda: reverse("services:my_listing", args=[0]),
            ),
        ),
    ),
    places="""SELECT organization_id FROM services_listing WHERE person_id = %(person)s
              UNION SELECT organization_id FROM organizations_unitpresence WHERE contact_id = %(person)s""",
)

DUTIES = (OPEN, DO)
