"""A scheme's life: drafted, edited, tried, announced, in force, replaced, closed (ASM-01)."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from assessments import drafting, jobs, scoring, trial
from assessments.models import Evaluation, Fact, Scheme, SchemeItem, Score
from core.models import AuditEvent
from core.records.errors import RuleViolation
from organizations import actions
from organizations.models import Month, Organization
from tests.assessments.planting import at

TODAY = date(2026, 11, 25)
NOW = at(TODAY)
pytestmark = pytest.mark.django_db


@pytest.fixture
def district(db: None) -> Organization:
    def make(kind: str, code: str, name: str, parent: Organization | None) -> Organization:
        return actions.create_organization(
            by="t", kind=kind, code=code, name=name, parent=parent, since=date(2020, 1, 1)
        )

    root = make("district_department", "DX", "示范区委组织部", None)
    street = make("street_working_committee", "DX-A", "甲街道党工委", root)
    for number in (1, 2):
        make("community", f"DX-A-{number}", f"甲{number}社区", street)
    return root


def drafted(district: Organization, year: int = 2027, source: Scheme | None = None) -> Scheme:
    return drafting.draft_scheme(by="t", district=district, year=year, today=TODAY, source=source)


def announced(district: Organization, year: int = 2026, source: Scheme | None = None) -> Scheme:
    scheme = drafted(district, year, source)
    return drafting.announce(by="t", scheme=scheme, document="区委组织部〔2026〕9号", on=TODAY, now=NOW)


def changes(scheme: Scheme, **changed: object) -> dict[int, drafting.ItemChange | None]:
    """The table as it stands, with other numbers for the items of these titles."""
    return {
        item.pk: drafting.ItemChange(
            item.title,
            changed.get(item.title, item.weight),
            item.zero_at,
            item.full_at,
            item.ballots_min,
            item.advice,
            item.steps_text,
            item.half_year_min,
            item.pro_rata,
        )
        for item in scheme.items.all()
    }


def save(scheme: Scheme, items: dict[int, drafting.ItemChange | None], frame: object = None, **words: str) -> Scheme:
    frame = frame or drafting.Frame(dict(scheme.parts) | words, "", scheme.groups, scheme.grade_rules)
    return drafting.save_draft(
        by="t", scheme=scheme, version=scheme.version, name=scheme.name, frame=frame, items=items, now=NOW
    )


def refused(call, *, match: str, field: str | None = None) -> None:
    with pytest.raises(RuleViolation, match=match) as caught, transaction.atomic():
        call()
    assert caught.value.field == field


@pytest.mark.requirement("ASM-01")
def test_a_year_has_one_draft_and_editions_and_the_next_year_copies_them(district):
    first = announced(district)
    assert (first.state, first.edition, first.items.count()) == ("in_force", 1, 13)
    second = drafted(district, 2026, first)
    assert (second.edition, second.state) == (2, "draft")
    refused(lambda: drafted(district, 2026), match="已有一份草案", field="year")
    refused(lambda: drafted(district, 2028), match="只能起草2026年或2027年", field="year")
    refused(lambda: drafted(district, 2025), match="只能起草", field="year")
    said = save(second, changes(second), response="群众满意好")
    third = drafted(district, 2027, said)
    assert dict(third.parts)["response"] == "群众满意好"
    assert list(third.items.values_list("title", "weight")) == list(first.items.values_list("title", "weight"))


@pytest.mark.requirement("ASM-01")
def test_what_is_announced_weighs_100_and_each_of_the_five_what_the_standards_say(district):
    scheme = drafted(district)
    save(scheme, changes(scheme, 大党委会议=Decimal(9)))
    refused(
        lambda: drafting.announce(by="t", scheme=scheme, document="文", on=TODAY, now=NOW),
        match="合计为99，应为100；“领导班子好”各项分值合计为19，应为20",
    )
    scheme.refresh_from_db()
    moved = changes(scheme, 大党委会议=Decimal(9), 共建协议签订=Decimal(5))
    save(scheme, moved)
    refused(
        lambda: drafting.announce(by="t", scheme=scheme, document="文", on=TODAY, now=NOW),
        match="“领导班子好”各项分值合计为19，应为20；“发展业绩好”各项分值合计为21，应为20",
    )


@pytest.mark.requirement("ASM-01")
def test_an_announcement_says_its_document_and_day_and_waits_for_its_year(district):
    scheme = drafted(district)
    announce = {"by": "t", "scheme": scheme, "now": NOW}
    refused(lambda: drafting.announce(**announce, document=" ", on=TODAY), match="文件名称", field="document")
    refused(lambda: drafting.announce(**announce, document="文", on=date(2026, 11, 26)), match="今天", field="on")
    refused(lambda: drafting.announce(**announce, document="文", on=date(2025, 12, 1)), match="不会在", field="on")
    told = drafting.announce(**announce, document="区委组织部〔2026〕9号", on=TODAY)
    assert (told.state, told.begins_on) == ("announced", date(2027, 1, 1))
    jobs.nightly(now=at(date(2026, 12, 31)))
    told.refresh_from_db()
    assert told.state == "announced" and not told.in_force
    with time_machine.travel(at(date(2027, 1, 1), 2), tick=False):
        jobs.nightly(now=at(date(2027, 1, 1), 2))
    told.refresh_from_db()
    assert told.state == "in_force" and told.in_force
    assert Evaluation.objects.filter(scheme=told).count() == 2


@pytest.mark.requirement("ASM-01")
def test_nothing_of_an_announced_scheme_changes_in_the_database_either(district):
    scheme = announced(district)
    item = scheme.items.first()
    for statement, values in (
        ("UPDATE assessments_schemeitem SET weight = weight + 1 WHERE id = %s", [item.pk]),
        ("DELETE FROM assessments_schemeitem WHERE id = %s", [item.pk]),
        ("UPDATE assessments_scheme SET document = 'x' WHERE id = %s", [scheme.pk]),
        ("UPDATE assessments_scheme SET dimensions = '[]' WHERE id = %s", [scheme.pk]),
        ("DELETE FROM assessments_scheme WHERE id = %s", [scheme.pk]),
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    with pytest.raises(IntegrityError), transaction.atomic():
        SchemeItem.objects.create(scheme=scheme, dimension="results", title="多一项", source="judgement", weight=1)
    refused(lambda: save(scheme, changes(scheme)), match="执行中")
    refused(lambda: drafting.discard_draft(by="t", scheme=scheme, now=NOW), match="执行中")


def test_weights_that_do_not_sum_are_refused_by_the_database(transactional_db):
    root = actions.create_organization(
        by="t", kind="district_department", code="DX", name="示范区委组织部", parent=None, since=date(2020, 1, 1)
    )
    scheme = drafted(root)
    SchemeItem.objects.filter(scheme=scheme, title="大党委会议").update(weight=9)
    with pytest.raises(IntegrityError), transaction.atomic():
        Scheme.objects.filter(pk=scheme.pk).update(state="in_force", announced_on=TODAY, begins_on=TODAY)


def test_every_cell_of_the_table_says_what_is_wrong_with_it_and_nothing_is_half_saved(district):
    scheme = drafted(district)
    pk = {item.title: item.pk for item in scheme.items.all()}
    line = changes(scheme)
    conference = line[pk["党建联席会议"]]
    for wrong, field, match in (
        (conference._replace(zero_at=Decimal(2), full_at=Decimal(2)), "weight", "不能相同"),
        (conference._replace(weight=Decimal(0)), "weight", "大于0"),
        (conference._replace(title=""), "title", "."),
    ):
        both = line | {pk["党建联席会议"]: wrong, pk["大党委会议"]: line[pk["大党委会议"]]._replace(weight=Decimal(3))}
        refused(lambda both=both: save(scheme, both), match=match, field=f"{pk['党建联席会议']}-{field}")
        scheme.refresh_from_db()
        assert scheme.items.get(title="大党委会议").weight == 10
    gone = save(scheme, line | {pk["党建联席会议"]: None})
    assert gone.items.count() == 12
    refused(lambda: save(gone, line), match="增减")


def test_an_item_stands_once_and_at_the_end(district):
    scheme = drafted(district)
    new = SchemeItem(
        dimension="results", title="参加服务", source="indicator", indicator_id="service_persons", weight=3
    )
    made = drafting.add_item(by="t", scheme=scheme, version=scheme.version, item=new, now=NOW)
    assert made.order == 13
    scheme.refresh_from_db()
    for source, twice, field in (
        ("indicator", {"indicator_id": "service_persons"}, "indicator"),
        ("ballot", {"voters": "residents"}, "voters"),
    ):
        again = SchemeItem(dimension="results", title="又一项", source=source, weight=3, **twice)
        refused(
            lambda again=again: drafting.add_item(by="t", scheme=scheme, version=scheme.version, item=again, now=NOW),
            match="已在方案里",
            field=field,
        )


@pytest.mark.requirement("ASM-01")
def test_a_correction_takes_the_place_of_the_edition_before_with_its_judgements(district):
    first = announced(district)
    scoring.score(scheme=first, as_of=TODAY, now=NOW)
    judged = Score.objects.filter(evaluation__scheme=first, item__source="judgement").order_by("pk")
    Score.objects.filter(pk=judged[0].pk).update(status="known", points=3, value=3, reason="现场评议")
    second = drafted(district, 2026, first)
    save(second, changes(second, 大党委会议=Decimal(11), 党建联席会议=Decimal(9)))
    second = drafting.announce(by="t", scheme=second, document="更正", on=TODAY, now=NOW)
    first.refresh_from_db()
    assert (first.state, second.state) == ("replaced", "in_force")
    jobs.nightly(now=NOW)
    taken = Score.objects.filter(evaluation__scheme=second, item__source="judgement", status="known")
    assert [(score.points, score.reason) for score in taken] == [(3, "现场评议")]
    assert taken[0].evaluation.known_points >= 3
    again = AuditEvent.objects.count()
    jobs.nightly(now=NOW)
    assert AuditEvent.objects.count() == again  # nothing moved: nothing is written the second time
    Evaluation.objects.filter(scheme=second).order_by("pk").first()
    Evaluation.objects.filter(scheme=second, organization__code="DX-A-1").update(state="self_reported")
    third = drafted(district, 2026, second)
    refused(lambda: drafting.announce(by="t", scheme=third, document="再更正", on=TODAY, now=NOW), match="已有1个社区")


def test_a_scheme_closes_with_the_last_result_of_its_year(district):
    scheme = announced(district)
    jobs.nightly(now=NOW)
    Evaluation.objects.filter(scheme=scheme, organization__code="DX-A-1").update(state="frozen", unknown=0)
    jobs.nightly(now=NOW)
    scheme.refresh_from_db()
    assert scheme.state == "in_force"
    Evaluation.objects.filter(scheme=scheme).exclude(state="frozen").update(state="frozen", unknown=0)
    jobs.nightly(now=NOW)
    scheme.refresh_from_db()
    assert scheme.state == "closed" and scheme.in_force  # shown as the year's result


def test_a_trial_ranks_by_the_draft_and_leaves_nothing(district):
    first = announced(district)
    month = date(2026, 3, 1)
    Month.objects.create(district=district, month=month, computed_at=NOW)
    for number, held in ((1, 1), (2, 2)):
        Fact.objects.create(
            organization=Organization.objects.get(code=f"DX-A-{number}"),
            district_id=district.pk,
            month=month,
            indicator_id="joint_conference",
            numerator=held,
            value=held,
        )
    scoring.score(scheme=first, as_of=date(2026, 12, 31), now=NOW)
    draft = drafted(district, 2027, first)
    before = (Evaluation.objects.count(), Scheme.objects.order_by("pk").values_list("year", "edition", "version"))
    before = (before[0], list(before[1]))
    found = trial.try_on(draft, year=2026, now=NOW)
    after = Evaluation.objects.count(), list(Scheme.objects.order_by("pk").values_list("year", "edition", "version"))
    assert after == before
    assert [(each.label, each.place) for each in found] == [("甲2社区", 1), ("甲1社区", 2)]


def test_a_community_that_the_result_left_unplaced_pushes_nobody_down_in_a_trial(district):
    first = announced(district)
    Month.objects.create(district=district, month=date(2026, 3, 1), computed_at=NOW)
    for number, held in ((1, 1), (2, 2)):
        Fact.objects.create(
            organization=Organization.objects.get(code=f"DX-A-{number}"),
            district_id=district.pk,
            month=date(2026, 3, 1),
            indicator_id="joint_conference",
            numerator=held,
            value=held,
        )
    scoring.score(scheme=first, as_of=date(2026, 12, 31), now=NOW)
    Evaluation.objects.filter(organization__code="DX-A-1").update(unknown=0, total=80)
    found = {each.label: each for each in trial.try_on(drafted(district, 2027, first), year=2026, now=NOW)}
    assert (found["甲2社区"].place, found["甲2社区"].before, found["甲2社区"].moved) == (1, None, None)
    assert (found["甲1社区"].place, found["甲1社区"].before, found["甲1社区"].moved) == (2, 1, 0)


@pytest.fixture
def officer(district, client):
    from people.models import Person, User

    person = Person.objects.create(name="李干部", pinyin="liganbu", initials="lgb")
    user = User.objects.create_user("officer", "a-long-Password-1", person=person)
    actions.appoint(by="t", person=person, organization=district, position="officer", since=date(2020, 1, 1))
    client.force_login(user)
    return client


def fields(scheme: Scheme) -> dict[str, object]:
    data: dict[str, object] = {"version": scheme.version, "name": scheme.name}
    data |= {f"d-{value}": scheme.dimension_label(value) for value in ("leading_body", "membership", "mechanisms")}
    data |= {f"d-{value}": scheme.dimension_label(value) for value in ("results", "response")}
    for item in scheme.items.all():
        for name in ("title", "weight", "zero_at", "full_at", "advice"):
            data[f"{item.pk}-{name}"] = getattr(item, name)
        data[f"{item.pk}-pro_rata"] = "on"
    return data


def test_two_officers_at_one_draft_the_second_is_told(district, officer):
    scheme = drafted(district)
    url = f"/assessments/schemes/{scheme.pk}/"
    data = fields(scheme)
    assert officer.post(url, data).status_code == 302
    answer = officer.post(url, data | {"name": "另一个名字"})
    assert answer.status_code == 409 and "另一个名字" in answer.content.decode()
    scheme.refresh_from_db()
    item = scheme.items.first()
    answer = officer.post(url, fields(scheme) | {f"{item.pk}-weight": "很多"})
    assert answer.status_code == 422 and "很多" in answer.content.decode()


def test_what_was_not_seen_is_not_announced(district, officer):
    scheme = drafted(district)
    url = f"/assessments/schemes/{scheme.pk}/"
    page = officer.get(url).content.decode()
    token = page.split('name="shown" value="')[1].split('"')[0]
    save(scheme, changes(scheme, 大党委会议=Decimal(11), 党建联席会议=Decimal(9)))
    answer = officer.post(f"{url}announce/", {"document": "文", "on": "2026-11-25", "shown": token})
    assert answer.status_code == 409
    token = officer.get(url).content.decode().split('name="shown" value="')[1].split('"')[0]
    answer = officer.post(f"{url}announce/", {"document": "文", "on": "2026-11-25", "shown": token})
    assert answer.status_code == 302
    assert officer.get(url).status_code == 200


def test_pages_cost_no_more_with_more_items(district, officer, django_assert_max_num_queries):
    scheme = drafted(district)
    with django_assert_max_num_queries(12):
        officer.get(f"/assessments/schemes/{scheme.pk}/")
    with django_assert_max_num_queries(10):
        officer.get("/assessments/schemes/")
