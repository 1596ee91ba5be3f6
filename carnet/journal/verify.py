"""Recomputes the whole trace and names each event that is not what was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from carnet.base.database import rows, snapshot
from carnet.journal import anchor, cosignatures, heads, policies, seals
from carnet.journal.anchor import Anchor, LogBroken
from carnet.journal.audit import Audit
from carnet.journal.leaves import COLUMNS, Row, context_number, leaf


@dataclass(slots=True)
class Report:
    """What a verification found; no problem means that the trace is proven."""

    events: int = 0
    sealed: int = 0
    seals: int = 0
    root: str = ""
    problems: list[str] = field(default_factory=list)


def verify() -> Report:
    """Verify everything; problems name the event by its time and internal numbers only.

    Reads one snapshot, chunk by chunk. It keeps in memory a head per person (about 200 bytes).
    """
    kept, problems = _anchor()
    with snapshot():
        audit = Audit()
        for seal in seals.after(-1):
            audit.check(seal)
        audit.finish()
        problems += audit.problems
        problems += audit.findings.told(_copies())
        problems += _against_anchor(kept, audit)
        problems += _heads(audit.chains)
        problems += _contexts(audit.contexts)
        problems += cosignatures.problems()
        problems += policies.problems()
    return Report(audit.events, audit.sealed, audit.seals, audit.root.hex(), problems)


def _anchor() -> tuple[Anchor | None, list[str]]:
    """Read first: it may then be older than the snapshot, never newer."""
    try:
        return anchor.read(), []
    except LogBroken as error:
        return None, [str(error)]


def _copies() -> list[tuple[Row, int]]:
    """Genuine events present more than once: a nonce makes each content unique."""
    repeated = rows(
        "SELECT at, person_id, mac FROM journal_event"
        " GROUP BY at, person_id, mac HAVING count(*) > 1 ORDER BY at"
    )
    query = (
        f"SELECT {COLUMNS}, xid, mac FROM journal_event"
        " WHERE at = %s AND person_id = %s AND mac = %s"
    )
    found = []
    for key in repeated:
        genuine = [event for event in map(Row._make, rows(query, key)) if leaf(event)[1]]
        found += [(genuine[0], len(genuine))] if len(genuine) > 1 else []
    return found


def _against_anchor(kept: Anchor | None, audit: Audit) -> Iterator[str]:
    if kept is None:
        if audit.seals:
            yield f"{anchor.path().name} is absent: an end cut from the log would not be seen"
    elif seals.digest_of(kept.seal_no) != kept.digest:
        yield (
            f"the log was cut or rewritten: seal {kept.seal_no}, of {kept.frontier.size} events,"
            " was signed and is not in the database"
        )


def _heads(expected: heads.Chains) -> Iterator[str]:
    stored = heads.read_all()
    for person in sorted(expected.keys() | stored.keys()):
        if person not in stored:
            yield f"the head of person {person} was removed"
        elif person not in expected:
            yield f"a head of person {person} was inserted: no event of theirs is sealed"
        elif stored[person] != expected[person]:
            yield f"the head of person {person} was altered"


def _contexts(used: set[int]) -> Iterator[str]:
    stored = {}
    for number, software in rows("SELECT context_id, software FROM journal_context"):
        stored[number] = software
        if context_number(software) != number:
            yield f"the name of software {number} was altered or inserted"
    for number in sorted(used - stored.keys() - {0}):
        yield f"the name of software {number} was removed"
