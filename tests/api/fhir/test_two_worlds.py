"""With and without a hidden document: byte-identical answers to whoever may not see it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from carnet.access.facts import Actor
from carnet.base import clock, ids
from carnet.records import actions as records
from tests.api.conftest import INS_TEST, MATRICULE, World
from tests.api.fhir.conftest import Get, Post
from tests.api.fhir.documents import cda, reference, transaction

INS = {"patient.identifier": f"urn:oid:{INS_TEST}|{MATRICULE}"}


Seen = list[tuple[int, bytes, str, int]]


def _observed(get: Get, reader: int, paths: list[str]) -> Seen:
    """What came back, and how many statements it took."""
    found: Seen = []
    for path in paths:
        with CaptureQueriesContext(connection) as statements:
            answer = get(path, reader)
        headers = str(sorted(answer.headers.items()))
        found.append((answer.status_code, answer.content, headers, len(statements)))
    return found


def _questions(hidden: dict[str, str]) -> list[str]:
    """Everything that could betray a document: lists, totals, pages, reads, filters, errors."""
    searches = [
        {},
        {"_count": "1"},
        {"type": "11502-2"},
        {"identifier": "urn:oid:1.2.250.1.213.99.1.9"},
        {"_id": hidden["DocumentReference"].rpartition("/")[2]},
        {"security-label": "MASQUE_PS"},
        {"status": "superseded"},
        {"status": "entered-in-error"},
        {"relatesto": hidden["DocumentReference"]},
    ]
    documents = [
        f"/fhir/DocumentReference?{urlencode(INS | {'status': 'current'} | s)}" for s in searches
    ]
    lists = [
        f"/fhir/List?{urlencode(INS | {'status': 'current', 'code': 'submissionset'} | more)}"
        for more in ({}, {"identifier": "urn:oid:1.2.250.1.213.99.77"})
    ]
    reads = [f"/fhir/{hidden[kind]}" for kind in sorted(hidden)]
    return [
        *documents,
        *lists,
        *reads,
        *(f"/fhir/Consent?{urlencode(INS)}", "/fhir/Communication"),
        f"/fhir/Patient?{urlencode({'identifier': INS['patient.identifier']})}",
    ]


def _deposit_secret(post: Post) -> dict[str, str]:
    body = transaction(cda(9))
    body["entry"][0]["resource"]["identifier"][0]["value"] = "urn:oid:1.2.250.1.213.99.77"
    answers = post("/fhir", body).json["entry"]
    locations = [one["response"]["location"] for one in answers]
    return {location.partition("/")[0]: location for location in locations}


def _hidden(world: World, holder: Actor, number: int) -> None:
    records.hide(world.person, holder, number)


def _kept_from(world: World, holder: Actor, number: int) -> None:
    records.keep_from(world.person, holder, number, "P", world.physiotherapist)


SECRETS: dict[str, Callable[[World, Actor, int], None]] = {
    "hidden from professionals": _hidden,
    "kept from this reader": _kept_from,
}


def _absent(world: World) -> dict[str, str]:
    """The addresses that a second document and its lot would have."""
    places = {"DocumentReference": (ids.Kind.ENTRY, 1), "Binary": (ids.Kind.ENTRY, 0)}
    places["List"] = (ids.Kind.SUBMISSION, 0)
    return {
        kind: f"{kind}/{ids.conceal(ids.Pointer(which, world.person, 2, version))}"
        for kind, (which, version) in places.items()
    }


@pytest.fixture
def agreed(world: World, post: Post, consent: None) -> World:
    """One document that all who were authorised read."""
    post("/fhir/DocumentReference", reference(cda(1)))
    return world


@pytest.mark.parametrize("name", SECRETS)
def test_what_is_kept_from_a_reader_changes_nothing(
    agreed: World, get: Get, post: Post, holder: Actor, name: str
) -> None:
    world, absent = agreed, _absent(agreed)
    reader = world.physiotherapist
    _observed(get, reader, _questions(absent))  # fills what a process remembers
    before = _observed(get, reader, _questions(absent))
    hidden = _deposit_secret(post)
    assert hidden == absent  # the very identifiers that the questions named
    assert _observed(get, reader, _questions(hidden)) != before  # they would tell it if it showed
    pointer = ids.reveal(hidden["Binary"].rpartition("/")[2])
    assert pointer is not None
    SECRETS[name](world, holder, pointer.number)
    assert _observed(get, reader, _questions(hidden)) == before


def test_what_comes_hidden_with_its_category_changes_nothing(
    agreed: World, get: Get, post: Post, holder: Actor
) -> None:
    records.hide_category(agreed.person, holder, "BIOLOGIE")
    records.show(agreed.person, holder, 1)
    reader, absent = agreed.physiotherapist, _absent(agreed)
    _observed(get, reader, _questions(absent))
    before = _observed(get, reader, _questions(absent))
    assert _deposit_secret(post) == absent
    assert _observed(get, reader, _questions(absent)) == before


def test_what_its_person_deleted_is_as_absent(agreed: World, get: Get, holder: Actor) -> None:
    """Not even « entered-in-error »: who read it before finds nothing any more (domain.md 3.4)."""
    world, paths, reader = agreed, _questions(_absent(agreed)), agreed.doctor
    _observed(get, reader, paths)
    before = _observed(get, reader, paths)
    draft = records.begin(world.person, holder, "note.txt", b"Une note")
    chosen = records.Chosen("Ma note", clock.today(), "CPT_REND")
    number = records.finish(world.person, holder, draft, chosen)
    assert number == 2
    assert _observed(get, reader, paths) != before
    records.delete(world.person, holder, [number])
    assert _observed(get, reader, paths) == before
