"""The one look at an ordinary row says nothing only where the long one has nothing to say."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.chinese import attributes, dates, idnumber, names
from core.chinese.idnumber import INVENTED_AREA, make_number
from members.importing import vocabulary
from members.importing.columns import BY_NAME
from members.importing.reading import Rules
from members.importing.reading.rows import Row, RowCheck
from tests.clock import TODAY

BIRTH = date(1965, 3, 12)
RULES = Rules(
    today=TODAY,
    as_of=TODAY,
    age_min=18,
    age_asked_from=date(1956, 9, 15),
    probation=("1921-07-01:0", "1945-04-23:6|12|24", "1956-09-15:12", "1969-04-01:0", "1977-08-12:12"),
    branches={},
)
days = [
    "", "1965.03", "1965-03-12", "1965-03-01", date(1965, 3, 1), date(1965, 3, 12), "1965", "1983.3.11", "1983-03-12",
    "1984-03", "1984.03.11", 1985.1, "1970-01-01（补）", "1946.01.01", "2026-11-26", "2026-11-01", "2025-12-01",
    "2027-01-01", "没有这天", "1996",
]  # fmt: skip
CELLS = {
    "name": ["崔明", "崔明（预备）", "", "买买提·艾力", "崔□"],
    "sex": ["男", "女", "", "其"],
    "ethnicity": ["汉", "", "汉人"],
    "birth": days,
    "number": [
        make_number(INVENTED_AREA, BIRTH, 1),
        make_number("990101", BIRTH, 1),
        make_number(INVENTED_AREA, BIRTH, 2),
        make_number(INVENTED_AREA, date(2008, 12, 1), 1),
        "",
        "123",
    ],
    "education": ["大专", "", "博学"],
    "joined": days,
    "full": days,
    "branch": [1, None],
    "status": ["正式党员", "预备党员", "", "积极分子"],
    "member_class": ["在职", "", "已故", "飞行"],
    "occupation": ["教师", "", "长" * 121],
    "phone": ["13900000000", "", "12"],
    "address": [""],
    "remark": ["", "去世", "好", "长" * 201],
    "standing": ["", "正常", "停止党籍"],
    "left": ["", "2020.01"],
    "lost": ["", "是"],
}
PARSERS = {
    "name": names.parse,
    "sex": attributes.sex,
    "ethnicity": attributes.ethnicity,
    "birth": dates.parse,
    "number": idnumber.parse,
    "education": attributes.education,
    "joined": dates.parse,
    "full": dates.parse,
    "branch": lambda cell: cell,
    "status": vocabulary.status,
    "member_class": vocabulary.member_class,
    "phone": vocabulary.phone,
    "standing": vocabulary.standing,
    "left": vocabulary.left,
    "lost": vocabulary.lost,
}
ORDINARY = {name: cells[0] for name, cells in CELLS.items()}
ORDINARY |= {"birth": BIRTH, "joined": "1990-07-01", "full": "1991.07"}


def row_of(cells):
    return Row(2, *(PARSERS.get(name, vocabulary.text)(cells[name]) for name in CELLS))


def check():
    return RowCheck("表", {name: column.title for name, column in BY_NAME.items()}, {"status", "full"}, RULES)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.fixed_dictionaries({name: st.sampled_from([ORDINARY[name], *cells]) for name, cells in CELLS.items()}))
def test_of_a_plain_row_there_is_nothing_to_say(cells):
    row = row_of(cells)
    if check().is_plain(row):
        assert check().looked_at(row) == []


@pytest.mark.parametrize("name", CELLS)
def test_one_cell_that_is_not_ordinary_is_looked_at(name):
    assert check().is_plain(row_of(ORDINARY))
    for cell in CELLS[name]:
        row = row_of(ORDINARY | {name: cell})
        if check().looked_at(row):
            assert not check().is_plain(row)
            assert check().findings(row) == check().looked_at(row)


def test_january_or_october_is_asked_of_both_dates():
    row = row_of(ORDINARY | {"joined": 1990.1, "full": 1991.1})
    assert [(f.column, f.code) for f in check().findings(row)] == [
        ("入党时间", "date-ambiguous"),
        ("转正时间", "date-ambiguous"),
    ]


@pytest.mark.parametrize("written", ["第一支部", "第一党支部", "第一支部委员会", "中共第一党支部委员会"])
def test_a_committee_of_a_branch_is_the_branch(written):
    assert vocabulary.branch_key(written) == "第一支部"
