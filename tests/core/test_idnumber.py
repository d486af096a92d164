"""Resident numbers: what passes, what is refused, and why."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.chinese import idnumber
from core.chinese.attributes import Sex
from core.chinese.idnumber import ResidentNumber
from core.chinese.problem import Problem

NUMBER = "99999919570315987X"

births = st.dates(date(1900, 1, 1), date(2026, 11, 22))
numbers = st.builds(idnumber.make_number, st.sampled_from(["999999", "130903", "110101"]), births, st.integers(0, 999))


@pytest.mark.parametrize(
    "written",
    [
        NUMBER,
        NUMBER.lower(),
        f" {NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]} ",
        "９９９９９９１９５７０３１５９８７Ｘ",
        f"'{NUMBER}",
        f"‘{NUMBER}",
        f"{NUMBER}\t",
        f"\u202a{NUMBER}\u202c",
    ],
)
def test_forms_that_offices_write(written):
    assert idnumber.parse(written) == ResidentNumber(NUMBER, date(1957, 3, 15), Sex.MALE, "999999")


def test_fifteen_digits_are_made_eighteen():
    found = idnumber.parse("110101490307123")
    assert found.number == "110101194903071236"
    assert found.birth == date(1949, 3, 7)
    assert found.upgraded
    assert idnumber.parse(110101490307123) == idnumber.parse(110101490307123.0) == found


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (9.99999196002061e17, "number-damaged"),
        ("9.99999E+17", "number-damaged"),
        ("9.99999196002061e+17", "number-damaged"),
        (999999198210080000, "number-damaged"),
        (float("nan"), "number-damaged"),
        (float("inf"), "number-damaged"),
        (-1.0, "number-damaged"),
        ("9999991957031598", "number-length"),
        ("无", "number-length"),
        (True, "number-length"),
        ("99999919570315A87X", "number-characters"),
        ("X" * 18, "number-characters"),
        ("99999919571315987X", "number-birth"),
        ("999999190002295987", "number-birth"),
        ("999999001503159870", "number-birth"),
        ("999999195703159870", "number-checksum"),
    ],
)
def test_what_is_refused(written, code):
    problem = idnumber.parse(written)
    assert isinstance(problem, Problem)
    assert problem.code == code


def test_message_never_repeats_the_number():
    for written in (NUMBER[:-1] + "1", 9.99999196002061e17, NUMBER + "1", NUMBER.replace("X", "Z")):
        assert NUMBER[:10] not in idnumber.parse(written).message


@pytest.mark.parametrize("empty", ["", None, "  ", "'", "\u3000"])
def test_empty_cell_is_nothing(empty):
    assert idnumber.parse(empty) is None


@given(numbers)
def test_made_numbers_are_read_back(number):
    found = idnumber.parse(number)
    assert found.number == number
    assert found.birth.strftime("%Y%m%d") == number[6:14]
    assert (found.sex is Sex.MALE) == (int(number[16]) % 2 == 1)
    assert found.area == number[:6]
    assert found.warning == ""


@given(numbers, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_character_never_passes(number, place, character):
    wrong = number[:place] + character + number[place + 1 :]
    assert wrong == number or isinstance(idnumber.parse(wrong), Problem)


@given(numbers, st.integers(0, 16))
def test_two_swapped_characters_never_pass(number, place):
    wrong = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert wrong == number or isinstance(idnumber.parse(wrong), Problem)


@given(st.one_of(st.text(max_size=25), st.floats(), st.integers(), st.dates(), st.none(), st.booleans()))
def test_nothing_raises(value):
    assert idnumber.parse(value) is None or isinstance(idnumber.parse(value), Problem | ResidentNumber)


def test_unknown_area_is_a_warning_only():
    found = idnumber.parse(idnumber.make_number("000000", date(1990, 1, 1), 1))
    assert isinstance(found, ResidentNumber)
    assert "000000" in found.warning


def test_make_number_refuses_what_is_no_number():
    with pytest.raises(ValueError, match="no resident number"):
        idnumber.make_number("999999", date(1990, 1, 1), 1000)


def test_mask_keeps_four_characters():
    assert idnumber.mask(NUMBER) == "99**************7X"
    assert idnumber.mask("1234") == "****"
