"""One entry as a DocumentReference (PDSm comprehensive, MHD 4.2)."""

from __future__ import annotations

from base64 import b64encode

from carnet.api.fhir import authors, dates, naming, subjects
from carnet.api.fhir.model import (
    Attachment,
    CodeableConcept,
    Content,
    Context,
    DocumentReference,
    Extension,
    Identifier,
    Meta,
    Period,
    Reference,
    RelatesTo,
)
from carnet.base import shapes
from carnet.base.ids import Kind, Pointer, conceal
from carnet.formats.cda.model import Author, Metadata
from carnet.records.views import ARCHIVED, DELETED, DEPRECATED, EntryView

PROFILE = f"{naming.PDSM}/pdsm-comprehensive-document-reference"
IS_ARCHIVED = f"{naming.PDSM}/pdsm-ext-is-archived"
_EXPRESSED = "EXP_PATIENT"
_STATUS = {DEPRECATED: "superseded", DELETED: "entered-in-error"}


def document_reference(entry: EntryView) -> DocumentReference:
    """Show one whole entry (``entry()``, ``timeline(full=True)``)."""
    header = shapes.convert(entry.whole_header(), Metadata)
    named = [one for one in header.authors if not _is_patient(header, one)]
    written = [authors.author(one, f"author-{n}") for n, one in enumerate(named, 1)]
    author = [authors.local(one["id"]) for one in written]
    if len(named) < len(header.authors):  # the patient writes too (« expression du patient »)
        author.insert(0, authors.local("source-patient"))
    signed = header.legal_authenticator
    signed = None if signed and _is_patient(header, signed) else signed
    patient = authors.source_patient(header.patient, "source-patient")
    custodian = authors.contained_organization(header.custodian, header.custodian_name, "custodian")
    return DocumentReference(
        id=str(entry.entry_uuid),
        meta=_meta(entry),
        contained=[
            patient,
            custodian,
            *written,
            *([authors.author(signed, "authenticator")] if signed else []),
        ],
        extension=_extensions(entry),
        master_identifier=naming.unique_id(entry.unique_id),
        identifier=_identifiers(entry),
        status=_STATUS.get(entry.status, "current"),
        type=naming.concept(header.type),
        category=[naming.concept(header.class_)],
        subject=Reference(reference=subjects.address(entry.person_id)),
        date=dates.written(entry.created_at),
        author=author,
        authenticator=authors.local("authenticator") if signed else None,
        custodian=authors.local("custodian"),
        relates_to=_relates_to(entry),
        security_label=security_labels(entry),
        content=[
            Content(attachment=_attachment(entry), format=naming.concept(header.format).coding[0])
        ],
        context=_context(entry, header),
    )


def _is_patient(header: Metadata, author: Author) -> bool:
    """What patients deposit themselves has an author without a number and without a place."""
    expressed = header.practice_setting is not None and header.practice_setting.code == _EXPRESSED
    return expressed and author.identifier is None and author.organization is None


def binary_address(entry: EntryView) -> str:
    """Where the bytes are: they do not change with the metadata, nor does their address."""
    return f"{naming.base()}/Binary/{entry.logical_id}"


def security_labels(entry: EntryView) -> list[CodeableConcept]:
    """Confidentiality and visibility, cumulated (domain.md 3.4)."""
    labels = [(naming.CONFIDENTIALITY, entry.confidentiality)]
    hidden = {
        "MASQUE_PS": entry.hidden_from_professionals,
        "INVISIBLE_PATIENT": entry.hidden_from_patient,
        "INVISIBLE_REPRESENTANTS_LEGAUX": entry.hidden_from_representatives,
    }
    labels += [(naming.VISIBILITY, code) for code, so in hidden.items() if so]
    return [CodeableConcept(coding=[naming.coding(system, code)]) for system, code in labels]


def _meta(entry: EntryView) -> Meta:
    updated = dates.written(entry.submitted_at)
    return Meta(version_id=str(entry.version), last_updated=updated, profile=[PROFILE])


def _extensions(entry: EntryView) -> list[Extension]:
    return [Extension(url=IS_ARCHIVED, value_boolean=True)] if entry.status == ARCHIVED else []


def _identifiers(entry: EntryView) -> list[Identifier]:
    return [
        naming.unique_id(entry.unique_id),
        naming.entry_uuid(entry.entry_uuid),
        naming.logical_id(entry.logical_id),
    ]


def _relates_to(entry: EntryView) -> list[RelatesTo]:
    if entry.replaces_entry_no is None:
        return []
    replaced = conceal(Pointer(Kind.ENTRY, entry.person_id, entry.replaces_entry_no))
    return [RelatesTo(code="replaces", target=Reference(reference=f"DocumentReference/{replaced}"))]


def _attachment(entry: EntryView) -> Attachment:
    return Attachment(
        content_type=entry.mime_type,
        language=entry.language,
        url=binary_address(entry),
        size=entry.size,
        hash=b64encode(bytes.fromhex(entry.sha1)).decode(),
        title=entry.title,
        creation=dates.written(entry.created_at),
    )


def _context(entry: EntryView, header: Metadata) -> Context:
    stop = dates.written(entry.service_stop) if entry.service_stop else ""
    return Context(
        event=[naming.concept(code) for code in header.event_codes],
        period=Period(start=dates.written(entry.service_start), end=stop),
        facility_type=naming.concept(header.facility_type) if header.facility_type else None,
        practice_setting=(
            naming.concept(header.practice_setting) if header.practice_setting else None
        ),
        source_patient_info=authors.local("source-patient"),
    )
