"""What a deposit brings and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from carnet.access.facts import Actor
from carnet.base.ids import Kind, Pointer, conceal
from carnet.journal.events import Named


@dataclass(frozen=True, slots=True)
class NewDocument:
    """One document to deposit: its bytes, and the metadata that its header gives (in UTC)."""

    data: bytes
    unique_id: str
    type_code: str
    class_code: str
    format_code: str
    category: str
    title: str
    created_at: datetime
    service_start: datetime
    author_name: str
    mime_type: str = "text/xml"
    language: str = "fr-FR"
    service_stop: datetime | None = None
    author_professional_id: int | None = None
    hidden_from_professionals: bool = False
    hidden_from_patient: bool = False
    hidden_from_representatives: bool = False
    confidentiality: str = "N"
    header: Mapping[str, Any] = field(default_factory=dict)  # formats.cda.Metadata as JSON
    # uniqueId that the header says it replaces: linked when this source deposited it, else kept
    # in the header only. An entry named by the depositor must exist, or the deposit is NotFound.
    replaces_unique_id: str | None = None
    replaces_entry_no: int | None = None
    found_clean: bool = False  # by the antivirus, just before (carnet.records.scanning.check)
    sha1: bytes = b""  # of the bytes, by who computed it already; else it is when they are written


@dataclass(frozen=True, slots=True)
class Deposit:
    """One lot of documents for one person: all are taken or none."""

    person_id: int
    actor: Actor
    documents: tuple[NewDocument, ...]
    unique_id: str  # of the SubmissionSet
    source_id: str = ""
    submitted_at: datetime | None = None  # as the source says; the house's clock when absent
    content_type_code: str = ""
    title: str = ""
    header: Mapping[str, Any] = field(default_factory=dict)
    correction: bool = False  # the same bytes under other words (carnet.records.correcting)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was written; a replay gives again what the first deposit was answered."""

    person_id: int
    submission: int  # submission_no
    entries: tuple[int, ...]  # entry_no, in the order of the documents
    replayed: bool = False
    event: Named | None = field(default=None, compare=False)  # that tells it
    about: bytes = field(default=b"", compare=False)  # receipts.about these documents

    @property
    def entry_uuids(self) -> tuple[UUID, ...]:
        """Make the entryUUID of each document, as first deposited."""
        return tuple(conceal(Pointer(Kind.ENTRY, self.person_id, n, 1)) for n in self.entries)

    @property
    def submission_uuid(self) -> UUID:
        """Make the entryUUID of the SubmissionSet."""
        return conceal(Pointer(Kind.SUBMISSION, self.person_id, self.submission))
