"""A log of its own for each test."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from carnet.base.database import row
from carnet.journal import anchor, sealer


@pytest.fixture(autouse=True)
def fresh_log() -> None:
    """The database is empty at each test: so is the file beside it."""
    anchor.path().unlink(missing_ok=True)


@pytest.fixture(scope="session")
def seal_all() -> Callable[[], int]:
    """Seal all that is committed."""

    def seal() -> int:
        deadline = time.monotonic() + 20
        found = row("SELECT coalesce(max(xid), 0) FROM journal_event")
        assert found is not None
        while sealer._horizon(0) <= found[0] and time.monotonic() < deadline:
            time.sleep(0.01)  # an analyze of the server itself, perhaps
        return sealer.seal_once()

    return seal
