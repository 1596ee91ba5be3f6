"""Arrays of many integers as PostgreSQL reads them, made at once.

psycopg writes a list value after value, which for thousands takes longer than their statement.
"""

from __future__ import annotations

from collections.abc import Iterable


def integers(values: Iterable[int]) -> str:
    """A parameter to cast to an array of integers: ``{1,2,3}``."""
    return f"{{{','.join(map(str, values))}}}"
