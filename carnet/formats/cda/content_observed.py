"""Observations that are neither results of biology nor problems: measures, scores, answers."""

from __future__ import annotations

from lxml import etree

from carnet.formats.cda import content_dosage as dosage
from carnet.formats.cda.content_model import Entry, Measure
from carnet.formats.cda.content_names import display
from carnet.formats.cda.content_people import coded_name
from carnet.formats.cda.content_results import interpretation
from carnet.formats.cda.content_source import XSI_TYPE, Marks, child, children, value, words
from carnet.formats.cda.content_states import state
from carnet.formats.cda.content_titles import bare
from carnet.formats.cda.content_values import measures, number, usual, worded

_CODED = {"CD", "CE", "CO", "CV", "CS"}
_UNKNOWN = {"UNK", "NASK", "ASKU", "NAV"}


def observed(act: etree._Element, marks: Marks) -> Entry | None:
    """One thing observed and what was found; None for what has no name in any language."""
    told = worded(child(act, "text"), marks)
    name = named(act, marks) or told
    if not name:
        return None
    values = [one for one in found(act, marks) if one.value != name]
    level, meaning = interpretation(act)
    if not values and bare(told) != bare(name):
        meaning = meaning or told
    start, end = dosage.bounds(act)
    return Entry(
        kind="measure",
        name=", ".join(filter(None, [name, where(act, marks)])),
        state=_state(act, marks, values),
        values=values,
        usual=usual(act, marks),
        level=level,
        meaning=meaning,
        when=start,
        until=end,
    )


def named(act: etree._Element, marks: Marks) -> str:
    """The words of the code of an act with those of its qualifiers, such as a side."""
    code = child(act, "code")
    return ", ".join(filter(None, [coded_name(code, marks), *qualified(code)]))


def found(act: etree._Element, marks: Marks) -> list[Measure]:
    """The values of an observation; a coded one by its display, which is shorter than its text."""
    coded = [one for one in children(act, "value") if _kind(one) in _CODED]
    if not coded:
        return measures(act, marks)
    return [Measure(text) for one in coded if (text := _said(one, marks))]


def _said(code: etree._Element, marks: Marks) -> str:
    """The words of a coded value with those of its qualifiers."""
    return ", ".join(filter(None, [coded_name(code, marks) or words(code), *qualified(code)]))


def where(act: etree._Element, marks: Marks) -> str:
    """The part of the body, and its side."""
    sites = children(act, "targetSiteCode")
    told = [text for site in sites for text in (coded_name(site, marks), *qualified(site)) if text]
    return ", ".join(dict.fromkeys(told))


def qualified(code: etree._Element | None) -> list[str]:
    """The words of the qualifiers of a code, such as a side."""
    return [text for one in children(code, "qualifier/value") if (text := display(one))]


def _kind(element: etree._Element) -> str:
    return (element.get(XSI_TYPE) or "").rpartition(":")[2]


def _state(act: etree._Element, marks: Marks, values: list[Measure]) -> str:
    """A plan's answers are answers: only what is measured is a goal, nothing is « planned »."""
    told = state(act, "", marks, (one.value for one in values))
    if told == "absent" and [one.value for one in values] == ["non"]:
        return ""  # said by the value already
    if not values and value(act, "value", "nullFlavor") in _UNKNOWN:
        return "unknown"
    measured = any(number(one.value) is not None for one in values)
    return "" if values and (told == "planned" or (told == "goal" and not measured)) else told
