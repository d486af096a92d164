"""Communities of three types, each with the guidance of its superiors; kinds of streets (ORG-22)."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.db.utils import IntegrityError
from django.urls import reverse

from core.records.errors import RuleViolation
from core.zone import midnight
from organizations.kinds import STREETS, CommunityType, Kind
from organizations.models import Guidance, Organization, Reorganization
from organizations.registers import actions as registers
from organizations.registers.guidance import GUIDANCE, guiding
from organizations.reorganizing import actions as reorganizing
from organizations.tasks import follow_the_calendar
from tests.organizations.conftest import TODAY, Tree

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ORG-22")]


def issued(organization: Organization, title: str, kind: str, on: date, *, by: str = "test") -> Guidance:
    made: Guidance = registers.enter(
        by=by,
        register=GUIDANCE,
        organization=organization,
        today=TODAY,
        community_type=kind,
        title=title,
        document="",
        content=f"{title}的要求",
        issued_on=on,
    )
    return made


def titles(community: Organization, on: date = TODAY) -> list[str]:
    return [entry.title for entry in guiding(community, on)]


@pytest.fixture
def village(tree: Tree) -> Organization:
    return tree.make(Kind.COMMUNITY, "T-A-7", tree.street, "柳河社区", community_type=CommunityType.VILLAGE)


def test_a_community_reads_the_newest_guidance_for_its_type_of_each_superior(tree, village):
    issued(tree.district, "区里的村级旧版", "village", date(2025, 3, 1))
    issued(tree.district, "区里的村级新版", "village", date(2026, 3, 1))
    issued(tree.district, "区里的城镇版", "urban", date(2026, 4, 1))
    issued(tree.street, "街道的村级版", "village", date(2026, 5, 1))
    issued(tree.other_street, "别的街道的", "village", date(2026, 6, 1))
    assert titles(village) == ["区里的村级新版", "街道的村级版"]
    assert titles(village, date(2025, 12, 31)) == ["区里的村级旧版"]
    assert titles(tree.community) == [], "of no type yet"


def test_what_was_withdrawn_guides_no_longer_and_the_one_before_does_again(tree, village):
    issued(tree.district, "旧版", "village", date(2025, 3, 1))
    new = issued(tree.district, "新版", "village", date(2026, 3, 1))
    registers.withdraw(by="test", register=GUIDANCE, entry=new, version=new.version, reason="文号有误", today=TODAY)
    assert titles(village) == ["旧版"]


def test_guidance_is_not_issued_ahead_nor_before_its_street_was(tree):
    with pytest.raises(RuleViolation, match="不能晚于今天"):
        issued(tree.street, "明天的", "urban", date(2026, 11, 23))
    with pytest.raises(RuleViolation, match="不能早于"):
        issued(tree.street, "从前的", "urban", date(2024, 12, 31))


def classify(tree: Tree, community: Organization, kind: str, on: date) -> Reorganization:
    row = Reorganization(
        organization=community,
        kind=Reorganization.Kind.CLASSIFY,
        community_type=kind,
        on=on,
        document="区委〔2026〕3号",
    )
    return reorganizing.reorganize(row, by=tree.holder(tree.street, name="街道干部"), today=TODAY)


def test_a_village_becomes_transitional_on_a_day_and_is_guided_as_such(tree, village):
    issued(tree.district, "村级版", "village", date(2026, 3, 1))
    issued(tree.district, "过渡版", "transitional", date(2026, 3, 1))
    later = date(2026, 12, 10)
    waiting = classify(tree, village, CommunityType.TRANSITIONAL, later)
    village.refresh_from_db()
    assert (waiting.state, titles(village)) == ("waiting", ["村级版"])
    with time_machine.travel(midnight(later)):
        follow_the_calendar()
    village.refresh_from_db()
    assert (village.community_type, titles(village, later)) == (CommunityType.TRANSITIONAL, ["过渡版"])


def test_the_same_type_is_no_change_and_a_branch_has_none(tree, village):
    with pytest.raises(RuleViolation, match="没有变化"):
        classify(tree, village, CommunityType.VILLAGE, TODAY)
    with pytest.raises(RuleViolation, match="不能改类"):
        classify(tree, tree.branch, CommunityType.VILLAGE, TODAY)


def test_a_new_community_says_its_type_another_kind_has_none(tree, client):
    client.force_login(tree.holder(tree.street, name="街道干部"))
    address = reverse("organizations:create", args=[tree.street.pk])
    given = {"name": "柳河社区", "code": "T-A-8", "since": "2026-11-01", "kind": "community"}
    assert client.post(address, given | {"community_type": "field"}).status_code == 422
    client.post(address, given | {"community_type": "village"})
    assert Organization.objects.get(code="T-A-8").community_type == CommunityType.VILLAGE
    client.post(address, given | {"code": "T-A-9", "name": "直属支部", "kind": "branch", "community_type": "village"})
    assert Organization.objects.get(code="T-A-9").community_type == ""


@pytest.mark.parametrize("kind", STREETS)
def test_streets_towns_and_zones_stand_under_the_district_with_communities_below(tree, kind):
    place = tree.make(kind, f"T-{kind}", tree.district)
    assert tree.make(Kind.COMMUNITY, f"T-{kind}-1", place, "某社区").ancestor_ids[-2] == place.pk
    with pytest.raises(RuleViolation):
        tree.make(kind, f"T-{kind}-2", place)
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("UPDATE organizations_organization SET kind = 'branch' WHERE id = %s", [place.pk])
