"""Requests of the FHIR door, and a deposited document."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from falcon.testing import Result, TestClient

from carnet.access.facts import Actor, ActorKind
from carnet.sharing import actions as sharing
from tests.api.conftest import World
from tests.api.fhir.documents import cda, transaction

Post = Callable[..., Result]
Get = Callable[..., Result]


@pytest.fixture
def post(api: TestClient, world: World) -> Post:
    """Send JSON as the laboratory's software, or as another."""

    def send(path: str, body: Any, headers: dict[str, str] | None = None) -> Result:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {"Content-Type": "application/fhir+json"}
        sent |= headers or world.headers(organization=world.laboratory)
        return api.simulate_post(path, body=data, headers=sent)

    return send


@pytest.fixture
def get(api: TestClient, world: World) -> Get:
    """Read as the doctor, or as another."""

    def read(path: str, professional: int | None = None, **headers: str) -> Result:
        sent = world.headers(professional or world.doctor) | headers
        return api.simulate_get(path, headers=sent)

    return read


@pytest.fixture
def holder(world: World) -> Actor:
    """The insured person themself."""
    return Actor(ActorKind.PERSON, world.person)


@pytest.fixture
def consent(world: World, holder: Actor) -> None:
    """The person agreed to be read by the doctor and by the physiotherapist."""
    for professional in (world.doctor, world.physiotherapist):
        sharing.record_consent(world.person, holder, professional_id=professional, mode="online")


@pytest.fixture
def deposited(post: Post) -> dict[str, str]:
    """The addresses of one deposited document: List, DocumentReference, Binary."""
    answer = post("/fhir", transaction(cda()))
    assert answer.status_code == 200, answer.text
    locations = [one["response"]["location"] for one in answer.json["entry"]]
    return {location.partition("/")[0]: location for location in locations}
