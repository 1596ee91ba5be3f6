"""The metadata of a document, as its header gives them (XDS names in the field's words)."""

from __future__ import annotations

import msgspec


class Code(msgspec.Struct, frozen=True):
    """A coded value; ``system`` is an OID; ``display`` is ours when known, else the document's."""

    code: str
    system: str
    display: str


class Identifier(msgspec.Struct, frozen=True):
    """An HL7 identifier: an OID (or UUID) and, mostly, a value inside it."""

    root: str
    extension: str = ""


class Patient(msgspec.Struct, frozen=True):
    """The patient: INS first, then the traits as the producer knew them.

    ``birth_date`` stays as written (local, ``YYYYMMDD`` or longer); ``local_ids`` are those
    of the producer.
    """

    oid: str
    matricule: str
    birth_name: str = ""
    used_name: str = ""
    given_names: str = ""
    sex: str = ""
    birth_date: str = ""
    birth_place: str = ""
    local_ids: list[Identifier] = []


class Author(msgspec.Struct, frozen=True):
    """Who made or signed the document: a person or a device (``device``), and their structure."""

    identifier: Identifier | None = None
    family_name: str = ""
    given_name: str = ""
    title: str = ""
    device: str = ""
    specialty: Code | None = None
    role: Code | None = None
    organization: Identifier | None = None
    organization_name: str = ""


class Flag(msgspec.Struct, frozen=True):
    """Something odd that does not refuse the document: where, expected, found."""

    path: str
    expected: str
    found: str


class Metadata(msgspec.Struct, frozen=True):
    """What the header of one document says; times are UTC ``YYYYMMDDhhmmss``, or days as written.

    ``class_`` and ``format`` are derived by the CI-SIS association tables, not read.
    ``unique_id`` is ``root^extension``, or the root alone.
    """

    unique_id: str
    type: Code
    class_: Code
    format: Code
    title: str
    language: str
    creation_time: str
    service_start: str
    service_stop: str
    sha1: str
    size: int
    patient: Patient
    authors: list[Author]
    legal_authenticator: Author | None
    custodian: Identifier | None
    custodian_name: str
    facility_type: Code | None
    practice_setting: Code | None
    confidentiality: Code
    event_codes: list[Code]
    replaces: str
    set_id: str = ""
    version: str = ""
    self_presenting: bool = False
    mime_type: str = "text/xml"
    orders: list[Identifier] = []
    warnings: list[Flag] = []
