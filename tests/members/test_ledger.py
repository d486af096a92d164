"""The monthly ledger balances and stands still; yearly cells are lists; the national file comes back (MEM-23)."""

import io
from datetime import date, datetime

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from core.chinese.idnumber import make_number
from core.records.errors import RuleViolation
from core.zone import ZONE
from members import actions
from members.ledger import national
from members.ledger.changes import CAME, LEFT, Ledger, ledger
from members.ledger.papers import ledger_paper
from members.ledger.yearbook import yearbook
from members.models import Membership, TransferLetter
from members.rosters import MEMBERS
from members.statistics import member_statistics
from organizations.models import Month
from organizations.rosters import actions as engine
from organizations.rosters.subject import Context
from people.actions import create_person
from tests.members.conftest import SINCE, District, add_member

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)


def october(district: District) -> Ledger:
    return ledger(district.community, FIRST, LAST)


def spell(district: District, name: str, since: date, until: date | None = None, **fields: object) -> Membership:
    made = add_member(district.branch, name, **fields)
    Membership.objects.filter(pk=made.pk).update(during=(since, until))
    return made


@pytest.mark.requirement("MEM-23")
def test_the_ledger_says_who_came_who_left_and_balances(district: District) -> None:
    add_member(district.branch, "在册一")
    spell(district, "登记来", date(2026, 10, 8))
    spell(district, "新发展", date(2026, 10, 20), joined_on=date(2026, 10, 20), status="probationary")
    came = spell(district, "带信来", date(2026, 10, 12))
    TransferLetter.objects.create(
        organization=district.branch, person=came.person, direction="in", elsewhere="外地党委", number="1",
        issued_on=date(2026, 10, 1), valid_until=date(2026, 12, 1), received_on=date(2026, 10, 12),
        state="received", branch=district.branch, entered_at=datetime(2026, 10, 12, 9, tzinfo=ZONE),
    )  # fmt: skip
    for name, reason in (("转走", "transfer"), ("去世", "death"), ("出党", "withdrawal"), ("错登", "correction")):
        spell(district, name, SINCE, date(2026, 10, 15), end_reason=reason)
    turned = spell(district, "转正的", SINCE, date(2026, 10, 10), status="probationary", end_reason="change")
    Membership.objects.create(
        person=turned.person, organization=district.branch, during=(date(2026, 10, 10), None), status="full"
    )
    found = october(district)
    assert dict(found.total.came) == {"entered": 1, "developed": 1, "transfer": 1}
    assert dict(found.total.left) == {"transfer": 1, "death": 1, "withdrawal": 1, "correction": 1}
    assert (found.total.opening, found.total.closing) == (6, 5)
    assert all(line.balances for line in (*found.lines, found.total))
    assert found.total.opening == member_statistics(district.community, as_of=date(2026, 9, 30)).total
    assert found.total.closing == member_statistics(district.community, as_of=LAST).total
    assert ("转正的", "转为正式党员") in [(each.name, each.what) for each in found.changes]
    assert len(found.changes) == 8
    text = str(ledger_paper(found))
    assert all(word in text for word in (*CAME.values(), *LEFT.values(), "书记签字", "带信来", "还没有封账"))


@pytest.mark.requirement("MEM-23")
def test_a_move_between_branches_is_no_change_of_the_street(district: District) -> None:
    moved = add_member(district.branch, "换支部")
    Membership.objects.filter(pk=moved.pk).update(during=(SINCE, date(2026, 10, 5)), end_reason="change")
    Membership.objects.create(person=moved.person, organization=district.other_branch, during=(date(2026, 10, 5), None))
    found = ledger(district.root, FIRST, LAST)
    assert [(dict(line.came), dict(line.left), line.balances) for line in found.lines] == [
        ({}, {"within": 1}, True),
        ({"within": 1}, {}, True),
    ]
    assert found.total.opening == found.total.closing == 1


@pytest.mark.requirement("MEM-23")
def test_after_the_close_the_ledger_stands_still(district: District) -> None:
    stays = add_member(district.branch, "在册一")
    spell(district, "登记来", date(2026, 10, 8))
    before = october(district)
    Month.objects.create(district=district.root, month=FIRST, closed_at=datetime(2026, 11, 5, 23, 59, tzinfo=ZONE))
    with pytest.raises(RuleViolation, match="封账"):
        actions.end_membership(
            by="test", membership=stays, on=date(2026, 10, 20), version=stays.version, reason="transfer", today=TODAY
        )
    actions.end_membership(
        by="test", membership=stays, on=date(2026, 11, 20), version=stays.version, reason="transfer", today=TODAY
    )
    after = october(district)
    assert after.settled is not None and "封账，数字不再变" in str(ledger_paper(after))
    assert (after.lines, after.changes) == (before.lines, before.changes)


@pytest.mark.requirement("MEM-23")
def test_every_cell_of_the_yearly_form_opens_its_list(district: District) -> None:
    add_member(district.branch, "女党员", sex="female", birth_date=date(1990, 1, 1), education="college")
    add_member(district.branch, "年长者", sex="male", birth_date=date(1950, 1, 1), member_class="retired")
    add_member(district.branch, "没有填", status="probationary", ethnicity="回族")
    add_member(district.other_branch, "别处人", sex="female")
    client = Client()
    client.force_login(district.secretary)
    book = yearbook(district.secretary, district.community, year=2026, today=TODAY)
    assert [name for name, _ in book.rows] == ["合计", "甲一社区党支部"]
    total = dict(zip(book.titles, book.rows[0][1], strict=True))
    assert (total["党员总数"].count, total["女"].count, total["离退休"].count, total["少数民族"].count) == (3, 1, 1, 1)
    for _, cells in book.rows:
        for cell in cells:
            page = client.get(cell.url).content.decode()
            names = [name for name in ("女党员", "年长者", "没有填") if f">{name}</a>" in page]
            assert len(names) == cell.count and "别处人" not in page, cell.url
    assert client.get("/members/yearbook/").status_code == 200
    assert client.get("/members/yearbook/export.xlsx").status_code in (200, 403)


@pytest.mark.requirement("MEM-23")
def test_the_national_file_comes_back_without_a_change(district: District, street_officer: object) -> None:
    for sequence, name in ((1, "田志远"), (3, "田志勇")):
        person = create_person(
            by="test", name=name, resident_number=make_number("999999", date(1965, 3, 5), sequence),
            phone=f"1390000000{sequence}", address="幸福里1号", education="senior", ethnicity="汉族",
        )  # fmt: skip
        Membership.objects.create(
            person=person, organization=district.branch, during=(SINCE, None), member_class="retired",
            joined_on=date(1990, 7, 1), full_on=date(1991, 7, 1),
        )  # fmt: skip
    content = national.workbook(Membership.objects.current(), by=street_officer)
    rows = CalamineWorkbook.from_object(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [title for title, _ in national.COLUMNS] in rows
    assert "13900000001" not in str(rows) and "999999196503051" not in str(rows)
    context = Context(street_officer, district.street, TODAY, TODAY)
    outcome, _ = engine.import_file(content, subject=MEMBERS, context=context, commit=True, filename="全国.xlsx")
    assert not [found for found in outcome.findings if found.row]
    assert outcome.rows == outcome.unchanged == 2
