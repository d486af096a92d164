"""The counts of both surveys to the digit, each percentage rounded on its own, every number with its list (MEM-03)."""

import json
from datetime import date
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import AuditEvent
from members.models import Membership
from members.statistics import age_bands, member_statistics
from organizations import actions
from organizations.kinds import Kind
from organizations.models import Organization
from tests.members.conftest import add_member, make_person, make_user
from tests.members.rosters import DATA, run_import

pytestmark = pytest.mark.requirement("MEM-03")
SURVEY_DAY = date(2026, 6, 30)


def load_street(name: str, code: str) -> Organization:
    call_command(
        "import_organizations",
        str(DATA / f"{name}_organizations.xlsx"),
        "--commit",
        "--since",
        "2020-01-01",
        stdout=StringIO(),
    )
    status, result = run_import(DATA / f"{name}_members.xlsx", code, "--commit", "--as-of", "2026-06-30")
    assert (status, result["errors"], result["questions"]) == (0, [], [])
    return Organization.objects.get(code=code)


def command(code: str, as_of: str) -> dict:
    out = StringIO()
    call_command("member_statistics", "--organization", code, "--as-of", as_of, "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.django_db
def test_qingyang_comes_out_as_the_survey_counts_it(client):
    street = load_street("qingyang", "DX-QY")
    result = command("DX-QY", "2026-06-30")
    by = result["by"]
    assert (result["as_of"], result["total"]) == ("2026-06-30", 1162)
    assert by["sex"] == {"男": 914, "女": 248}
    assert by["age"] == {"45岁及以下": 314, "46-59岁": 419, "60岁及以上": 429}
    assert by["education"] == {"初中及以下": 675, "高中（含中专）": 426, "大专及以上": 55, "未填": 6}
    assert all(sum(table.values()) == 1162 for table in by.values())
    assert len(by["branch"]) == 30
    shares = {
        line.label: line.percent
        for table in member_statistics(street, as_of=SURVEY_DAY).tables[:2]
        for line in table.lines
    }
    assert shares == {"男": "78.7", "女": "21.3", "45岁及以下": "27.0", "46-59岁": "36.1", "60岁及以上": "36.9"}
    officer = make_user("officer", make_person("毛建业"))
    actions.appoint(by="tests", person=officer.person, organization=street, position="officer", since=date(2020, 1, 1))
    client.force_login(officer)
    page = client.get(reverse("members:statistics"), {"organization": street.pk, "as_of": "2026-06-30"})
    for table in page.context["tables"]:
        for entry in table["lines"]:
            listed = client.get(entry["href"]).context["page"]
            same = entry["line"].count >= listed.total if listed.capped else entry["line"].count == listed.total
            assert same, (table["title"], entry)


@pytest.mark.django_db
def test_nanhuan_counts_1032(db):
    load_street("nanhuan", "DX-NH")
    result = command("DX-NH", "2026-06-30")
    assert result["total"] == 1032 and all(sum(table.values()) == 1032 for table in result["by"].values())


def test_the_day_decides_who_is_counted_and_how_old(district):
    born = add_member(district.branch, "崔明", sex="male", birth_date=date(1980, 11, 22), status="probationary")
    Membership.objects.filter(pk=born.pk).update(during=(date(2021, 1, 1), date(2026, 7, 1)))
    assert member_statistics(district.street, as_of=date(2020, 12, 31)).total == 0
    before = member_statistics(district.street, as_of=date(2025, 11, 21)).as_dict()["by"]
    birthday = member_statistics(district.street, as_of=date(2026, 6, 30)).as_dict()["by"]
    assert before["age"]["45岁及以下"] == 1 and birthday["category"] == {"正式党员": 0, "预备党员": 1}
    assert member_statistics(district.street, as_of=date(2026, 7, 1)).total == 0
    assert member_statistics(district.other_street, as_of=date(2026, 6, 30)).total == 0


def test_unknown_is_shown_and_work_bodies_are_not_counted(district):
    add_member(district.branch, "崔明")
    big = actions.create_organization(
        by="tests",
        kind=Kind.BIG_COMMITTEE,
        code="DX-A-1D",
        name="甲一社区大党委",
        parent=district.community,
        since=date(2020, 1, 1),
    )
    add_member(big, "杜国")
    by = member_statistics(district.street, as_of=date(2026, 11, 22)).as_dict()["by"]
    assert by["sex"] == {"男": 0, "女": 0, "未填": 1} and by["age"]["未填"] == 1 and by["class"] == {"未填": 1}


def test_seven_statements_whatever_the_size(district):
    for n in range(5):
        add_member(district.branch, f"崔{'明华丽强芳'[n]}", sex="male")
    with CaptureQueriesContext(connection) as queries:
        member_statistics(district.street, as_of=date(2026, 11, 22))
    assert len(queries) == 7


def test_the_page_is_scoped_and_exports_by_right_only(client, district):
    add_member(district.branch, "崔明", sex="male")
    client.force_login(district.other_secretary)
    page = client.get(reverse("members:statistics"), {"organization": district.street.pk, "as_of": "2026-06-30"})
    assert page.context["result"].organization != district.street and page.context["result"].total == 0
    client.force_login(district.secretary)
    assert client.get(reverse("members:statistics")).context["result"].total == 1
    client.force_login(district.member)
    assert client.get(reverse("members:statistics")).status_code == 403
    assert client.get(reverse("members:statistics_export")).status_code == 403


@pytest.mark.django_db
def test_counts_that_leave_the_portal_are_recorded(client, district):
    add_member(district.branch, "仇明")
    client.force_login(district.secretary)
    answer = client.get(reverse("members:statistics_export"), {"as_of": "2026-11-01"})
    assert answer.status_code == 200
    event = AuditEvent.objects.get(code="members.exported")
    assert (event.actor_id, event.organization_id) == (district.secretary.pk, district.community.pk)
    assert event.data["statistics"] == "2026-11-01" and event.data["rows"] > 0


def test_bands_are_read_from_data():
    assert [band.label for band in age_bands("0-45;46-59;60-")] == ["45岁及以下", "46-59岁", "60岁及以上"]


def test_survey_files_are_the_projects_own():
    assert DATA.is_relative_to(settings.BASE_DIR) and (DATA / "qingyang_members.xlsx").exists()
