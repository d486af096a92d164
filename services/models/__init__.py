"""What services keep: agreements with units, volunteer activities."""

from services.models.activities import Activity, ActivityQuerySet, Claim, ClaimQuerySet, new_secret
from services.models.agreements import (
    PLEDGED_BY_COMMUNITY,
    PLEDGED_BY_UNIT,
    Agreement,
    AgreementItem,
    AgreementProgress,
    AgreementQuerySet,
    LetterItem,
    OverdueLetter,
    Pledge,
    photo_path,
    scan_path,
)
from services.models.changes import AgreementChange

__all__ = [
    "Activity",
    "ActivityQuerySet",
    "Agreement",
    "AgreementChange",
    "AgreementItem",
    "AgreementProgress",
    "AgreementQuerySet",
    "Claim",
    "ClaimQuerySet",
    "LetterItem",
    "OverdueLetter",
    "PLEDGED_BY_COMMUNITY",
    "PLEDGED_BY_UNIT",
    "Pledge",
    "new_secret",
    "photo_path",
    "scan_path",
]
