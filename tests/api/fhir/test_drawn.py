"""Values of documents as FHIR R4: as written, with their document, and never more than it says."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from carnet.api.fhir import drawn
from carnet.api.fhir.drawn_parts import Placed
from carnet.formats.cda.values_model import Value

LOINC, ATC, CIM10 = "2.16.840.1.113883.6.1", "2.16.840.1.113883.6.73", "2.16.840.1.113883.6.3"
PLACED = Placed("6f1c2d3e-0000-4000-8000-000000000001", "Patient/p", "DocumentReference/d")
GLUCOSE = Value(
    "result", "Glycémie", "2339-0", LOINC, value="1,10", number="1.10", unit="g/L", low="0.74",
    high="1.06", level="high", when="2024-03-01T08:15", method="Hexokinase", specimen="Sérum",
)  # fmt: skip
_encode = msgspec.json.Encoder(decimal_format="number").encode


def told(of: Value, **changes: Any) -> dict[str, Any]:
    found = drawn.resource(msgspec.structs.replace(of, **changes), PLACED)
    assert found is not None
    resource: dict[str, Any] = json.loads(_encode(found), parse_float=str)
    return resource


def test_a_result_keeps_its_digits_its_unit_and_its_document() -> None:
    found = told(GLUCOSE)
    assert found["resourceType"] == "Observation"
    assert found["valueQuantity"] == {
        "value": "1.10", "unit": "g/L", "system": "http://unitsofmeasure.org", "code": "g/L",
    }  # fmt: skip
    assert found["code"]["coding"][0]["system"] == "http://loinc.org"
    assert found["code"]["text"] == "Glycémie"
    assert (found["meta"]["source"], found["derivedFrom"]) == (
        "DocumentReference/d", [{"reference": "DocumentReference/d"}],
    )  # fmt: skip
    assert found["interpretation"][0]["coding"][0]["code"] == "H"
    assert {name: one["value"] for name, one in found["referenceRange"][0].items()} == {
        "low": "0.74", "high": "1.06",
    }  # fmt: skip


def test_an_hour_without_its_zone_is_left_out() -> None:
    assert told(GLUCOSE)["effectiveDateTime"] == "2024-03-01"
    assert told(GLUCOSE, when="2024-03")["effectiveDateTime"] == "2024-03"
    assert "effectiveDateTime" not in told(GLUCOSE, when="")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"value": "≤ 0,01", "number": "", "comparator": "<=", "bound": "0.01"},
         {"valueQuantity": {"value": "0.01", "comparator": "<="}}),
        ({"value": "1/80", "number": ""}, {"valueString": "1/80"}),
        ({"value": "négatif", "number": ""}, {"valueString": "négatif"}),
        ({"value": "3", "number": "3", "unit": "zorkmids"}, {}),
    ],
)  # fmt: skip
def test_what_is_no_exact_number_stays_words(
    changes: dict[str, str], expected: dict[str, Any]
) -> None:
    found = told(GLUCOSE, **{"unit": "", **changes})
    kept = {name: part for name, part in found.items() if name.startswith("value")}
    assert kept == (expected or {"valueQuantity": {"value": 3, "unit": "zorkmids"}})


@pytest.mark.parametrize(
    ("status", "value", "expected"),
    [("", "1", "final"), ("pending", "", "registered"), ("pending", "1", "preliminary"),
     ("cancelled", "1", "cancelled")],
)  # fmt: skip
def test_states_of_a_result(status: str, value: str, expected: str) -> None:
    assert told(GLUCOSE, status=status, value=value, number="")["status"] == expected


def test_what_is_denied_is_never_said() -> None:
    assert drawn.resource(msgspec.structs.replace(GLUCOSE, negated=True), PLACED) is None
    vaccine = Value("vaccination", "ROR", when="2020", negated=True)
    assert told(vaccine)["status"] == "not-done"
    assert told(Value("treatment", "Aspirine", negated=True))["status"] == "not-taken"
    for kind in ("allergy", "problem"):
        found = told(Value(kind, "Asthme", negated=True, status="active"))
        assert found["verificationStatus"]["coding"][0]["code"] == "refuted"
        assert "active" not in [
            one["code"] for one in found.get("clinicalStatus", {}).get("coding", [])
        ]
    none = told(Value("allergy", "Aucune allergie connue", negated=True))
    assert "verificationStatus" not in none
    assert none["code"]["text"] == "Aucune allergie connue"


def test_doubts_and_remarks_are_notes() -> None:
    notes = told(GLUCOSE, doubts=["unit"], comment="Prélèvement hémolysé")["note"]
    assert [one["text"] for one in notes] == [
        "Prélèvement hémolysé",
        "À vérifier dans le document.",
    ]


def test_a_vaccination() -> None:
    details = [("lot", "A1"), ("rank", "2"), ("expires", "2027-01"), ("atc", "J07BD52")]
    found = told(Value("vaccination", "Priorix", "123", "1.2.3", when="2024-05-02", detail=details))
    assert (found["status"], found["occurrenceDateTime"], found["lotNumber"]) == (
        "completed", "2024-05-02", "A1",
    )  # fmt: skip
    assert found["protocolApplied"] == [{"doseNumberPositiveInt": 2}]
    assert [one["code"] for one in found["vaccineCode"]["coding"]] == ["123", "J07BD52"]


def test_a_vaccination_without_a_day_says_that_it_has_none() -> None:
    assert told(Value("vaccination", "ROR"))["occurrenceString"] == "unknown"


def test_a_vaccination_to_come_was_not_given() -> None:
    assert drawn.resource(Value("vaccination", "ROR", status="planned"), PLACED) is None


def test_a_treatment_with_its_dosage() -> None:
    details = [
        ("dose", "1 – 2 comprimé(s)"), ("every", "8 h"), ("during", "5 d"), ("at", "HS"),
        ("at", "IC"), ("most", "4 comprimé(s) / 1 d"), ("route", "Voie orale"),
    ]  # fmt: skip
    found = told(Value("treatment", "Paracétamol", when="2024-01-01", detail=details))
    [dosage] = found["dosage"]
    assert dosage["doseAndRate"][0]["doseRange"]["high"] == {"value": 2, "unit": "comprimé(s)"}
    assert dosage["timing"]["repeat"] == {
        "period": 8, "periodUnit": "h", "when": ["HS"],
        "boundsDuration": {"value": 5, "code": "d", "system": "http://unitsofmeasure.org"},
    }  # fmt: skip
    assert dosage["maxDosePerPeriod"]["denominator"]["code"] == "d"
    assert found["status"] == "unknown"


def test_of_steps_of_a_treatment_none_is_its_dose() -> None:
    details = [("dose", "1 mg"), ("dose", "2 mg"), ("every", "d"), ("every", "1 d")]
    assert "dosage" not in told(Value("treatment", "Warfarine", detail=details))


def test_an_end_only_where_it_is_over() -> None:
    asthma = Value("problem", "Asthme", "J45", CIM10, when="2010", until="2030-01-01")
    assert "abatementDateTime" not in told(asthma, status="active")
    assert told(asthma, status="resolved")["abatementDateTime"] == "2030-01-01"
    assert "clinicalStatus" not in told(asthma)


def test_a_code_without_a_real_system_stays_words() -> None:
    for system in ("", "local", "1.2.x"):
        assert told(GLUCOSE, code_system=system)["code"] == {"text": "Glycémie"}
