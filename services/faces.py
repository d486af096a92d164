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
ACTIVITY = Face(("title", "mode", "beneficiary", "place", "starts_at", "ends_at", "places"))
CLAIM = Face(("hours", "signed_in_at"))
