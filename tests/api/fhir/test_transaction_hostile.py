"""POST /fhir with bodies that no honest software sends: named, refused, never an error of ours."""

from __future__ import annotations

import copy
import io
import json
from typing import Any

import pytest
from falcon.testing import Result, TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from carnet.records.models import Entry
from tests.api.conftest import World
from tests.api.fhir.conftest import Post
from tests.api.fhir.documents import cda, transaction


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/fhir+json", 400),
        (b"", "application/fhir+json", 400),
        (b"\xff", "application/fhir+json", 400),
        (b"[" * 100_000, "application/fhir+json", 422),
        (b'{"a":' * 100_000, "application/json", 400),
        (b"{}", "application/fhir+json", 422),
        (b"[]", "application/fhir+json", 422),
        (b'{"resourceType":"Patient"}', "application/fhir+json", 422),
        (b"<Bundle/>", "application/fhir+xml", 415),
        (b"{}", "text/plain", 415),
    ],
)
def test_bodies_that_are_no_bundle(
    post: Post, world: World, body: bytes, kind: str, status: int
) -> None:
    answer = post("/fhir", body, world.headers() | {"Content-Type": kind})
    assert answer.status_code == status
    assert answer.json["resourceType"] == "OperationOutcome"


def test_a_huge_body_is_refused_unread(api: TestClient, world: World) -> None:
    headers = world.headers() | {"Content-Type": "application/fhir+json"}
    headers["Content-Length"] = "200000000"
    answer = api.simulate_post("/fhir", headers=headers)
    assert (answer.status_code, answer.json["issue"][0]["code"]) == (413, "too-long")


def test_a_body_that_comes_in_chunks(api: TestClient, world: World, settings: Any) -> None:
    headers = world.headers() | {"Content-Type": "application/fhir+json"}
    headers["Transfer-Encoding"] = "chunked"
    body = json.dumps(transaction(cda())).encode()

    def send() -> Result:
        unsized = {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": ""}
        return api.simulate_post("/fhir", headers=headers, extras=unsized)

    assert send().status_code == 200
    settings.DEPOSIT_MAX_BYTES = len(body) // 8
    assert send().status_code == 413


def test_a_document_too_long(post: Post, settings: Any) -> None:
    settings.DEPOSIT_MAX_BYTES = 2000  # and the message may weigh four times as much
    answer = post("/fhir", transaction(cda()))
    assert (answer.status_code, answer.json["issue"][0]["code"]) == (413, "too-long")
    assert answer.json["issue"][0]["expression"] == ["Bundle.entry[2].resource.data"]


def test_xml_is_not_spoken(post: Post, world: World) -> None:
    headers = world.headers() | {"Accept": "application/fhir+xml"}
    assert post("/fhir", transaction(cda()), headers).status_code == 406


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("\0"),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)  # fmt: skip


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    pairs: Any = enumerate(value) if isinstance(value, list) else ()
    children = value.items() if isinstance(value, dict) else pairs
    return [path, *(place for key, child in children for place in _places(child, (*path, key)))]


@trying(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_mutation_makes_an_error_of_ours(world: World, post: Post, data: st.DataObject) -> None:
    body = transaction(cda())
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(_places(body)[1:]))
        target = body
        for step in place[:-1]:
            target = target[step]
        if data.draw(st.booleans()):
            target[place[-1]] = data.draw(_values)
        else:
            twin = copy.deepcopy(data.draw(st.sampled_from(_places(body))))
            target[place[-1]] = _at(body, twin) if len(twin) > len(place) else str(twin)
    answer = post("/fhir", body)
    assert answer.status_code < 500, answer.text
    assert answer.json["resourceType"] in {"OperationOutcome", "Bundle"}


def _at(body: Any, place: tuple[Any, ...]) -> Any:
    for step in place:
        body = body[step]
    return copy.deepcopy(body)


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Compte\u202e rendu", "Compte rendu"),  # turns what follows around
        ("Compte\x85rendu\u2028", "Compte rendu"),
        ("\ufeffCompte\u00ad rendu", "Compte rendu"),
        ("Compte rendu n° 4 : <5 µg", "Compte rendu n° 4 : <5 µg"),
    ],
)
def test_a_title_keeps_no_sign_that_nobody_sees(post: Post, told: str, kept: str) -> None:
    escaped = told.replace("<", "&lt;").encode()
    data = cda().replace(b"<title>Compte rendu de biologie", b"<title>" + escaped)
    assert post("/fhir", transaction(data)).status_code == 200
    assert Entry.objects.get().title == kept
