"""Whom each message about a person goes to: themselves, or the attached parent of a child."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from carnet.accounts import fields, letters
from carnet.accounts.models import Contact
from carnet.base import clock
from carnet.identity import people
from carnet.identity.names import spoken
from carnet.sharing import attachments


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who is written to about a person, how, and what stays the same whatever the code."""

    person_id: int
    contact: Contact
    letter: letters.Letter  # without its code

    @property
    def by_letter(self) -> bool:
        """Whether a letter would arrive."""
        return bool(self.contact.address and self.contact.city)


def addressee(person_id: int, *, first: bool) -> Addressee:
    """Whom to write to about one person; LookupError when unknown."""
    return addressees([person_id], first=first)[0]


def addressees(persons: Sequence[int], *, first: bool) -> list[Addressee]:
    """The same for many people, in their order, by a few reads for all of them."""
    parents = attachments.written_to(persons)
    everybody = {*persons, *parents.values()}
    known = people.persons(everybody)
    contacts = Contact.objects.in_bulk(everybody)
    until = letters.day(clock.now() + settings.CODE_VALIDITY)
    return [
        _one(one, known[one], known[parents.get(one, one)],
             contacts.get(parents.get(one, one)) or Contact(), until, first=first)
        for one in persons
    ]  # fmt: skip


def _one(
    person_id: int,
    person: people.Person,
    reader: people.Person,
    contact: Contact,
    until: str,
    *,
    first: bool,
) -> Addressee:
    about_child = reader.person_id != person_id
    letter = letters.Letter(
        recipient=f"{reader.first_name} {reader.used_name or reader.birth_name}",
        address=contact.address,
        town=f"{contact.postal_code} {contact.city}".strip(),
        child=spoken(person.first_name, "") if about_child else "",
        code="",
        until=until,
        first=first,
        of_age=not first and not about_child and fields.is_of_age(person.birth_date),
    )
    return Addressee(person_id, contact, letter)
