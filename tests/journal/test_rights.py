"""The role that serves adds to the trace: the database refuses it anything else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date

import psycopg
import pytest
from django.db import ProgrammingError, connection

from carnet.access.facts import Actor, ActorKind
from carnet.base.database import execute, row, rows
from carnet.journal import partitions, rights
from carnet.journal.events import EventKind, record
from carnet.journal.sealer import seal_once
from carnet.journal.verify import verify

pytestmark = pytest.mark.django_db(transaction=True)
HOLDER = Actor(ActorKind.PERSON, actor_id=7, software="Carnet")


@pytest.fixture
def service() -> Iterator[psycopg.Connection]:
    """Somebody who has the service's password, and nothing more."""
    name = connection.settings_dict["NAME"]
    url = rights.service_url(os.environ["DATABASE_URL"])
    record(EventKind.SIGNED_IN, 7, HOLDER)
    with psycopg.connect(url, dbname=name, autocommit=True) as link:
        yield link
    execute(f"DROP OWNED BY {name}_service")
    execute(f"DROP ROLE {name}_service")


@pytest.fixture
def as_service(service: psycopg.Connection) -> Iterator[None]:
    """The whole house under that role."""
    execute(f"SET ROLE {service.info.user}")
    yield
    execute("RESET ROLE")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET {column} = {column}",
        "DELETE FROM {table}",
        "TRUNCATE {table}",
        "DROP TABLE {table}",
        "ALTER TABLE {table} ADD COLUMN more int",
        "SELECT FROM {table} FOR UPDATE",
        "CREATE RULE quiet AS ON INSERT TO {table} DO INSTEAD NOTHING",
    ],
)
def test_nothing_of_the_trace_is_changed(service: psycopg.Connection, statement: str) -> None:
    first_columns = dict(
        rows("SELECT relname, attname FROM pg_class JOIN pg_attribute ON attrelid = oid"
             " WHERE relname = ANY(%s) AND attnum = 1", [rights.append_only()])
    )  # fmt: skip
    assert {"journal_event", "journal_seal", "journal_context"} <= first_columns.keys()
    for table, column in first_columns.items():
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            service.execute(statement.format(table=table, column=column))


def test_every_table_of_the_journal_is_covered() -> None:
    names = {name for (name,) in rows("SELECT relname FROM pg_class WHERE relname ~ '^journal_'"
                                      " AND relkind IN ('r', 'p')")}  # fmt: skip
    assert names - rights.MOVING == set(rights.append_only())


@pytest.mark.parametrize(
    "statement",
    ["SET ROLE {owner}", "CREATE ROLE more", "ALTER ROLE {me} SUPERUSER", "GRANT {owner} TO {me}"],
)
def test_the_role_does_not_rise(service: psycopg.Connection, statement: str) -> None:
    owner = connection.settings_dict["USER"]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        service.execute(statement.format(owner=owner, me=service.info.user))


def test_the_house_records_seals_and_verifies_under_it(as_service: None) -> None:
    record(EventKind.SIGNED_OUT, 7, HOLDER)
    assert seal_once() == 2
    assert verify().problems == []


def test_the_worker_still_makes_the_months_to_come(as_service: None) -> None:
    assert partitions.ensure_partitions(date(2032, 1, 15))
    assert row("SELECT to_regclass('journal_event_2032_01')") != (None,)


def test_a_partition_made_later_is_no_way_in(service: psycopg.Connection) -> None:
    partitions.ensure_partitions(date(2032, 2, 15))
    into = "INSERT INTO journal_event_2032_02 SELECT * FROM journal_event"
    for statement in ("DELETE FROM journal_event_2032_02", into):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            service.execute(statement)


def test_asked_again_it_keeps_its_password(service: psycopg.Connection) -> None:
    again = rights.service_url(os.environ["DATABASE_URL"])
    with psycopg.connect(again, dbname=connection.settings_dict["NAME"]) as link:
        assert link.info.user == service.info.user


def test_asked_again_it_opens_nothing_meanwhile(
    service: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Servers run while another start grants: one that stops half way leaves all as it was."""
    monkeypatch.setattr(rights, "append_only", lambda: ["nothing_of_that_name"])
    with pytest.raises(ProgrammingError):
        rights.grant(service.info.user)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        service.execute("DELETE FROM journal_event")


def test_an_owner_who_may_not_make_roles_is_told_so(service: psycopg.Connection) -> None:
    execute(f"SET ROLE {service.info.user}")
    try:
        with pytest.raises(rights.CannotMakeRole):
            rights.service_url(os.environ["DATABASE_URL"])
    finally:
        execute("RESET ROLE")
