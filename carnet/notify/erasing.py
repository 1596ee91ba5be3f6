"""What this room forgets of a person whose record is destroyed (carnet.base.erasure)."""

from __future__ import annotations

from carnet.base.database import execute
from carnet.base.erasure import eraser


@eraser("notifications")
def notices(person_id: int) -> int:
    """Every notice of the centre, and those for professionals."""
    execute("DELETE FROM notify_professional_notice WHERE person_id = %s", [person_id])
    return execute("DELETE FROM notify_notice WHERE person_id = %s", [person_id])
