"""The editions of a document as its page tells them: which one is read, which one holds."""

from __future__ import annotations

from dataclasses import dataclass

from carnet.records import editions
from carnet.records.door import OpenRecord
from carnet.records.views import APPROVED, EntryView
from carnet.web.patient.cards import Card, card


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: ``number`` counts from the first that the reader may see."""

    card: Card
    number: int
    holds: bool  # nothing replaced it
    shown: bool  # it is the one on the page


@dataclass(frozen=True, slots=True)
class Editions:
    """All editions, the newest first; none for a document that was never replaced."""

    all: list[Edition]

    @property
    def newest(self) -> Edition | None:
        """The one to read instead of the one on the page, if any."""
        first = next(iter(self.all), None)
        return first if first and first.holds and not first.shown else None


def of(record: OpenRecord, entry: EntryView) -> Editions:
    """The editions of this document."""
    found = editions.editions(record, entry)
    return Editions(
        [
            Edition(
                card=card(one),
                number=len(found) - place,
                holds=one.status == APPROVED,
                shown=one.entry_no == entry.entry_no,
            )
            for place, one in enumerate(found)
        ]
    )
