"""« Un soignant a consulté votre carnet »: told of each one who opens it, once a day for each.

Each access is told, not the first alone (domain.md 11.1). Once a day: a software asks the record
again at each screen of one consultation, and thirty messages for it would teach to read none. The
history holds every act; the notice leads to those of that day.
"""

from __future__ import annotations

from django.db import transaction

from carnet.access.facts import Actor, Purpose
from carnet.base import clock, outbox
from carnet.base.database import execute, row

# First: whether none was told of before (``xmax`` is 0 on a row that was inserted).
_TELL = """
INSERT INTO sharing_told_access AS t (person_id, professional_id, secret_from_representatives, day)
VALUES (%s, %s, %s, %s)
ON CONFLICT (person_id, professional_id, secret_from_representatives)
DO UPDATE SET day = excluded.day WHERE t.day < excluded.day
RETURNING xmax = 0
"""
_MOST = 100_000
_Told = tuple[int, int, bool, int]
_told: set[_Told] = set()  # by this process: an opening then asks nothing


def entered(person_id: int, actor: Actor) -> None:
    """Tell of a professional who opens the record, if nobody did today."""
    key = _key(person_id, actor.actor_id, secret=actor.purpose is Purpose.SECRET)
    if key not in _told:
        with transaction.atomic():
            tell_once(person_id, actor)
        transaction.on_commit(lambda: _remember(key))


def tell_once(person_id: int, actor: Actor) -> None:
    """The same in the current transaction, whatever this process remembers."""
    secret = actor.purpose is Purpose.SECRET
    if told := row(_TELL, [person_id, actor.actor_id, secret, clock.today()]):
        (first,) = told
        outbox.put(
            person_id, "record.consulted", professional_id=actor.actor_id, secret=secret,
            first=first,
        )  # fmt: skip


def forget(person_id: int, professional_id: int, *, secret: bool) -> None:
    """Tell as of a first access of one whose consent ended, should a new one be recorded."""
    execute(
        "DELETE FROM sharing_told_access WHERE person_id = %s AND professional_id = %s"
        " AND secret_from_representatives = %s",
        [person_id, professional_id, secret],
    )
    key = _key(person_id, professional_id, secret=secret)
    transaction.on_commit(lambda: _told.discard(key))


def _key(person_id: int, professional_id: int, *, secret: bool) -> _Told:
    return person_id, professional_id, secret, clock.today().toordinal()


def _remember(key: _Told) -> None:
    if len(_told) >= _MOST:
        _told.clear()
    _told.add(key)
