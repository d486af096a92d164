"""Rows of the dashboard always sum: on every indicator, when parts move, end or begin, and with what hangs directly."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client

from assessments import evidence, facts, marks, queries, table
from assessments import indicators as catalogue
from assessments.models import Indicator, Scheme
from core.chinese.dates import add_months
from core.office.spreadsheets import read
from meetings.models import Meeting
from members.models import Membership
from organizations import actions
from organizations.models import Month, Threshold
from people.models import Person, User

SINCE = date(2020, 1, 1)
FIRST, LAST = date(2026, 1, 1), date(2026, 6, 1)
TODAY = date(2026, 7, 10)
NOW = datetime(2026, 7, 10, 2, 0, tzinfo=UTC)
PERIOD = queries.Period("year", "本年", FIRST, LAST)


def make(kind, code, name, parent, since=SINCE):
    return actions.create_organization(by="t", kind=kind, code=code, name=name, parent=parent, since=since)


def hold(community, month: date) -> None:
    held = datetime(month.year, month.month, 10, 6, 0, tzinfo=UTC)
    Meeting.objects.create(
        organization=community,
        kind_id="theme_day",
        topic="学习",
        form="党课教育",
        education="理想教育",
        starts_at=held,
        held_at=held,
        recorded_at=held + timedelta(days=1),
        place="活动室",
        state="recorded",
    )


def members(organization, number: int) -> None:
    for n in range(number):
        person = Person.objects.create(name=f"{organization.name[:2]}某{n}")
        Membership.objects.create(person=person, organization=organization, during=(SINCE, None))


@pytest.fixture
def moved(db):
    """A1 moves from street A to B in April; A10 is founded in March; A3 is dissolved in May; A has a branch itself."""
    root = make("district_department", "DX", "示范区委组织部", None)
    made = {"root": root}
    for letter in "AB":
        made[letter] = make("street_working_committee", f"DX-{letter}", f"{letter}街道党工委", root)
    for name in ("A1", "A2", "A3", "B1"):
        made[name] = make("community", f"DX-{name[0]}-0{name[1]}", f"{name}社区", made[name[0]])
        made[f"{name}b"] = make("branch", f"DX-{name[0]}-0{name[1]}-1", f"{name}支部", made[name])
    made["Ab"] = make("branch", "DX-A-9", "机关支部", made["A"])
    for name, number in (("A1b", 3), ("A2b", 2), ("B1b", 4), ("Ab", 5)):
        members(made[name], number)
    month = FIRST
    while month <= LAST:
        for name in ("A1", "B1"):
            hold(made[name], month)
        month = add_months(month, 1)
    made["A10"] = make("community", "DX-A-10", "A10社区", made["A"], since=date(2026, 3, 1))
    actions.move_organization(
        by="t", organization=made["A1"], parent=made["B"], on=date(2026, 4, 1), today=date(2026, 4, 2)
    )
    made["A3b"].refresh_from_db()
    actions.dissolve_organization(by="t", organization=made["A3b"], on=date(2026, 5, 10), today=TODAY)
    actions.dissolve_organization(by="t", organization=made["A3"], on=date(2026, 5, 10), today=TODAY)
    month = FIRST
    while month <= LAST:
        facts.compute_month(district=root, month=month, now=NOW)
        month = add_months(month, 1)
    for each in made.values():
        each.refresh_from_db()
    return made


def shown(above, indicators):
    own = {code: value for (_, code), value in queries.values([above.pk], first=FIRST, last=LAST).items()}
    parts = list(table.parts_of(above, first=FIRST, last=LAST))
    rows = table.rows(parts, above, indicators, period=PERIOD)
    return rows, table.closing_rows(above, own, indicators, period=PERIOD)


@pytest.mark.parametrize("name", ["root", "A", "B"])
def test_rows_sum_on_every_indicator(moved, name):
    indicators = list(Indicator.objects.all())
    rows, (*rest, total) = shown(moved[name], indicators)
    assert rows
    for position, indicator in enumerate(indicators):
        for part in ("numerator", "denominator", "unknown"):
            pieces = [getattr(row.cells[position].value, part, None) or 0 for row in (*rows, *rest)]
            whole = getattr(total.cells[position].value, part, None) or 0
            assert sum(pieces) == whole, (indicator.code, part, pieces, whole)
            assert part == "unknown" or all(piece >= 0 for piece in pieces)


def test_a_part_that_moved_keeps_a_row_of_its_own_months(moved):
    indicators = list(Indicator.objects.filter(pk="theme_day_held"))
    rows, _ = shown(moved["A"], indicators)
    assert [(row.label, row.note) for row in rows] == [
        ("A1社区", "1–3月，后划出"),
        ("A2社区", ""),
        ("A3社区", "1–4月，后撤销"),
        ("A10社区", "3月新设"),
    ]
    assert [row.within for row in rows] == [False, True, True, True]
    assert rows[0].cells[0].words == "100%" and rows[0].cells[0].title == "3 / 3"
    rows, _ = shown(moved["B"], indicators)
    assert [(row.label, row.note) for row in rows] == [("A1社区", "4月划入"), ("B1社区", "")]


def test_what_hangs_directly_below_a_street_is_the_residual(moved):
    rows, (rest, total) = shown(moved["A"], list(Indicator.objects.filter(pk="members")))
    assert [row.cells[0].words for row in rows] == ["—", "2", "—", "—"]
    assert (rest.label, rest.cells[0].value.numerator, total.cells[0].value.numerator) == ("直属", 5, 7)


def client_of(organization) -> Client:
    person = Person.objects.create(name="毛建业")
    user = User.objects.create_user(f"u{organization.pk}", "x", person=person)
    actions.appoint(by="t", person=person, organization=organization, position="officer", since=SINCE)
    client = Client()
    client.force_login(user)
    return client


def test_the_page_opens_only_what_is_below_and_says_so(moved):

    page = client_of(moved["A"]).get(f"/assessments/dashboard/?organization={moved['A'].pk}&period=year")
    body = page.content.decode()
    assert "1–3月，后划出" in body and f"/assessments/records/{moved['A1'].pk}/" not in body
    of_street = f'href="/assessments/records/{moved["A"].pk}/theme_day_held/?from=2026-01&amp;to=2026-03&amp;part='
    assert f'{of_street}{moved["A1"].pk}"' in body
    assert f"?organization={moved['A2'].pk}&amp;period=year" in body
    assert "合计" in body and "直属" in body and "（未满月）" in body
    assert client_of(moved["A2"]).get("/assessments/dashboard/").status_code in (200, 403)
    community = client_of(moved["root"]).get(f"/assessments/dashboard/?organization={moved['A2'].pk}&period=year")
    assert community.status_code == 200 and "指标对照表" not in community.content.decode()


def test_months_chosen_freely_show_the_tree_and_the_numbers_of_those_months(moved):
    client, page = client_of(moved["A"]), f"/assessments/dashboard/?organization={moved['A'].pk}&period=chosen"
    usual = client.get(page)
    assert usual.status_code == 200
    assert re.search(r'type="month" name="from"\s+value="2026-01"', usual.content.decode())
    quarter = client.get(f"{page}&from=2026-01&to=2026-03")
    body = quarter.content.decode()
    assert "A1社区" in body and "后划出" not in body and "2026-01 至" in body and "2026-03" in body
    assert "&amp;period=chosen&amp;from=2026-01&amp;to=2026-03" in body  # a part opens in the same months
    after = client.get(f"{page}&from=2026-04&to=2026-06").content.decode()
    assert "A1社区" not in after and "A2社区" in after
    one = {row.label: row for row in quarter.context["shown"].rows}
    held = [each.code for each in quarter.context["shown"].indicators].index("theme_day_held")
    assert one["A1社区"].cells[held].value.numerator == 3
    sheet = read(
        client.get(f"/assessments/dashboard/export.xlsx{page[page.index('?') :]}&from=2026-01&to=2026-03").content,
        "x.xlsx",
    )
    assert any(row and row[0] == "A1社区" for row in sheet.sheets[0].rows)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("from=2026-13&to=2026-03", "请填写月份"),
        ("from=&to=2026-03", "请填写月份"),
        ("from=2026-05&to=2026-03", "止月不能早于起月"),
        ("from=2026-05&to=2027-03", "还没有到这个月"),
        ("from=2020-01&to=2026-03", "缩短范围"),
    ],
)
@pytest.mark.parametrize("place", ["dashboard/?period=chosen&", "dashboard/export.xlsx?period=chosen&", "records"])
def test_months_that_do_not_hold_are_said_at_their_field(moved, place, asked, said):
    place = f"records/{moved['A'].pk}/theme_day_held/?" if place == "records" else place
    answer = client_of(moved["A"]).get(f"/assessments/{place}{asked}")
    assert answer.status_code == 200 and said in answer.content.decode()


def test_a_yearly_line_stands_only_beside_a_year(moved):
    indicators = [Indicator.objects.get(pk="joint_conference")]
    month = queries.Period("month", "本月", LAST, LAST)
    street, community = queries.lines_of(indicators, [moved["A"], moved["A2"]], as_of=TODAY, period=PERIOD)
    assert street.targets == {} and community.targets == {"joint_conference": 2}
    [of_a_month] = queries.lines_of(indicators, [moved["A2"]], as_of=TODAY, period=month)
    assert of_a_month.targets == {}
    chosen = queries.Period(queries.CHOSEN, "自选", date(2025, 1, 1), date(2025, 12, 1))
    [of_a_year] = queries.lines_of(indicators, [moved["A2"]], as_of=TODAY, period=chosen)
    assert of_a_year.targets == {"joint_conference": 2}


@pytest.mark.requirement("ASM-03")
def test_what_moved_out_and_what_hangs_directly_below_open_the_rows_that_they_count(moved):
    clerk, street = client_of(moved["A"]), moved["A"]
    for code in ("theme_day_held", "members"):
        indicator = Indicator.objects.get(pk=code)
        rows, closing = shown(street, [indicator])
        opened = 0
        for row in (*rows, *closing[:-1]):
            if row.cells[0].value is None or (row.organization is not None and row.within):
                continue
            part = "direct" if row.organization is None else row.organization.pk
            asked = {"user": None, "organization": street, "first": row.first, "last": row.last, "part": part}
            asked["user"] = User.objects.get(username=f"u{street.pk}")
            found = evidence.evidence(indicator, **asked)
            value = row.cells[0].value
            assert (found.numerator, found.denominator) == (value.numerator, value.denominator or 0), row.label
            months = f"from={row.first:%Y-%m}&to={row.last:%Y-%m}"
            page = clerk.get(f"/assessments/records/{street.pk}/{code}/?{months}&part={part}")
            assert page.status_code == 200 and row.label in page.content.decode()
            opened += 1
        assert opened, code
    address = f"/assessments/records/{street.pk}/members/?from=2026-01&to=2026-06&part="
    for part in (moved["B1"].pk, moved["root"].pk, 987654321, "x"):  # never a part of this street
        assert clerk.get(f"{address}{part}").status_code == 404


def test_only_what_has_a_target_or_is_owed_is_shaded_and_says_a_target(db):
    catalogue.load()
    bare = {each.code for each in Indicator.objects.filter(unit="percent", target="", owed=False)}
    assert bare == {"theme_day_attendance", "opinions_satisfied", "members_complete", "members_college"}
    low = (Decimal(5000), Decimal(100))
    for each in Indicator.objects.filter(unit="percent"):
        assert bool(marks.shade(low, each, None)) is each.owed
    attendance = Indicator.objects.get(pk="theme_day_attendance")
    assert attendance.target == "" and queries.figure(attendance, None, None).target is None


def test_shade_follows_the_line_and_the_unrounded_value():
    rate = Indicator(code="r", unit="percent", higher_is_better=True)
    count = Indicator(code="c", unit="persons", higher_is_better=True)
    value = queries.Value("percent", Decimal(6995), Decimal(10000))
    assert value.value == Decimal("70.0") and value.exact == Fraction(6995, 100)
    line = queries.Lines({"r": Decimal(70)}, {})
    assert table.shade(value, rate, line) == "q3" and queries.figure(rate, value, Decimal(70)).state != "达标"
    assert table.shade(queries.Value("persons", Decimal(9), None), count, queries.NO_LINES) == ""
    assert table.shade(queries.Value("percent", None, None, unknown=1), rate, queries.NO_LINES) == "qx"
    assert queries.words(queries.Value("percent", Decimal(1), Decimal(2), unknown=1), rate) == "50%*"
    assert queries.words(queries.Value("percent", None, None, unknown=1), rate) == "未知"
    assert queries.words(None, rate) == "—"


def test_the_shade_of_a_score_is_its_stars():
    stars = {5: 95, 4: 85, 3: 75}
    found = [marks.score_shade(Decimal(score), stars, Decimal(60)) for score in (95, 94, 85, 75, 74, 60, 59)]
    assert found == ["q4", "q3", "q3", "q2", "q1", "q1", "q0"]
    assert marks.score_shade(None, stars, Decimal(60)) == ""


def test_a_district_that_asks_more_of_five_stars_sees_it_in_the_table_and_in_the_ranking(moved):
    number = Threshold.objects.get(name="asm.star.levels", organization=None)
    number.pk, number.organization, number.value = None, moved["root"], "5:97;4:80;3:70"
    number.origin, number.effective_from, number.document = "district", FIRST, "文件"
    number.save(force_insert=True)
    [lines] = queries.lines_of([], [moved["A2"]], as_of=TODAY)
    assert lines.stars[5] == 97 and marks.score_shade(Decimal(95), lines.stars, lines.low) == "q3"
    scheme = Scheme(district=moved["root"], year=TODAY.year)
    assert queries.high_and_low(scheme, as_of=TODAY) == (97, 60)


def test_the_workbook_holds_numbers_a_sum_and_the_targets(moved):

    answer = client_of(moved["A"]).get(f"/assessments/dashboard/export.xlsx?organization={moved['A'].pk}&period=year")
    sheet = read(answer.content, "out.xlsx").sheets[0]
    lines = {str(row[0]): row for row in sheet.rows if row}
    header = next(row for row in sheet.rows if row and row[0] == "组织")
    column = header.index("党员")
    assert lines["合计"][column] == 7 and lines["直属"][column] == 5
    assert float(lines["合计"][header.index("主题党日")]) < 1
    assert "目标" in lines
    assert Month.objects.filter(computed_at__isnull=False).exists()
