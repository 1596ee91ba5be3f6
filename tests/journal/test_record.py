"""Writing and reading events."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.database import row, rows
from carnet.journal import queries
from carnet.journal.events import EventKind, record, record_each
from carnet.journal.leaves import COLUMNS, Row, leaf

HOLDER = Actor(ActorKind.PERSON, actor_id=7)
DOCTOR = Actor(ActorKind.PROFESSIONAL, 3, organization_id=4, software="Logiciel Médical 2.1")


@pytest.mark.django_db
def test_it_writes_what_happened() -> None:
    record(EventKind.DOCUMENT_READ, 7, DOCTOR, entry_no=12, detail={"version": 2, "é": "à"})
    [event] = queries.history(7)
    assert (event.kind, event.actor_id, event.entry_no) == (EventKind.DOCUMENT_READ, 3, 12)
    assert (event.organization_id, event.software) == (4, "Logiciel Médical 2.1")
    assert event.detail == {"version": 2, "é": "à"}
    assert abs(event.at - clock.now()) < timedelta(seconds=10)


@pytest.mark.django_db
def test_it_is_one_statement(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(1):
        record(EventKind.SIGNED_IN, 7, HOLDER)


@pytest.mark.django_db(transaction=True)
def test_it_goes_with_its_transaction(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with transaction.atomic():
        record(EventKind.DOCUMENT_READ, 7, DOCTOR)
        transaction.set_rollback(True)
    assert queries.history(7) == []
    # The software's name went with it, and comes back with the next event.
    record(EventKind.DOCUMENT_READ, 7, DOCTOR)
    assert queries.history(7)[0].software == DOCTOR.software
    with django_assert_num_queries(1):  # committed: the name is known from now on
        record(EventKind.DOCUMENT_READ, 7, DOCTOR)


@pytest.mark.django_db
def test_its_mac_covers_every_column() -> None:
    record(EventKind.DOCUMENT_READ, 7, DOCTOR, entry_no=12, detail={"a": 1})
    found = row(f"SELECT {COLUMNS}, xid, mac FROM journal_event")
    assert found is not None
    event = Row(*found)
    assert leaf(event)[1]
    for name in Row._fields:
        value = getattr(event, name)
        other = value + {"at": timedelta(microseconds=1), "detail": " "}.get(name, 1)
        changed = event._replace(**{name: other})
        assert leaf(changed)[0] != leaf(event)[0], name
        assert leaf(changed)[1] == (name == "xid"), name


@pytest.mark.django_db
def test_the_row_keeps_its_transaction() -> None:
    record(EventKind.SIGNED_IN, 7, HOLDER)
    assert rows("SELECT xid = pg_current_xact_id()::text::bigint FROM journal_event") == [(True,)]


@pytest.mark.django_db
def test_history_is_paged_without_holes() -> None:
    for number in range(25):
        with clock.moved(timedelta(days=-9 * number)):  # over months, and the default partition
            record(EventKind.DOCUMENT_READ, 7, DOCTOR, entry_no=number)
        record(EventKind.DOCUMENT_READ, 8, DOCTOR)
    seen: list[int] = []
    page = queries.history(7, limit=10)
    while page:
        seen += [event.entry_no for event in page]
        page = queries.history(7, before=(page[-1].at, page[-1].nonce), limit=10)
    assert seen == list(range(25))


@pytest.mark.django_db
def test_the_table_has_the_indexes_that_the_sealer_needs() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'journal_event'")
        indexes = " ".join(definition for (definition,) in cursor.fetchall())
    assert "brin (at, xid)" in indexes
    assert "UNIQUE" not in indexes


@pytest.mark.django_db
def test_many_at_once_may_bring_a_new_software() -> None:
    newcomer = Actor(ActorKind.PROFESSIONAL, 3, software="Un logiciel jamais vu")
    record_each(EventKind.DOCUMENT_READ, [(person, None) for person in range(1, 4)], newcomer)
    assert {queries.history(person)[0].software for person in range(1, 4)} == {newcomer.software}
