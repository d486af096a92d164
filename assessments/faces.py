"""What pages show of an evaluation, as far as its steps decide on it (core.records.shown)."""

from assessments.models import SatisfactionCount
from core.records.shown import Face, Part

SCORE = Face(("points", "inapplicable", "reason"))
"""What a reviewer saw of an item before judging it."""

OBJECTION = Face(("text", "answer", "upheld"))
"""What an officer saw of an objection before answering it, and of an answer that stands."""

SCHEME = Face(
    ("name", "wording"),
    {
        "items": Part(
            "项目",
            lambda row: [
                f"{row.dimension_label(item.dimension)}：{item}，{item.weight.normalize():f}分，"
                f"{item.zero_at.normalize():f}至{item.full_at.normalize():f}"
                + (f"，至少{item.ballots_min}票" if item.ballots_min else "")
                for item in row.items.all()
            ],
        )
    },
)
"""What an officer saw of a draft before announcing it, or throwing it away."""

EVALUATION = Face(
    ("self_report", "street_comment", "counted_to"),
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
                f"{each.get_voters_display()}：发出{each.issued}，收回{each.returned}，满意{each.satisfied}，"
                f"基本满意{each.fairly}，不满意{each.unsatisfied}，废票{each.invalid}"
                for each in SatisfactionCount.objects.filter(
                    organization=row.organization_id, year=row.scheme.year
                ).order_by("pk")
            ],
        ),
        "objections": Part(
            "异议",
            lambda row: [f"{each.text}：{each.answer or '待答复'}" for each in row.objections.order_by("pk")],
        ),
    },
)
