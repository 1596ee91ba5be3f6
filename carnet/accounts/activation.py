"""Activation: from the proof of identity and the code of the letter to a sign-in of one's own."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proof:
    """What a person copies from their card and letter."""

    matricule: str  # 15 characters, or 13 without the key
    vitale: str  # 8 to 13 digits, or the last 11 of a card with a photo
    birth_date: datetime.date
    code: str


def prove(proof: Proof, address: str) -> int:
    """Return the person_id that this proof opens; ``address`` is the network address of the try.

    Raises ``WrongProof``, ``Slowed``, ``Locked``; with the right proof ``CodeExpired``,
    ``CodeUsed``, ``AccountExists``, ``RecordClosed``, ``MinorHolder``.
    """
    raise NotImplementedError


def complete(person_id: int, identifier: str, password_hash: str, contact: str) -> int:
    """Use the code, open the account and activate the record, all or nothing; return account id."""
    raise NotImplementedError


def open_account(person_id: int, identifier: str, password: str, email: str) -> int:
    """Open a confirmed, active account without the journey (demonstration, tests, desk)."""
    raise NotImplementedError
