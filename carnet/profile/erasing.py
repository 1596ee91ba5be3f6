"""What this room forgets of a person whose record is destroyed (carnet.base.erasure)."""

from __future__ import annotations

from carnet.base.database import execute
from carnet.base.erasure import eraser


@eraser("réponses")
def answers(person_id: int) -> int:
    """Every answer about their own health."""
    return execute("DELETE FROM profile_answer WHERE person_id = %s", [person_id])
