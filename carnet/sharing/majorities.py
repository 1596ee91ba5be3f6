"""The day of majority of a child whose birth date the register corrects."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.base.database import rows
from carnet.journal.events import EventKind, record
from carnet.sharing.scopes import majority_hash

_SYSTEM = Actor(ActorKind.SYSTEM)
_MOVE = """
UPDATE sharing_representation SET until = %s
WHERE person_id = %s AND ended_at IS NULL AND until <> %s RETURNING representative_id
"""


def move(person_id: int, until: date) -> None:
    """Represent this person until that day, no longer; a day of the past ends it at once.

    Both parents, attached in the insurer's file or not: nobody stays beyond the eighteenth
    birthday because a date was wrong.
    """
    with transaction.atomic():
        for (representative_id,) in rows(_MOVE, [until, person_id, until]):
            detail = {"representative": representative_id, "until": majority_hash(person_id, until)}
            record(EventKind.REPRESENTATION_RECORDED, person_id, _SYSTEM, detail=detail)
