"""Which record an account has on the screen."""

from __future__ import annotations

from carnet.access.facts import Actor, ActorKind
from carnet.accounts.models import Account
from carnet.accounts.queries import may_enter
from carnet.journal.events import EventKind, record


def switch_profile(account_id: int, person_id: int) -> bool:
    """Journal that an account turns to this record; False when it may not enter it."""
    if not may_enter(account_id, person_id):
        return False
    reader = Account.objects.get(pk=account_id).person_id
    record(EventKind.PROFILE_SWITCHED, person_id, Actor(ActorKind.PERSON, actor_id=reader))
    return True
