"""POST /fhir/DocumentReference: ITI-105."""

from __future__ import annotations

import hashlib
from base64 import b64encode

from carnet.records.models import Entry
from tests.api.conftest import World
from tests.api.fhir.conftest import Get, Post
from tests.api.fhir.documents import cda, reference


def test_it_works(world: World, post: Post, get: Get, consent: None) -> None:
    data = cda()
    answer = post("/fhir/DocumentReference", reference(data))
    assert answer.status_code == 201, answer.text
    made = answer.json
    assert answer.headers["location"].endswith(f"/fhir/DocumentReference/{made['id']}")
    assert answer.headers["etag"] == '"1"'
    assert made["masterIdentifier"]["value"] == "urn:oid:1.2.250.1.213.99.1.1"
    attachment = made["content"][0]["attachment"]
    assert attachment["hash"] == b64encode(hashlib.sha1(data).digest()).decode()
    assert "data" not in attachment
    read = get(f"/fhir/DocumentReference/{made['id']}").json
    assert read["meta"].pop("lastUpdated")
    assert made["meta"].pop("lastUpdated")
    assert read == made


def test_white_space_in_the_base64(post: Post) -> None:
    body = reference(cda())
    attachment = body["content"][0]["attachment"]
    attachment["data"] = "\n".join(attachment["data"][n : n + 76] for n in range(0, 9999, 76))
    assert post("/fhir/DocumentReference", body).status_code == 201


def test_a_replay_gives_the_same_identifiers(post: Post) -> None:
    first, second = (post("/fhir/DocumentReference", reference(cda())) for _ in range(2))
    assert (second.status_code, second.json["id"]) == (201, first.json["id"])
    assert second.headers["location"] == first.headers["location"]


def test_labels_hide_from_the_start(post: Post) -> None:
    labels = [{"coding": [{"code": "N"}]}, {"coding": [{"code": "INVISIBLE_PATIENT"}]}]
    made = post("/fhir/DocumentReference", reference(cda(), securityLabel=labels)).json
    assert [one["coding"][0]["code"] for one in made["securityLabel"]] == ["N", "INVISIBLE_PATIENT"]
    assert Entry.objects.get().hidden_from_patient


def test_without_bytes(post: Post) -> None:
    body = reference(cda())
    body["content"][0]["attachment"].pop("data")
    answer = post("/fhir/DocumentReference", body)
    assert answer.status_code == 422
    expression = answer.json["issue"][0]["expression"]
    assert expression == ["DocumentReference.content[0].attachment.data"]
