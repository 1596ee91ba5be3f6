"""One brake for the whole house: codes tried from everywhere on everyone, a few tries each.

No account and no address then goes too far by itself. Past a number of failures in an hour, over
all of them, each channel (codes of letters, one-time codes, cards, passwords) lets everyone try
less before it slows and locks them. Nobody is shut out: who types rightly the first time feels
nothing.
"""

from __future__ import annotations

from django.conf import settings

from carnet.base import clock, ids
from carnet.base.database import execute, row

CHANNELS = frozenset({"matricule", "card", "one_time_code", "identifier"})
# One row an hour and channel, beside those of carnet.accounts.attempts. It takes no lock that a
# try waits for: one statement, after a failure, outside the transaction of the guard.
_COUNT = """
INSERT INTO accounts_attempt AS a (subject, failures, last_at) VALUES (%s, 1, %s)
ON CONFLICT (subject) DO UPDATE SET failures = a.failures + 1, last_at = excluded.last_at
"""
_FAILURES = "SELECT failures FROM accounts_attempt WHERE subject = %s"


def failed(channel: str) -> None:
    """Count one failure of this channel, whoever made it."""
    if channel in CHANNELS:
        execute(_COUNT, [_hour(channel), clock.now()])


def pressed(channel: str) -> bool:
    """Whether too many failures came this hour, over the whole house."""
    if channel not in CHANNELS:
        return False
    found = row(_FAILURES, [_hour(channel)])
    return bool(found and found[0] > settings.HOUSE_FAILURES_PER_HOUR)


def _hour(channel: str) -> bytes:
    return ids.blind("brake", f"{channel}:{clock.now():%Y-%m-%dT%H}")
