"""Intervals of quantities (HL7 V3, IVL): two bounds, or one alone with its sign."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from carnet.formats.cda.content_source import child

_PRINTED = {"<": "<", ">": ">", "<=": "≤", ">=": "≥"}


class Interval(NamedTuple):
    """Bounds as written, their unit in UCUM; ``sign`` (`<=`…) is that of a bound alone."""

    low: str = ""
    high: str = ""
    unit: str = ""
    sign: str = ""

    @property
    def text(self) -> str:
        """« 1 – 2 », « ≤ 0,032 », or "" where no bound says anything."""
        told = " – ".join(filter(None, (self.low, self.high)))
        return f"{_PRINTED[self.sign]} {told}" if self.sign else told


def interval(element: etree._Element | None) -> Interval:
    """The interval that an element bounds by its ``low`` and its ``high``."""
    bounds = child(element, "low"), child(element, "high")
    low, high = (" ".join((_of(one, "value")).split()) for one in bounds)
    unit = next(filter(None, (_of(one, "unit").strip() for one in bounds)), "")
    return Interval(low, high, unit, "" if low and high else _sign(*bounds))


def _sign(low: etree._Element | None, high: etree._Element | None) -> str:
    """HL7 V3: a bound belongs to its interval unless it is said not to (``inclusive``)."""
    for one, sign in ((low, ">"), (high, "<")):
        if _of(one, "value").strip():
            return sign if _of(one, "inclusive") in {"false", "0"} else f"{sign}="
    return ""


def _of(element: etree._Element | None, attribute: str) -> str:
    return (element.get(attribute) or "") if element is not None else ""
