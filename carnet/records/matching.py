"""Which documents have the words asked, and in what order: pure, over what a reader may see."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import NamedTuple, TypeVar

from carnet.base.clock import MONTHS
from carnet.contents import words as plain
from carnet.contents.shelves import Searched, Shelf, nearest
from carnet.nomenclature import terms

_TITLE, _HEAD, _TEXT = 0, 1, 2  # places of a word, the best first
_Value = TypeVar("_Value", bound=Hashable)


class Seen(NamedTuple):
    """What a search knows of all the documents that the reader may see: a column of each fact."""

    entry_no: Sequence[int]
    title: Sequence[str]
    author: Sequence[str]
    type_code: Sequence[str]
    category: Sequence[str]
    at: Sequence[datetime]  # of the act, by the clock of the law
    words: Sequence[bytes]  # of its text, as contents.words.unpack gives them


class Candidate(NamedTuple):
    """One document that has the words."""

    entry_no: int
    category: str
    at: datetime


@dataclass(frozen=True)
class Match:
    """Documents that have all the words, the best first."""

    candidates: tuple[Candidate, ...] = ()
    words: tuple[str, ...] = ()  # as looked for
    understood: bool = False  # one of them for another that has nothing
    missing: tuple[str, ...] = ()

    def kept(self, category: str, year: int) -> list[Candidate]:
        """Those of one category and of one year; "" and 0 are all."""
        return [
            one
            for one in self.candidates
            if (not category or one.category == category) and (not year or one.at.year == year)
        ]

    def categories(self, year: int) -> dict[str, int]:
        """How many of each category there are in that year."""
        return dict(Counter(one.category for one in self.kept("", year)))

    def years(self, category: str) -> dict[int, int]:
        """How many of each year there are in that category, newest first."""
        found = Counter(one.at.year for one in self.kept(category, 0))
        return dict(sorted(found.items(), reverse=True))


@dataclass
class _Words:
    """What became of each word asked."""

    looked_for: list[str] = field(default_factory=list)
    understood: bool = False
    missing: list[str] = field(default_factory=list)


class _Shared:
    """What several documents say alike (a title, an author, a month) is gone through once."""

    def __init__(
        self, values: Sequence[_Value], told: Callable[[list[_Value]], list[bytes]]
    ) -> None:
        self._values = values
        self._distinct = list(dict.fromkeys(values))
        self._shelf = Shelf(told(self._distinct))

    def having(self, word: str) -> set[int]:
        """The places of the documents in whose value the word is found."""
        those = {self._distinct[place] for place in self._shelf.having(word)}
        if not those:
            return set()
        return {place for place, value in enumerate(self._values) if value in those}

    def sharing(self, part: bytes) -> set[bytes]:
        """The words of these values of which this is a part."""
        return self._shelf.sharing(part)


def match(seen: Seen, asked: Sequence[str]) -> Match:
    """Keep those that have all the words; a typing error counts only where the word has nothing."""
    if not asked:
        return Match()
    shelves = _shelves(seen)
    words, scores = _Words(), dict.fromkeys(range(len(seen.at)), 0)
    for word in asked:
        found = _found(word, shelves, words)
        scores = {at: score + found[at] for at, score in scores.items() if at in found}
    newest = sorted(scores, key=seen.at.__getitem__, reverse=True)
    kept = sorted(newest, key=scores.__getitem__)
    candidates = [Candidate(seen.entry_no[at], seen.category[at], seen.at[at]) for at in kept]
    return Match(tuple(candidates), tuple(words.looked_for), words.understood, tuple(words.missing))


def _shelves(seen: Seen) -> list[tuple[int, Searched]]:
    """Where words are looked for, the worst places first."""
    return [
        (_TEXT, Shelf(seen.words)),
        (_HEAD, _Shared(seen.author, plain.each)),
        (_HEAD, _Shared(list(zip(seen.type_code, seen.category, strict=True)), _kinds)),
        (_HEAD, _Shared([(at.year, at.month) for at in seen.at], _months)),
        (_TITLE, _Shared(seen.title, plain.each)),
    ]


def _found(word: str, shelves: Sequence[tuple[int, Searched]], words: _Words) -> dict[int, int]:
    """The documents that have a word, each with the best place where it stands."""
    found = _places(word, shelves)
    if not found and (meant := nearest(word, [shelf for _, shelf in shelves])):
        words.understood = True
        word, found = meant, _places(meant, shelves)
    (words.looked_for if found else words.missing).append(word)
    return found


def _places(word: str, shelves: Sequence[tuple[int, Searched]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for place, shelf in shelves:
        found |= dict.fromkeys(shelf.having(word), place)
    return found


def _kinds(kinds: list[tuple[str, str]]) -> list[bytes]:
    return [_kind(*kind) for kind in kinds]


@cache
def _kind(type_code: str, category: str) -> bytes:
    """The names of a type and of its category, with the register's « CR » in words too."""
    known = terms.document_type(type_code)
    name = known.display if known else ""
    spelled = re.sub(r"^CR\b", "CR compte rendu", name)
    return plain.each([f"{spelled} {terms.CATEGORIES.get(category, '')}"])[0]


def _months(months: list[tuple[int, int]]) -> list[bytes]:
    return [_month(*month) for month in months]


@cache
def _month(year: int, month: int) -> bytes:
    return plain.each([f"{MONTHS[month - 1]} {year}"])[0]
