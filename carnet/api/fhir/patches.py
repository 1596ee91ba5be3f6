"""Replacement: ``relatesTo`` names the old document, and MHD adds a patch that supersedes it."""

from __future__ import annotations

from typing import Any

from carnet.api.fhir.intake import Arrival
from carnet.api.fhir.model import Parameters, Reference
from carnet.api.fhir.naming import bare
from carnet.api.fhir.outcome import refuse
from carnet.api.fhir.transaction import Lot
from carnet.base import ids
from carnet.base.ids import Kind
from carnet.records.incoming import NewDocument
from carnet.records.problems import NotFound


def replaced(arrival: Arrival, person_id: int) -> int | None:
    """The entry that a DocumentReference replaces; NotFound when it is no entry of the person."""
    related = arrival.reference.relates_to
    if not related:
        return None
    where = f"{arrival.path}.relatesTo"
    if len(related) > 1 or related[0].code != "replaces":
        found = ", ".join(one.code for one in related)
        raise refuse(422, "not-supported", where, "one relatesTo, of code replaces", found)
    return _entry(related[0].target, person_id)


def check(lot: Lot, documents: tuple[NewDocument, ...], person_id: int) -> None:
    """A patch may only say what the replacement does by itself: the old one is superseded."""
    old = {document.replaces_entry_no for document in documents}
    for path, patch, url in lot.patches:
        if not _supersedes(patch):
            expected = "a patch that replaces DocumentReference.status by superseded"
            raise refuse(422, "not-supported", f"{path}.resource", expected)
        if _entry(Reference(reference=url), person_id) not in old:
            expected = "the document that this Bundle replaces (relatesTo)"
            raise refuse(422, "value", f"{path}.request.url", expected, url)


def _entry(target: Reference, person_id: int) -> int:
    name = bare(target.identifier.value) if target.identifier else target.reference
    pointer = ids.reveal(bare(name.rpartition("/")[2]))
    if pointer is None or pointer.kind is not Kind.ENTRY or pointer.person_id != person_id:
        raise NotFound
    return pointer.number


def _supersedes(patch: Parameters) -> bool:
    operations = [one for one in patch.parameter if one.get("name") == "operation"]
    return len(operations) == len(patch.parameter) == 1 and parts(operations[0]) == {
        "path": "DocumentReference.status",
        "type": "replace",
        "value": "superseded",
    }


def parts(operation: dict[str, Any]) -> dict[str, Any]:
    """The values of an operation of a FHIRPath patch, by name."""
    found = operation.get("part")
    if not isinstance(found, list):
        return {}
    return {
        str(part.get("name")): next((v for k, v in part.items() if k.startswith("value")), None)
        for part in found
        if isinstance(part, dict)
    }
