"""An agent at the desk, with both factors, in a browser of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from carnet.assistance.roles import Role
from tests.accounts.world import PASSWORD
from tests.assistance.world import agent, code_of

Enter = Callable[[Role], Client]


def at_desk(role: Role) -> Client:
    """Sign a new agent of this role in."""
    known, client = agent(role), Client()
    client.post("/guichet/connexion/", {"identifier": known.identifier, "password": PASSWORD})
    answer = client.post("/guichet/connexion/code/", {"code": code_of(known.identifier)})
    assert answer["Location"] == "/guichet/"
    return client


@pytest.fixture
def enter(db: None) -> Enter:
    return at_desk


@pytest.fixture
def house(db: None) -> Client:
    """An agent of a France Services house."""
    return at_desk(Role.FRANCE_SERVICES)


@pytest.fixture
def hotline(db: None) -> Client:
    """An agent of the hotline."""
    return at_desk(Role.HOTLINE)


@pytest.fixture
def caisse(db: None) -> Client:
    """A supervisor of a caisse."""
    return at_desk(Role.SUPERVISOR)
