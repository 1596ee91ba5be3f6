"""A number said in another unit of the same quantity, exactly or not at all.

Only powers of ten within one dimension: grams and milligrams, 10*9/L and 10*3/uL. Grams and moles,
units of activity, mmHg and kPa are never turned into one another: that needs a molar mass or a
rounding, which is the laboratory's to make. Where a document gives a result in two units, both are
its own.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from fractions import Fraction

from carnet.nomenclature import ucum

_NUMBER = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?")
_EXACT = Context(prec=100)  # no digit of such a number is ever rounded


def convert(number: str, unit: str, other: str) -> str | None:
    """A decimal number in `unit` said in `other`, with the digits it had; None where inexact.

    `convert("0.62", "g/L", "mg/dL")` is `62`, `convert("8.5", "mmol/L", "g/L")` is None.
    """
    written = _decimal(number.strip())
    if written is None:
        return None
    if unit.strip() == other.strip():
        return number.strip()
    power = _power(unit, other)
    return None if power is None else _told(written.scaleb(power, _EXACT))


def _power(one: str, other: str) -> int | None:
    """The n of `1 one = 10^n other`; None where there is none."""
    left, right = ucum.parse(one), ucum.parse(other)
    if left is None or right is None or left.dimension != right.dimension:
        return None
    return _tens(left.factor / right.factor)


def _tens(ratio: Fraction) -> int | None:
    big, small = ratio.numerator, ratio.denominator
    if big != 1 and small != 1:
        return None
    power = len(str(big * small)) - 1
    if big * small != 10**power:
        return None
    return power if small == 1 else -power


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def _told(number: Decimal) -> str:
    """Plain digits: no exponent, and zeros only where they say a precision."""
    return format(number, "f")
