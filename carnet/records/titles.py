"""Titles that people give their documents: what they may not hold (domain.md 3.6)."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120  # characters
FORBIDDEN = "@<>?:/€*#|%~+£\\$!§¤"
_LONG_NUMBER = re.compile(r"\d[\d ]{4,}\d")  # a matricule, the number of a file


def forbidden(title: str) -> str:
    """The signs of a title that titles may not have, each once, in its order."""
    return "".join(dict.fromkeys(one for one in title if one in FORBIDDEN))


def unseen(title: str) -> bool:
    """Whether a title has control characters, or signs that turn the reading order around."""
    return any(unicodedata.category(one).startswith(("C", "Zl", "Zp")) for one in title)


def seen(title: str) -> str:
    """A professional's title without the signs that nobody sees; its file keeps them."""
    return "".join(map(_seen, title)).strip()


def _seen(one: str) -> str:
    if not unseen(one):
        return one
    return "" if unicodedata.category(one) == "Cf" else " "  # no word ends there


def sound(title: str) -> bool:
    """Whether a document may have this title."""
    fit = bool(title.strip()) and len(title) <= LONGEST
    return fit and not forbidden(title) and not unseen(title)


def cleaned(title: str) -> str:
    """A title to propose: nothing forbidden, no long number, cut where a word ends."""
    plain = "".join(" " if forbidden(one) or unseen(one) else one for one in title)
    words = " ".join(_LONG_NUMBER.sub(" ", plain).split()).strip(" -–,;.")
    if len(words) > LONGEST:
        words = words[:LONGEST].rpartition(" ")[0] or words[:LONGEST]
    return words
