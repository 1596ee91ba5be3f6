"""Which documents have the words asked, and in what order: pure, over what a reader may see."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import NamedTuple

from carnet.base.clock import MONTHS
from carnet.contents import words as plain
from carnet.contents.shelves import Shelf, nearest
from carnet.nomenclature import terms

_TITLE, _HEAD, _TEXT = 0, 1, 2  # places of a word, the best first


class Candidate(NamedTuple):
    """What a search knows of one document that the reader may see."""

    entry_no: int
    title: str
    author: str
    type_code: str
    category: str
    at: datetime  # of the act, by the clock of the law
    words: bytes  # of its text, as contents.words.unpack gives them


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


def match(candidates: Sequence[Candidate], asked: Sequence[str]) -> Match:
    """Keep those that have all the words; a typing error counts only where the word has nothing."""
    shelves = _shelves(candidates)
    words, scores = _Words(), dict.fromkeys(range(len(candidates)), 0)
    for word in asked:
        found = _found(word, shelves, words)
        scores = {at: score + found[at] for at, score in scores.items() if at in found}
    if not asked:
        return Match()
    newest = sorted(scores, key=lambda at: candidates[at].at, reverse=True)
    kept = tuple(candidates[at] for at in sorted(newest, key=scores.__getitem__))
    return Match(kept, tuple(words.looked_for), words.understood, tuple(words.missing))


def _shelves(candidates: Sequence[Candidate]) -> tuple[Shelf, ...]:
    titles = _plainly([one.title for one in candidates])
    authors = _plainly([one.author for one in candidates])
    heads = [
        author + _kind(one.type_code, one.category) + _month(one.at.year, one.at.month)
        for one, author in zip(candidates, authors, strict=True)
    ]
    return Shelf(titles), Shelf(heads), Shelf([one.words for one in candidates])


def _plainly(texts: Sequence[str]) -> list[bytes]:
    """The words of each; documents share titles and authors, which are read once."""
    distinct = list(dict.fromkeys(texts))
    known = dict(zip(distinct, plain.each(distinct), strict=False))
    return [known[text] for text in texts]


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


@cache
def _kind(type_code: str, category: str) -> bytes:
    """The names of a type and of its category, with the register's « CR » in words too."""
    known = terms.document_type(type_code)
    name = known.display if known else ""
    spelled = re.sub(r"^CR\b", "CR compte rendu", name)
    return plain.each([f"{spelled} {terms.CATEGORIES.get(category, '')}"])[0]


@cache
def _month(year: int, month: int) -> bytes:
    return plain.each([f"{MONTHS[month - 1]} {year}"])[0]
