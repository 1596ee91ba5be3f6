"""What a reader wants in their copy: everything, or some parts, categories and years."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import msgspec

from carnet.base.clock import LEGAL_ZONE
from carnet.nomenclature import terms
from carnet.records.carrying import Chosen
from carnet.records.views import Span

DOCUMENTS, ANSWERS, ACCESS, HISTORY = PARTS = ("documents", "answers", "access", "history")


class Choice(msgspec.Struct, frozen=True):
    """``categories`` None: all, now and to come. Days are those of the act, both included."""

    parts: tuple[str, ...] = PARTS
    categories: tuple[str, ...] | None = None
    since: date | None = None
    until: date | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing was left out."""
        return self == Choice()

    def sound(self) -> bool:
        """Whether these are parts and categories of ours, at least one part, and days in order."""
        ordered = self.since is None or self.until is None or self.since <= self.until
        named = {*self.parts, *(self.categories or ())}
        some = bool(self.parts) and self.categories != ()
        return some and ordered and named <= {*PARTS, *terms.CATEGORIES}

    def documents(self) -> Chosen:
        """Which documents; none where their part was left out."""
        if DOCUMENTS not in self.parts:
            return Chosen(())
        after = None if self.until is None else _midnight(self.until + timedelta(days=1))
        return Chosen(self.categories, Span(_midnight(self.since), after))


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), LEGAL_ZONE)
