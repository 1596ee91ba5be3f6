"""Tells parents what happens to their ties with a child, in their own centre: never which child."""

from __future__ import annotations

from carnet.accounts import mailboxes
from carnet.accounts.models import Account
from carnet.accounts.queries import known_email
from carnet.base import outbox
from carnet.notify import actions as notify
from carnet.notify import mail


@outbox.consumer("family.told")
def told(person_id: int, *, notice: str) -> None:
    """Add a notice, and write « Vous avez du nouveau »."""
    notify.tell(person_id, notice)


@outbox.consumer("family.invited")
def invited(person_id: int) -> None:
    """Tell of an invitation; without an account, where the insurer writes to."""
    notify.tell(person_id, "INVITATION_RL")
    if not Account.objects.filter(person_id=person_id, is_active=True).exists():
        outbox.put(person_id, "family.invitation_mail")


@outbox.sender("family.invitation_mail")
def write(person_id: int) -> None:
    """Say that something waits behind one's own activation, and nothing of what it is."""
    if email := known_email(person_id):
        with mailboxes.watched(person_id, email):
            mail.send(email, "accounts/waiting.txt")
