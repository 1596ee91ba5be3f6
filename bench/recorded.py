"""Records the SQL that the house runs, so that a floor can run the very same, bare.

A floor sends the statements of one real operation through plain psycopg, with what must differ
from one operation to the next (numbers, names, times) put in their place.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import psycopg

Statement = tuple[str, tuple[Any, ...]]


@contextlib.contextmanager
def recording() -> Iterator[list[Statement]]:
    """Collect the statements of Django's connection, with their parameters."""
    from django.db import connection

    seen: list[Statement] = []

    def wrapper(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        seen.append((sql, tuple(params or ())))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield seen


def bare_connection() -> psycopg.Connection[Any]:
    """One plain connection to the same database, as Django's is set."""
    return psycopg.connect(address(), prepare_threshold=3, autocommit=True)


def address(database: str = "") -> str:
    """Where the database is, or another of the same server."""
    from django.conf import settings

    at = settings.DATABASES["default"]
    return psycopg.conninfo.make_conninfo(
        host=at["HOST"], port=at["PORT"], user=at["USER"], password=at["PASSWORD"],
        dbname=database or at["NAME"],
    )  # fmt: skip


def rewritten(statement: Statement, values: Mapping[Any, Any]) -> tuple[Any, ...]:
    """The parameters of a statement, with ``values`` in place of those of the first operation.

    An event gets a new time and nonce, for they make its key.
    """
    sql, params = statement
    changed = [values.get(p, p) if isinstance(p, (int, str)) else p for p in params]
    if "INSERT INTO journal_event" in sql:
        changed[0] = datetime.now(UTC)
        changed[3] = secrets.randbits(32) - 2**31
    return tuple(changed)
