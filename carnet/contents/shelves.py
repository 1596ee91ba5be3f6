"""The words of many documents laid end to end, so that one pass finds a word in all of them.

A word is found as written, with or without its plural, and as the beginning of longer ones:
« ferri » finds « ferritine ». Numbers and words of one or two letters are found whole only.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

_WHOLE = 2  # letters: a shorter word begins too many others
_PLURAL = 5  # letters of a word whose last « s » or « x » says nothing
_SHORT, _LONG = 4, 8  # letters of a word in which one typing error, or two, are forgiven


class Shelf:
    """Documents by their places, each as bytes of words between line ends."""

    def __init__(self, documents: Sequence[bytes]) -> None:
        self._words = b"".join(documents)
        self._starts = list(accumulate(map(len, documents), initial=0))

    def having(self, word: str) -> set[int]:
        """The places of the documents in which the word is found."""
        found: set[int] = set()
        needle, at = f"\n{root(word)}".encode(), 0
        while (at := self._words.find(needle, at)) >= 0:
            place = bisect_right(self._starts, at) - 1
            found.add(place)
            at = self._starts[place + 1]
        return found

    def sharing(self, part: bytes) -> Iterator[bytes]:
        """The words, each maybe several times, of which this is a part (bounded by line ends)."""
        at = 0
        while (at := self._words.find(part, at)) >= 0:
            start = self._words.rfind(b"\n", 0, at + 1) + 1
            end = self._words.find(b"\n", max(at + len(part) - 1, start))
            yield self._words[start:end]
            at = end


def whole(word: str) -> bool:
    """Whether only the very word is looked for, not longer ones."""
    return len(word) <= _WHOLE or word[0].isdecimal()


def root(word: str) -> str:
    """What a word found begins with; the line end after it where the word must be whole."""
    if whole(word):
        return word + "\n"
    return word[:-1] if len(word) >= _PLURAL and word[-1] in "sx" else word


def nearest(word: str, shelves: Sequence[Shelf]) -> str:
    """The word of these documents that was probably meant, or "".

    The one with the fewest typing errors (a letter too many, missing, other, or two exchanged);
    of equal ones, that which begins alike, then that of the most documents.
    """
    for errors in range(1, forgiven(word) + 1):
        if near := _near(word, errors, shelves):
            return min(near, key=lambda one: _order(one, word, shelves))
    return ""


def _near(word: str, errors: int, shelves: Sequence[Shelf]) -> list[str]:
    """The words that have this many errors, where none has fewer."""
    from rapidfuzz.distance import OSA  # here: most searches need none of it

    parts = _parts(word, errors + 1)
    known = {one for shelf in shelves for part in parts for one in shelf.sharing(part)}
    written = (one.decode() for one in known)
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


def _order(one: str, word: str, shelves: Sequence[Shelf]) -> tuple[bool, int, str]:
    documents = set().union(*(shelf.having(one) for shelf in shelves))
    return one[0] != word[0], -len(documents), one
