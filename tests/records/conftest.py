"""One open record for each test."""

from __future__ import annotations

import contextlib

import pytest

from tests.records.world import OTHER, PERSON


@pytest.fixture(autouse=True)
def _fresh_keys() -> None:
    """Tables are rolled back between tests, keys are not: one that was destroyed is made anew."""
    from carnet.vault import keys
    from carnet.vault.problems import KeyAbsent

    for person_id in (PERSON, OTHER):
        with contextlib.suppress(KeyAbsent):
            keys.store().renew(person_id)


@pytest.fixture
def record(db: None) -> int:
    from carnet.records.actions import create_record

    create_record(PERSON, "active")
    return PERSON
