"""One open record for each test."""

from __future__ import annotations

import pytest


@pytest.fixture
def record(db: None) -> int:
    from carnet.records.actions import create_record
    from tests.records.world import PERSON

    create_record(PERSON, "active")
    return PERSON
