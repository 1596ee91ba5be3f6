"""Tests of several connections leave rows behind: only tables that hold some are emptied.

Django truncates every table and writes the permissions of every model again after each such test,
some 0.4 s a time; most leave rows in a dozen tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.management.commands import flush
from django.db.backends.postgresql.operations import DatabaseOperations

from carnet.base.database import column
from carnet.journal import contexts

OF_MODELS = {"django_content_type", "auth_permission"}  # written once, with the tables


def install() -> None:
    """Let Django empty the tables of tests this way."""
    setattr(DatabaseOperations, "sql_flush", _sql_flush)  # noqa: B010 - a method of Django's
    setattr(flush, "emit_post_migrate_signal", _emptied)  # noqa: B010


def _sql_flush(
    self: DatabaseOperations, _style: Any, tables: Iterable[str], **_how: bool
) -> list[str]:
    asked = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT FROM {self.quote_name(table)})"
        for table in sorted(set(tables) - OF_MODELS)
    )
    return [f"DELETE FROM {self.quote_name(table)}" for table in column(asked)]


def _emptied(*_asked: Any, **_more: Any) -> None:
    """The journal forgets what this process knew of its rows; permissions are still there."""
    contexts.forget()
