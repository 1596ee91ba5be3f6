"""Units of measure: what a UCUM code (ucum.org, case sensitive) is made of, exactly.

A unit is an exact factor and a dimension. Units that UCUM itself calls arbitrary ([IU]), those on
a scale of their own (Cel, [pH]) and what is counted ({copies}) keep a dimension of their own, and
so does the mole, which UCUM holds for a number: nothing here turns grams into moles. Nothing is
simplified either: mmol/mol is not a percentage.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

import msgspec

Dimension = tuple[tuple[str, int], ...]
_Bases = list[tuple[str, int]]  # a base and its exponent, as many times as it is written

# fmt: off
_PREFIXES = {
    "Y": 24, "Z": 21, "E": 18, "P": 15, "T": 12, "G": 9, "M": 6, "k": 3, "h": 2, "da": 1,
    "d": -1, "c": -2, "m": -3, "u": -6, "n": -9, "p": -12, "f": -15, "a": -18, "z": -21,
}
_ALONE = (
    "g", "m", "s", "mol", "U", "kat", "Pa", "J", "W", "V", "A", "Ohm", "Hz", "N", "K", "Cel", "eq",
    "osm", "Bq", "Sv", "Gy", "cal", "m[Hg]", "m[H2O]", "[IU]", "bar",
)
# fmt: on
# Metric atoms: (base, exponent of the base, power of ten).
_LITRE = ("m", 3, -3)
_METRIC = {name: (name, 1, 0) for name in _ALONE}
_METRIC |= {"L": _LITRE, "l": _LITRE, "[iU]": ("[IU]", 1, 0)}
_SECONDS = {"min": 60, "h": 3_600, "d": 86_400, "wk": 604_800}
_OWN = {"mo", "a", "[pH]", "[drp]", "[degF]", "[CFU]", "[PFU]", "[arb'U]", "[in_i]", "[lb_av]"}
_OWN |= {"[diop]", "[hnsf'U]", "[GPL'U]", "[MPL'U]", "[APL'U]", "[CCID_50]", "deg", "dB"}
# What French laboratories write where UCUM is asked for; each has one meaning only there.
_FRENCH = {"mmHg": "mm[Hg]", "°C": "Cel"}
_FRENCH |= {"G/L": "10*9/L", "T/L": "10*12/L", "G/l": "10*9/L", "T/l": "10*12/L"}
_INTERNATIONAL = re.compile(r"(?<![A-Za-z\[])([mku]?)(?:UI|IU)(?![A-Za-z\]])")
_TOKEN = re.compile(r"(?:\[[^\]\s]*\]|'|[A-Za-z%])+|10[*^][+-]?\d+|\d+|[+-]|[./()]|\{[^{}]*\}")
_DECIMAL = re.compile(r"\d\.\d")  # « 1.73.m2 » means 1 times 73: nobody means that
_ANNOTATION = re.compile(r"\{[^{}]*\}")
_MAX = 60
_MAX_EXPONENT = 30


class Unit(msgspec.Struct, frozen=True):
    """A factor, exact, and the bases above then under the line; no base is a plain number."""

    factor: Fraction
    dimension: Dimension


class _Unknown(Exception):
    """The text is no unit."""


@lru_cache(maxsize=2048)
def parse(code: str) -> Unit | None:
    """The unit of a UCUM code or of its French writing; None for what is not one."""
    text = normal(code)
    if not text or len(text) > _MAX or _DECIMAL.search(_ANNOTATION.sub("", text)):
        return None
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text:
        return None
    try:
        factor, bases = _Reader(tokens).whole()
    except _Unknown:
        return None
    return Unit(factor, _gathered(bases))


def _gathered(bases: _Bases) -> Dimension:
    found: dict[tuple[str, bool], int] = {}
    for base, exponent in bases:
        side = (base, exponent > 0)
        found[side] = found.get(side, 0) + exponent
    return tuple(sorted((base, exponent) for (base, _), exponent in found.items() if exponent))


def normal(code: str) -> str:
    """The UCUM code of a unit as laboratories write it: « UI/L » is `[IU]/L`, « µg » is `ug`."""
    text = code.strip()
    text = _FRENCH.get(text, text)
    for sign in "µμ":
        text = text.replace(sign, "u")
    return _INTERNATIONAL.sub(r"\1[IU]", text)


class _Reader:
    """Reads `term { (. | /) term }`, a leading division allowed, from the left."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens

    def whole(self) -> tuple[Fraction, _Bases]:
        found = self._product()
        if self.tokens:
            raise _Unknown
        return found

    def _product(self) -> tuple[Fraction, _Bases]:
        factor, bases = Fraction(1), _Bases()
        sign = -1 if self._next("/") else 1
        while True:
            more, inner = self._component()
            factor *= more**sign
            bases += [(base, sign * exponent) for base, exponent in inner]
            if self._next("."):
                sign = 1
            elif self._next("/"):
                sign = -1
            else:
                return factor, bases

    def _component(self) -> tuple[Fraction, _Bases]:
        part = self._take()
        if part == "(":
            found = self._product()
            if not self._next(")"):
                raise _Unknown
            return found
        if part.startswith("{"):
            return Fraction(1), [(part, 1)]
        if part.isdecimal():
            return _positive(part), self._counted()
        if part.startswith("10"):
            return Fraction(10) ** _bounded(part[3:]), self._counted()
        factor, bases = _atom(part)
        exponent = self._exponent()
        return factor**exponent, [(b, n * exponent) for b, n in bases] + self._counted()

    def _counted(self) -> _Bases:
        """What an annotation right after a unit counts."""
        if self.tokens and self.tokens[0].startswith("{"):
            return [(self.tokens.pop(0), 1)]
        return []

    def _exponent(self) -> int:
        sign = self.tokens.pop(0) if self.tokens and self.tokens[0] in {"+", "-"} else ""
        if self.tokens and self.tokens[0].isdecimal():
            return _bounded(sign + self.tokens.pop(0))
        if sign:
            raise _Unknown
        return 1

    def _next(self, token: str) -> bool:
        if self.tokens and self.tokens[0] == token:
            self.tokens.pop(0)
            return True
        return False

    def _take(self) -> str:
        if not self.tokens or self.tokens[0] in {".", "/", ")", "+", "-"}:
            raise _Unknown
        return self.tokens.pop(0)


def _atom(name: str) -> tuple[Fraction, _Bases]:
    """One unit with or without a prefix."""
    if name == "%":
        return Fraction(1, 100), []
    if name in _SECONDS:
        return Fraction(_SECONDS[name]), [("s", 1)]
    if name in _OWN:
        return Fraction(1), [(name, 1)]
    for length in (0, 1, 2):
        prefix, rest = name[:length], name[length:]
        if rest in _METRIC and (not prefix or prefix in _PREFIXES):
            base, exponent, power = _METRIC[rest]
            return Fraction(10) ** (power + _PREFIXES.get(prefix, 0)), [(base, exponent)]
    raise _Unknown


def _positive(digits: str) -> Fraction:
    if len(digits) > _MAX_EXPONENT or not int(digits):
        raise _Unknown
    return Fraction(int(digits))


def _bounded(digits: str) -> int:
    if abs(int(digits)) > _MAX_EXPONENT:
        raise _Unknown
    return int(digits)
