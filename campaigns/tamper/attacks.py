"""What one round does to one row, and what a detection must then name."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import Any

from carnet.base.database import execute, rows

# How a problem names a row of each table.
_OF = {
    "journal_event": "event of {moment} UTC, person {person_id}",
    "journal_seal": "seal {seal_no}",
    "journal_head": "person {person_id}",
    "journal_context": "software {context_id}",
    "journal_tile": "tile {number} of level {level} of the log",
    "journal_census": "census {census_no}",
    "journal_census_tile": "tile {number} of level {level} of the census",
    "journal_cosignature": "cosignature of {witness} on seal {seal_no}",
    "records_entry": "entry {entry_no} of person {person_id}",
    "records_entry_version": "entry {entry_no} of person {person_id}",
    "records_record": "of person {person_id} is not what the trace tells",
    "records_kept_from": "from whom entry {entry_no} is kept in the record of person {person_id}",
    "sharing_authorization": "{subject_id} is not what the trace tells of person {person_id}",
    "sharing_emergency_choice": "not what the trace tells of person {person_id}",
    "sharing_treating_doctor": "not whom the trace tells of person {person_id}",
    "sharing_representation": "person {representative_id} is not what the trace tells",
    "sharing_delegation": "delegation {delegation_no} is not what the trace tells",
    "sharing_representative_invitation": (
        "invitation {invitation_no} is not what the trace tells of person {person_id}"
    ),
    "sharing_emergency_access": (
        "entry in an emergency {access_no} is not what the trace tells of person {person_id}"
    ),
    "sharing_report": "report {report_no} is not what the trace tells of person {person_id}",
}
# Of who may read, the trace tells what opens a record or closes it; of the rest, not since when.
_TOLD = {
    "records_record": ("state", "hide_new_documents", "hidden_categories"),
    "records_kept_from": ("person_id", "subject", "subject_id", "entry_no"),
    "sharing_authorization": (
        "person_id", "subject", "subject_id", "effect", "mode", "recorded_by_professional_id",
        "administrator", "until", "secret_from_representatives", "since",
    ),
    "sharing_emergency_choice": (
        "person_id", "regulation", "other_professionals", "hidden_documents",
    ),
    "sharing_treating_doctor": ("person_id", "professional_id"),
    "sharing_representation": (
        "person_id", "representative_id", "denied_at", "ended_at", "until",
    ),
    "sharing_delegation": (
        "person_id", "delegation_no", "caregiver_id", "categories", "writes", "hidden_documents",
        "answer", "until", "offered_at",
    ),
    "sharing_representative_invitation": (
        "person_id", "invitation_no", "inviter_id", "invited_id", "answer", "invited_at",
    ),
}  # fmt: skip
TABLES = (*_OF,)
# Many events for each seal: each table gets its share all the same.
_SHARES = (6, 2, 1, 1, 1, 1, 1, 1, 3, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1)
_OTHER = {
    "bigint": "{c} + {n}",
    "integer": "coalesce({c}, 0) + {n}",
    "smallint": "(coalesce({c}, 0) + {n}) %% 30000",
    "boolean": "NOT {c}",
    "text": "{c} || '{n}'",
    "character varying": "left({c}, 0) || '{n}'",
    "bytea": "coalesce({c}, '') || '\\x{n:02x}'::bytea",
    "timestamp with time zone": "coalesce({c}, now()) + interval '{n} seconds'",
    "date": "coalesce({c}, current_date) + {n}",
    "character varying[]": "CASE WHEN {c} IS NULL THEN ARRAY['BIOLOGIE'] END",
    "jsonb": "{c} || '{{\"tampered\": {n}}}'",
}


# A row begins a moment before its event: an edit of less than that changes no day.
_FAR = {"since": "{c} - interval '{n} days'"}


@dataclass(frozen=True)
class Attack:
    """One edit: what it was, in words, and what the detection must say."""

    words: str
    names: str


def strike(random: Random) -> Attack | None:
    """Do one thing to one row chosen by chance; None where it left everything as it was."""
    table = random.choices(TABLES, _SHARES)[0]
    verbs: list[Callable[[str, Random], Attack | None]] = [_edit, _edit, _remove, _insert, _swap]
    return random.choice(verbs)(table, random)


def _row(table: str, random: Random) -> tuple[str, dict[str, Any]]:
    """A row: its physical address, and its columns."""
    found = rows(f"SELECT tableoid || ':' || ctid, to_jsonb(t)::text FROM {table} t ORDER BY 1")
    place, columns = random.choice(found)
    return place, json.loads(columns)


def _at(place: str) -> str:
    table, ctid = place.split(":")
    return f"tableoid = {table}::oid AND ctid = '{ctid}'::tid"


def _attack(verb: str, table: str, columns: dict[str, Any]) -> Attack:
    moment = datetime.fromisoformat(columns.get("at", "1970-01-01"))
    return Attack(
        f"{verb} {table}", _OF[table].format(moment=f"{moment:%Y-%m-%d %H:%M:%S.%f}", **columns)
    )


def _edit(table: str, random: Random) -> Attack | None:
    place, columns = _row(table, random)
    kinds = dict(
        rows(
            "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute"
            " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
            [table],
        )
    )
    column = random.choice(sorted(_TOLD.get(table, columns)))
    value = _FAR.get(column, _OTHER[kinds[column]]).format(c=column, n=random.randrange(1, 90))
    sql = f"UPDATE {table} SET {column} = {value} WHERE {_at(place)} AND {column} IS DISTINCT FROM"
    if not execute(f"{sql} ({value})"):
        return None
    return _attack(f"edit {column} of", table, columns)


def _remove(table: str, random: Random) -> Attack | None:
    place, columns = _row(table, random)
    execute(f"DELETE FROM {table} WHERE {_at(place)}")
    return _attack("remove from", table, columns)


_MOVED = {  # what a copy must differ by, where the table has a key
    "journal_seal": ("seal_no", 1000),
    "journal_head": ("person_id", 1000),
    "journal_context": ("context_id", 7),
    "journal_tile": ("number", 100),
    "journal_census": ("census_no", 100),
    "journal_census_tile": ("number", 100),
    "journal_cosignature": ("seal_no", 1000),
    "records_entry": ("entry_no", 100),
    "records_entry_version": ("version", 100),
    "records_record": ("person_id", 1000),
    "records_kept_from": ("entry_no", 100),
    "sharing_authorization": ("subject_id", 100),
    "sharing_emergency_choice": ("person_id", 1000),
    "sharing_treating_doctor": ("person_id", 1000),
    "sharing_representation": ("representative_id", 1000),
    "sharing_delegation": ("delegation_no", 100),
    "sharing_representative_invitation": ("invitation_no", 100),
    "sharing_emergency_access": ("access_no", 100),
    "sharing_report": ("report_no", 100),
}
# Told by their number: what the log does not reach has no place in it.
_COUNTED = {"journal_tile": "tiles were inserted", "journal_census_tile": "tiles of the census"}


def _insert(table: str, random: Random) -> Attack | None:
    """A copy of a row, under another number where the table has a key."""
    place, columns = _row(table, random)
    column, step = _MOVED.get(table, ("actor_id", random.choice((0, 1))))
    if column not in columns:
        return None
    copied = dict(columns) | {column: columns[column] + step}
    shown = ", ".join(columns)
    values = ", ".join(f"{c} + {step}" if c == column else c for c in columns)
    unique = ", unique_id" if table == "records_entry" else ""
    if unique:  # a source never deposits the same twice
        values = values.replace("unique_id", "unique_id || '.9'")
    execute(f"INSERT INTO {table} ({shown}) SELECT {values} FROM {table} WHERE {_at(place)}")
    attack = _attack("insert into", table, copied)
    return replace(attack, names=_COUNTED.get(table, attack.names))


_SWAPPED = {
    "journal_event": ("xid", "at", "detail", "actor_id", "entry_no", "mac"),
    "journal_seal": ("root", "leaves", "signature", "summary"),
    "journal_head": ("head", "events"),
    "journal_context": ("software",),
    "journal_tile": ("hash",),
    "journal_census": ("root", "tree_size"),
    "journal_census_tile": ("hashes",),
    "journal_cosignature": ("seal_no", "signature"),
    "records_entry": ("segment", "wrapped_key", "mac", "title", "sha256"),
    "records_entry_version": ("since", "mac", "status"),
    "records_record": ("hide_new_documents", "hidden_categories"),
    "records_kept_from": ("entry_no", "subject_id"),
    "sharing_authorization": ("effect", "until", "subject_id"),
    "sharing_emergency_choice": ("regulation", "hidden_documents"),
    "sharing_treating_doctor": ("professional_id",),
    "sharing_representation": ("representative_id",),
    "sharing_delegation": ("caregiver_id", "categories", "until"),
    "sharing_representative_invitation": ("inviter_id", "invited_id", "answer"),
    "sharing_emergency_access": ("reason", "until", "finding", "professional_id"),
    "sharing_report": ("event_at", "words", "answered_at"),
}


def _swap(table: str, random: Random) -> Attack | None:
    """Two rows exchange one column: a reordering, or a replay across people."""
    (one, mine), (two, theirs) = _row(table, random), _row(table, random)
    column = random.choice(_SWAPPED[table])
    if one == two or mine[column] == theirs[column]:
        return None
    execute(
        f"UPDATE {table} a SET {column} = b.{column} FROM {table} b"
        f" WHERE (a.tableoid, a.ctid) IN ({_pair(one)}, {_pair(two)})"
        f" AND (b.tableoid, b.ctid) IN ({_pair(one)}, {_pair(two)})"
        " AND (a.tableoid, a.ctid) <> (b.tableoid, b.ctid)"
    )
    return _attack(f"swap {column} in", table, mine)


def _pair(place: str) -> str:
    table, ctid = place.split(":")
    return f"({table}::oid, '{ctid}'::tid)"
