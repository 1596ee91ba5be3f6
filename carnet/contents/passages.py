"""Passages of a text around the words looked for, with these marked as the document writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from carnet.contents.shelves import root, whole
from carnet.contents.words import POINT, plain

_BEFORE, _AFTER = 60, 110  # characters of a passage around what is marked
_RANGES = ((0xC0, 0x250), (0x370, 0x530), (0x1E00, 0x2000))  # letters with marks
_JOIN = " · "  # between the lines of a passage
_ASCII = bytes(range(128))


class Piece(NamedTuple):
    """Words of a passage; ``marked`` when they were looked for."""

    text: str
    marked: bool = False


class Marks:
    """What finds plain words as people write them: « ferritine » finds « Ferritine ».

    ``texts``, when given, are all in which they will be found: only letters of these are looked
    for, and ``re`` makes that ready ten times sooner.
    """

    def __init__(self, words: Iterable[str], texts: Iterable[str] | None = None) -> None:
        letters = None if texts is None else _letters_with_marks(texts)
        written = [_written(word, letters) for word in words]
        self._each = [re.compile(one) for one in written]
        self._any = re.compile("|".join(written) or "(?!)")

    def pieces(self, text: str) -> list[Piece]:
        """The text in order, what is marked apart from what is not."""
        found, last = [], 0
        for mark in self._any.finditer(text):
            found += [Piece(text[last : mark.start()]), Piece(mark[0], marked=True)]
            last = mark.end()
        found.append(Piece(text[last:]))
        return [piece for piece in found if piece.text]

    def passages(self, text: str, most: int = 2) -> list[list[Piece]]:
        """Some passages of a text, around the first place of each word that it has."""
        firsts = filter(None, (one.search(text) for one in self._each))
        spans = _merged(_around(text, *mark.span()) for mark in sorted(firsts, key=re.Match.start))
        return [self._passage(text, start, end) for start, end in islice(spans, most)]

    def _passage(self, text: str, start: int, end: int) -> list[Piece]:
        shown = _JOIN.join(text[start:end].strip().split("\n"))
        before, after = "… " if start else "", " …" if end < len(text) else ""
        return self.pieces(f"{before}{shown}{after}")


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """A span of some width that cuts no word."""
    first, last = max(0, start - _BEFORE), min(len(text), end + _AFTER)
    if first:
        first = max(text.find(" ", first, start), text.find("\n", first, start), first - 1) + 1
    if last < len(text):
        last = max(text.rfind(" ", end, last), text.rfind("\n", end, last), end)
    return first, last


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    held: tuple[int, int] | None = None
    for start, end in spans:
        if held and start <= held[1]:
            held = held[0], max(held[1], end)
            continue
        if held:
            yield held
        held = start, end
    if held:
        yield held


def _letters_with_marks(texts: Iterable[str]) -> frozenset[str]:
    """Those of these texts that are not plain letters of the alphabet."""
    written = "\n".join(texts).encode("utf-8", "replace")
    return frozenset(written.translate(None, _ASCII).decode())


def _written(word: str, letters: frozenset[str] | None) -> str:
    """The expression of one plain word, its letters with any mark they may bear.

    What must not stand before comes after the first letter: ``re`` leaps to each of those, and
    goes through a text four times faster.
    """
    first, *others = _spelled(root(word).rstrip("\n"), letters)
    rest = "".join(others)
    if word[0].isdecimal():
        return rf"{first}(?<![^\W_].)(?<!\d[.,].){rest}(?![.,]?\d)"
    tail = r"(?![^\W_])" if whole(word) else r"[^\W_]*"
    if first.startswith("("):  # two letters or one: nothing looks behind what has no width
        return rf"(?<![^\W\d_]){first}{rest}{tail}"
    return rf"{first}(?<![^\W\d_].){rest}{tail}"


def _spelled(word: str, letters: frozenset[str] | None) -> list[str]:
    """The expression of each letter, or of two that may be written as one."""
    single, double = _marked()
    found, at = [], 0
    while at < len(word):
        pair = word[at : at + 2]
        ways = [_letter(letter, _among(single.get(letter, ""), letters)) for letter in pair]
        joined = _among(double.get(pair, ""), letters)
        found.append(f"(?:{''.join(ways)}|[{joined}])" if joined else ways[0])
        at += 2 if joined else 1
    return found


def _among(marked: str, letters: frozenset[str] | None) -> str:
    return marked if letters is None else "".join([one for one in marked if one in letters])


def _letter(letter: str, marked: str) -> str:
    if letter == POINT:
        return "[.,]"
    return f"[{letter}{letter.upper()}{marked}]" if letter.isalpha() else letter


@cache
def _marked() -> tuple[dict[str, str], dict[str, str]]:
    """Letters with marks by their plain letter, and ligatures by their two."""
    single: dict[str, str] = {}
    double: dict[str, str] = {}
    for code in (code for first, last in _RANGES for code in range(first, last)):
        known = plain(chr(code))
        by = {1: single, 2: double}.get(len(known))
        if by is not None and known.isalpha() and chr(code).isalpha():
            by[known] = by.get(known, "") + chr(code)
    return single, double
