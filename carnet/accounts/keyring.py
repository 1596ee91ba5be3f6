"""What the passkeys of people and those of agents have in common: how one is kept and checked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db.models import Q, QuerySet

from carnet.accounts import ceremony
from carnet.accounts.problems import PasskeyRefused
from carnet.base import clock

MOST = 20  # of one account
_NAME = 60


class Kept(Protocol):
    """A passkey as a table keeps it."""

    pk: Any
    credential_id: Any  # bytes, as the driver gives them
    public_key: Any
    name: str
    backed_up: bool
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class PasskeyLine:
    """One line of the list; ``key`` names it in the forms of its holder."""

    key: str
    name: str
    created_at: datetime
    last_used_at: datetime | None
    synchronised: bool  # kept by the maker of the phone too


def line(one: Kept) -> PasskeyLine:
    """One passkey as its holder sees it."""
    key = bytes(one.credential_id).hex()
    return PasskeyLine(key, one.name, one.created_at, one.last_used_at, one.backed_up)


def made(answer: str, challenge: bytes, name: str) -> dict[str, Any]:
    """The columns of the passkey that a browser just made. Raises ``PasskeyRefused``."""
    found = ceremony.created(answer, challenge)
    return {
        "credential_id": found.credential_id,
        "public_key": found.credential_public_key,
        "sign_count": found.sign_count,
        "name": name[:_NAME],
        "transports": _transports(answer),
        "backed_up": found.credential_backed_up,
        "created_at": clock.now(),
    }


def check(mine: QuerySet[Any], passkey: Kept, answer: str, challenge: bytes) -> None:
    """Check what this passkey, one of ``mine``, answered; note its use.

    Raises ``PasskeyRefused``, also for a copy that the counter betrays.
    """
    found = ceremony.asserted(answer, challenge, bytes(passkey.public_key))
    # A counter that goes back tells of a copy. Synchronised passkeys count nothing: always 0.
    onward = Q(sign_count__lt=found.new_sign_count)
    if not found.new_sign_count:
        onward = Q(sign_count=0)
    used = mine.filter(onward, pk=passkey.pk).update(
        sign_count=found.new_sign_count,
        backed_up=found.credential_backed_up,
        last_used_at=clock.now(),
    )
    if not used:
        raise PasskeyRefused("counter")


def _transports(answer: str) -> list[str]:
    """How the authenticator says that it is reached, as far as it can be believed."""
    said = json.loads(answer).get("response", {}).get("transports", [])
    return [str(one)[:20] for one in said[:8]] if isinstance(said, list) else []
