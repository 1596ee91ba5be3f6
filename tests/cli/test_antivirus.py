"""``carnet antivirus``: what waits, what is infected, and having it looked at again."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from carnet.base.database import execute
from carnet.base.ids import Kind, Pointer, reveal
from carnet.cli import house
from carnet.cli.main import main
from carnet.identity import directory
from carnet.records import infections
from carnet.records.actions import create_record
from tests.records.fake_clamd import clamd
from tests.records.world import PERSON, document, put


@pytest.fixture(autouse=True)
def _infected(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextlib.contextmanager
    def opened() -> Iterator[None]:
        yield

    monkeypatch.setattr(house, "opened", opened)
    create_record(PERSON, "active")
    put(document(1), document(2))
    lab = directory.add_organization("920000684", "Laboratoire des Lilas", "SA25")
    execute("UPDATE records_entry SET source_organization_id = %s WHERE entry_no = 1", [lab])
    for number, state, found in ((1, "infected", "Win.Test"), (2, "waiting", "")):
        execute("INSERT INTO records_scan (person_id, entry_no, state, since, found)"
                " VALUES (%s, %s, %s, '2026-03-01 12:00Z', %s)",
                [PERSON, number, state, found])  # fmt: skip


def test_status_counts_and_asks(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["antivirus", "status"]) == 0
    assert "antivirus=not configured" in capsys.readouterr().out
    with clamd() as (address, _):
        settings.CLAMD_SOCKET = address
        assert main(["antivirus", "status"]) == 0
    assert capsys.readouterr().out == (
        "antivirus=clean\nwaiting=1 oldest=2026-03-01 12:00 UTC clean=0 infected=1\n"
    )
    settings.CLAMD_SOCKET, settings.CLAMD_SECONDS = "127.0.0.1:1", 0.3
    assert main(["antivirus", "status"]) == 1
    assert "antivirus=unreachable" in capsys.readouterr().out


def test_the_infected_are_listed_without_an_identity(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["antivirus", "infected"]) == 0
    since, reference, depositor, found = capsys.readouterr().out.strip().split("\t")
    assert (since, depositor) == ("2026-03-01 12:00", "920000684 Laboratoire des Lilas")
    assert found == "Win.Test"
    assert reveal(reference) == Pointer(Kind.ENTRY, PERSON, 1)  # for this house alone


def test_they_are_looked_at_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["antivirus", "again"]) == 0
    assert capsys.readouterr().out == "1 documents will be looked at again\n"
    assert (infections.counted().waiting, infections.counted().infected) == (2, 0)
