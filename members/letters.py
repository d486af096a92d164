"""Papers of the members room, from the record alone."""

from django.utils import timezone

from core.chinese.dates import chinese_date
from core.office.documents import (
    Block,
    Heading,
    KeyValue,
    Official,
    PageBreak,
    Paragraph,
    Signature,
    official_pdf,
)
from core.records import walls
from members.models import DualRegistration, Membership, TransferLetter
from members.transfers.queries import BOTH_ENDS


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


def letter_paper(letter: TransferLetter) -> Official:
    """What the member takes along: who goes where, how long the letter is good, and the receipt to be sent back, each a
    page; and the stub 存根 that stays with whoever wrote it."""
    person = letter.person
    with walls.beyond(BOTH_ENDS):
        spell = Membership.objects.filter(person=person, organization_id=letter.organization_id).latest("during")
    days = (letter.valid_until - letter.issued_on).days
    facts = [
        ("姓名", person.name),
        ("性别", person.get_sex_display() or "—"),
        ("出生日期", chinese_date(person.birth_date) or "—"),
        ("民族", person.ethnicity or "—"),
        ("公民身份号码", person.resident_number_masked or "—"),
        ("党员类别", spell.get_status_display()),
        ("党费交至", chinese_date(letter.fees_paid_until) or "—"),
        ("有效期", f"{days}天，至{chinese_date(letter.valid_until)}"),
    ]
    opening = f"兹介绍{person.name}同志前去你处，组织关系由{letter.sender}转到{letter.receiver}，请接收。"
    blank = f"{person.name}同志的组织关系已于　　　　年　　月　　日转到我处。特此回执。"
    return Official(
        "中国共产党党员组织关系介绍信",
        [
            Paragraph(opening),
            KeyValue(facts),
            Signature(letter.sender, letter.issued_on),
            PageBreak(),
            Heading("回执联"),
            Paragraph(f"{letter.sender}：", "lead"),
            Paragraph(f"你处开出的{letter.number}介绍信收悉。{blank}"),
            Signature("（接收党组织盖章）", "　　年　　月　　日"),
            PageBreak(),
            Paragraph("中国共产党党员组织关系介绍信\n存　根", "title"),
            KeyValue(
                [
                    ("编号", letter.number),
                    ("姓名", person.name),
                    ("转出组织", letter.sender),
                    ("转往组织", letter.receiver),
                    ("开出日期", chinese_date(letter.issued_on)),
                    ("有效期至", chinese_date(letter.valid_until)),
                    ("回执日期", chinese_date(letter.receipt_on) or "　　年　　月　　日"),
                    ("经办人", ""),
                ]
            ),
            Paragraph("存根由开出组织留存，收到回执后注明日期。", "note"),
        ],
        number=letter.number,
        recipient=letter.receiver,
    )


def receipt_paper(letter: TransferLetter) -> Official:
    """What goes back to whoever wrote the letter, with the day from which the relationship is here."""
    text = (
        f"你处开出的{letter.number}介绍信收悉。{letter.person.name}同志的组织关系"
        f"已于{chinese_date(letter.received_on)}转到{letter.receiver}。特此回执。"
    )
    return Official(
        "党员组织关系介绍信回执",
        [Paragraph(text), Signature(letter.receiver, letter.receipt_on or letter.received_on)],
        number=letter.number,
        recipient=letter.sender,
    )
