"""The small world of the robots, written once for all tests of copies."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

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


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is sealed inside a test's transaction: no copy waits for it."""
    monkeypatch.setattr(proofs, "_PATIENCE", 0.0)
