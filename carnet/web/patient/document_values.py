"""What a document gives in numbers, on its page: what it means, and what it was before."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from carnet.contents import plain
from carnet.contents.plain import Plain
from carnet.records import results
from carnet.records.opened import OpenRecord
from carnet.records.results import Compared, Results
from carnet.records.views import EntryView
from carnet.web.patient import document_value_rows, result_lines
from carnet.web.patient.current import RecordRequest
from carnet.web.patient.result_lines import Line
from carnet.web.ui import result_words as told

_IN_SIGHT = 4  # fewer results than that are never folded


@dataclass(frozen=True, slots=True)
class Result:
    """One result of the document, the one before it, and where its curve is."""

    line: Line
    place: int
    before: Line | None
    href: str
    pointed: bool  # the address leads to this very value
    known: Plain | None  # what it is


@dataclass(frozen=True, slots=True)
class InNumbers:
    """Those out of the usual in sight, the others folded unless one of them is pointed at."""

    about: Plain | None  # what documents of this type are
    unusual: tuple[Result, ...]
    others: tuple[Result, ...]

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.unusual) + len(self.others)

    @property
    def unusual_rows(self) -> SafeString:
        """Those out of the usual, as items of a list."""
        return document_value_rows.rows(self.unusual)

    @property
    def other_rows(self) -> SafeString:
        """The others, as items of a list."""
        return document_value_rows.rows(self.others)

    @property
    def open(self) -> bool:
        """Whether the others must be in sight too."""
        return self.total <= _IN_SIGHT or any(one.pointed for one in self.others)


def in_numbers(request: RecordRequest, record: OpenRecord, entry: EntryView) -> InNumbers:
    """The results of a document that this reader has just read (``?valeur=`` points at one)."""
    compared, found = results.of_document(record, entry.entry_no)
    pointed = request.GET.get("valeur", "")
    lines = [_result(record.person_id, one, found, pointed) for one in compared]
    return InNumbers(
        plain.document_type(entry.type_code, get_language() or "fr"),
        tuple(one for one in lines if told.unusual(one.line.level)),
        tuple(one for one in lines if not told.unusual(one.line.level)),
    )


def _result(person_id: int, one: Compared, found: Results, pointed: str) -> Result:
    return Result(
        line=result_lines.line(one.series, one.point, found),
        place=one.found.place,
        before=result_lines.line(one.series, one.before, found) if one.before else None,
        href=reverse("patient:result", args=[results.key(person_id, one.series)]),
        pointed=str(one.found.place) == pointed,
        known=told.known(one.found.value),
    )
