"""DATABASE_URL as libpq understands it; statements that leave together."""

from __future__ import annotations

import pytest
from django.db import DataError, OperationalError, ProgrammingError, connection, transaction
from psycopg.pq import TransactionStatus

from carnet.base.database import (
    configuration,
    execute,
    look_up,
    row,
    rows,
    snapshot,
    together,
)

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


def prepared() -> list[tuple[str]]:
    return rows("SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%%kind = $1'")


@pytest.mark.django_db(transaction=True)
def test_a_statement_is_prepared_once_and_again_after_psycopg_forgot_all() -> None:
    kinds = "SELECT kind FROM base_outbox WHERE kind = %s"
    assert look_up(kinds, ["first"]) == look_up(kinds, ["second"]) == []
    with pytest.raises(ZeroDivisionError), together():  # noqa: PT012
        execute(_PUT, [1, "first", "{}"])
        execute(_PUT, [1, "second", "{}"])
        assert rows(kinds, ["first"]) == [("first",)]
        assert len(prepared()) == 1
        raise ZeroDivisionError
    assert prepared() == []
    assert look_up(kinds, ["first"]) == look_up(kinds, ["first"]) == []
    assert len(prepared()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_look_up_begins_nothing_by_itself_and_belongs_to_the_transaction_around_it() -> None:
    connection.ensure_connection()
    link = connection.connection
    assert look_up("SELECT 1") == [(1,)]
    assert link.info.transaction_status == TransactionStatus.IDLE
    with transaction.atomic():
        assert look_up("SELECT 1") == [(1,)]
        assert link.info.transaction_status == TransactionStatus.INTRANS
        execute("SET LOCAL application_name = 'inside'")
        assert look_up("SELECT current_setting('application_name')") == [("inside",)]


@pytest.mark.django_db(transaction=True)
def test_a_wrong_statement_is_not_kept_as_prepared() -> None:
    with pytest.raises(ProgrammingError):
        look_up("SELECT nothing FROM nowhere WHERE kind = %s", ["x"])
    with pytest.raises(DataError):
        look_up("SELECT 1 / (id - id) FROM base_outbox WHERE person_id = %s::int", ["x"])
    assert prepared() == []
    assert look_up("SELECT 1") == [(1,)]


@pytest.mark.django_db(transaction=True)
def test_a_snapshot_is_one_moment_and_inside_a_transaction_a_part_of_it() -> None:
    isolation = "SHOW transaction_isolation"
    with snapshot():
        assert row(isolation) == ("repeatable read",)
    with transaction.atomic():
        before = row(isolation)
        with snapshot():
            assert row(isolation) == before == ("read committed",)
