"""One document that arrives: its header is the truth, what the message says must agree with it."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from carnet.api.fhir.decoding import codes
from carnet.api.fhir.model import Attachment, DocumentReference
from carnet.api.fhir.naming import bare
from carnet.api.fhir.outcome import FhirProblem, Issue, issue, refuse
from carnet.formats import sandbox
from carnet.formats.cda.model import Metadata
from carnet.formats.problems import FormatProblem
from carnet.identity import ins
from carnet.nomenclature import terms
from carnet.records.cda import new_document
from carnet.records.incoming import NewDocument

if TYPE_CHECKING:
    from hashlib import _Hash

PATIENT_ID = "ClinicalDocument.recordTarget.patientRole.id"
_LABELS = frozenset({"N", "R", "V", "MASQUE_PS", "INVISIBLE_PATIENT"}) | {
    "INVISIBLE_REPRESENTANTS_LEGAUX"
}


@dataclass(frozen=True, slots=True)
class Arrival:
    """One document as it came: where its reference and its bytes are, and both."""

    path: str  # FHIRPath of the DocumentReference
    data_path: str  # FHIRPath of the bytes
    reference: DocumentReference
    data: bytes


@dataclass(frozen=True, slots=True)
class Accepted:
    """One document that may be deposited, what its header says, and what to warn of."""

    document: NewDocument
    metadata: Metadata
    warnings: list[Issue]


def accept(arrival: Arrival) -> Accepted:
    """Check one document against its reference; FhirProblem 422 naming what disagrees."""
    reference, path = arrival.reference, arrival.path
    if reference.status not in {"", "current"}:
        raise refuse(422, "value", f"{path}.status", "current", reference.status)
    if len(arrival.data) > settings.DEPOSIT_MAX_BYTES:
        expected = f"a document of at most {settings.DEPOSIT_MAX_BYTES} bytes"
        raise refuse(413, "too-long", arrival.data_path, expected, len(arrival.data))
    digest = hashlib.sha1(arrival.data, usedforsecurity=False)  # once: each reads all the bytes
    told = reference.content[0].attachment
    _check_bytes(arrival.data, digest, told, f"{path}.content[0].attachment")
    metadata = _read(arrival, digest.hexdigest())
    _check_identity(metadata, reference, path)
    warnings = _check_codes(metadata, reference, path) + _check_ins(metadata, arrival.data_path)
    labels = {code for one in reference.security_label for code in codes(one)}
    document = new_document(arrival.data, metadata, labels, digest.digest())
    return Accepted(document, metadata, warnings)


def _read(arrival: Arrival, sha1: str) -> Metadata:
    try:
        return sandbox.read_metadata(arrival.data, sha1)
    except FormatProblem as wrong:
        where = [arrival.data_path, wrong.path]
        told = f"in the document, at {wrong.path}: expected {wrong.expected}; found {wrong.found}"
        raise FhirProblem(
            422, [Issue(code="structure", diagnostics=told, expression=where)]
        ) from wrong


def _check_bytes(data: bytes, digest: _Hash, attachment: Attachment, path: str) -> None:
    if attachment.size is not None and attachment.size != len(data):
        raise refuse(422, "value", f"{path}.size", f"{len(data)}, as received", attachment.size)
    # SHA-1, in base64 as FHIR says, or in hexadecimal as many senders write.
    if attachment.hash and attachment.hash.lower() != digest.hexdigest():
        expected = b64encode(digest.digest()).decode()
        if attachment.hash != expected:
            raise refuse(422, "value", f"{path}.hash", f"{expected} (SHA-1)", attachment.hash)


def _check_identity(metadata: Metadata, reference: DocumentReference, path: str) -> None:
    master = reference.master_identifier
    if master is None or not master.value:
        return
    if bare(master.value) != bare(metadata.unique_id):
        found = f"{master.value}; the header says {metadata.unique_id}"
        where = f"{path}.masterIdentifier"
        raise refuse(
            422, "value", where, "the identifier of the document (ClinicalDocument.id)", found
        )


def _check_codes(metadata: Metadata, reference: DocumentReference, path: str) -> list[Issue]:
    """Unknown types are refused; a known one that differs is told, and the header kept."""
    if terms.document_type(metadata.type.code) is None:
        where = "ClinicalDocument.code"
        raise refuse(422, "code-invalid", where, "a document type of JDV_J07", metadata.type.code)
    said = codes(reference.type)
    unknown = [code for code in said if terms.document_type(code) is None]
    if unknown:
        raise refuse(422, "code-invalid", f"{path}.type", "a document type of JDV_J07", unknown[0])
    labels = [code for concept in reference.security_label for code in codes(concept)]
    strange = [code for code in labels if code not in _LABELS]
    if strange:
        expected = f"one of {', '.join(sorted(_LABELS))}"
        raise refuse(422, "code-invalid", f"{path}.securityLabel", expected, strange[0])
    if said and metadata.type.code not in said:
        expected = f"{metadata.type.code}, as in the header, which is kept"
        return [issue("value", f"{path}.type", expected, said[0], severity="warning")]
    return []


def _check_ins(metadata: Metadata, path: str) -> list[Issue]:
    """A wrong key on a test INS is told, never refused."""
    patient = metadata.patient
    expected = f"a sound INS in {PATIENT_ID}"
    problems = ins.check(patient.oid, patient.matricule)
    told = [issue("business-rule", path, expected, f"a wrong {problem}", severity="warning")
            for problem in problems]  # fmt: skip
    return told + [
        issue("informational", flag.path, flag.expected, flag.found, severity="warning")
        for flag in metadata.warnings
    ]
