"""The sign-in of somebody who died: nobody enters as them any more, children included."""

from __future__ import annotations

from carnet.accounts.models import Account
from carnet.base import outbox
from carnet.identity import people


@outbox.consumer("record.death")
def follow(person_id: int) -> None:
    """Stop the sign-in, or give it back when the register was wrong; open sessions end with it."""
    lives = people.deceased_on(person_id) is None
    Account.objects.filter(person_id=person_id).update(is_active=lives)
