"""The documents of the cases as rows, of which the predicate of visibility is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, fields

from django.db import connection

from carnet.access.facts import Document, Facts
from carnet.access.visibility import predicate
from carnet.base.database import execute, rows

_TABLE = """
CREATE TEMPORARY TABLE cases (type_code text, author_professional_id int, status int,
  confidentiality text, hidden_from_professionals bool, hidden_from_patient bool,
  hidden_from_representatives bool, category text, entry_no int,
  replaces_entry_no int) ON COMMIT DROP
"""


def fill(documents: Iterable[Document]) -> None:
    """Make the table of these documents, in the transaction of the test."""
    execute(_TABLE)
    places = ", ".join(["%s"] * len(fields(Document)))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO cases VALUES ({places})", [astuple(one) for one in documents]
        )


def visible(facts: Facts) -> set[int]:
    """The entry_no of those that the predicate lets through."""
    sql, params = predicate(facts)
    if sql == "FALSE":
        return set()
    return {number for (number,) in rows(f"SELECT e.entry_no FROM cases e WHERE {sql}", params)}
