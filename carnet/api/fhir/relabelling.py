"""``PATCH /fhir/DocumentReference/{id}``: visibility only (PDSm4DMP, TD3.3a and TD3.3b).

A FHIRPath patch that replaces ``securityLabel``. The author hides from professionals, or shows to
the patient a document that waited for its announcement; the person alone shows again.
"""

from __future__ import annotations

from typing import Any

import msgspec

from carnet.access.facts import Action, Actor
from carnet.api.fhir import document_view, patches
from carnet.api.fhir.decoding import codes
from carnet.api.fhir.model import CodeableConcept, Parameters
from carnet.api.fhir.outcome import FhirProblem, Issue, refuse
from carnet.base import shapes
from carnet.base.ids import Pointer
from carnet.records import actions, door
from carnet.records.views import EntryView

PATH = "DocumentReference.securityLabel"
_NORMAL, _HIDDEN, _WAITS = "N", "MASQUE_PS", "INVISIBLE_PATIENT"
Part = dict[str, Any]


def relabel(pointer: Pointer, actor: Actor, patch: Parameters) -> EntryView:
    """Do what the patch asks, and return the entry as it is then.

    FhirProblem 405 for another element, 422 for a label that cannot be set or removed here.
    """
    wanted = _wanted(patch)
    opened = door.open(pointer.person_id, actor, Action.READ)
    had = {code for one in document_view.security_labels(opened.entry(pointer.number))
           for code in codes(one)}  # fmt: skip
    added, removed = wanted - had, had - wanted - {_NORMAL}
    strange = (added - {_HIDDEN, _NORMAL}) | (removed - {_HIDDEN, _WAITS})
    if strange:
        expected = f"only {_HIDDEN} added, only {_HIDDEN} or {_WAITS} removed"
        raise refuse(422, "not-supported", PATH, expected, min(strange))
    _do(pointer, actor, added, removed)
    return opened.entry(pointer.number)


def _do(pointer: Pointer, actor: Actor, added: set[str], removed: set[str]) -> None:
    if _HIDDEN in removed:
        actions.show(pointer.person_id, actor, pointer.number)  # refused to whoever cares
    if _WAITS in removed:
        actions.announce(pointer.person_id, actor, pointer.number)
    if _HIDDEN in added:
        actions.hide(pointer.person_id, actor, pointer.number)


def _wanted(patch: Parameters) -> set[str]:
    """The labels that the document is to have, of every operation together."""
    if not patch.parameter:
        raise refuse(422, "required", "Parameters.parameter", "an operation", "none")
    return {code for number, one in enumerate(patch.parameter) for code in _labels(one, number)}


def _labels(operation: Part, number: int) -> list[str]:
    where = f"Parameters.parameter[{number}]"
    parts = patches.parts(operation)
    if operation.get("name") != "operation" or parts.get("type") != "replace":
        raise refuse(422, "not-supported", where, "an operation of type replace")
    if parts.get("path") != PATH:
        raise FhirProblem(405, [_only(where)], {"Allow": "GET, PATCH"})
    found = codes(_concept(parts.get("value"), where))
    if not found:
        raise refuse(422, "required", f"{where}.value", "a CodeableConcept with a code", "none")
    return found


def _only(where: str) -> Issue:
    words = f"only {PATH} is changed here"
    return Issue(code="not-supported", diagnostics=words, expression=[where])


def _concept(value: object, where: str) -> CodeableConcept:
    try:
        return shapes.convert(value, CodeableConcept)
    except msgspec.ValidationError as wrong:
        raise refuse(422, "structure", f"{where}.value", "a CodeableConcept", "not one") from wrong
