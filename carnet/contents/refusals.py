"""The person's refusal that values be drawn from their documents, and its end.

Refusing deletes those already drawn. Words stay: the search is another matter, and shows only
documents to who may read them.
"""

from __future__ import annotations

from django.db import transaction

from carnet.access.decide import Decision
from carnet.access.facts import Action, Actor, ActorKind
from carnet.base import clock
from carnet.base.database import execute, row
from carnet.journal.events import EventKind, record
from carnet.records import door

_SYSTEM = Actor(ActorKind.SYSTEM)
_REFUSE = """
INSERT INTO contents_refusal (person_id, since) VALUES (%s, %s) ON CONFLICT DO NOTHING
"""
# Those being read too: their claim ends, so that nothing is kept that was drawn before.
_FORGET = """
UPDATE contents_reading SET values = NULL, not_before = NULL
WHERE person_id = %s AND (values IS NOT NULL OR read_at IS NULL)
"""
_ALLOW = "DELETE FROM contents_refusal WHERE person_id = %s"
_AGAIN = """
UPDATE contents_reading SET read_at = NULL, tries = 0, not_before = NULL WHERE person_id = %s
"""


def refuses(person_id: int) -> bool:
    """Whether the person refuses that values be drawn."""
    return row("SELECT 1 FROM contents_refusal WHERE person_id = %s", [person_id]) is not None


def refuse(person_id: int, actor: Actor) -> None:
    """Draw no more values and delete those drawn. The person alone, or who represents them.

    Raises Refused.
    """
    decision = _allowed(person_id, actor)
    with transaction.atomic():
        if execute(_REFUSE, [person_id, clock.now()]):
            execute(_FORGET, [person_id])
            record(EventKind.VALUES_REFUSED, person_id, actor, decision=decision)


def bring(person_id: int) -> None:
    """The refusal that came with a record from another house, in the current transaction."""
    if execute(_REFUSE, [person_id, clock.now()]):
        record(EventKind.VALUES_REFUSED, person_id, _SYSTEM)


def allow(person_id: int, actor: Actor) -> None:
    """Draw values again, those of all documents; the worker reads them soon. Raises Refused."""
    decision = _allowed(person_id, actor)
    with transaction.atomic():
        if execute(_ALLOW, [person_id]):
            execute(_AGAIN, [person_id])
            record(EventKind.VALUES_ALLOWED, person_id, actor, decision=decision)


def _allowed(person_id: int, actor: Actor) -> Decision:
    return door.open(person_id, actor, Action.GOVERN).decision
