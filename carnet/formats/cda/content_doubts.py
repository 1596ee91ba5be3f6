"""Say where the entries and the narrative of a document disagree; never choose in silence."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec
from lxml import etree

from carnet.formats.cda.content_model import Result, ResultTable
from carnet.formats.cda.content_values import number

# At most: a number of a million digits is no measure, and decimal arithmetic refuses it.
_NUMBER = re.compile(r"\d{1,30}(?:[.,]\d{1,30})?")
_THOUSANDS = re.compile(r"\b\d{1,3}(?:\s\d{3}){1,9}\b")


def compared(tables: list[ResultTable], narrative: etree._Element | None) -> list[ResultTable]:
    """The same tables, each result with its doubts."""
    if not tables:
        return []
    told = numbers(narrative)
    return [
        msgspec.structs.replace(
            table,
            rows=[msgspec.structs.replace(row, doubts=doubts(row, told)) for row in table.rows],
        )
        for table in tables
    ]


def numbers(narrative: etree._Element | None) -> set[Decimal]:
    """The numbers that a narrative tells."""
    # Cells may follow one another without any space: « 1,06 » then « 1,36 » are two numbers.
    return _numbers(" ".join(map(str, narrative.itertext())) if narrative is not None else "")


def _numbers(text: str) -> set[Decimal]:
    """Numbers as written, and those whose thousands a space divides."""
    found = _NUMBER.findall(text) + [re.sub(r"\s", "", n) for n in _THOUSANDS.findall(text)]
    return {Decimal(number.replace(",", ".")).normalize() for number in found}


def doubts(row: Result, told: set[Decimal]) -> list[str]:
    """`value` and `usual`: the narrative has numbers, but not this one. `level`: see `_level`."""
    found = []
    if told and not any(_numbers(measure.value) <= told for measure in row.values):
        found.append("value")
    if told and not all(_numbers(u.low) | _numbers(u.high) <= told for u in row.usual):
        found.append("usual")
    return [*found, "level"] if _level(row) else found


def _level(row: Result) -> bool:
    """The result is said high, low or normal, and its own usual values say otherwise."""
    for measure in row.values:
        measured = number(measure.value)
        for extent in row.usual:
            if measured is None or extent.unit != measure.unit:
                continue
            low, high = number(extent.low), number(extent.high)
            under = low is not None and measured < low
            over = high is not None and measured > high
            expected = {"high": over, "low": under, "normal": not (under or over)}
            return not expected.get(row.level, True)
    return False
