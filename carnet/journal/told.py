"""What the trace told: of the house itself, and of people whose tables are compared with it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple

from carnet.base.database import rows
from carnet.journal.events import NOBODY, EventKind

People = tuple[int, int]  # internal numbers: after the first, up to the second
_OF_KIND = "SELECT detail FROM journal_event WHERE person_id = %s AND kind = %s ORDER BY at"
_OF_PEOPLE = """
SELECT person_id, kind, at, actor_kind, actor_id, purpose, entry_no, detail FROM journal_event
WHERE person_id > %s AND person_id <= %s AND kind = ANY(%s) ORDER BY person_id, xid, at, nonce
"""


class Told(NamedTuple):
    """One event of a person, to be replayed."""

    kind: EventKind
    at: datetime
    actor_kind: int
    actor_id: int
    purpose: int
    entry_no: int
    detail: dict[str, Any]


def details(kind: EventKind, *keys: str) -> Iterator[dict[str, Any]]:
    """Each detail that has these keys; one altered so that it has not is named by its event."""
    for (detail,) in rows(_OF_KIND, [NOBODY, kind]):
        found = _read(detail)
        if found.keys() >= set(keys):
            yield found


def of_people(people: People, kinds: Iterable[EventKind]) -> dict[int, list[Told]]:
    """The events of each person, in the order of their transactions; no person is absent."""
    found = defaultdict[int, list[Told]](list)
    for person_id, kind, *rest, detail in rows(_OF_PEOPLE, [*people, list(map(int, kinds))]):
        found[person_id].append(Told._make([EventKind(kind), *rest, _read(detail)]))
    return found


def differing(told: list[Told], compare: Callable[[list[Told]], list[str]]) -> list[str]:
    """What a comparison names; two events that crossed are put in either order."""
    found = compare(told)
    return found if found and compare(sorted(told, key=attrgetter("at"))) else []


def _read(detail: str) -> dict[str, Any]:
    """A detail that was altered is none: ``journal.verify`` names it."""
    try:
        found = json.loads(detail or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
