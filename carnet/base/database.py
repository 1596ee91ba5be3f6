"""The database as hot paths use it: plain SQL on Django's connection, in Django's transactions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.db import connection, transaction
from psycopg.pq import Format

from carnet.base import pipeline
from carnet.base.pipeline import together

__all__ = [
    "alone",
    "column",
    "configuration",
    "execute",
    "held",
    "look_up",
    "row",
    "rows",
    "snapshot",
    "together",
]


def configuration(url: str) -> dict[str, Any]:
    """Turn ``postgresql://user:password@host:port/name?option=…`` into Django's settings.

    A host given as option (``?host=/path``) names the folder of a Unix socket, as in libpq.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL must begin with postgresql://")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(options.pop("port", None) or parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": options | {"prepare_threshold": 3, "server_side_binding": True},
    }


def rows(sql: str, params: Sequence[Any] = (), *, binary: bool = False) -> list[tuple[Any, ...]]:
    """Run one statement and return all its rows.

    ``binary`` suits long lists with dates: Django reads dates of the text format in Python,
    psycopg reads binary ones in C. JSON then comes parsed.
    """
    if waiting := pipeline.current():
        return waiting.rows(sql, params, Format.BINARY if binary else Format.TEXT)
    with connection.cursor() as cursor:
        if binary:
            cursor.cursor.format = Format.BINARY
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def look_up(sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """``rows`` for the hottest reads, at a third of the cost: PostgreSQL infers each type."""
    alone = None if pipeline.current() else pipeline.opened()
    return alone.rows(sql, params, Format.TEXT) if alone else rows(sql, params)


def row(sql: str, params: Sequence[Any] = ()) -> tuple[Any, ...] | None:
    """Run one statement and return its first row, or None."""
    return next(iter(rows(sql, params)), None)


def column(sql: str, params: Sequence[Any] = ()) -> list[Any]:
    """Run one statement and return the first value of each row."""
    return [first for first, *_ in rows(sql, params)]


@contextmanager
def held(lock: int) -> Iterator[bool]:
    """Be the only one of all processes inside this ``lock``; False when another is."""
    granted = row("SELECT pg_try_advisory_lock(%s)", [lock]) == (True,)
    try:
        yield granted
    finally:
        if granted:
            row("SELECT pg_advisory_unlock(%s)", [lock])


@contextmanager
def alone(lock: int, taken: type[Exception]) -> Iterator[None]:
    """The same, for what cannot be done beside another: raise ``taken`` then."""
    with held(lock) as granted:
        if not granted:
            raise taken
        yield


@contextmanager
def snapshot() -> Iterator[None]:
    """A transaction that sees the database as one moment left it; inside another, as that one."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        if not nested:
            execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def execute(sql: str, params: Sequence[Any] = ()) -> int:
    """Run one statement that returns nothing; answer how many rows it touched.

    Inside ``together`` it is only sent with the next that answers, and the answer is 0.
    """
    if waiting := pipeline.current():
        waiting.add(sql, params)
        return 0
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)
