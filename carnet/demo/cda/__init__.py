"""Our own writer of French CDA R2 documents: N3 with narrative and entries, N1 with a PDF/A-1."""

from __future__ import annotations

from carnet.demo.nation.model import Person


def sized_document(size: int, person: Person, number: int) -> bytes:
    """A valid CDA of about ``size`` bytes about this person; ``number`` makes its id unique."""
    raise NotImplementedError(size, person, number)
