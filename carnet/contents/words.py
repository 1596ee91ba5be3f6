"""Words as the search knows them: without accents, capitals or ligatures, packed small.

Pure functions. What a document says is packed twice, and sealed by the caller (``bound`` says for
which document): its distinct words, which a search goes through, and its text, from which the
passages of the few documents shown are taken.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable

from carnet.formats.text import LONGEST

LONGEST_ASKED = 200  # characters of a question that are looked at
MOST_ASKED = 12  # words of a question that are looked for
_LONGEST_WORD = 40  # no word that people write is longer: a line of base64 is
_MOST_WORDS = 20_000
_FEW = 4096  # bytes of words that are not compressed: the row holds them (migration 0002)
POINT = "\x1f"  # the decimal point of « 7,2 » and of « 7.2 », which are one word
_NEXT = "\x1e"  # between the texts of several documents
_LIGATURES = (
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"}
    | dict.fromkeys("\u2019\u02bc\u2032`", "'")
    | {"\u00ad": ""}
)
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
_ELISION = re.compile(r"(?<!\w)(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w)")
# What must not stand before a number comes after its first digit: ``re`` leaps to each digit.
_DECIMAL = re.compile(r"(\d(?<![\w.,].)\d*)[.,](\d+)(?![.,]?\d)")
_UNIT = re.compile(rf"(\d(?<!\w.)\d*(?:{POINT}\d+)?)(?=[^\W\d_])")  # « 500mg » is two words
_WORD = re.compile(rf"[\w{POINT}{_NEXT}]+")
_TYPED = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_TYPED[0xAD] = ""  # a soft hyphen
_OURS = str.maketrans({POINT: " ", _NEXT: " "})
_SMALL = (
    "a au aux avec ce ces cette dans de des du elle en est et il je la le les leur ma mais me mes"
    " mon ne nos notre nous on ou par pas pour qui sa sans se ses son sur ta te tes ton tu un une"
    " vos votre vous"
)
_SILENT = frozenset(_SMALL.split())


def bound(column: str, entry_no: int) -> bytes:
    """What the sealed bytes of a column of one document are bound to (vault.personal's aad)."""
    return bounds(column, [entry_no])[0]


def bounds(column: str, entry_nos: Iterable[int]) -> list[bytes]:
    """The same for each of many documents."""
    begins = b"contents.%s." % column.encode()
    return [begins + b"%d" % number for number in entry_nos]


def plain(text: str) -> str:
    """Text without accents, capitals, ligatures or elisions; line ends stay."""
    if text.isascii():
        return _ELISION.sub("", text.lower().replace("`", "'"))
    found = _MARKS.sub("", unicodedata.normalize("NFKD", text).casefold())
    for letter, usual in _LIGATURES.items():  # far sooner than ``translate``
        found = found.replace(letter, usual)
    return _ELISION.sub("", found)


def words(text: str) -> list[str]:
    """All the words of a text, in order, in their plain form."""
    return [word[:_LONGEST_WORD] for word in _spread(text.translate(_OURS)).split("\n") if word]


def each(texts: Iterable[str]) -> list[bytes]:
    """The words of each of many short texts, between line ends, as ``unpack`` gives them."""
    known = list(texts)
    joined = _NEXT.join(known)
    if POINT in joined or joined.count(_NEXT) >= len(known):
        joined = _NEXT.join([text.translate(_OURS) for text in known])
    return [f"\n{one}\n".encode("utf-8", "replace") for one in _spread(joined).split(_NEXT)]


def asked(question: str) -> list[str]:
    """The words of a question that are looked for, each once; small words only where alone."""
    written = question[:LONGEST_ASKED].encode("utf-8", "replace").decode()
    found = list(dict.fromkeys(words(written)))
    telling = [word for word in found if word not in _SILENT]
    return (telling or found)[:MOST_ASKED]


def pack(text: str) -> bytes:
    """The distinct words of a text; compressed where they are many.

    Most documents say few: inflating each of a thousand takes longer than all the rest of a search.
    """
    distinct = sorted(set(words(text[:LONGEST])) - _SILENT)[:_MOST_WORDS]
    plainly = "\n".join(("", *distinct, "")).encode("utf-8", "replace")
    return plainly if len(plainly) <= _FEW else zlib.compress(plainly, 9)


def unpack(packed: bytes) -> bytes:
    """The words of ``pack``, each between two line ends; ValueError for other bytes."""
    return packed if packed.startswith(b"\n") else _inflate(packed)


def pack_text(text: str) -> bytes:
    """A text for passages: composed letters, none of a printer's, single spaces, compressed."""
    lines = (" ".join(line.split()) for line in text[:LONGEST].translate(_TYPED).splitlines())
    composed = unicodedata.normalize("NFC", "\n".join(line for line in lines if line))
    return zlib.compress(composed.encode("utf-8", "replace"), 9)


def unpack_text(packed: bytes) -> str:
    """The text of ``pack_text``; ValueError for other bytes."""
    return _inflate(packed).decode()


def _spread(text: str) -> str:
    """One word a line."""
    numbered = _DECIMAL.sub(rf"\1{POINT}\2", plain(text))
    return "\n".join(_WORD.findall(_UNIT.sub(r"\1 ", numbered).replace("_", " ")))


def _inflate(packed: bytes) -> bytes:
    try:
        return zlib.decompress(packed)
    except zlib.error as error:
        raise ValueError("not words that this house packed") from error
