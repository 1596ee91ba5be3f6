"""Many rows into one table at once, in the current transaction: PostgreSQL's COPY."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection


def copy(table: str, columns: str, lines: Iterable[Sequence[Any]]) -> None:
    """Write rows of a table; ``columns`` as SQL names them, separated by commas."""
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as stream,
    ):
        for line in lines:
            stream.write_row(line)
