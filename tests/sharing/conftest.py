"""After every test of this room, the tables say what the trace tells."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from carnet.sharing import audit


@pytest.fixture(autouse=True)
def as_told(request: pytest.FixtureRequest) -> Iterator[None]:
    """Compare them, where the test had a database and edited no table itself."""
    known = request.node.get_closest_marker("django_db") or "db" in request.fixturenames
    if known:
        request.getfixturevalue("db")  # so that it is there still afterwards
    yield
    if known and not request.node.get_closest_marker("edits_tables"):
        assert audit.check().problems == []
