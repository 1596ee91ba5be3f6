"""The patient as the header of a document says (sourcePatientInfo): never kept in clear.

The INS and the traits that the producer wrote are sealed, bound to the person and the document.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from carnet.vault import fields

_PART = "patient"  # of formats.cda.Metadata


def sealed(header: Mapping[str, Any], person_id: int, unique_id: str) -> bytes:
    """Seal the patient of a header; one without a patient gives sealed emptiness."""
    block = msgspec.msgpack.encode(header.get(_PART))
    return fields.seal(block, _bound(person_id, unique_id))


def without(header: Mapping[str, Any]) -> dict[str, Any]:
    """Keep all of a header but its patient."""
    return {name: value for name, value in header.items() if name != _PART}


def restored(
    header: Mapping[str, Any], block: bytes, person_id: int, unique_id: str
) -> dict[str, Any]:
    """Put the patient back in a header; raise ``IntegrityProblem`` if the block is not its own."""
    patient = msgspec.msgpack.decode(fields.unseal(block, _bound(person_id, unique_id)))
    return dict(header) if patient is None else {**header, _PART: patient}


def _bound(person_id: int, unique_id: str) -> bytes:
    return b"carnet.source_patient.1:" + person_id.to_bytes(8, "big") + unique_id.encode()
