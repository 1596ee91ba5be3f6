"""What a record shows: frozen views, made of what the reader may see and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from carnet.base.ids import Kind, Pointer, conceal
from carnet.records import patient

APPROVED, DEPRECATED, ARCHIVED, DELETED = 1, 2, 3, 4  # models.Status, for those outside


@dataclass(frozen=True, slots=True)
class EntryView:
    """One document and its current metadata. ``sha1`` is hexadecimal, times are UTC."""

    person_id: int
    entry_no: int
    version: int
    status: int
    submission_no: int
    type_code: str
    class_code: str
    format_code: str
    category: str
    title: str
    created_at: datetime
    service_start: datetime
    service_stop: datetime | None
    submitted_at: datetime
    author_name: str
    author_professional_id: int | None
    source_organization_id: int | None
    hidden_from_professionals: bool
    hidden_from_patient: bool
    hidden_from_representatives: bool
    confidentiality: str
    size: int
    mime_type: str
    # Only where the whole entry was asked for: entry(), timeline(full=True).
    language: str = ""
    unique_id: str = ""
    sha1: str = ""
    replaces_entry_no: int | None = None  # the visible ones only
    replaced_by_entry_no: int | None = None
    header: Mapping[str, Any] = field(default_factory=dict)  # formats.cda.Metadata, no patient
    source_patient: bytes = field(default=b"", repr=False, compare=False)  # sealed

    def whole_header(self) -> dict[str, Any]:
        """Unseal the patient into the header; one that was not read from the record has it still.

        Raises ``vault.problems.IntegrityProblem``.
        """
        if not self.source_patient:
            return dict(self.header)
        return patient.restored(self.header, self.source_patient, self.person_id, self.unique_id)

    @property
    def entry_uuid(self) -> UUID:
        """Make the entryUUID, which names this version of the metadata."""
        return conceal(Pointer(Kind.ENTRY, self.person_id, self.entry_no, self.version))

    @property
    def logical_id(self) -> UUID:
        """Make the logicalId, the same through all versions of the metadata."""
        return conceal(Pointer(Kind.ENTRY, self.person_id, self.entry_no))


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: ``total`` counts all that this reader may see under the filters."""

    entries: tuple[EntryView, ...]
    total: int
    next: str | None  # opaque; give it back as ``after``


@dataclass(frozen=True, slots=True)
class SubmissionView:
    """One lot as deposited, with those of its entries that this reader may see."""

    person_id: int
    submission_no: int
    unique_id: str
    source_id: str
    submitted_at: datetime
    content_type_code: str
    title: str
    organization_id: int | None
    professional_id: int | None
    header: Mapping[str, Any]
    entries: tuple[tuple[int, int], ...]  # (entry_no, version)

    @property
    def submission_uuid(self) -> UUID:
        """Make the entryUUID of the SubmissionSet."""
        return conceal(Pointer(Kind.SUBMISSION, self.person_id, self.submission_no))


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """One page of lots, newest first."""

    submissions: tuple[SubmissionView, ...]
    total: int
    next: str | None


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open interval of time, either end open."""

    since: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep among what the reader may see; an empty filter keeps all."""

    statuses: tuple[int, ...] = (APPROVED,)
    types: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    facilities: tuple[str, ...] = ()  # healthcareFacilityType codes
    settings: tuple[str, ...] = ()  # practiceSetting codes
    events: tuple[str, ...] = ()  # eventCodeList codes
    confidentialities: tuple[str, ...] = ()  # N, R, V, MASQUE_PS, INVISIBLE_…
    unique_ids: tuple[str, ...] = ()
    entry_nos: tuple[int, ...] = ()
    first: tuple[int, ...] = ()  # numbers of those that are listed before the others
    submission_no: int | None = None
    related_to: int | None = None  # entry_no that these replace
    author: str = ""  # a part of the name, in any case of letters
    author_professional_id: int | None = None
    created: Span = Span()
    service: Span = Span()  # overlaps [service_start, service_stop]
    submitted: Span = Span()


@dataclass(frozen=True, slots=True)
class Reader:
    """One line of « Qui peut lire ce document ? »."""

    kind: str  # profession, professional, organization, author, treating_doctor, person…
    name: str
    profession: str  # display, or ""
    allowed: bool
    reason: str  # a French sentence for the patient
    rule: int
    actor_id: int = 0  # a person or a professional, as ``kind`` says
    organization_id: int = 0  # from which they act, or the structure itself
    keepable: bool = False  # keeping it from them alone would work: they are not its author…
