"""Vaccinations, treatments, allergies and problems drawn from documents, as FHIR R4."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

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
from carnet.formats.cda.values_absence import denies
from carnet.formats.cda.values_model import Value

_ATC = "http://www.whocc.no/atc"
_TAKEN = {
    "active": "active", "stopped": "stopped", "prescribed": "intended", "planned": "intended",
    "cancelled": "not-taken",
}  # fmt: skip
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(?: – (\d+(?:\.\d+)?))?(?: (.+))?", re.ASCII)
_UNITS_OF_TIME = {"s", "min", "h", "d", "wk", "mo", "a"}


def immunization(value: Value, placed: Placed) -> Resource | None:
    """A vaccination that was given, or was not; one to come has no resource of its own."""
    if value.status:
        return None
    details = dict(value.detail)
    rank = details.get("rank", "")
    told = begun("Immunization", placed) | {
        "status": "not-done" if value.negated else "completed",
        "vaccineCode": concept(value.name, value.code, value.code_system, _classes(value)),
        "patient": {"reference": placed.subject},
        **_given(value),
        "lotNumber": details.get("lot"),
        "expirationDate": day(details.get("expires", "")),
        "site": _text(details.get("site")),
        "route": _text(details.get("route")),
        "note": notes(value),
        "protocolApplied": [{"doseNumberPositiveInt": int(rank)}] if _is_rank(rank) else None,
    }
    return filled(told)


def _given(value: Value) -> Resource:
    """FHIR asks for a day; where the document has none, for words that say so."""
    when = day(value.when)
    return {"occurrenceDateTime": when} if when else {"occurrenceString": "unknown"}


def _is_rank(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < int(text[:9]) == int(text)


def medication(value: Value, placed: Placed) -> Resource:
    """A treatment; whether it is still taken is unknown where the document does not say."""
    status = "not-taken" if value.negated else _TAKEN.get(value.status, "unknown")
    period = {"start": day(value.when), "end": day(value.until)}
    told = begun("MedicationStatement", placed) | {
        "status": status,
        "medicationCodeableConcept": concept(
            value.name, value.code, value.code_system, _classes(value)
        ),
        "subject": {"reference": placed.subject},
        "effectivePeriod": filled(period),
        "derivedFrom": [{"reference": placed.document}],
        "reasonCode": [{"text": text} for label, text in value.detail if label == "reason"],
        "note": notes(value),
        "dosage": [dosage] if (dosage := _dosage(value)) else None,
    }
    return filled(told)


def _classes(value: Value) -> list[Resource]:
    """The classes of a product (ATC) that its document names beside its code."""
    codes = (text for label, text in value.detail if label == "atc" and text != value.code)
    return [{"system": _ATC, "code": code} for code in codes]


def _dosage(value: Value) -> Resource:
    """How it is taken, as far as FHIR has a place for it; what is told twice stays there."""
    told = _once(value)
    repeat = {
        **_span(told.get("every", ""), "period", "periodUnit"),
        "when": [text for label, text in value.detail if label == "at" and text[0] != "I"],
        "boundsDuration": _duration(told.get("during", "")),
    }
    said = {
        "patientInstruction": told.get("instruction"),
        "timing": filled({"repeat": filled(repeat)}),
        "site": _text(told.get("site")),
        "route": _text(told.get("route")),
        "doseAndRate": [both] if (both := _amount(told, "dose") | _amount(told, "rate")) else None,
        "maxDosePerPeriod": _most(told.get("most", "")),
    }
    return filled(said)


def _once(value: Value) -> dict[str, str]:
    """The facts told once: of steps of a treatment none is its dose."""
    labels = [label for label, _text in value.detail]
    return {label: text for label, text in value.detail if labels.count(label) == 1}


def _amount(told: dict[str, str], label: str) -> Resource:
    """« 1 comprimé », « 1 – 2 mL »: a quantity, or a range of it."""
    found = _AMOUNT.fullmatch(told.get(label, ""))
    if found is None:
        return {}
    low = _quantity(found[1], found[3])
    if not found[2]:
        return {f"{label}Quantity": low}
    return {f"{label}Range": {"low": low, "high": _quantity(found[2], found[3])}}


def _quantity(number: str, unit: str | None) -> Resource:
    return {"value": Decimal(number)} | ({"unit": unit} if unit else {})


def _most(text: str) -> Resource:
    """« 4 comprimés / 1 d »."""
    amount, _slash, span = text.partition(" / ")
    found, per = _AMOUNT.fullmatch(amount), _duration(span)
    if found is None or found[2] or not per:
        return {}
    return {"numerator": _quantity(found[1], found[3]), "denominator": per}


def _span(text: str, number: str, unit: str) -> Resource:
    found = _AMOUNT.fullmatch(text)
    if found is None or found[2] or found[3] not in _UNITS_OF_TIME or not Decimal(found[1]):
        return {}
    return {number: Decimal(found[1]), unit: found[3]}


def _duration(text: str) -> Resource:
    told = _span(text, "value", "code")
    return told | {"system": UCUM} if told else {}


def allergy(value: Value, placed: Placed) -> Resource:
    """An allergy; « aucune allergie connue » is an allergy to nothing, as the IPS writes it.

    One that the list names without a status stands: FHIR knows no other word for it (rule ait-1).
    """
    refuted = value.negated and not denies(value.name)
    status = "inactive" if refuted else value.status
    status = status if status in {"inactive", "resolved"} else "active"
    verified = "refuted" if refuted else ""
    manifested = [{"text": text} for label, text in value.detail if label == "reaction"]
    told = begun("AllergyIntolerance", placed) | {
        "clinicalStatus": coded("allergyintolerance-clinical", status),
        "verificationStatus": verified and coded("allergyintolerance-verification", verified),
        "code": concept(value.name, value.code, value.code_system),
        "patient": {"reference": placed.subject},
        "onsetDateTime": day(value.when),
        "note": notes(value),
        "reaction": [{"manifestation": manifested}] if manifested else None,
    }
    return filled(told)


def condition(value: Value, placed: Placed) -> Resource:
    """A problem; its clinical status only where the document says one."""
    refuted = value.negated and not denies(value.name)
    status = "" if refuted else value.status
    told = begun("Condition", placed) | {
        "clinicalStatus": status and coded("condition-clinical", status),
        "verificationStatus": coded("condition-ver-status", "refuted") if refuted else None,
        "category": [coded("condition-category", "problem-list-item")],
        "code": concept(value.name, value.code, value.code_system),
        "subject": {"reference": placed.subject},
        "onsetDateTime": day(value.when),
        "abatementDateTime": day(value.until) if status in {"inactive", "resolved"} else "",
        "evidence": [{"detail": [{"reference": placed.document}]}],
        "note": notes(value),
    }
    return filled(told)


def _text(words: str | None) -> Any:
    return {"text": words} if words else None
