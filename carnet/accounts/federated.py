"""The identity provider of somebody who has an account: seen, removed, allowed again.

A link that was removed is kept: the pivot identity alone would make it again at the next try.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import notices
from carnet.accounts.models import Account, FederatedIdentity
from carnet.accounts.problems import LastWay
from carnet.accounts.ways import Way, spares
from carnet.base import clock
from carnet.journal.events import EventKind, record


@dataclass(frozen=True, slots=True)
class Link:
    """What ties an account to its provider; ``removed``: it opens nothing."""

    linked_at: datetime
    last_used_at: datetime | None
    removed: bool


def link(account_id: int) -> Link | None:
    """The link of this account; None when it never came through the provider."""
    person_id = Account.objects.get(pk=account_id).person_id
    found = FederatedIdentity.objects.filter(person_id=person_id).first()
    if found is None:
        return None
    return Link(found.linked_at, found.last_used_at, found.removed_at is not None)


def remove(account_id: int) -> bool:
    """Let the provider open this account no more; False when it did not.

    The holder is told. Raises ``LastWay`` when nothing else opens the account.
    """
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        known = FederatedIdentity.objects.filter(person_id=account.person_id, removed_at=None)
        if not known.exists():
            return False
        if not spares(account, Way.FEDERATION):
            raise LastWay
        known.update(removed_at=clock.now())
        _tell(EventKind.FEDERATION_REMOVED, account)
        notices.federation_removed(account, clock.now())
    return True


def allow(account_id: int) -> bool:
    """Forget a link that was removed: the next sign-in through the provider makes it anew."""
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        gone, _rows = FederatedIdentity.objects.filter(
            person_id=account.person_id, removed_at__isnull=False
        ).delete()
        if gone:
            _tell(EventKind.FEDERATION_ALLOWED, account)
    return bool(gone)


def _tell(kind: EventKind, account: Account) -> None:
    record(kind, account.person_id, Actor(ActorKind.PERSON, actor_id=account.person_id))
