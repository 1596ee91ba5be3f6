"""The words of many documents laid end to end, so that one pass finds a word in all of them.

A word is found as written, with or without its plural, and as the beginning of longer ones:
« ferri » finds « ferritine ». Numbers and words of one or two letters are found whole only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, Protocol

import numpy as np

_WHOLE = 2  # letters: a shorter word begins too many others
_PLURAL = 5  # letters of a word whose last « s » or « x » says nothing
_SHORT, _LONG = 4, 8  # letters of a word in which one typing error, or two, are forgiven
_LANE = 4  # bytes that are compared at once, as one number
_FEW = 20_000  # bytes that ``find`` goes through sooner than numpy is called


class Searched(Protocol):
    """Documents by their places, in which words are looked for."""

    def having(self, word: str) -> set[int]:
        """The places of the documents in which the word is found."""

    def sharing(self, part: bytes) -> set[bytes]:
        """The words of which this is a part (bounded by line ends)."""


class Shelf:
    """Documents by their places, each as bytes of words between line ends."""

    def __init__(self, documents: Sequence[bytes]) -> None:
        self._words = b"".join([*documents, bytes(2 * _LANE)])  # lanes end after the last word
        self._ends = np.cumsum(np.fromiter(map(len, documents), np.int64, len(documents)))
        self._known: dict[str, set[int]] = {}

    def having(self, word: str) -> set[int]:
        """The places of the documents in which the word is found."""
        if word not in self._known:
            found = self._where(f"\n{root(word)}".encode())
            self._known[word] = set(np.searchsorted(self._ends, found, side="right").tolist())
        return self._known[word]

    def sharing(self, part: bytes) -> set[bytes]:
        """The words of which this is a part (bounded by line ends)."""
        words, width, found = self._words, len(part) - 1, set()
        for at in self._where(part):
            start = words.rfind(b"\n", 0, at + 1) + 1
            found.add(words[start : words.find(b"\n", max(at + width, start))])
        return found

    def _where(self, part: bytes) -> list[int]:
        """Where these bytes stand. Those in the middle tell most: words begin and end alike."""
        words, width = self._words, min(len(part), _LANE)
        if len(words) < _FEW:
            return list(_found(part, words))
        skipped = (len(part) - width) // 2
        middle = part[skipped : skipped + width]
        return [at for at in self._met(middle, skipped) if words.startswith(part, at)]

    def _met(self, middle: bytes, skipped: int) -> list[int]:
        """Where these few bytes stand, less ``skipped``."""
        wanted, whole = int.from_bytes(middle, "little"), len(middle) == _LANE
        mask = (1 << 8 * len(middle)) - 1
        met = [
            np.flatnonzero((lane if whole else lane & mask) == wanted) * _LANE + shift
            for shift, lane in enumerate(self._lanes)
        ]
        found: list[int] = (np.concatenate(met) - skipped).tolist()
        return found

    @cached_property
    def _lanes(self) -> list[Any]:
        """The bytes as numbers, from each of the first places on."""
        count = len(self._words) // _LANE - 1
        return [np.frombuffer(self._words, "<u4", count, shift) for shift in range(_LANE)]


def _found(part: bytes, words: bytes) -> Iterator[int]:
    at = words.find(part)
    while at >= 0:
        yield at
        at = words.find(part, at + 1)


def whole(word: str) -> bool:
    """Whether only the very word is looked for, not longer ones."""
    return len(word) <= _WHOLE or word[0].isdecimal()


def root(word: str) -> str:
    """What a word found begins with; the line end after it where the word must be whole."""
    if whole(word):
        return word + "\n"
    return word[:-1] if len(word) >= _PLURAL and word[-1] in "sx" else word


def nearest(word: str, shelves: Sequence[Searched]) -> str:
    """The word of these documents that was probably meant, or "".

    The one with the fewest typing errors (a letter too many, missing, other, or two exchanged);
    of equal ones, that which begins alike, then that of the most documents.
    """
    for errors in range(1, forgiven(word) + 1):
        if near := _near(word, errors, shelves):
            return min(near, key=lambda one: _order(one, word, shelves))
    return ""


def _near(word: str, errors: int, shelves: Sequence[Searched]) -> list[str]:
    """The words that have this many errors, where none has fewer."""
    from rapidfuzz.distance import OSA  # here: most searches need none of it

    parts = _parts(word, errors + 1)
    known = set().union(*(shelf.sharing(part) for shelf in shelves for part in parts))
    written = [one.decode() for one in known]
    return [
        one
        for one in written
        if OSA.distance(word, one, score_cutoff=errors) <= errors and not one[0].isdecimal()
    ]


def forgiven(word: str) -> int:
    """How many typing errors are forgiven in a word."""
    if len(word) < _SHORT or not word.isalpha():
        return 0
    return 1 if len(word) < _LONG else 2


def _parts(word: str, count: int) -> list[bytes]:
    """Parts of which one stands whole in any word with fewer errors than there are parts.

    Two letters exchanged across a border are one error that spoils two parts: these are also
    given as one, exchanged.
    """
    borders = [len(word) * n // count for n in range(count + 1)]
    pieces = [word[start:end] for start, end in pairwise(borders)]
    pieces[0], pieces[-1] = f"\n{pieces[0]}", f"{pieces[-1]}\n"
    swapped = [a[:-1] + b[0] + a[-1] + b[1:] for a, b in pairwise(pieces)]
    return [piece.encode() for piece in (*pieces, *swapped)]


def _order(one: str, word: str, shelves: Sequence[Searched]) -> tuple[bool, int, str]:
    documents = set().union(*(shelf.having(one) for shelf in shelves))
    return one[0] != word[0], -len(documents), one
