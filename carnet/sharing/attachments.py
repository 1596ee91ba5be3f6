"""Children attached to their parents by thousands, as the insurer's register brings them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from carnet.access.facts import Actor, ActorKind
from carnet.base import clock
from carnet.base.copying import copy
from carnet.base.database import rows
from carnet.journal.events import EventKind, record_each
from carnet.sharing.scopes import majority_hash

_SYSTEM = Actor(ActorKind.SYSTEM)
_COLUMNS = "person_id, representative_id, rank, since, until"


def attach_many(attached: Sequence[tuple[int, int, date]]) -> None:
    """Attach children new to the house: (child, parent, day of majority)."""
    now = clock.now().isoformat()
    copy(
        "sharing_representation",
        _COLUMNS,
        (f"{child}\t{parent}\t1\t{now}\t{until}" for child, parent, until in attached),
    )
    told = (
        (child, {"representative": parent, "until": majority_hash(child, until)})
        for child, parent, until in attached
    )
    record_each(EventKind.REPRESENTATION_RECORDED, told, _SYSTEM)


def attached_to(children: Collection[int]) -> dict[int, int]:
    """The attached parent of each of these children who has one today, certified or not."""
    found = rows(
        "SELECT person_id, representative_id FROM sharing_representation"
        " WHERE person_id = ANY(%s) AND rank = 1 AND ended_at IS NULL AND until > %s",
        [list(children), clock.today()],
    )
    return {int(child): int(parent) for child, parent in found}


def written_to(people: Collection[int]) -> dict[int, int]:
    """Who gets what is sent about each of these children (``families.attached_parent``)."""
    found = rows(
        "SELECT DISTINCT ON (person_id) person_id, representative_id FROM sharing_representation"
        " WHERE person_id = ANY(%s) AND until > %s AND ended_at IS NULL AND denied_at IS NULL"
        " ORDER BY person_id, rank, representative_id",
        [list(people), clock.today()],
    )
    return {int(child): int(parent) for child, parent in found}
