"""One open record for each test, and living keys: a destroyed one is made anew."""

from __future__ import annotations

import contextlib

import pytest

from tests.records.world import OTHER, PERSON


@pytest.fixture(autouse=True)
def _living_keys() -> None:
    from carnet.vault import keys
    from carnet.vault.problems import KeyDestroyed

    for person_id in (PERSON, OTHER):
        with contextlib.suppress(KeyDestroyed):
            keys.store().create(person_id)
        keys.store().renew(person_id)


@pytest.fixture
def record(db: None) -> int:
    from carnet.records.actions import create_record

    create_record(PERSON, "active")
    return PERSON
