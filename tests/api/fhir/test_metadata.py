"""GET /fhir/metadata: it promises what is served, and nothing else."""

from __future__ import annotations

from falcon.testing import TestClient

VERBS = {
    "read": "GET", "search-type": "GET", "create": "POST", "delete": "DELETE", "patch": "PATCH"
}  # fmt: skip


def test_it_tells_what_exists(api: TestClient) -> None:
    told = api.simulate_get("/fhir/metadata").json
    assert (told["resourceType"], told["fhirVersion"]) == ("CapabilityStatement", "4.0.1")
    for resource in told["rest"][0]["resource"]:
        promised = {one["code"] for one in resource["interaction"]}
        for verb, method in VERBS.items():
            one = verb in {"read", "delete", "patch"}
            path = f"/fhir/{resource['type']}{'/x' if one else ''}"
            answer = api.simulate_request(method, path)
            exists = answer.status_code == 401  # it asks who calls
            assert exists == (verb in promised), (resource["type"], verb, answer.status_code)


def test_each_parameter_promised_is_understood(api: TestClient) -> None:
    told = api.simulate_get("/fhir/metadata").json
    names = {
        r["type"]: {p["name"] for p in r.get("searchParam", [])}
        for r in told["rest"][0]["resource"]
    }
    assert {"patient.identifier", "status", "type", "period"} <= names["DocumentReference"]
    assert {"patient.identifier", "code", "status", "date"} <= names["List"]


def test_xml_is_not_spoken(api: TestClient) -> None:
    assert api.simulate_get("/fhir/metadata?_format=xml").status_code == 406
