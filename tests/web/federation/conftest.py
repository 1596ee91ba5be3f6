"""The stand-in for FranceConnect, served in this process, and two of its people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from carnet.accounts.openid import provider
from carnet.demo.franceconnect import identities
from carnet.demo.nation.model import Person
from carnet.demo.settle import traits
from carnet.identity import people
from carnet.records import actions as records

BASE = "http://testserver"


@pytest.fixture(autouse=True)
def _stand_in(settings: Settings) -> Iterator[None]:
    settings.BASE_URL = BASE
    settings.FRANCECONNECT_ISSUER = f"{BASE}/demo/franceconnect"
    provider.forget()
    yield
    provider.forget()


def person(slug: str) -> Person:
    """A person that the stand-in vouches for."""
    found = identities.chosen(slug)
    assert found is not None
    return found


def known(slug: str, state: str = "created") -> int:
    """Add a person of the demonstration to the house, with a record in this state."""
    number = people.add_person(traits(person(slug)), vitale=person(slug).vitale)
    records.create_record(number, state)
    return number


def leaves(client: Client, **query: str) -> str:
    """Start; return the address of the provider's page."""
    answer = client.get("/connexion/franceconnect/", query)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def chooses(client: Client, page: str, slug: str) -> str:
    """Choose a person on the provider's page; return where it sends the browser back to."""
    answer = client.post(page, {"person": slug})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])
