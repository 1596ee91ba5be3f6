"""E-mail addresses that their server refused for good: no news goes there until one answers.

Kept by a keyed index of the address, whoever it belongs to: an address that the insurer gave and
the same one confirmed by its owner are one mailbox. A server that says « later » marks nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from carnet.access.facts import Actor, ActorKind
from carnet.accounts.models import RefusedAddress
from carnet.base import clock, ids
from carnet.journal.events import EventKind, record
from carnet.notify.mail import Undeliverable

_SYSTEM = Actor(ActorKind.SYSTEM)


def alive(address: str) -> str:
    """The address, or nothing when it takes no message any more."""
    refused = bool(address) and RefusedAddress.objects.filter(pk=_index(address)).exists()
    return "" if refused else address


@contextmanager
def watched(person_id: int, address: str) -> Iterator[None]:
    """Mark the address when what is sent inside finds it refused for good; the refusal goes on.

    Never inside a transaction that the refusal would roll back: the mark would go too.
    """
    try:
        yield
    except Undeliverable:
        refuse(person_id, address)
        raise


def refuse(person_id: int, address: str) -> None:
    """Write to this address no more, and say so in the history of the person, once."""
    with transaction.atomic():
        _mark, new = RefusedAddress.objects.get_or_create(
            pk=_index(address), defaults={"refused_at": clock.now()}
        )
        if new:
            record(EventKind.EMAIL_REFUSED, person_id, _SYSTEM)


def answered(person_id: int, address: str) -> None:
    """A code sent there came back: the address is alive, whatever was said of it before."""
    with transaction.atomic():
        lifted, _rows = RefusedAddress.objects.filter(pk=_index(address)).delete()
        if lifted:
            record(EventKind.EMAIL_ANSWERED, person_id, _SYSTEM)


def forget(address: str) -> None:
    """Keep nothing about an address that serves no more."""
    RefusedAddress.objects.filter(pk=_index(address)).delete()


def _index(address: str) -> bytes:
    return ids.blind("mailbox", address.lower())
