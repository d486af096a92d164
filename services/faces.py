"""What pages show of an agreement, an activity and a claim, as far as steps decide on it (core.records.shown)."""

from core.records.shown import Face, Part

AGREEMENT = Face(
    ("partner", "aims"),
    {
        "items": Part(
            "任务和项目",
            lambda agreement: [
                f"{item.title}（{item.labels}，"
                f"{item.get_nature_display()}，{item.due_on}前，{item.done}/{item.target}次）"
                for item in agreement.items.all()
            ],
        )
    },
)
CHANGE = Face(
    ("what", "title", "pledge", "kind", "kind_s0", "kind_s3", "nature", "due_on", "target", "ends_on", "reason"),
    {
        "now": Part(
            "现在的事项",
            lambda change: (
                [f"{change.item.title}（{change.item.due_on}前，{change.item.progressed}次）"] if change.item else []
            ),
        )
    },
)
ACTIVITY = Face(("title", "mode", "beneficiary", "place", "starts_at", "ends_at", "places"))
LISTING = Face(("kind", "title", "content", "due_on", "person", "taker_unit", "result", "rating"))
CLAIM = Face(("hours", "signed_in_at", "disputed_because", "hours_reason"))
