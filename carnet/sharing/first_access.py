"""« Un professionnel a pour la première fois accès à votre carnet »: told once for each of them.

By who records a consent, and by a member of a structure that the person authorised, when they
first open the record. Whom the person authorised by name, they know of.
"""

from __future__ import annotations

from django.db import transaction

from carnet.access.facts import Actor, Purpose
from carnet.base import clock, outbox
from carnet.base.database import execute, row

_TELL = """
INSERT INTO sharing_first_access (person_id, professional_id, secret_from_representatives, at)
VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING RETURNING 1
"""
_MOST = 100_000
_told: set[tuple[int, int, bool]] = set()  # by this process: an opening then asks nothing


def entered(person_id: int, actor: Actor) -> None:
    """Tell of a member of an authorised team who opens the record, if nobody did before."""
    key = (person_id, actor.actor_id, actor.purpose is Purpose.SECRET)
    if key not in _told:
        with transaction.atomic():
            tell_once(person_id, actor)
        transaction.on_commit(lambda: _remember(key))


def tell_once(person_id: int, actor: Actor) -> None:
    """The same in the current transaction, whatever this process remembers."""
    secret = actor.purpose is Purpose.SECRET
    if row(_TELL, [person_id, actor.actor_id, secret, clock.now()]):
        told = {"professional_id": actor.actor_id, "secret": secret}
        outbox.put(person_id, "record.first_access", **told)


def forget(person_id: int, professional_id: int, *, secret: bool) -> None:
    """Tell again of one whose consent ended, should a new one be recorded."""
    execute(
        "DELETE FROM sharing_first_access WHERE person_id = %s AND professional_id = %s"
        " AND secret_from_representatives = %s",
        [person_id, professional_id, secret],
    )


def _remember(key: tuple[int, int, bool]) -> None:
    if len(_told) >= _MOST:
        _told.clear()
    _told.add(key)
