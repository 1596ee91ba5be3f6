"""Who may enter in an emergency: three switches of the person, none of them set for them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from carnet.access.facts import Actor
from carnet.base import clock
from carnet.base.database import execute, row
from carnet.base.shapes import Moment
from carnet.journal.events import EventKind, record
from carnet.sharing.asking import allowed_to_the_person

SWITCHES = ("regulation", "other_professionals", "hidden_documents")
_CHOOSE = """
INSERT INTO sharing_emergency_choice AS c
  (person_id, regulation, other_professionals, hidden_documents, chosen_at)
VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (person_id) DO UPDATE
SET regulation = excluded.regulation, other_professionals = excluded.other_professionals,
    hidden_documents = excluded.hidden_documents, chosen_at = excluded.chosen_at
WHERE (c.regulation, c.other_professionals, c.hidden_documents)
  <> (excluded.regulation, excluded.other_professionals, excluded.hidden_documents)
"""
_CHOSEN = """
SELECT regulation, other_professionals, hidden_documents, chosen_at
FROM sharing_emergency_choice WHERE person_id = %s
"""


@dataclass(frozen=True, slots=True)
class Emergency:
    """What the person chose: the centre 15, other professionals, and hidden documents too."""

    regulation: bool
    other_professionals: bool
    hidden_documents: bool
    chosen_at: Moment


def chosen(person_id: int) -> Emergency | None:
    """The person's choice; None when they have not been asked, or did not answer."""
    found = row(_CHOSEN, [person_id])
    return Emergency(*found) if found else None


def choose(
    person_id: int,
    actor: Actor,
    *,
    regulation: bool,
    other_professionals: bool,
    hidden_documents: bool,
) -> None:
    """Keep the three answers; the same ones again change nothing. Raises SharingRefused."""
    decision = allowed_to_the_person(person_id, actor)
    switches = (regulation, other_professionals, hidden_documents)
    with transaction.atomic():
        if execute(_CHOOSE, [person_id, *switches, clock.now()]):
            detail = dict(zip(SWITCHES, switches, strict=True))
            record(EventKind.EMERGENCY_CHANGED, person_id, actor, decision=decision, detail=detail)
