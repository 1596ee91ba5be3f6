"""Which documents have the words asked, and in what order: pure, over what a reader may see."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property

from carnet.base.clock import LEGAL_ZONE
from carnet.contents import passages
from carnet.contents import words as plain
from carnet.contents.shelves import Shelf, nearest
from carnet.nomenclature import terms

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_TITLE, _HEAD, _TEXT = 0, 1, 2  # places of a word, the best first


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a search knows of one document that the reader may see."""

    entry_no: int
    title: str
    author: str
    type_code: str
    category: str
    at: datetime
    words: bytes  # of its text, as contents.words.unpack gives them

    @property
    def year(self) -> int:
        """Of the act, in the zone of the law."""
        return self.at.astimezone(LEGAL_ZONE).year

    @property
    def head(self) -> str:
        """Author, kind and month, as people name them."""
        day = self.at.astimezone(LEGAL_ZONE)
        kind = _kind(self.type_code, self.category)
        return f"{self.author} {kind} {_MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True)
class Match:
    """Documents that have all the words, the best first."""

    candidates: tuple[Candidate, ...] = ()
    words: tuple[str, ...] = ()  # as looked for
    understood: bool = False  # one of them for another that has nothing
    missing: tuple[str, ...] = ()

    @cached_property
    def marks(self) -> re.Pattern[str]:
        """What finds the words in a text."""
        return passages.marker(self.words)

    def kept(self, category: str, year: int) -> list[Candidate]:
        """Those of one category and of one year; "" and 0 are all."""
        return [
            one
            for one in self.candidates
            if (not category or one.category == category) and (not year or one.year == year)
        ]

    def categories(self, year: int) -> dict[str, int]:
        """How many of each category there are in that year."""
        return dict(Counter(one.category for one in self.kept("", year)))

    def years(self, category: str) -> dict[int, int]:
        """How many of each year there are in that category, newest first."""
        found = Counter(one.year for one in self.kept(category, 0))
        return dict(sorted(found.items(), reverse=True))


@dataclass
class _Words:
    """What became of each word asked."""

    looked_for: list[str] = field(default_factory=list)
    understood: bool = False
    missing: list[str] = field(default_factory=list)


def match(candidates: Sequence[Candidate], asked: Sequence[str]) -> Match:
    """Keep those that have all the words; a typing error counts only where the word has nothing."""
    shelves = _shelves(candidates)
    words, scores = _Words(), dict.fromkeys(range(len(candidates)), 0)
    for word in asked:
        found = _found(word, shelves, words)
        scores = {at: score + found[at] for at, score in scores.items() if at in found}
    if not asked:
        return Match()
    order = sorted(scores, key=lambda at: (scores[at], -_moment(candidates[at])))
    kept = tuple(candidates[at] for at in order)
    return Match(kept, tuple(words.looked_for), words.understood, tuple(words.missing))


def _shelves(candidates: Sequence[Candidate]) -> tuple[Shelf, ...]:
    titles = plain.each(one.title for one in candidates)
    heads = plain.each(one.head for one in candidates)
    return Shelf(titles), Shelf(heads), Shelf([one.words for one in candidates])


def _found(word: str, shelves: tuple[Shelf, ...], words: _Words) -> dict[int, int]:
    """The documents that have a word, each with the best place where it stands."""
    found = _places(word, shelves)
    if not found and (meant := nearest(word, shelves)):
        words.understood = True
        word, found = meant, _places(meant, shelves)
    (words.looked_for if found else words.missing).append(word)
    return found


def _places(word: str, shelves: tuple[Shelf, ...]) -> dict[int, int]:
    found: dict[int, int] = {}
    for place in (_TEXT, _HEAD, _TITLE):
        found |= dict.fromkeys(shelves[place].having(word), place)
    return found


def _moment(one: Candidate) -> float:
    return one.at.timestamp()


@cache
def _kind(type_code: str, category: str) -> str:
    """The names of a type and of its category, with the register's « CR » in words too."""
    known = terms.document_type(type_code)
    name = known.display if known else ""
    spelled = re.sub(r"^CR\b", "CR compte rendu", name)
    return f"{spelled} {terms.CATEGORIES.get(category, '')}"
