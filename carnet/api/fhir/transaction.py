"""ITI-65: takes a Provide Document Bundle apart into one lot of documents."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from carnet.api.fhir.decoding import base64, codes
from carnet.api.fhir.intake import Arrival
from carnet.api.fhir.model import (
    Attachment,
    Binary,
    Bundle,
    BundleEntry,
    DocumentReference,
    ListResource,
    Parameters,
    Patient,
)
from carnet.api.fhir.outcome import refuse

MAX_ENTRIES = 100
_ABSOLUTE = re.compile(r"urn:(uuid|oid):\S+|https?://\S+")


@dataclass(slots=True)
class Lot:
    """What a message brings: each thing with its FHIRPath."""

    submission: ListResource | None
    submission_path: str
    documents: list[Arrival] = field(default_factory=list)
    patients: list[tuple[str, Patient]] = field(default_factory=list)
    patches: list[tuple[str, Parameters, str]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)  # of each entry, in the order of the message


def take_apart(bundle: Bundle) -> Lot:
    """Check the shape of the transaction and resolve the references inside it."""
    if bundle.type != "transaction":
        raise refuse(422, "value", "Bundle.type", "transaction", bundle.type or "nothing")
    if not 1 <= len(bundle.entry) <= MAX_ENTRIES:
        expected = f"1 to {MAX_ENTRIES} entries"
        raise refuse(422, "too-costly", "Bundle.entry", expected, len(bundle.entry))
    by_url = _by_full_url(bundle.entry)
    lot = _submission(bundle.entry)
    for number, entry in enumerate(bundle.entry):
        _take(lot, entry, f"Bundle.entry[{number}]", by_url)
    if not lot.documents:
        raise refuse(422, "required", "Bundle.entry", "at least one DocumentReference", "none")
    _check_members(lot, bundle.entry)
    return lot


def _by_full_url(entries: list[BundleEntry]) -> dict[str, tuple[str, BundleEntry]]:
    found: dict[str, tuple[str, BundleEntry]] = {}
    for number, entry in enumerate(entries):
        path = f"Bundle.entry[{number}].fullUrl"
        if not entry.full_url:
            continue
        if not _ABSOLUTE.fullmatch(entry.full_url):
            raise refuse(422, "value", path, "an absolute URI, such as urn:uuid:…", entry.full_url)
        if entry.full_url in found:
            raise refuse(
                422, "duplicate", path, "a fullUrl that no other entry has", entry.full_url
            )
        found[entry.full_url] = f"Bundle.entry[{number}]", entry
    return found


def _submission(entries: list[BundleEntry]) -> Lot:
    lists = [(n, e.resource) for n, e in enumerate(entries) if isinstance(e.resource, ListResource)]
    if len(lists) != 1:
        expected = "one List, of code submissionset"
        raise refuse(422, "required", "Bundle.entry", expected, f"{len(lists)} List")
    number, submission = lists[0]
    path = f"Bundle.entry[{number}].resource"
    if "submissionset" not in codes(submission.code):
        found = ", ".join(codes(submission.code)) or "nothing"
        raise refuse(422, "code-invalid", f"{path}.code", "submissionset", found)
    return Lot(submission, path)


def _take(
    lot: Lot, entry: BundleEntry, path: str, by_url: dict[str, tuple[str, BundleEntry]]
) -> None:
    resource = entry.resource
    if resource is None or entry.request is None:
        raise refuse(422, "required", path, "a resource and a request", "one of them")
    patch = isinstance(resource, Parameters)
    method = entry.request.method
    allowed = {"PATCH"} if patch else {"POST", "PUT"} if isinstance(resource, Patient) else {"POST"}
    if method not in allowed:
        raise refuse(422, "value", f"{path}.request.method", " or ".join(sorted(allowed)), method)
    lot.kinds.append(type(resource).__name__.removesuffix("Resource"))
    if isinstance(resource, DocumentReference):
        lot.documents.append(_arrival(resource, f"{path}.resource", by_url))
    elif isinstance(resource, Patient):
        lot.patients.append((entry.full_url, resource))
    elif isinstance(resource, Parameters):
        lot.patches.append((path, resource, entry.request.url))


def _arrival(
    reference: DocumentReference, path: str, by_url: dict[str, tuple[str, BundleEntry]]
) -> Arrival:
    attachment = only_attachment(reference, path)
    at = f"{path}.content[0].attachment"
    if attachment.data:
        data_path = f"{at}.data"
        return Arrival(path, data_path, reference, base64(attachment.data, data_path))
    where, entry = by_url.get(attachment.url, ("", BundleEntry()))
    if not isinstance(entry.resource, Binary):
        expected = "the fullUrl of a Binary of this Bundle"
        raise refuse(422, "not-found", f"{at}.url", expected, attachment.url or "nothing")
    data_path = f"{where}.resource.data"
    return Arrival(path, data_path, reference, base64(entry.resource.data, data_path))


def only_attachment(reference: DocumentReference, path: str) -> Attachment:
    """The attachment of a reference that has exactly one."""
    if len(reference.content) != 1:
        found = len(reference.content)
        raise refuse(422, "required", f"{path}.content", "exactly one content", found)
    return reference.content[0].attachment


def _check_members(lot: Lot, entries: list[BundleEntry]) -> None:
    """The submission set names every document of the Bundle, and nothing else of it."""
    named = [entry.item.reference for entry in lot.submission.entry] if lot.submission else []
    documents = {e.full_url for e in entries if isinstance(e.resource, DocumentReference)}
    strange = [name for name in named if name.startswith("urn:") and name not in documents]
    missing = [name for name in documents if named and name not in named]
    if strange or missing:
        where = f"{lot.submission_path}.entry"
        expected = "the fullUrl of each DocumentReference of the Bundle"
        raise refuse(422, "not-found", where, expected, (strange or missing)[0])
