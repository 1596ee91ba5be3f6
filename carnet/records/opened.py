"""An open record: what one actor may see of it, and nothing else. Only the door makes one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from carnet.access.conditions import CARERS
from carnet.access.decide import Decision, decide
from carnet.access.facts import Action, Facts
from carnet.access.visibility import Predicate, predicate
from carnet.base.database import rows
from carnet.base.ids import Pointer
from carnet.journal.events import EventKind, record
from carnet.journal.queries import Event
from carnet.journal.wanted import Wanted
from carnet.records import columns, keeping, lists, one, previews, seen_as, trace
from carnet.records.filters import conditions, joined, span
from carnet.records.problems import NotFound, Refused
from carnet.records.readers import who_reads
from carnet.records.spans import spans
from carnet.records.views import (
    EntryView,
    Filters,
    Page,
    Reader,
    Span,
    SubmissionPage,
    SubmissionView,
)

_OF_LOT = f"""
SELECT {columns.listed("o")} FROM records_entry o
WHERE o.person_id = %s AND o.submission_no = %s ORDER BY o.entry_no LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """A record that the policy opened to one actor.

    Each method writes one journal event in the transaction in which it reads. Never call one
    inside a transaction that an exception would roll back: the refusal's event would go too.
    """

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
        with transaction.atomic():
            wanted = conditions(filters, category)
            page = lists.timeline(
                self.person_id, self.visible(), wanted, after, limit,
                full=full, first=filters.first,
            )  # fmt: skip
            shown = spans(entry.entry_no for entry in page.entries)
            self.journal(EventKind.SEARCHED, detail={"entries": shown, "total": page.total})
        return page

    def entry(self, entry_no: int) -> EntryView:
        """Show one entry, whole. Raises NotFound."""
        return self._ask(EventKind.SEARCHED, entry_no)[0]

    def read(self, entry_no: int, *, rendition: bool = False) -> bytes:
        """Decrypt the original of one entry, byte for byte as deposited. NotFound, Withheld."""
        return self.document(entry_no, rendition=rendition)[1]

    def document(
        self, entry_no: int, *, download: bool = False, rendition: bool = False
    ) -> tuple[EntryView, bytes]:
        """Show one entry together with its original, as one event. Raises NotFound, Withheld.

        ``rendition``: the bytes go to a bounded child that draws from them, never to the reader.
        """
        kind = EventKind.DOCUMENT_DOWNLOADED if download else EventKind.DOCUMENT_READ
        return self._ask(kind, entry_no, with_bytes=True, rendition=rendition)

    def submissions(
        self,
        after: str | None = None,
        limit: int = 50,
        *,
        submitted: Span = Span(),  # noqa: B008 - frozen
        unique_id: str = "",
        source_id: str = "",
        content_type_code: str = "",
    ) -> SubmissionPage:
        """List the lots of which the reader may see something, newest first (ITI-66)."""
        asked = {
            "s.unique_id = %s": unique_id,
            "s.source_id = %s": source_id,
            "s.content_type_code = %s": content_type_code,
        }
        wanted = [(sql, [value]) for sql, value in asked.items() if value]
        wanted += span("s.submitted_at", "s.submitted_at", submitted)
        with transaction.atomic():
            page = lists.submissions(self.person_id, self.visible(), joined(wanted), after, limit)
            entries = spans(no for lot in page.submissions for no, _version in lot.entries)
            detail = {"lots": _lots(page.submissions), "entries": entries, "total": page.total}
            self.journal(EventKind.SEARCHED, detail=detail)
        return page

    def submission(self, submission_no: int) -> SubmissionView:
        """Show one lot. Raises NotFound, also when all of its entries are hidden."""
        with transaction.atomic():
            found = lists.submission(self.person_id, self.visible(), submission_no)
            detail = {"lots": str(submission_no)}
            if found is not None:
                entries = spans(no for no, _version in found.entries)
                self.journal(EventKind.SEARCHED, detail=detail | {"entries": entries})
                return found
            first = next(iter(rows(_OF_LOT, [self.person_id, submission_no], binary=True)), None)
            entry = columns.view(first) if first else None
            number = entry.entry_no if entry else None
            self.journal(EventKind.ACCESS_REFUSED, number, one.decision(entry, self._now()), detail)
        raise NotFound

    def readers(self, entry_no: int) -> list[Reader]:
        """Answer « Qui peut lire ce document ? », to the person only. Refused, NotFound."""
        self._only_the_person()
        entry = self._ask(EventKind.READERS_LISTED, entry_no)[0]
        return who_reads(entry, representative=self.facts.represents)

    def preview(self, change: previews.Change) -> list[previews.Difference]:
        """Tell who would read more or less, before a setting is saved, to the person only. Refused.

        Of the documents that this reader may see: a preview tells of no other.
        """
        self._only_the_person()
        with transaction.atomic():
            documents = lists.documents(self.person_id, self.visible())
            asked = {"entries": spans(one.entry_no for one in documents)}
            self.journal(EventKind.READERS_LISTED, detail=asked)
        return previews.differences(
            self.person_id, documents, change, representative=self.facts.represents
        )

    def seen_as(
        self, other: Facts, category: str | None = None, after: str | None = None, limit: int = 50
    ) -> seen_as.SeenAs:
        """Show the record as ``other`` would get it now, to the person only. Refused."""
        self._only_the_person()
        with transaction.atomic():
            found = seen_as.seen_as(
                self.person_id, self.facts, other, category, after=after, limit=limit
            )
            looker, detail = seen_as.journaled(self.facts.actor, other.actor)
            kind, decision = EventKind.PREVIEWED, self.decision
            record(kind, self.person_id, looker, decision=decision, detail=detail)
        return found

    def counts(self, *, hidden: bool = False) -> dict[str, int]:
        """How many current documents of each category the reader may see; only hidden ones if so.

        Writes no event: the list that shows these numbers writes its own.
        """
        return lists.counts(self.person_id, self.visible(), hidden=hidden)

    def history(
        self,
        before: tuple[datetime, int] | None = None,
        limit: int = 50,
        wanted: Wanted = Wanted(),  # noqa: B008 - frozen
    ) -> list[tuple[Event, str]]:
        """The trace as this reader may know it: each event and the title of its document.

        What tells of an entry kept from the reader is left out, as the entry itself is; what
        tells of a deleted one stays (domain.md 11.5).
        """
        with transaction.atomic():
            found = trace.history(self.person_id, self.facts, before, limit, wanted)
            self.journal(EventKind.HISTORY_READ, wanted.entry_no or None)
        return found

    def event(self, pointer: Pointer) -> trace.ShownEvent:
        """Show one event, with the documents that it returned. Raises NotFound."""
        with transaction.atomic():
            found = trace.shown(self.person_id, self.facts, pointer)
            if found is not None:
                self.journal(EventKind.EVENT_SHOWN, found.event.entry_no or None)
                return found
        raise NotFound

    def last_readings(self, entry_nos: Iterable[int]) -> dict[int, Event]:
        """Who read each of these last, the reader themself apart.

        Writes no event: the list that shows it writes its own.
        """
        return trace.last_readings(self.person_id, self.facts, entry_nos)

    def titles(self, entry_nos: Iterable[int]) -> dict[int, str]:
        """Titles of those entries that the reader may see, for sentences of the history.

        Writes no event: the page that shows the history writes its own.
        """
        return trace.titles(self.person_id, self.visible(), entry_nos)

    def visible(self) -> Predicate:
        """Select, over alias ``e`` of the entries, those that this reader may see now."""
        return predicate(self._now())

    def _now(self) -> Facts:
        """The facts of the opening, with what was kept from this very carer since."""
        if self.facts.actor.kind not in CARERS:
            return self.facts
        return replace(self.facts, kept_from=keeping.kept_from(self.person_id, self.facts.actor))

    def _only_the_person(self) -> None:
        if not (self.facts.holder or self.facts.represents):
            decision = decide(replace(self.facts, action=Action.GOVERN))
            self.journal(EventKind.ACCESS_REFUSED, decision=decision)
            raise Refused(decision)

    def _ask(
        self, kind: EventKind, entry_no: int, *, with_bytes: bool = False, rendition: bool = False
    ) -> tuple[EntryView, bytes]:
        """Ask for one entry. Hidden and unknown take the same path, as long and as silent."""
        data, fault, told = b"", None, kind
        with transaction.atomic():
            entry, place, decision = one.find(self.person_id, entry_no, self._now())
            if not decision.allowed:
                told = EventKind.ACCESS_REFUSED
            elif with_bytes:
                data, fault = one.fetch(self.person_id, place, rendition=rendition)
                told = one.told(kind, fault)
            self.journal(told, entry_no if entry else None, decision)
        if fault is not None:
            raise fault  # only now: the attempt stays in the trace
        if entry is None or not decision.allowed:
            raise NotFound
        return entry, data

    def journal(
        self,
        kind: EventKind,
        entry_no: int | None = None,
        decision: Decision | None = None,
        detail: dict[str, Any] | None = None,
    ) -> None:
        """Write one event of this reader; for what else reads a record, in this room."""
        if kind is EventKind.ACCESS_REFUSED:
            detail = (detail or {}) | {"action": int(Action.READ)}
        record(
            kind,
            self.person_id,
            self.facts.actor,
            entry_no=entry_no,
            decision=decision or self.decision,
            detail=detail,
        )


def _lots(submissions: Iterable[SubmissionView]) -> str:
    return spans(lot.submission_no for lot in submissions)
