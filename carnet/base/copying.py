"""Many rows into one table at once, in the current transaction: PostgreSQL's COPY.

Who has the rows writes them in COPY's text format, here or in another process: one text is made
of each, where psycopg would dump value after value.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from django.db import connection

_TOGETHER = 1000  # lines
_SIGNS = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def copy(table: str, columns: str, lines: Iterable[str]) -> None:
    """Write rows of a table; ``columns`` as SQL names them, separated by commas.

    A line has its values in the order of the columns, separated by tabs: numbers and days as they
    are, other values as ``texts`` and ``octets`` write them. PostgreSQL takes the first ones while
    the next are made: ``lines`` asks it for nothing meanwhile.
    """
    coming = iter(lines)
    some = list(islice(coming, _TOGETHER))
    if not some:
        return
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as stream,
    ):
        while some:
            stream.write("\n".join(some) + "\n")
            some = list(islice(coming, _TOGETHER))


def texts(*values: str) -> str:
    """Texts, with the tabs between them; whatever they hold, they stay values of their columns."""
    together = "".join(values)
    if together.isprintable() and "\\" not in together:  # nearly all
        return "\t".join(values)
    return "\t".join([one.translate(_SIGNS) for one in values])


def octets(value: bytes | None) -> str:
    """Bytes, or NULL."""
    return r"\N" if value is None else rf"\\x{value.hex()}"
