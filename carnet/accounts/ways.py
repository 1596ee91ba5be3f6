"""By what an account may be entered: the last of these ways is never taken away."""

from __future__ import annotations

import enum

from carnet.accounts import mailboxes
from carnet.accounts.models import Account, FederatedIdentity, Passkey
from carnet.accounts.openid import provider
from carnet.notify import sms


class Way(enum.StrEnum):
    """What opens a session by itself."""

    PASSWORD = "password"  # noqa: S105 - and the code sent to a contact that answers
    PASSKEY = "passkey"
    FEDERATION = "federation"


def ways(account: Account) -> list[Way]:
    """The ways into this account, one entry for each passkey."""
    keys = Passkey.objects.filter(account=account).count()
    return [
        *([Way.PASSWORD] if _is_reached(account) else []),
        *[Way.PASSKEY] * keys,
        *([Way.FEDERATION] if _is_linked(account) else []),
    ]


def spares(account: Account, way: Way) -> bool:
    """Whether another way is left once this one is taken away."""
    left = ways(account)
    if way in left:
        left.remove(way)
    return bool(left)


def _is_reached(account: Account) -> bool:
    mobile = account.mobile if sms.available() else ""
    return bool(mailboxes.alive(account.email) or mobile)


def _is_linked(account: Account) -> bool:
    if provider.configured() is None:
        return False
    return FederatedIdentity.objects.filter(person_id=account.person_id, removed_at=None).exists()
