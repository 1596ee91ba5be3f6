"""The value of an observation, by its data type (HL7 V3), in the unit that the document writes."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from carnet.formats.cda import values_number as numbers
from carnet.formats.cda.content_intervals import interval
from carnet.formats.cda.content_names import moment
from carnet.formats.cda.content_people import coded_name
from carnet.formats.cda.content_source import XSI_TYPE, Marks, child, children, value
from carnet.formats.cda.content_values import said, worded
from carnet.formats.cda.values_model import Same
from carnet.formats.cda.values_number import Read
from carnet.nomenclature import ucum

_NORMAL = {"", "N"}
_PARTS = ("numerator", "denominator")
_TOLD = {"TS", "IVL_TS", "BL", "RTO", "RTO_PQ_PQ", "RTO_INT_INT", "CD", "CE", "CO", "CV", "CS"}
_TRUTH = {"true": "oui", "1": "oui", "false": "non", "0": "non"}


class Range(NamedTuple):
    """Usual values: bounds in a unit, or words."""

    low: str = ""
    high: str = ""
    unit: str = ""
    text: str = ""


def reads(observation: etree._Element, marks: Marks) -> list[Read]:
    """All values of an observation that say something, then the same in other units."""
    found: list[Read] = []
    for element in children(observation, "value"):
        main = read(element, marks)
        found += [main] if main.text else []
        found += [one for other in children(element, "translation") if (one := _other(other)).text]
    return found


def read(element: etree._Element, marks: Marks) -> Read:
    """One value; its text is empty where the element says nothing (`nullFlavor`)."""
    kind = (element.get(XSI_TYPE) or "").rpartition(":")[2]
    plain = (element.get("value") or "").strip()
    if element.get("nullFlavor"):
        return Read("")
    if kind in {"IVL_PQ", "IVL_INT", "IVL_REAL"}:
        return _interval(element)
    if kind in _TOLD or not plain:
        return _in_words(element, kind, marks)
    return numbers.quantity(plain, (element.get("unit") or "").strip())


def _in_words(element: etree._Element, kind: str, marks: Marks) -> Read:
    """A moment, a truth, a ratio and a code are texts; a text may hold a number."""
    plain = (element.get("value") or "").strip()
    match kind:
        case "TS" | "IVL_TS":
            told = moment(plain or value(element, "low"))
        case "BL":
            told = _TRUTH.get(plain, "")
        case "RTO" | "RTO_PQ_PQ" | "RTO_INT_INT":
            told = "/".join(filter(None, (value(element, part) for part in _PARTS)))
        case "CD" | "CE" | "CO" | "CV" | "CS":
            told = said(element, marks) or coded_name(element, marks)
        case _:
            return numbers.words(worded(element, marks))
    return Read(told[: numbers.MAX_TEXT])


def _interval(element: etree._Element) -> Read:
    bounds = interval(element)
    bound = numbers.decimal(bounds.low or bounds.high) if bounds.sign else ""
    sign = bounds.sign if bound else ""
    return Read(bounds.text, unit=bounds.unit, comparator=sign, bound=bound)


def _other(translation: etree._Element) -> Read:
    """The same quantity in another unit, which CI-SIS writes in the place of a code."""
    unit = translation.get("code") or translation.get("unit") or ""
    return numbers.quantity(translation.get("value") or "", unit.strip())


def ranges(observation: etree._Element, marks: Marks) -> list[Range]:
    """Usual values said normal or said nothing of; those in other units follow each."""
    found: list[Range] = []
    for extent in children(observation, "referenceRange/observationRange"):
        if value(extent, "interpretationCode", "code") in _NORMAL:
            found += _extent(extent, marks)
    return found


def _extent(extent: etree._Element, marks: Marks) -> list[Range]:
    bounds, text = child(extent, "value"), child(extent, "text")
    low, high = child(bounds, "low"), child(bounds, "high")
    told = worded(text, marks)
    pairs = [(low, high), (child(low, "translation"), child(high, "translation"))]
    found = [one for pair in pairs if (one := _bounded(*pair)).low or one.high]
    single = (bounds.get("value") or "") if bounds is not None else ""
    return found or [Range(text=(told or single)[: numbers.MAX_TEXT])]


def _bounded(low: etree._Element | None, high: etree._Element | None) -> Range:
    signs = (one.get("unit") or one.get("code") or "" for one in (low, high) if one is not None)
    return Range(_bound(low), _bound(high), next(filter(None, signs), "").strip())


def _bound(element: etree._Element | None) -> str:
    """A bound without the zeros that only a machine writes: `63.000000` is 63."""
    found = numbers.decimal((element.get("value") or "") if element is not None else "")
    whole, _, decimals = found.partition(".")
    kept = decimals.rstrip("0") if decimals.endswith("000") else decimals
    return f"{whole}.{kept}" if kept else whole


def same(one: str, other: str) -> bool:
    """Whether two units are written for the same one: « UI/L » and « [IU]/L »."""
    if one == other:
        return True
    left, right = ucum.parse(one), ucum.parse(other)
    return left is not None and left == right


def others(found: list[Read], extents: list[Range]) -> list[Same]:
    """All but the first value, each with the usual values in its unit."""
    told = []
    for one in found[1:]:
        extent = next((e for e in extents if e.unit and same(e.unit, one.unit)), Range())
        told.append(Same(one.text, one.number, one.unit, extent.low, extent.high))
    return told
