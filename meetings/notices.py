"""Words of a plan: what a month usually is about, whose turn it is, the text of the notice."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone


def following(choices: Sequence[str], last: str) -> str:
    """The next of a list after ``last``, so that forms and educations rotate."""
    if last in choices:
        return choices[(list(choices).index(last) + 1) % len(choices)]
    return choices[0] if choices else ""


TOPICS_BY_MONTH = {
    1: "学习新年工作部署，春节前走访慰问",
    2: "公开承诺践诺，新学年学习计划",
    3: "学雷锋志愿服务",
    4: "清明祭扫与理想信念教育",
    5: "劳动光荣，社区环境整治",
    6: "走访慰问困难党员",
    7: "重温入党誓词，书记讲党课",
    8: "拥军优属，军民共建",
    9: "社区治理议事座谈",
    10: "敬老月为老服务",
    11: "冬季安全走访",
    12: "年度总结与交流",
}
"""What a month usually is about (the secretary's year); only proposed, always editable."""


def full_name(host: str, label: str) -> str:
    """Name of a meeting with its host, without saying 支部 twice (…党支部 + 支部党员大会)."""
    return host + label.removeprefix("支部") if host.endswith("支部") else host + label


def notice_text(
    *,
    host: str,
    label: str,
    topic: str,
    starts_at: datetime,
    place: str,
    form: str = "",
    education: str = "",
    host_person: str = "",
    audience: str = "",
) -> str:
    """Body of the notice."""
    begins = timezone.localtime(starts_at)
    weekday = "一二三四五六日"[begins.weekday()]
    lines = [
        f"定于{begins.year}年{begins.month}月{begins.day}日（星期{weekday}）"
        f"{begins:%H:%M}召开{full_name(host, label)}。",
        f"主题：{topic}",
        f"地点：{place}",
    ]
    if form:
        lines.append(f"形式：{form}" + (f"（{education}）" if education else ""))
    if host_person:
        lines.append(f"主持人：{host_person}")
    if audience:
        lines.append(f"参加人员：{audience}")
    lines.append("请按时参加并扫码签到；不能参加的，请提前在手机上请假并写明原因。")
    return "\n".join(lines)
