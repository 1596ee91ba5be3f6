"""Documents that wait for their record to open: sealed beforehand, then deposited by the house."""

from __future__ import annotations

import hashlib

from carnet.access.facts import Actor, ActorKind
from carnet.formats import sandbox
from carnet.formats.cda.model import Metadata
from carnet.formats.problems import FormatProblem
from carnet.identity import people
from carnet.records.cda import new_document
from carnet.records.deposits import deposit
from carnet.records.incoming import Deposit
from carnet.vault import store
from carnet.vault.store import Sealed

_SYSTEM = Actor(ActorKind.SYSTEM)


def put_by(person_id: int, data: bytes) -> Sealed:
    """Check that this CDA is about the person, and seal it under their key.

    Raises FormatProblem, which may quote the document.
    """
    _read(person_id, data)
    return store.put(person_id, data)


def place(person_id: int, segment: int, position: int, wrapped_key: bytes) -> None:
    """Deposit what was put by, once however often it is asked.

    Raises Refused (the record is not open), Conflict, FormatProblem, VaultProblem.
    """
    data = store.get(person_id, segment, position, wrapped_key)
    metadata = _read(person_id, data)
    digest = hashlib.sha256(data).digest()
    deposit(
        Deposit(
            person_id=person_id,
            actor=_SYSTEM,
            documents=(new_document(data, metadata),),
            unique_id=f"2.25.{int.from_bytes(digest[:16], 'big')}",
            title=metadata.title[:200],
        )
    )


def _read(person_id: int, data: bytes) -> Metadata:
    metadata = sandbox.read_metadata(data)
    if (metadata.patient.oid, metadata.patient.matricule) != people.matricule(person_id):
        raise FormatProblem("recordTarget", "a document about this very person", "another's")
    return metadata
