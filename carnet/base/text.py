"""Words that somebody typed, kept on one line or refused with what was expected."""

from __future__ import annotations

import unicodedata


def plain(typed: str, *, most: int, least: int = 0) -> str:
    """The words on one line; ValueError says what was expected of them.

    Lines and doubled spaces are joined; other control characters, and those that change the
    direction of writing, are refused. Lengths are in characters, both ends admitted.
    """
    text = " ".join(unicodedata.normalize("NFC", typed).split())
    if not text.isprintable():
        raise ValueError("printable characters")
    if not least <= len(text) <= most:
        raise ValueError(f"{least} to {most} characters")
    return text
