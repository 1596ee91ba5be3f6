"""PATCH /fhir/DocumentReference/{id}: an author hides and announces; nobody else does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from falcon.testing import Result, TestClient

from carnet.access.facts import Actor
from carnet.records import actions, door
from carnet.records.views import EntryView
from carnet.sharing import actions as sharing
from tests.api.conftest import World
from tests.api.fhir.conftest import Post
from tests.api.fhir.documents import cda, transaction

LABEL = "DocumentReference.securityLabel"
WAITING = {"coding": [{"code": "INVISIBLE_PATIENT"}]}
FORGED = "DocumentReference/00000000-0000-4000-8000-000000000000"


def operation(*labels: str, path: str = LABEL, verb: str = "replace") -> dict[str, Any]:
    value = {"coding": [{"code": label} for label in labels]}
    parts = [
        {"name": "path", "valueString": path},
        {"name": "type", "valueCode": verb},
        {"name": "value", "valueCodeableConcept": value},
    ]
    return {"name": "operation", "part": parts}


@pytest.fixture
def waiting(post: Post, world: World, holder: Actor) -> str:
    """The address of a document that waits for its announcement; its author is authorised."""
    message = transaction(cda())
    for entry in message["entry"]:
        if entry["resource"]["resourceType"] == "DocumentReference":
            entry["resource"]["securityLabel"] = [WAITING]
    answer = post("/fhir", message)
    assert answer.status_code == 200, answer.text
    for professional in (world.biologist, world.doctor):
        sharing.record_consent(world.person, holder, professional_id=professional, mode="online")
    found = [str(one["response"]["location"]) for one in answer.json["entry"]]
    return next(one for one in found if one.startswith("DocumentReference"))


class Patch:
    """Sends a patch as the biologist from the laboratory, or as another."""

    def __init__(self, api: TestClient, world: World) -> None:
        self.api, self.world = api, world

    def __call__(self, address: str, *operations: Any, professional: int | None = None) -> Result:
        who = professional or self.world.biologist
        headers = self.world.headers(who, self.world.laboratory)
        body = json.dumps({"resourceType": "Parameters", "parameter": operations})
        sent = headers | {"Content-Type": "application/fhir+json"}
        return self.api.simulate_patch(f"/fhir/{address}", body=body, headers=sent)


@pytest.fixture
def patch(api: TestClient, world: World) -> Patch:
    return Patch(api, world)


def labels(answer: Result) -> set[str]:
    return {one["coding"][0]["code"] for one in answer.json["securityLabel"]}


def seen(world: World, holder: Actor) -> tuple[EntryView, ...]:
    return door.open(world.person, holder).timeline().entries


def test_the_author_announces_it(patch: Patch, waiting: str, world: World, holder: Actor) -> None:
    assert seen(world, holder) == ()
    answer = patch(waiting, operation("N"))
    assert (answer.status_code, labels(answer)) == (200, {"N"})
    assert answer.headers["etag"] == '"2"'
    assert len(seen(world, holder)) == 1


def test_the_author_hides_it(patch: Patch, waiting: str) -> None:
    answer = patch(waiting, operation("N", "INVISIBLE_PATIENT", "MASQUE_PS"))
    assert labels(answer) == {"N", "INVISIBLE_PATIENT", "MASQUE_PS"}


def test_the_same_labels_change_nothing(patch: Patch, waiting: str) -> None:
    answer = patch(waiting, operation("N"), operation("INVISIBLE_PATIENT"))
    assert (answer.status_code, answer.json["meta"]["versionId"]) == (200, "1")


def test_only_the_person_shows_again(
    patch: Patch, waiting: str, world: World, holder: Actor
) -> None:
    patch(waiting, operation("N"))
    actions.hide(world.person, holder, 1)
    answer = patch(waiting, operation("N"))
    assert answer.status_code == 403
    assert seen(world, holder)[0].hidden_from_professionals


def test_another_professional_changes_nothing(
    patch: Patch, waiting: str, world: World, holder: Actor
) -> None:
    assert patch(waiting, operation("N"), professional=world.doctor).status_code == 403
    assert patch(waiting, operation("N"), professional=world.physiotherapist).status_code == 403
    assert seen(world, holder) == ()


@pytest.mark.parametrize("label", ["R", "INVISIBLE_REPRESENTANTS_LEGAUX", "NOPE"])
def test_other_labels_are_not_changed_here(patch: Patch, waiting: str, label: str) -> None:
    answer = patch(waiting, operation("N", "INVISIBLE_PATIENT", label))
    assert (answer.status_code, answer.json["issue"][0]["expression"]) == (422, [LABEL])


def test_another_element_is_not_changed_here(patch: Patch, waiting: str) -> None:
    answer = patch(waiting, operation("x", path="DocumentReference.description"))
    assert answer.status_code == 405
    assert answer.json["issue"][0]["diagnostics"] == f"only {LABEL} is changed here"


@pytest.mark.parametrize(
    "wrong",
    [
        operation("N", verb="delete"),
        operation(),
        {"name": "operation", "part": 3},
        {"name": "operation", "part": [3, {"name": "path", "valueString": 9}]},
        {
            "name": "operation",
            "part": [
                {"name": "path", "valueString": LABEL},
                {"name": "type", "valueCode": "replace"},
                {"name": "value", "valueString": "N"},
            ],
        },
    ],
)
def test_a_patch_of_another_shape(patch: Patch, waiting: str, wrong: Any) -> None:
    assert patch(waiting, wrong).status_code == 422


def test_an_empty_patch_and_a_forged_address(patch: Patch, waiting: str) -> None:
    assert patch(waiting).status_code == 422
    assert patch(FORGED, operation("N")).status_code == 404
    assert patch("DocumentReference/x", operation("N")).status_code == 404
