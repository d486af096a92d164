"""The survey of community workers as of a past day: that day's tree and posts (ORG-18, ORG-21, ASM-12)."""

from datetime import date

import pytest

from core.records.errors import RuleViolation
from organizations import actions
from organizations.models import Month, Organization, Position
from organizations.staff import statistics
from tests.clock import NOW
from tests.organizations.conftest import TODAY, Tree

SURVEY = date(2026, 6, 30)


def counted() -> dict[int, dict[str, object]]:
    return {each.pk: statistics(organization=each, as_of=SURVEY) for each in Organization.objects.order_by("pk")}


@pytest.mark.requirement("ORG-18")
def test_a_past_survey_of_workers_stays_whatever_happens_later(tree: Tree) -> None:
    worker = tree.person("张红")
    post = actions.appoint(
        by="test", person=worker, organization=tree.community, position=Position.WORKER, since=date(2026, 1, 1)
    )
    tree.holder(tree.general_branch, Position.SECRETARY, name="杜桂芳")
    before = counted()
    assert before[tree.street.pk]["total"] == 2 and before[tree.other_street.pk]["total"] == 0
    Month.objects.create(district=tree.district, month=date(2026, 10, 1), computed_at=NOW, closed_at=NOW)

    actions.move_organization(
        by="test", organization=tree.community, parent=tree.other_street, on=date(2026, 11, 20), today=TODAY
    )
    actions.rename_organization(
        by="test", organization=tree.community, name="新幸福里社区", on=date(2026, 11, 21), today=TODAY
    )
    actions.end_post(by="test", post=post, on=date(2026, 11, 21), today=TODAY)
    assert counted() == before
    assert statistics(organization=tree.other_street, as_of=TODAY)["total"] == 1

    for since in (date(2026, 1, 1), date(2026, 10, 31)):
        with pytest.raises(RuleViolation, match="2026年10月及以前已经封账"):
            actions.appoint(
                by="test",
                person=tree.person("后补"),
                organization=tree.community,
                position=Position.WORKER,
                since=since,
                today=TODAY,
            )
    assert counted() == before


def test_a_dissolved_community_keeps_its_workers_of_the_past(tree: Tree) -> None:
    actions.appoint(
        by="test",
        person=tree.person("张红"),
        organization=tree.neighbour,
        position=Position.WORKER,
        since=date(2026, 1, 1),
    )
    actions.dissolve_organization(by="test", organization=tree.neighbour, on=date(2026, 11, 20), today=TODAY)
    assert statistics(organization=tree.street, as_of=SURVEY)["total"] == 1
    assert statistics(organization=tree.street, as_of=TODAY)["total"] == 0
