"""Values of the entries: numbers as written, units as a laboratory prints them, words for codes."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from lxml import etree

from carnet.formats.cda.content_intervals import interval
from carnet.formats.cda.content_model import Measure, Usual
from carnet.formats.cda.content_names import display, moment
from carnet.formats.cda.content_source import XSI_TYPE, Marks, child, children, value, words
from carnet.nomenclature import terms

# UCUM (ucum.org) to the signs of French laboratories; other UCUM codes read well as they are.
_UNITS = {
    "Cel": "°C",
    "deg": "°",
    "mm[Hg]": "mmHg",
    "1": "",
    "d": "jours",
    "wk": "semaines",
    "mo": "mois",
    "a": "ans",
    "[pH]": "",
    "/min": "par minute",
    "/h": "par heure",
    "/d": "par jour",
    "/wk": "par semaine",
    "/mo": "par mois",
    "/a": "par an",
}
# Annotations that count things, as CI-SIS documents write them; any other says nothing.
_COUNTED = {
    **dict.fromkeys(("tbl", "tablet", "Tablet", "comprime", "comprimé"), "comprimé(s)"),
    **dict.fromkeys(("cap", "capsule", "Capsule", "gelule", "gélule"), "gélule(s)"),
    **dict.fromkeys(("drop", "drp", "goutte"), "goutte(s)"),
    **dict.fromkeys(("puff", "actuation", "bouffee", "bouffée"), "bouffée(s)"),
    **dict.fromkeys(("pack", "package", "boite", "boîte"), "paquet(s)"),
    **dict.fromkeys(("sachet", "packet"), "sachet(s)"),
    **dict.fromkeys(("dose", "Dose"), "dose(s)"),
}
_PER = {"jours": "jour", "ans": "an", "semaines": "semaine", "mois": "mois", "h": "heure"}
_EDQM = "0.4.0.127.0.16.1.1.2.1"
_EXPONENT = re.compile(r"10[*^](-?\d+)")
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_MANY_ZEROS = re.compile(r"^(-?\d+)\.(\d*?)0{3,}$")


def unit(code: str) -> str:
    """A UCUM unit as printed: `10*9/L` is « 10⁹/L », `m[IU]/L` « mUI/L », `{ratio}` nothing."""
    text = code.strip().replace("{1.73_m2}", "1,73 m²")  # of a body: the one annotation printed
    text = re.sub(r"/?\{[^}]*\}", "", text)
    if text in _UNITS:
        return _UNITS[text]
    text = _EXPONENT.sub(lambda found: "10" + found[1].translate(_RAISED), text)
    text = re.sub(r"\[iU\]|\[IU\]", "UI", text)
    text = re.sub(r"\bu(?=[A-Za-z])", "µ", text)
    text = re.sub(r"/d$", "/jour", text)
    return re.sub(r"[\[\]]", "", text).replace(".", "·")


def counted(code: str) -> str:
    """The unit of a quantity that may count things: `{tablet}` is « comprimé(s) »."""
    annotation = re.fullmatch(r"\{([^}]*)\}(/.*)?", code.strip())
    if annotation is None or annotation[1] not in _COUNTED:
        return unit(code)
    things, rest = _COUNTED[annotation[1]], unit((annotation[2] or "").lstrip("/"))
    return f"{things} par {_PER.get(rest, rest)}" if rest else things


def of_number(plain: str, sign: str) -> str:
    """The unit of one number: « 2.50 d » is nobody's length of time, `d` stays as written."""
    return sign if sign == "d" and "." in plain else counted(sign)


def quantity(element: etree._Element | None) -> Measure | None:
    """A quantity or an interval of quantities; one whose bounds are equal is one quantity.

    So is the lower bound alone: CI-SIS writes a dose that is one number in this way.
    """
    if element is None:
        return None
    plain, bounds = (element.get("value") or "").strip(), interval(element)
    one = bounds.low if bounds.low and bounds.high in {"", bounds.low} else ""
    told = plain or one or bounds.text
    return Measure(told, _known(element.get("unit") or bounds.unit)) if told else None


def _known(sign: str) -> str:
    """A unit in words; one that is a code of a table (EDQM) is its display, or left out."""
    if re.fullmatch(r"\d{5,}", sign.strip()):
        return terms.display(_EDQM, sign.strip()) or ""
    return counted(sign)


def number(text: str) -> Decimal | None:
    """A decimal number, or None."""
    try:
        found = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def measures(holder: etree._Element, ids: Marks, when: str = "") -> list[Measure]:
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


def _read(element: etree._Element, ids: Marks) -> tuple[str, str]:
    """The text of one value and its unit, by its data type."""
    kind = (element.get(XSI_TYPE) or "").rpartition(":")[2]
    plain = element.get("value") or ""
    match kind:
        case "PQ" | "INT" | "REAL" | "MO":
            return plain, of_number(plain, element.get("unit") or "")
        case "IVL_PQ" | "IVL_INT" | "IVL_REAL":
            bounds = interval(element)
            return bounds.text, unit(bounds.unit)
        case "TS" | "IVL_TS":
            text = moment(plain or value(element, "low"))
        case "BL":
            text = {"true": "oui", "false": "non"}.get(plain, "")
        case "RTO" | "RTO_PQ_PQ" | "RTO_INT_INT":
            text = f"{value(element, 'numerator')}/{value(element, 'denominator')}"
        case "CD" | "CE" | "CO" | "CV" | "CS":
            text = said(element, ids) or display(element)
        case _:
            text = worded(element, ids)
    return text, ""


def followed(element: etree._Element | None, ids: Marks) -> str:
    """The narrative words to which an element points."""
    mark = value(element, "reference").removeprefix("#")
    return ids.told(mark) if mark else ""


def worded(element: etree._Element | None, ids: Marks) -> str:
    """The narrative words to which an element points, else its own."""
    return followed(element, ids) or words(element)


def said(code: etree._Element | None, ids: Marks) -> str:
    """The author's own words for a coded value (`originalText`)."""
    return worded(child(code, "originalText"), ids)


def usual(holder: etree._Element, ids: Marks) -> list[Usual]:
    """Usual values: ranges said normal, or said nothing of."""
    found = []
    for extent in children(holder, "referenceRange/observationRange"):
        if value(extent, "interpretationCode", "code") in {"", "N"}:
            found += _ranges(extent, ids)
    return found


def _ranges(extent: etree._Element, ids: Marks) -> list[Usual]:
    bounds = child(extent, "value")
    low, high = child(bounds, "low"), child(bounds, "high")
    if low is None and high is None:
        said_so = worded(child(extent, "text"), ids)
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
