"""Days of members: scheduled changes, the tree of the day, rosters (ORG-21, MEM-02, MEM-03, ASM-12)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core.models import Notification
from core.records.errors import RuleViolation
from grids.models import Grid
from members import actions
from members.models import DualRegistration, Membership, ScheduledChange
from members.queries import RegisterFilter, count_under, register
from members.statistics import member_statistics
from organizations import actions as tree
from organizations.models import Month, Organization
from tests.clock import NOW, TODAY
from tests.members.conftest import SINCE, add_member, make_person, make_user

AHEAD = TODAY + timedelta(days=30)
SURVEY = date(2026, 6, 30)


@pytest.fixture
def secretary(district) -> Client:
    client = Client()
    client.force_login(district.secretary)
    return client


@pytest.fixture
def head(district):
    """Somebody of the district, who sees everything."""
    user = make_user("head", make_person("康永强"))
    tree.appoint(by="tests", person=user.person, organization=district.root, position="officer", since=SINCE)
    return user


def agree(user, district, *days: date) -> list[int]:
    """The total of every organisation is its list, on each of the days; totals of the whole district."""
    totals = []
    for day in days:
        for organization in Organization.objects.filter(kind__in=["street_working_committee", "community", "branch"]):
            counted = member_statistics(organization, as_of=day).total
            chosen = RegisterFilter(organization=organization, as_of=day)
            assert counted == register(user, chosen, today=TODAY).count(), (organization, day)
            assert counted == count_under([organization], day).get(organization.pk, 0), (organization, day)
        totals.append(member_statistics(district.root, as_of=day).total)
    return totals


@pytest.mark.requirement("MEM-03")
def test_an_end_dated_ahead_leaves_register_and_statistics_in_agreement_on_every_day(district, secretary, head):
    leaving = add_member(district.branch, "赵长岭")
    add_member(district.branch, "仇明")
    form = {"end-on": AHEAD.isoformat(), "end-reason": "transfer", "end-version": 1}
    unconfirmed = secretary.post(reverse("members:member_end", args=[leaving.pk]), form)
    assert unconfirmed.status_code == 422 and "confirm" in unconfirmed.context["end_form"].errors
    assert not ScheduledChange.objects.exists()
    answer = secretary.post(reverse("members:member_end", args=[leaving.pk]), form | {"end-confirm": "on"}, follow=True)
    assert "已安排，自2026年12月25日起生效" in answer.content.decode()
    assert "结束组织关系（转出）" in answer.content.decode()
    assert agree(head, district, SURVEY, TODAY) == [2, 2]
    assert actions.apply_scheduled_changes(on=AHEAD - timedelta(days=1)) == 0
    assert actions.apply_scheduled_changes(on=AHEAD) == 1
    leaving.refresh_from_db()
    assert (leaving.during.upper, leaving.end_reason) == (AHEAD, "transfer")
    assert not Membership.objects.current().filter(pk=leaving.pk).exists()
    assert actions.apply_scheduled_changes(on=AHEAD) == 0


def test_a_move_dated_ahead_is_shown_can_be_withdrawn_and_stands_in_the_way_of_dissolving(district, secretary):
    spell = add_member(district.branch, "赵长岭")
    district.general = Organization.objects.get(code="DX-A-1Z")
    second = tree.create_organization(
        by="tests", kind="branch", code="DX-A-1-2", name="甲一第二党支部", parent=district.general, since=SINCE
    )
    form = {"on": AHEAD.isoformat(), "status": "full", "member_class": "", "branch": second.pk, "version": 1}
    page = secretary.post(reverse("members:member_change", args=[spell.pk]), form, follow=True)
    assert "转到甲一第二党支部" in page.content.decode()
    with pytest.raises(RuleViolation, match="已安排 1 名党员转入"):
        tree.dissolve_organization(by="tests", organization=second, on=TODAY, today=TODAY)
    again = secretary.post(reverse("members:member_change", args=[spell.pk]), form)
    assert "已有一项待生效的变动" in again.content.decode()
    scheduled = ScheduledChange.objects.get()
    secretary.post(reverse("members:scheduled_withdraw", args=[scheduled.pk]))
    assert actions.apply_scheduled_changes(on=AHEAD) == 0
    spell.refresh_from_db()
    assert spell.organization_id == district.branch.pk and spell.during.upper is None


def test_what_no_longer_fits_on_its_day_is_left_with_its_reason(district, secretary):
    spell = add_member(district.branch, "赵长岭")
    actions.end_membership(by=district.secretary, membership=spell, on=AHEAD, version=1, today=TODAY, reason="transfer")
    actions.end_membership(by=district.secretary, membership=spell, on=TODAY, version=1, today=TODAY, reason="death")
    assert actions.apply_scheduled_changes(on=AHEAD) == 0
    assert ScheduledChange.objects.get().note == "组织关系已不在登记时的党支部"
    assert "未能生效" in secretary.get(reverse("members:member", args=[spell.pk])).content.decode()
    told = Notification.objects.get(kind="change.not_taken", recipient=district.secretary)
    assert told.title == "赵长岭待生效的变动没有生效" and secretary.get(told.url).status_code == 200


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 10, 31), "2026年10月及以前已经封账"),
        (date(2019, 5, 1), "必须晚于"),
        (date(2028, 1, 1), "不能晚于2027年11月25日"),
    ],
)
def test_a_day_that_cannot_be_is_refused_at_the_field_and_nothing_is_written(district, secretary, day, said):
    spell = add_member(district.branch, "赵长岭")
    Month.objects.create(district=district.root, month=date(2026, 10, 1), computed_at=NOW, closed_at=NOW)
    change = {"on": day.isoformat(), "status": "full", "member_class": "retired", "branch": district.branch.pk}
    end = {"end-on": day.isoformat(), "end-reason": "death", "end-version": 1, "end-confirm": "on"}
    for page, form, values in (
        ("member_change", "change_form", change | {"version": 1}),
        ("member_end", "end_form", end),
    ):
        answer = secretary.post(reverse(f"members:{page}", args=[spell.pk]), values)
        assert answer.status_code == 422
        assert said in answer.context[form].errors["on"][0]
    spell.refresh_from_db()
    assert (spell.version, spell.during.upper) == (1, None)
    assert not ScheduledChange.objects.exists()


def test_a_member_cannot_join_a_branch_that_is_dissolved_or_not_yet_there(district, secretary):
    spell = add_member(district.branch, "赵长岭")
    closed = tree.create_organization(
        by="tests", kind="branch", code="DX-A-1-2", name="旧支部", parent=district.community, since=SINCE
    )
    tree.dissolve_organization(by="tests", organization=closed, on=date(2026, 11, 1), today=TODAY)
    coming = tree.create_organization(
        by="tests",
        kind="branch",
        code="DX-A-1-3",
        name="新支部",
        parent=district.community,
        since=AHEAD,
        today=TODAY,
        established_on=AHEAD,
    )
    page = secretary.get(reverse("members:member", args=[spell.pk]))
    assert list(page.context["change_form"].fields["branch"].queryset) == [district.branch]
    for branch, said in ((closed, "起撤销"), (coming, "成立的日期")):
        branch.refresh_from_db()
        with pytest.raises(RuleViolation, match=said):
            actions.change_membership(by="tests", membership=spell, on=TODAY, version=1, today=TODAY, branch=branch)
        with pytest.raises(RuleViolation, match=said):
            actions.add_membership(by="tests", person=make_person("新人"), branch=branch, since=TODAY, today=TODAY)


@pytest.mark.requirement("MEM-03")
def test_statistics_of_a_past_day_stay_when_a_community_moves_later(district, head, client):
    for name in ("赵长岭", "仇明", "安平"):
        add_member(district.branch, name)
    add_member(district.other_branch, "单红")
    before = {each.pk: member_statistics(each, as_of=SURVEY).as_dict() for each in Organization.objects.order_by("pk")}
    officer = make_user("street", make_person("毛建业"))
    tree.appoint(by="tests", person=officer.person, organization=district.street, position="officer", since=SINCE)
    tree.move_organization(
        by="tests", organization=district.community, parent=district.other_street, on=date(2026, 11, 20), today=TODAY
    )
    tree.rename_organization(
        by="tests", organization=district.branch, name="新名党支部", on=date(2026, 11, 21), today=TODAY
    )
    after = {each.pk: member_statistics(each, as_of=SURVEY).as_dict() for each in Organization.objects.order_by("pk")}
    assert after == before
    assert member_statistics(district.other_street, as_of=TODAY).total == 4
    assert agree(head, district, SURVEY, date(2026, 11, 19), date(2026, 11, 20), TODAY) == [4, 4, 4, 4]
    client.force_login(officer)
    page = client.get(reverse("members:index"), {"organization": district.street.pk, "as_of": SURVEY.isoformat()})
    assert page.context["page"].total == 0 and "另有 3 人当日属于这里" in page.content.decode()


@pytest.mark.requirement("MEM-03")
def test_the_number_of_a_branch_is_the_list_behind_it(district, head, client):
    add_member(district.branch, "赵长岭", sex="male")
    add_member(district.other_branch, "单红", sex="male")
    client.force_login(head)
    page = client.get(reverse("members:statistics"), {"organization": district.branch.pk})
    line = page.context["tables"][0]["lines"][0]
    assert line["line"].count == 1
    assert client.get(line["href"]).context["page"].total == 1


def test_before_the_first_roster_nothing_is_recorded_and_no_number_is_shown(district, head, client):
    spell = add_member(district.branch, "赵长岭", joined_on=date(1999, 7, 1))
    Membership.objects.filter(pk=spell.pk).update(during=(date(2026, 6, 30), None))
    earlier = member_statistics(district.street, as_of=date(2026, 6, 29))
    assert (earlier.recorded, earlier.as_dict()["total"]) == (False, None)
    assert member_statistics(district.street, as_of=SURVEY).as_dict()["total"] == 1
    client.force_login(head)
    text = client.get(
        reverse("members:statistics"), {"organization": district.street.pk, "as_of": "2026-06-29"}
    ).content.decode()
    assert "当日未登记" in text and "0 名" not in text
    add_member(district.other_branch, "单红")
    partly = member_statistics(district.root, as_of=date(2026, 6, 29))
    assert (partly.total, partly.unrecorded, partly.recorded) == (1, 1, True)


@pytest.mark.parametrize("page", ["members:index", "members:statistics"])
def test_a_day_that_lies_ahead_is_refused_in_lists_and_statistics(district, secretary, page):
    answer = secretary.get(reverse(page), {"as_of": "2027-01-01"})
    assert "截至日期不能晚于今天" in answer.content.decode()


@pytest.mark.requirement("ORG-21")
def test_a_grid_and_an_open_registration_stand_in_the_way_of_dissolving_a_community(district):
    community = tree.create_organization(
        by="tests", kind="community", code="DX-A-9", name="甲九社区", parent=district.street, since=SINCE
    )
    Grid.objects.create(organization=community, code="W1", name="第一网格")
    DualRegistration.objects.create(
        organization=community, person=make_person("赵民国"), side="home", unit_name="税务局"
    )
    with pytest.raises(RuleViolation) as refused:
        tree.dissolve_organization(by="tests", organization=community, on=TODAY, today=TODAY)
    assert "还有 1 个网格" in refused.value.message and "还有 1 名在职党员的报到没有结束" in refused.value.message
