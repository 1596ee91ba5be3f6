"""The role under which the house serves: it adds to the trace, and can neither change nor remove.

The owner of the tables lays them and makes the service's role at each start; servers and worker
then know the service's password only (law 3: append-only by rights of the database, no trigger).
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit, urlunsplit

from django.db import ProgrammingError, connection, transaction
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from carnet.base.database import row, rows
from carnet.base.secrets import secret

# Personal heads move with each seal and the census with each count, so they may be updated;
# ``verify`` recomputes them all.
MOVING = frozenset({"journal_head", "journal_census_tile"})


class CannotMakeRole(Exception):
    """The owner of this database may not make roles."""


def service_url(owner_url: str) -> str:
    """Make or refresh the service's role; return ``owner_url`` with its name and password.

    Raises ``CannotMakeRole``: the operator makes one, or serves as the owner.
    """
    name, password = _name(), secret("database.service").hex()
    try:
        _make(name, password)
    except ProgrammingError as error:
        if isinstance(error.__cause__, InsufficientPrivilege):
            raise CannotMakeRole(name) from error
        raise
    grant(name)
    parts = urlsplit(owner_url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(name)}:{password}@{place}"))


@transaction.atomic  # no moment at which the trace could be changed, while servers run
def grant(role: str) -> None:
    """Give ``role`` what serving needs: everything on rows, but only to add to the trace."""
    named, kept = sql.Identifier(role), append_only()
    _run("GRANT USAGE ON SCHEMA public TO {role}", role=named)
    _run(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}", role=named
    )
    _run("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}", role=named)
    for table in kept:
        _run(
            "REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}",
            table=sql.Identifier(table), role=named,
        )  # fmt: skip


def append_only() -> list[str]:
    """Every table of the journal but those that move; partitions too, for each has its rights."""
    found = rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind IN ('r', 'p') AND relname LIKE 'journal\\_%%' ORDER BY relname",
    )
    return [name for (name,) in found if name not in MOVING]


def _name() -> str:
    """A role is known to the whole server: it is named after its database."""
    found = row("SELECT current_database()")
    return f"{found[0] if found else 'carnet'}_service"


def _make(name: str, password: str) -> None:
    known = row("SELECT FROM pg_roles WHERE rolname = %s", [name]) is not None
    verb = "ALTER" if known else "CREATE"
    named, given = sql.Identifier(name), sql.Literal(password)
    _run(f"{verb} ROLE {{role}} LOGIN PASSWORD {{password}}", role=named, password=given)


def _run(statement: str, **names: sql.Composable) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(**names).as_string(cursor.connection))
