"""Proofs of who somebody is: what their card says, and the code that was sent to them.

A wrong part is never named: whoever has not the whole proof learns nothing, not even whether the
person exists.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from carnet.access.facts import Actor, ActorKind
from carnet.accounts import attempts, codes
from carnet.accounts.models import ProvisionalCode
from carnet.accounts.problems import CodeExpired, CodeUsed, WrongProof
from carnet.base import clock
from carnet.base.database import execute
from carnet.identity import people
from carnet.journal.events import NOBODY, EventKind, record


@dataclass(frozen=True, slots=True)
class Card:
    """What a person copies from their card, already read by ``accounts.fields``."""

    matricule: str  # 15 characters
    vitale: str
    birth_date: datetime.date


@dataclass(frozen=True, slots=True)
class Proof(Card):
    """The card, and the code of the letter or message."""

    code: str  # codes.normalise


def prove_card(card: Card, address: str) -> int:
    """Return the person of this card: enough to be sent a code, and nothing else.

    ``address`` is the network address of the try. Raises ``WrongProof``, ``Slowed``, ``Locked``.
    """
    # Not the counter of codes: a right card must not forget the wrong codes tried with it.
    with attempts.guard(("card", card.matricule), ("address", address)):
        return _told(people.find_by_matricule(card.matricule), card, right=True)


def identify(proof: Proof, address: str) -> int:
    """Return the person of this whole proof, whatever became of the code (``fresh`` says).

    Raises ``WrongProof``, ``Slowed``, ``Locked``.
    """
    with attempts.guard(("matricule", proof.matricule), ("address", address)):
        person_id = people.find_by_matricule(proof.matricule)
        kept = ProvisionalCode.objects.filter(person_id=person_id or NOBODY).first()
        # As slow for an unknown person: time tells nothing.
        right = codes.matches(proof.code, kept.code_hash if kept else "")
        return _told(person_id, proof, right=right and kept is not None)


def fresh(person_id: int) -> None:
    """Raise ``CodeUsed`` or ``CodeExpired`` when the code of a proven person serves no more."""
    kept = ProvisionalCode.objects.get(person_id=person_id)
    if kept.used_at is not None:
        raise CodeUsed(person_id)
    if kept.expires_at <= clock.now():
        raise CodeExpired(person_id)


def use_code(person_id: int) -> bool:
    """Make the code serve its one time; False when it had."""
    return bool(
        execute(
            "UPDATE accounts_provisional_code SET used_at = %s"
            " WHERE person_id = %s AND used_at IS NULL",
            [clock.now(), person_id],
        )
    )


def holder(person_id: int) -> Actor:
    """The person, acting on their own record."""
    return Actor(ActorKind.PERSON, actor_id=person_id)


def _told(person_id: int | None, card: Card, *, right: bool) -> int:
    """The person whose every fact is right; else a refusal, written in the record concerned."""
    known = people.holds_vitale(person_id or NOBODY, card.vitale)
    if person_id is None or not known or not right or not _born(person_id, card.birth_date):
        record(EventKind.CODE_REFUSED, person_id or NOBODY, holder(NOBODY))
        raise WrongProof
    return person_id


def _born(person_id: int, day: datetime.date) -> bool:
    return people.person(person_id).birth_date == day
