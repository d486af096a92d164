"""What services keep: agreements with units, volunteer activities."""

from services.models.activities import Activity, ActivityQuerySet, Claim, ClaimQuerySet, new_secret
from services.models.agreements import (
    Agreement,
    AgreementItem,
    AgreementProgress,
    AgreementQuerySet,
    LetterItem,
    OverdueLetter,
    photo_path,
)

__all__ = [
    "Activity",
    "ActivityQuerySet",
    "Agreement",
    "AgreementItem",
    "AgreementProgress",
    "AgreementQuerySet",
    "Claim",
    "ClaimQuerySet",
    "LetterItem",
    "OverdueLetter",
    "new_secret",
    "photo_path",
]
