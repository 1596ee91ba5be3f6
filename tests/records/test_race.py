"""The same deposit sent by several connections at once is written once."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from carnet.base.database import row, rows
from carnet.records import door
from carnet.records.actions import (
    Receipt,
    create_record,
    hide_all,
    hide_category,
    keep_from,
    show_category,
)
from tests.records.world import DOCTOR, HOLDER, PERSON, consent, document, put

CLIENTS = 4


def at_once(*acts: Callable[[], object]) -> None:
    """Do all of these at the same moment, each on a connection of its own."""
    start, problems = threading.Barrier(len(acts)), list[Exception]()

    def client(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except Exception as problem:  # noqa: BLE001 - told by the thread that started this one
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=client, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


@pytest.mark.django_db(transaction=True)
def test_clients_that_race_get_one_answer() -> None:
    create_record(PERSON, "active")
    receipts: list[Receipt] = []
    at_once(*[lambda: receipts.append(put(document(1), document(2)))] * CLIENTS)
    assert {(r.submission, r.entries) for r in receipts} == {(1, (1, 2))}
    assert sorted(r.replayed for r in receipts) == [False] + [True] * (CLIENTS - 1)
    assert row("SELECT count(*) FROM records_entry") == (2,)
    assert row("SELECT last_entry_no FROM records_record") == (2,)


@pytest.mark.django_db(transaction=True)
def test_what_is_deposited_while_its_category_is_hidden_is_hidden() -> None:
    """Whichever comes first: nothing of the category is left in view."""
    create_record(PERSON, "active")
    consent(DOCTOR)
    deposits: list[Callable[[], object]] = [
        lambda n=n: put(document(n))  # type: ignore[misc]
        for n in range(1, CLIENTS)
    ]
    at_once(lambda: hide_category(PERSON, HOLDER, "BIOLOGIE"), *deposits)
    assert door.open(PERSON, DOCTOR).timeline().total == 0
    assert len(show_category(PERSON, HOLDER, "BIOLOGIE")) == CLIENTS - 1


@pytest.mark.django_db(transaction=True)
def test_what_replaces_a_document_while_it_is_kept_from_somebody_is_kept_too() -> None:
    create_record(PERSON, "active")
    consent(DOCTOR)
    put(document(1))
    at_once(
        lambda: keep_from(PERSON, HOLDER, 1, "P", DOCTOR.actor_id),
        lambda: put(document(2, replaces_entry_no=1)),
    )
    assert door.open(PERSON, DOCTOR).timeline().total == 0


@pytest.mark.django_db(transaction=True)
def test_two_who_change_the_same_documents_never_wait_for_one_another() -> None:
    create_record(PERSON, "active")
    put(*(document(n) for n in range(1, 9)))
    for _ in range(5):
        at_once(
            lambda: hide_all(PERSON, HOLDER, range(1, 9)),
            lambda: hide_all(PERSON, HOLDER, range(8, 0, -1)),
            lambda: hide_category(PERSON, HOLDER, "BIOLOGIE"),
            lambda: show_category(PERSON, HOLDER, "BIOLOGIE"),
        )
    versions = rows("SELECT entry_no, version FROM records_entry_version ORDER BY 1, 2")
    numbers = [n for entry in range(1, 9) for n in range(1, 1 + len(_of(entry, versions)))]
    assert [version for _, version in versions] == numbers  # none twice, none left out


def _of(entry: int, versions: list[tuple[int, int]]) -> list[int]:
    return [version for entry_no, version in versions if entry_no == entry]
