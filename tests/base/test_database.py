"""DATABASE_URL as libpq understands it; statements that leave together."""

from __future__ import annotations

import pytest
from django.db import DataError, OperationalError, connection
from psycopg.pq import TransactionStatus

from carnet.base.database import configuration, execute, row, rows, together

_PUT = (
    "INSERT INTO base_outbox (person_id, kind, payload, at, attempts)"
    " VALUES (%s, %s, %s, now(), 0) -- 100 %%"
)


def test_an_ordinary_address() -> None:
    found = configuration("postgresql://u%40x:p%2Fw@db.example:6432/carnet?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["NAME"]) == ("u@x", "p/w", "carnet")
    assert (found["HOST"], found["PORT"]) == ("db.example", "6432")
    assert found["OPTIONS"]["sslmode"] == "require"


def test_a_socket_named_as_an_option() -> None:
    found = configuration("postgresql://u:p@/carnet?host=/run/pg&port=5433")
    assert (found["HOST"], found["PORT"]) == ("/run/pg", "5433")


def test_another_database_is_refused() -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        configuration("mysql://u:p@localhost/carnet")


@pytest.mark.django_db(transaction=True)
def test_together_statements_leave_together_and_are_kept() -> None:
    connection.ensure_connection()
    link = connection.connection
    with together():
        execute(_PUT, [1, "first", "{}"])
        assert link.info.transaction_status == TransactionStatus.IDLE  # nothing left yet
        assert rows("SELECT kind FROM base_outbox WHERE person_id = %s", [1]) == [("first",)]
        execute(_PUT, [1, "100 %", "{}"])
    assert link.info.transaction_status == TransactionStatus.IDLE
    assert rows("SELECT kind FROM base_outbox ORDER BY id") == [("first",), ("100 %",)]


@pytest.mark.django_db(transaction=True)
def test_together_is_all_or_nothing() -> None:
    with pytest.raises(DataError), together():  # noqa: PT012
        execute(_PUT, [1, "first", "{}"])
        execute(_PUT, [1, "second", "no JSON"])
        execute(_PUT, [1, "third", "{}"])
    with pytest.raises(ZeroDivisionError), together():  # noqa: PT012
        execute(_PUT, [1, "first", "{}"])
        assert row("SELECT count(*) FROM base_outbox") == (1,)
        raise ZeroDivisionError
    assert rows("SELECT kind FROM base_outbox") == []


@pytest.mark.django_db
def test_together_inside_a_transaction_is_a_part_of_it() -> None:
    with pytest.raises(DataError), together():
        execute(_PUT, [1, "first", "no JSON"])
    with together(), together():
        execute(_PUT, [2, "kept", "{}"])
    assert rows("SELECT kind FROM base_outbox") == [("kept",)]


@pytest.mark.django_db(transaction=True)
def test_together_tells_that_the_connection_was_lost() -> None:
    with pytest.raises(OperationalError), together():
        row("SELECT pg_terminate_backend(pg_backend_pid())")
    connection.close()
    assert row("SELECT 1") == (1,)
