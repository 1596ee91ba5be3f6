"""Titles as a person would write them."""

from __future__ import annotations

import re
import unicodedata

MAX_TITLE = 300  # each table repeats the title of its section
_ACRONYM = 5  # one short word in capitals is an acronym: ECBU, IRM
_ACRONYMS = {
    *("AAP", "ACR", "ALD", "ATCD", "AVC", "AVK", "BCG", "DCI", "ECBU", "ECG", "EHPAD"),
    *("FRCP", "HPV", "HTA", "IMC", "INR", "IRM", "IVG", "NIHSS", "ORL", "PPS", "RCP"),
    *("ROR", "SAMU", "SMUR", "SNC", "TNM", "TROD", "UNV", "VHC", "VIH"),
}
# Unicode blocks « Combining Diacritical Marks » and their supplements.
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")


def heading(title: str, coded: str) -> str:
    """A title as a person would write it: « HEMATOLOGIE » is « Hématologie »."""
    text = (re.sub(r"[\s.:]+$", "", title[:MAX_TITLE]) or coded)[:MAX_TITLE]
    if not text.isupper() or (len(text) <= _ACRONYM and " " not in text):
        return text
    return coded if bare(coded) == bare(text) else _sentence(text)


def _sentence(text: str) -> str:
    """Small letters but for the first one and the acronyms."""
    parts = re.split(r"(\W+)", text)
    small = [part if part in _ACRONYMS else part.lower() for part in parts]
    return "".join([parts[0] if parts[0] in _ACRONYMS else parts[0].capitalize(), *small[1:]])


def bare(text: str) -> str:
    """Text without capitals and accents, to compare titles."""
    if text.isascii():
        return text.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFD", text.casefold().replace("œ", "oe")))
