"""What pages show of an evaluation, as far as its steps decide on it (core.records.shown)."""

from assessments.models import SatisfactionCount, Scheme, SchemeItem
from core.records.shown import Face, Part
from organizations.publications.actions import objections_for

SCORE = Face(("points", "inapplicable", "reason"))
"""What a reviewer saw of an item before judging it."""


def _item(scheme: Scheme, item: SchemeItem) -> str:
    of = scheme.dimension_label(item.dimension) or item.get_role_display()
    more = [
        f"{of}：{item}",
        f"{item.weight.normalize():f}分",
        item.line_words,
        f"至少{item.ballots_min}票" if item.ballots_min else "",
        f"每半年至少{item.half_year_min.normalize():f}" if item.half_year_min else "",
        "" if item.pro_rata else "不折算",
    ]
    return "，".join(filter(None, more))


SCHEME = Face(
    ("name",),
    {
        "dimensions": Part("方面", lambda row: [label for _, label in row.parts]),
        "items": Part("项目", lambda row: [_item(row, item) for item in row.items.all()]),
        "grades": Part(
            "等次",
            lambda row: [
                each.label
                + (f"，不超过{each.share.normalize():f}%" if each.share is not None else "")
                + (f"，{each.line.normalize():f}分以上" if each.line is not None else "")
                for each in row.grade_rules
            ],
        ),
        "groups": Part("分组", lambda row: [f"{kind}：{label}" for kind, label in sorted(row.groups.items())]),
    },
)
"""What an officer saw of a draft before announcing it, or throwing it away."""

AWARD = Face(
    ("kind", "level", "year", "name", "grounds", "review", "document", "ended_because"),
    {
        "objections": Part(
            "异议", lambda row: [f"{each.text}：{each.answer or '待答复'}" for each in objections_for(row)]
        )
    },
)
"""What an officer saw of a nomination before the next step."""

EVALUATION = Face(
    ("self_report", "street_comment", "sent_back_because", "counted_to"),
    {
        "scores": Part(
            "得分",
            lambda row: [
                f"{score.item}：{'不适用' if score.inapplicable else score.points}"
                for score in row.scores.select_related("item__indicator").order_by("item__order", "pk")
            ],
        ),
        "ballots": Part(
            "测评票",
            lambda row: [
                each.words
                for each in SatisfactionCount.objects.filter(
                    organization=row.organization_id, year=row.scheme.year
                ).order_by("pk")
            ],
        ),
        "objections": Part(
            "异议",
            lambda row: [f"{each.text}：{each.answer or '待答复'}" for each in objections_for(row)],
        ),
    },
)
