"""The register of documents: of appointments, removals, foundings, dissolutions, changes of term (ORG-32)."""

from typing import Any

from django.utils import timezone

from organizations.models import Order
from organizations.orders import forms, queries, rules
from organizations.orders.actions import revoke_term
from organizations.orders.models import OrderKind
from organizations.registers.register import Column, Register, Step, plain

REPORT = "organizations:order_report"


def _revoked(data: dict[str, Any]) -> dict[str, Any]:
    """What revoking writes beside the reason, which the log keeps."""
    return data | {"withdrawn_on": timezone.localdate(), "withdrawn_because": data["reason"]}


ORDERS = Register(
    key="orders",
    label="任免文件",
    noun="文件",
    about="任职、免职、设立、撤销和换届的文号、日期和扫描件，打印任职通知、批复和换届结果报告",
    model=Order,
    form=forms.OrderForm,
    kinds=rules.KEEPERS,
    on="effective_on",
    columns=(
        Column("文件", str),
        Column("组织", lambda order: order.organization.name),
        plain(Order, "kind"),
        plain(Order, "number"),
        plain(Order, "issued_on"),
        plain(Order, "effective_on"),
        Column("扫描件", lambda order: "有" if order.scan else "没有"),
    ),
    facts=(
        plain(Order, "style"),
        plain(Order, "issuer"),
        Column("会议", lambda order: f"应到{order.entitled}人，实到{order.present}人" if order.entitled else ""),
        Column("选举结果说明", lambda order: order.result),
    ),
    more=queries.facts_of,
    steps=(
        Step(
            "revoke",
            "撤销换届",
            forms.RevokeForm,
            rules.check_revoking,
            lambda order: order.kind == OrderKind.TERM,
            _revoked,
            revoke_term,
        ),
    ),
    check=rules.check_order,
    sought=("number", "issuer"),
    past=True,
    pages=(("打印通知或批复", "organizations:order_paper"), ("打印结果报告", REPORT)),
    has_page=lambda order, name: name != REPORT or order.kind == OrderKind.TERM,
    links=(("没有文件的任职", "organizations:undocumented"),),
)
