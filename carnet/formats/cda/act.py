"""The acts that a document reports: when, in what setting, and the codes that index it."""

from __future__ import annotations

from carnet.formats.cda.model import Code
from carnet.formats.cda.parts import Element, code, first, path

_EVENTS = path("documentationOf", "serviceEvent")
_CODE, _TIME = path("code"), path("effectiveTime")
_LOW, _HIGH = path("low"), path("high")
_SETTING = path(
    "performer", "assignedEntity", "representedOrganization", "standardIndustryClassCode"
)


def principal(root: Element) -> Element | None:
    """The main act: the first that says when and in what setting, else the first that says when.

    CI-SIS, Structuration minimale: only the main act must carry time and performer.
    """
    dated = [event for event in root.iterfind(_EVENTS) if _bounds(event)[0]]
    return next((event for event in dated if setting(event)), next(iter(dated), None))


def setting(event: Element | None) -> Code | None:
    """The practice setting in which an act was done."""
    return code(first(event, _SETTING)) if event is not None else None


def period(event: Element | None) -> tuple[str, str]:
    """Start and stop of an act as written; empty where not given."""
    return _bounds(event) if event is not None else ("", "")


def _bounds(event: Element) -> tuple[str, str]:
    time = first(event, _TIME)
    if time is None:
        return "", ""
    low, high = (first(time, at) for at in (_LOW, _HIGH))
    instant = time.get("value") or ""  # one instant: the act starts and stops there
    start = (low.get("value") or "") if low is not None else instant
    stop = (high.get("value") or "") if high is not None else instant
    return start, stop


def codes(root: Element) -> list[Code]:
    """The codes of all acts, in order (XDS eventCodeList)."""
    return [found for event in root.iterfind(_EVENTS) if (found := code(first(event, _CODE)))]
