"""The same deposit sent by several connections at once is written once."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from carnet.base.database import row
from carnet.records.actions import Receipt, create_record
from tests.records.world import PERSON, document, put

CLIENTS = 4


@pytest.mark.django_db(transaction=True)
def test_clients_that_race_get_one_answer() -> None:
    create_record(PERSON, "active")
    receipts: list[Receipt] = []
    start = threading.Barrier(CLIENTS)

    def client() -> None:
        start.wait()
        receipts.append(put(document(1), document(2)))
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {(r.submission, r.entries) for r in receipts} == {(1, (1, 2))}
    assert sorted(r.replayed for r in receipts) == [False] + [True] * (CLIENTS - 1)
    assert row("SELECT count(*) FROM records_entry") == (2,)
    assert row("SELECT last_entry_no FROM records_record") == (2,)
