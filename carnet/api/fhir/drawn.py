"""What was drawn from documents as FHIR R4: results and measures; ``drawn_more`` has the rest.

Each names its document (``meta.source``, ``derivedFrom``) and says no more than it does: a number
as written with its unit, no conversion, no guess. Hours are left out: a document's clock has lost
its zone, without which FHIR has no hour. A result that is denied has no resource.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from carnet.api.fhir import drawn_more
from carnet.api.fhir.drawn_parts import (
    UCUM,
    Placed,
    Resource,
    begun,
    coded,
    concept,
    day,
    filled,
    notes,
)
from carnet.formats.cda.content_values import unit as printed
from carnet.formats.cda.values_model import Value
from carnet.nomenclature import ucum

_CATEGORIES = {"result": "laboratory", "measure": "vital-signs"}
_LEVELS = {"high": "H", "low": "L", "normal": "N", "abnormal": "A"}


def resource(value: Value, placed: Placed) -> Resource | None:
    """One value as a resource; None for what no resource of ours says honestly."""
    return _MAKERS[value.kind](value, placed)


def _observation(value: Value, placed: Placed) -> Resource | None:
    if value.negated:
        return None
    told = begun("Observation", placed) | {
        "status": _status(value),
        "category": [coded("observation-category", _CATEGORIES[value.kind])],
        "code": concept(value.name, value.code, value.code_system),
        "subject": {"reference": placed.subject},
        "effectiveDateTime": day(value.when),
        **_said(value),
        "interpretation": _interpretation(value),
        "note": notes(value),
        "method": {"text": value.method} if value.method else None,
        "specimen": {"display": value.specimen} if value.specimen else None,
        "referenceRange": _usual(value),
        "derivedFrom": [{"reference": placed.document}],
    }
    return filled(told)


def _status(value: Value) -> str:
    if value.status == "pending":
        return "preliminary" if value.value else "registered"
    return "cancelled" if value.status == "cancelled" else "final"


def _said(value: Value) -> Resource:
    """A number with its sign where it has one, else the words of the document."""
    number = value.number or value.bound
    if number:
        told = _quantity(number, value.unit)
        return {"valueQuantity": told | ({"comparator": value.comparator} if value.bound else {})}
    unit = printed(value.unit)
    return {"valueString": " ".join(filter(None, (value.value, unit)))} if value.value else {}


def _quantity(number: str, unit: str) -> Resource:
    """A quantity, all its digits kept; a unit that is none of UCUM has no code."""
    told: Resource = {"value": Decimal(number)}
    if unit:
        told["unit"] = printed(unit) or unit
    if unit and ucum.parse(unit) is not None:
        told |= {"system": UCUM, "code": ucum.normal(unit)}
    return told


def _usual(value: Value) -> list[Resource]:
    bounds = {
        name: _quantity(bound, value.unit)
        for name, bound in (("low", value.low), ("high", value.high))
        if bound
    }
    words: Resource = {"text": value.usual_text} if value.usual_text else {}
    return [one] if (one := bounds | words) else []


def _interpretation(value: Value) -> list[Resource]:
    if value.level in _LEVELS:
        return [coded("v3-ObservationInterpretation", _LEVELS[value.level])]
    meaning = dict(value.detail).get("meaning", "")
    return [{"text": meaning}] if meaning else []


_MAKERS: dict[str, Callable[[Value, Placed], Resource | None]] = {
    "result": _observation,
    "measure": _observation,
    "vaccination": drawn_more.immunization,
    "treatment": drawn_more.medication,
    "allergy": drawn_more.allergy,
    "problem": drawn_more.condition,
}
