"""Numbers as laboratories write them: commas, thousands, comparators, intervals, titres.

A text is a number only where it can be read in one way; « 1.234,5 » and « 1/80 » stay texts.
"""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

MAX_TEXT = 500
_PLAIN = re.compile(r"[+-]?\d{1,20}(?:[.,]\d{1,8})?", re.ASCII)
_SMALL = re.compile(r"[+-]?[.,]\d{1,8}", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d{1,8})?", re.ASCII)
_POWER = re.compile(r"([+-]?\d{1,8}(?:\.\d{1,8})?)[eE]([+-]?(?:1[0-2]|0?\d))", re.ASCII)
# « 1,234 » and, in words, « 100.000 »: a thousand or a decimal, who knows.
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)
_EITHER_IN_WORDS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
_SPACES = re.compile(r"[ \u00a0\u202f]+")
_SIGNS = {"<": "<", ">": ">", "<=": "<=", "=<": "<=", "≤": "<=", ">=": ">=", "=>": ">=", "≥": ">="}
_SIGNS |= {"inférieur à": "<", "inf. à": "<", "inf à": "<"}
_SIGNS |= {"supérieur à": ">", "sup. à": ">", "sup à": ">"}
_COMPARED = re.compile(
    r"(<=|=<|>=|=>|[<>≤≥]|(?:inf|sup)(?:érieur|\.)? à)\s*(.+)", re.IGNORECASE | re.DOTALL
)
# A unit at the end of a text: a well-known one over the line, so that « 2 croix » has none.
_OVER = (
    r"(?:[munpfkdc]?(?:g|mol|L|l|s|m|U|UI|IU|Eq|kat)|%|min|[µμ](?:g|mol|L|l|m|U)"
    r"|mmHg|10[*^]\d+)"
)
_MEASURED = re.compile(
    rf"(.*\d)\s*({_OVER}(?:/[A-Za-zµμ0-9²³.]{{1,8}}){{0,2}}|/[µμmunfdc]?[Ll]|[GT]/[Ll])"
)


class Read(msgspec.Struct, frozen=True):
    """What a text gives: `number` alone, or `comparator` and `bound`; `unit` is not in `text`."""

    text: str
    number: str = ""
    unit: str = ""
    comparator: str = ""
    bound: str = ""


def decimal(text: str) -> str:
    """A decimal string with the digits as written, or empty: « 1 234,50 » is `1234.50`."""
    tidy = text.strip().replace("\u2212", "-")
    if _EITHER.fullmatch(tidy):
        return ""
    if _PLAIN.fullmatch(tidy) or _SMALL.fullmatch(tidy) or _THOUSANDS.fullmatch(tidy):
        plain = _SPACES.sub("", tidy).replace(",", ".")
        return format(Decimal(plain), "f")
    power = _POWER.fullmatch(tidy)
    return format(Decimal(f"{power[1]}E{power[2]}"), "f") if power else ""


def quantity(text: str, unit: str) -> Read:
    """Read a value of an entry that keeps its number and its unit apart."""
    said = " ".join(text.split())[:MAX_TEXT]
    return _read(said, said, unit)


def words(text: str) -> Read:
    """Read a value told in words, which may end with its unit: « < 1,0 mg/L »."""
    said = " ".join(text.split())[:MAX_TEXT]
    measured = _MEASURED.fullmatch(said)
    rest, unit = (measured[1], measured[2]) if measured else (said, "")
    if _EITHER_IN_WORDS.fullmatch(_compared(rest)[1]):
        return Read(said)
    found = _read(rest.strip(), rest, unit)
    return found if found.unit else _read(said, said, "")


def _read(said: str, text: str, unit: str) -> Read:
    sign, rest = _compared(text)
    found = decimal(rest)
    if not found:
        return Read(said)
    if sign:
        return Read(said, unit=unit, comparator=sign, bound=found)
    return Read(said, found, unit)


def _compared(text: str) -> tuple[str, str]:
    found = _COMPARED.fullmatch(text)
    sign = _SIGNS.get(found[1].lower(), "") if found else ""
    return (sign, found[2]) if found and sign else ("", text)
