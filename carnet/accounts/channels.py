"""The ways to send somebody a new code: what the insurer knows of them, half hidden on screen."""

from __future__ import annotations

from dataclasses import dataclass

from carnet.accounts import attempts, information, mailboxes
from carnet.accounts.models import Contact
from carnet.accounts.problems import NoChannel
from carnet.accounts.signin import half_hidden
from carnet.notify import sms
from carnet.sharing import families


@dataclass(frozen=True, slots=True)
class Channel:
    """One way: ``name`` is email, sms or letter; ``hint`` is enough to recognise one's own."""

    name: str
    hint: str


def known(person_id: int) -> list[Channel]:
    """The ways to reach this person, the quickest first; a minor is reached through a parent."""
    reader = families.attached_parent(person_id) or person_id
    contact = Contact.objects.filter(person_id=reader).first() or Contact()
    ways = [
        Channel("email", half_hidden(contact.email) if mailboxes.alive(contact.email) else ""),
        Channel("sms", half_hidden(contact.mobile) if contact.mobile and sms.available() else ""),
        Channel("letter", contact.postal_code if contact.address and contact.city else ""),
    ]
    return [way for way in ways if way.hint]


def send_code(person_id: int, channel: str) -> str:
    """Send a new code this way, the former one dies; return the channel.

    Raises ``NoChannel`` for a way that is not known, ``Slowed`` or ``Locked`` when asked too
    often, ``notify.sms.NotSent``.
    """
    if channel not in {way.name for way in known(person_id)}:
        raise NoChannel
    attempts.check("renewal", str(person_id))
    attempts.failed("renewal", str(person_id))
    return information.renew_code(person_id, channel)
