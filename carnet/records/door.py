"""The one door to a record: nothing of it is read but through ``open``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from carnet.access.decide import Decision
from carnet.access.facts import Action, Actor, Facts
from carnet.base.ids import Pointer
from carnet.records.problems import NotFound, Refused
from carnet.records.views import (
    EntryView,
    Filters,
    Page,
    Reader,
    Span,
    SubmissionPage,
    SubmissionView,
)

__all__ = ["NotFound", "OpenRecord", "Refused", "Status", "open", "resolve", "status"]


@dataclass(frozen=True, slots=True)
class Status:
    """What a professional learns before reading (TD0.2): the record's state and their own."""

    exists: bool
    open: bool
    state: str
    closed_at: datetime | None
    closing_reason: str
    reading: Decision
    depositing: Decision
    treating_doctor: bool


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """A record that the policy opened to one actor. Each method writes one journal event."""

    facts: Facts
    person_id: int
    decision: Decision

    def timeline(
        self,
        category: str | None = None,
        after: str | None = None,
        limit: int = 50,
        filters: Filters = Filters(),  # noqa: B008 - frozen
        *,
        full: bool = False,
    ) -> Page:
        """List what the reader may see, newest act first. A bad ``after`` is a ValueError."""
        raise NotImplementedError

    def entry(self, entry_no: int) -> EntryView:
        """Show one entry, whole. Raises NotFound."""
        raise NotImplementedError

    def read(self, entry_no: int) -> bytes:
        """Decrypt the original of one entry, byte for byte as deposited. Raises NotFound."""
        raise NotImplementedError

    def submissions(
        self,
        after: str | None = None,
        limit: int = 50,
        submitted: Span = Span(),  # noqa: B008 - frozen
        unique_id: str = "",
        source_id: str = "",
        content_type_code: str = "",
    ) -> SubmissionPage:
        """List the lots of which the reader may see something, newest first (ITI-66)."""
        raise NotImplementedError

    def submission(self, submission_no: int) -> SubmissionView:
        """Show one lot. Raises NotFound, also when all of its entries are hidden."""
        raise NotImplementedError

    def readers(self, entry_no: int) -> list[Reader]:
        """Answer « Qui peut lire ce document ? ». Raises NotFound."""
        raise NotImplementedError

    def titles(self, entry_nos: tuple[int, ...]) -> dict[int, str]:
        """Titles of those entries that the reader may see, for sentences of the history."""
        raise NotImplementedError


def open(person_id: int, actor: Actor, action: Action = Action.SEARCH) -> OpenRecord:  # noqa: A001
    """Open the record to ``actor``, or journal the refusal and raise Refused."""
    raise NotImplementedError


def status(person_id: int, actor: Actor) -> Status:
    """Tell whether a record exists, is open, and what the actor may do with it (TD0.2)."""
    raise NotImplementedError


def resolve(identifier: str) -> Pointer:
    """Read an entryUUID, logicalId or submission identifier. Raises NotFound when forged."""
    raise NotImplementedError
