"""What someone with every right on the database does to the trace.

They have neither the keys nor the file beside.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from carnet.base.database import execute, rows
from carnet.journal.leaves import COLUMNS
from carnet.journal.verify import verify

ALL = f"{COLUMNS}, xid, mac"


@dataclass(frozen=True)
class Found:
    """One stored event."""

    place: str  # its physical address
    at: datetime
    person: int
    xid: int
    mac: int

    @property
    def words(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S.%f} UTC, person {self.person}"


def events() -> list[Found]:
    found = rows(
        "SELECT tableoid::text || ':' || ctid::text, at, person_id, xid, mac FROM journal_event"
        " ORDER BY xid, at, nonce"
    )
    return [Found(*line) for line in found]


def edit(sql: str, event: Found) -> None:
    """Do something to exactly one row."""
    table, ctid = event.place.split(":")
    assert execute(sql + " WHERE tableoid = %s::oid AND ctid = %s::tid", [int(table), ctid]) == 1


def problems() -> str:
    return "\n".join(verify().problems)


EDITS = {
    "at": "at = at + interval '1 second'",
    "at_far": "at = at - interval '100 days'",
    "person_id": "person_id = person_id + 1",
    "actor_id": "actor_id = actor_id + 1",
    "nonce": "nonce = nonce # 1",
    "organization_id": "organization_id = 0",
    "entry_no": "entry_no = entry_no + 1",
    "context_id": "context_id = 0",
    "kind": "kind = 143",
    "kind_unknown": "kind = 9999",
    "actor_kind": "actor_kind = 6",
    "rule": "rule = rule + 1",
    "policy": "policy = policy + 1",
    "purpose": "purpose = 3",
    "detail": "detail = detail || ' '",
    "mac": "mac = mac # 1",
}
