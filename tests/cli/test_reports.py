"""``carnet reports``: the operator's queue of abnormal accesses."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator

import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.cli import house
from carnet.cli.main import main
from carnet.identity import directory
from carnet.journal.events import EventKind, record
from carnet.journal.queries import history
from carnet.records.actions import create_record
from carnet.sharing import reports
from carnet.sharing.reports import Motive
from carnet.vault import keys

PERSON = 611


@pytest.fixture(autouse=True)
def _reported(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextlib.contextmanager
    def opened() -> Iterator[None]:
        yield

    monkeypatch.setattr(house, "opened", opened)
    reported(PERSON)


def reported(person_id: int) -> None:
    """A person reports that a doctor asked whether their record exists."""
    create_record(person_id, "active")
    clinic = directory.add_organization("750000010", "Clinique du Lac", "SA01")
    doctor = directory.add_professional(
        "10000000017", "Durand", "Paul", "G15_10", title="DR", organization_id=clinic
    )
    actor = Actor(ActorKind.PROFESSIONAL, doctor, clinic, "G15_10", software="Médilog")
    record(EventKind.EXISTENCE_TESTED, person_id, actor)
    person = Actor(ActorKind.PERSON, person_id)
    event = history(person_id, limit=1)[0]
    reports.report(person_id, person, event, Motive.UNKNOWN, "Qui est-ce ?")


def listed(capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["reports", "list"]) == 0
    return capsys.readouterr().out


def test_the_queue_names_who_is_reported_and_no_patient(capsys: pytest.CaptureFixture[str]) -> None:
    line = listed(capsys)
    assert "unknown" in line
    assert "RPPS 10000000017 Paul Durand, Clinique du Lac" in line
    assert str(PERSON) not in line


def test_one_is_shown_with_its_event(capsys: pytest.CaptureFixture[str]) -> None:
    reference = listed(capsys).split()[0]
    assert main(["reports", "show", reference]) == 0
    shown = capsys.readouterr().out
    assert "Qui est-ce ?" in shown
    assert "EXISTENCE_TESTED" in shown
    assert "Médilog" in shown


def test_an_answer_empties_the_queue(capsys: pytest.CaptureFixture[str]) -> None:
    reference = listed(capsys).split()[0]
    assert main(["reports", "answer", reference, "C’est le remplaçant du cabinet."]) == 0
    assert listed(capsys) == ""
    assert main(["reports", "answer", reference, "Encore."]) == 1
    assert "already" in capsys.readouterr().err


def test_a_destroyed_record_that_a_backup_brought_back_is_not_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    reported(PERSON + 1)
    assert len(listed(capsys).splitlines()) == 2
    keys.store().destroy(PERSON + 1)
    assert len(listed(capsys).splitlines()) == 1


@pytest.mark.parametrize("reference", ["x", str(uuid.UUID(int=7))])
def test_a_reference_that_leads_nowhere(reference: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reports", "show", reference]) == 1
    assert main(["reports", "answer", reference, "Non."]) == 1
    assert "no report" in capsys.readouterr().err


def test_an_empty_answer_is_a_bad_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reports", "answer", listed(capsys).split()[0], "  "]) == 2
