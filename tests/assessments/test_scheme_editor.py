"""What a scheme can say: bonus, deduction, veto, steps, half-years, pro rata, groups, grades (ASM-18)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from assessments import actions, drafting, grading, queries, scoring, trial
from assessments.models import Evaluation, Fact, Grade, LateFact, Scheme, SchemeItem, Score
from core.records.errors import RuleViolation
from organizations import actions as organizations
from organizations.models import Month, Organization
from people.models import Person, User
from tests.assessments.planting import at, put_in_force

TODAY = date(2026, 12, 31)
NOW = at(TODAY)
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ASM-18")]


@pytest.fixture
def district(db: None) -> Organization:
    def make(kind: str, code: str, parent: Organization | None, since: date = date(2020, 1, 1)) -> Organization:
        return organizations.create_organization(by="t", kind=kind, code=code, name=code, parent=parent, since=since)

    root = make("district_department", "DX", None)
    street = make("street_working_committee", "DX-A", root)
    for number in (1, 2, 3, 4):
        make("community", f"A{number}", street)
    make("community", "NEW", street, date(2026, 7, 1))
    Month.objects.bulk_create(
        Month(district=root, month=date(2026, month, 1), computed_at=NOW) for month in range(1, 13)
    )
    return root


def community(code: str) -> Organization:
    return Organization.objects.get(code=code)


def plant(code: str, indicator: str, numerator: Any, denominator: Any = None, month: int = 12) -> None:
    place = community(code)
    Fact.objects.create(
        organization=place,
        district_id=place.ancestor_ids[0],
        month=date(2026, month, 1),
        indicator_id=indicator,
        numerator=numerator,
        denominator=denominator,
        value=numerator if denominator is None else 100 * numerator / denominator,
    )


def scheme_of(district: Organization, *items: SchemeItem, **more: Any) -> Scheme:
    """In force, with a rate that is the hundred, and the items beside or instead of it."""
    scheme = Scheme.objects.create(
        district=district, year=2026, name="方案", dimensions=[{"key": "d", "label": "方面"}], **more
    )
    points = sum(item.weight for item in items if item.role == "points")
    if points < 100:
        rate("theme_day_held", weight=100 - points, scheme=scheme).save()
    for item in items:
        item.scheme = scheme
        item.save()
    return put_in_force(scheme)


def rate(indicator: str, **more: Any) -> SchemeItem:
    said = {"dimension": "d", "source": "indicator", "title": indicator, "indicator_id": indicator, "weight": 100}
    return SchemeItem(**said | more)


def beside(role: str, indicator: str = "", **more: Any) -> SchemeItem:
    source = {"source": "indicator", "indicator_id": indicator} if indicator else {"source": "judgement"}
    return SchemeItem(**{"role": role, "dimension": "", "title": role, "weight": 5, **source} | more)


def scored(scheme: Scheme, as_of: date = TODAY) -> dict[str, Evaluation]:
    scoring.score(scheme=scheme, as_of=as_of, now=NOW)
    rows = Evaluation.objects.filter(scheme=scheme).select_related("organization", "scheme__district")
    return {row.organization.code: row for row in rows}


def judged(evaluation: Evaluation, title: str, points: Any) -> Evaluation:
    officer = User.objects.filter(username="r").first() or User.objects.create_user(
        "r", "x", person=Person.objects.create(name="评审人")
    )
    score = Score.objects.select_related("item").get(evaluation=evaluation, item__title=title)
    score.evaluation = evaluation
    actions.judge(by=officer, score=score, points=Decimal(points), reason="有文件", now=NOW)
    evaluation.refresh_from_db()
    return evaluation


def test_bonuses_add_deductions_take_and_neither_is_shared_out_or_unknown(district):
    for code, good in (("A1", 8), ("A2", 8)):
        plant(code, "theme_day_held", good, 10)
    plant("A2", "opinions_satisfied", 3, 10)
    scheme = scheme_of(
        district,
        beside("bonus", title="表彰"),
        beside("deduction", "opinions_satisfied", title="不满意", zero_at=60, full_at=0, weight=6),
    )
    rows = scored(scheme)
    assert (rows["A1"].total, rows["A1"].extra_points, rows["A1"].unknown) == (80, 0, 0)
    assert (rows["A2"].total, rows["A2"].extra_points) == (77, -3)
    assert rows["A2"].known_weight == 100
    up = judged(rows["A1"], "表彰", 4)
    assert (up.total, up.extra_points) == (84, 4)
    scored(scheme)
    up.refresh_from_db()
    assert up.total == 84, "the night does not take it away"
    with pytest.raises(RuleViolation, match="0到5"), transaction.atomic():
        judged(up, "表彰", 6)
    listed = {row.organization.code: row.place for row in queries.placed(Evaluation.objects.filter(scheme=scheme))}
    assert (listed["A1"], listed["A2"]) == (1, 2)


def test_a_total_never_falls_below_nothing_and_what_takes_away_weighs_in_full_however_late(district):
    plant("A1", "theme_day_held", 1, 100)
    plant("A2", "theme_day_held", 50, 100)
    LateFact.objects.create(
        organization=community("A2"),
        district_id=district.pk,
        month=date(2026, 3, 1),
        indicator_id="joint_conference",
        numerator=2,
        denominator=0,
    )
    scheme = scheme_of(
        district,
        beside("deduction", title="通报", weight=20),
        beside("deduction", "joint_conference", title="次数", zero_at=0, full_at=2, weight=8),
    )
    rows = scored(scheme)
    assert judged(rows["A1"], "通报", 20).total == 0
    assert (rows["A2"].total, rows["A2"].extra_points) == (42, -8)


def test_a_veto_puts_last_whatever_the_points_are(district):
    for code, good in (("A1", 9), ("A2", 5), ("A3", 1)):
        plant(code, "theme_day_held", good, 10)
    plant("A1", "joint_conference", 3)
    plant("A2", "joint_conference", 2)
    scheme = scheme_of(
        district,
        beside("veto", "joint_conference", title="三次", zero_at=0, full_at=3, weight=1),
        beside("veto", title="认定", weight=1),
        grades=[{"label": "好", "share": "50", "line": None}, {"label": "一般", "share": None, "line": None}],
    )
    rows = scored(scheme)
    assert [rows[code].vetoed for code in ("A1", "A2", "A3")] == [True, False, False]
    assert judged(rows["A3"], "认定", 1).vetoed
    with pytest.raises(RuleViolation, match="成立和不成立"), transaction.atomic():
        judged(rows["A3"], "认定", Decimal("0.5"))
    placed = queries.placed(Evaluation.objects.filter(scheme=scheme).order_by(*queries.BEST_FIRST))
    assert [(row.organization.code, row.place) for row in placed if row.total is not None] == [
        ("A2", 1),
        ("A1", None),
        ("A3", None),
    ]
    assert not judged(rows["A3"], "认定", 0).vetoed


def test_steps_pay_the_highest_that_is_reached(district):
    for code, good in (("A1", 59), ("A2", 60), ("A3", 94), ("A4", 95)):
        plant(code, "theme_day_held", good, 100)
        plant(code, "secretary_age", good)
    steps = [["60", "30"], ["80", "70"], ["95", "100"]]
    rows = scored(scheme_of(district, rate("theme_day_held", steps=steps, zero_at=60, full_at=95)))
    assert [rows[code].total for code in ("A1", "A2", "A3", "A4")] == [0, 30, 70, 100]


def test_falling_steps_and_steps_of_a_yearly_number_of_an_organisation_of_half_a_year(district):
    for code, age in (("A1", 46), ("A2", 45), ("A3", 41), ("A4", 40)):
        plant(code, "secretary_age", age, 1)
    plant("NEW", "service_hours", 50)
    steps = [["45", "30"], ["40", "60"]]
    hours = [["50", "10"], ["100", "40"]]
    scheme = scheme_of(
        district,
        rate("secretary_age", steps=steps, zero_at=45, full_at=40, weight=60),
        rate("service_hours", steps=hours, zero_at=50, full_at=100, weight=40),
    )
    scored(scheme)
    points = dict(
        Score.objects.filter(item__indicator="secretary_age").values_list("evaluation__organization__code", "points")
    )
    assert [points[code] for code in ("A1", "A2", "A3", "A4")] == [0, 30, 30, 60]
    assert Score.objects.get(item__indicator="service_hours", points__isnull=False).points == 40


def test_each_half_year_short_of_its_least_number_costs_its_share(district):
    for code, months in (("A1", (3, 9)), ("A2", (3, 4)), ("A3", (9, 10)), ("NEW", (9,))):
        for month in months:
            plant(code, "joint_conference", 1, month=month)
    item = rate("joint_conference", zero_at=0, full_at=2, half_year_min=1)
    scheme = scheme_of(district, item)
    rows = scored(scheme, date(2026, 6, 30))
    assert {code: rows[code].scores.get().halves_short for code in ("A1", "A2", "A3", "NEW")} == {
        "A1": 0,
        "A2": 0,
        "A3": 0,  # nothing is known of it yet
        "NEW": 0,
    }
    rows = scored(scheme)
    assert {code: rows[code].total for code in ("A1", "A2", "A3", "NEW")} == {"A1": 100, "A2": 50, "A3": 50, "NEW": 100}
    assert rows["A2"].scores.get().halves_short == 1
    LateFact.objects.create(
        organization=community("A2"),
        district_id=district.pk,
        month=date(2026, 8, 1),
        indicator_id="joint_conference",
        numerator=1,
        denominator=0,
    )
    line = scored(scheme)["A2"].scores.get()
    assert (line.points, line.late_points) == (50, 50), "held is held: what was late stands on its own line"


def test_the_line_of_a_yearly_number_falls_with_the_months_unless_the_item_says_otherwise(district):
    plant("NEW", "service_hours", 50)
    falls = scheme_of(district, rate("service_hours", zero_at=0, full_at=100))
    assert scored(falls)["NEW"].total == 100
    stands = scheme_of(
        district, rate("service_hours", zero_at=0, full_at=100, pro_rata=False), edition=2, series="own-1"
    )
    row = scored(stands)["NEW"]
    assert (row.total, row.scores.get().line) == (50, 100)


def test_like_communities_are_placed_among_themselves_and_a_result_says_in_which_group(district):
    Organization.objects.filter(code__in=("A1", "A2")).update(community_type="urban")
    Organization.objects.filter(code__in=("A3", "A4")).update(community_type="village")
    for code, good in (("A1", 9), ("A2", 8), ("A3", 7), ("A4", 6)):
        plant(code, "theme_day_held", good, 10)
    rows = scored(scheme_of(district, groups={"urban": "城市组", "village": "村改居组"}))
    assert {code: rows[code].group for code in ("A1", "A3", "NEW")} == {"A1": "城市组", "A3": "村改居组", "NEW": ""}
    placed = queries.placed(Evaluation.objects.order_by(*queries.BEST_FIRST))
    assert {row.organization.code: row.place for row in placed if row.place} == {"A1": 1, "A2": 2, "A3": 1, "A4": 2}


GRADES = (Grade("优秀", Decimal(20), Decimal(90)), Grade("良好", Decimal(30), None), Grade("一般", None, None))


def graded(*points: Any, group: str = "", vetoed: tuple[int, ...] = ()) -> list[str]:
    rows = [
        grading.Placed(key, group, None if each is None else Decimal(each), key in vetoed)
        for key, each in enumerate(points)
    ]
    found = grading.graded(rows, GRADES)
    return [found.get(key, "") for key in range(len(points))]


def test_quotas_are_of_the_whole_group_rounded_down_and_lines_hold():
    assert graded(99, 98, 97, 96, 95, 94, 93, 92, 91, 90) == ["优秀"] * 2 + ["良好"] * 3 + ["一般"] * 5
    assert graded(99, 89, 88, 87, 86, 85, 84, 83, 82, 81) == ["优秀"] + ["良好"] * 3 + ["一般"] * 6
    assert graded(99, 98, 97, 96) == ["良好", "一般", "一般", "一般"], "a fifth of four is nobody"


def test_equals_share_the_grade_that_has_room_for_all_of_them():
    assert graded(99, 98, 98, 90, 90, 90, 80, 80, 80, 80)[:3] == ["优秀", "良好", "良好"]
    assert graded(95, 95, 95, 95, 95) == ["一般"] * 5


def test_a_veto_leaves_the_last_grade_and_without_points_there_is_none():
    assert graded(99, 98, 97, None, 95, 94, 93, 92, 91, 90, vetoed=(0,))[:5] == ["一般", "优秀", "优秀", "", "良好"]
    rows = [grading.Placed(1, "甲", Decimal(95), False), grading.Placed(2, "乙", Decimal(99), False)]
    assert set(grading.graded(rows, GRADES).values()) == {"一般"}, "each group has its own quota"
    assert grading.graded(rows, ()) == {}


def test_a_result_is_frozen_with_its_grade_when_the_whole_group_is_decided(district):
    for code, good in (("A1", 9), ("A2", 8), ("A3", 7), ("A4", 6)):
        plant(code, "theme_day_held", good, 10)
    scheme = scheme_of(
        district,
        grades=[{"label": "先进", "share": "25", "line": None}, {"label": "达标", "share": None, "line": None}],
    )
    rows = scored(scheme)
    Evaluation.objects.filter(organization__code="NEW").update(ended_on=TODAY)
    Evaluation.objects.filter(organization__code__in=("A1", "A2", "A3")).update(state="decided")
    officer = User.objects.create_user("o", "x", person=Person.objects.create(name="干部"))

    def freeze(code: str) -> Evaluation:
        row = Evaluation.objects.get(pk=rows[code].pk)
        return actions.take_step(by=officer, evaluation=row, step="freeze", version=row.version, now=NOW)

    with pytest.raises(RuleViolation, match="同组还有1个社区没有审定"), transaction.atomic():
        freeze("A1")
    Evaluation.objects.filter(organization__code="A4").update(state="decided")
    assert [freeze(code).grade for code in ("A1", "A2")] == ["先进", "达标"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.filter(organization__code="A2").update(grade="先进")


# --- the editor ---------------------------------------------------------------------------------------


@pytest.fixture
def draft(district: Organization) -> Scheme:
    return drafting.draft_scheme(by="t", district=district, year=2027, today=TODAY)


def table(scheme: Scheme, title: str = "", **changed: Any) -> dict[int, drafting.ItemChange | None]:
    found: dict[int, drafting.ItemChange | None] = {}
    for item in scheme.items.all():
        stands = {name: getattr(item, name) for name in drafting.ItemChange._fields if name != "steps"}
        said = changed if item.title == title else {}
        found[item.pk] = drafting.ItemChange(**stands | {"steps": item.steps_text} | said)
    return found


def save(scheme: Scheme, items: Any = None, **frame: Any) -> Scheme:
    said = {"labels": dict(scheme.parts), "groups": scheme.groups, "grades": scheme.grade_rules} | frame
    return drafting.save_draft(
        by="t",
        scheme=scheme,
        version=Scheme.objects.get(pk=scheme.pk).version,
        name=scheme.name,
        frame=drafting.Frame(**said),
        items=items or table(scheme),
        now=NOW,
    )


def test_every_condition_of_an_item_is_kept_and_copied_with_the_scheme(draft):
    said = {"steps": "1:4，2:10", "half_year_min": Decimal(1), "pro_rata": False}
    kept = save(draft, table(draft, "党建联席会议", **said), groups={"urban": "城市组"}, grades=GRADES)
    drafting.add_item(by="t", scheme=kept, version=kept.version, item=beside("bonus", title="表彰"), now=NOW)
    kept.refresh_from_db()
    told = drafting.announce(by="t", scheme=kept, document="文", on=TODAY, now=NOW)
    copy = drafting.draft_scheme(by="t", district=kept.district, year=2027, today=TODAY, source=told)
    line = copy.items.get(title="党建联席会议")
    assert (line.steps, line.half_year_min, line.pro_rata) == ([["1", "4"], ["2", "10"]], 1, False)
    assert (line.zero_at, line.full_at) == (1, 2), "the lines follow the steps"
    assert copy.items.get(title="表彰").role == "bonus"
    assert (copy.groups, copy.grade_rules) == ({"urban": "城市组"}, list(GRADES))


@pytest.mark.parametrize(
    ("title", "said", "field", "match"),
    [
        ("党建联席会议", {"steps": "两次得十分"}, "steps", "请写成"),
        ("党建联席会议", {"steps": "1:4，2:9"}, "steps", "应等于分值"),
        ("党建联席会议", {"steps": "1:10，2:4"}, "steps", "逐档增加"),
        ("党建联席会议", {"steps": "1:2，3:4，2:10"}, "steps", "逐档升高"),
        ("党建联席会议", {"steps": " ".join(f"{n}:{n}" for n in range(1, 12))}, "steps", "最多10档"),
        ("党建联席会议", {"half_year_min": Decimal(0)}, "weight", "大于0"),
        ("主题党日按月开展", {"half_year_min": Decimal(1)}, "half_year_min", "按全年累计"),
        ("街道评审", {"steps": "1:4"}, "steps", "没有分档"),
        ("党建联席会议", {"zero_at": Decimal(5), "full_at": Decimal(5)}, "weight", "不能相同"),
    ],
)
def test_a_condition_that_does_not_hold_is_refused_in_its_cell(draft, title, said, field, match):
    pk = draft.items.get(title=title).pk
    with pytest.raises(RuleViolation, match=match) as caught, transaction.atomic():
        save(draft, table(draft, title, **said))
    assert caught.value.field == f"{pk}-{field}"


@pytest.mark.parametrize(
    ("item", "field", "match"),
    [
        (lambda: beside("veto", advice=""), "advice", "什么情形"),
        (lambda: beside("veto", source="ballot", voters="units", title="票"), "source", "不能用满意度票"),
        (lambda: rate("service_persons", dimension="elsewhere"), "dimension", "一个方面"),
        (lambda: rate("service_persons", dimension=""), "dimension", "一个方面"),
        (lambda: beside("bonus", weight=0), "weight", "大于0"),
    ],
)
def test_an_item_that_does_not_hold_together_is_refused(draft, item, field, match):
    with pytest.raises(RuleViolation, match=match) as caught, transaction.atomic():
        drafting.add_item(by="t", scheme=draft, version=draft.version, item=item(), now=NOW)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("grades", "field", "match"),
    [
        ([("好", 60, None), ("中", 50, None), ("差", None, None)], "grade-2-share", "不能超过100%"),
        ([("好", 60, None)], "grade-1-label", "至少要有两个"),
        ([("好", 60, None), ("好", None, None)], "grade-1-label", "重复"),
        ([("好", None, None), ("差", None, None)], "grade-1-share", "名额或分数线"),
        ([("好", None, 80), ("中", None, 90), ("差", None, None)], "grade-2-line", "逐等降低"),
        ([("好", 60, None), ("差", 40, None)], "grade-2-share", "给其余社区"),
        ([("", 60, None), ("差", None, None)], "grade-1-label", "填写等次名称"),
    ],
)
def test_grades_that_do_not_hold_together_are_refused(draft, grades, field, match):
    said = [grading.Said(label, *(None if each is None else Decimal(each) for each in more)) for label, *more in grades]
    with pytest.raises(RuleViolation, match=match) as caught, transaction.atomic():
        save(draft, grades=said)
    assert caught.value.field == field


def test_a_scheme_of_the_districts_own_has_its_own_dimensions_and_keeps_its_name_through_the_years(district):
    own = drafting.draft_scheme(by="t", district=district, year=2026, today=TODAY, series="blank", name="平安社区评价")
    assert (own.series, own.parts, own.items.count()) == ("own-1", [], 0)
    with pytest.raises(RuleViolation, match="方案名称"):
        drafting.draft_scheme(by="t", district=district, year=2026, today=TODAY, series="blank", name=" ")
    with pytest.raises(RuleViolation, match="从它复制"):
        drafting.draft_scheme(by="t", district=district, year=2027, today=TODAY, series="blank", name="平安社区评价")
    own = save(own, more="有人管")
    own = save(own, labels=dict(own.parts), more="有人评")
    assert [label for _, label in own.parts] == ["有人管", "有人评"]
    for (key, _), indicator in zip(own.parts, ("theme_day_held", "service_hours"), strict=True):
        item = rate(indicator, dimension=key, weight=50)
        drafting.add_item(by="t", scheme=own, version=own.version, item=item, now=NOW)
        own.refresh_from_db()
    with pytest.raises(RuleViolation, match="先删去"), transaction.atomic():
        save(own, labels={own.parts[0][0]: "", own.parts[1][0]: "有人评"})
    with pytest.raises(RuleViolation, match="重复"), transaction.atomic():
        save(own, labels=dict.fromkeys(dict(own.parts), "一样"))
    told = drafting.announce(by="t", scheme=own, document="文", on=TODAY, now=NOW)
    assert told.state == "in_force", "its weights are its own: only the hundred binds it"
    copy = drafting.draft_scheme(by="t", district=district, year=2027, today=TODAY, source=told)
    assert (copy.series, copy.edition, copy.parts) == ("own-1", 1, told.parts)


def test_five_good_keeps_its_five(draft):
    first = draft.parts[0][0]
    for frame in ({"labels": dict(draft.parts) | {first: ""}}, {"more": "第六个好"}):
        with pytest.raises(RuleViolation, match="五个"), transaction.atomic():
            save(draft, **frame)


def test_a_trial_shows_grades_groups_and_vetoes_of_last_years_facts(district):
    for code, good in (("A1", 9), ("A2", 8), ("A3", 7), ("A4", 6)):
        plant(code, "theme_day_held", good, 10)
    plant("A1", "joint_conference", 3)
    scheme = Scheme.objects.create(
        district=district,
        year=2027,
        name="草案",
        dimensions=[{"key": "d", "label": "方面"}],
        groups={"urban": "城市组"},
        grades=[{"label": "好", "share": "50", "line": None}, {"label": "一般", "share": None, "line": None}],
    )
    rate("theme_day_held", scheme=scheme).save()
    beside("veto", "joint_conference", scheme=scheme, zero_at=0, full_at=3, weight=1).save()
    beside("bonus", title="表彰", scheme=scheme).save()
    Organization.objects.filter(code="A4").update(community_type="urban")
    found = {each.label: each for each in trial.try_on(scheme, year=2026, now=NOW)}
    assert {
        code: (found[code].place, found[code].grade, found[code].result.group) for code in ("A1", "A2", "A3", "A4")
    } == {
        "A1": (None, "一般", ""),
        "A2": (1, "好", ""),
        "A3": (2, "好", ""),
        "A4": (1, "一般", "城市组"),
    }
    assert not Evaluation.objects.exists()
