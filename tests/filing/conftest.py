"""One open record for each test of this room."""

from __future__ import annotations

import pytest

from tests.records.world import PERSON, document, put


@pytest.fixture
def record(db: None) -> int:
    """Three results and a sick leave (entry 4)."""
    from carnet.records.actions import create_record

    create_record(PERSON, "active")
    put(document(1), document(2), document(3))
    put(document(4, type_code="PRESC-AAT", class_code="42", category="ORD_SOIN"))
    return PERSON
