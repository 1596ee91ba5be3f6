"""All the words of a document of any kind, for the search: pure, on hostile bytes, in a child.

A picture says nothing: no recognition of characters ships with the house.
"""

from __future__ import annotations

import msgspec

from carnet.formats import pdf, rtf
from carnet.formats.cda import content_words
from carnet.formats.kinds import CLINICAL, IMAGING, Kind, kind
from carnet.formats.text import LONGEST, plain

_OF_PERSON = "patient"  # the fact of an image that names whom it is of


class Words(msgspec.Struct, frozen=True):
    """The document's own title, or "", and its text: a line a paragraph, a row or a page."""

    title: str
    text: str


def words(data: bytes) -> Words:
    """Read the words of a document; `FormatProblem` where its kind has words and it is broken."""
    found = kind(data)
    if found in CLINICAL:
        return Words(*content_words.read(data, LONGEST))
    return Words("", _text(found, data)[:LONGEST])


def _text(found: Kind, data: bytes) -> str:
    if found is Kind.PDF:
        return pdf.text(data, LONGEST)
    if found is Kind.RTF:
        return rtf.text(data)
    if found in IMAGING:
        return _of_imaging(data)
    return plain(data[: 4 * LONGEST]) if found is Kind.TEXT else ""


def _of_imaging(data: bytes) -> str:
    """What a DICOM file says of itself, and the words of a report or of a file that it wraps."""
    from carnet.formats.shown import shown  # here: few documents are images

    described = shown(data)
    facts = described.imaging.facts if described.imaging else []
    said = [text for name, text in facts if name != _OF_PERSON]
    return "\n".join([*said, *described.texts])
