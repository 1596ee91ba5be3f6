"""Provisional codes as they are kept: a slow hash, one a person, the newest alone."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from carnet.base import clock
from carnet.base.database import execute

_KEEP = """
INSERT INTO accounts_provisional_code (person_id, code_hash, channel, sent_at, expires_at)
SELECT person_id, code_hash, %s, %s, %s FROM unnest(%s::bigint[], %s::text[])
    AS new (person_id, code_hash)
ON CONFLICT (person_id) DO UPDATE
SET code_hash = excluded.code_hash, channel = excluded.channel, sent_at = excluded.sent_at,
    expires_at = excluded.expires_at, used_at = NULL
"""


def keep(hashes: Mapping[int, str], channel: str) -> None:
    """Keep the code of each of these people, protected, as sent now; the former ones die."""
    now = clock.now()
    until = now + settings.CODE_VALIDITY
    execute(_KEEP, [channel, now, until, list(hashes), list(hashes.values())])


def kill(person_id: int) -> None:
    """End the code of a person: a new one is on its way."""
    execute(
        "UPDATE accounts_provisional_code SET expires_at = %s"
        " WHERE person_id = %s AND used_at IS NULL AND expires_at > %s",
        [clock.now(), person_id, clock.now()],
    )
