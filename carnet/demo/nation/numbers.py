"""Numbers with valid keys: NIR of the test OID, RPPS, FINESS, carte Vitale."""

from __future__ import annotations

from datetime import date
from random import Random

from stdnum import luhn

from carnet.identity import ins

SEXES = {"M": "1", "F": "2"}
# Order numbers of births start high: even under the test OID, no likely real NIR comes out.
FIRST_ORDER = 900


def nir(sex: str, born: date, cog: str, order: int) -> str:
    """The 15 characters of a NIR: sex, year, month, place of birth, order, key."""
    thirteen = f"{SEXES[sex]}{born:%y%m}{cog}{FIRST_ORDER + order:03d}"
    return f"{thirteen}{ins.key(thirteen):02d}"


def rpps(number: int) -> str:
    """An RPPS that no professional bears: those in use begin with 10."""
    digits = f"999000{number:04d}"
    return digits + luhn.calc_check_digit(digits)


def finess(number: str) -> str:
    """A FINESS of a number of establishment: department 49, then a series not in use."""
    digits = f"49{number[1:]}"
    return digits + luhn.calc_check_digit(digits)


def vitale(random: Random) -> str:
    """A serial number of a carte Vitale with photo: its last 11 digits."""
    return f"{random.randrange(10**10, 10**11)}"
