"""What this room forgets of a person whose record is destroyed (carnet.base.erasure)."""

from __future__ import annotations

from carnet.base.database import execute
from carnet.base.erasure import eraser


@eraser("lectures")
def readings(person_id: int) -> int:
    """All that was read in the documents, and the refusal to read them."""
    execute("DELETE FROM contents_refusal WHERE person_id = %s", [person_id])
    return execute("DELETE FROM contents_reading WHERE person_id = %s", [person_id])
