"""A log of its own for each test."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.database import execute, row
from carnet.journal import anchor, contexts, sealer
from carnet.journal.events import EventKind, record
from tests.journal.superuser import Found, events

Sealing = Callable[[], int]


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


DOCTORS = [
    Actor(ActorKind.PROFESSIONAL, number, organization_id=4, software=f"Logiciel {number}")
    for number in range(1, 4)
]


def _build(seal_all: Sealing) -> None:
    """Seventy events of six people in five seals, and three not yet sealed."""
    for number in range(45):
        with clock.moved(timedelta(days=-number)), transaction.atomic():
            for part in range(1 + number % 2):
                actor = DOCTORS[number % 3]
                person = 1 + number % 6
                record(EventKind.DOCUMENT_READ, person, actor, entry_no=part, detail={"n": number})
        if number % 9 == 8:
            seal_all()
    for person in (1, 2, 3):
        record(EventKind.SEARCHED, person, DOCTORS[0])


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, seal_all: Sealing
) -> Iterator[bytes]:
    """The committed log, and the file beside it."""
    with django_db_blocker.unblock():
        contexts.forget()
        anchor.path().unlink(missing_ok=True)
        _build(seal_all)
        yield anchor.path().read_bytes()
    with django_db_blocker.unblock():
        execute("TRUNCATE journal_event, journal_seal, journal_head, journal_context")
        contexts.forget()


@pytest.fixture
def log(built: bytes, fresh_log: None, db: None) -> list[Found]:
    """The log, sound."""
    anchor.path().write_bytes(built)
    assert row("SELECT count(*) FROM journal_seal") == (5,)
    return events()
