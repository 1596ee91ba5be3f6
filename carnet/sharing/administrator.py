"""The professional whom the person chooses to look after their record (domain.md 4.2)."""

from __future__ import annotations

from django.db import transaction

from carnet.access.facts import Actor
from carnet.base import clock
from carnet.base.database import execute, row
from carnet.journal.events import EventKind, record
from carnet.sharing.asking import allowed_to_the_person
from carnet.sharing.problems import NotAuthorised

# A consent that the representatives of a minor do not know of is none to them.
_KNOWN = """
SELECT administrator FROM sharing_authorization
WHERE person_id = %s AND subject = 'P' AND subject_id = %s AND effect = 'consent'
  AND (until IS NULL OR until > %s) AND NOT (secret_from_representatives AND %s) FOR UPDATE
"""
_CHANGE = """
UPDATE sharing_authorization SET administrator = %s
WHERE person_id = %s AND subject = 'P' AND subject_id = %s
"""


def choose_administrator(person_id: int, actor: Actor, professional_id: int) -> None:
    """Make administrator a professional who is authorised by name, for as long as they are.

    Raises SharingRefused; NotAuthorised without a consent by name. Again, it changes nothing.
    """
    _set(person_id, actor, professional_id, chosen=True)


def end_administrator(person_id: int, actor: Actor, professional_id: int) -> None:
    """Take it back; the consent stays. Raises SharingRefused, NotAuthorised."""
    _set(person_id, actor, professional_id, chosen=False)


def _set(person_id: int, actor: Actor, professional_id: int, *, chosen: bool) -> None:
    decision = allowed_to_the_person(person_id, actor)
    of_another = actor.actor_id != person_id
    with transaction.atomic():
        known = row(_KNOWN, [person_id, professional_id, clock.now(), of_another])
        if known is None:
            raise NotAuthorised
        if known != (chosen,):
            execute(_CHANGE, [chosen, person_id, professional_id])
            kind = EventKind.ADMINISTRATOR_CHOSEN if chosen else EventKind.ADMINISTRATOR_ENDED
            detail = {"professional": professional_id}
            record(kind, person_id, actor, decision=decision, detail=detail)
