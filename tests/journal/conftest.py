"""A log of its own for each test."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from carnet.base.database import row
from carnet.journal import anchor
from carnet.journal.sealer import seal_once


@pytest.fixture(autouse=True)
def fresh_log() -> None:
    """The database is empty at each test: so is the file beside it."""
    anchor.path().unlink(missing_ok=True)


@pytest.fixture
def seal_all() -> Callable[[], int]:
    """Seal all that is committed, waiting for transactions of other databases of the server."""

    def seal() -> int:
        deadline, sealed = time.monotonic() + 60, 0
        found = row("SELECT coalesce(max(xid), 0) FROM journal_event")
        assert found is not None
        while not _ended(found[0]) and time.monotonic() < deadline:
            time.sleep(0.01)
        sealed += seal_once()
        return sealed

    return seal


def _ended(xid: int) -> bool:
    query = "SELECT %s < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
    return row(query, [xid]) == (True,)
