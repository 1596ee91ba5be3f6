"""Activation: from the proof of identity and the code of the letter to a sign-in of one's own."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import attempts, codes, fields
from carnet.accounts.models import Account, ProvisionalCode
from carnet.accounts.problems import (
    AccountExists,
    CodeExpired,
    CodeUsed,
    IdentifierTaken,
    MinorHolder,
    RecordClosed,
    WrongProof,
)
from carnet.base import clock
from carnet.base.database import execute
from carnet.identity import people
from carnet.journal.events import NOBODY, EventKind, record
from carnet.records import actions as records
from carnet.records import queries as record_queries

TERMS_VERSION = "2026-11"
ACTIVABLE = frozenset({"not_created", "created"})


@dataclass(frozen=True, slots=True)
class Proof:
    """What a person copies from their card and letter, already read by ``accounts.fields``."""

    matricule: str  # 15 characters
    vitale: str
    birth_date: datetime.date
    code: str  # codes.normalise


def prove(proof: Proof, address: str) -> int:
    """Return the person_id that this proof opens; ``address`` is the network address of the try.

    Raises ``WrongProof``, ``Slowed``, ``Locked``; with the right proof ``CodeUsed``,
    ``AccountExists``, ``RecordClosed``, ``MinorHolder`` or ``CodeExpired``.
    """
    with attempts.guard(("matricule", proof.matricule), ("address", address)):
        person_id = _match(proof)
    _admit(person_id, proof.birth_date)
    return person_id


def _match(proof: Proof) -> int:
    """The person whose every fact is right. An unknown one costs the same time as a known one."""
    person_id = people.find_by_matricule(proof.matricule)
    kept = ProvisionalCode.objects.filter(person_id=person_id).first() if person_id else None
    right = codes.matches(proof.code, kept.code_hash if kept else "")
    if person_id is None or kept is None or not right or not _is(person_id, proof):
        record(EventKind.CODE_REFUSED, person_id or NOBODY, _person(NOBODY))
        raise WrongProof
    return person_id


def _is(person_id: int, proof: Proof) -> bool:
    same_card = people.holds_vitale(person_id, proof.vitale)
    return same_card and people.person(person_id).birth_date == proof.birth_date


def _admit(person_id: int, birth_date: datetime.date) -> None:
    """Stop at each dead end: only somebody with the whole proof learns which one it is."""
    kept = ProvisionalCode.objects.get(person_id=person_id)
    if Account.objects.filter(person_id=person_id).exists():
        raise AccountExists
    state = record_queries.state(person_id)
    if state not in ACTIVABLE:
        raise RecordClosed(state or "")
    if fields.is_minor(birth_date):
        raise MinorHolder
    if kept.used_at is not None:
        raise CodeUsed
    if kept.expires_at <= clock.now():
        raise CodeExpired(person_id)


def complete(person_id: int, identifier: str, password_hash: str, contact: str) -> int:
    """Use the code, open the account and activate the record, all or nothing; return account id.

    ``contact`` was confirmed by a one-time code. Raises ``AccountExists``, ``CodeUsed``,
    ``IdentifierTaken``, ``RecordClosed``.
    """
    with transaction.atomic():
        if Account.objects.filter(person_id=person_id).exists():
            raise AccountExists
        if not _use_code(person_id):
            raise CodeUsed
        account = _open(person_id, identifier, password_hash, contact)
        _activate(person_id, contact)
        return account


def open_account(person_id: int, identifier: str, password: str, email: str) -> int:
    """Open a confirmed account and activate the record without the journey (demonstration).

    An account that the person has already is left as it is.
    """
    known = Account.objects.filter(person_id=person_id).first()
    if known is not None:
        return int(known.pk)
    with transaction.atomic():
        _use_code(person_id)
        account = _open(person_id, identifier, make_password(password), email)
        _activate(person_id, email)
        return account


def _use_code(person_id: int) -> int:
    return execute(
        "UPDATE accounts_provisional_code SET used_at = %s"
        " WHERE person_id = %s AND used_at IS NULL",
        [clock.now(), person_id],
    )


def _open(person_id: int, identifier: str, password_hash: str, contact: str) -> int:
    by_mail = "@" in contact
    now = clock.now()
    account = Account(
        identifier=identifier.lower(),
        person_id=person_id,
        password=password_hash,
        email=contact if by_mail else "",
        email_confirmed_at=now if by_mail else None,
        mobile="" if by_mail else contact,
        terms_version=TERMS_VERSION,
        created_at=now,
    )
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as taken:
        raise (IdentifierTaken if "identifier" in str(taken) else AccountExists) from None
    return int(account.pk)


def _activate(person_id: int, contact: str) -> None:
    """The record may still be waiting for its window: activating is agreeing, so it opens."""
    holder, state = _person(person_id), record_queries.state(person_id)
    if state is None:
        records.create_record(person_id, "active")
    elif state in ACTIVABLE:
        records.change_state(person_id, holder, "active")
    elif state != "active":
        raise RecordClosed(state)
    record(EventKind.ACTIVATED, person_id, holder, detail={"terms": TERMS_VERSION})
    confirmed = EventKind.EMAIL_CONFIRMED if "@" in contact else EventKind.MOBILE_CONFIRMED
    record(confirmed, person_id, holder)


def _person(person_id: int) -> Actor:
    return Actor(ActorKind.PERSON, actor_id=person_id)
