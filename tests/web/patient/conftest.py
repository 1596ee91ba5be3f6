"""The small world of the robots, written once for all tests of these pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client

from carnet.accounts.models import Account
from carnet.journal import proofs
from uichecks.world import World, build


@pytest.fixture(scope="package")
def _world(django_db_setup: None, django_db_blocker: object) -> Iterator[World]:
    """Kept in an open transaction: each test works in a savepoint of it."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def world(_world: World, db: None) -> World:
    return _world


@pytest.fixture
def julie(client: Client, world: World) -> Client:
    """Julie, signed in, in her own record."""
    client.force_login(Account.objects.get(person_id=world.julie))
    return client


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is sealed inside a test's transaction: no copy waits for its proof."""
    monkeypatch.setattr(proofs, "_PATIENCE", 0.0)
