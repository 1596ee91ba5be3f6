"""Words of a plain file, in whatever encoding a program of these thirty years wrote it."""

from __future__ import annotations

import unicodedata

LONGEST = 400_000  # characters that are read of one document, of any kind
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def plain(data: bytes) -> str:
    """Text in UTF-8, in UTF-16 with its mark, or else in the older Windows-1252."""
    return tidy(_decoded(data))


def tidy(words: str) -> str:
    """Line ends of one kind; no control, no sign that turns the reading order around."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return "".join(c for c in lines if c in "\n\t" or c.isprintable() or _is_space(c))


def _is_space(sign: str) -> bool:
    return unicodedata.category(sign) == "Zs"  # the spaces that do not break are not « printable »


def _decoded(data: bytes) -> str:
    if data.startswith(_UTF_16):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
