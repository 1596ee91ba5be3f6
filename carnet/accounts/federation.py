"""Recognising, by their pivot identity, the person that an identity provider tells of."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import fields
from carnet.accounts.activation import ACTIVABLE
from carnet.accounts.models import Account, FederatedIdentity
from carnet.accounts.problems import MinorHolder, NotRecognised, RecordClosed
from carnet.base import clock, ids
from carnet.identity import people
from carnet.journal.events import NOBODY, EventKind, record
from carnet.records import queries as records

FRANCE = "99100"  # COG: the country of those whose birth place is a commune
_SEXES = {"female": "F", "male": "M"}
_LONGEST = 255


@dataclass(frozen=True, slots=True)
class Identity:
    """A pivot identity (``identity.pivot.Pivot``) and what the provider calls the person."""

    subject: str  # the provider's issuer and its opaque name for the person
    birth_name: str
    given_names: str
    sex: str
    birth_date: datetime.date
    birth_place: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Recognised:
    """One of ours: with an account to enter, else with one to activate."""

    person_id: int
    account: Account | None


def read(issuer: str, claims: Mapping[str, Any]) -> Identity:
    """The identity in FranceConnect's claims; raises ``NotRecognised`` when a trait lacks.

    Those born abroad have no ``birthplace``: their country stands for it, as in the register.
    """
    told = {name: _text(claims.get(name)) for name in ("sub", *_TRAITS)}
    country = told["birthcountry"]
    place = told["birthplace"] if country in {FRANCE, ""} else country
    identity = Identity(
        subject=f"{issuer} {told['sub']}",
        birth_name=told["family_name"],
        given_names=told["given_name"],
        sex=_SEXES.get(told["gender"], ""),
        birth_date=_day(told["birthdate"]),
        birth_place=place,
        email=_email(claims),
    )
    if not all((told["sub"], identity.birth_name, identity.given_names, identity.sex, place)):
        raise NotRecognised
    return identity


_TRAITS = ("family_name", "given_name", "gender", "birthdate", "birthplace", "birthcountry")


def _text(value: object) -> str:
    """A short text; anything else is nothing."""
    return value.strip() if isinstance(value, str) and len(value) <= _LONGEST else ""


def _day(value: str) -> datetime.date:
    """A birth date of which the day is known; « 1955-00-00 » recognises nobody."""
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise NotRecognised from None


def _email(claims: Mapping[str, Any]) -> str:
    try:
        return fields.email(_text(claims.get("email")))
    except fields.Unreadable:
        return ""


def recognise(identity: Identity) -> Recognised:
    """The one person of this identity, linked to the provider's name for them from now on.

    Raises ``NotRecognised``; for a person recognised ``RecordClosed``, ``MinorHolder``.
    """
    person_id = _link(identity)
    account = Account.objects.filter(person_id=person_id).first()
    _admit(person_id, account)
    return Recognised(person_id, account)


def _link(identity: Identity) -> int:
    """The name once linked leads to its person, unless their traits are now somebody else's.

    One that its person removed leads nowhere, until they allow it again.
    """
    subject = ids.blind("federation", identity.subject)
    found = people.find_by_pivot(identity)
    known = FederatedIdentity.objects.filter(subject_index=subject).first()
    if known is None:
        return _link_first(subject, found)
    if known.removed_at or (found and known.person_id not in found):
        _refuse(known.person_id)
    FederatedIdentity.objects.filter(pk=subject).update(last_used_at=clock.now())
    return known.person_id


def _link_first(subject: bytes, found: list[int]) -> int:
    """Exactly one person, not linked yet: a second name for the same person is not believed."""
    if len(found) != 1:
        _refuse(*found)
    [person_id] = found
    if FederatedIdentity.objects.filter(person_id=person_id).exists():
        _refuse(person_id)
    now = clock.now()
    try:
        with transaction.atomic():
            FederatedIdentity(subject, person_id, now, now).save(force_insert=True)
            _tell(EventKind.FEDERATION_LINKED, person_id)
    except IntegrityError:  # the same link, made by two pages at once
        pass
    return person_id


def _refuse(*concerned: int) -> None:
    """Write it in the record of whoever could be meant, and raise ``NotRecognised``."""
    for person_id in concerned:
        _tell(EventKind.FEDERATION_REFUSED, person_id)
    raise NotRecognised


def _admit(person_id: int, account: Account | None) -> None:
    """Stop at the same dead ends as an activation, or as a password would."""
    person, state = people.person(person_id), records.state(person_id) or ""
    if person.deceased_on is not None:
        raise RecordClosed("deceased")
    if account is not None and account.is_active:
        return
    if account is not None or state not in ACTIVABLE:
        raise RecordClosed(state)
    if fields.is_minor(person.birth_date):
        raise MinorHolder


def _tell(kind: EventKind, person_id: int) -> None:
    record(kind, person_id, Actor(ActorKind.PERSON, actor_id=NOBODY))
