"""Documents that the patient does not see before somebody announces them (R1111-53 CSP).

After ``ANNOUNCE_AFTER`` they learn that one waits, never which. After ``REVEAL_AFTER_MONTHS`` it
becomes visible by itself; a professional who announced it makes it visible sooner.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import transaction

from carnet.access.decide import Decision
from carnet.access.facts import Action, Actor
from carnet.base import clock, outbox
from carnet.base.database import column, execute, rows
from carnet.journal.events import EventKind, record
from carnet.records import chains, versions
from carnet.records.asking import Permitted, change, lock
from carnet.records.states import SYSTEM

_WAIT = """
INSERT INTO records_announcement (person_id, entry_no, since) VALUES (%s, %s, %s)
ON CONFLICT DO NOTHING
"""
# What was deleted or replaced meanwhile is nothing to wait for: only what replaced it is told.
_TO_TELL = """
SELECT a.person_id, array_agg(a.entry_no ORDER BY a.entry_no)
FROM records_announcement a JOIN records_entry e USING (person_id, entry_no)
JOIN records_record r USING (person_id)
WHERE a.ended_at IS NULL AND a.told_at IS NULL AND a.since <= %s
  AND e.status NOT IN (2, 4) AND r.state IN ('created', 'active')
GROUP BY a.person_id ORDER BY min(a.since) LIMIT %s
"""
_TO_REVEAL = """
SELECT a.person_id, array_agg(a.entry_no ORDER BY a.entry_no)
FROM records_announcement a JOIN records_record r USING (person_id)
WHERE a.ended_at IS NULL AND a.since <= %s AND a.since + make_interval(months => %s) <= %s
  AND r.state IN ('created', 'active')
GROUP BY a.person_id ORDER BY min(a.since) LIMIT %s
"""
_TOLD = """
UPDATE records_announcement SET told_at = %s
WHERE person_id = %s AND entry_no = ANY(%s) AND told_at IS NULL AND ended_at IS NULL
RETURNING entry_no
"""
_ENDED = """
UPDATE records_announcement SET ended_at = %s
WHERE person_id = %s AND entry_no = ANY(%s) AND ended_at IS NULL
RETURNING entry_no
"""
_CURRENT = """
SELECT entry_no, hidden_from_representatives FROM records_entry
WHERE person_id = %s AND entry_no = ANY(%s) AND status NOT IN (2, 4) ORDER BY entry_no
"""
_SHORTEST_MONTH = timedelta(days=28)  # lets the index leave out most, before the exact month


def wait(person_id: int, entry_no: int) -> None:
    """Begin the delays of a document just deposited, in the transaction of its deposit."""
    execute(_WAIT, [person_id, entry_no, clock.now()])


def announce(person_id: int, actor: Actor, entry_no: int) -> dict[int, int]:
    """Make a document visible to its patient, now that its author told them what it says.

    Returns the version of each entry that became visible. Raises Refused, NotFound.
    """
    write = partial(_announced, person_id, actor)
    return change(person_id, actor, [entry_no], Action.HIDE, write)


def tell_due(limit: int = 500) -> int:
    """Tell those for whom a document has waited; return how many people."""
    due = rows(_TO_TELL, [clock.now() - settings.ANNOUNCE_AFTER, limit])
    return sum(_tell(person_id, entries) for person_id, entries in due)


def reveal_due(limit: int = 500) -> int:
    """Make visible what has waited long enough; return how many people see more."""
    now, months = clock.now(), settings.REVEAL_AFTER_MONTHS
    due = rows(_TO_REVEAL, [now - months * _SHORTEST_MONTH, months, now, limit])
    return sum(_reveal(person_id, entries) for person_id, entries in due)


def _tell(person_id: int, waiting: list[int]) -> bool:
    with transaction.atomic():
        told = _marked(_TOLD, person_id, waiting)
        for entry_no in told:
            record(EventKind.DOCUMENT_ANNOUNCED, person_id, SYSTEM, entry_no=entry_no)
        for secret in {secret for _, secret in rows(_CURRENT, [person_id, told])}:
            outbox.put(person_id, "document.waits", hidden_from_representatives=secret)
    return bool(told)


def _reveal(person_id: int, waiting: list[int]) -> bool:
    with transaction.atomic():
        lock(person_id)
        ended = _marked(_ENDED, person_id, waiting)
        return bool(_show(person_id, SYSTEM, ended, "REMISE_VISIBILITE_AUTO"))


def _announced(person_id: int, actor: Actor, permitted: Permitted) -> dict[int, int]:
    chain = chains.of(person_id, permitted)
    _marked(_ENDED, person_id, chain)
    decision = next(iter(permitted.values()))
    return _show(person_id, actor, chain, "AJOUT_DOCUMENT", decision)


def _show(
    person_id: int,
    actor: Actor,
    entry_nos: Iterable[int],
    notice: str,
    decision: Decision | None = None,
) -> dict[int, int]:
    made = versions.change(person_id, entry_nos, hidden_from_patient=False)
    for entry_no in made:
        record(EventKind.DOCUMENT_REVEALED, person_id, actor, entry_no=entry_no, decision=decision)
    for entry_no, secret in rows(_CURRENT, [person_id, list(made)]):
        news = {"notice": notice, "entry_no": entry_no, "hidden_from_representatives": secret}
        outbox.put(person_id, "document.revealed", **news)
    return made


def _marked(sql: str, person_id: int, entry_nos: Iterable[int]) -> list[int]:
    return column(sql, [clock.now(), person_id, sorted(entry_nos)])
