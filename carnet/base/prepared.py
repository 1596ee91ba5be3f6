"""Statements that the server parses once a connection, for the pipeline.

Kept in psycopg's own list, so that they are forgotten when psycopg forgets all (after a ROLLBACK
it deallocates everything) and never outnumber what it allows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any, NamedTuple, cast

from psycopg import Connection
from psycopg._preparing import Prepare
from psycopg._queries import PostgresQuery
from psycopg.pq.abc import PGresult


class _Asked(NamedTuple):
    """What psycopg knows a prepared statement by; PostgreSQL infers the types of ours."""

    query: bytes
    types: tuple[int, ...] = ()


class Prepared:
    """The prepared statements of one connection, and those about to be."""

    def __init__(self, link: Connection[Any]) -> None:
        self._link, self._known = link, link._prepared  # noqa: SLF001
        self._fresh: dict[PostgresQuery, bytes] = {}
        if self._known._to_flush:  # noqa: SLF001 - what psycopg was about to forget goes first
            link.wait(self._known.maintain_gen(link))

    def name(self, sql: str) -> tuple[bytes, Callable[[], None] | None]:
        """The name of a statement, and what must be sent before its first use."""
        asked = _asked(sql)
        if asked in self._fresh:
            return self._fresh[asked], None
        prepare, name = self._known.get(asked, prepare=True)
        if prepare is Prepare.YES:
            return name, None
        self._fresh[asked] = name
        return name, partial(self._link.pgconn.send_prepare, name, asked.query)

    def keep(self, answer: PGresult) -> None:
        """All that was sent went well, ``answer`` being the last of it."""
        for asked, name in self._fresh.items():
            key = self._known.maybe_add_to_cache(asked, Prepare.SHOULD, name)
            if key is not None:
                self._known.validate(key, Prepare.SHOULD, name, [answer])
        self._fresh.clear()


@cache
def _asked(sql: str) -> PostgresQuery:
    """PostgreSQL's ``$1`` for psycopg's ``%s``."""
    first, *rest = sql.split("%s")
    marked = first + "".join(f"${number}{part}" for number, part in enumerate(rest, 1))
    return cast("PostgresQuery", _Asked(marked.replace("%%", "%").encode()))
