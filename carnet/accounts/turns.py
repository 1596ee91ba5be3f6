"""A turn for each who comes to activate, in the order of arrival, when too many come at once.

Slow hashes are slow on purpose: past some rate they would starve everybody. The queue is virtual:
one row says when the next one may enter, and whoever comes moves it on.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from carnet.base import clock
from carnet.base.database import row

PATIENCE = timedelta(seconds=5)  # nobody is sent away for so little
_TAKE = """
INSERT INTO accounts_turn (door, next_at) VALUES (%s, %s)
ON CONFLICT (door) DO UPDATE SET next_at = greatest(accounts_turn.next_at, %s) + %s
RETURNING next_at
"""


def take(door: str = "activation") -> datetime:
    """Take the next turn of this door: the moment from which one may enter."""
    now, pace = clock.now(), timedelta(seconds=1 / settings.ACTIVATIONS_PER_SECOND)
    found = row(_TAKE, [door, now + pace, now, pace])
    assert found is not None  # noqa: S101 - an upsert returns its row
    turn: datetime = found[0] - pace
    return turn


def is_come(turn: datetime) -> bool:
    """Whether this turn has come, or nearly."""
    return turn - clock.now() <= PATIENCE
