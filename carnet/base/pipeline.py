"""One transaction in few round trips: statements wait, and leave with the first that answers.

libpq's pipeline, driven here: psycopg's own spends fifteen times the processor time a statement.
Statements are prepared at their first use; PostgreSQL infers the types of parameters, sent as text.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import Connection, errors, generators
from psycopg.abc import PQGen
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ConnStatus, ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult

from carnet.base.prepared import Prepared

Rows = list[tuple[Any, ...]]
_here = threading.local()


def current() -> Pipeline | None:
    """The pipeline of the transaction that this thread is in, if it opened one."""
    found: Pipeline | None = getattr(_here, "pipeline", None)
    return found


class Pipeline:
    """The statements of one transaction that wait to be sent, or one statement alone."""

    def __init__(self, django: BaseDatabaseWrapper) -> None:
        django.ensure_connection()
        self._django, self._link = django, cast("Connection[Any]", django.connection)
        self._line, self._prepared = self._link.pgconn, Prepared(self._link)
        self._values = Transformer(self._link)
        self._waiting: list[Callable[[], None]] = []
        idle = self._line.transaction_status == TransactionStatus.IDLE
        if idle and django.in_atomic_block:
            self._plain(b"BEGIN")

    def add(self, sql: str, params: Sequence[Any] = (), form: Format = Format.TEXT) -> None:
        """Let a statement wait."""
        name, preparation = self._prepared.name(sql)
        if preparation:
            self._waiting.append(preparation)
        values = self._values.dump_sequence(params, [PyFormat.TEXT] * len(params))
        self._waiting.append(
            partial(self._line.send_query_prepared, name, values, result_format=form)
        )

    def _plain(self, sql: bytes) -> None:
        self._waiting.append(partial(self._line.send_query_params, sql, ()))

    def rows(self, sql: str, params: Sequence[Any], form: Format) -> Rows:
        """Send what waits, then this statement, and return its rows."""
        self.add(sql, params, form)
        answer = self.send()
        reader = Transformer(self._link)
        reader.set_pgresult(answer, format=form)
        return reader.load_rows(0, answer.ntuples, tuple)

    def finish(self) -> None:
        """Send the last statements, with the COMMIT that ends an outermost transaction."""
        if not self._django.savepoint_ids and not self._django.needs_rollback:
            self._plain(b"COMMIT")
        if self._waiting:
            self.send()

    def send(self) -> PGresult:
        """Send what waits and return the answer to the last statement; raise what went wrong."""
        waiting, self._waiting = self._waiting, []
        with self._django.wrap_database_errors:
            answer: PGresult = self._link.wait(_exchange(self._line, waiting))
        self._prepared.keep(answer)
        return answer


def _exchange(line: PGconn, commands: list[Callable[[], None]]) -> PQGen[PGresult]:
    """Send all in one go, read all answers, return the last: a generator that psycopg waits on."""
    line.enter_pipeline_mode()
    for command in commands:
        command()
    line.pipeline_sync()
    yield from generators.send(line)
    answers = yield from _answers(line)
    line.exit_pipeline_mode()
    for answer in answers:
        if answer.status == ExecStatus.FATAL_ERROR:
            raise errors.error_from_result(answer)
    return answers[-1]


def _answers(line: PGconn) -> PQGen[list[PGresult]]:
    found: list[PGresult] = []
    while True:
        answer = yield from generators.fetch(line)
        if answer is None:  # between two statements, or nothing more will ever come
            if line.status == ConnStatus.BAD:
                raise errors.OperationalError("the connection was lost")
        elif answer.status == ExecStatus.PIPELINE_SYNC:
            return found
        else:
            found.append(answer)


def opened() -> Pipeline | None:
    """A pipeline, unless statements must go one by one through Django: counted or recorded."""
    django = connections[DEFAULT_DB_ALIAS]  # asked once: the usual proxy is slow
    if django.execute_wrappers or django.queries_logged or django.needs_rollback:
        return None
    return Pipeline(django)


@contextlib.contextmanager
def together() -> Iterator[None]:
    """A transaction whose statements, made by ``base.database``, leave together.

    Those that return rows are waited for; an error of the others is raised at the end, and COMMIT
    leaves with the last. Where somebody records or counts statements, they go one by one.
    """
    with transaction.atomic():
        pipeline = None if current() else opened()
        if pipeline is None:
            yield
            return
        _here.pipeline = pipeline
        try:
            yield
            pipeline.finish()
        finally:
            _here.pipeline = None
