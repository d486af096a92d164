"""What-if, the quarterly circular, papers in Word, three years side by side (ASM-20)."""

import io
import re
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from assessments import circulars, comparison, scoring, whatif
from assessments.models import Circular, Evaluation, Fact, Scheme, SchemeItem, Score
from core.records.errors import RuleViolation
from organizations import actions as organizations
from organizations.models import Month, Organization
from people.models import Person, User
from tests.assessments.planting import at, put_in_force
from tests.assessments.test_scheme_editor import beside, rate

TODAY = date(2026, 10, 20)
NOW = at(TODAY)
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ASM-20")]


@pytest.fixture
def district(db: None) -> Organization:
    def make(kind: str, code: str, parent: Organization | None) -> Organization:
        return organizations.create_organization(
            by="t", kind=kind, code=code, name=code, parent=parent, since=date(2020, 1, 1)
        )

    root = make("district_department", "DX", None)
    street = make("street_working_committee", "DX-A", root)
    other = make("street_working_committee", "DX-B", root)
    for number, parent in ((1, street), (2, street), (3, other)):
        place = make("community", f"A{number}", parent)
        make("community_general_branch", f"A{number}Z", place)
    for name, code, position in (("officer", "DX", "officer"), ("secretary", "A1Z", "secretary")):
        person = Person.objects.create(name=name)
        User.objects.create_user(name, "x", person=person)
        place = Organization.objects.get(code=code)
        organizations.appoint(by="t", person=person, organization=place, position=position, since=date(2020, 1, 1))
    return root


def close(district: Organization, last: int) -> None:
    """Every month of the year is known, those up to ``last`` are closed."""
    for month in range(1, 13):
        closed = at(date(2026, month, 28)) if month <= last else None
        Month.objects.create(district=district, month=date(2026, month, 1), computed_at=NOW, closed_at=closed)


def plant(code: str, indicator: str, month: int, numerator: Any, denominator: Any = None) -> None:
    place = Organization.objects.get(code=code)
    Fact.objects.create(
        organization=place,
        district_id=place.ancestor_ids[0],
        month=date(2026, month, 1),
        indicator_id=indicator,
        numerator=numerator,
        denominator=denominator,
        value=numerator,
    )


RATES = {"A1": 10, "A2": 9, "A3": 5}
HOURS = {"A1": (20, 20, 0), "A2": (0, 20, 70), "A3": (0, 0, 0)}
"""In the last month of the first three quarters: A1 leads, A2 overtakes it by hours in the third, A3 stays behind."""


@pytest.fixture
def scheme(district: Organization) -> Scheme:
    for code, rate_of in RATES.items():
        for month, hours in zip((3, 6, 9), HOURS[code], strict=True):
            plant(code, "theme_day_held", month, rate_of, 10)
            plant(code, "service_hours", month, hours)
    close(district, 9)
    made = Scheme.objects.create(
        district=district, year=2026, name="五个好评价", document="文", dimensions=[{"key": "d", "label": "方面"}]
    )
    rate("theme_day_held", weight=60, scheme=made, title="主题党日").save()
    rate("service_hours", weight=40, scheme=made, title="服务时长", zero_at=0, full_at=120).save()
    beside("bonus", title="表彰", scheme=made).save()
    return put_in_force(made)


def account(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def officer() -> User:
    return User.objects.get(username="officer")


def words_of(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())


def refused(match: str, call: Any, **said: Any) -> None:
    with pytest.raises(RuleViolation, match=match), transaction.atomic():
        call(**said)


def issue(scheme: Scheme, quarter: int = 3, **more: Any) -> Circular:
    said = {"number": "区组通〔2026〕3号", "on": TODAY, "now": NOW} | more
    return circulars.issue(by=officer(), scheme=scheme, quarter=quarter, **said)


# --- what if ------------------------------------------------------------------------------------------


def test_what_if_is_what_the_engine_would_give(scheme):
    scoring.score(scheme=scheme, as_of=date(2026, 9, 30), now=NOW)
    for score in Score.objects.filter(status="known").select_related("item__indicator", "evaluation__organization"):
        shown = score.value if score.value is not None else score.points
        answer = whatif.ask(score, shown)
        assert abs(answer.points - score.earned) <= Decimal("0.01"), score
        assert answer.total is not None and abs(answer.total - score.evaluation.total) <= Decimal("0.01")


def test_what_if_moves_points_total_and_place_and_writes_nothing(scheme):
    scoring.score(scheme=scheme, as_of=date(2026, 9, 30), now=NOW)
    before = list(Score.objects.order_by("pk").values())
    line = Score.objects.get(evaluation__organization__code="A3", item__title="主题党日")
    answer = whatif.ask(line, Decimal(100))
    assert (answer.points, answer.total, answer.among) == (60, 60, 3)
    assert answer.place == 3
    line = Score.objects.get(evaluation__organization__code="A1", item__title="服务时长")
    assert (whatif.ask(line, Decimal(120)).total, whatif.ask(line, Decimal(120)).place) == (100, 1)
    bonus = Score.objects.get(evaluation__organization__code="A1", item__title="表彰")
    assert whatif.ask(bonus, Decimal(5)).total == line.evaluation.total + 5
    assert whatif.ask(bonus, Decimal(50)).points == 5, "no more than its weight"
    assert list(Score.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("said", "value", "points"),
    [
        ({"steps": [["60", "30"], ["80", "60"]], "zero_at": 60, "full_at": 80}, 79, 30),
        ({"steps": [["60", "30"], ["80", "60"]], "zero_at": 60, "full_at": 80}, 80, 60),
        ({"zero_at": 100, "full_at": 40}, 70, 30),
        ({"zero_at": 40, "full_at": 100}, 20, 0),
    ],
)
def test_what_if_knows_steps_and_lines_both_ways(district, said, value, points):
    close(district, 0)
    scheme = Scheme.objects.create(
        district=district, year=2026, name="方案", dimensions=[{"key": "d", "label": "方面"}]
    )
    rate("theme_day_held", scheme=scheme, weight=60, **said).save()
    SchemeItem.objects.create(scheme=scheme, dimension="d", title="评审", source="judgement", weight=40)
    plant("A1", "theme_day_held", 3, value, 100)
    scoring.score(scheme=put_in_force(scheme), as_of=date(2026, 9, 30), now=NOW)
    line = Score.objects.get(evaluation__organization__code="A1", item__indicator="theme_day_held")
    answer = whatif.ask(line, Decimal(value))
    assert (answer.points, line.points, answer.total) == (points, points, None), "the judgement is still unknown"


def test_the_page_of_a_score_answers_what_if_and_refuses_what_is_no_number(scheme):
    scoring.score(scheme=scheme, as_of=date(2026, 9, 30), now=NOW)
    line = Score.objects.get(evaluation__organization__code="A1", item__title="服务时长")
    secretary = account("secretary")
    page = secretary.get(f"/assessments/scores/{line.pk}/?value=120")
    assert page.status_code == 200 and page.context["answer"].points == 40
    assert page.context["answer"].among == 1, "a secretary sees nobody else's points"
    page = secretary.get(f"/assessments/scores/{line.pk}/?value=很多")
    assert page.status_code == 200 and page.context["answer"] is None and page.context["what_if"].errors
    Evaluation.objects.filter(pk=line.evaluation_id).update(state="published")
    assert "算一算" not in secretary.get(f"/assessments/scores/{line.pk}/").content.decode()


# --- the circular -------------------------------------------------------------------------------------


def test_a_circular_says_rank_change_and_why(scheme):
    lines = {line.label: line for line in circulars.draft(scheme, quarter=3, now=NOW)}
    assert [(line.place, line.before) for line in lines.values()] == [(1, 2), (2, 1), (3, 3)]
    assert [line.label for line in lines.values()] == ["A2", "A1", "A3"]
    assert lines["A2"].change == "上升1位" and lines["A1"].change == "下降1位" and lines["A3"].change == "持平"
    assert lines["A2"].because[0].startswith("上升：与全区平均相比，服务时长多")
    assert lines["A1"].because[0].startswith("下降：与全区平均相比，服务时长少")
    assert lines["A3"].because == ["差距：服务时长差30分、主题党日差30分"] or lines["A3"].because == [
        "差距：主题党日差30分、服务时长差30分"
    ]
    assert not Evaluation.objects.exists(), "a draft leaves nothing"


def test_the_first_quarter_has_nothing_to_change_from(scheme):
    assert {line.change for line in circulars.draft(scheme, quarter=1, now=NOW)} == {"—"}


def test_what_was_told_is_what_the_next_one_changes_from(scheme):
    told = issue(scheme, 2)
    reversed_places = [each | {"place": 4 - each["place"]} for each in told.lines]
    circulars.withdraw(by=officer(), circular=told, version=told.version, reason="有误", now=NOW)
    Circular.objects.create(
        scheme=scheme,
        quarter=2,
        number="更正",
        issued_on=TODAY,
        issued_at=NOW,
        issued_by=officer(),
        lines=reversed_places,
    )
    before = {line.label: line.before for line in circulars.draft(scheme, quarter=3, now=NOW)}
    assert before == {each["label"]: each["place"] for each in reversed_places}


def test_a_quarter_is_told_when_it_is_over_and_closed_once_and_by_document(scheme):
    refused("还没有结束", issue, scheme=scheme, quarter=4)
    refused("文号", issue, scheme=scheme, number=" ")
    refused("今天", issue, scheme=scheme, on=TODAY + timedelta(days=1))
    refused("季度结束以后", issue, scheme=scheme, on=date(2026, 9, 30))
    refused("没有可以通报", issue, scheme=scheme, quarter=0)
    refused(
        "10月、11月、12月还没有封账", issue, scheme=scheme, quarter=4, now=at(date(2027, 1, 3)), on=date(2027, 1, 2)
    )
    told = issue(scheme)
    refused("已经印发", issue, scheme=scheme)
    assert circulars.open_quarters(scheme, today=TODAY) == [1, 2]
    with pytest.raises(IntegrityError), transaction.atomic():
        Circular.objects.filter(pk=told.pk).update(number="别的")
    with pytest.raises(IntegrityError), transaction.atomic():
        Circular.objects.filter(pk=told.pk).delete()


def test_a_circular_is_withdrawn_with_a_reason_once_and_told_again(scheme):
    told = issue(scheme)
    refused("原因", circulars.withdraw, by=officer(), circular=told, version=told.version, reason=" ", now=NOW)
    circulars.withdraw(by=officer(), circular=told, version=told.version, reason="名次有误", now=NOW)
    refused("刚被别人", circulars.withdraw, by=officer(), circular=told, version=told.version, reason="再撤", now=NOW)
    again = issue(scheme, number="区组通〔2026〕4号")
    assert [line.label for line in circulars.lines_of(again)] == ["A2", "A1", "A3"]


def test_everybody_below_reads_the_circular_and_only_the_district_tells_it(scheme):
    told = issue(scheme)
    secretary = account("secretary")
    assert "A2" in secretary.get(f"/assessments/circulars/{told.pk}/").content.decode()
    assert secretary.get("/assessments/circulars/").status_code == 200
    assert secretary.get(f"/assessments/schemes/{scheme.pk}/circular/").status_code == 403
    assert secretary.post(f"/assessments/circulars/{told.pk}/withdraw/").status_code == 403
    words = words_of(secretary.get(f"/assessments/circulars/{told.pk}/circular.docx").content)
    assert all(
        word in words for word in ("关于2026年第三季度五个好评价通报", "区组通〔2026〕3号", "上升1位", "服务时长")
    )
    other = organizations.create_organization(
        by="t", kind="district_department", code="EX", name="别区", parent=None, since=date(2020, 1, 1)
    )
    person = Person.objects.create(name="别人")
    User.objects.create_user("other", "x", person=person)
    organizations.appoint(by="t", person=person, organization=other, position="officer", since=date(2020, 1, 1))
    for address in ("", "circular.docx"):
        assert account("other").get(f"/assessments/circulars/{told.pk}/{address}").status_code == 404
    assert account("other").post(f"/assessments/circulars/{told.pk}/withdraw/").status_code == 404


# --- papers and years ---------------------------------------------------------------------------------


def test_the_result_in_word_waits_for_the_last_decision(scheme):
    scoring.score(scheme=scheme, as_of=date(2026, 9, 30), now=NOW)
    client = account("officer")
    address = f"/assessments/schemes/{scheme.pk}/result.docx"
    Evaluation.objects.exclude(organization__code="A3").update(state="decided", decided_at=NOW)
    assert client.get(address).status_code == 302
    Evaluation.objects.update(state="decided", decided_at=NOW)
    words = words_of(client.get(address).content)
    assert all(word in words for word in ("关于2026年五个好评价结果的通报", "A1", "A2", "A3", "平均", "2026年10月20日"))
    row = Evaluation.objects.get(organization__code="A1")
    words = words_of(account("secretary").get(f"/assessments/evaluations/{row.pk}/result.docx").content)
    assert all(word in words for word in ("结果告知书", "主题党日", "服务时长", "表彰", f"{row.total.normalize():f}"))
    Evaluation.objects.update(state="published")
    assert account("secretary").get(f"/assessments/evaluations/{row.pk}/result.docx").status_code == 302


def test_three_years_stand_side_by_side_by_title(district):
    close(district, 9)
    totals = {2024: (70, 80), 2025: (90, 85), 2026: (60, 95)}
    for year, (first, second) in totals.items():
        made = Scheme.objects.create(
            district=district, year=year, name="五个好评价", dimensions=[{"key": "d", "label": "方面"}]
        )
        rate("theme_day_held", weight=60, scheme=made, title="主题党日").save()
        rate("service_hours", weight=40, scheme=made, title="服务时长" if year > 2024 else "老项目").save()
        put_in_force(made)
        for code, total in (("A1", first), ("A2", second)):
            row = Evaluation.objects.create(organization=Organization.objects.get(code=code), scheme=made, total=total)
            for item in made.items.all():
                Score.objects.create(evaluation=row, item=item, status="known", points=year - 2000)
    last = Evaluation.objects.get(organization__code="A1", scheme__year=2026)
    compared = comparison.of_community(last)
    assert compared.years == [2024, 2025, 2026]
    assert [row.total for row in compared.evaluations] == [70, 90, 60]
    cells = {row.title: [None if each is None else each.points for each in row.cells] for row in compared.rows}
    assert cells == {
        "方面": [48, 50, 52],
        "主题党日": [24, 25, 26],
        "服务时长": [None, 25, 26],
        "老项目": [24, None, None],
    }
    rows = comparison.of_all(officer(), year=2026, series="five_good")
    assert [(each.organization.code, each.moved) for each in rows] == [("A2", 1), ("A1", -1)]
    assert comparison.means(rows) == [75, Decimal("87.5"), Decimal("77.5")]
    client = account("secretary")
    assert client.get(f"/assessments/evaluations/{last.pk}/years/").status_code == 200
    page = client.get("/assessments/years/?year=2026").content.decode()
    assert "A1" in page and "A2" not in page


def test_pages_cost_no_more_with_more_communities(scheme, django_assert_max_num_queries):
    issue(scheme)
    scoring.score(scheme=scheme, as_of=date(2026, 9, 30), now=NOW)
    client = account("officer")
    row = Evaluation.objects.first()
    for address in ("/assessments/circulars/", "/assessments/years/", f"/assessments/evaluations/{row.pk}/years/"):
        with django_assert_max_num_queries(16):
            assert client.get(address).status_code == 200
