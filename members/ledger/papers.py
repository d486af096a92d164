"""The monthly ledger as a paper to be signed (MEM-23)."""

from django.utils import timezone

from core.chinese.dates import chinese_date
from core.office.documents import Block, Heading, KeyValue, Official, Paragraph, Signature, Table, official_pdf
from members.ledger.changes import TITLES, Ledger


def ledger_paper(found: Ledger) -> Official:
    """Numbers by branch, the list of changes, and the lines for the signatures."""
    if found.settled is None:
        state = "本月还没有封账，数字还会变。"
    else:
        state = f"{chinese_date(timezone.localdate(found.settled))}封账，数字不再变。"
    rows = [[line.name, *(cell or "—" for cell in line.cells)] for line in (*found.lines, found.total)]
    listed = [[f"{each.on}", each.name, each.branch, each.what] for each in found.changes]
    blocks: list[Block] = [
        Paragraph(f"{chinese_date(found.first)}至{chinese_date(found.last)}。{state}", "lead"),
        Table(("党支部", *TITLES), rows, widths=(3, *(1 for _ in TITLES))),
        Heading("变动名单"),
        Table(("日期", "姓名", "党支部", "变动"), listed or [("—", "本月没有变动", "—", "—")], widths=(2, 2, 4, 3)),
        KeyValue([("书记签字", ""), ("组织委员签字", ""), ("填表人", ""), ("填表日期", "")]),
        Signature(found.organization.name, None),
    ]
    return Official(f"{found.first:%Y年%-m月}党员增减变动台账", blocks)


def ledger_pdf(found: Ledger) -> bytes:
    return official_pdf(ledger_paper(found))
