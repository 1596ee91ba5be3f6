"""Values of the entries: numbers as written, units as a laboratory prints them, words for codes."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from lxml import etree

from carnet.formats.cda.content_model import Measure, Usual
from carnet.formats.cda.content_names import display, moment
from carnet.formats.cda.content_source import XSI_TYPE, child, children, value, words

# UCUM (ucum.org) to the signs of French laboratories; other UCUM codes read well as they are.
_UNITS = {
    "Cel": "°C",
    "mm[Hg]": "mmHg",
    "1": "",
    "d": "jours",
    "wk": "semaines",
    "mo": "mois",
    "a": "ans",
    "[pH]": "",
    "/min": "par minute",
}
_EXPONENT = re.compile(r"10[*^](-?\d+)")
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_MANY_ZEROS = re.compile(r"^(-?\d+)\.(\d*?)0{3,}$")


def unit(code: str) -> str:
    """A UCUM unit as printed: `10*9/L` is « 10⁹/L », `m[IU]/L` « mUI/L », `{ratio}` nothing."""
    text = re.sub(r"\{[^}]*\}", "", code.strip())
    if text in _UNITS:
        return _UNITS[text]
    text = _EXPONENT.sub(lambda found: "10" + found[1].translate(_RAISED), text)
    text = re.sub(r"\[iU\]|\[IU\]", "UI", text)
    text = re.sub(r"\bu(?=[A-Za-z])", "µ", text)
    return re.sub(r"[\[\]]", "", text).replace(".", "·")


def number(text: str) -> Decimal | None:
    """A decimal number, or None."""
    try:
        found = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def measures(
    holder: etree._Element, ids: dict[str, etree._Element], when: str = ""
) -> list[Measure]:
    """All values of an observation, other units of the same quantity included."""
    found: list[Measure] = []
    for element in children(holder, "value"):
        text, sign = _read(element, ids)
        if text:
            found.append(Measure(text, sign, when))
        for other in children(element, "translation"):
            if other.get("value"):
                written = other.get("code") or other.get("unit") or ""
                found.append(Measure(other.get("value") or "", unit(written), when))
    return found


def _read(element: etree._Element, ids: dict[str, etree._Element]) -> tuple[str, str]:
    """The text of one value and its unit, by its data type."""
    kind = (element.get(XSI_TYPE) or "").rpartition(":")[2]
    plain = element.get("value") or ""
    match kind:
        case "PQ" | "INT" | "REAL" | "MO":
            return plain, unit(element.get("unit") or "")
        case "IVL_PQ" | "IVL_INT" | "IVL_REAL":
            return _interval(element)
        case "TS" | "IVL_TS":
            text = moment(plain or value(element, "low"))
        case "BL":
            text = {"true": "oui", "false": "non"}.get(plain, "")
        case "RTO" | "RTO_PQ_PQ" | "RTO_INT_INT":
            text = f"{value(element, 'numerator')}/{value(element, 'denominator')}"
        case "CD" | "CE" | "CO" | "CV" | "CS":
            text = said(element, ids) or display(element)
        case _:
            text = followed(element, ids) or words(element)
    return text, ""


def _interval(element: etree._Element) -> tuple[str, str]:
    low, high = value(element, "low"), value(element, "high")
    sign = value(element, "low", "unit") or value(element, "high", "unit")
    if low and high:
        return f"{low} – {high}", unit(sign)
    return (f"> {low}" if low else f"< {high}" if high else ""), unit(sign)


def followed(element: etree._Element | None, ids: dict[str, etree._Element]) -> str:
    """The narrative words to which an element points."""
    mark = value(element, "reference").removeprefix("#")
    return words(ids[mark]) if mark in ids else ""


def said(code: etree._Element | None, ids: dict[str, etree._Element]) -> str:
    """The author's own words for a coded value (`originalText`)."""
    original = child(code, "originalText")
    return followed(original, ids) or words(original)


def usual(holder: etree._Element, ids: dict[str, etree._Element]) -> list[Usual]:
    """Usual values: ranges said normal, or said nothing of."""
    found = []
    for extent in children(holder, "referenceRange/observationRange"):
        if value(extent, "interpretationCode", "code") in {"", "N"}:
            found += _ranges(extent, ids)
    return found


def _ranges(extent: etree._Element, ids: dict[str, etree._Element]) -> list[Usual]:
    bounds = child(extent, "value")
    low, high = child(bounds, "low"), child(bounds, "high")
    if low is None and high is None:
        said_so = followed(child(extent, "text"), ids) or words(child(extent, "text"))
        single = bounds.get("value") if bounds is not None else ""
        return [Usual(text=said_so or single or "")] if said_so or single else []
    sign = next((e.get("unit") or "" for e in (low, high) if e is not None and e.get("unit")), "")
    found = [Usual(_bound(low), _bound(high), unit(sign))]
    others = child(low, "translation"), child(high, "translation")
    if any(other is not None for other in others):
        written = next(o.get("code") or o.get("unit") or "" for o in others if o is not None)
        found.append(Usual(_bound(others[0]), _bound(others[1]), unit(written)))
    return [extent for extent in found if extent.low or extent.high]


def _bound(element: etree._Element | None) -> str:
    """A bound without the zeros that only a machine writes: `63.000000` is 63."""
    text = (element.get("value") or "") if element is not None else ""
    return _MANY_ZEROS.sub(lambda found: f"{found[1]}.{found[2]}".rstrip("."), text)
