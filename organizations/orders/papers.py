"""The notice 任职通知, the reply 批复 and the report of a change of term as official documents (GB/T 9704)."""

from core.chinese.dates import chinese_date
from core.office.documents import Block, Official, Paragraph, Signature, Table
from organizations.models import Order, Organization, Post
from organizations.orders.models import OrderKind, OrderStyle
from organizations.orders.queries import posts_in

_HEAD = {OrderStyle.NOTICE: "的通知", OrderStyle.REPLY: "的批复"}


def _who(posts: list[Post]) -> str:
    """Whom a title names: one by name, the first of several."""
    names = list(dict.fromkeys(post.person.name for post in posts))
    return f"{names[0]}同志" if len(names) == 1 else f"{names[0]}等同志"


def _appointed(place: str, posts: list[Post]) -> list[str]:
    """Who is appointed to what, and to when."""
    return [
        f"{post.person.name}同志任{place}{post.get_position_display()}"
        + (f"，任期至{chinese_date(post.term_ends_on)}" if post.term_ends_on else "")
        + "；"
        for post in posts
    ]


def _removed(place: str, posts: list[Post]) -> list[str]:
    return [f"免去{post.person.name}同志的{place}{post.get_position_display()}职务；" for post in posts]


def _ended(lines: list[str]) -> list[str]:
    """An enumeration with its full stop."""
    return [*lines[:-1], f"{lines[-1][:-1]}。"] if lines else []


def _matter(order: Order) -> tuple[str, list[str]]:
    """What the title says after 关于, and the decision line by line."""
    name, day = order.organization.name, chinese_date(order.effective_on)
    begun, ended = posts_in(order.begun), posts_in(order.ended)
    if order.kind == OrderKind.APPOINTMENT:
        matter, lines = f"{_who(begun)}任职" if begun else "任职", _appointed(name, begun)
    elif order.kind == OrderKind.REMOVAL:
        matter, lines = f"{_who(ended)}免职" if ended else "免职", _removed(name, ended)
    elif order.kind == OrderKind.TERM:
        matter = f"{name}第{order.session}届班子选举结果"
        over = [post for post in ended if post.person_id not in {each.person_id for each in begun}]
        lines = [*_appointed(name, begun), *_removed(name, over)]
    elif order.kind == OrderKind.FOUNDING:
        return f"同意设立{name}", [f"同意设立{name}，自{day}起成立。"]
    else:
        return f"同意撤销{name}", [f"同意撤销{name}，自{day}起撤销。"]
    return matter, [*_ended(lines), f"以上任免自{day}起算。"]


def paper(order: Order) -> Official:
    """The notice or the reply, to be printed and sealed."""
    matter, lines = _matter(order)
    reply = order.style == OrderStyle.REPLY
    told = matter.removeprefix("同意")
    opening = (
        f"你们《关于{told}的{'报告' if order.kind == OrderKind.TERM else '请示'}》收悉。经研究，"
        if reply
        else "经研究，决定："
    )
    first = (
        [f"{opening}{lines[0]}", *lines[1:]]
        if reply and len(lines) == 1
        else [opening.replace("研究，", "研究，批复如下：") if reply else opening, *lines]
    )
    blocks: list[Block] = [Paragraph(line) for line in first]
    if reply:
        blocks.append(Paragraph("此复。"))
    blocks.append(Signature(order.issuer, order.issued_on))
    to = order.organization.name if order.kind in (OrderKind.TERM, OrderKind.APPOINTMENT, OrderKind.REMOVAL) else ""
    return Official(
        f"关于{matter}{_HEAD[OrderStyle(order.style)]}", blocks, number=order.number, recipient=to or _superior(order)
    )


def _superior(order: Order) -> str:
    """Who asked for the founding or dissolution: the organisation above."""
    above = Organization.objects.filter(pk__in=order.organization.ancestor_ids[-2:-1]).values_list("name", flat=True)
    return str(above.first() or order.organization.name)


def report(order: Order) -> Official:
    """How the change of term went: who came, who was chosen, who left; to the organisation that replies."""
    name, begun, ended = order.organization.name, posts_in(order.begun), posts_in(order.ended)
    came = f"应到会{order.entitled}人，实到会{order.present}人。" if order.entitled else ""
    left = [post.person.name for post in ended if post.person_id not in {each.person_id for each in begun}]
    blocks: list[Block] = [
        Paragraph(f"{name}于{chinese_date(order.effective_on)}换届，产生第{order.session}届班子。{came}"),
        Table(
            ["序号", "姓名", "职务", "产生方式", "届满日期"],
            [
                [number, post.person.name, post.get_position_display(), post.get_basis_display(), post.term_ends_on]
                for number, post in enumerate(begun, 1)
            ],
            widths=[0.5, 1, 1.2, 1, 1.4],
            align=["center", "center", "center", "center", "center"],
            caption=f"第{order.session}届班子成员",
        ),
    ]
    if order.result:
        blocks.append(Paragraph(order.result))
    blocks.append(Paragraph(f"不再担任职务的：{'、'.join(left) or '无'}。"))
    blocks += [Paragraph("特此报告，请予批复。"), Signature(name, order.effective_on)]
    return Official(f"关于{name}第{order.session}届班子选举结果的报告", blocks, recipient=order.issuer)
