"""What services keep: agreements with units, volunteer activities."""

from services.feedback.models import FeedbackCard, FeedbackLine, FeedbackRound
from services.funds.models import FundAccount, FundBooking, FundReport, FundVoucher
from services.goods.models import GoodsMovement, GoodsStation, GoodsStock
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
from services.models.figures import ClassFigure, Course, CulturePlace, ServiceFigures, TradeFigure
from services.models.matching import Listing, ListingQuerySet
from services.models.registers import (
    CommitmentCase,
    CultureEvent,
    DepartmentPairing,
    PairingTask,
    ProvidedService,
    Provider,
    ServiceCommitment,
    UnitVisit,
    VisitMatter,
)
from services.models.volunteers import ActivityPhoto, ActivityReport, Helper, VolunteerTeam

__all__ = [
    "PLEDGED_BY_COMMUNITY",
    "PLEDGED_BY_UNIT",
    "Activity",
    "ActivityPhoto",
    "ActivityQuerySet",
    "ActivityReport",
    "Agreement",
    "AgreementChange",
    "AgreementItem",
    "AgreementProgress",
    "AgreementQuerySet",
    "Claim",
    "ClaimQuerySet",
    "ClassFigure",
    "CommitmentCase",
    "Course",
    "CultureEvent",
    "CulturePlace",
    "DepartmentPairing",
    "FeedbackCard",
    "FeedbackLine",
    "FeedbackRound",
    "FundAccount",
    "FundBooking",
    "FundReport",
    "FundVoucher",
    "GoodsMovement",
    "GoodsStation",
    "GoodsStock",
    "Helper",
    "LetterItem",
    "Listing",
    "ListingQuerySet",
    "OverdueLetter",
    "PairingTask",
    "Pledge",
    "ProvidedService",
    "Provider",
    "ServiceCommitment",
    "ServiceFigures",
    "TradeFigure",
    "UnitVisit",
    "VisitMatter",
    "VolunteerTeam",
    "new_secret",
    "photo_path",
    "scan_path",
]
