"""Whom the house writes to about the life of a record, and how.

The holder's account; for a minor, those of the representatives; without any, what the insurer
knows of the holder or of the attached parent: e-mail, else a letter.
"""

from __future__ import annotations

from dataclasses import dataclass

from carnet.accounts import mailboxes
from carnet.accounts.models import Account, Contact
from carnet.accounts.queries import known_email
from carnet.identity import people
from carnet.identity.names import spoken
from carnet.sharing import families
from carnet.sharing import queries as sharing


@dataclass(frozen=True, slots=True)
class Reach:
    """One reader: at most one of ``email`` and ``mobile``; neither means a letter."""

    reader_id: int
    email: str = ""
    mobile: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """What stands in the window of an envelope."""

    name: str
    street: str
    town: str


def readers(person_id: int) -> list[Reach]:
    """Whom to write to about the record of this person: one at least."""
    family = {person_id, *sharing.representatives(person_id)}
    accounts = Account.objects.filter(person_id__in=family, is_active=True).order_by("person_id")
    return [_of_account(one) for one in accounts] or [_of_insurer(person_id)]


def address(reader_id: int) -> Address:
    """Where a letter to this person goes."""
    who = people.person(reader_id)
    contact = Contact.objects.filter(person_id=reader_id).first() or Contact()
    name = spoken(who.first_name, who.used_name or who.birth_name)
    return Address(name, contact.address, f"{contact.postal_code} {contact.city}".strip())


def child(person_id: int, reader_id: int) -> str:
    """The first name of the minor of whom a reader is told; empty for one's own record."""
    return spoken(people.person(person_id).first_name, "") if reader_id != person_id else ""


def _of_account(account: Account) -> Reach:
    email = mailboxes.alive(account.email)
    return Reach(account.person_id, email, "" if email else account.mobile, account.language)


def _of_insurer(person_id: int) -> Reach:
    reader = families.attached_parent(person_id) or person_id
    return Reach(reader, known_email(reader))
