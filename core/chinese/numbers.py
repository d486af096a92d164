"""The one rule of rounding: half up, each number on its own, counts exact. Judge by the exact value, show the rounded.

``ratio`` and ``ratio_sql`` are the same rule, in Python and as SQL; nothing is forced to add up to 100.
"""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any

_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)

Number = int | Decimal | Fraction


def half_up(value: Number, places: int = 1) -> Decimal:
    """``value`` with ``places`` decimals; a half goes up (6.25 → 6.3), below zero away from it (−6.25 → −6.3)."""
    unit = 10**places
    shifted = abs(Fraction(value)) * unit + Fraction(1, 2)
    whole = shifted.numerator // shifted.denominator
    signed: Decimal = Decimal(whole if value >= 0 else -whole) / unit
    return signed.quantize(Decimal(1).scaleb(-places))


def exact(numerator: Any, denominator: Any, *, factor: int = 100) -> Fraction | None:
    """``factor × numerator ÷ denominator`` unrounded; None without a denominator above zero."""
    if numerator is None or not denominator:
        return None
    return Fraction(numerator) * factor / Fraction(denominator)


def ratio(numerator: Any, denominator: Any, *, factor: int = 100, places: int = 1) -> Decimal | None:
    """``exact`` as it is shown: a percentage with one decimal unless told otherwise.

    By the decimal module, ten times quicker than fractions (a table has hundreds): with this many digits no quotient of
    two numbers of the portal falls on a half that it is not.
    """
    if numerator is None or not denominator:
        return None
    quotient = _WIDE.divide(_WIDE.multiply(Decimal(numerator), Decimal(factor)), Decimal(denominator))
    return quotient.quantize(Decimal(1).scaleb(-places), context=_WIDE)


def ratio_sql(numerator: str, denominator: str, *, factor: int = 100, places: int = 1) -> str:
    """SQL of ``ratio`` for a numerator not below zero: whole-number division, so that no half is lost in a quotient."""
    unit = 10**places
    return (
        f"round(div({2 * factor * unit} * ({numerator})::numeric + ({denominator})::numeric,"
        f" NULLIF(2 * ({denominator})::numeric, 0)) / {unit}.0, {places})"
    )
