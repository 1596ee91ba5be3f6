"""Where an account is written to: changed once a code sent to the new contact came back."""

from __future__ import annotations

from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import mailboxes, notices, one_time
from carnet.accounts.models import Account
from carnet.base import clock
from carnet.journal.events import EventKind, record

PURPOSE = "contact"


def send_code(account_id: int, contact: str) -> None:
    """Send a code to the contact to come. Raises ``Slowed``, ``Locked``, ``notify.sms.NotSent``."""
    one_time.send(PURPOSE, str(account_id), contact)


def confirm(account_id: int, typed: str) -> str:
    """Take the contact that the code came back from, and return it.

    The former one is told. Raises ``WrongProof``, ``Slowed``, ``Locked``.
    """
    contact = one_time.check(PURPOSE, str(account_id), typed)
    mailboxes.answered(Account.objects.get(pk=account_id).person_id, contact)
    _set(account_id, "email" if "@" in contact else "mobile", contact)
    return contact


def remove(account_id: int, kind: str) -> bool:
    """Forget the ``email`` or the ``mobile``; False when it is the last way to write."""
    account = Account.objects.get(pk=account_id)
    left = mailboxes.alive(account.email) if kind == "mobile" else account.mobile
    if not left:
        return False
    _set(account_id, kind, "")
    return True


def _set(account_id: int, kind: str, contact: str) -> None:
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        former = getattr(account, kind)
        if former == contact:
            return
        setattr(account, kind, contact)
        if kind == "email":
            account.email_confirmed_at = clock.now() if contact else None
        account.save(update_fields=["email", "mobile", "email_confirmed_at"])
        holder = Actor(ActorKind.PERSON, actor_id=account.person_id)
        record(EventKind.CONTACT_CHANGED, account.person_id, holder, detail={"contact": kind})
        if former:
            notices.contact_changed(account, former, clock.now())
