"""The list that goes back to a unit: who has not confirmed."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from core.office.documents import Official, Paragraph, Signature, Table, official_pdf
from members.models import DualRegistration
from organizations.models import UnitPresence


def unconfirmed(presence: UnitPresence, rows: Iterable[DualRegistration], *, on: date) -> bytes:
    """The letter with the names, as PDF."""
    return official_pdf(unconfirmed_paper(presence, rows, on=on))


def unconfirmed_paper(presence: UnitPresence, rows: Iterable[DualRegistration], *, on: date) -> Official:
    """Names, and since when each is on the list: numbers and phones are the unit's own (S2 三(五))."""
    lines = [
        (number, row.person.name, row.get_side_display(), timezone.localdate(row.listed_at))
        for number, row in enumerate(rows, 1)
    ]
    text = (
        f"你单位名单上的在职党员已由{presence.organization.name}登记，下列{len(lines)}名同志还没有确认。"
        "请提醒本人用手机登录确认；已不在你单位的，请告知社区。"
    )
    return Official(
        "在职党员报到未确认名单",
        [
            Paragraph(text),
            Table(("序号", "姓名", "报到类型", "登记日期"), lines, widths=(1, 3, 3, 3)),
            Signature(presence.organization.name, on),
        ],
        recipient=f"{presence.unit.name}党组织",
    )
