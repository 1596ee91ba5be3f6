"""POST /fhir: ITI-65."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from carnet.access.facts import Actor
from carnet.journal.kinds import EventKind
from carnet.journal.queries import history
from carnet.records import actions as records
from carnet.records.models import Entry, Submission
from tests.api.conftest import World, add_person
from tests.api.fhir.conftest import Get, Post
from tests.api.fhir.documents import cda, entry, transaction

OTHER = "279035121518889"  # its key is wrong: flagged, never refused


def test_it_works(world: World, post: Post) -> None:
    data = cda()
    answer = post("/fhir", transaction(data))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/fhir+json; charset=utf-8"
    assert answer.json["type"] == "transaction-response"
    told = [one["response"] for one in answer.json["entry"]]
    assert [one["status"] for one in told] == ["201 Created"] * 3
    assert [one["location"].split("/")[0] for one in told] == [
        "List",
        "DocumentReference",
        "Binary",
    ]
    kept = Entry.objects.get()
    assert (kept.person_id, kept.type_code, kept.class_code) == (world.person, "11502-2", "10")
    assert (kept.unique_id, kept.size) == ("1.2.250.1.213.99.1.1", len(data))
    assert kept.author_professional_id == world.biologist
    assert kept.source_organization_id == world.laboratory
    assert kept.created_at.isoformat() == "2024-01-05T09:30:00+00:00"
    assert Submission.objects.get().unique_id == "1.2.250.1.213.99.7"


def test_several_documents_are_one_lot(post: Post) -> None:
    answer = post("/fhir", transaction(cda(1), cda(2)))
    assert answer.status_code == 200
    assert Submission.objects.count() == 1
    assert Entry.objects.count() == 2


def test_a_replay_gets_the_same_answer(post: Post) -> None:
    first, second = (post("/fhir", transaction(cda(1), cda(2))) for _ in range(2))
    assert (second.status_code, second.content) == (first.status_code, first.content)
    assert Entry.objects.count() == 2


def test_the_same_unique_id_with_other_bytes(post: Post) -> None:
    post("/fhir", transaction(cda()))
    answer = post("/fhir", transaction(cda(words="Autre")))
    assert answer.status_code == 409
    issue = answer.json["issue"][0]
    assert issue["code"] == "conflict"
    assert "1.2.250.1.213.99.1.1" in issue["diagnostics"]


def test_a_replacement_supersedes(world: World, post: Post, get: Get, consent: None) -> None:
    location = post("/fhir", transaction(cda(1))).json["entry"][1]["response"]["location"]
    body = transaction(cda(2, replaces="1.2.250.1.213.99.1.1"))
    body["entry"][1]["resource"]["relatesTo"] = [
        {"code": "replaces", "target": {"reference": location}}
    ]
    body["entry"].append(_patch(location, "superseded"))
    answer = post("/fhir", body)
    assert answer.status_code == 200, answer.text
    assert answer.json["entry"][3]["response"]["status"] == "200 OK"
    assert get(f"/fhir/{location}").json["status"] == "superseded"
    new = get(f"/fhir/{answer.json['entry'][1]['response']['location']}").json
    assert new["relatesTo"][0]["code"] == "replaces"


def test_a_patch_of_something_else_is_refused(post: Post) -> None:
    location = post("/fhir", transaction(cda(1))).json["entry"][1]["response"]["location"]
    body = transaction(cda(2))
    body["entry"].append(_patch(location, "superseded"))
    assert post("/fhir", body).status_code == 422
    body["entry"][-1] = _patch(location, "entered-in-error")
    assert post("/fhir", body).status_code == 422
    assert Entry.objects.count() == 1


def _patch(location: str, status: str) -> dict[str, Any]:
    parts = [
        {"name": "path", "valueString": "DocumentReference.status"},
        {"name": "type", "valueCode": "replace"},
        {"name": "value", "valueCode": status},
    ]
    patch = {"resourceType": "Parameters", "parameter": [{"name": "operation", "part": parts}]}
    made = entry("", patch, "PATCH") | {"request": {"method": "PATCH", "url": location}}
    del made["fullUrl"]
    return made


Change = Callable[[dict[str, Any]], Any]


E = "Bundle.entry"
L, D = f"{E}[0].resource", f"{E}[1].resource"
AT = f"{D}.content[0].attachment"


def _lot(body: dict[str, Any]) -> Any:
    return body["entry"][0]["resource"]


def _document(body: dict[str, Any]) -> Any:
    return body["entry"][1]["resource"]


def _binary(body: dict[str, Any]) -> Any:
    return body["entry"][2]["resource"]


def _attachment(body: dict[str, Any]) -> Any:
    return _document(body)["content"][0]["attachment"]


def _coded(code: str) -> dict[str, Any]:
    return {"coding": [{"code": code}]}


@pytest.mark.parametrize(
    ("change", "expression", "told"),
    [
        (lambda b: b.update(type="batch"), "Bundle.type", "expected transaction; found batch"),
        (lambda b: b.update(entry=[]), "Bundle.entry", "found 0"),
        (lambda b: b["entry"].pop(0), "Bundle.entry", "found 0 List"),
        (lambda b: b["entry"].pop(1), "Bundle.entry", "at least one DocumentReference"),
        (lambda b: b["entry"].pop(2), f"{AT}.url", "urn:uuid:b0"),
        (lambda b: b["entry"][2].update(fullUrl="urn:uuid:d0"), f"{E}[2].fullUrl", "no other"),
        (lambda b: b["entry"][2].update(fullUrl="b0"), f"{E}[2].fullUrl", "absolute"),
        (lambda b: _attachment(b).update(size=3), f"{AT}.size", "found 3"),
        (lambda b: _attachment(b).update(hash="AAAA"), f"{AT}.hash", "found AAAA"),
        (lambda b: _document(b).update(content=[]), f"{D}.content", "exactly one"),
        (lambda b: _document(b).update(status="superseded"), f"{D}.status", "current"),
        (lambda b: _document(b).update(type=_coded("0-0")), f"{D}.type", "found 0-0"),
        (lambda b: _document(b).update(securityLabel=[_coded("X")]), f"{D}.securityLabel", "X"),
        (lambda b: _document(b).update(masterIdentifier={"value": "urn:oid:1.2"}),
         f"{D}.masterIdentifier", "1.2.250.1.213.99.1.1"),
        (lambda b: _document(b).update(subject={"reference": "#z"}), f"{D}.subject", "found #z"),
        (lambda b: b["entry"][1].pop("request"), f"{E}[1]", "request"),
        (lambda b: b["entry"][1]["request"].update(method="PUT"), f"{E}[1].request.method", "PUT"),
        (lambda b: _binary(b).update(data="é"), f"{E}[2].resource.data", "base64"),
        (lambda b: _binary(b).update(data=""), f"{E}[2].resource.data", ""),
        (lambda b: _binary(b).update(resourceType="X"), f"{E}[2].resource.resourceType", "X"),
        (lambda b: _lot(b).update(date="yesterday"), f"{L}.date", "found yesterday"),
        (lambda b: _lot(b).update(title="x\0"), L, "title"),
        (lambda b: _lot(b).update(code={}), f"{L}.code", "submissionset"),
        (lambda b: _lot(b).update(entry=[{"item": {"reference": "urn:uuid:z"}}]),
         f"{L}.entry", "urn:uuid:z"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(post: Post, change: Change, expression: str, told: str) -> None:
    body = transaction(cda())
    # Without size and hash, so that the first thing wrong is the one that was changed.
    if "attachment" not in expression:
        for name in ("size", "hash"):
            _attachment(body).pop(name)
    change(body)
    answer = post("/fhir", body)
    assert answer.status_code == 422, answer.text
    issue = answer.json["issue"][0]
    assert expression in issue["expression"]
    assert told in issue["diagnostics"]
    assert not Entry.objects.exists()


def test_another_person_than_the_bundle_says(world: World, post: Post) -> None:
    add_person(OTHER)
    for body in (
        transaction(cda(), matricule=OTHER),
        transaction(cda(matricule=OTHER)),
        transaction(cda(1), cda(2, matricule=OTHER)),
    ):
        answer = post("/fhir", body)
        assert answer.status_code == 422
        assert len(answer.json["issue"][0]["expression"]) == 2
        assert OTHER not in answer.text
        assert world.matricule not in answer.text
    assert not Entry.objects.exists()


def test_an_unknown_person(world: World, post: Post) -> None:
    answer = post("/fhir", transaction(cda(matricule=OTHER), matricule=OTHER))
    assert answer.status_code == 422
    assert OTHER not in answer.text


def test_a_wrong_key_is_flagged_never_refused(world: World, post: Post) -> None:
    add_person(OTHER)
    answer = post("/fhir", transaction(cda(matricule=OTHER), matricule=OTHER))
    assert answer.status_code == 200
    outcome = answer.json["entry"][0]["response"]["outcome"]
    assert [one["severity"] for one in outcome["issue"]] == ["warning"] * len(outcome["issue"])
    assert "key" in json.dumps(outcome)


def test_an_unknown_type_in_the_header(post: Post) -> None:
    answer = post("/fhir", transaction(cda(type_code="99999-9")))
    assert answer.status_code == 422
    assert "99999-9" in answer.text


@pytest.mark.parametrize(
    "data", [b"<nothing/>", b"no", b"<!DOCTYPE x [<!ENTITY e 'e'>]><x>&e;</x>"]
)
def test_bytes_that_are_no_document(post: Post, data: bytes) -> None:
    answer = post("/fhir", transaction(data))
    assert answer.status_code == 422
    assert "Bundle.entry[2].resource.data" in answer.json["issue"][0]["expression"]


def test_a_closed_record_takes_nothing(world: World, post: Post, holder: Actor) -> None:
    records.close_now(world.person, holder)
    answer = post("/fhir", transaction(cda()))
    assert (answer.status_code, answer.json["issue"][0]["code"]) == (403, "forbidden")
    assert answer.json["issue"][0]["diagnostics"]
    assert not Entry.objects.exists()
    assert history(world.person)[0].kind is EventKind.DEPOSIT_REFUSED


def test_a_refused_message_leaves_a_line_in_the_record(world: World, post: Post) -> None:
    body = transaction(cda())
    _attachment(body)["hash"] = "AAAA"
    post("/fhir", body)
    assert history(world.person)[0].kind is EventKind.DEPOSIT_REFUSED


def test_only_the_scope_to_deposit_deposits(post: Post, world: World) -> None:
    from carnet.api.oauth import actions

    token = actions.issue(world.practice, world.doctor, ["record:read"])
    answer = post("/fhir", transaction(cda()), {"Authorization": f"Bearer {token}"})
    assert answer.status_code == 403
