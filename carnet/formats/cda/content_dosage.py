"""How a substance is given: how much, how often, for how long, from when to when."""

from __future__ import annotations

import re

from lxml import etree

from carnet.formats.cda.content_model import Detail, Measure
from carnet.formats.cda.content_names import moment
from carnet.formats.cda.content_source import child, children, value
from carnet.formats.cda.content_values import quantity

# TimingEvent (HL7 V3): the moments of a day, told in words by the page.
_EVENTS = re.compile(r"[AIP]?C[MDV]?|HS|WAKE|[AP]CM")


def amounts(holder: etree._Element) -> list[Detail]:
    """The dose, the rate and the most that may be given in a time."""
    found = [
        Detail(term, measure=measure)
        for term, tag in (("dose", "doseQuantity"), ("rate", "rateQuantity"))
        if (measure := quantity(child(holder, tag)))
    ]
    most = quantity(child(holder, "maxDoseQuantity/numerator"))
    if most:
        per = child(holder, "maxDoseQuantity/denominator")
        found.append(Detail("most", measure=most, span=_span(per)))
    return found


def rhythm(holder: etree._Element) -> list[Detail]:
    """How often and for how long, in the order of the entry."""
    found: list[Detail] = []
    for time in _times(holder):
        period, event = _span(child(time, "period")), value(time, "event", "code")
        lasting = _span(child(time, "width"))
        if period:
            found.append(Detail("every", span=period))
        elif _EVENTS.fullmatch(event):
            found.append(Detail("at", text=event))
        if lasting:
            found.append(Detail("during", span=lasting))
    return found


def bounds(holder: etree._Element | None) -> tuple[str, str]:
    """When it begins and ends; a moment alone has no end."""
    for time in _times(holder):
        start = moment(time.get("value") or value(time, "low"))
        end = moment(value(time, "high"))
        if start or end:
            return start, end
    return "", ""


def _times(holder: etree._Element | None) -> list[etree._Element]:
    """All `effectiveTime`, and those that a set of times (SXPR_TS) is made of."""
    found: list[etree._Element] = []
    for time in children(holder, "effectiveTime"):
        inside = children(time, "comp")
        found += inside or [time]
    return found


def _span(element: etree._Element | None) -> Measure | None:
    """A length of time as written, its unit in UCUM."""
    number = (element.get("value") or "").strip() if element is not None else ""
    if element is None or not number:
        return None
    return Measure(number, (element.get("unit") or "").strip())
