"""Julie, and Laura whom she entrusts with her record."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client

from carnet.access.facts import Actor, ActorKind
from carnet.accounts.models import Account
from carnet.identity import people
from carnet.sharing import delegation
from carnet.sharing.delegation import Candidate, Scope
from carnet.web.patient.current import SESSION_KEY
from uichecks.world import World, build

EVERYTHING = Scope(None, 6, writes=True, hidden_documents=True)


@pytest.fixture(scope="package")
def _world(django_db_setup: None, django_db_blocker: object) -> Iterator[World]:
    """Kept in an open transaction: each test works in a savepoint of it."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def world(_world: World, db: None) -> World:
    return _world


def signed_in(person_id: int, inside: int = 0) -> Client:
    """A browser of this person; ``inside``: the record that is on the screen."""
    client = Client()
    client.force_login(Account.objects.get(person_id=person_id))
    if inside:
        session = client.session
        session[SESSION_KEY] = inside
        session.save()
    return client


@pytest.fixture
def julie(world: World) -> Client:
    return signed_in(world.julie)


@pytest.fixture
def laura(world: World) -> Client:
    """In her own record: nothing is entrusted to her yet."""
    return signed_in(world.laura)


Entrust = Callable[..., int]


@pytest.fixture
def entrust(world: World) -> Entrust:
    """Julie entrusts her record to Laura, who accepts."""

    def entrusted(scope: Scope = EVERYTHING) -> int:
        holder = Actor(ActorKind.PERSON, world.julie)
        number = delegation.offer(world.julie, holder, Candidate("Laura", world.laura), scope)
        delegation.accept(world.julie, number, world.laura)
        return number

    return entrusted


def typed(person_id: int, **changes: str) -> dict[str, str]:
    """What Julie types of this person."""
    known, (_oid, matricule) = people.person(person_id), people.matricule(person_id)
    born = known.birth_date
    return {
        "given_name": known.first_name, "family_name": known.birth_name, "matricule": matricule,
        "born_0": str(born.day), "born_1": str(born.month), "born_2": str(born.year),
    } | changes  # fmt: skip


SCOPE = {"which": "tout", "hidden": "non", "writes": "non", "months": "6"}
