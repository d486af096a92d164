"""Changes of the tree with a day of their own: scheduled, shown, applied in their night, refused (ORG-21, ASM-12)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core.records.errors import RuleViolation
from organizations import actions, queries
from organizations.kinds import Kind
from organizations.models import Month, Organization, Position, UnitPresence
from organizations.tree.names import names_on
from people.models import User
from tests.clock import NOW, TODAY
from tests.organizations.conftest import Tree

LATER = date(2027, 1, 1)


def close(district: Organization, month: date) -> None:
    Month.objects.create(district=district, month=month, computed_at=NOW, closed_at=NOW, closed_by="test")


@pytest.fixture
def client(tree: Tree, sign_in: Callable[[User], Client]) -> Client:
    return sign_in(tree.holder(tree.district, name="组织部"))


def post(client: Client, page: str, organization: Organization, /, **data: object) -> object:
    return client.post(reverse(f"organizations:{page}", args=[organization.pk]), data)


@pytest.mark.requirement("ORG-21")
def test_a_future_name_is_scheduled_shown_and_taken_in_its_night(tree: Tree, client: Client) -> None:
    answer = post(
        client,
        "rename",
        tree.community,
        name="幸福里新社区",
        short_name="",
        on=LATER.isoformat(),
        version=tree.community.version,
    )
    assert answer.status_code == 302
    tree.community.refresh_from_db()
    assert tree.community.name == "幸福里社区"
    page = client.get(reverse("organizations:detail", args=[tree.community.pk])).content.decode()
    assert "更名为幸福里新社区" in page and "2027年1月1日起" in page
    days = {day: names_on([tree.community.pk], on=day)[tree.community.pk] for day in (TODAY, LATER)}
    assert days == {TODAY: "幸福里社区", LATER: "幸福里新社区"}
    assert actions.apply_names(on=LATER - timedelta(days=1)) == 0
    assert actions.apply_names(on=LATER) == 1
    tree.community.refresh_from_db()
    assert (tree.community.name, tree.community.pinyin) == ("幸福里新社区", "xingfulixinshequ")
    assert queries.state_as_of(tree.community, TODAY).name == "幸福里社区"
    assert actions.apply_names(on=LATER) == 0


def test_names_of_every_day_after_two_renamings(tree: Tree) -> None:
    for name, day in (("甲社区", date(2026, 3, 1)), ("乙社区", date(2026, 9, 1))):
        actions.rename_organization(by="test", organization=tree.community, name=name, on=day, today=TODAY)
    told = [
        names_on([tree.community.pk], on=day)[tree.community.pk] for day in (date(2026, 2, 1), date(2026, 5, 1), TODAY)
    ]
    assert told == ["幸福里社区", "甲社区", "乙社区"]
    with pytest.raises(RuleViolation, match="2026年9月1日已定更名"):
        actions.rename_organization(by="test", organization=tree.community, name="丙", on=date(2026, 8, 1), today=TODAY)


@pytest.mark.requirement("ASM-12")
@pytest.mark.parametrize("change", ["rename", "move", "dissolve", "create", "appoint", "end_post", "unit"])
def test_a_change_in_a_closed_month_is_refused_at_its_field_with_the_month(
    tree: Tree, client: Client, sign_in: Callable[[User], Client], change: str
) -> None:
    officer = sign_in(tree.holder(tree.street))
    close(tree.district, date(2026, 10, 1))
    before = (tree.community.version, Organization.objects.count(), UnitPresence.objects.count())
    day = "2026-10-15"
    holder = tree.person("林秀英")
    held = actions.appoint(
        by="test", person=holder, organization=tree.community, position=Position.WORKER, since=date(2026, 11, 1)
    )
    forms = {
        "rename": lambda: post(client, "rename", tree.community, name="新名称", on=day, version=tree.community.version),
        "move": lambda: post(client, "move", tree.community, parent=tree.other_street.pk, on=day),
        "dissolve": lambda: post(client, "dissolve", tree.branch, on=day),
        "create": lambda: post(
            client, "create", tree.community, kind=Kind.BRANCH, name="新支部", code="T-N", since=day
        ),
        "appoint": lambda: post(
            client, "appoint", tree.community, person_name="林秀英", position="worker", basis="engagement", since=day
        ),
        "end_post": lambda: client.post(reverse("organizations:end_post", args=[held.pk]), {"on": day}),
        "unit": lambda: officer.post(
            reverse("organizations:new_unit"),
            {"name": "税务局", "kind": "organ", "community": tree.community.pk, "since": day},
        ),
    }
    answer = forms[change]()
    assert answer.status_code == 422
    field = "since" if change in ("create", "appoint", "unit") else "on"
    errors = answer.context["form"].errors
    assert set(errors) == {field}
    if change != "end_post":  # its post began after that month: that is said first
        assert errors[field][0].startswith("2026年10月及以前已经封账")
    tree.community.refresh_from_db()
    assert (tree.community.version, Organization.objects.count(), UnitPresence.objects.count()) == before


def test_a_scheduled_dissolution_lets_nothing_lasting_begin(tree: Tree) -> None:
    actions.dissolve_organization(by="test", organization=tree.branch, on=LATER, today=TODAY)
    tree.branch.refresh_from_db()
    assert Organization.objects.in_force(TODAY).filter(pk=tree.branch.pk).exists()
    with pytest.raises(RuleViolation, match="2027年1月1日起撤销"):
        actions.appoint(
            by="test",
            person=tree.person(),
            organization=tree.branch,
            position=Position.SECRETARY,
            since=TODAY,
            today=TODAY,
        )
    with pytest.raises(RuleViolation, match="已定撤销"):
        tree.make(Kind.PARTY_GROUP, "G", tree.branch)


@pytest.mark.requirement("ORG-21")
def test_a_founding_lies_at_most_a_year_ahead_and_is_shown_where_it_will_stand(tree: Tree, client: Client) -> None:
    values = {"kind": Kind.BRANCH, "name": "新支部", "code": "T-N"}
    refused = post(client, "create", tree.general_branch, **values, since="2035-01-01")
    assert refused.context["form"].errors["since"] == ["成立日期不能晚于2027年11月25日"]
    assert post(client, "create", tree.general_branch, **values, since=LATER.isoformat()).status_code == 302
    made = Organization.objects.get(code="T-N")
    assert not Organization.objects.in_force(TODAY).filter(pk=made.pk).exists()
    assert Organization.objects.in_force(LATER).filter(pk=made.pk).exists()
    page = client.get(reverse("organizations:detail", args=[tree.general_branch.pk])).content.decode()
    assert "设立新支部" in page
    assert client.get(reverse("organizations:detail", args=[made.pk])).status_code == 200


def test_two_of_one_name_under_one_superior_are_refused(tree: Tree, client: Client) -> None:
    refused = post(
        client, "create", tree.street, kind=Kind.COMMUNITY, name="幸福里社区", code="T-N", since=TODAY.isoformat()
    )
    assert refused.context["form"].errors["name"] == ["甲街道党工委下面已有“幸福里社区”"]
    tree.make(Kind.COMMUNITY, "T-B-1", tree.other_street, "幸福里社区")
    with pytest.raises(RuleViolation, match="下面已有"):
        actions.move_organization(
            by="test", organization=tree.community, parent=tree.other_street, on=TODAY, today=TODAY
        )
    with pytest.raises(RuleViolation, match="下面已有"):
        actions.rename_organization(by="test", organization=tree.neighbour, name="幸福里社区", on=TODAY, today=TODAY)


@pytest.mark.requirement("ORG-28")
@pytest.mark.parametrize(
    ("typed", "said"),
    [("2026-02-30", "日期"), ("昨天", "日期"), ("2027-01-01", "不能晚于今天"), ("2024-01-01", "不能早于")],
)
def test_a_day_of_reporting_in_that_cannot_be_is_refused_and_nothing_written(
    tree: Tree, sign_in: Callable[[User], Client], typed: str, said: str
) -> None:
    unit = actions.register_unit(by="test", organization=tree.street, name="供电公司", kind="organ")
    presence = actions.record_presence(
        by="test", unit=unit, community=tree.community, since=date(2026, 1, 1), today=TODAY
    )
    officer = sign_in(tree.holder(tree.street))
    answer = officer.post(reverse("organizations:report_in", args=[presence.pk]), {"on": typed}, follow=True)
    assert said in answer.content.decode()
    presence.refresh_from_db()
    assert presence.reported_in_on is None
    officer.post(reverse("organizations:report_in", args=[presence.pk]), {"on": ""})
    presence.refresh_from_db()
    assert presence.reported_in_on == TODAY
