"""What the doors ask about accounts."""

from __future__ import annotations

from dataclasses import dataclass

from carnet.accounts import mailboxes
from carnet.accounts.models import Account as Account  # noqa: PLC0414 - its type, for the doors
from carnet.accounts.models import Contact
from carnet.identity import people
from carnet.sharing import queries as sharing
from carnet.sharing.delegates import helped


@dataclass(frozen=True, slots=True)
class Profile:
    """A record that an account may enter: one's own, a minor's whom one represents, or helped."""

    person_id: int
    own: bool
    helped: bool = False  # as their proche aidant


def profiles(account_id: int) -> list[Profile]:
    """The records that this account may enter, the own one first; none for an unknown account."""
    own = Account.objects.filter(pk=account_id, is_active=True).values_list("person_id", flat=True)
    return [
        profile
        for person_id in own
        for profile in (
            Profile(person_id, own=True),
            *(Profile(child.person_id, own=False) for child in sharing.representable(person_id)),
            *(Profile(one.person_id, own=False, helped=True) for one in helped(person_id)),
        )
    ]


def entry(account_id: int, person_id: int) -> Profile | None:
    """As what this account may enter that record; None when it may not."""
    return next((one for one in profiles(account_id) if one.person_id == person_id), None)


def may_enter(account_id: int, person_id: int) -> bool:
    """Whether this account may enter that record."""
    return entry(account_id, person_id) is not None


def has_account(person_id: int) -> bool:
    """Whether this person has a sign-in."""
    return Account.objects.filter(person_id=person_id).exists()


def account(account_id: int) -> Account:
    """The account itself, to open its session; ``Account.DoesNotExist`` when unknown."""
    return Account.objects.get(pk=account_id)


def identifier_taken(identifier: str) -> bool:
    """Whether an account has this identifier, in any case of letters."""
    return Account.objects.filter(identifier=identifier.lower()).exists()


def personal_words(person_id: int) -> list[str]:
    """What everyone may know of a person, and so may not be in their password."""
    known = people.person(person_id)
    birth = known.birth_date
    _oid, matricule = people.matricule(person_id)
    dates = [f"{birth:%d%m%Y}", f"{birth:%d%m%y}", f"{birth:%Y%m%d}", f"{birth:%Y}"]
    return [known.birth_name, known.used_name, known.given_names, matricule[:13], *dates]


def known_email(person_id: int) -> str:
    """The e-mail address that the insurer gave; empty when none, or refused for good."""
    found = Contact.objects.filter(person_id=person_id).values_list("email", flat=True).first()
    return mailboxes.alive(found or "")
