"""Activation: from the proof of identity and the code of the letter to a sign-in of one's own."""

from __future__ import annotations

import datetime

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from carnet.accounts import fields, first_documents, mailboxes, terms
from carnet.accounts.models import Account
from carnet.accounts.problems import (
    AccountExists,
    CodeProblem,
    CodeUsed,
    IdentifierTaken,
    MinorHolder,
    RecordClosed,
)
from carnet.accounts.proof import Proof, fresh, holder, identify, use_code
from carnet.base import clock
from carnet.journal.events import EventKind, record
from carnet.records import actions as records
from carnet.records import queries as record_queries

ACTIVABLE = frozenset({"not_created", "created"})


def prove(proof: Proof, address: str) -> int:
    """Return the person_id that this proof opens; ``address`` is the network address of the try.

    Raises ``WrongProof``, ``Slowed``, ``Locked``; with the right proof ``CodeUsed``,
    ``AccountExists``, ``RecordClosed``, ``MinorHolder`` or ``CodeExpired``.
    """
    person_id = identify(proof, address)
    _admit(person_id, proof.birth_date)
    return person_id


def _admit(person_id: int, birth_date: datetime.date) -> None:
    """Stop at each dead end: only somebody with the whole proof learns which one it is."""
    if Account.objects.filter(person_id=person_id).exists():
        raise AccountExists
    state = record_queries.state(person_id)
    if state not in ACTIVABLE:
        raise RecordClosed(state or "", person_id if is_fresh(person_id) else 0)
    if fields.is_minor(birth_date):
        raise MinorHolder
    fresh(person_id)


def is_fresh(person_id: int) -> bool:
    """Whether the code of this person may still serve."""
    try:
        fresh(person_id)
    except CodeProblem:
        return False
    return True


def come_back(person_id: int) -> None:
    """Reopen a closed record, or begin a new one after a deletion, to activate it next.

    Raises ``RecordClosed`` from any other state.
    """
    state = record_queries.state(person_id)
    if state == "closed":
        records.reopen(person_id, holder(person_id))
    elif state == "deleted":
        records.begin_again(person_id, holder(person_id))
    elif state not in ACTIVABLE:
        raise RecordClosed(state or "")


def complete(
    person_id: int, identifier: str, password_hash: str, contact: str, *, by_code: bool = True
) -> int:
    """Use the code, open the account and activate the record, all or nothing; return account id.

    ``contact`` was confirmed by a one-time code. Somebody whom an identity provider vouches for
    needs no code (``by_code`` false); theirs dies all the same. Raises ``AccountExists``,
    ``CodeUsed``, ``IdentifierTaken``, ``RecordClosed``.
    """
    with transaction.atomic():
        if Account.objects.filter(person_id=person_id).exists():
            raise AccountExists
        if not use_code(person_id) and by_code:
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
        use_code(person_id)
        account = _open(person_id, identifier, make_password(password), email)
        _activate(person_id, email)
        return account


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
        terms_version=terms.current().version,
        terms_accepted_at=now,
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
    who, state = holder(person_id), record_queries.state(person_id)
    if state is None:
        records.create_record(person_id, "active")
    elif state in ACTIVABLE:
        records.activate(person_id, who)
    elif state != "active":
        raise RecordClosed(state)
    first_documents.settle(person_id)  # what the insurer placed waits for no window any more
    version = terms.current().version
    record(EventKind.ACTIVATED, person_id, who, detail={"terms": version})
    terms.journal(person_id, version)
    confirmed = EventKind.EMAIL_CONFIRMED if "@" in contact else EventKind.MOBILE_CONFIRMED
    record(confirmed, person_id, who)
    mailboxes.answered(person_id, contact)
