"""What a record is made of when it leaves a house or enters one: no number of the house in it.

Documents and lots are counted from 1 in the order of their deposit, so that a hole tells nothing
of what is kept from the reader; professionals and structures are named by RPPS and FINESS.
"""

from __future__ import annotations

from typing import Any

import msgspec

from carnet.base.shapes import Moment


class Named(msgspec.Struct, frozen=True):
    """A professional (``rpps``) or a structure (``finess``)."""

    rpps: str = ""
    finess: str = ""


class KeptFrom(msgspec.Struct, frozen=True):
    """From whom alone the person keeps one document."""

    whom: Named
    since: Moment


class Announcement(msgspec.Struct, frozen=True):
    """That a document waits, or waited, to be announced."""

    since: Moment
    told_at: Moment | None = None
    ended_at: Moment | None = None


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """All of a document that may change, from a moment on."""

    since: Moment
    status: int  # carnet.records.models.Status
    hidden_from_professionals: bool = False
    hidden_from_patient: bool = False
    hidden_from_representatives: bool = False
    hidden_with_category: bool = False
    replaced_by: int | None = None


# Columns of an entry that every house has alike, under the same names.
ALIKE = (
    "unique_id", "type_code", "class_code", "format_code", "category", "title", "created_at",
    "service_start", "service_stop", "submitted_at", "author_name", "confidentiality",
    "mime_type", "language", "size",
)  # fmt: skip


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One document: what never changes, then its versions, oldest first. Digests in hexadecimal."""

    number: int
    lot: int
    unique_id: str
    type_code: str
    class_code: str
    format_code: str
    category: str
    title: str
    created_at: Moment
    service_start: Moment
    service_stop: Moment | None
    submitted_at: Moment
    author_name: str
    author: Named | None
    source: Named | None
    confidentiality: str
    replaces: int | None
    mime_type: str
    language: str
    header: dict[str, Any]  # formats.cda.Metadata, the patient included
    size: int
    sha1: str
    sha256: str
    versions: list[Version]
    kept_from: list[KeptFrom] = []
    announcement: Announcement | None = None
    file: str = ""  # where its bytes are in the copy; "" when they could not be given
    missing: str = ""  # why


class Lot(msgspec.Struct, frozen=True, kw_only=True):
    """One lot as it was deposited (XDS SubmissionSet)."""

    number: int
    unique_id: str
    source_id: str
    submitted_at: Moment
    content_type_code: str
    title: str
    source: Named | None
    professional: Named | None
    software: str
    header: dict[str, Any]


class Choices(msgspec.Struct, frozen=True):
    """What the person chose for documents to come."""

    hide_new_documents: bool = False
    hidden_categories: list[str] = []
