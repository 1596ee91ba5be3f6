"""With and without a hidden document: byte-identical answers to whoever may not see it."""

from __future__ import annotations

from urllib.parse import urlencode

from carnet.access.facts import Actor
from carnet.base import ids
from carnet.records import actions as records
from tests.api.conftest import INS_TEST, MATRICULE, World
from tests.api.fhir.conftest import Get, Post
from tests.api.fhir.documents import cda, reference, transaction

INS = {"patient.identifier": f"urn:oid:{INS_TEST}|{MATRICULE}"}


def _observed(get: Get, reader: int, paths: list[str]) -> list[tuple[int, bytes, str]]:
    answers = [get(path, reader) for path in paths]
    return [(a.status_code, a.content, str(sorted(a.headers.items()))) for a in answers]


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
        {"relatesto": hidden["DocumentReference"]},
    ]
    documents = [
        f"/fhir/DocumentReference?{urlencode(INS | {'status': 'current'} | s)}" for s in searches
    ]
    lists = [
        f"/fhir/List?{urlencode(INS | {'status': 'current', 'code': 'submissionset'} | more)}"
        for more in ({}, {"identifier": "urn:oid:1.2.250.1.213.99.77"})
    ]
    reads = [f"/fhir/{address}" for address in hidden.values()]
    return [
        *documents,
        *lists,
        *reads,
        f"/fhir/Patient?{urlencode({'identifier': INS['patient.identifier']})}",
    ]


def _deposit_secret(post: Post) -> dict[str, str]:
    body = transaction(cda(9))
    body["entry"][0]["resource"]["identifier"][0]["value"] = "urn:oid:1.2.250.1.213.99.77"
    answers = post("/fhir", body).json["entry"]
    locations = [one["response"]["location"] for one in answers]
    return {location.partition("/")[0]: location for location in locations}


def test_a_hidden_document_changes_nothing(
    world: World, get: Get, post: Post, consent: None, holder: Actor
) -> None:
    post("/fhir/DocumentReference", reference(cda(1)))
    reader = world.physiotherapist
    absent = {"DocumentReference": "", "Binary": "", "List": ""}
    for kind, number in (("DocumentReference", 2), ("Binary", 2), ("List", 2)):
        which = ids.Kind.SUBMISSION if kind == "List" else ids.Kind.ENTRY
        version = 1 if kind == "DocumentReference" else 0
        made = ids.conceal(ids.Pointer(which, world.person, number, version))
        absent[kind] = f"{kind}/{made}"
    before = _observed(get, reader, _questions(absent))
    hidden = _deposit_secret(post)
    assert hidden == absent  # the very identifiers that the questions named
    assert _observed(get, reader, _questions(hidden)) != before  # they would tell it if it showed
    pointer = ids.reveal(hidden["Binary"].rpartition("/")[2])
    assert pointer is not None
    records.hide(world.person, holder, pointer.number)
    assert _observed(get, reader, _questions(hidden)) == before
