"""The credit code of a unit: the standard's own example passes, slips are named."""

import pytest

from core.chinese import creditcode
from core.chinese.problem import Problem

EXAMPLE = "91350100M000100Y43"
"""Of GB 32100-2015."""


@pytest.mark.parametrize("written", [EXAMPLE, EXAMPLE.lower(), " 91350100 M000100Y 43", "９１３５０１００M000100Y43"])
def test_a_code_is_read_as_offices_write_it(written: str) -> None:
    assert creditcode.parse(written) == EXAMPLE


@pytest.mark.parametrize("empty", ["", " ", None])
def test_an_empty_cell_is_no_code(empty: str | None) -> None:
    assert creditcode.parse(empty) is None


@pytest.mark.parametrize(
    ("written", "said"),
    [("123", "应为18位，现在是3位"), (EXAMPLE[:-3] + "O43", "“O”"), (EXAMPLE[:-1] + "4", "最后一位与前面不符")],
)
def test_a_slip_is_named(written: str, said: str) -> None:
    found = creditcode.parse(written)
    assert isinstance(found, Problem) and said in found.message


def test_every_other_last_character_is_wrong() -> None:
    codes = [EXAMPLE[:-1] + each for each in creditcode.ALPHABET]
    assert [code for code in codes if creditcode.parse(code) == code] == [EXAMPLE]
