"""Grids, places, responsible persons, cards, needs and opinions."""

from grids.models.areas import Area, AreaKind, AreaPerson, AreaRole
from grids.models.disputes import Dispute, Mediation
from grids.models.entries import GridEntry
from grids.models.estates import Estate, EstateContact
from grids.models.opinions import Level, Opinion, OpinionQuerySet, OpinionStep
from grids.models.people import (
    ContactCard,
    ContactCardQuerySet,
    ResponsiblePerson,
    ResponsiblePersonQuerySet,
    ServiceNeed,
    ServiceNeedQuerySet,
)
from grids.models.places import (
    Building,
    Grid,
    GridQuerySet,
    GridScopedQuerySet,
    Household,
    HouseholdQuerySet,
    Residence,
    ResidenceQuerySet,
    new_token,
    photo_path,
)
from grids.models.plans import CommunityPlan, Posting
from grids.models.posts import DutyPost, DutyPostKind, DutyService
from grids.models.visits import VISITORS, GridVisit, Redrawing

__all__ = [
    "DutyPost",
    "DutyPostKind",
    "DutyService",
    "VISITORS",
    "GridVisit",
    "Redrawing",
    "Area",
    "AreaKind",
    "AreaPerson",
    "AreaRole",
    "Building",
    "CommunityPlan",
    "ContactCard",
    "ContactCardQuerySet",
    "Dispute",
    "Estate",
    "EstateContact",
    "GridEntry",
    "Mediation",
    "Grid",
    "GridQuerySet",
    "GridScopedQuerySet",
    "Household",
    "HouseholdQuerySet",
    "Level",
    "Opinion",
    "OpinionQuerySet",
    "OpinionStep",
    "Residence",
    "Posting",
    "ResidenceQuerySet",
    "ResponsiblePerson",
    "ResponsiblePersonQuerySet",
    "ServiceNeed",
    "ServiceNeedQuerySet",
    "new_token",
    "photo_path",
]
