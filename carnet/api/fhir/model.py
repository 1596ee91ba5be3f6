"""The FHIR R4 resources of the door (MHD 4.2, PDSm), the same shapes read and written.

Only the elements that the house understands: others are tolerated when read, and never invented
when written. Dates stay text here: ``dates`` reads them.
"""

from __future__ import annotations

from typing import Any

import msgspec


class Element(msgspec.Struct, omit_defaults=True, rename="camel", kw_only=True):
    """Anything in a resource."""


class Coding(Element):
    """A code and its system."""

    system: str = ""
    code: str = ""
    display: str = ""


class CodeableConcept(Element):
    """One meaning, in one or more codes."""

    coding: list[Coding] = []
    text: str = ""


class Identifier(Element):
    """A business identifier."""

    use: str = ""
    type: CodeableConcept | None = None
    system: str = ""
    value: str = ""


class Reference(Element):
    """A link, by address or by identifier."""

    reference: str = ""
    type: str = ""
    identifier: Identifier | None = None
    display: str = ""


class Extension(Element):
    """An extension; only the values that our profiles use."""

    url: str
    value_boolean: bool | None = None
    value_identifier: Identifier | None = None
    value_codeable_concept: CodeableConcept | None = None
    value_reference: Reference | None = None
    value_string: str | None = None
    value_code: str | None = None
    value_date_time: str | None = None
    extension: list[Extension] = []


class Meta(Element):
    """Version and profiles."""

    version_id: str = ""
    last_updated: str = ""
    profile: list[str] = []


class Period(Element):
    """From, to."""

    start: str = ""
    end: str = ""


class Resource(Element, tag_field="resourceType"):
    """A resource; ``contained`` is kept as it came."""

    id: str = ""
    meta: Meta | None = None
    contained: list[dict[str, Any]] = []
    extension: list[Extension] = []
    implicit_rules: str = ""


class Attachment(Element):
    """The bytes of a document, here (``data``, base64) or elsewhere (``url``)."""

    content_type: str = ""
    language: str = ""
    data: msgspec.Raw = msgspec.Raw()  # base64, still JSON: ``decoding.base64`` reads it
    url: str = ""
    size: int | None = None
    hash: str = ""
    title: str = ""
    creation: str = ""


class Content(Element):
    """An attachment and its format."""

    attachment: Attachment
    format: Coding | None = None


class RelatesTo(Element):
    """The document that this one replaces."""

    code: str
    target: Reference


class Context(Element):
    """The act that the document tells."""

    event: list[CodeableConcept] = []
    period: Period | None = None
    facility_type: CodeableConcept | None = None
    practice_setting: CodeableConcept | None = None
    source_patient_info: Reference | None = None
    related: list[Reference] = []


class DocumentReference(Resource, tag="DocumentReference"):
    """One version of the metadata of one document."""

    master_identifier: Identifier | None = None
    identifier: list[Identifier] = []
    status: str = ""
    type: CodeableConcept | None = None
    category: list[CodeableConcept] = []
    subject: Reference | None = None
    date: str = ""
    author: list[Reference] = []
    authenticator: Reference | None = None
    custodian: Reference | None = None
    relates_to: list[RelatesTo] = []
    description: str = ""
    security_label: list[CodeableConcept] = []
    content: list[Content] = []
    context: Context | None = None


class ListEntry(Element):
    """One member of a list."""

    item: Reference


class ListResource(Resource, tag="List"):
    """A submission set."""

    identifier: list[Identifier] = []
    status: str = ""
    mode: str = ""
    title: str = ""
    code: CodeableConcept | None = None
    subject: Reference | None = None
    date: str = ""
    source: Reference | None = None
    note: list[dict[str, Any]] = []
    entry: list[ListEntry] = []


class Binary(Resource, tag="Binary"):
    """The bytes of a document."""

    content_type: str = ""
    data: msgspec.Raw = msgspec.Raw()


class Parameters(Resource, tag="Parameters"):
    """A FHIRPath patch."""

    parameter: list[dict[str, Any]] = []


class Patient(Resource, tag="Patient"):
    """The holder of a record, as much of them as software needs."""

    identifier: list[Identifier] = []
    active: bool | None = None


class Request(Element):
    """What a transaction asks for one entry."""

    method: str
    url: str
    if_none_exist: str = ""


class BundleEntry(Element):
    """One entry of a transaction."""

    full_url: str = ""
    resource: DocumentReference | ListResource | Binary | Parameters | Patient | None = None
    request: Request | None = None


class Bundle(Resource, tag="Bundle"):
    """A transaction."""

    type: str = ""
    entry: list[BundleEntry] = []
