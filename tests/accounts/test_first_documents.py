"""Documents that the insurer places first: sealed until the record opens, deposited once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import actions, batches
from carnet.accounts.first_documents import Folder
from carnet.accounts.insured import Insured
from carnet.accounts.models import FirstDocument
from carnet.accounts.outcomes import Outcome
from carnet.accounts.prepared import prepare
from carnet.base import clock, outbox
from carnet.base.database import rows
from carnet.records import actions as records
from carnet.records import queries as record_queries
from tests.accounts.world import MOTHER, PASSWORD
from tests.api.fhir.documents import cda

pytestmark = pytest.mark.django_db
LINE = replace(MOTHER, document="vaccination.xml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "vaccination.xml").write_bytes(cda(matricule=MOTHER.matricule))
    (tmp_path / "other.xml").write_bytes(cda(2, matricule="279035121518989"))
    (tmp_path / "junk.xml").write_bytes(b"<a/>")
    (tmp_path / "link.xml").symlink_to(tmp_path / "vaccination.xml")
    (tmp_path / "folder.xml").mkdir()
    return tmp_path


def take(folder: Path, line: Insured = LINE) -> Outcome:
    [outcome] = batches.take([prepare(line)], Folder(folder))
    actions.inform_by_email()
    return outcome


def deposited(person_id: int) -> int:
    return len(rows("SELECT 1 FROM records_entry WHERE person_id = %s", [person_id]))


def test_it_waits_sealed_until_the_window_is_over(folder: Path) -> None:
    outcome = take(folder)
    assert not outcome.reason
    assert deposited(outcome.person_id) == 0
    with clock.moved(timedelta(days=43)):
        actions.open_after_window()
        outbox.drain()
        assert deposited(outcome.person_id) == 1
        actions.open_after_window()
        outbox.drain()
    assert deposited(outcome.person_id) == 1
    assert FirstDocument.objects.get().placed_at is not None


def test_an_activation_deposits_it_at_once(folder: Path) -> None:
    person_id = take(folder).person_id
    actions.open_account(person_id, "nathalie.d", PASSWORD, MOTHER.email)
    outbox.drain()
    assert deposited(person_id) == 1
    with clock.moved(timedelta(days=43)):
        actions.open_after_window()
        outbox.drain()
    assert deposited(person_id) == 1


def test_the_same_file_again_keeps_it_once(folder: Path) -> None:
    take(folder)
    take(folder)
    assert FirstDocument.objects.count() == 1


def test_nothing_of_it_is_in_clear(folder: Path) -> None:
    take(folder)
    kept = str(rows("SELECT t::text FROM accounts_first_document t"))
    assert "Glyc" not in kept
    assert MOTHER.matricule not in kept


def test_it_is_forgotten_when_the_person_objects(folder: Path) -> None:
    outcome = take(folder)
    records.oppose(outcome.person_id, Actor(ActorKind.PERSON, outcome.person_id))
    with clock.moved(timedelta(days=43)):
        actions.open_after_window()
        outbox.drain()
    assert record_queries.state(outcome.person_id) == "opposed"
    assert not FirstDocument.objects.exists()


def test_one_that_comes_later_is_placed_at_once(folder: Path) -> None:
    outcome = take(folder, MOTHER)
    with clock.moved(timedelta(days=43)):
        actions.open_after_window()
        take(folder)
        outbox.drain()
    assert deposited(outcome.person_id) == 1


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("absent.xml", "document: a file of the folder expected"),
        ("other.xml", "document: a document about this very person expected at recordTarget"),
        ("junk.xml", "document: "),
        ("link.xml", "document: a file of the folder expected"),
        ("folder.xml", "document: a file of at most"),
    ],
)
def test_what_is_refused_is_told_and_the_person_proceeds(
    folder: Path, name: str, reason: str
) -> None:
    outcome = take(folder, replace(LINE, document=name))
    assert outcome.result is actions.Result.ENROLLED
    assert outcome.reason.startswith(reason)
    assert MOTHER.matricule not in outcome.reason
    assert not FirstDocument.objects.exists()


def test_a_line_with_a_document_needs_the_folder() -> None:
    [outcome] = batches.take([prepare(LINE)])
    assert "--documents" in outcome.reason


def test_what_the_house_refuses_at_last_keeps_why(folder: Path) -> None:
    outcome = take(folder)
    take(folder, MOTHER)
    FirstDocument.objects.update(wrapped_key=bytes(40))
    with clock.moved(timedelta(days=43)):
        actions.open_after_window()
        outbox.drain()
    assert deposited(outcome.person_id) == 0
    assert FirstDocument.objects.get().problem == "IntegrityProblem"
