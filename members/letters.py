"""Papers of the members room, from the record alone."""

from django.utils import timezone

from core.office.documents import Block, KeyValue, Official, Paragraph, Signature, official_pdf
from members.models import DualRegistration


def registration_slip(registration: DualRegistration) -> bytes:
    """The slip 报到回执 as PDF."""
    return official_pdf(slip_paper(registration))


def slip_paper(registration: DualRegistration) -> Official:
    """What goes to the unit when the community has confirmed (S2 三(五)), with the day of the decision."""
    assert registration.valid_until is not None and registration.decided_at is not None
    pairs = [
        ("姓名", registration.person.name),
        ("工作单位", registration.unit_name or "—"),
        ("报到社区", registration.organization.name),
        ("报到类型", registration.get_side_display()),
        ("服务方式", registration.get_service_display()),
        ("服务选择", registration.get_choice_display()),
        ("确认依据", registration.get_proof_display()),
        ("有效期至", f"{registration.valid_until:%Y-%m-%d}"),
    ]
    blocks: list[Block] = [
        Paragraph(f"{registration.unit_name or '所在单位'}党组织："),
        Paragraph(
            f"你单位党员{registration.person.name}同志已向{registration.organization.name}报到，"
            "经社区确认登记，现将情况回执如下。今后每季度另送反馈卡，作为评先和考核的参考。"
        ),
        KeyValue(pairs),
    ]
    if registration.pledge:
        blocks.append(Paragraph(f"承诺事项：{registration.pledge}"))
    blocks.append(Signature(registration.organization.name, timezone.localdate(registration.decided_at)))
    return Official("在职党员报到回执", blocks, number=registration.slip_number or "")
