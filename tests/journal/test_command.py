"""``carnet journal verify``."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.base.database import execute
from carnet.cli.main import main
from carnet.journal.events import EventKind, record

pytestmark = pytest.mark.django_db(transaction=True)
HOLDER = Actor(ActorKind.PERSON, actor_id=7)


@pytest.fixture(autouse=True)
def opened(seal_all: Callable[[], int]) -> None:
    """The house is already open; two events are sealed and one waits."""
    for _ in range(2):
        record(EventKind.SIGNED_IN, 7, HOLDER)
    seal_all()
    record(EventKind.SIGNED_IN, 7, HOLDER)


def test_it_proves(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["journal", "verify"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "3 events, 2 sealed in 1 seals, 1 waiting for theirs"
    assert lines[2:] == [
        "0 entries compared with what it tells",
        "who may read compared with what it tells, for 0 people",
        "the trace is proven",
    ]


def test_it_names(capsys: pytest.CaptureFixture[str]) -> None:
    execute(
        "UPDATE journal_event SET actor_id = 8 WHERE xid = (SELECT min(xid) FROM journal_event)"
    )
    assert main(["journal", "verify"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[4].startswith("altered: event of")
    assert lines[-1] == "1 problems"


def test_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    execute("DELETE FROM journal_event WHERE xid = (SELECT min(xid) FROM journal_event)")
    assert main(["journal", "verify", "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["problems"][0].startswith("removed: event of")
    assert (report["events"], report["sealed"], report["seals"]) == (2, 2, 1)


def test_entries_are_verified_with_the_trace(capsys: pytest.CaptureFixture[str]) -> None:
    execute(
        "INSERT INTO records_entry_version (person_id, entry_no, version, since, status, mac,"
        " hidden_from_professionals, hidden_from_patient, hidden_from_representatives,"
        " hidden_with_category) VALUES (7, 1, 1, now(), 1, 0, false, false, false, false)"
    )
    assert main(["journal", "verify"]) == 1
    assert "versions of entry 1 of person 7" in capsys.readouterr().out
