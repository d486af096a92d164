"""Kinds of organisations and which kind may stand under which (S2 一, 二(一); S1 一3; docs/glossary.md)."""

from django.db import models


class Kind(models.TextChoices):
    EXTERNAL_SUPERIOR = "external_superior", "上级党组织"
    DISTRICT_DEPARTMENT = "district_department", "区委组织部"
    STREET_WORKING_COMMITTEE = "street_working_committee", "街道党工委"
    TOWN_COMMITTEE = "town_committee", "镇党委"
    ZONE_WORKING_COMMITTEE = "zone_working_committee", "开发区党工委"
    COMMUNITY = "community", "社区"
    RESIDENTS_COMMITTEE = "residents_committee", "居民委员会"
    COMMUNITY_COMMITTEE = "community_committee", "社区党委"
    COMMUNITY_GENERAL_BRANCH = "community_general_branch", "社区党总支"
    BRANCH = "branch", "党支部"
    COURTYARD_BRANCH = "courtyard_branch", "楼院党支部"
    COMMERCIAL_BUILDING_BRANCH = "commercial_building_branch", "楼宇党支部"
    ESTATE_BRANCH = "estate_branch", "小区党支部"
    FUNCTIONAL_BRANCH = "functional_branch", "功能型党支部"
    FLOATING_MEMBER_BRANCH = "floating_member_branch", "流动党员党支部"
    JOINT_BRANCH = "joint_branch", "联合党支部"
    TEMPORARY_ORGANIZATION = "temporary_organization", "临时党组织"
    PARTY_GROUP = "party_group", "党小组"
    BIG_COMMITTEE = "big_committee", "社区大党委"
    GRID_BRANCH = "grid_branch", "网格大党支部"
    BUILDING_GROUP = "building_group", "楼栋党小组"
    MEMBER_HOUSEHOLD = "member_household", "党员中心户"
    UNIT_ORGANIZATION = "unit_organization", "驻区单位党组织"


class CommunityType(models.TextChoices):
    """Classes of communities, each with its own guidance (S0 四)."""

    URBAN = "urban", "城镇社区"
    VILLAGE = "village", "村级社区"
    TRANSITIONAL = "transitional", "过渡型社区"


STREETS = (Kind.STREET_WORKING_COMMITTEE, Kind.TOWN_COMMITTEE, Kind.ZONE_WORKING_COMMITTEE)
COMMUNITY_ORGANIZATIONS = (Kind.COMMUNITY_COMMITTEE, Kind.COMMUNITY_GENERAL_BRANCH)
BRANCHES = (
    Kind.BRANCH,
    Kind.COURTYARD_BRANCH,
    Kind.COMMERCIAL_BUILDING_BRANCH,
    Kind.ESTATE_BRANCH,
    Kind.FUNCTIONAL_BRANCH,
    Kind.FLOATING_MEMBER_BRANCH,
    Kind.JOINT_BRANCH,
    Kind.TEMPORARY_ORGANIZATION,
)
HOLDS_RELATIONSHIPS = BRANCHES
"""Kinds that hold members' organisational relationships; statistics count these only (decision 1)."""

PARTY_OF_UNITS = (*BRANCHES, Kind.UNIT_ORGANIZATION)
"""Kinds that may be a unit's own Party organisation."""

COMMUNITY_BODIES = (*COMMUNITY_ORGANIZATIONS, Kind.BIG_COMMITTEE, Kind.RESIDENTS_COMMITTEE)
"""Kinds whose posts give their rights at the community, not only at the body itself."""

WORK_BODIES = (Kind.BIG_COMMITTEE, Kind.GRID_BRANCH, Kind.BUILDING_GROUP, Kind.MEMBER_HOUSEHOLD)
"""The four tiers of the big committee: work bodies that hold no organisational relationship (S2 二(二))."""

PLACES = (Kind.DISTRICT_DEPARTMENT, *STREETS, Kind.COMMUNITY, *COMMUNITY_ORGANIZATIONS)
"""Kinds below which others stand: what a roster is imported to."""

_UNDER_STREET = (*STREETS,)
ALLOWED_PARENTS: dict[str, tuple[str, ...]] = {
    Kind.DISTRICT_DEPARTMENT: (Kind.EXTERNAL_SUPERIOR,),
    Kind.STREET_WORKING_COMMITTEE: (Kind.DISTRICT_DEPARTMENT,),
    Kind.TOWN_COMMITTEE: (Kind.DISTRICT_DEPARTMENT,),
    Kind.ZONE_WORKING_COMMITTEE: (Kind.DISTRICT_DEPARTMENT,),
    Kind.COMMUNITY: _UNDER_STREET,
    Kind.RESIDENTS_COMMITTEE: (Kind.COMMUNITY,),
    Kind.COMMUNITY_COMMITTEE: (Kind.COMMUNITY, *_UNDER_STREET),
    Kind.COMMUNITY_GENERAL_BRANCH: (Kind.COMMUNITY, *_UNDER_STREET),
    **dict.fromkeys(BRANCHES, (Kind.COMMUNITY, *COMMUNITY_ORGANIZATIONS, *_UNDER_STREET, Kind.UNIT_ORGANIZATION)),
    Kind.PARTY_GROUP: BRANCHES,
    Kind.BIG_COMMITTEE: (Kind.COMMUNITY,),
    Kind.GRID_BRANCH: (Kind.BIG_COMMITTEE,),
    Kind.BUILDING_GROUP: (Kind.GRID_BRANCH,),
    Kind.MEMBER_HOUSEHOLD: (Kind.BUILDING_GROUP,),
    Kind.UNIT_ORGANIZATION: (Kind.DISTRICT_DEPARTMENT, *_UNDER_STREET, Kind.EXTERNAL_SUPERIOR),
}

ROOTS = (Kind.DISTRICT_DEPARTMENT, Kind.EXTERNAL_SUPERIOR)
"""Kinds that may stand without a parent: the district, whose superior is outside the portal, and named outsiders."""
